"""Who speaks by the page's layout: signatures, lines before a quote, conversations,
marks that touch words, and single quotation marks over paragraphs.
"""

from __future__ import annotations

import pytest

from twosource.find import find_statements
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account

LEAD = (
    "The Skarn Harbour Board appointed Vera Toll on Monday. Surveyor Per Holt said the choice "
    "was late.\n\n"
)
QUOTE = "Vera brings years of work on old quays and a habit of finishing on time."


def statements(text, title=None, id="x"):
    parsed = parse(Account(id, text, "", title=title))
    return find_statements(parsed, resolve([parsed]))


def told(found, text):
    """Content words to the speaker's name."""
    return [
        (" ".join(c.of(text) for c in s.content), s.speaker.name if s.speaker else None)
        for s in found
    ]


def speaker_of(text, words):
    (name,) = {who for content, who in told(statements(text), text) if words in content}
    return name


@pytest.mark.parametrize(
    "layout",
    [
        f"“{QUOTE}” -Chairman Jon Brann",
        f"“{QUOTE}” - Jon Brann, chairman",
        f"“{QUOTE}” ~ Jon Brann",
        f"“{QUOTE}” (Jon Brann, chairman)",
        f'"{QUOTE}" --Jon Brann, chairman of the board',
        f"“{QUOTE}”\n\n-Chairman Jon Brann",
        f"“{QUOTE}”-Jon Brann, chairman",
        f'"{QUOTE}"-Jon Brann, chairman',
        f"“{QUOTE}”\n\nJon Brann, chairman",
        f"“{QUOTE}”\n\nChairman Jon Brann",
        f"“{QUOTE}”\n\nJon Brann, chairman of the Skarn Harbour Board",
        f"And from Chairman Jon Brann:\n\n“{QUOTE}”",
        f"From Jon Brann, the chairman:\n\n“{QUOTE}”",
        f"Then this from Jon Brann:\n\n“{QUOTE}”",
        f"Chairman Jon Brann wrote on his page:\n\n{QUOTE}",
        f"Jon Brann, the chairman, said in a statement:\n\n{QUOTE}",
        f"Jon Brann posted on Tuesday:\n\n“{QUOTE}”",
        f"Et du président Jon Brann :\n\n« {QUOTE} »",
        f"Dazu der Vorsitzende Jon Brann:\n\n„{QUOTE}“",
    ],
)
def test_a_signature_gives_the_quote_to_its_name(layout):
    text = f"{LEAD}{layout}\n\nMs Toll starts on 1 March."
    assert speaker_of(text, "habit of finishing") == "Jon Brann"
    assert speaker_of(text, "the choice was late") == "Per Holt"


@pytest.mark.parametrize(
    "layout",
    [
        f"“{QUOTE}” Holt said.\n\nThe Harbour Question\n\nWork starts in May.",
        f"“{QUOTE}” Holt said.\n\nJon Brann, chairman, was not there.",
        f"“{QUOTE}” Holt said - and he left.",
    ],
)
def test_what_only_looks_like_a_signature_signs_nothing(layout):
    assert speaker_of(LEAD + layout, "habit of finishing") == "Per Holt"


def test_a_list_after_a_colon_is_nobodys_when_the_verb_has_its_own_object():
    text = f"{LEAD}The board announced the following dates:\n\n1 March and 3 April, at the quay."
    assert not any("at the quay" in content for content, _ in told(statements(text), text))


@pytest.mark.parametrize(
    ("opens", "closes"), [("‘", "’"), ("'", "'"), ("“", "”"), ("‹", "›"), ('"', '"')]
)
def test_an_utterance_runs_over_paragraphs_in_any_marks(opens, closes):
    text = (
        f"Per Holt surveys the quay in Skarn.\n\n{opens}What I fear is the pilings,{closes} Holt "
        f"said. {opens}The drivers’ union won’t wait and the cranes don’t stop.\n\n"
        f"{opens}Until now we’ve kept to the old limit, and the boards’ patience is thin.\n\n"
        f"{opens}I ask crews to keep off.{closes}\n\nHis deputy, Ilse Dahl, disagreed. "
        f"{opens}The limit is his own doing,{closes} she said."
    )
    found = statements(text)
    whole = next(s for s in found if "pilings" in s.content[0].of(text))
    assert whole.speaker is not None
    assert whole.speaker.name == "Per Holt"
    assert len(whole.content) == 4
    assert whole.content[1].of(text).endswith("don’t stop.")
    assert whole.content[3].of(text) == f"{opens}I ask crews to keep off.{closes}"
    assert speaker_of(text, "his own doing") == "Ilse Dahl"


