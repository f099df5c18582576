"""The timeline: each step of an agreement once, however many pages tell of it."""

from parley.dates import Date
from parley.link.linked import Linked
from parley.link.timeline import link_timeline
from parley.profiles import load_profile


class View:
    """A record of no entries."""

    def entries(self, kind, **_):
        return iter(())

    def documents(self, **_):
        return iter(())

    def standing(self):
        return {}


def stage(status, edtf, source=None):
    named = {"name": source, "surface": "they"} if source else None
    return {"status": status, "date": Date.of(edtf, "text").to_dict(), "source": named}


def titles(*history):
    evidence = [{"document_id": "d", "start": 0, "end": 5, "quote": "truce"}]
    truce = {"id": "agreement-1", "kind": "other", "parties": [], "history": history, "evidence": evidence}
    rows = link_timeline(Linked(View(), {"agreements": [truce]}), load_profile("peace"))
    assert len({row["id"] for row in rows}) == len(rows)
    return [(row["date"]["edtf"], row["title"]) for row in rows]


def test_what_two_pages_tell_of_one_day_is_one_entry():
    agreed = stage("agreed", "2031-06-02")
    assert titles(agreed, stage("violated", "2031-06-04"), agreed) == [
        ("2031-06-02", "Agreement: agreed"),
        ("2031-06-04", "Agreement: violated"),
    ]


def test_what_only_speakers_say_stands_as_their_claim():
    claims = [stage("violated", "2031-06-04", name) for name in ("Velmara", "Oruvia")]
    assert titles(*claims) == [("2031-06-04", "Agreement: violated, according to Velmara and Oruvia")]
    assert titles(*claims, stage("violated", "2031-06-04")) == [("2031-06-04", "Agreement: violated")]
