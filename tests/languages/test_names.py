"""Names written in eight scripts and languages are one by their sound, and no two persons are."""

from __future__ import annotations

import re

from twosource.language.foreign.shared_names import same_name
from twosource.language.foreign.sounds import sound

NAMES = (
    ("Greta Solheim", "غريتا سولهايم", "گرتا سولهایم", "גרטה סולהיים", "Грета Сульхейм",
     "Грета Сульгейм", "格蕾塔·索尔海姆", "グレタ・ソルハイム"),
    ("Paul Chevrier", "بول شيفرييه", "پل شوریه", "פול שברייה", "Поль Шеврие", "Поль Шевріє",
     "保罗·谢夫里耶", "ポール・シェヴリエ"),
    ("Jean-Luc Morel", "جان لوك موريل", "ژان لوک مورل", "ז'אן-לוק מורל", "Жан-Люк Морель",
     "Жан-Люк Морель", "让-吕克·莫雷尔", "ジャン＝リュック・モレル"),
    ("Elena Kovacs", "إيلينا كوفاتش", "النا کوواچ", "אלנה קובאץ'", "Елена Ковач", "Олена Ковач",
     "埃莱娜·科瓦奇", "エレナ・コヴァーチ"),
    ("Youssef Haddad", "يوسف حداد", "یوسف حداد", "יוסף חדאד", "Юсеф Хаддад", "Юсеф Хаддад",
     "优素福·哈达德", "ユセフ・ハダド"),
    ("Hans Gruber", "هانس غروبر", "هانس گروبر", "הנס גרובר", "Ханс Грубер", "Ганс Грубер",
     "汉斯·格鲁伯", "ハンス・グルーバー"),
    ("Nils Orvar", "نيلس أورفار", "نیلس اوروار", "נילס אורבר", "Нильс Орвар", "Нільс Орвар",
     "尼尔斯·奥瓦尔", "ニルス・オルバル"),
)  # fmt: skip


def sounds(name: str) -> tuple[str, ...]:
    return tuple(sound(w) for w in re.split(r"[ ·・＝]", name))


def test_a_name_is_one_in_every_script() -> None:
    missed = [
        (first, other) for first, *others in NAMES for other in others
        if not same_name(sounds(first), sounds(other))
    ]  # fmt: skip
    assert not missed


def test_two_persons_are_two_in_every_script() -> None:
    merged = [
        (one[0], other) for one in NAMES for two in NAMES if one is not two
        for other in two[1:] if same_name(sounds(one[0]), sounds(other))
    ]  # fmt: skip
    assert not merged
