"""How odd a stretch looks, and how well a character fits behind it: the weights, case by case."""

from __future__ import annotations

import pytest

from twosource.read.repair.plausible import likely, oddness, worth


def weight(char: str, marked: str) -> float:
    """The worth of a character in place of what stands in square brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    return round(worth(char, marked.replace("[", "").replace("]", ""), start, end), 4)


@pytest.mark.parametrize(
    ("char", "marked", "expected"),
    [
        # what no text holds: controls, private use, nothing, half a pair
        ("\x81", "a[Â\x81]b", -4.0),
        ("\ue000", "[ï€€]", -4.0),
        ("\u0378", "[ï€€]", -4.0),
        ("\ud83d", "[ï€€]", -4.0),
        # typography, less so behind a lone symbol
        ("“", "he [â€œ]so", 0.3),
        ("…", "a[‚Ä¶]", 0.3),
        ("”", "a[¬¥]", -0.1),
        ("”", "a[Â”]", 0.3),
        ("°", "5[¬∞¬]", 0.3),
        # what opens a Spanish question stands before a letter and behind none
        ("¿", "x [¬ø]donde", 0.3),
        ("¿", "x [¬ø] donde", -0.1),
        ("¿", "x[¬ø]donde", -0.1),
        # "à" that lost its blank
        ("à", "voil[Ã] la", 0.6),
        ("à", "A[Ã] la", 0.7 + 0.268 - 0.7 + 0.0),
        ("à", "voil[Ã]la", 0.4 - 0.2 + 0.3 + 0.3 - 0.004 * 8),
        # damage behind the damage
        ("†", "[¬†]x", 0.3),
        ("Ã", "[Ãƒ]x", 0.3),
        ("Ã", "[Ã]x", 0.2 - 0.1),
        ("†", "[â€]x", 0.1),
        # signs: other planes, punctuation and numbers may be; other symbols hardly
        ("😀", "a [ðŸ˜€]", 0.1),
        ("①", "[â‘ ]", 0.1),
        ("‡", "[â€¡]", 0.1),
        ("☃", "a [â˜ƒ]", -0.2),
        ("☆", "a [â˜†]", 0.3),
        # letters that news does not hold, and scripts
        ("ƿ", "a[Æ¿]", -1.5),
        ("\ua65a", "[êõ]", -1.5),
        ("\u1200", "[áˆ€]", 0.2),
        ("\u13a0", "[áŽ ]", -1.5),
        ("п", "[Ð¿]", 0.2),
        ("あ", "[ã]", 0.2),
        ("\u0301", "e[Ì]", 0.2),
        ("و", "[Ùˆ]", 0.2),
        ("\u0652", "[Ù’]", 0.2),
        ("چ", "[Ú†]", 0.2),
        ("\u06c7", "[Û‡]", -0.3),
        ("\u0653", "[Û‡]", -0.3),
    ],
)
def test_worth(char: str, marked: str, expected: float) -> None:
    assert weight(char, marked) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("char", "marked", "expected"),
    [
        # the commonest letter is worth .3, the next a little less, a rare one -.1; to that come
        # a capital behind a small letter .3 and a sign between letters .4
        ("é", "caf[Ã©]s", 0.3 + 0.3 + 0.4),
        ("é", "caf[Ã©] ", 0.3 + 0.3),
        ("á", "caf[Ã¡]s", 0.3 - 0.004 + 0.3 + 0.4),
        ("ĳ", "b[Ä³]n", -0.1 + 0.3 + 0.4),
        ("é", "b[®©]d", 0.3 + 0.3 + 0.4),
        ("é", " [Ã©]tat", 0.3 + 0.2),
        ("é", "B[ã©]D", 0.3 + 0.4),
        ("é", "B[ãa]D", 0.3 + 0.75),
        ("é", "b[ãa]d", 0.3 + 0.2),
        ("é", "b[ã\u00a0]D", 0.3),
        ("é", "b[ã\u00a0]d", 0.3 + 0.4),
        # alone it says little
        ("é", " [Ã©] ", 0.3 - 0.7),
        ("Ù", "O[Ã™] ", -0.1 + 0.5),
        ("Ù", "N[Ã™] ", -0.1),
        # a capital inside a small word and a small letter among capitals do not fit
        ("É", "caf[Ã‰]s", -0.6),
        ("É", " [Ã‰]cole", 0.3 - 0.004 * 58 + 0.2),
        ("É", "CAF[Ã‰]S", 0.3 - 0.004 * 58 + 0.4),
        ("é", "AB[Ã©]D", -0.6),
        ("é", "AB[Ã©]d", 0.3 + 0.4),
        ("é", "aB[Ã©]D", 0.3 + 0.4),
    ],
)
def test_worth_of_a_latin_letter(char: str, marked: str, expected: float) -> None:
    assert weight(char, marked) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("Ã", 0.15),
        ("ab", 0.15),
        ("(a", 0.15),
        ("Ã©", 1.15),
        ("â€œ", 1.15),
        ("x\u200d", 1.15),
        ("\u200dx", 0.15),
        ("Â\x81", 2.15),
        ("ðŸ˜€", 0.15 + 1.0 + 0.7),
        ("aB", 0.15 + 0.7),
        ("Ba", 0.15),
        ("éд", 0.15 + 1.0),
        # what clean text sets against a capital or behind a word is milder, a blank more so
        ("a”", 0.65),
        ("a\u00a0", 0.4),
        ("a”b", 1.15),
        ("¬é", 0.65),
        ("®x", 0.65),
        ("®", 0.15),
        ("(ab", 0.95),
    ],
)
def test_oddness(run: str, expected: float) -> None:
    assert oddness(run) == pytest.approx(expected)


def test_the_commoner_of_several_characters_is_likelier() -> None:
    assert likely(["é", "”", "a"]) == "”"
    assert likely(["™", "•", "€"]) == "€"
    assert likely(["a", "b"]) == likely([]) == ""