def test_a_first_paragraph_may_open_what_a_later_one_closes():
    text = "‘I heard a crack at six.\n\n‘Then the crane leant over,’ said Ode Marr, a pilot."
    (one,) = [s for s in statements(text) if "crack" in s.content[0].of(text)]
    assert [c.of(text) for c in one.content] == [
        "‘I heard a crack at six.",
        "‘Then the crane leant over,’",
    ]


CONVERSATIONS = {
    "capitals": ("ILSE DAHL, HOST: When did it lean?\n\nPER HOLT, SURVEYOR: In May. I saw it "
                 "twice.\n\nDAHL: And then?\n\nHOLT: I wrote to the board. We close it in June."),
    "titles": ("MS. DAHL: When did it lean?\n\nMR. HOLT: In May. I saw it twice.\n\nMS. DAHL: And "
               "then?\n\nMR. HOLT: I wrote to the board. We close it in June."),
    "offices": ("Ms Dahl: When did it lean?\n\nProfessor Holt: In May. I saw it twice.\n\nMs "
                "Dahl: And then?\n\nProfessor Holt: I wrote to the board. We close it in June."),
    "initials": ("ILSE DAHL (ID): When did it lean?\n\nPER HOLT (PH): In May. I saw it twice."
                 "\n\nID: And then?\n\nPH: I wrote to the board. We close it in June."),
    "letters": ("Q: When did it lean?\n\nA: In May. I saw it twice.\n\nQ: And then?\n\nA: I wrote "
                "to the board. We close it in June."),
    "dots": ("Q. When did it lean?\n\nA. In May. I saw it twice.\n\nQ. And then?\n\nA. I wrote to "
             "the board. We close it in June."),
    "names": ("Ilse Dahl: When did it lean?\n\nPer Holt: In May. I saw it twice.\n\nDahl: And "
              "then?\n\nHolt: I wrote to the board. We close it in June."),
    "times": ("[00:01] DAHL: When did it lean?\n\n[00:09] HOLT: In May. I saw it twice.\n\n[00:15] "
              "DAHL: And then?\n\n[00:20] HOLT: I wrote to the board. We close it in June."),
    "lines": ("DAHL: When did it lean?\nHOLT: In May. I saw it twice.\nDAHL: And then?\nHOLT: I "
              "wrote to the board. We close it in June."),
    "arrows": (">> DAHL: When did it lean?\n\n>> HOLT: In May. I saw it twice.\n\n>> DAHL: And "
               "then?\n\n>> HOLT: I wrote to the board. We close it in June."),
    "German": ("FRAGE: When did it lean?\n\nANTWORT: In May. I saw it twice.\n\nFRAGE: And then?"
               "\n\nANTWORT: I wrote to the board. We close it in June."),
    "Spanish": ("P: When did it lean?\n\nR: In May. I saw it twice.\n\nP: And then?\n\nR: I wrote "
                "to the board. We close it in June."),
}  # fmt: skip
INTRO = "Per Holt has surveyed the quay since 2027. He spoke to Ilse Dahl of the Gazette.\n\n"


@pytest.mark.parametrize("layout", CONVERSATIONS)
def test_turns_of_a_conversation_are_whole_and_have_their_speaker(layout):
    text = INTRO + CONVERSATIONS[layout]
    turns = [s for s in statements(text, "Holt on the quay") if s.rule == "rule:turn:colon"]
    assert [(s.content[0].of(text), s.speaker and s.speaker.name) for s in turns] == [
        ("When did it lean?", "Ilse Dahl"),
        ("In May. I saw it twice", "Per Holt"),
        ("And then?", "Ilse Dahl"),
        ("I wrote to the board. We close it in June", "Per Holt"),
    ]
    assert {s.form for s in turns} == {"direct"}


def test_a_turn_goes_on_over_paragraphs_and_past_stage_directions():
    text = (
        "DAHL: Why?\n\nHOLT: It leans.\n\nWe measured it.\n\n(Soundbite of a crane)\n\nDAHL: And?"
        "\n\nHOLT: I shut it.\n\nI would again.\n\nThis conversation was shortened."
    )
    turns = [s for s in statements(text) if s.rule == "rule:turn:colon"]
    assert [[c.of(text) for c in s.content] for s in turns] == [
        ["Why?"],
        ["It leans", "We measured it"],
        ["And?"],
        ["I shut it", "I would again"],
    ]


