"""States that only their officials stand for become actors too."""

from parley.link.linked import Linked
from parley.link.states import unnamed_states
from parley.profiles import load_profile
from parley.records import actor_id

PROFILE = load_profile("peace")
NORWAY, QATAR = actor_id("state", "Norway"), actor_id("state", "Qatar")


class Pages:
    """A view of given positions."""

    def __init__(self, rows):
        self.rows = rows

    def documents(self, **_):
        return iter({"id": document, "uri": document, "published": None} for document in ("d1", "d2"))

    def entries(self, kind, linked):
        return iter(self.rows if kind == "positions" and not linked else ())


def found(rows, known=()):
    return unnamed_states(Linked(Pages(rows), {"actors": [{"id": actor} for actor in known]}), PROFILE)


def entry(document, **fields):
    quote = {"document_id": document, "start": 0, "end": 9, "quote": "Norwegian"}
    return {"id": "x", "evidence": [quote, {**quote, "start": 3}], **fields}


def test_a_state_known_by_its_officials_alone_is_an_actor_with_their_words_as_evidence():
    rows = found(
        [
            entry("d1", party=NORWAY, towards="the rebels"),
            entry("d2", parties=[NORWAY, QATAR], delegates=[{"actor_id": "p", "party": NORWAY}]),
            entry("d2", mediators=[NORWAY]),
        ],
        [QATAR],
    )
    assert [(r["id"], r["name"], r["country"], r["kind"]) for r in rows] == [
        (NORWAY, "Norway", "NOR", "state")
    ]
    assert [(e["document_id"], e["start"]) for e in rows[0]["evidence"]] == [("d1", 0), ("d2", 0)]


def test_names_that_are_no_states_make_no_actors():
    assert found([entry("d1", party="Gulf states", towards=None)]) == []
