"""What does not belong to a position's content at its end, though its words go on."""

from __future__ import annotations

from parley.language.line import Line, Range
from parley.spans import Span
from parley.vocab import words

_SENTENCE_ADVERBS = frozenset({"however", "though", "too", "instead"})
_BOUNDS = frozenset({"more", "over", "nearly", "almost", "several", "many", "least"})
_LASTING = frozenset(
    {"truce", "ceasefire", "pause", "freeze", "moratorium", "halt", "ban"}
)  # which last so long


def unjudged(line: Line, content: Range) -> Range:
    """What is refused, without what it is refused as: ``rejected the plan | as favouring Velm``."""
    for k in range(content[0] + 1, content[1] - 1):
        judged = line.words[k] == "as" and line.tags[k - 1] in ("NN", "NNS", "NNP", '"')
        if judged and line.tags[k + 1] in ("VBG", "JJ", "DT") and line.words[k + 1] != "such":
            return content[0], k
    return content


def without_time_of_stance(line: Line, content: Range, perfect: bool) -> Range:
    """Content without how often, how long or since when a side has held it: ``has rejected C | in the past``.

    Args:
        line: The sentence.
        content: What was read as content.
        perfect: The verb of the stance is in the perfect, whose time these are.
    """
    start, end = content
    if end - start > 2 and line.words[end - 2] == "," and line.words[end - 1] in _SENTENCE_ADVERBS:
        end -= 2
    for k in range(start + 2, end - 1) if perfect else ():
        rest = line.words[k:end]
        past = rest[:3] == ["in", "the", "past"] or (
            rest[:2] in (["in", "recent"], ["over", "recent"]) and rest[-1] in words("time_units")
        )
        often = len(rest) > 1 and rest[1] == "times" and rest[2:] in ([], ["already"], ["before"])
        held = line.tags[k - 1] in ("VBN", "VBD", "VB", "VBG")  # ``held | since 2031`` is the thing's own
        since = rest[0] == "since" and not held
        spans = (
            rest[0] == "for" and not held and _is_span(line, k + 1, end) and line.words[k - 1] not in _LASTING
        )
        if (past or often or since or spans) and line.quoted[k] < 0:
            return start, k
    return start, end


def _is_span(line: Line, i: int, end: int) -> bool:
    """Whether more than some years, or the like, closes content: ``for | more than twenty years``."""
    spoken = line.words[i:end]
    return len(spoken) > 1 and spoken[-1] in words("time_units") and not _BOUNDS.isdisjoint(spoken)


def without_closing(line: Line, content: Range) -> Range:
    """Content without the mark that closes a quotation which it does not open: ``wants “ | a truce now | .”``."""
    start, end = content
    if end - start < 2 or line.tags[start:end].count('"') % 2 == 0:
        return content
    if line.tags[end - 1] != '"':
        return start - (start > 0 and line.tags[start - 1] == '"'), end  # ``seek | “regime change” in Velm``
    end -= 1
    return start, end - (line.words[end - 1] in (",", ".") and end - start > 1)


def without_emphasis(text: str, span: Span) -> Span:
    """Content without the mark that ends what markdown emphasises from before it on: ``a truce|**``."""
    inner = text[span.start : span.end]
    marks = len(inner) - len(inner.rstrip("*"))
    return Span(span.start, span.end - marks) if marks and inner[:-marks].count("*") % 2 == 0 else span
