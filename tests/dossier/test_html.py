from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from dossier.page import Page
from dossier.story import account, at, dossier, small
from twosource import types as t
from twosource.dossier import render_html, render_markdown
from twosource.errors import UsageError

NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} &amp; \u202ekcatta'


def nasty() -> t.Dossier:
    a = account(
        'id"><b>', f"{NASTY}\n\nThe boat sank. {NASTY}", title=NASTY, outlet=NASTY, publisher=NASTY,
        url="javascript:alert(1)", byline=(NASTY,), language='en" onload="x',
        published_reason=NASTY, repairs=(t.Repair(NASTY, 3),),
        furniture=(t.Furniture(NASTY, NASTY, None, NASTY),), captions=(t.Caption(NASTY),),
        dates=(t.DateCandidate(NASTY, "day", "crawled", NASTY, 0.4),),
        credits=(t.Credit(NASTY, NASTY, NASTY),),
    )  # fmt: skip
    b = account("b", "The boat floats.", url="https://x.example/</style><script>")
    actor = t.Actor("x", NASTY, roles=(NASTY,), evidence=(NASTY,))
    role = t.Role(at(a, "The boat"), actor)
    said = t.Statement(a.id, NASTY, "text", (), (at(a, "sank"),), (at(a, "The boat sank"),),
                       "direct", actor, role, "negated", "hypothetical", NASTY,
                       stance=NASTY)  # fmt: skip
    event = t.Event(a.id, NASTY, NASTY, "ASSAULT", NASTY, at(a, "sank"), role, role, ("future",),
                    t.TimeExpression(at(a, "The"), NASTY, None), None, (), None, NASTY)  # fmt: skip
    position = t.Position(a.id, NASTY, role, "threat", role, at(a, "sank"), at(a, "The"),
                          at(a, "boat"), "conditional", "narrator", NASTY)  # fmt: skip
    link = t.Derivation(a.id, "b", "rewritten", "a>b", 0.5,
                        (t.Evidence(NASTY, at(a, "The boat"), at(b, "The boat")),), NASTY,
                        NASTY)  # fmt: skip
    origin = t.Origin(NASTY, "interview", NASTY, (a.id,), {a.id: (at(a, "The boat"),)}, rule=NASTY)
    finding = t.Finding(NASTY, "differ", "status", {a.id: at(a, "sank"), "b": at(b, "floats")},
                        0.5, 0.5, NASTY, NASTY, proposition=NASTY,
                        sources=t.SourceRange(0, 2, (), (NASTY,)))  # fmt: skip
    return dossier([a, b], actors=[actor], statements=[said], events=[event], positions=[position],
                   links=[link], origins=[origin], findings=[finding],
                   failures=[t.Failure(NASTY, "TS-READ-01", NASTY)])  # fmt: skip


def alone() -> t.Dossier:
    return dossier([account("one.txt", "A lone text.")])


def twice() -> t.Dossier:
    a, b = account("a.txt", "The pier fell."), account("b.txt", "The pier fell.")
    whole = at(a, "The pier fell.")
    link = t.Derivation("a.txt", "b.txt", "verbatim", "unknown", 1.0,
                        (t.Evidence("run", whole, whole),), "The same text.", "r")  # fmt: skip
    same = t.Finding("f", "agree", "fact", {"a.txt": whole, "b.txt": whole}, 1, 1, "Same.", "r")
    return dossier([a, b], links=[link], findings=[same])


def crowd() -> t.Dossier:
    accounts = [account(f"{i}.txt", f"The pier fell. {i} boats sank.\n\nNobody swam.")
                for i in range(30)]  # fmt: skip
    links = [
        t.Derivation(a.id, b.id, "edited", "a>b" if i % 3 else "common", 0.9 - i / 100,
                     (t.Evidence("run", t.Span(0, 9), t.Span(0, 9)),), "Shared.", "r")
        for i, (a, b) in enumerate(pairwise(accounts))
    ]  # fmt: skip
    findings = [
        t.Finding("n", "differ", "number", {a.id: at(a, f"{i} boats") for i, a in
                  enumerate(accounts)}, 1, 1, "Each counts otherwise.", "r"),
    ]  # fmt: skip
    return dossier(accounts, links=links, findings=findings)


CASES = {"small": small, "nasty": nasty, "alone": alone, "twice": twice, "crowd": crowd}


@pytest.fixture(params=sorted(CASES))
def html(request: pytest.FixtureRequest) -> str:
    return render_html(CASES[request.param]())


def test_it_is_well_formed(html: str) -> None:
    assert Page(html).faults == []


def test_every_anchor_resolves_and_every_id_is_there_once(html: str) -> None:
    page = Page(html)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    inner = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inner <= set(ids)
    labels = {v for _, attrs in page.tags for k, v in attrs.items() if k == "aria-labelledby"}
    assert labels <= set(ids)


def test_the_policy_allows_the_one_style_and_nothing_else(html: str) -> None:
    page = Page(html)
    policy = next(m["content"] for m in page.all("meta") if "http-equiv" in m)
    styles = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert len(styles) == 1 == html.count("<style")
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not any("style" in attrs for _, attrs in page.tags)


def test_nothing_is_loaded_and_nothing_runs(html: str) -> None:
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"link", "img", "iframe", "object", "embed", "form", "base"}
    assert page.all("script") == [{"type": "application/ld+json"}]  # data, which nothing runs
    assert not [k for _, attrs in page.tags for k in attrs if k.startswith("on") or k == "src"]
    assert not re.search(r"url\(|@import", html.split("</style>")[0])
    hrefs = {a["href"] for a in page.all("a") if not a["href"].startswith("#")}
    assert all(h.startswith(("https://", "http://")) for h in hrefs)


