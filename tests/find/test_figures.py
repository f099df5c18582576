"""Figures found in sentences of an invented conflict between Varland and Osmark."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.dates import Date
from parley.find.base import Analysis
from parley.find.figures import Figures
from parley.find.mentions import Mentions
from parley.passages import split
from parley.profiles import load_profile
from parley.records import Block, Document, Speaker, Statement, row
from parley.spans import Span, lines, reproduces

PROFILE = load_profile("peace")


def document(text, role="body", name="doc-1"):
    """A document with one block a line."""
    return Document(
        id=name,
        uri=f"{name}.txt",
        media_type="text/plain",
        sha256="",
        outlet=None,
        agencies=(),
        title=None,
        authors=(),
        language="en",
        text=text,
        published=Date.unknown(),
        dateline=None,
        blocks=tuple(Block(start, end, role, "test") for start, end in lines(text)),
    )


def figures(text, statements=(), role="body"):
    doc = document(text, role)
    return list(Figures().find(analysed(doc, statements)))


def analysed(doc, statements=()):
    page = Analysis(doc, tuple(split(doc)), PROFILE, {})
    found = {"mentions": tuple(Mentions().find(page)), "statements": tuple(statements)}
    return dataclasses.replace(page, found=found)


def brief(text):
    return [(f.kind, f.low, f.high, f.unit) for f in figures(text)]


def statement(text, content, speaker, name="s"):
    start = text.index(content)
    span = Span(start, start + len(content))
    who = Speaker(None, speaker, speaker, Span(0, 1))
    return Statement(
        id=name,
        document_id="doc-1",
        speaker=who,
        mode="indirect",
        cue=None,
        cue_span=None,
        act="say",
        content=content,
        content_spans=(span,),
        addressee=None,
        channel=None,
        place=None,
        when=None,
        date=Date.unknown(),
        about=(),
        negated=False,
        hypothetical=False,
        relayed_by=None,
        rule="test",
        evidence=(),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osmark fired 126 attack drones at Port Lune.", [("count", 126, 126, "attack drone")]),
        ("At least 40 fishermen were held.", [("count", 40, None, "fisherman")]),
        (
            "They met 12 tribeswomen and five policemen.",
            [("count", 12, 12, "tribeswoman"), ("count", 5, 5, "policeman")],
        ),
        ("Crews treated 12 specimens.", [("count", 12, 12, "specimen")]),
        ("Varland gave Osmark 40 buses.", [("count", 40, 40, "bus")]),
        ("Roughly one-fifth of Varland is held.", [("share", 0.2, 0.2, "Varland")]),
        (
            "Dozens of boats and scores of people were lost.",
            [("count", 12, None, "boat"), ("count", 20, None, "person")],
        ),
        ("Reporters of Channel 10 left.", []),
        (
            "They sent 29 missiles and 396 drones.",
            [("count", 29, 29, "missile"), ("count", 396, 396, "drone")],
        ),
        (
            "Nineteen gliders crossed the border, three of which were downed.",
            [("count", 19, 19, "glider"), ("count", 3, 3, "glider")],
        ),
        (
            "Crews lost 40 boats, including 34 over the northern reef and four near Lune.",
            [("count", 40, 40, "boat"), ("count", 34, 34, "boat"), ("count", 4, 4, "boat")],
        ),
        ("The sides exchanged 157 prisoners of war each.", [("count", 157, 157, "prisoner of war")]),
        (
            "It left tens of thousands of soldiers and civilians dead.",
            [("count", 10_000, None, "soldier and civilian")],
        ),
        ("The storm displaced millions.", [("count", 1_000_000, None, "person")]),
        ("A blast in Lune killed at least 12.", [("count", 12, None, "person")]),
        ("It left 67 dead on the island.", [("count", 67, 67, "dead")]),
        ("One person was injured.", [("count", 1, 1, "person")]),
        ("They shelled the town five times in spring.", [("count", 5, 5, "time")]),
        (
            "The number of guards killed in the raid was put at 5,500.",
            [("count", 5500, 5500, "guard")],
        ),
        ("A 1,000-for-1,000 prisoner swap took place.", [("count", 1000, 1000, "prisoner")]),
        ("The bill passed by a vote of 328-301.", [("count", 328, 328, "vote"), ("count", 301, 301, "vote")]),
        (
            "Osmark returned the bodies of 6,000 killed guards.",
            [("count", 6000, 6000, "body of killed guard")],
        ),
        ("Seven men from Osmark left.", [("count", 7, 7, "man")]),
        ("Osmark holds about one-fifth of Varland.", [("share", 0.2, 0.2, "Varland")]),
        ("More than half the weeks have passed.", [("share", 0.5, None, "week")]),
        ("Duties of 25%, 20% and 5% apply.", [("share", v, v, "duty") for v in (0.25, 0.2, 0.05)]),
        ("It set a 25 percent tariff.", [("share", 0.25, 0.25, "tariff")]),
        ("It set a tariff of 99.84 percent.", [("share", 0.9984, 0.9984, "tariff")]),
        ("They pledged €5m.", [("money", 5e6, 5e6, "euro")]),
        ("They sold nearly $500 billion in farm goods.", [("money", None, 5e11, "dollar in farm goods")]),
        ("It cost tens of billions of dollars.", [("money", 1e10, None, "dollar")]),
        ("The nearly four-year war goes on.", [("duration", None, 4, "year")]),
        ("The guns fell silent for a week.", [("duration", 1, 1, "week")]),
        ("The talks took more than 8-1/2 hours.", [("duration", 8.5, None, "hour")]),
        ("The yearlong effort failed.", [("duration", 1, 1, "year")]),
        ("A 53-year-old teacher was held.", [("age", 53, 53, "teacher")]),
        ("Ivo Marsk, 42, left the room.", [("age", 42, 42, "Ivo Marsk")]),
        ("Men under the age of 25 may leave.", [("age", None, 25, "person")]),
        ("Lune is the second-largest city.", [("rank", 2, 2, "city")]),
        (
            "The roughly 1,200-km front moved 20 miles.",
            [("measure", 1200, 1200, "km"), ("measure", 20, 20, "mile")],
        ),
        ("Ships carried millions of tonnes of grain.", [("measure", 1_000_000, None, "tonne of grain")]),
        ("They took three\u200b villages.", [("count", 3, 3, "village")]),
    ],
)
def test_what_is_counted(text, expected):
    assert brief(text) == [(k, low, high, u) for k, low, high, u in expected]


@pytest.mark.parametrize(
    "text",
    [
        "The talks opened on February 5, 2031, and closed on 7 March.",
        "They met on December 14 and 15 and again on Oct. 2-5.",
        "The 2022 invasion and the deal of 2015 are history.",
        "It began in the 1990s.",
        "The truce took effect at 8 a.m. (0500 GMT) on Tuesday.",
        "The broadcast starts at 10:30 in Lune.",
        "The G7 and the Group of 20 met; an F-16 landed.",
        "Article 5 and Resolution 1701 apply, as does phase two.",
        "Flight 123 left; Channel 10 reported it.",
        "No war since World War II or World War Two was longer.",
        "It was the third round and the second day.",
        "Call 701-237-5948 for details.",
        "The line is open 24/7.",
        "One of the envoys left, and one day he may return.",
        "The two sides want a two-state solution.",
        "They met two weeks ago.",
        "See https://news.example/2031/2/7/item-40 for more.",
        "Item 1 of 5",
        "1. The first point",
    ],
)
def test_what_is_no_figure(text):
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Osmark fired 126 drones.", "fire"),
        ("The raid killed at least 20 people.", "kill"),
        ("Forty drones were shot down.", "shoot down"),
        ("They agreed to an exchange of 314 prisoners.", "exchange"),
        ("More than 12,000 injured were flown out.", "injure"),
        ("The map shows 15 enclaves.", None),
    ],
)
def test_the_verb_it_hangs_on(text, event):
    assert [f.event for f in figures(text)] == [event]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("More than 900 people were killed and almost 40,000 have left their homes.", ["kill", "leave home"]),
        ("The flood killed 12 people, and 800 families abandoned their houses.", ["kill", "abandon home"]),
        ("It has cost 300 lives and driven 7,000 people from their homes.", ["cost", "drive from home"]),
        ("About 600 villagers were forced out of their homes.", ["force from home"]),
        ("At least 600,000 people had to leave their villages.", ["leave home"]),
        ("About 60 workers left the plant.", [None]),
        ("The raid killed 14, and 700 went home to Lune.", ["kill", None]),
    ],
)
def test_people_who_left_their_homes_are_counted_for_themselves(text, events):
    assert [f.event for f in figures(text)] == events


def test_a_text_may_end_behind_what_begins_a_ratio():
    assert len(figures("12 in")) < 2


def test_the_subject_of_a_further_clause_has_not_the_verb_before_it():
    text = "They killed 40 soldiers and 20 civilians remain missing."
    assert [f.event for f in figures(text)] == ["kill", None]
    text = "The army lost 30 tanks while 12 remain in service."
    assert [f.event for f in figures(text)] == ["lose", None]


def test_coordinated_figures_share_their_verb():
    assert [f.event for f in figures("Osmark launched 29 missiles and 396 drones.")] == ["launch", "launch"]


def test_claimant_is_the_speaker_of_the_innermost_statement():
    text = "Aru Senn said that guards reported that 40 boats sank. Ten crews left."
    outer = statement(text, "that guards reported that 40 boats sank", "Aru Senn", "outer")
    inner = statement(text, "that 40 boats sank", "guards", "inner")
    first, second = figures(text, [outer, inner])
    assert first.source is not None
    assert (first.source.name, first.statement_id) == ("guards", "inner")
    assert (second.source, second.statement_id) == (None, None)


def test_evidence_is_the_words_with_their_unit():
    text = "On Friday “at least 1,000 prisoners of war” went home, Osmark says."
    (figure,) = figures(text)
    assert [e.quote for e in figure.evidence] == ["at least 1,000 prisoners of war"]
    assert figure.qualifier == "at_least"


def test_headlines_are_left_to_their_leads():
    assert figures("Osmark fires 126 drones", role="headline") == []


def test_issue_of_the_sentence():
    (figure,) = figures("Both agreed on a ceasefire of 30 days.")
    assert figure.issue == "ceasefire"


def test_ids_differ_where_bounds_do_and_stay_the_same():
    text = "The bill passed by a vote of 328-301."
    first, second = figures(text)
    assert first.id != second.id
    assert [f.id for f in figures(text)] == [first.id, second.id]


WORDS = [
    "40",
    "drones",
    "and",
    "$5",
    "million",
    ",",
    "twenty",
    "-",
    "nine",
    "one",
    "of",
    "the",
    "half",
    "a",
    "third",
    "percent",
    "%",
    "June",
    "5",
    "2031",
    "at",
    "least",
    "to",
    "or",
    "between",
    "1,000",
    "-",
    "for",
    "killed",
    "people",
    "who",
    "were",
    "🛰",
    "über",
    "“",
    "”",
    "(",
    ")",
    ".",
    "year",
    "-old",
    "aged",
    "km",
    "the",
    "hundreds",
    "several",
    "number",
    "1/2",
    "th",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", "\n", "\u00a0"])), max_size=40))
def test_any_text_gives_spans_that_reproduce_it(parts):
    text = "".join(word + gap for word, gap in parts)
    doc = document(text)
    found = figures(text)
    for figure in found:
        assert all(reproduces(e, doc.text) for e in figure.evidence)
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.unit
    assert [f.evidence[0].start for f in found] == sorted(f.evidence[0].start for f in found)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_no_text_breaks_the_finder(text):
    for figure in figures(text):
        assert all(reproduces(e, text) for e in figure.evidence)


@pytest.mark.parametrize(
    "unit",
    [
        "40 drones and ",
        "Osmark fires 40 drones at Varland and ",
        "1-2-3-",
        "June 1, 2, ",
        "one hundred and ",
        "the number of ",
    ],
)
def test_work_grows_with_the_text_only(unit):
    """Counts interpreted calls, not seconds: twice the text is twice the work, within a tenth."""
    figures(unit)  # the vocabulary is read once
    work = []
    for size in (1000, 2000):
        text = unit * (size // len(unit))
        doc = document(text)
        analysis = Analysis(doc, tuple(split(doc)), PROFILE, {"mentions": ()})
        calls = 0

        def count(frame, event, arg):
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        list(Figures().find(analysis))
        sys.setprofile(None)
        work.append(calls / len(text))
    assert work[1] < work[0] * 1.1


@pytest.mark.gold
def test_figures_of_whole_pages(tmp_path):
    """On pages annotated by hand; chrome lines of the gold are left out."""
    base = os.environ.get("PARLEY_EVAL_DATA")
    if not base or not (Path(base) / "eval/record/score.py").is_file():
        pytest.skip("PARLEY_EVAL_DATA names no folder with eval/record")
    record = Path(base) / "eval/record"
    documents, found = [], []
    for page in sorted((record / "pages").glob("*.txt")):
        gold = json.loads((record / "gold" / f"{page.stem}.gold.json").read_text(encoding="utf-8"))
        doc = _body(page, gold)
        documents.append(row(doc))
        found += [row(f) for f in Figures().find(analysed(doc))]
    for kind, rows in (("documents", documents), ("figures", found)):
        (tmp_path / f"{kind}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    command = [sys.executable, str(record / "score.py"), str(tmp_path), str(record / "gold"), "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert scores["figures"]["F1"] >= 95


def _body(page, gold):
    text = page.read_text(encoding="utf-8")
    spans = list(lines(text))
    first, last = ((gold.get(key) or "")[:60] for key in ("first_body_line", "last_body_line"))
    inside = [i for i, (a, b) in enumerate(spans) if (first in text[a:b] or last in text[a:b])]
    chrome = [c for c in gold["chrome_lines"] if c]
    kept = [
        Block(a, b, "body", "gold")
        for a, b in spans[min(inside) : max(inside) + 1]
        if not any(c in text[a:b] for c in chrome)
    ]
    doc = document(text, name=page.stem)
    return Document(**{**{f: getattr(doc, f) for f in doc.__slots__}, "blocks": tuple(kept)})


def test_a_currency_s_code_has_no_plural():
    assert [kind for kind, *_ in brief("The line carries up to 7.5 Gbps.")] == ["count"]
    assert brief("It cost 7.5 GBP and 9.5 euros.") == [
        ("money", 7.5, 7.5, "pound"),
        ("money", 9.5, 9.5, "euro"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 4.1 million people fled.", [("count", 4_100_000.0, 4_100_000.0, "person")]),
        (
            "Air defences destroyed 103 of 154 drones overnight.",
            [("count", 103.0, 103.0, "drone"), ("count", 154.0, 154.0, "drone")],
        ),
        ("Varland is a former state of 45 million.", [("count", 45e6, 45e6, "person")]),
        ("The loss of all 298 on board was told to the towns.", [("count", 298.0, 298.0, "person")]),
        ("Under one proposal, the fleet would leave.", []),
        ("It flew over three Osmark regions.", [("count", 3.0, 3.0, "Osmark region")]),
        ("The talks took over 20 years.", [("duration", 20.0, None, "year")]),
        ("The deficit shot up to $31.1 billion.", [("money", 31.1e9, 31.1e9, "dollar")]),
        ("It sent up to 30 drones.", [("count", None, 30.0, "drone")]),
        (
            "It carries a load of 1,150kg (2,535 pounds).",
            [("measure", 1150.0, 1150.0, "kg"), ("measure", 2535.0, 2535.0, "pound")],
        ),
        ("A 60 Minutes reporter asked of the six party talks.", []),
        ("We ourselves make more than 3,000 a day.", []),
        ("Job losses have risen to 12,000.", [("count", 12_000.0, 12_000.0, "loss")]),
    ],
)
def test_what_is_counted_and_how_exactly(text, found):
    assert brief(text) == found


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Osmark downed all but 26 drones.", None),
        ("Osmark destroyed 3,855 missiles used to hit its ports.", "destroy"),
    ],
)
def test_the_event_of_a_figure_is_that_of_what_is_counted(text, event):
    assert [f.event for f in figures(text)] == [event]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The coast guard can't hold sailors for more than 20 days.", ("at_most", None, 20.0)),
        ("The coast guard held sailors for more than 20 days.", ("more_than", 20.0, None)),
        ("Tavria has seized 1.5 percent of the valley or less.", ("at_most", None, 0.015)),
        ("Tavria needs 40 tanks or more.", ("at_least", 40.0, None)),
    ],
)
def test_a_bound_of_the_sentence(text, bounds):
    (found,) = figures(text)
    assert (found.qualifier, found.low, found.high) == bounds


def test_a_share_of_each_is_of_that():
    (found,) = figures("Two-thirds of each chamber must agree.")
    assert found.unit == "chamber"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Operators struck vehicles near Velm.[101] Drone operators struck positions.[102]", []),
        ("Growth has never reached a summit in any one year.", []),
        ('"Three days of quiet" were promised, and "40 shells" fell.', [(3, "day of quiet"), (40, "shell")]),
        ('Tools made weapons easier to build, its makers said (see "Tools.")383; they left.', []),
        ("He is the most two-faced president, and she has seen him a million times.", []),
        ("It enabled him to join the ranks of the top 1% by writing.", []),
        ("The top 1% of earners left.", [(0.01, "earner")]),
        ("Less than 1 percent of the estimated 18 million vehicles were sold.", [(0.01, "vehicle")]),
        ("After more than two years of standing by, they left.", [(2, "year")]),
        ("After two years of fighting in Velm, they left.", [(2, "year of fighting")]),
        ("A 1,000-bedded clinic has met them about a dozen times.", [(1000, "bedded"), (12, "time")]),
    ],
)
def test_what_counts_nothing_is_no_figure(text, found):
    assert [(f.high or f.low, f.unit) for f in figures(text)] == found


def test_a_verb_behind_a_unit_and_a_possessive_are_no_unit():
    units = [f.unit for f in figures("The guard struck at least 360 Oruvian rockets and deflected others.")]
    assert units == ["Oruvian rocket"]
    assert [f.unit for f in figures("Growers may have 3.5% of Velmara's $16bn-a-year dairy market.")][:1] == [
        "percent"
    ]
