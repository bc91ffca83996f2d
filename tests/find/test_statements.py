import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.find import find_statements
from twosource.find.statements.find import MODEL
from twosource.language import parse
from twosource.parties import resolve
from twosource.types import Account, Caption, Register

BODY = (
    "Ilse Marr, the mayor of Ode, told the Ode Courier on Friday that the dam would hold.\n\n"
    "“We raised it by a metre,” Marr said. “It will last a hundred years.”\n\n"
    "Critics accused the council of “reckless haste” in a letter.\n\n"
    "According to the Vole Institute, the river has risen since March.\n\n"
    "The gate is believed to be broken.\n\n"
    "Marr did not say when the repairs would end.\n\n"
    "The Ode Courier reported that an official said the pumps had failed."
)


def run(text, model=MODEL, register=None, **more):
    parsed = parse(Account(id="x", text=text, sha256="", **more))
    known = resolve([parsed]) if register is None else register
    return find_statements(parsed, known, model=model)


def words(spans, text):
    return [s.of(text) for s in spans]


def about(statements, text, part):
    """The first statement whose content has these words."""
    return next(s for s in statements if any(part in c for c in words(s.content, text)))


@pytest.fixture(scope="module", params=[MODEL, None], ids=["labeller", "rules"])
def found(request):
    return run(BODY, request.param)


def test_indirect_with_title_in_the_source_and_its_listener(found):
    s = about(found, BODY, "the dam would hold")
    assert s.form == "indirect"
    assert words(s.source, BODY)[0].startswith("Ilse Marr, the mayor of Ode")
    assert words(s.cue, BODY) == ["told"]
    assert s.addressee is not None
    assert "Courier" in s.addressee.span.of(BODY)
    assert s.said_at is not None
    assert "Friday" in s.said_at.span.of(BODY)


def test_split_quote_is_one_direct_statement(found):
    s = about(found, BODY, "We raised it")
    assert s.form == "direct"
    assert words(s.content, BODY) == [
        "“We raised it by a metre,”",
        "“It will last a hundred years.”",
    ]
    assert s.speaker is not None
    assert "Marr" in s.speaker.name


def test_fragment_in_quotes_is_mixed_and_an_accusation(found):
    s = about(found, BODY, "reckless haste")
    assert s.form == "mixed"
    assert s.stance == "accuse"
    assert words(s.source, BODY) == ["Critics"]


def test_according_to(found):
    s = about(found, BODY, "the river has risen")
    assert words(s.source, BODY) == ["the Vole Institute"]


def test_passive_has_no_source(found):
    s = about(found, BODY, "to be broken")
    assert s.source == ()
    assert s.speaker is None
    assert s.stance == "believe"


def test_a_negated_cue_is_negated(found):
    s = about(found, BODY, "when the repairs would end")
    assert s.polarity == "negated"
    assert s.modality == "negated"


def test_chains_keep_their_order(found):
    inner = about([s for s in found if s.inside], BODY, "the pumps had failed")
    outer = next(s for s in found if s.id == inner.inside)
    assert words(inner.source, BODY) == ["an official"]
    assert "Courier" in words(outer.source, BODY)[0]


def test_same_speaker_through_the_account(found):
    first = about(found, BODY, "the dam would hold")
    second = about(found, BODY, "We raised it")
    assert first.speaker is not None
    assert first.speaker == second.speaker


def test_title_and_captions_are_marked_as_such():
    title = "Mayor Denies Leak, Accuses Critics of Malice"
    caption = "“The dam will hold for years,” Ilse Marr said on Friday."
    found = run(BODY, title=title, captions=(Caption(caption),))
    parts = {s.part for s in found}
    assert parts == {"title", "text", "caption:0"}
    spoken = [s for s in found if s.part == "title"]
    assert any("Critics of Malice" in words(s.content, title)[-1] for s in spoken)
    assert [s.id for s in found] == [f"s{i + 1}" for i in range(len(found))]


def test_quote_only_paragraphs_keep_the_speaker():
    text = (
        "Ilse Marr, the mayor, said the dam was safe.\n\n"
        "“We looked at every stone of it last summer and found nothing wrong.”"
    )
    s = about(run(text), text, "every stone")
    assert s.speaker is not None
    assert "Marr" in s.speaker.name


def test_refusal_and_vow_are_two_statements():
    text = (
        "Since March the council of Ode has refused to meet the strikers and vowed to end the row."
    )
    found = run(text, None, Register((), ()))
    assert [words(s.content, text) for s in found] == [
        ["to meet the strikers"],
        ["to end the row"],
    ]
    assert {words(s.source, text)[0] for s in found} == {"the council of Ode"}


def test_a_signature_names_the_speaker():
    text = "“The dam will hold for as long as I live, and longer.” ― Ilse Marr\n\nRain fell."
    for model in (MODEL, None):
        s = about(run(text, model), text, "The dam will hold")
        assert words(s.source, text) == ["Ilse Marr"]


def test_two_runs_agree():
    assert run(BODY) == run(BODY)


@pytest.mark.parametrize(
    "text", ["", "said", "“", "He said “", "😀 said: 😀", "said " * 400, "He said that " * 200]
)
def test_odd_texts_are_not_refused(text):
    for model in (MODEL, None):
        assert isinstance(run(text, model, Register((), ())), tuple)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "Marr", "said", "that", ",", ".", "the dam", "told", "\n\n", "he", ":",
             "according to", "😀", "denied", "claims", "—", "held"]
        ),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_spans_lie_inside_the_text(text):
    for s in run(text, MODEL, Register((), ())):
        for span in [*s.source, *s.cue, *s.content]:
            assert span.end <= len(text)
            assert span.of(text).strip()
        assert list(s.content) == sorted(s.content)


