"""What an entry's page says of its fields: names, words and numbers, and no raw values."""

import re
from types import MappingProxyType

import pytest

from parley.web.facts import facts
from parley.web.links import Links
from served import ids_of

KINDS = ("statements", "figures", "positions", "incidents", "comparisons", "timeline")


class Index:
    """As much of an index as facts look at."""

    actors = MappingProxyType({"actor-0123456789abcdef": {"name": "Tavria", "party": "Tavria"}})
    pages = MappingProxyType({"doc-0123456789abcdef": {"title": "Talks resume"}})

    def who(self, actor):
        found = self.actors.get(actor)
        return {"id": actor if found else None, "name": found["name"] if found else actor, "tone": 0}

    def issue(self, issue):
        return issue.capitalize()


def told(kind, **entry):
    links = Links(actors=Index.actors)
    return {fact.label: "".join(p.text for p in fact.pieces) for fact in facts(kind, entry, Index(), links)}


def test_values_read_as_words():
    assert told(
        "figures",
        party="actor-0123456789abcdef", low=1_250_300.0, high=None, negated=False, documents=["doc-0123456789abcdef"],
        issue="ceasefire", date={"edtf": "2031-06", "earliest": "2031-06-01", "latest": "2031-06-30", "basis": "text"},
        qualifier="at_least", evidence=[{"quote": "x"}], place={"name": "Rill", "country": None, "venue": "Old Mint"},
    ) == {
        "Party": "Tavria", "Low": "1,250,300", "Negated": "no", "Documents": "Talks resume", "Issue": "Ceasefire",
        "Date": "June 2031 (read in the text)", "Qualifier": "at least", "Place": "Old Mint, Rill",
    }  # fmt: skip


def test_a_speaker_is_told_by_name_with_what_decided():
    speaker = {
        "actor_id": "actor-0123456789abcdef", "name": "Tavria", "surface": "Ostrel", "span": [0, 6],
        "anonymous": False, "score": 0.97, "basis": "named",
    }  # fmt: skip
    assert told("statements", speaker=speaker) == {
        "Speaker": "Tavria (in print: Ostrel); how sure: 0.97; by what: named"
    }


def test_records_and_actors_are_links_and_other_words_are_none():
    entry = {
        "party": "actor-0123456789abcdef",
        "statement_id": "statement-0123456789ab",
        "content": "time-bound",
    }
    found = {
        f.label: f.pieces[0].record for f in facts("positions", entry, Index(), Links(actors=Index.actors))
    }
    assert found == {
        "Party": "actor-0123456789abcdef",
        "Statement": "statement-0123456789ab",
        "Content": None,
    }


@pytest.mark.parametrize("name", KINDS)
def test_no_page_shows_raw_values(client, name):
    for record in ids_of(client, name)[:12]:
        page = client.get(f"/{name}/{record}").text
        shown = page[page.index('class="facts"') :]
        shown = re.sub(r"<[^>]+>", " ", shown[: shown.index("</dl>")])
        assert not re.search(r"\b(?:True|False|None)\b|actor-[0-9a-f]{12}|\d\.0\b|\w_\w", shown), (
            record,
            shown,
        )