def test_headings_go_down_a_step_at_a_time(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 == levels.count(1)
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    page = Page(render_html(nasty()))
    assert "<script>alert(1)</script>" in page.text()
    assert "49" not in {w for w in page.text().split() if w == "49"}
    assert not any("onload" in attrs or "onerror" in attrs for _, attrs in page.tags)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https://", "http://[", "https://a\nb"]
)  # fmt: skip
def test_only_web_addresses_become_links(url: str) -> None:
    page = Page(render_html(dossier([account("a", "Text.", url=url)])))
    assert all(a["href"].startswith("#") for a in page.all("a"))
    assert url.split("\n")[0] in page.text()


def test_a_web_address_is_a_careful_link() -> None:
    page = Page(render_html(small()))
    outer = [a for a in page.all("a") if not a["href"].startswith("#")]
    assert [a["href"] for a in outer] == ["https://gullpress.example/ferry"]
    assert set(outer[0]["rel"].split()) >= {"noopener", "nofollow"}


def test_every_difference_leads_to_its_sentence_and_back() -> None:
    page = Page(render_html(small()))
    inner = [a["href"] for a in page.all("a")]
    # Wire's second sentence is the quote, its text's third holds the figure's line.
    for sentence in ("s1-A-2", "s1-B-2"):
        assert f"#{sentence}" in inner
        assert sentence in page.ids()
    marks = [a for a in page.all("a") if "m" in a.get("class", "").split()]
    assert {"#s1-f1"} <= {m["href"] for m in marks if "differ" in m["class"].split()}


def test_the_style_sheet_is_the_same_for_every_page() -> None:
    styles = {re.findall(r"<style>(.*?)</style>", render_html(case()), re.S)[0]
              for case in CASES.values()}  # fmt: skip
    assert len(styles) == 1
    assert "#s1" not in styles.pop()


def test_a_link_says_where_it_leads() -> None:
    page = Page(render_html(small()))
    badges = [a for a in page.all("a") if a.get("class") in {"badge", "who"}]
    assert badges
    assert all(re.search(r"sentence \d|headline|caption", a["aria-label"]) for a in badges)


def test_language_and_direction_are_told() -> None:
    a = account("a", "שלום עולם.", language="he", direction="rtl", title="שלום")
    page = Page(render_html(dossier([a])))
    assert page.all("html")[0]["lang"] == "en"
    assert ("he", "rtl") in {(x.get("lang"), x.get("dir")) for _, x in page.tags}


def test_one_account_says_that_there_is_nothing_to_compare() -> None:
    text = Page(render_html(alone())).text()
    assert "A second account is needed" in text
    assert "The gravest differences" not in text
    assert "One account" in text


def test_no_finding_is_no_proof() -> None:
    pair = dossier([account("a", "It rains."), account("b", "It snows.")])
    text = Page(render_html(pair)).text()
    assert "No sure difference was found, and no sentence that several" in text
    assert "That is no proof that there is none." in text
    assert "Two accounts; whether they are independent is not established" in text


def test_several_stories_stand_on_one_page() -> None:
    other = dossier([account("c.txt", "A hen laid an egg.")])
    page = Page(render_html([small(), other]))
    ids = page.ids()
    assert page.faults == []
    assert len(ids) == len(set(ids))
    assert {"s1-story", "s2-story"} <= set(ids)
    assert "2 stories" in page.text()


def test_no_account_is_an_error_with_a_code() -> None:
    for render in (render_html, render_markdown):
        with pytest.raises(UsageError, match="TS-USE-01"):
            render([])


def test_same_dossier_same_bytes() -> None:
    assert render_html(small()) == render_html(small())
    assert render_markdown(small()) == render_markdown(small())


def test_rules_are_there_on_demand_but_not_on_the_first_screen() -> None:
    html = render_html(small())
    front, rest = html.split('class="contents"', 1)
    assert "co-number" in rest
    assert "co-number" not in front
    assert "0.95" not in front


def crew() -> t.Dossier:
    """Two accounts alike, a third that counts otherwise."""
    texts = {"a": "Six men came.", "b": "Six men came.", "c": "Nine men came."}
    accounts = [account(k, v) for k, v in texts.items()]
    findings = [
        t.Finding(f"{x}c", "differ", "number", {x: t.Span(0, 7), "c": t.Span(0, 8)},
                  1, 1, "6 against 9", "r")
        for x in "ab"
    ]  # fmt: skip
    return dossier(accounts, findings=findings)


def test_a_difference_that_two_tell_alike_is_told_once() -> None:
    page = Page(render_html(crew()))
    assert [i for i in page.ids() if re.fullmatch(r"s1-f\d+", i)] == ["s1-f1"]


def test_an_odd_account_does_not_break_the_page() -> None:
    odd = ["🙂", "a" * 50_000, "\u202e\u2066", "x\r\ny\x0cz", "“" * 301]
    accounts = [replace(account(f"o{i}", text), paragraphs=()) for i, text in enumerate(odd)]
    findings = [t.Finding(a.id, "only", "fact", {a.id: t.Span(0, len(a.text))}, 0, 1, "", "r")
                for a in accounts]  # fmt: skip
    page = Page(render_html(dossier(accounts, findings=findings)))
    assert page.faults == []
    assert "🙂" in page.text()
