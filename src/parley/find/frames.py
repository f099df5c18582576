"""Which words of a sentence report speech, who is their subject, and where their content stands.

1. every cue verb outside quotations that is used as a verb becomes a `Candidate`, with its subject;
2. what follows it (a clause, a quotation, a noun phrase ...) or what stands before it is its content;
3. a candidate inside another one's content is dropped, unless it is coordinated with that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from parley.find.able import can_speak
from parley.find.candidate import Candidate
from parley.find.candidates import candidates
from parley.find.clause_ends import FAR, is_dash
from parley.find.cues import verbs
from parley.find.ends import stands_inside, stop
from parley.language.line import MARKS, SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

NEXT = 12  # cues after one that may end its content; bounds the look ahead


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its content ranges, as token positions of one sentence."""

    candidate: Candidate
    content: tuple[Range, ...]
    rule: str
    relay: Range | None = None


def attributions(line: Line) -> list[Attribution]:
    """The attributions of one sentence in order of their cues."""
    found = candidates(line)
    if not found:
        return []
    return [a for a in _contents(line, found) if any(_has_word(line, part) for part in a.content)]


def _has_word(line: Line, part: Range) -> bool:
    return any(text[0].isalnum() for text in line.texts[slice(*part)])


def _contents(line: Line, found: list[Candidate]) -> list[Attribution]:
    out: list[Attribution] = []
    floor = 0  # content before a cue begins here at the earliest
    inside = 0  # end of the content taken so far
    outer = 0  # content that holds other reports begins here at the earliest
    for n, c in enumerate(found):
        if c.before is not None and line.bracket_at(c.group[0]) > 0 and _prefers_before(line, c):
            out += _in_brackets(line, c)
            continue
        if _names_inside(line, out, c):
            out.pop()
            floor = inside = outer
        aside = _aside(line, out, c) if c.begin < inside else None
        if aside:
            out.append(aside)
            continue
        if _encloses(line, out, c) and c.before is not None:
            if out[-1].candidate.cue.act == "agree":
                out.pop()  # a deal that T tells of is T's words; nobody else is told to have said it
            end = _without_marks(line, outer, c.before)
            out.append(Attribution(c, ((outer, end),), "before"))
            floor = inside = outer = max(c.after, end)
            continue
        if c.group[0] < inside:
            if c.follow and _told_inside(line, c):
                limit = min(inside, c.follow.start + FAR)
                end = stop(line, c.follow.start, c, _after(found, n), c.follow.frame, limit)
                out += [
                    Attribution(c, (part,), c.follow.frame, _teller(out))
                    for part in _clauses(line, c.follow.start, end, "")
                ]
            continue
        if c.before is not None and _prefers_before(line, c):
            parts = _parts_before(line, floor, c, _after(found, n))
            whole = c.after >= len(line) - 1  # ``In Velm in May, S said.``
            if parts and (whole or len(parts) > 1 or not _is_fragment(line, parts[0], "before")):
                out.append(Attribution(c, tuple(parts), "before"))
                floor = inside = outer = max(c.after, parts[-1][1])
            elif _passes_on(line, out, c):
                out[-1] = replace(out[-1], relay=c.source)
        elif c.follow and c.follow.start < len(line):
            c = _behind_adjunct(line, c)
            assert c.follow
            end = stop(line, c.follow.start, c, _after(found, n), c.follow.frame)
            parts = _clauses(line, c.follow.start, end, c.follow.frame)
            if len(parts) == 1 and _is_fragment(line, parts[0], c.follow.frame):
                parts = _quoted_behind(line, parts[0], c, _after(found, n))
            for part in parts:
                if c.follow.frame == "zero-that" and _is_a_text(line, part):
                    continue  # ``wrote | a letter to T | saying C``
                lead = (c.follow.lead,) if c.follow.lead else _fronted_quote(line, floor, c)
                out.append(Attribution(c, (*lead, part), c.follow.frame))
                floor = inside = end
            more = end + 2 if c.follow.frame == "np" and _says_besides(line, end, c) else len(line)
            if parts and more < len(line):
                end = stop(line, more, c, _after(found, n), "that")
                out += [Attribution(c, (part,), "that") for part in _clauses(line, more, end, "that")]
                floor = inside = end
    return out