def test_who_only_labels_name_is_a_party_and_one_over_accounts():
    text = "ODE MARR, PILOT: It leans.\n\nDAHL: Since when?\n\nMARR: May.\n\nDAHL: I see."
    other = "The pilot Ode Marr said the crane leant."
    parses = [parse(Account("x", text, "")), parse(Account("y", other, ""))]
    register = resolve(parses)
    said = [s for p in parses for s in find_statements(p, register) if s.speaker]
    ids = {s.speaker.id for s in said if s.speaker.name == "Ode Marr"}
    assert ids == {"ode-marr"}
    assert {s.account for s in said if s.speaker.id == "ode-marr"} == {"x", "y"}


@pytest.mark.parametrize(
    "text",
    [
        "Cost: 5 crowns.\n\nWhen: Monday.\n\nCost: nothing for children.",
        "PROS: It is cheap.\n\nCONS: It leans.\n\nPROS: It is near.",
        "Skarn: The quay is shut.\n\nVarn: The quay is open.",
    ],
)
def test_boxes_and_lists_are_no_conversation(text):
    assert not [s for s in statements(text) if s.rule == "rule:turn:colon"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("“We will never sell the ferry”—Anna Berger said it twice—“to them.”",
         ["“We will never sell the ferry”", "“to them.”"]),
        ("\"We will never sell the ferry\"--Anna Berger said it twice--\"to them.\"",
         ["\"We will never sell the ferry\"", "\"to them.\""]),
        ("“We will never sell the ferry to them”—twice—said Anna Berger, the mayor.",
         ["“We will never sell the ferry to them”"]),
        ("‘We will never sell the ferry,’—Anna Berger said—‘and never to them.’",
         ["‘We will never sell the ferry,’", "‘and never to them.’"]),
        ("“We will never sell the ferry,”Anna Berger said.", ["“We will never sell the ferry,”"]),
        ("Anna Berger said:“We will never sell the ferry to them.”",
         ["“We will never sell the ferry to them.”"]),
        ("«We will never sell the ferry to them»—Anna Berger said on Monday.",
         ["«We will never sell the ferry to them»"]),
    ],
)  # fmt: skip
def test_marks_are_boundaries_whatever_touches_them(text, pieces):
    whole = text + "\n\nThe council of Ode met."
    found = [s for s in statements(whole) if "ferry" in s.content[0].of(whole)]
    assert [c.of(whole) for s in found for c in s.content] == pieces
    assert {s.speaker.name for s in found if s.speaker} == {"Anna Berger"}


@pytest.mark.parametrize(
    "line",
    [
        "ANNA BERGER REJECTS SALE OF FERRY",
        "MAYOR BERGER SAYS NO TO OFFER",
        "COUNCIL BACKS BERGER ON FERRY",
        "ODE VOTES TO KEEP FERRY, BERGER SAYS",
    ],
)
def test_a_line_in_capitals_makes_no_party_of_name_and_verb(line):
    text = (
        f"{line}\n\nAnna Berger, the mayor of Ode, said on Monday that the council would never "
        "sell the ferry."
    )
    register = resolve([parse(Account("x", text, ""))])
    persons = {a.name for a in register.actors if a.kind == "person" and a.aliases}
    assert persons == {"Anna Berger"}
    words = {w for a in register.actors for w in a.name.lower().split()}
    assert not words & {"rejects", "says", "backs", "votes", "sale", "offer"}


def test_what_a_speaker_retells_stays_with_who_said_it():
    text = (
        "PRESENTER (Ilse Dahl): Were they warned?\n\nHOLT: The mayor, Vera Toll, told me there was "
        "no order at all. I asked twice. “No siren, no call,” she said.\n\nPRESENTER: And help?"
        "\n\nHOLT: One boat came. The pilot told me a second had turned back."
    )
    text = "Per Holt is in Skarn for the Gazette.\n\n" + text
    found = statements(text)
    turns = [s.speaker and s.speaker.name for s in found if s.rule == "rule:turn:colon"]
    assert turns == ["Ilse Dahl", "Per Holt", "Ilse Dahl", "Per Holt"]
    retold = {c.of(text): s.speaker.name for s in found if s.inside for c in s.content}
    assert retold["there was no order at all"] == "Vera Toll"
    assert retold["“No siren, no call,”"] == "Vera Toll"
    assert any("turned back" in words and who != "Per Holt" for words, who in retold.items())
