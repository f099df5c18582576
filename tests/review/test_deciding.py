"""Deciding through the API, on a small record: what stands, what is hidden, what is refused."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

import parley
from parley import api
from parley.errors import AmbiguousId, UnknownRecord, UsageError
from parley.export.read import read
from parley.review.decide import Request


@pytest.fixture
def folder(isles, tmp_path):
    shutil.copytree(isles, tmp_path / "rec")
    return tmp_path / "rec"


def rows(folder, kind="statements", **filters):
    with parley.open(folder) as record:
        return list(record.iterate(kind, **filters))


def test_what_is_accepted_keeps_what_the_program_said_and_how_sure_it_was(folder):
    row = next(r for r in rows(folder) if r["speaker"] and r["speaker"]["score"])
    (told,) = api.review(folder, row["id"][:18], "accept", note="checked", reviewer="Ada Korin")
    assert (told["number"], told["verb"], told["reviewer"]) == (1, "accept", "Ada Korin")
    assert told["machine"]["speaker"] == row["speaker"]
    assert told["machine"]["score"] == row["speaker"]["score"]
    (after,) = (r for r in rows(folder) if r["id"] == row["id"])
    review = after.pop("review")
    assert after == {k: v for k, v in row.items() if k != "review"}
    assert review == {
        "state": "accepted", "by": "Ada Korin", "at": told["at"], "note": "checked", "machine": None,
    }  # fmt: skip
    assert told["at"].endswith("+00:00")


def test_what_is_rejected_is_left_out_and_can_be_found_and_taken_back(folder, tmp_path):
    before = rows(folder)
    api.review(folder, before[0]["id"], "reject", reviewer="Ada")
    assert [r["id"] for r in rows(folder)] == [r["id"] for r in before[1:]]
    assert [r["id"] for r in rows(folder, review="rejected")] == [before[0]["id"]]
    with parley.open(folder) as record:
        assert record.status()["counts"]["statements"] == len(before) - 1
        assert record.status()["review"]["hidden"] == 1
        assert record.show(before[0]["id"])["entry"]["review"]["state"] == "rejected"
        record.export(tmp_path / "out")
        assert record.verify().mismatches == []
    assert read(tmp_path / "out").faults() == []
    assert len(list(read(tmp_path / "out").rows("statements"))) == len(before) - 1
    undone = api.undo(folder, before[0]["id"], reviewer="Bo")
    assert (undone["undoes"], undone["reviewer"]) == (1, "Bo")
    assert rows(folder) == before
    with parley.open(folder) as record:
        assert [r["verb"] for r in record.reviews()] == ["reject", "undo"]


def test_corrections_stand_beside_what_the_program_said(folder):
    row = next(r for r in rows(folder, speaker="Dross"))
    wanted = {"speaker": "orla venn", "date": "2031-06", "issue": "ceasefire,prisoners", "act": "warn"}
    for field, value in wanted.items():
        api.review(folder, row["id"], "correct", field=field, value=value, reviewer="Ada")
    (after,) = (r for r in rows(folder) if r["id"] == row["id"])
    assert after["speaker"]["name"] == "Orla Venn"
    assert after["speaker"]["basis"] == "settled by hand"
    assert after["speaker"]["surface"] == row["speaker"]["surface"]
    assert (after["date"]["edtf"], after["date"]["basis"]) == ("2031-06", "user")
    assert (after["about"], after["act"]) == (["ceasefire", "prisoners"], "warn")
    assert after["review"]["machine"] == {name: row[name] for name in ("speaker", "date", "about", "act")}
    assert row["id"] in [r["id"] for r in rows(folder, speaker="venn")]
    assert row["id"] not in [r["id"] for r in rows(folder, speaker="Dross")]
    with parley.open(folder) as record:
        assert row["id"] in [r["id"] for r in record.who("Orla Venn")["statements"]["latest"]]
        log = record.reviews(row["id"])
    assert log[1]["machine"]["speaker"] == row["speaker"]  # what the program said, not what was corrected to
    api.undo(folder, log[0]["number"], reviewer="Ada")
    (after,) = (r for r in rows(folder) if r["id"] == row["id"])
    assert after["speaker"] == row["speaker"] and after["act"] == "warn"
    api.review(folder, row["id"], "accept", reviewer="Ada")
    (after,) = (r for r in rows(folder) if r["id"] == row["id"])
    assert after["review"]["state"] == "corrected"


def test_what_cannot_be_decided_is_refused_and_leaves_no_row(folder):
    row = rows(folder)[0]
    actor = rows(folder, "actors")[0]
    mention = rows(folder, "mentions")[0]
    for verb, more, error, message in (
        ("acept", {}, UsageError, "did you mean 'accept'"),
        ("note", {}, UsageError, "needs its words"),
        ("note", {"note": "x" * 10_001}, UsageError, "at most"),
        ("correct", {}, UsageError, "field to correct"),
        ("correct", {"field": "speker", "value": "x"}, UsageError, "did you mean 'speaker'"),
        ("correct", {"field": "speaker", "value": "Nobody Known"}, UnknownRecord, "Nobody Known"),
        ("correct", {"field": "date", "value": "June"}, UsageError, "June"),
        ("correct", {"field": "date", "value": "0031"}, UsageError, "from 1000"),
        ("correct", {"field": "issue", "value": "ceasfire"}, UsageError, "did you mean 'ceasefire'"),
        ("correct", {"field": "act", "value": None}, UsageError, "cannot be open"),
        ("accept", {"reviewer": "a\nb"}, UsageError, "one line"),
    ):
        with pytest.raises(error, match=message):
            api.review(folder, row["id"], verb, **more)
    for entry_id, message in ((actor["id"], "parley join"), (mention["id"], "not reviewed")):
        with pytest.raises(UsageError, match=message):
            api.review(folder, entry_id, "accept")
    with pytest.raises(AmbiguousId):
        api.review(folder, "statement-", "accept")
    with pytest.raises(UnknownRecord):  # all or none
        api.review(folder, [row["id"], "statement-zz"], "accept")
    for named, error in ((row["id"], UnknownRecord), (7, UnknownRecord)):
        with pytest.raises(error):
            api.undo(folder, named)
    with parley.open(folder) as record:
        assert record.reviews() == []


def test_to_undo_is_a_row_and_cannot_be_undone(folder):
    row = rows(folder)[0]
    api.review(folder, row["id"], "accept", reviewer="Ada")
    api.review(folder, row["id"], "note", note="hm", reviewer="Ada")
    assert api.undo(folder, row["id"])["undoes"] == 2
    assert api.undo(folder, row["id"])["undoes"] == 1
    for number, message in ((1, "already"), (3, "decide anew")):
        with pytest.raises(UsageError, match=message):
            api.undo(folder, number)
    with pytest.raises(UnknownRecord, match="nothing stands"):
        api.undo(folder, row["id"])
    assert rows(folder)[0] == row


def test_the_reviewer_is_who_is_named_else_the_environment_else_the_user(folder, monkeypatch):
    row = rows(folder)[0]
    monkeypatch.setenv("LOGNAME", "mira")
    api.review(folder, row["id"], "accept")
    monkeypatch.setenv("PARLEY_REVIEWER", "Bo Lind")
    api.review(folder, row["id"], "accept")
    api.review(folder, row["id"], "accept", reviewer="Ada")
    with parley.open(folder) as record:
        assert [r["reviewer"] for r in record.reviews()] == ["mira", "Bo Lind", "Ada"]
    (folder / "parley.toml").write_text('reviewer = "Somebody Else"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="says who decides"):
        api.review(folder, row["id"], "accept")


def test_the_queue_holds_what_nobody_decided_and_counts_the_rest(folder):
    with parley.open(folder) as record:
        held = {kind: record.count(kind) for kind in ("statements", "figures")}
        queue = record.review_queue(held)
        assert [row["kind"] for row in queue["rows"]] == [k for k, n in held.items() for _ in range(n)]
        assert (queue["total"], queue["decided"]) == (sum(held.values()), 0)
        page = record.review_queue(held, limit=2, offset=1)
        assert page["rows"] == queue["rows"][1:3] and page["total"] == queue["total"]
        for limit, offset in ((3, held["statements"] - 1), (None, held["statements"] + 1), (0, 0), (5, 99)):
            part = record.review_queue(held, limit=limit, offset=offset)["rows"]
            assert part == queue["rows"][offset : None if limit is None else offset + limit]
            found = record.review_ids(held, limit=limit, offset=offset)
            assert found == [row["entry"]["id"] for row in part]
        with pytest.raises(UsageError, match="not reviewed"):
            record.review_queue(["mentions"])
        first = queue["rows"][0]["entry"]["id"]
    api.review(folder, first, "reject")
    with parley.open(folder) as record:
        after = record.review_queue(held)
        assert (after["total"], after["decided"]) == (queue["total"] - 1, 1)
        assert after["rows"] == queue["rows"][1:]
        assert len(record.review_queue(held, review="rejected")["rows"]) == 1


def test_of_the_queue_one_can_ask_for_what_the_program_was_not_sure_of(tmp_path):
    (tmp_path / "page.txt").write_text(
        "Bridge closed\n\nMayor Ana Weber met Ivo Lund on Monday. They said the bridge was closed.\n\n"
        "Ana Weber said that the money had run out.\n",
        encoding="utf-8",
    )
    with parley.build([tmp_path / "page.txt"], tmp_path / "record", workers=1) as record:
        queue = record.review_queue(["statements"], unsure=True)
        assert [row["entry"]["content"] for row in queue["rows"]] == ["the bridge was closed"]
        assert queue["total"] == 1 and record.review_queue(["statements"])["total"] == 2
        assert record.review_queue(disagreeing=True)["total"] == 0


def test_reviewers_decide_at_once_and_no_row_is_lost(folder):
    ids = [row["id"] for row in rows(folder)]

    def decide(name):
        with api.Reviewer(folder, name) as deciding:
            for n in range(20):
                deciding.decide([ids[n % len(ids)]], [Request("note", note=f"{name} {n}")])

    names = ("Ada", "Bo", "Mira")
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(decide, names))
    with parley.open(folder) as record:
        log = record.reviews()
        assert record.doctor() == []
    assert [row["number"] for row in log] == list(range(1, 61))
    for name in names:
        assert [r["note"] for r in log if r["reviewer"] == name] == [f"{name} {n}" for n in range(20)]


def test_what_is_settled_of_actors_and_dates_stands_in_the_log(folder):
    page = next(r for r in rows(folder, "documents") if not r["published"]["edtf"])
    api.settle_date(folder, page["id"], "2031-06-03", reviewer="Ada")
    api.settle_date(folder, page["id"], None, reviewer="Bo")
    api.split(folder, "Orla Venn", "Venn", reviewer="Ada")
    with parley.open(folder) as record:
        log = record.reviews()
        assert record.orphans() == []
        summary = record.review_summary()
    told = [(r["kind"], r["verb"], r["field"], r["undoes"], r["reviewer"]) for r in log]
    assert told[:2] == [
        ("documents", "correct", "published", None, "Ada"),
        ("documents", "undo", "published", 1, "Bo"),
    ]
    assert log[0]["value"] == "2031-06-03"
    assert told[2:] == [("judgements", "correct", "different", None, "Ada")]
    assert (summary["decided"], summary["decisions"]) == (0, 3)
    with pytest.raises(UsageError, match="parley split"):
        api.undo(folder, 3)
