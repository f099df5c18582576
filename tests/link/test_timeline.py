"""The timeline: each step of an agreement once, however many pages tell of it."""

from parley.dates import Date
from parley.link.linked import Linked
from parley.link.timeline import link_timeline
from parley.profiles import load_profile


class View:
    """A record of no entries."""

    def entries(self, kind, **_):
        return iter(())


def stage(status, edtf):
    return {"status": status, "date": Date.of(edtf, "text").to_dict()}


def test_what_two_pages_tell_of_one_day_is_one_entry():
    evidence = [{"document_id": "d", "start": 0, "end": 5, "quote": "truce"}]
    history = [stage("agreed", "2031-06-02"), stage("violated", "2031-06-04"), stage("agreed", "2031-06-02")]
    truce = {"id": "agreement-1", "kind": "other", "parties": [], "history": history, "evidence": evidence}
    rows = link_timeline(Linked(View(), {"agreements": [truce]}), load_profile("peace"))
    assert [(row["date"]["edtf"], row["title"]) for row in rows] == [
        ("2031-06-02", "Agreement: agreed"),
        ("2031-06-04", "Agreement: violated"),
    ]
    assert len({row["id"] for row in rows}) == len(rows)
