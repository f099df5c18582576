"""Two pages beside each other: what they share, what either has changed, and what only one of them tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from parley.errors import UnknownRecord
from parley.language.quotes import quotations
from parley.records import Document, name_key
from parley.reuse import Index, words
from parley.spans import evidence
from parley.store.base import Filter, Row, View
from parley.views.alignment import Match, Range, Sentence, changes, content_sentences, matched
from parley.views.figures import head
from parley.views.words import amount, unsaid

_QUOTED = 3  # words of a quotation; shorter ones are terms
_QUOTE_ALIKE = 0.7  # of the words of two quotations that are in both, in order: one quotation, cut or changed
_WORD = re.compile(r"\w+")


def named(view: View, name: str) -> Row:
    """The document of an id, the beginning of one, or a uri; of several versions at a uri the current one.

    Raises:
        UnknownRecord: If there is none, or what is called so is no document.
    """
    found = next(view.documents(Filter(document=name)), None)
    if found is not None:
        return found
    kind, row = view.find(name)
    if kind != "documents":
        raise UnknownRecord(f"{name} is one of the {kind}; name a page, by its id or uri: parley documents")
    return row


@dataclass(frozen=True, slots=True)
class Laid:
    """Two pages beside each other, as far as their texts alone tell; that takes most of the time, and stays."""

    ours: Sequence[Sentence]
    theirs: Sequence[Sentence]
    pairs: Sequence[Match]
    shared: Row


Known = MutableMapping[tuple[str, str], Laid]  # by the ids of the pages, which come from their content


def diff(view: View, a: str, b: str, known: Known | None = None) -> Row:
    """What two pages share and where they differ. All is content; chrome and furniture do not count.

    `passages` are pairs of evidence of what both print, `changed` pairs of sentences that tell the same in other
    words, with the words `cut` from a and `added` in b; `only_a` and `only_b` sentences that the other page has
    not. `quotes` and `figures` hold the same of quotations and figures, `speakers` the names of those who are
    heard. `paragraphs` counts those of either page that the other has word for word, changed, or not.

    Args:
        view: The record.
        a, b: Pages, as `named` finds them.
        known: What was laid before, which is not laid again; what is laid now is added.

    Raises:
        UnknownRecord: If there is no such page.
    """
    rows = [named(view, name) for name in (a, b)]
    left, right = (view.document(row["id"]) for row in rows)
    known = {} if known is None else known
    laid = known.get((left.id, right.id)) or known.setdefault((left.id, right.id), _laid(left, right))
    ours, theirs, pairs = laid.ours, laid.theirs, laid.pairs
    return {
        "a": _page(rows[0]),
        "b": _page(rows[1]),
        "family": _family(view, left.id, right.id),
        **laid.shared,
        "changed": [_changed(left, right, ours[m.left], theirs[m.right]) for m in pairs if not m.same],
        "only_a": _only(left, ours, {m.left for m in pairs}),
        "only_b": _only(right, theirs, {m.right for m in pairs}),
        "paragraphs": _paragraphs(ours, theirs, pairs),
        "quotes": _quotes(left, right),
        "figures": _figures(view, left.id, right.id),
        "speakers": _speakers(view, left.id, right.id),
    }


def _laid(left: Document, right: Document) -> Laid:
    ours, theirs = _sentences(left), _sentences(right)
    return Laid(ours, theirs, matched(ours, theirs), _shared(left, right))


PARTS = ("shared", "changed", "cut", "added", "quotes", "figures", "speakers")


def parts(found: Row) -> Iterator[Row]:
    """What `diff` gives as flat rows in reading order.

    `part` is one of `PARTS`, `what` what happened: ``shared``, ``changed``, ``cut`` (only in a), ``added`` (only in
    b); then the place and the words in a, and in b, null where that page has nothing.
    """
    yield from (_flat("shared", "shared", a, b) for a, b in found["passages"])
    yield from (_flat("changed", "changed", pair["a"], pair["b"]) for pair in found["changed"])
    yield from (_flat("cut", "cut", item, None) for item in found["only_a"])
    yield from (_flat("added", "added", None, item) for item in found["only_b"])
    for part in ("quotes", "figures"):
        yield from (_flat(part, "changed", a, b) for a, b in found[part]["changed"])
        yield from (_flat(part, "cut", item, None) for item in found[part]["only_a"])
        yield from (_flat(part, "added", None, item) for item in found[part]["only_b"])
    yield from (_flat("speakers", "cut", {"quote": name}, None) for name in found["speakers"]["only_a"])
    yield from (_flat("speakers", "added", None, {"quote": name}) for name in found["speakers"]["only_b"])


def _flat(part: str, what: str, a: Row | None, b: Row | None) -> Row:
    return {"part": part, "what": what, **_side("a", a), **_side("b", b)}


def _side(name: str, item: Row | None) -> Row:
    held = (item.get("evidence") or item) if item else {}
    return {
        f"{name}_start": held.get("start"),
        f"{name}_end": held.get("end"),
        name: held.get("quote"),
    }


def _page(row: Row) -> Row:
    published = {name: value for name, value in row["published"].items() if name != "proof"}
    return {**{name: row[name] for name in ("id", "uri", "outlet", "title")}, "published": published}


def _family(view: View, left: str, right: str) -> str | None:
    """The family that holds both pages."""
    return next((row["id"] for row in view.links("families") if {left, right} <= set(row["documents"])), None)


def _sentences(document: Document) -> list[Sentence]:
    return content_sentences(document.text, [b.to_dict() for b in document.blocks if b.is_content])


def _shared(left: Document, right: Document) -> Row:
    """What both pages print, quotations too, and how much of either that is."""
    index, texts = Index(), [_content(left), _content(right)]
    for text in texts:
        index.add(text)
    pair = next(index.related(), None)
    if pair is None:
        return {"kind": None, "containment_a": 0.0, "containment_b": 0.0, "passages": []}
    places = pair.places(words(texts[0]), words(texts[1]), (_ends(left), _ends(right)))
    return {
        "kind": pair.kind,
        "containment_a": pair.containment_left,
        "containment_b": pair.containment_right,
        "passages": [[_cut(left, (s, e)), _cut(right, (t, f))] for s, e, t, f in places],
    }


def _content(document: Document) -> str:
    """A page's text with spaces for what is no content."""
    out, at = list[str](), 0
    for block in document.blocks:
        if block.is_content:
            out += [" " * (block.start - at), document.text[block.start : block.end]]
            at = block.end
    return "".join(out)


