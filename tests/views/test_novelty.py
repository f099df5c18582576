"""What the latest pages tell for the first time, and what they only repeat."""

import pytest

from pages_made import Listed
from parley.builder import build
from parley.errors import UsageError
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store
from parley.store.base import Filter
from parley.views.novelty import KINDS, LINKED, novelty
from stories_made import page, paragraphs

ALL = Filter()
BACKGROUND = (
    "Tavria and Morvania have disputed the northern bay since the treaty of the rivers was signed in a mill near"
    " Gelm, and neither side has sent a pilot there for nine winters."
)
OLD = f"""Talks go on in Gelm

Envoy Lena Ostrava said that the ferries would not sail before the guns on the Kest bridge were gone.

At least 40 soldiers were killed at the harbour of Brolin, according to the guard of Arvensk.

{BACKGROUND}"""
NEW = f"""Talks break off in Gelm

Envoy Lena Ostrava told reporters that the ferries would not sail before the guns on the Kest bridge were gone.

Minister Tomas Vey warned that Morvania would close the tunnel of Dremel within a week.

At least 65 soldiers were killed at the harbour of Brolin, according to the guard of Arvensk.

{BACKGROUND}"""


@pytest.fixture
def record(tmp_path):
    """Builds pages into a record and gives what is new in it."""
    store = open_store(tmp_path / "record.sqlite", create=True)

    def new(*pages, where=ALL, kinds=(), chosen=()):
        if pages:
            build(store, Reader(Settings(workers=1)), [Listed(*pages)])
        with store.view() as view:
            return novelty(view, where, kinds, chosen)

    yield new
    store.close()


def contents(found, kind="statements"):
    return [row["content"] if "content" in row else row["evidence"][0]["quote"] for row in found["new"][kind]]


def pages(*more):
    return [
        page("old.txt", OLD, "Ledger", "2031-06-02"),
        page("new.txt", NEW, "Courier", "2031-06-05"),
        *more,
    ]


def test_what_an_earlier_page_told_is_not_new(record):
    found = record(*pages(), where=Filter(since="2031-06-04"))
    assert [row["uri"] for row in found["pages"]] == ["new.txt"]
    assert not any("ferries would not sail" in content for content in contents(found))
    assert any("close the tunnel of Dremel" in content for content in contents(found))
    assert found["repeated"]["statements"] >= 1


def test_a_new_value_names_the_one_before(record):
    found = record(*pages(), where=Filter(since="2031-06-04"))
    row = next(row for row in found["new"]["figures"] if row["low"] == 65)
    assert [earlier["evidence"][0]["quote"] for earlier in row["before"]] == ["At least 40 soldiers"]
    assert [earlier["uri"] for earlier in row["before"]] == ["old.txt"]


def test_background_is_named_with_where_it_stood(record):
    found = record(*pages(), where=Filter(since="2031-06-04"))
    item = next(item for item in found["background"] if "northern bay" in item["quote"])
    assert (item["pages"], item["first"]["uri"]) == (1, "old.txt")
    assert found["pages"][0]["repeated"] == found["repeated"]["paragraphs"] >= 1


def test_without_a_day_the_last_one_is_meant(record):
    found = record(*pages())
    assert (found["since"], [row["uri"] for row in found["pages"]]) == ("2031-06-05", ["new.txt"])


def test_pages_may_be_named_whatever_their_day(record):
    found = record(*pages(), chosen=["old.txt"])
    assert [row["uri"] for row in found["pages"]] == ["old.txt"]
    assert found["since"] is None
    assert any(row["low"] == 40 for row in found["new"]["figures"])


def test_copies_among_the_new_pages_are_told_once(record):
    copy = page("copy.txt", f"{NEW}\n\nThe mill was closed.", "Herald", "2031-06-05")
    found = record(*pages(copy), where=Filter(since="2031-06-04"))
    (row,) = [row for row in found["new"]["statements"] if "tunnel of Dremel" in row["content"]]
    assert (len(row["also"]), row["sources"]) == (1, 1)


def test_two_outlets_that_tell_it_in_their_own_words_are_two_sources(record):
    words = "Minister Tomas Vey warned that Morvania would close the tunnel of Dremel within one week, officials fear."
    other = page("other.txt", "\n\n".join(["Tunnel", words, *paragraphs(3, 4)]), "Herald", "2031-06-05")
    found = record(*pages(other), where=Filter(since="2031-06-04"))
    (row,) = [row for row in found["new"]["statements"] if "tunnel of Dremel" in row["content"]]
    assert row["sources"] == 2


def test_a_page_whose_day_is_open_counts_as_earlier(record):
    undated = page("undated.txt", "\n\n".join(["Tunnel", NEW.split("\n\n")[2], *paragraphs(4, 4)]), "Post")
    found = record(*pages(undated), where=Filter(since="2031-06-04"))
    assert not any("tunnel of Dremel" in content for content in contents(found))
    assert found["open"] == 1


def test_a_copy_whose_day_is_open_takes_nothing_from_its_news(record):
    found = record(*pages(page("copy.txt", f"{NEW}\n\nMore.", "Herald")), where=Filter(since="2031-06-04"))
    assert any("tunnel of Dremel" in content for content in contents(found))
    assert (found["known"], found["open"]) == (1, 0)


def test_a_denial_is_not_what_it_denies(record):
    one = page(
        "one.txt", "Truce\n\nTomas Vey said that Morvania had closed the tunnel of Dremel.", "A", "2031-06-02"
    )
    two = page(
        "two.txt",
        "Denial\n\nTomas Vey denied that Morvania had closed the tunnel of Dremel.",
        "B",
        "2031-06-05",
    )
    assert len(record(one, two)["new"]["statements"]) == 1


def test_filters_choose_what_is_told_of_the_new_pages(record):
    found = record(*pages(), where=Filter(since="2031-06-04", speaker="Vey"), kinds=["statements"])
    assert list(found["new"]) == ["statements"]
    assert {row["speaker"]["name"] for row in found["new"]["statements"]} == {"Tomas Vey"}
    assert record(where=Filter(since="2031-06-04", outlet="Ledger"))["pages"] == []


def test_where_no_page_has_a_day_one_must_say_what_is_new(record):
    with pytest.raises(UsageError, match="no page of this record has a day"):
        record(page("a.txt", "The river rose. Nobody knows when."))


def test_every_kind_is_one_that_the_record_knows(record):
    found = record(*pages())
    assert set(found["new"]) <= {*KINDS, *LINKED}
    for rows in found["new"].values():
        assert all({"also", "sources", "before"} <= row.keys() for row in rows)