def _aside(line: Line, out: list[Attribution], c: Candidate) -> Attribution | None:
    """Of whom a report inside another one is, told in its midst: ``O said that S, | according to T, | was paid``."""
    start, end = out[-1].content[-1] if out else (0, 0)
    if not start < c.begin < end or not stands_inside(line, start, c):
        return None
    parts = (start, _without_marks(line, start, c.begin)), (c.after + 1, end)
    return Attribution(c, parts, "before", out[-1].candidate.source)


def _says_besides(line: Line, end: int, c: Candidate) -> bool:
    """Whether a clause stands beside what a cue says: ``noted the profits | and that | the toll is high``."""
    joined = line.words[end : end + 2] == ["and", "that"] and bool(c.cue.frames & {"clause", "that"})
    return joined and line.clause_at(end + 2) and not line.is_time(end + 2)


def _in_brackets(line: Line, c: Candidate) -> list[Attribution]:
    """What is reported inside brackets, which is no other cue's: ``(to a tenth, T said)`` is nothing."""
    assert c.before is not None
    end = _without_marks(line, 0, c.before)
    part = line.bracket_at(c.group[0]) + 1, end
    is_told = part[0] < end and line.has_verb(*part) and not _is_fragment(line, part, "before")
    return [Attribution(c, (part,), "before")] if is_told else []


_ASKING = frozenset({"why", "how", "when", "where"})


def _is_fragment(line: Line, part: Range, frame: str) -> bool:
    """Whether words are no clause that could be said: a time, ``in May``, ``may explain why S``."""
    start, end = part
    if (
        frame not in ("that", "zero-that", "question", "before")
        or line.quoted[start] >= 0
        or line.quoted[end - 1] >= 0
    ):
        return False
    verb = any(tag in FINITE or tag in ("VB", "VBG") for tag in line.tags[start:end])
    timed = all(line.is_time(k) or line.tags[k] in ("IN", "CD", "DT") for k in range(start, end))
    phrase = line.tags[start] in ("IN", "TO") and line.words[start] not in SUBORDINATORS and not verb
    asks = max((k for k in range(start, end) if line.words[k] in _ASKING), default=end)
    open_ = asks + 1 < end and not any(tag in FINITE or tag in ("VB", "TO") for tag in line.tags[asks:end])
    return timed or phrase or (open_ and frame in ("before", "question"))


def _behind_adjunct(line: Line, c: Candidate) -> Candidate:
    """A cue whose content begins behind when or where it was said: ``said | during a visit to T that C``."""
    assert c.follow
    start, frame = c.follow.start, c.follow.frame
    if frame != "zero-that" or line.tags[start] != "IN" or line.words[start] in SUBORDINATORS:
        return c
    for k in range(start + 1, min(len(line) - 1, start + NEXT)):
        if line.words[k] == "that" and line.tags[k] == "IN":
            return c._replace(follow=replace(c.follow, start=k + 1, frame="that"))
        if line.tags[k] in FINITE or line.words[k] in MARKS or line.quoted[k] >= 0:
            return c
    return c


def _quoted_behind(line: Line, part: Range, c: Candidate, later: Iterable[Candidate]) -> list[Range]:
    """The quotation behind a time that stood where content could: ``as S noted in 2011, | “C”``."""
    at = part[1] + 1
    if line.words[part[1] : at] != [","] or at >= len(line) or not line.is_open_quote(at):
        return []
    return [(at, stop(line, at, c, later, "quote"))]


def _is_a_text(line: Line, part: Range) -> bool:
    """Whether words only name the text in which a participle behind them says something: ``wrote | a letter to T``."""
    start, end = part
    verb = any(line.tags[k] in FINITE or line.quoted[k] >= 0 for k in range(start, end))
    if verb or line.tags[end : end + 1] != ["VBG"] or line.tags[start] != "DT":
        return False
    return any(word in words("documents") for word in line.words[start : start + 3])


