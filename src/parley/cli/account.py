"""Why an entry is in the record, told in plain words: who, on what grounds, by which words, found how, where.

The words come from views/words.toml; the codes themselves are in ``parley explain --json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parley.cli.cards import short
from parley.cli.output import amount
from parley.cli.told import compared, values
from parley.times.dating import BY_PUBLICATION, PUBLICATION
from parley.views.words import act, day, of_edtf, say, table

Row = dict[str, Any]
Line = tuple[str, str]  # a label and words
_PAGES = 8  # pieces of evidence on other pages that are shown
_LEAD = 80  # characters of the words between a cue and its content that are shown whole


def account(found: Row, name: Callable[[str], str] = str) -> Iterator[Line]:
    """The lines that explain what `Record.explain` found.

    Args:
        found: What was found.
        name: Tells what the id of an actor is called.
    """
    entry = found["entry"]
    yield from _who(found)
    if found["kind"] == "statements":
        yield from _reported(entry)
        yield from _content(found)
    else:
        yield from _words(found)
    if found["kind"] in ("meetings", "agreements"):
        yield from values(entry, name)
    elif found["kind"] == "comparisons":
        yield from compared(entry)
    for part in ("addressee", "channel", "place", "when", "relayed_by"):
        if isinstance(entry.get(part), str):
            yield part.replace("_", " "), name(entry[part])
    yield from _dated(entry)
    yield from _where(found)
    yield from _rule(entry)


def _words(found: Row) -> Iterator[Line]:
    """The words on the page at hand that an entry other than a statement rests on."""
    page, evidence = found["document"]["id"], found["entry"]["evidence"]
    for proof in (e for e in evidence if e["document_id"] == page):
        yield "words", f"{_cited(proof['quote'])} ({proof['start']}:{proof['end']})"
    others = [e for e in evidence if e["document_id"] != page]
    shown = others[: 0 if found["kind"] == "actors" else _PAGES]
    for proof in shown:
        yield (
            "and",
            f"{_cited(proof['quote'])} ({proof['start']}:{proof['end']}, {short(proof['document_id'])})",
        )
    more = len({e["document_id"] for e in others} - {e["document_id"] for e in shown})
    if more:
        yield "and", f"in {amount(more, 'other page')}"


def _who(found: Row) -> Iterator[Line]:
    """Who is taken as the speaker, why, and who else was weighed."""
    entry = found["entry"]
    label = "speaker" if "speaker" in entry else "claimed by"
    speaker = entry.get("speaker") or entry.get("source")
    if not speaker:
        if "speaker" in entry or "source" in entry:
            yield label, "nobody is named" if "speaker" in entry else "nobody; the outlet's own account"
        return
    start, end = speaker["span"]
    printed = f"{_cited(speaker['surface'])} ({start}:{end})"
    yield label, f"{speaker['name']}, in print {printed}" if speaker["name"] else f"left open: {printed}"
    options = ((found["reasons"] or {}).get("speaker") or {}).get("options", ())
    yield "because", _because(speaker, options)
    rest = options[1:] if speaker["actor_id"] and options else options
    for option in rest:
        named = option["name"] if option["actor_id"] else f"{option['name']} (not settled either)"
        yield "weighed too", f"{named} ({option['score']:.0%}): {_features(option['features'])}"


def _because(speaker: Row, options: Sequence[Row]) -> str:
    """What decided the speaker; of a choice among several, what speaks for the one taken."""
    kind, _, features = speaker["basis"].partition(": ")
    sure = "" if speaker["score"] is None else f" ({speaker['score']:.0%} sure)"
    if kind not in ("pronoun", "office"):
        return f"{say('grounds', speaker['basis'].removeprefix('left open: '))}{sure}"
    best = options[0]["features"] if options else features.split(", ")
    return f"the {kind} fits nobody better{sure}: {_features(best)}"


def _features(codes: Sequence[str]) -> str:
    return ", ".join(say("features", code) for code in codes)


def _reported(entry: Row) -> Iterator[Line]:
    """The words that report, and what they do."""
    if not entry["cue"]:
        yield "reported by", "no words of its own"
        return
    start, end = entry["cue_span"]
    does = act(entry)
    read = "" if entry["cue"].lower() == does else f", read as: {does}"
    yield "reported by", f"{_cited(entry['cue'])} ({start}:{end}){read}"


def _content(found: Row) -> Iterator[Line]:
    """What was said, and how it was found."""
    entry = found["entry"]
    texts = {(e["start"], e["end"]): e["quote"] for e in entry["evidence"]}
    for n, (start, end) in enumerate(entry["content_spans"]):
        mode = f", {say('modes', entry['mode'])}" if n == 0 else ""
        words = texts.get((start, end)) or _text(found, start, end)
        yield "content" if n == 0 else "and", f"{words} ({start}:{end}{mode})"
    how = _place(found)
    relation = _relation(found)
    yield "found as", f"{how}; {relation}" if relation else how
    if found["reasons"] is None and entry["origin"] == "rules":
        yield "but", "read anew, the page does not give this statement; who else was weighed is not known"


def _relation(found: Row) -> str | None:
    """How the speaker belongs to the words that report."""
    entry, relation = found["entry"], (found["reasons"] or {}).get("relation")
    if not (relation and entry["cue"] and entry["speaker"]):
        return None
    if relation == "subject" and entry["speaker"]["span"][0] >= entry["cue_span"][1]:
        relation = "inverted"  # ``according to S``
    told = table("relations").get(relation)
    return told and told.format(speaker=entry["speaker"]["surface"], cue=entry["cue"])


def _place(found: Row) -> str:
    """Where the content stands beside the words that report it."""
    entry = found["entry"]
    if not entry["cue"]:
        by_rule = next((key for key in ("turn", "post") if f", {key}," in entry["rule"]), "alone")
        return say("content", by_rule)
    spans, cue = entry["content_spans"], entry["cue_span"]
    near = [cue]
    if entry["speaker"] and _beside(entry["speaker"]["span"], cue, spans):
        near.append(entry["speaker"]["span"])
    start, end = min(s for s, _ in near), max(e for _, e in near)
    told = _text(found, start, end)
    first, last = spans[0], spans[-1]
    if first[0] >= end:
        lead = _text(found, start, first[0]).rstrip(" “\"'‘«„")
        whole = len(lead) <= _LEAD
        return say("content", "after").format(lead=lead if whole else f"{told} … {lead.split()[-1]}")
    quoted, before = entry["mode"] == "direct", last[1] <= start
    kind = ("quoted" if before else "quoted_around") if quoted else "before" if before else "around"
    return say("content", kind).format(tail=told)


def _beside(speaker: Sequence[int], cue: Sequence[int], content: Sequence[Sequence[int]]) -> bool:
    """Whether speaker and cue stand together: near, and with no content between."""
    start, end = min(speaker[0], cue[0]), max(speaker[1], cue[1])
    apart = end - start - (speaker[1] - speaker[0]) - (cue[1] - cue[0])
    return apart <= _LEAD // 4 and not any(s < end and start < e for s, e in content)


def _dated(entry: Row) -> Iterator[Line]:
    """What its date rests on: the words or the rule that gave it, then what else bore on it."""
    date = entry.get("date") or {}
    for n, proof in enumerate(date.get("proof", ())):
        yield "dated by" if n == 0 else "and", reason(date, proof)


def reason(date: Row, proof: Row) -> str:
    """One proof of a date in words: what was read, what date that gave, and by which rule."""
    words, rule, value = (proof["evidence"] or {}).get("quote"), proof["rule"], proof["value"]
    if words:
        return f"{_cited(words)}: {day(date) or 'open'}, {rule}"
    named = (
        (value and day(of_edtf(value)))
        or value
        or ("open" if rule in (PUBLICATION, BY_PUBLICATION) else None)
    )
    return f"{rule}: {named}" if named else str(rule)


def _where(found: Row) -> Iterator[Line]:
    """The page, as a person would look for it."""
    page = found["document"]
    told = (page["title"], found["entry"].get("outlet"), day(page["published"]))
    yield "stands in", ", ".join(str(v) for v in told if v) or page["uri"]
    if any(told):
        yield "at", page["uri"]


def _rule(entry: Row) -> Iterator[Line]:
    """The rule's own name, and the model's where one was asked."""
    if entry.get("origin") and entry["origin"] != "rules":
        yield "found by", entry["origin"].replace("rules+", "the rules and ")
    if entry.get("rule"):
        yield "rule", entry["rule"].removeprefix("rules: ")


def _cited(words: str) -> str:
    return f"“{words}”"


def _text(found: Row, start: int, end: int) -> str:
    """The page's words in a range that lies within the context of what was found."""
    context = found["context"]
    return " ".join(context["text"][start - context["start"] : end - context["start"]].split())
