"""Large values of actors, written seldom, and what came since beside them."""

import pytest

from parley.link.mentioned import Mentioned, together
from parley.link.offices import Offices
from parley.link.since import Since, keep_all
from parley.link.who import GROUPS, Groups
from parley.plain import load, packed


class Kept:
    """What steps keep from run to run, in memory."""

    def __init__(self):
        self.held = {}

    def kept(self, step, parts=None):
        found = self.held.get(step, {})
        return found if parts is None else {part: found[part] for part in parts if part in found}

    def loaded(self, value):
        return load(value)

    def keep(self, step, parts, *, whole=True):
        before = {} if whole else self.held.get(step, {})
        self.held[step] = {p: v for p, v in {**before, **dict(parts)}.items() if v is not None}


def mention(document, start=0, surface="Lena Ostrava"):
    return (document, start, "actor-1", "Lena Ostrava", "person", None, surface)


def counted(kept):
    groups = Groups(kept)
    groups.load(["actor-1"])
    return groups.get("actor-1")


def run(kept, rows, *, less=False):
    groups = Groups(kept)
    groups.load(["actor-1"])
    groups.count(rows, less=less)
    groups.settle()
    groups.keep()


def test_what_came_is_written_beside_a_large_value_until_it_is_a_part_of_it():
    kept = Kept()
    run(kept, [mention(f"doc-{n}") for n in range(100)])
    whole = kept.held[GROUPS]["actor-1"]
    run(kept, [mention("doc-100")])
    assert kept.held[GROUPS]["actor-1"] == whole and kept.held[f"{GROUPS} since"]
    assert counted(kept).count == 101 and "doc-100" in counted(kept).first
    run(kept, [mention(f"doc-{n}") for n in range(101, 120)])
    assert kept.held[GROUPS]["actor-1"] != whole and not kept.held[f"{GROUPS} since"]
    assert counted(kept).count == 120


def test_what_went_is_written_beside_it_too_and_a_value_without_a_thing_is_forgotten():
    kept = Kept()
    rows = [mention(f"doc-{n}") for n in range(100)]
    run(kept, rows)
    run(kept, rows[:1], less=True)
    assert kept.held[f"{GROUPS} since"]
    assert counted(kept).count == 99 and "doc-0" not in counted(kept).first
    run(kept, rows[1:], less=True)
    assert not kept.held[GROUPS] and not kept.held[f"{GROUPS} since"]
    assert counted(kept) is None


def test_mentions_that_came_since_are_put_together_with_those_that_were_read():
    kept = Kept()
    run(kept, [mention(f"doc-{n}", 7) for n in range(100)])
    run(kept, [mention("doc-100", 7)])
    other = Mentioned(*load(packed([1, {"Ostrava": 1}, {"person": 1}, {}, {"Ostrava": 1}, {}])))
    other.first = load(b'{"doc-100": [3, "Ostrava", "person"], "doc-0": [9, "Ostrava", "person"]}')
    found = together([counted(kept), other])
    assert [tuple(found.first[page])[:2] for page in ("doc-0", "doc-100")] == [
        (7, "Lena Ostrava"),
        (3, "Ostrava"),
    ]


def office(document, start, title="envoy"):
    piece = {"document_id": document, "start": start, "end": start + 5, "quote": title}
    return {
        "document_id": document, "id": f"role-{document}-{start}", "title": title, "of": None, "country": None,
        "evidence": [piece],
    }  # fmt: skip


@pytest.mark.parametrize("pages", [3, 300], ids=["whole", "beside it"])
def test_offices_come_and_go_as_if_all_were_written_each_time(pages):
    kept = Kept()
    rows = [office(f"doc-{n:03}", 5) for n in range(pages)]
    for leaving, coming in (((), rows), (["doc-001"], [office("doc-001", 9)]), (["doc-001", "doc-002"], ())):
        offices = Offices(kept)
        offices.load(["actor-1"])
        offices.leave(["actor-1"] if leaving else [], set(leaving))
        offices.add({"actor-1": coming} if coming else {})
        offices.keep()
    again = Offices(kept)
    again.load(["actor-1"])
    assert again.of("actor-1") == [row for row in rows if row["document_id"] not in ("doc-001", "doc-002")]
    assert bool(kept.held["offices since"]) is (pages > 3)


def test_keeping_all_forgets_what_came_since():
    kept = Kept()
    run(kept, [mention(f"doc-{n}") for n in range(100)])
    run(kept, [mention("doc-100")])
    keep_all(kept, GROUPS, [("actor-1", Mentioned(5).packed())])
    assert counted(kept).count == 5 and not kept.held[f"{GROUPS} since"]
    assert [actor for actor, *_ in Since(kept, GROUPS).load(["actor-2"])] == ["actor-2"]