def _passes_on(line: Line, out: list[Attribution], c: Candidate) -> bool:
    """Whether `c` says who passes on the report before it: ``C, S said, O reported``, ``S said it was "C," O said``."""
    if not out or c.source is None or c.relation not in ("subject", "inverted"):
        return False
    last = out[-1]
    apart = last.rule == "before" and not line.has_verb(last.candidate.group[1], c.begin)
    return (
        (apart or _closes_behind(line, last, c))
        and can_speak(line, c.source)
        and last.candidate.group[1] <= c.begin
    )


def _closes_behind(line: Line, last: Attribution, c: Candidate) -> bool:
    """Whether another's cue closes the sentence right behind the last content: ``S said it was "C," | O said``."""
    another = c.source is not None and line.tags[c.source[0]] != "PRP" and last.rule != "before"
    closes = c.follow is None and (c.after >= len(line) or line.tags[c.after] == ".")
    return another and closes and last.content[-1][1] == c.before


def _fronted_quote(line: Line, floor: int, c: Candidate) -> tuple[Range, ...]:
    """Quoted words before the subject that belong to what follows: ``"Out of respect" for T, S said C.``"""
    if (
        c.relation != "subject"
        or c.begin < 2
        or line.words[c.begin - 1] != ","
        or line.quoted[c.begin - 1] >= 0
    ):
        return ()
    start = floor
    while start < c.begin and (line.tags[start] == "CC" or line.words[start] in MARKS):
        start += 1
    end = c.begin - 1
    if start >= end or not line.is_open_quote(start) or line.has_verb(start, end):
        return ()
    return ((start, end),)


def _without_marks(line: Line, start: int, end: int) -> int:
    """The end of a range without the marks that close it, those of quotations kept, and an "and" behind a dash."""
    while (
        line.quoted[end - 1] < 0
        and end > start + 1
        and (line.words[end - 1] in MARKS or line.tags[end - 1] in ("CC", ":"))
    ):
        end -= 1
    return end


def _clauses(line: Line, start: int, stop: int, frame: str) -> list[Range]:
    """Coordinated that-clauses one by one: ``said that A and that B`` reports two things."""
    out: list[Range] = []
    if frame in ("that", "zero-that"):
        for j in range(start + 2, stop - 3):
            points = line.tags[j + 2] == "MD" or line.words[j + 2] in words(
                "be"
            )  # ``said A, but | that will B``
            if line.words[j : j + 2] in _AND_THAT and not points and line.quoted[j] < 0:
                end = j - 1 if line.words[j - 1] in MARKS else j
                if end > start:
                    out.append((start, end))
                    start = j + 2
    return [*out, (start, stop)] if stop > start else out


def _after(found: list[Candidate], n: int) -> list[Candidate]:
    return found[n + 1 : n + 1 + NEXT]


def _encloses(line: Line, out: list[Attribution], c: Candidate) -> bool:
    """Whether the content before `c` holds the report before it: ``S agreed to C, said T.``

    Both stand: what T said, and what S did by T's account.
    """
    last = out[-1] if out else None
    return (
        last is not None
        and c.before is not None
        and c.follow is None
        and c.before > last.candidate.group[0]
        and (last.rule not in ("before", "quote", "colon") or _goes_past_quote(line, last))
        and line.quoted[c.before - 1] < 0
        and (c.after >= len(line) or line.tags[c.after] in (".", ","))
    )


def _goes_past_quote(line: Line, last: Attribution) -> bool:
    """Whether content that begins with a quotation goes on behind it: ``agreed "in principle" to C``."""
    return last.rule == "quote" and line.quoted[last.content[-1][1] - 1] < 0


def _teller(out: list[Attribution]) -> Range | None:
    """Who passes on a report inside another one: ``S said T had accused her of C``; not who disputes or defends it."""
    last = out[-1].candidate if out else None
    reacts = last is not None and (last.cue.act in _REACTING or last.cue.lemma == "defend")
    return None if last is None or reacts else last.source


