"""Rows of listings in any amount, as pictures take them; plainly fictional."""

import datetime as dt
import random

from parley.views import words
from parley.views.index import Index

SIDES = (
    "Tavria",
    "Morvania",
    "Oruvia",
    "Velmara",
    "Ardemark",
    "Hjelmar",
    "United Isles of the Northern Strait",
)
INDEX = Index({}, {}, {side: i + 1 for i, side in enumerate(SIDES[:4])})
CHANGES = ("new", "repeated", "hardened", "softened", "withdrawn", "")
QUALIFIERS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "vague")


def day(chosen, far=0.03):
    """A day of 2031, now and then one of long ago or far ahead."""
    year = chosen.choice((2011, 2039)) if chosen.random() < far else 2031
    return (dt.date(year, 1, 1) + dt.timedelta(chosen.randrange(365))).isoformat()


def date(chosen):
    first = day(chosen)
    last = (dt.date.fromisoformat(first) + dt.timedelta(chosen.choice((0, 0, 3, 40)))).isoformat()
    kind = chosen.randrange(6)
    if kind == 0:
        return words.of_edtf(f"../{last}")
    if kind == 1:
        return words.of_edtf(f"{first}/..")
    return words.of_edtf(first if first == last else f"{first}/{last}")


def who(name):
    return {"id": None, "name": name, "tone": INDEX.tones.get(name, 0)}


def page(chosen, number, outlets=12):
    published = day(chosen)
    return {
        "id": f"doc-{number}",
        "outlet": f"The Gazette of Port {chosen.randrange(outlets)}",
        "has_outlet": True,
        "day": words.day(words.of_edtf(published)),
        "month": published[:7] if chosen.random() < 0.9 else None,
        "sort": published,
    }


def timeline(count, seed=1):
    chosen = random.Random(f"timeline {seed}")
    rows = []
    for i in range(count):
        when = date(chosen)
        rows.append({
            "id": f"time-{i}", "kind": chosen.choice(("meeting", "agreement", "position", "incident")),
            "kind_words": "entry", "title": " ".join(chosen.choice(SIDES) for _ in range(chosen.randrange(1, 7))),
            "date": when, "day": words.day(when), "tone": chosen.randrange(5), "weight": chosen.randrange(1, 5),
            "told": [],
        })  # fmt: skip
    return rows


def positions(count, seed=1):
    chosen = random.Random(f"positions {seed}")
    rows = []
    for i in range(count):
        side, when, issue = (
            chosen.choice(SIDES),
            day(chosen),
            f"issue {chosen.randrange(16)} of a rather long name",
        )
        rows.append({
            "id": f"position-{i}", "party": side, "who": who(side), "issue": issue, "issue_title": issue,
            "stance_words": "demands", "parts": ["the port of Sele"], "change": chosen.choice(CHANGES),
            "change_words": "changed", "sort": (when, when), "day": when, "page": {"day": when},
            "cell": f"{issue} {side}",
        })  # fmt: skip
    return rows


def figure(number, low, high, qualifier="exact", source="Orla Venn", when="2031-06-03", tone=1):
    entry = {
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "kind": "count",
        "evidence": [{"quote": "scores"}],
    }
    return {
        "id": f"figure-{number}", "document_id": f"doc-{number}", "kind": "count", "head": "prisoner",
        "unit": "prisoner", "event": "free", "low": low, "high": high, "qualifier": qualifier,
        "value": words.amount(entry), "printed": f"{low} prisoners", "said": None, "sort": when, "tone": tone,
        "source": {"name": source, "settled": True, "printed": None} if source else None,
        "page": {"day": when, "outlet": "Gull Herald"},
    }  # fmt: skip


def figures(count, seed=1, claimants=12):
    chosen = random.Random(f"figures {seed}")
    rows = []
    for i in range(count):
        value = float(chosen.choice((40, 45, 60, 1200, 5000, 5100, 12000, 90000)))
        told = chosen.choice((*QUALIFIERS, "range"))
        low = None if told in ("at_most", "less_than", "nearly") else value
        high = None if told in ("at_least", "more_than", "vague") else value * (2 if told == "range" else 1)
        source = chosen.choice((None, *(f"Colonel Ume Tarsk the {n}th" for n in range(claimants))))
        rows.append(figure(i, low, high, told, source, day(chosen), chosen.randrange(5)))
    return rows


def meetings(count, seed=1):
    chosen = random.Random(f"meetings {seed}")
    rows = []
    for i in range(count):
        several = chosen.sample(SIDES, chosen.randrange(1, 5))
        rows.append({
            "id": f"meeting-{i}", "parties": [who(side) for side in several[:3]],
            "mediators": [who(side) for side in several[3:]], "hosts": [],
            "status": chosen.choice(("held", "proposed")),
            "day": None, "delegates": [{"head": True}],
            "heads": [{"name": f"Minister {i % 9} Ilan Dross", "side": who(several[0])}],
        })  # fmt: skip
    return rows


def pages(count, seed=1, outlets=12):
    chosen = random.Random(f"pages {seed}")
    return [page(chosen, i, outlets) for i in range(count)]


def stories(of, count, seed=1):
    chosen = random.Random(f"stories {seed}")
    rows = []
    for i in range(count):
        told = chosen.sample(of, min(len(of), chosen.randrange(2, 6)))
        rows.append({
            "id": f"story-{i}", "title": f"Talks of the {i}th round in Sele end without a word on the port",
            "day": "3 June 2031", "sort": ("2031-06-03", "2031-06-03"), "outlets": len({p["outlet"] for p in told}),
            "pages": len(told), "told": [{"page": p, "pieces": []} for p in told],
        })  # fmt: skip
    return rows