def test_two_cues_of_one_speaker_keep_their_own_content():
    text = (
        "“The dam is as sound as the day it was built,” Ilse Marr said, adding that "
        "the council “has never asked for a repair.”"
    )
    found = run(text)
    said = about(found, text, "as sound")
    added = about(found, text, "never asked")
    assert words(said.cue, text) == ["said"]
    assert words(added.cue, text) == ["adding"]
    assert said.id != added.id


def test_a_quote_goes_on_after_a_gesture():
    text = (
        "“We have walked this bank since we were children,” Ilse Marr said, pointing to the "
        "weir. “Nobody ever told us that the water could come this high.”"
    )
    s = about(run(text), text, "walked this bank")
    assert any("Nobody ever told us" in c for c in words(s.content, text))


@pytest.mark.parametrize("model", [MODEL, None])
def test_turns_inside_quotation_marks(model):
    text = (
        "The interview was printed on Friday.\n\n"
        "“HOLM: Mayor, will the dam of Ode hold through the winter?\n\n"
        "“MARR: It will hold for a hundred winters, and I will be there to see it.\n\n"
        "“We have raised it by a metre and we are not done.\n\n"
        "“HOLM: Thank you for coming to the studio this morning.”"
    )
    found = run(text, model)
    turns = {words(s.content, text)[0][:12]: s for s in found if s.source}
    assert words(turns["It will hold"].source, text) == ["MARR"]
    assert len(turns["It will hold"].content) == 2
    assert words(turns["Mayor, will "].source, text) == ["HOLM"]
    assert words(turns["Thank you fo"].source, text) == ["HOLM"]


def test_a_sign_in_capitals_is_no_turn():
    text = "The sign on the weir read “WARNING: the water rises quickly here in spring.”"
    assert all("WARNING" not in words(s.source, text) for s in run(text, None))


@pytest.mark.parametrize("model", [MODEL, None])
@pytest.mark.parametrize(
    "text",
    [
        "The move was denounced on Monday as reckless by critics who say the dam will fail.",
        "His remarks were widely denounced as racist by critics, who said he must resign.",
    ],
)
def test_the_agent_of_a_passive_is_the_source(text, model):
    s = next(s for s in run(text, model) if "denounced" in words(s.cue, text)[0])
    assert words(s.source, text) == ["critics"]
    assert not any("critics" in c for c in words(s.content, text))


def test_signatures_under_quotes_do_not_run_into_the_next_quote():
    text = (
        "Letters of the week.\n\n"
        "“The mayor looked tired and had no answer at all for the farmers.”― Hanne Wick\xa0\n"
        "“I am ashamed of this council. How did we get here?”\xa0― Jory Pell\xa0\n"
        "“Nobody asked the people on the south bank what they wanted.” ― Maud Ister\n\n"
        "The council meets on Friday."
    )
    found = run(text)
    signed = {words(s.source, text)[0]: words(s.content, text) for s in found if s.source}
    assert [c[0][1:8] for c in signed.values()] == ["The may", "I am as", "Nobody "]
    assert list(signed) == ["Hanne Wick", "Jory Pell", "Maud Ister"]
    assert all(len(c) == 1 for c in signed.values())


def test_words_before_a_colon_are_no_part_of_the_quote():
    text = (
        "Councillor Hanne Wick scolded him: “The engineers of this town are almost all of one "
        "mind about the pumps you praised.”"
    )
    for s in run(text):
        assert not any(c.startswith("him") for c in words(s.content, text))


def test_a_quote_goes_to_the_nearest_cue_that_reports_one():
    text = (
        "“I am not going to read from a script to please the council,” Ilse Marr said after the "
        "meeting. The talks achieved “too little,” Jory Pell added on Friday. “Without new money "
        "the dam is lost.”"
    )
    first = about(run(text), text, "read from a script")
    assert not any("Without new money" in c for c in words(first.content, text))


CHANNEL = (
    "Despite the talks, Mayor Ilse Marr said she would not wait for the owners.\n\n"
    "On Thursday it was posted on her Chirper page account that the owners should open every gate "
    "now or there would be “no dam to own.”"
)


@pytest.mark.parametrize("model", [MODEL, None], ids=["labeller", "rules"])
def test_who_owns_the_channel_speaks_on_it(model):
    said = about(run(CHANNEL, model), CHANNEL, "open every gate")
    assert words(said.source, CHANNEL) == ["her"]
    assert said.speaker is not None
    assert said.speaker.name == "Ilse Marr"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“I signed it,” Mr Vey said, to gasps from the public gallery.", None),
        ("“I signed it,” Mr Vey said to the court, to gasps from the gallery.", "court"),
        ("Mr Vey promised an apology in person on Friday.", None),
        ("Mr Vey promised the nurses that the ward would stay open.", "the nurses"),
        ("Mr Vey ordered the guards to close the gate.", "the guards"),
    ],
)
def test_a_listener_is_somebody(text, told):
    listeners = [s.addressee.span.of(text) for s in run(text) if s.addressee is not None]
    assert all(told is not None and told in one for one in listeners)
    assert bool(listeners) == (told is not None)