def _told_inside(line: Line, c: Candidate) -> bool:
    """Whether a report inside another one is told of somebody else by name: ``S said T had accused her of C``."""
    plain = c.cue.act in _PLAIN_ACTS and c.relation == "subject"
    if c.source is None or c.relation not in ("subject", "possessive") or plain:
        return False
    return any(line.tags[i] == "NNP" or line.is_possessive(i) for i in range(*c.source))


_REACTING = frozenset({"deny", "reject", "criticise", "praise", "accuse"})
_PLAIN_ACTS = frozenset({"say", "ask", "agree", "confirm", "praise"})


def _names_inside(line: Line, out: list[Attribution], c: Candidate) -> bool:
    """Whether a noun cue stands inside the content before `c`: ``S's remarks on the port were "C", T said.``"""
    last = out[-1] if out else None
    if last is None or c.before is None or not last.rule.startswith("noun-"):
        return False
    end = last.content[-1][1]
    return end < c.before and line.words[end] not in MARKS and line.tags[end] != "CC"


def _parts_before(line: Line, floor: int, c: Candidate, later: Iterable[Candidate]) -> list[Range]:
    """Content before a cue, and more of it after an aside: ``"A," S said, "B"``; ``A, S said, B``."""
    assert c.before is not None
    start = _content_start(line, floor, c.before)
    if start >= c.before:
        return []
    end = _without_marks(line, start, c.before)
    parts = [(start, end)]
    joins = all(tag == "CC" for tag in line.tags[start:end])  # ``But, | S said, | when C``
    more = c.after + 1 if c.after < len(line) and line.words[c.after] == "," else c.after
    if not line.is_open_quote(more):
        more = _interrupted(line, c, later) or more
    if line.is_open_quote(more):
        parts.append((more, stop(line, more, c, later, "quote")))
    elif c.after < more < len(line) and line.quoted[c.before - 1] >= 0:
        whole = line.has_verb(start, end)
        if line.tags[more] in FINITE or line.tags[more] == "TO" or (not whole and line.clause_at(more)):
            parts.append((more, stop(line, more, c, later, "clause")))  # ``"The port," S said, is closed``
    elif c.after < more < len(line):
        more = _past_apposition(line, c, more)
        if more < len(line) and (
            _continues(line, start, end, more) or (joins and line.has_verb(more, len(line)))
        ):
            parts.append((more, stop(line, more, c, later, "clause")))
    parts = [part for part in parts if part[1] > part[0]]
    return [] if joins and len(parts) == 1 else parts


def _interrupted(line: Line, c: Candidate, later: Iterable[Candidate]) -> int | None:
    """Where a quotation goes on that the words on its speaker interrupt: ``"A," said S, an envoy, "is B"``."""
    assert c.before is not None
    if line.quoted[c.before - 1] < 0 or c.before < 2 or line.words[c.before - 2] != ",":
        return None
    first = min((other.begin for other in later), default=len(line))
    for j in range(c.after, min(first, len(line), c.after + 40)):
        if line.is_open_quote(j):
            goes_on = line.words[j - 1] == "," and j + 1 < len(line) and line.tokens[j + 1].text[:1].islower()
            return j if goes_on else None
    return None


def _past_apposition(line: Line, c: Candidate, more: int) -> int:
    """Where a clause may go on behind an apposition to an inverted subject: ``A, said S, an envoy, | B``."""
    if c.relation != "inverted" or line.tags[more] not in ("DT", "JJ", "NN", "NNS", "NNP", "WH", "CD", "RB"):
        return more
    for j in range(more, min(len(line) - 1, more + 25)):
        if line.words[j] == "," and line.clause_at(j + 1):
            return j + 1
    return len(line)


