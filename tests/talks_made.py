"""A record of two pages with one or more rows of every kind, made by hand: no finder decides what a test sees."""

import json

import parley
from parley import locate
from parley.dates import Date
from parley.records import Incident, Place, Position, Speaker, make_id
from parley.spans import Evidence
from parley.store import open_store

TEXT = """Brantia and Corvale met in Sele on Tuesday for six hours. {0}
They agreed to free 40 prisoners each. Corvale broke the truce, Orla Venn said.
Brantia demands the port of Sele. Brantia offers half of the port. {0}
Brantian drones struck Sele on Monday.
"""
PROFILE = """name = "isles"
extends = "peace"
[[states]]
name = "Brantia"
code = "XBR"
demonyms = ["Brantian"]
side = "Brantia"
role = "party"
"""


class Page:
    """A document of the record, whose words become evidence."""

    def __init__(self, row):
        self.id, self.text = row["id"], row["text"]

    def words(self, quote):
        """The first occurrence of some words, as a row."""
        start = self.text.index(quote)
        return {"document_id": self.id, "start": start, "end": start + len(quote), "quote": quote}

    def evidence(self, *quotes):
        return tuple(Evidence(**self.words(quote)) for quote in quotes)


def day(edtf):
    return Date.of(edtf, "text").to_dict() if edtf else Date.unknown().to_dict()


def made(folder, payload=""):
    """Build it in `folder`; `payload` stands in the pages' text and in every field that holds a page's words."""
    pages = folder / "pages.jsonl"
    rows = [
        {"id": name, "title": f"{name} {payload}", "outlet": f"{name} {payload}", "text": TEXT.format(payload) + name}
        for name in ("Gull", "Ledger")
    ]  # fmt: skip
    pages.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "isles.toml").write_text(PROFILE, encoding="utf-8")
    with parley.build([pages], folder / "rec", profile=folder / "isles.toml", workers=1) as record:
        one, two = (Page(row) for row in record.documents())
        brantia = next(row["id"] for row in record.actors() if row["name"] == "Brantia")
        actors, figures = list(record.actors()), list(record.figures())
    store = open_store(locate.find(folder / "rec").database)
    try:
        with store.writer() as writer:
            for kind in ("positions", "incidents"):
                for page in (one, two):
                    of = positions if kind == "positions" else incidents
                    writer.put_records(page.id, "made", kind, list(of(page, brantia, payload)))
            for kind, rows in links(one, two, brantia, payload, figures).items():
                writer.put_links(kind, rows)
            writer.put_links("actors", [*actors, envoy(one, payload)])
    finally:
        store.close()
    return folder / "rec"


def positions(page, brantia, payload):
    told = (
        ("demands", "the port of Sele", "Brantia demands the port of Sele", "2031-06-01"),
        ("offers", "half of the port", "Brantia offers half of the port", "2031-06-20"),
    )
    for stance, content, words, when in told:
        start = page.text.index(content, page.text.index(words))
        yield Position(
            id=make_id("position", page.id, stance),
            document_id=page.id,
            party=brantia if stance == "demands" else f"Corvale {payload}",
            holder=None,
            issue="territory",
            stance=stance,
            content=content,
            content_spans=((start, start + len(content)),),
            conditions=f"only if {payload}",
            towards=f"Sele {payload}",
            date=Date.of(when, "text"),
            statement_id=None,
            rule="made",
            evidence=page.evidence(words, content),
        )


def incidents(page, brantia, payload):
    source = Speaker(None, f"Tarsk {payload}", f"Tarsk {payload}", (0, 1))
    yield Incident(
        id=make_id("incident", page.id),
        document_id=page.id,
        event_type="ASSAULT",
        mode="drone",
        agents=(brantia,),
        recipients=(f"Sele {payload}",),
        place=Place(f"Sele {payload}"),
        date=Date.of("2031-06-02", "text"),
        figures=(),
        source=source,
        statement_id=None,
        status="reported",
        negated=False,
        hypothetical=False,
        trigger=(0, 1),
        rule="made",
        evidence=page.evidence("Brantian drones struck Sele"),
    )


def envoy(page, payload):
    role = {"title": f"envoy {payload}", "of": f"Aube {payload}", "from": "2031-05", "to": "2031-06-03"}
    return {
        "id": "actor-envoy",
        "name": f"Ada Moll {payload}",
        "aliases": [f"Moll {payload}"],
        "kind": "person",
        "country": f"X {payload}",
        "roles": [{**role, "evidence": [page.words("Orla Venn")]}],
        "party": f"Aube {payload}",
        "evidence": [page.words("Orla Venn")],
    }


