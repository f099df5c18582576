"""PLOVER and FollowTheMoney: held to the manual and to the schema; no event without a day, no fact out of a denial."""

import importlib.util
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from parley.records import EVENT_TYPES

# The fields of the PLOVER manual, 0.7b1, chapter "JSON Data Fields", of those that parley writes. `actor_id` and
# `date_of` are ours.
ACTOR = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "sector": {"type": "string", "pattern": "^([A-Z]{3}){1,2}$"},
        "actor_text": {"type": "string"},
        "actor_id": {"type": "string"},
    },
    "minProperties": 1,
    "additionalProperties": False,
}
CITED = "citation url title language publication copyright coder codebook"
EVENT = {
    "type": "object",
    "required": ["id", "date", "source", "event"],
    "properties": {
        "id": {"type": "string"},
        "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "date_of": {"enum": ["event", "report"]},
        "source": {"type": "array", "items": ACTOR, "minItems": 1},
        "recipient": {"type": "array", "items": ACTOR, "minItems": 1},
        "event": {"type": "array", "items": {"enum": [*EVENT_TYPES]}, "minItems": 1},
        "mode": {"type": "array", "items": {"type": "string"}},
        "context": {
            "type": "array",
            "items": {"enum": ["future", "historical", "hypothetical", "negation"]},
            "uniqueItems": True,
        },
        "event_loc": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "cc3": {"type": "string", "pattern": "^[A-Z]{3}$"}},
            "additionalProperties": False,
        },
        "event_text": {"type": "array", "items": {"type": "string"}},
        "text_info": {
            "type": "object",
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
            "additionalProperties": False,
        },
        "cite_info": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in CITED.split()},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
FTM = json.loads(Path(__file__).with_name("ftm_schemata.json").read_text(encoding="utf-8"))["schemata"]


def exported(record, form, **filters):
    stream = io.StringIO()
    counts = record.write(stream, form, **filters)
    return [json.loads(line) for line in stream.getvalue().split("\n") if line], counts


def test_events_have_the_fields_of_the_manual(record):
    events, counts = exported(record, "plover")
    for event in events:
        jsonschema.validate(event, EVENT)
    assert len(events) == len({event["id"] for event in events}) == sum(counts.values()) > 1
    assert set(counts) == {"incidents", "statements"}


def test_an_incident_names_who_did_what_to_whom_where(record):
    events, counts = exported(record, "plover")
    (event,) = [event for event in events if event["event"] == ["ASSAULT"]]
    assert event["date"] == "2031-06-02" and event["mode"] == ["heavy-weapons"]
    assert [actor["code"] for actor in event["source"]] == ["XBR"]
    assert event["recipient"][0]["code"] == "XCO" and event["recipient"][1] == {"actor_text": "the villagers"}
    assert event["event_loc"] == {"name": "Sele", "cc3": "XCO"} and "context" not in event
    texts = {row["id"]: row["text"] for row in record.documents()}
    place = event["text_info"]
    (row,) = [row for row in record.iterate("incidents") if row["id"] == event["id"]]
    assert texts[row["document_id"]][place["start"] : place["end"]] == event["event_text"][0]
    assert event["event_text"] == ["Brantia's army fired 40 rockets overnight"]
    assert counts.left_out["incidents"] == record.count("incidents") - counts["incidents"] >= 1


def test_a_day_is_that_of_the_event_or_of_its_report_and_says_which(record):
    events = {event["id"]: event for event in exported(record, "plover")[0]}
    rows = {(row["event_type"], row["status"]): row for row in record.iterate("incidents")}
    assert events[rows["ASSAULT", "reported"]["id"]]["date_of"] == "event"
    told = events[rows["CONSULT", "reported"]["id"]]
    assert (told["date"], told["date_of"]) == ("2031-06-04", "report")
    # What was long ago was not on the day of the page; a page without a date dates nothing.
    assert rows["CONSULT", "historical"]["id"] not in events
    assert rows["ASSAULT", "denied"]["id"] not in events


def test_an_act_of_speech_is_an_event_and_mere_words_are_none(record):
    rows = {row["id"]: row for row in record.statements()}
    events = [event for event in exported(record, "plover")[0] if event["id"] in rows]
    for event in events:
        row = rows[event["id"]]
        assert row["act"] not in ("say", "ask", "confirm", "deny", "warn")
        if event["date_of"] == "event":
            assert event["date"] == row["date"]["earliest"] == row["date"]["latest"]
        else:
            assert event["date"] == row["page_date"] and row["date"]["earliest"] is None
        assert event["source"][0]["actor_text"] == row["speaker"]["name"]
    assert "REQUEST" in {event["event"][0] for event in events}


def entities(record, **filters):
    found, counts = exported(record, "ftm", **filters)
    return {entity["id"]: entity for entity in found}, counts


def test_entities_are_of_the_schema(record):
    found, counts = entities(record)
    assert len(found) == sum(counts.values()) > 20
    assert {e["schema"] for e in found.values()} >= {"Article", "Event", "Mention", "Person", "PublicBody"}
    for entity in found.values():
        schema = FTM[entity["schema"]]
        assert set(entity) == {"id", "schema", "properties"}
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            assert name in schema["properties"], (entity["schema"], name)
            assert values and all(isinstance(value, str) and value for value in values)
            kind, *ranges = schema["properties"][name]
            if kind == "entity":
                for value in values:
                    assert ranges[0] in FTM[found[value]["schema"]]["is"], (entity["schema"], name)
            if kind == "date":
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values)
            if kind == "country":
                assert all(re.fullmatch("[a-z]{2}", value) for value in values)
            if kind == "url":
                assert all(value.startswith(("http://", "https://")) for value in values)


def test_the_library_takes_the_entities(record):
    """With followthemoney installed (`pip install followthemoney`; it compiles, so it is not asked for here)."""
    if importlib.util.find_spec("followthemoney") is None:
        pytest.skip("followthemoney is not installed")
    from followthemoney import model

    for entity in entities(record)[0].values():
        proxy = model.get_proxy(entity, cleaned=False)
        model.get(proxy.schema.name).validate({"properties": entity["properties"]})
        # It writes some values anew, such as addresses; what it does not take it drops.
        taken = {name: len(values) for name, values in proxy.to_dict()["properties"].items()}
        assert taken == {name: len(values) for name, values in entity["properties"].items()}


def test_what_is_denied_is_no_event(record):
    found, counts = entities(record)
    denied = {row["id"] for row in record.iterate("incidents") if row["status"] != "reported"}
    assert denied and not denied & set(found) and counts.left_out["incidents"] >= len(denied)


def test_an_event_is_dated_as_far_as_its_date_is_known(record):
    found, _ = entities(record)
    rows = {row["status"]: found[row["id"]]["properties"] for row in record.iterate("meetings")}
    assert rows["held"]["date"] == ["2031-06-04"] and "startDate" not in rows["held"]
    assert rows["scheduled"]["startDate"] == ["2031-06-20"] and rows["scheduled"]["endDate"] == ["2031-06-25"]
    assert rows["proposed"]["date"] == ["2031-08"]
    assert len(rows["held"]["involved"]) == 2 and "organizer" not in rows["held"]