def _ends(document: Document) -> list[int]:
    """Where content ends that something else follows."""
    return [one.end for one, after in pairwise(document.blocks) if one.is_content and not after.is_content]


def _cut(document: Document, place: Range) -> dict[str, Any]:
    return evidence(document.id, document.text, *place).to_dict()


def _changed(left: Document, right: Document, one: Sentence, other: Sentence) -> Row:
    ours, theirs = (one.start, one.end), (other.start, other.end)
    cut, added = changes(left.text, right.text, ours, theirs)
    return {
        "a": _cut(left, ours),
        "b": _cut(right, theirs),
        "cut": [_cut(left, place) for place in cut],
        "added": [_cut(right, place) for place in added],
    }


def _only(document: Document, found: Sequence[Sentence], shared: set[int]) -> list[dict[str, Any]]:
    return [
        _cut(document, (sentence.start, sentence.end)) for n, sentence in enumerate(found) if n not in shared
    ]


def _paragraphs(left: Sequence[Sentence], right: Sequence[Sentence], pairs: Sequence[Match]) -> Row:
    """Of either page, how many paragraphs the other has word for word, changed, or not at all."""
    same = {(m.left, m.right) for m in pairs if m.same}
    return {
        "a": _counted(left, {m.left for m in pairs}, {one for one, _ in same}),
        "b": _counted(right, {m.right for m in pairs}, {other for _, other in same}),
    }


def _counted(found: Sequence[Sentence], shared: set[int], same: set[int]) -> Row:
    members: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(found):
        members[sentence.paragraph].append(number)
    counts = Counter(
        "same" if same.issuperset(of_one) else "only" if shared.isdisjoint(of_one) else "changed"
        for of_one in members.values()
    )
    return {name: counts[name] for name in ("same", "changed", "only")}