def _continues(line: Line, start: int, end: int, more: int) -> bool:
    """Whether content ``start:end`` goes on at `more`, after subject, cue and a comma: ``A, S said, B``."""
    tag, word = line.tags[more], line.words[more]
    if line.tags[end - 1] == "VBN" and line.words[end - 2] in ("has", "have", "had"):
        return tag in ("DT", "CD", "NN", "NNS", "NNP", "IN")  # ``has seen, | by S, | the worst of it``
    if word in ("but", "and") and line.is_open_quote(more + 1):
        return True
    if tag == "TO":
        return line.tags[more + 1 : more + 2] == ["VB"] and line.tags[more + 2 : more + 3] != ["."]
    if word in _TIMES:
        return line.has_verb(more, len(line)) or "VBG" in line.tags[more : more + 3]
    if tag in FINITE or tag == "VB" or word in _GOES_ON:
        return True
    if (
        tag == "RB"
        and word not in _NEXT
        and line.tags[more + 1 : more + 2] != []
        and line.tags[more + 1] in (*FINITE, "VB")
    ):
        return True
    opened = line.words[start] in SUBORDINATORS or line.tags[start] in ("IN", "VBG", "VBN", "TO")
    opened = opened and not any(
        line.words[j] == "," and line.subject_and_verb_at(j + 1)
        for j in range(start + 1, min(end - 2, start + FAR))
    )  # ``Since May | the port has been shut, S said``
    whole = end - start > 3 and any(t in FINITE for t in line.tags[start:end]) and not opened
    if tag == "VBN":
        return not whole  # ``A, S said, put forward B``
    return not whole and tag not in ("WH", "VBG", "CC") and line.has_verb(more, len(line))


_AND_THAT = (["and", "that"], ["but", "that"])
# what begins a clause or phrase that goes on behind the speaker
_GOES_ON = frozenset({
    "because", "unless", "until", "so", "rather", "despite", "even", "while", "by", "though", "although", "if",
})  # fmt: skip
_NEXT = frozenset({"then", "later", "soon", "afterwards"})  # of what somebody did besides
_TIMES = frozenset(
    {"before", "after"}
)  # with a noun they tell when it was said: ``S said, after a day of talks``


def _prefers_before(line: Line, c: Candidate) -> bool:
    """Whether content before the cue wins over content after it."""
    if c.follow is None:
        return True
    assert c.before is not None
    if c.relation in ("relative", "shared"):
        return False
    closing = line.quoted[c.before - 1] >= 0
    inner = line.tokens[min(c.follow.start + 1, len(line) - 1)].text
    if (
        not closing
        and c.follow.frame == "quote"
        and inner[:1].islower()
        and line.words[c.follow.start - 1] == ","
    ):
        return True  # ``A, S said, "b"``
    if closing and c.follow.frame == "that" and line.words[c.follow.start - 2] == ",":
        return True  # ``because of the "weather," S said, that ...``
    return (
        closing
        and c.follow.frame in ("zero-that", "question", "np", "quote")
        and line.words[c.follow.start - 1] != ":"
    )


def _content_start(line: Line, floor: int, before: int) -> int:
    """Where content that ends at `before` begins: the sentence, or a quotation that a colon opens."""
    start = floor
    while start < before and (
        line.words[start] in MARKS
        or (line.tags[start] == "CC" and start == floor > 0)
        or (line.words[start] == "(" and not start)
    ):
        start += 1
        if (
            line.words[start - 1] == "("
        ):  # of the whole sentence, or of an agency or a picture: ``(AP) The port``
            start = next((k + 1 for k in range(start, before) if line.words[k] == ")"), start)
    if (
        line.tags[start] == "VBG"
        and line.words[start] in verbs()
        and line.words[start + 1 : start + 2] == ["that"]
    ):
        start += 2  # ``said A, adding that | B, according to S``
    if line.quoted[before - 1] >= 0:
        k = before - 1
        while k > start and line.quoted[k - 1] == line.quoted[before - 1]:
            k -= 1
        dashes = sum(is_dash(line, j) for j in range(max(start + 1, k - FAR), k))
        own = dashes == 1 and line.has_verb(k, before)
        if k > start and (line.words[k - 1] in (":", ".") or (is_dash(line, k - 1) and own)):
            return k
    return start
