"""How questions are understood: each of questions.toml against the bundled example."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from parley.ask.known import Known
from parley.ask.names import Names
from parley.ask.understand import understand
from parley.profiles import load_profile
from parley.store.base import Filter

QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["questions"]


@pytest.fixture(scope="module")
def known(example):
    profile = load_profile(example.settings.profile)
    with example.view() as view:
        yield Known(
            Names(view.links("actors"), profile),
            profile,
            tuple(view.outlets()),
            lambda: dt.date.fromisoformat(view.last_day()),
            lambda word: any(True for _ in view.search(word, Filter(limit=1))),
        )


def told(asked):
    row = asked.to_dict()
    names = {part: [one["name"] for one in row[part]] for part in ("by", "to", "parties")}
    return {
        **{
            name: row[name]
            for name in ("acts", "stances", "field", "title", "outlet", "since", "until", "order", "events")
        },
        **names,
        "status": row["status"],
        "round": row["round"],
        "negation": row["negation"],
        "yes_or_no": row["yes_or_no"],
        "kind": row["kinds"][0],
        "topics": [topic["typed"] for topic in row["topics"]],
    }


EMPTY = {
    "by": [], "to": [], "events": [], "parties": [], "acts": [], "stances": [], "title": [], "topics": [],
    "field": None, "outlet": None, "since": None, "until": None, "round": None, "negation": None,
    "status": None, "order": "best", "yes_or_no": False,
}  # fmt: skip


@pytest.mark.parametrize("row", QUESTIONS, ids=[row["ask"] for row in QUESTIONS])
def test_a_question_is_understood_as_a_careful_reader_does(row, known):
    wanted = {**EMPTY, **{name: value for name, value in row.items() if name not in ("ask", "notes")}}
    assert told(understand(row["ask"], known)) == wanted


def test_there_are_enough_questions_and_none_twice():
    asked = [row["ask"] for row in QUESTIONS]
    assert len(asked) == len(set(asked)) >= 100