def links(one, two, brantia, payload, figures):
    corvale = f"Corvale {payload}"
    met = "Brantia and Corvale met in Sele on Tuesday for six hours"
    freed, broke = "They agreed to free 40 prisoners each", "Corvale broke the truce"
    both = [one.words(met), two.words(met)]
    place = {"name": f"Sele {payload}", "country": None, "venue": f"Hall {payload}"}

    def told(page, value, quote):
        return {"value": value, "document_id": page.id, "report_id": "r", "evidence": [page.words(quote)]}

    meeting = {
        "id": "meeting-1", "form": "talks", "parties": [brantia, corvale], "mediators": [f"Aube {payload}"],
        "hosts": [f"Sele {payload}"],
        "delegates": [{"actor_id": "actor-envoy", "name": f"Venn {payload}", "party": brantia, "head": True}],
        "place": place, "dates": [day("2031-06-03"), day("2031-06-04/2031-06-05")], "duration": "PT6H", "round": 2,
        "count": 1, "status": "held", "agenda": ["territory"], "outcome": ["agreement-1"], "characterisations": [],
        "values": {
            "place": [told(one, place, "Sele"), told(two, {**place, "name": f"Ume {payload}"}, "Sele")],
            "dates": [told(one, ["2031-06-03"], "Tuesday"), told(two, ["2031-06"], "Tuesday")],
            "parties": [told(one, [brantia], "Brantia"), told(two, [brantia, corvale], "Brantia and Corvale")],
            "status": [told(one, "scheduled", "met"), told(two, "held", "met")],
            "duration": [{**told(one, "PT6H", "six hours"), "evidence": []}],
        },
        "accounts": [], "evidence": both,
    }  # fmt: skip
    unsure = {
        **meeting, "id": "meeting-2", "place": None, "round": None, "dates": [], "outcome": [], "values": {},
        "delegates": [], "status": "proposed", "duration": None,
    }  # fmt: skip
    claim = {
        "actor_id": None,
        "name": f"Venn {payload}",
        "surface": "Venn",
        "span": [0, 1],
        "anonymous": False,
    }
    breach = {
        "status": "violated", "date": day("2031-06-09/.."), "document_id": one.id, "source": claim,
        "evidence": [one.words(broke)],
    }  # fmt: skip
    agreement = {
        "id": "agreement-1", "kind": "prisoner_exchange", "parties": [brantia, corvale],
        "terms": {"text": freed, "figures": [row["id"] for row in figures[:1]], "evidence": [one.words(freed)]},
        "date": day("2031-06-03"), "place": place, "status": "agreed",
        "history": [
            {**breach, "status": "agreed", "date": day("2031-06-03"), "source": None, "evidence": [one.words(freed)]},
            breach,
        ],
        "meeting_id": "meeting-1",
        "chain": [
            {"step": "demand", "id": make_id("position", one.id, "demands"), "date": day("2031-06-01"),
             "document_id": one.id, "evidence": [one.words("Brantia demands the port of Sele")]},
            {"step": "violated", "id": "agreement-1", "date": day("2031-06-09/.."), "document_id": one.id,
             "evidence": [one.words(broke)]},
        ],
        "values": {"terms": [told(one, f"{freed} {payload}", freed)], "date": [told(two, "2031-06-04", "Tuesday")]},
        "accounts": [], "documents": [one.id, two.id], "evidence": [one.words(freed), two.words(freed)],
    }  # fmt: skip
    value = {"source": None, "family_id": "family-1", "record_id": None}
    figure = {"kind": "figure", "event": "kill", "unit": f"person {payload}", "scope": "war", "states": []}
    compared = [
        {"id": "comparison-1", "slot": figure, "relation": "different", "independent_sources": 1,
         "values": [
             {**value, "value": {"low": 40.0, "high": 40.0, "qualifier": "exact", "unit": "person"},
              "document_id": one.id, "evidence": [one.words("40 prisoners")]},
             {**value, "value": {"low": 10000.0, "high": None, "qualifier": "vague", "unit": "person"},
              "document_id": two.id, "source": claim, "evidence": [two.words("40 prisoners")]},
         ],
         "parties": [brantia], "documents": [one.id, two.id], "evidence": []},
        {"id": "comparison-2", "slot": {"kind": "meeting", "record_id": "meeting-1", "field": "round"},
         "relation": "compatible", "independent_sources": 1, "parties": [], "documents": [one.id], "evidence": [],
         "values": [{**value, "value": 2, "document_id": one.id, "evidence": [one.words(met)]}]},
    ]  # fmt: skip
    family = {
        "id": "family-1", "documents": [one.id, two.id], "kind": "copy",
        "ties": [{"a": one.id, "b": two.id, "kind": "copy", "containment_a": 0.9, "containment_b": 0.8}],
        "passages": [[one.words(one.text[:150]), two.words(two.text[:150])]], "evidence": both,
    }  # fmt: skip
    story = {
        "id": "story-1",
        "documents": [one.id, two.id],
        "title": f"Talks {payload}",
        "date": day("2031-06-03"),
        "families": ["family-1"],
        "sources": 1,
        "evidence": [one.words(met), two.words(met)],
    }
    changes = [
        {"id": f"change-{page.id}", "of": make_id("position", page.id, "offers"), "change": "softened",
         "follows": make_id("position", page.id, "demands")}
        for page in (one, two)
    ]  # fmt: skip
    return {
        "meetings": [meeting, unsure], "agreements": [agreement], "comparisons": compared, "families": [family],
        "stories": [story],
        "changes": changes, "timeline": list(entries(one, brantia, payload, both)),
    }  # fmt: skip


def entries(one, brantia, payload, both):
    """Of every kind and of every form of date."""
    told = (
        ("meeting", "meeting-1", "2031-06-03", 0.9),
        ("agreement", "agreement-1", "2031-06-09/..", 0.7),
        ("position", make_id("position", one.id, "demands"), "../2031-06-01", 0.2),
        ("incident", make_id("incident", one.id), "2031-06-02", 0.4),
        ("meeting", "meeting-2", "1999", 0.5),
    )
    for i, (kind, record, edtf, importance) in enumerate(told):
        yield {
            "id": f"time-{i}", "date": day(edtf), "kind": kind, "title": f"{kind} {payload}",
            "record_ids": [record], "importance": importance, "families": 1, "documents": [one.id],
            "parties": [brantia], "evidence": both,
        }  # fmt: skip
