"""Questions answered by the columns of a shelf have the answers that the store's search gives."""

import shutil
import tomllib
from pathlib import Path

import pytest

from parley import api
from parley.ask import Topic, Wanted, ask, background
from parley.profiles import load_profile
from parley.store import open_store
from parley.store.base import Filter
from parley.web.asking import answer_to
from parley.web.indexed import ByColumns, look_up
from parley.web.shelf import lay_out

QUESTIONS = [
    row["ask"]
    for row in tomllib.loads(
        Path(__file__).parents[1].joinpath("ask", "questions.toml").read_text(encoding="utf-8")
    )["questions"]
]
PEACE = load_profile("peace")
QUESTION = "What did Orlevsky say?"


@pytest.fixture(scope="module")
def view(example_record):
    store = open_store(example_record / "record.sqlite", read_only=True)
    with store.view() as opened:
        yield opened
    store.close()


@pytest.fixture(scope="module")
def shelf(view):
    return lay_out(view, {})


@pytest.fixture(scope="module")
def held(view):
    return background(view, PEACE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_that_of_a_search(view, shelf, held, question):
    by_search = ask(view, question, PEACE, held=held)
    by_columns = ByColumns(view, shelf, most=1000, few=1000)  # more than there are of any kind
    assert ask(view, question, PEACE, held=held, chooser=by_columns) == by_search


def test_some_of_the_questions_have_answers(view, held):
    stated = [ask(view, question, PEACE, held=held)["stated"] for question in QUESTIONS]
    assert sum(stated) > len(stated) / 2


def day(row):
    """Its own, or that of its page."""
    return row["date"]["earliest"] or row["page_date"]


def assert_in_order(rows, *, newest_first):
    days = [day(row) for row in rows]
    assert days == sorted(days, reverse=newest_first)


class TestTooMany:
    @pytest.fixture
    def chooser(self, view, shelf):
        return ByColumns(view, shelf, most=5, few=3)

    def test_it_says_that_not_all_were_looked_at(self, view, chooser):
        chosen = chooser.chosen(Wanted("statements", Filter()))
        assert len(chosen.rows) == 5 and not chosen.whole
        some = chooser.chosen(Wanted("positions", Filter(issue="territory", limit=None)))
        assert len(chooser.chosen(Wanted("statements", Filter(), few=True)).rows) == 3
        assert len(some.rows) == min(5, view.count("positions", Filter(issue="territory")))

    def test_those_that_answer_best_by_themselves_come_first(self, view, chooser):
        rows = [row for row, _ in chooser.chosen(Wanted("statements", Filter())).rows]
        assert all(row["mode"] == "direct" and not row["hypothetical"] for row in rows)
        assert_in_order(rows, newest_first=True)

    def test_the_latest_and_the_first_where_these_are_asked_for(self, view, chooser):
        first, latest = (
            [row for row, _ in chooser.chosen(Wanted("statements", Filter(), order=order)).rows]
            for order in ("first", "latest")
        )
        assert_in_order(first, newest_first=False)
        assert_in_order(latest, newest_first=True)
        assert day(first[0]) < day(latest[-1])

    def test_what_else_they_must_tell_chooses_among_them(self, view, chooser):
        """Else those that hold both words might be none of the few."""
        truce, dam = (Topic(word, ((word,),), (word,)) for word in ("oruvia", "dam"))
        rows = chooser.chosen(Wanted("statements", Filter(), topic=truce, beside=(dam,))).rows
        found = {hit.document_id for hit in view.search("oruvia dam")}
        assert rows and all(row["document_id"] in found for row, _ in rows)

    def test_what_is_surely_of_the_time_is_looked_at(self, shelf, chooser):
        """Else the few may be of pages that only may be of it, and none of them answers."""
        june = Filter(since="2031-06-01", until="2031-06-30")
        surely = shelf.catalogues["statements"].surely(june)
        assert 5 < surely.sum() < shelf.catalogues["statements"]._in_time(june).sum()
        rows = [row for row, _ in chooser.chosen(Wanted("statements", june)).rows]
        assert rows and {row["id"] for row in rows} <= set(shelf.catalogues["statements"].of(surely))

    def test_acts_choose(self, view, chooser):
        rows = chooser.chosen(Wanted("statements", Filter(), acts=("deny", "accuse"))).rows
        assert {row["act"] for row, _ in rows} <= {"deny", "accuse"} and rows


def test_what_was_decided_since_is_told(example_record, tmp_path):
    """Rows that a shelf holds are not what stands once a person has decided about one."""
    folder = shutil.copytree(example_record, tmp_path / "record")
    store = open_store(folder / "record.sqlite", read_only=True)
    with store.view() as view:
        shelf = lay_out(view, {})
        look_up(view, shelf)
        meetings = list(ByColumns(view, shelf).linked("meetings", Filter()))
        assert meetings == list(view.entries("meetings"))
    api.review(folder, meetings[0]["id"], "reject", reviewer="Ada Korin")
    with store.view() as view:
        left = ByColumns(view, shelf).linked("meetings", Filter())
        assert left == meetings[1:] == list(view.entries("meetings"))
    store.close()


def test_an_answer_is_kept_until_something_is_decided(example_record, tmp_path):
    folder = shutil.copytree(example_record, tmp_path / "record")
    store = open_store(folder / "record.sqlite", read_only=True)
    with store.view() as view:
        shelf = lay_out(view, {})
        first = answer_to(view, shelf, PEACE, QUESTION)
        assert answer_to(view, shelf, PEACE, QUESTION) is first
        everything = answer_to(view, shelf, PEACE, QUESTION, everything=True)
        assert len(everything["items"]) > len(first["items"])
    gone = first["items"][0]["id"]
    api.review(folder, gone, "reject", reviewer="Ada Korin")
    with store.view() as view:
        now = answer_to(view, shelf, PEACE, QUESTION)
        assert now["items"] and gone not in {item["id"] for item in now["items"]}
    store.close()
