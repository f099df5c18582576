"""The record that the shared fixture builds, with made meetings, agreements, positions, incidents and a timeline."""

import shutil

import pytest

import parley
from parley.dates import Date, Proof
from parley.records import Incident, Place, Position, actor_id, make_id
from parley.spans import evidence
from parley.store import open_store
from parley.store.base import Filter

BRANTIA, CORVALE = actor_id("state", "Brantia"), actor_id("state", "Corvale")


def day(edtf):
    return Date.of(edtf, "text", Proof("printed", value=edtf)).to_dict()


def found(document, words):
    start = document.text.index(words)
    return evidence(document.id, document.text, start, start + len(words))


def meeting(name, where, words, dates, **more):
    return {
        "id": make_id("meeting", name),
        "form": "talks",
        "parties": [BRANTIA, CORVALE],
        "mediators": ["the Sele council"],
        "hosts": [],
        "delegates": [],
        "place": {"name": "Sele", "country": None, "venue": "Old Mill; hall 2"},
        "dates": [day(d) for d in dates],
        "duration": None,
        "round": 2,
        "status": "held",
        "agenda": ["ceasefire"],
        "outcome": [],
        "characterisations": [],
        "values": {},
        "evidence": [found(where, words).to_dict()],
        **more,
    }


def position(where, words, **more):
    span = found(where, words)
    fields = {
        "id": make_id("position", where.id, words),
        "document_id": where.id,
        "party": CORVALE,
        "holder": None,
        "issue": "security_guarantees",
        "stance": "demands",
        "content": words,
        "content_spans": ((span.start, span.end),),
        "conditions": None,
        "towards": BRANTIA,
        "date": Date.of("2031-06-03", "text"),
        "statement_id": None,
        "rule": "told",
        "evidence": (span,),
    }
    return Position(**{**fields, **more})


def incident(where, words, **more):
    span = found(where, words)
    fields = {
        "id": make_id("incident", where.id, words),
        "document_id": where.id,
        "event_type": "ASSAULT",
        "mode": "heavy-weapons",
        "agents": (BRANTIA,),
        "recipients": (CORVALE, "the villagers"),
        "place": Place("Sele", "XCO"),
        "date": Date.of("2031-06-02", "text"),
        "figures": (),
        "source": None,
        "statement_id": None,
        "status": "reported",
        "negated": False,
        "hypothetical": False,
        "trigger": (span.start, span.end),
        "rule": "verb",
        "evidence": (span,),
    }
    return Incident(**{**fields, **more})


@pytest.fixture(scope="session")
def talks(isles, tmp_path_factory):
    """The folder of that record."""
    folder = tmp_path_factory.mktemp("talks") / "rec"
    shutil.copytree(isles, folder)
    store = open_store(folder / "record.sqlite")
    with store.view() as view:
        of = {row["uri"]: view.document(row["id"]) for row in view.documents()}
        dates = list(view.links("dates"))
        demand = next(view.entries("statements", Filter(act="demand")))
    dates.append(
        {
            "id": make_id("date", demand["id"]),
            "of": demand["id"],
            "date": day("2031-06-04"),
            "days": 1,
            "dropped": [],
            "by": "user",
        }
    )
    truce, denial = of["gull-herald/truce.txt"], of["gull-herald/denial.txt"]
    ledger = of["ledger.html"]
    met = "Negotiators from Brantia and Corvale met again on Wednesday"
    held = meeting("held", ledger, met, ["2031-06-04"])
    later = meeting("later", truce, "the truce", ["2031-06-20/2031-06-25"], status="scheduled", round=3)
    off = meeting("off", truce, "Corvalian Foreign Minister Ilan Dross", ["2031-07-01"], status="cancelled")
    some = meeting("some", truce, "the truce", ["2031-08"], status="proposed", place=None, round=None)
    agreed = {
        "id": make_id("agreement", "truce"),
        "kind": "ceasefire",
        "parties": [BRANTIA, CORVALE],
        "terms": {"text": "a truce", "figures": [], "evidence": []},
        "date": day("2031-06-03"),
        "place": None,
        "status": "agreed",
        "history": [],
        "meeting_id": held["id"],
        "chain": [],
        "values": {},
        "documents": [truce.id],
        "evidence": [found(truce, "Brantia and Corvale agree a truce").to_dict()],
    }
    told = [
        {
            "id": make_id("time", str(n)),
            "date": day(f"2031-05-{n + 1:02}" if n else "2031-05/2031-06"),
            "kind": "incident" if n else "agreement",
            "title": f"Day {n}: rockets on <b>Sele</b> & beyond",
            "record_ids": [agreed["id"]],
            "importance": 1.0 if n == 0 else round(0.3 + n / 100, 3),
            "families": 1,
            "documents": [truce.id],
            "parties": [BRANTIA],
            "evidence": [found(truce, "Brantia and Corvale agree a truce").to_dict()],
        }
        for n in range(25)
    ]
    with store.writer() as writer:
        writer.put_links("dates", dates)
        writer.put_links("meetings", [held, later, off, some])
        writer.put_links("agreements", [agreed])
        writer.put_links("timeline", told)
        made = position(ledger, '"guarantees on paper"')
        writer.put_records(ledger.id, "made", "positions", [made])
        shot = incident(truce, "Brantia's army fired 40 rockets overnight")
        denied = incident(
            denial, "her army had fired on the port of Sele", date=Date.unknown(), status="denied"
        )
        writer.put_records(truce.id, "made", "incidents", [shot])
        undated = {"event_type": "CONSULT", "mode": None, "date": Date.unknown()}
        now = incident(ledger, "met again", **undated)
        then = incident(ledger, "Talks resume", status="historical", **undated)
        writer.put_records(ledger.id, "made", "incidents", [now, then])
        writer.put_records(denial.id, "made", "incidents", [denied])
    store.close()
    return folder


@pytest.fixture(scope="session")
def record(talks):
    with parley.open(talks) as opened:
        yield opened
