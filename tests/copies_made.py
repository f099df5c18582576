"""A wire story that five pages carry, with more or less of their own."""

import json

import parley
from stories_made import edited, paragraphs

SAID = "“The harbour stays shut until the truce holds,” Mayor Lena Orvath said on Monday."
WIRE = [SAID, *paragraphs("wire", 5)]
MORE = [*WIRE, "“Not one ship will sail,” Captain Ivo Marr said.", *paragraphs("own", 2)]
PAGES = {
    "a-reprint": ("Courier", "2031-06-04", WIRE),
    "b-again": ("Ledger", "2031-06-03", WIRE[:-1]),
    "c-first": ("Ledger", "2031-06-02", WIRE),
    "d-longer": ("Herald", "2031-06-05", MORE),
    "e-edited": ("Post", "2031-06-04", edited("\n\n".join(WIRE), 1, 0.08).split("\n\n")),
    "f-other": ("Herald", "2031-06-04", paragraphs("other", 4)),
}


def copied(folder):
    """A record of these pages: its folder."""
    rows = [
        {"id": name, "outlet": outlet, "date": day, "text": "\n\n".join([f"News {name[2:]}", *lines])}
        for name, (outlet, day, lines) in PAGES.items()
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    parley.build([folder / "pages.jsonl"], folder / "rec", workers=1).close()
    return folder / "rec"