def _quotes(left: Document, right: Document) -> Row:
    """Quotations of either page: cut or changed where they begin or end otherwise, too."""
    ours, theirs = _quotations(left), _quotations(right)
    alike = sorted(
        (
            (_likeness(one, other), -i, -j)
            for i, (_, one) in enumerate(ours)
            for j, (_, other) in enumerate(theirs)
        ),
        reverse=True,
    )
    met, their_met, changed = set[int](), set[int](), list[list[Row]]()
    for score, i, j in alike:
        if score >= _QUOTE_ALIKE and i not in met and j not in their_met:
            met.add(i)
            their_met.add(j)
            if ours[-i][1] != theirs[-j][1]:
                changed.append([ours[-i][0], theirs[-j][0]])
    return {
        "only_a": [item for n, (item, _) in enumerate(ours) if -n not in met],
        "only_b": [item for n, (item, _) in enumerate(theirs) if -n not in their_met],
        "changed": sorted(changed, key=lambda pair: int(pair[0]["start"])),
    }


def _quotations(document: Document) -> list[tuple[Row, tuple[str, ...]]]:
    out = []
    for block in document.blocks:
        if block.is_content:
            for found in quotations(document.text[block.start : block.end], block.start):
                item = _cut(document, (found.start, found.end))
                spoken = tuple(word.casefold() for word in _WORD.findall(item["quote"]))
                if len(spoken) >= _QUOTED:
                    out.append((item, spoken))
    return out


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the shorter of two quotations the longer holds, in order."""
    if one == other:
        return 2.0
    if set(one).isdisjoint(other):
        return 0.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(one), len(other))


def _figures(view: View, left: str, right: str) -> Row:
    """Figures by what they count: the same value in both is no difference, one other value of the same is a change."""
    ours, theirs = _by_value(view, left), _by_value(view, right)
    only_a = {value: entry for value, entry in ours.items() if value not in theirs}
    only_b = {value: entry for value, entry in theirs.items() if value not in ours}
    changed = []
    for slot in dict.fromkeys(_slot(entry) for entry in only_a.values()):
        one = [value for value, entry in only_a.items() if _slot(entry) == slot]
        other = [value for value, entry in only_b.items() if _slot(entry) == slot]
        if len(one) == len(other) == 1 and slot[1]:
            changed.append([_figure(only_a.pop(one[0])), _figure(only_b.pop(other[0]))])
    return {
        "only_a": [_figure(entry) for entry in only_a.values()],
        "only_b": [_figure(entry) for entry in only_b.values()],
        "changed": changed,
    }


def _by_value(view: View, document: str) -> dict[tuple[Any, ...], Row]:
    """The figures of a page by value and what they count, each the first time."""
    out: dict[tuple[Any, ...], Row] = {}
    for entry in view.entries("figures", Filter(document=document, older=True)):
        out.setdefault((entry["kind"], entry["low"], entry["high"], head(entry["unit"])), entry)
    return out


def _slot(entry: Row) -> tuple[str, str, str | None]:
    return entry["kind"], head(entry["unit"]), entry["event"]


def _figure(entry: Row) -> Row:
    value = amount(entry)
    return {
        "id": entry["id"],
        "value": f"{value} {entry['unit']}" if entry["unit"] else value,
        "evidence": entry["evidence"][0],
    }


def _speakers(view: View, left: str, right: str) -> Row:
    """Those who are heard, by name, in order of their first words."""
    ours, theirs = _heard(view, left), _heard(view, right)
    return {
        "only_a": [name for key, name in ours.items() if key not in theirs],
        "only_b": [name for key, name in theirs.items() if key not in ours],
        "both": [name for key, name in ours.items() if key in theirs],
    }


def _heard(view: View, document: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in view.entries("statements", Filter(document=document, older=True)):
        speaker = entry["speaker"] or {}
        if speaker.get("name") and not unsaid(entry):
            out.setdefault(name_key(speaker["name"]), speaker["name"])
    return out
