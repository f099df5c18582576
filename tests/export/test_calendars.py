"""iCalendar, Atom and TimelineJS: read back by icalendar and feedparser, held to the documented form of TimelineJS."""

import datetime as dt
import io
import json

import feedparser
import icalendar
import jsonschema
import pytest
from hypothesis import given, strategies
from lxml import etree

from parley.export import ical
from parley.export.atom import KINDS

# https://timeline.knightlab.com/docs/json-format.html
DATE = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"enum": [*range(1, 13)]},
        "day": {"enum": [*range(1, 32)]},
    },
    "additionalProperties": False,
}
SLIDE = {
    "type": "object",
    "required": ["start_date", "text"],
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "display_date": {"type": "string"},
        "group": {"type": "string"},
        "unique_id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        "autolink": {"type": "boolean"},
        "text": {
            "type": "object",
            "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {"events": {"type": "array", "items": SLIDE}, "scale": {"enum": ["human", "cosmological"]}},
    "additionalProperties": False,
}


def exported(record, form, **filters):
    stream = io.StringIO()
    counts = record.write(stream, form, **filters)
    return stream.getvalue(), counts


def test_a_calendar_holds_the_meetings(record):
    text, counts = exported(record, "ical")
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors and not any(event.errors for event in calendar.walk())
    held, later, off = calendar.walk("VEVENT")
    assert counts == {"meetings": 3} and counts.left_out == {"meetings": 1}
    assert (
        held["summary"] == "Brantia and Corvale: talks in Sele (round 2), mediated by the Sele council; held"
    )
    assert held["location"] == "Old Mill; hall 2, Sele" and held["status"] == "CONFIRMED"
    assert (held["dtstart"].dt, held["dtend"].dt) == (dt.date(2031, 6, 4), dt.date(2031, 6, 5))
    assert (later["dtstart"].dt, later["dtend"].dt) == (dt.date(2031, 6, 20), dt.date(2031, 6, 26))
    assert later["description"].startswith("On a day or days between 20 June 2031 and 25 June 2031.")
    assert off["status"] == "CANCELLED"
    for event in (held, later, off):
        assert {"uid", "dtstamp"} <= {key.lower() for key in event}
    assert len({event["uid"] for event in (held, later, off)}) == 3


def test_lines_of_a_calendar_are_short_and_end_as_they_must(record):
    text, _ = exported(record, "ical")
    assert text.endswith("END:VCALENDAR\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@given(strategies.text(max_size=200))
def test_any_words_come_back_from_a_calendar(words):
    line = "\r\n ".join(ical._folded(f"SUMMARY:{ical._text(words)}"))
    assert all(len(piece.encode("utf-8", "surrogatepass")) <= 75 for piece in line.split("\r\n"))
    try:
        line.encode()
    except UnicodeEncodeError:
        return
    event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n")
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    assert str(event["summary"]) == plain


def test_a_meeting_of_which_no_week_is_known_is_on_no_day(record):
    text, counts = exported(record, "ical", since="2031-08-01")
    assert "BEGIN:VEVENT" not in text and counts == {} and counts.left_out == {"meetings": 1}


def test_a_feed_holds_what_was_found(record):
    text, counts = exported(record, "atom")
    feed = feedparser.parse(text.encode())
    assert not feed.bozo and feed.version == "atom10"
    assert len(feed.entries) == sum(counts.values())
    rows = {f"urn:parley:{row['id']}": row for kind in KINDS for row in record.iterate(kind)}
    assert {entry.id for entry in feed.entries} <= set(rows) and len(feed.entries) == len(
        {e.id for e in feed.entries}
    )
    dates = [entry.updated for entry in feed.entries]
    assert dates == sorted(dates, reverse=True) and feed.feed.updated == dates[0]
    for entry in feed.entries:
        assert entry.title and entry.author and entry.updated_parsed
        assert rows[entry.id]["evidence"][0]["quote"].split()[0] in entry.summary


def test_a_feed_is_as_rfc_4287_demands(record):
    text, _ = exported(record, "atom")
    root = etree.fromstring(text.encode())
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{atom}feed"
    for element in (root, *root.iterfind(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{atom}{name}")) == 1
        assert element.find(f"{atom}author/{atom}name").text
        assert element.find(f"{atom}content") is not None or element is root


def test_a_feed_since_a_day_holds_what_is_new(record):
    text, counts = exported(record, "atom", since="2031-06-04")
    feed = feedparser.parse(text.encode())
    assert 0 < len(feed.entries) < sum(exported(record, "atom")[1].values())
    assert len(feed.entries) + sum(counts.left_out.values()) == sum(
        record.count(kind, since="2031-06-04") for kind in KINDS
    )


def test_an_empty_feed_is_a_feed(record):
    text, counts = exported(record, "atom", speaker="Nobody At All")
    assert not feedparser.parse(text.encode()).bozo and not counts


def test_a_timeline_shows_the_twenty_weightiest_in_order(record):
    text, counts = exported(record, "timelinejs")
    shown = json.loads(text)
    jsonschema.validate(shown, TIMELINE)
    assert len(shown["events"]) == counts["timeline"] == 20 and counts.left_out == {"timeline": 5}
    rows = {row["id"]: row for row in record.iterate("timeline")}
    weights = sorted((row["importance"] for row in rows.values()), reverse=True)
    ids = [event["unique_id"] for event in shown["events"]]
    assert sorted((rows[i]["importance"] for i in ids), reverse=True) == weights[:20]
    assert ids == [i for i in rows if i in ids]


def test_a_slide_is_escaped_and_an_interval_stays_one(record):
    events = json.loads(exported(record, "timelinejs")[0])["events"]
    assert events[0]["start_date"] == {"year": 2031, "month": 5, "day": 1}
    assert events[0]["end_date"] == {"year": 2031, "month": 6, "day": 30}
    assert events[0]["display_date"] == "between 1 May 2031 and 30 June 2031"
    assert "end_date" not in events[1]
    for event in events:
        assert "&lt;b&gt;Sele&lt;/b&gt; &amp; beyond" in event["text"]["headline"]
        assert "<p>“Brantia and Corvale agree a truce”</p>" in event["text"]["text"]


@pytest.mark.parametrize("form", ["ical", "atom", "timelinejs"])
def test_the_same_record_gives_the_same_text(record, form):
    assert exported(record, form)[0] == exported(record, form)[0]
