"""Whom a mail's sender line names: persons, outlets, or nobody for certain. All of them are invented."""

import pytest
from archive_samples import read
from test_mail import message

from parley.sources.sender import sender


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz <ana@harbour-post.example>",
        '"Ruiz, Ana" <ana@harbour-post.example>',
        "Ana Ruiz [mailto:ana@harbour-post.example]",
        "ana@harbour-post.example (Ana Ruiz)",
        "*Ana Ruiz*",
        "Ana Church <ana@harbour-post.example>",
        "Ana Ruiz <me@anaruiz.example>",
        "Ana Ruiz <news@harbour-post.example>",
        "'Ana Ruiz' via Desk list <desk@lists.example>",
        "Tamsin Örrel <orrel@kna.example>",
        "Örrel, Tamsin <tamsin@kna.example>",
        "Ludo van der Meer <ludo@kna.example>",
        "Ana Ruiz, Harbour Post <ana@harbour-post.example>",
    ],
)
def test_a_person_is_an_author(line):
    found = sender(line)
    assert len(found.author.split()) >= 2
    assert found.outlet is None
    assert not {"via", "Post"} & {*found.author.split()}
    assert found.author.split()[0] in ("Ana", "Tamsin", "Ludo")


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Post <news@harbour-post.example>",
        "Harbour Post Daily <ana@mailer.example>",
        "Saltmarsh Tide <x@saltmarsh-tide.example>",
        "Ministry of Trade <press@trade.example>",
        "Kalmora Nachrichtenagentur Newsletter <x@kna.example>",
        "Middle Veria Eye <m@mve.example>",
        "Foreign Affairs <foreign@fa.example>",
        "Kalmora Playbook <k@kna.example>",
        "El Vería <e@elveria.example>",
        "El Vería <veria@elveria.example>",
    ],
)
def test_an_outlet_is_none(line):
    found = sender(line)
    assert (found.author, found.outlet) == (None, line.split(" <")[0])


@pytest.mark.parametrize(
    "line",
    [
        None,
        "",
        "<>",
        "@@",
        "Bob <bob@desk.example>",
        "a sender <asender@desk.example>",
        "desk@harbour-post.example",
        "Ana Ruiz at The Gull Herald <x@gull.example>",
        "Velna Orrin <news@gull.example>",
        "Ana Church <tips@gull.example>",
        "Tamsin Örrel <t@kna.example>",
        "Al Kalmora <kalmora@veria.example>",
        "Der Ostländer <a@ostland.example>",
        "Kalmora Welle <x@kw.example>",
        "Saltmarsh Tide <saltmarsh@saltmarsh-tide.example>",
        "Ana Ruiz, Victoria <x@gull.example>",
    ],
)
def test_what_may_be_either_is_neither(line):
    found = sender(line)
    assert (found.author, found.outlet) == (None, None)


def test_a_list_speaks_for_an_outlet_unless_the_name_is_a_persons():
    lists = "Harbour Post Daily via Lists <daily@lists.example>"
    assert sender(lists, listed=True).outlet == "Harbour Post Daily"
    assert sender("Daily <daily@lists.example>", listed=True).outlet == "Daily"
    assert sender("Ana Ruiz <x@lists.example>", listed=True).author == "Ana Ruiz"
    assert sender("Velna Orrin <velna@lists.example>", listed=True).author == "Velna Orrin"
    unsure = sender("Velna Orrin <x@lists.example>", listed=True)
    assert (unsure.author, unsure.outlet) == (None, None)


@pytest.mark.parametrize(
    "field",
    [b"List-Id: <daily.lists.example>", b"List-Unsubscribe: <https://lists.example>", b"Precedence: Bulk"],
)
def test_what_tells_a_list(field):
    [page] = read(field + b"\n" + message().replace(b"Ana Ruiz <ana@", b"Kalmoran <x@"))
    assert page.hints["outlet"] == "Kalmoran"
    assert "authors" not in page.hints
    [page] = read(message().replace(b"Ana Ruiz <ana@", b"Kalmoran <x@"))
    assert not {"outlet", "authors"} & set(page.hints)
