"""Who is the subject of a verb that reports: before it, behind it, around an aside, or shared with another verb.

Positions are token positions of one sentence. Every look back is bounded, so that reading stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.find.able import can_speak, can_tell
from parley.find.antecedents import RELATIVES, Subject, around, head, relative, whole
from parley.find.cues import verbs
from parley.find.sharing import shared
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line, Range
from parley.language.tags import FINITE
from parley.vocab import words

_NO_SUBJECTS = frozenset({"a", "an", "the", "its", "their", "his", "my", "our", "your"})
_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})  # subjects and nothing else
_TIMES = words("time_units") | {"time", "moment"}
_MONTHS = frozenset(month[:3] for month in words("months"))
_INDEFINITE = frozenset({"one", "another", "a", "an", "two", "three"})


def subject(
    line: Line, first: int, v: int, earlier: Sequence[Range], *, telling: bool = True
) -> Subject | None:
    """The subject of the finite verb group that begins at `first` and whose main verb is `v`.

    `earlier`: subjects of the cues before it, which it may share; `telling`: only one who can tell something is asked
    for. None: no verb of a clause of its own.
    """
    end = line.skip_adverbs_before(first)
    p = end - 1
    behind = inverted(line, first, v, p)
    if behind and (telling or line.words[v] in verbs()):  # ``"The Lamb" | opened | fire``: not said by fire
        return Subject(behind, "inverted", first)
    if p < 0:
        return None
    word = line.words[p]
    if word in RELATIVES and (line.tags[p] == "WH" or word == "that"):
        return relative(line, p)
    if line.tags[p] == "WH":
        return None  # ``when asked whether C``
    if line.tags[p] == "PRPV":
        return Subject((p, end), "relative" if word.startswith("who") else "subject", p)
    if word in _NOMINATIVE and line.words[p - 1 : p] not in (["and"], ["or"]):
        return Subject((p, end), "subject", p)  # ``a tape of T's talks, which proves | he | was there``
    if line.tags[p] == "CC":
        return _neither(line, p) or shared(line, p, earlier)
    if listed := _before_list(line, p):
        return Subject(listed, "subject", listed[0])
    if word in MARKS and line.quoted[p] < 0:
        source = around(line, p) or _behind_quote(line, p)
        if source is not None:
            row = (source[0], p) if _is_row(line, source[1], p) else source
            return Subject(row, "subject", row[0])
        return shared(line, p, earlier) if word == "," else None
    if line.tags[p] == "VBN" and p and line.tags[p - 1] in ("NN", "NNS", "DT"):
        source = line.np_before(p)  # ``a report published on Monday said``, ``those surveyed said``
    else:
        source = line.np_before(end)
    if (
        source
        and source[0] > 1
        and line.tags[source[0] - 1] == "IN"
        and line.words[source[0] - 2] in words("auxiliaries")
    ):
        return subject(
            line, line.verb_group(source[0] - 2)[0], v, earlier
        )  # ``has in effect | ruled that out``
    if source and line.words[source[1] - 1].isdigit():
        source = _before_day(line, source[1] - 1) or source
    if source is None:
        source = _from_clause_begin(line, end)
    if source is None:
        return None
    alone = source[1] - source[0] == 1 and line.words[source[0]] in _NO_SUBJECTS
    if alone or line.words[source[1] - 1] in ("a", "an", "the"):
        return None  # ``1 % of the | estimated | ten million left``, ``its | promised | benefits``
    source = _in_place(line, source) or source
    if line.words[v].endswith("s") and _is_counted(line, source):
        return None  # ``the 11 battleground | states that ...``
    source = _behind_time(line, source)
    top = head(line, source)
    named = _named_before(line, source) or _author(line, top)
    if named:
        return Subject(named, "subject", named[0])
    if telling and top != source and not can_tell(line, top):
        return None  # ``the answer to moves in T | has confirmed``
    source = whole(line, (top[0], source[1]))
    if _holds_clause(line, source):
        return None
    if _contact(line, source) and (
        line.tags[v + 1 : v + 2] in (["VBZ"], ["VBD"], ["MD"])  # ``a demand S has said | is dead``
        or not any("clause" in cue.frames for cue, _ in verbs().get(line.words[v], ()))
    ):
        return None
    return Subject(source, "subject", source[0])


def _before_list(line: Line, p: int) -> Range | None:
    """The noun phrase before names in brackets that end at `p`: ``six states (Tavria, Oruvia and Velm), | offered``."""
    closing = p - (line.words[p] == ",")
    opening = line.bracket_at(closing - 1) if closing > 0 and line.words[closing] == ")" else -1
    inside = range(opening + 1, closing)
    if opening < 1 or not any(line.words[k] == "and" for k in inside):
        return None
    names = all(line.tags[k] == "NNP" or line.words[k] in (",", "and", "the") for k in inside)
    return line.np_before(opening) if names else None


def _is_row(line: Line, start: int, end: int) -> bool:
    """Whether nothing but names stands there that go on a list: ``Ana Weber | , Otto Lund and Mira Holt | , said``."""
    inside = range(start + 1, end)
    joined = next((k for k in inside if line.words[k] == "and"), None)
    names = joined is not None and start + 1 < joined < end - 1
    return names and all(line.tags[k] == "NNP" or line.words[k] in (",", "and") for k in inside)


def _holds_clause(line: Line, source: Range) -> bool:
    """Whether words are more than a subject: they have a verb that no relative pronoun or other clause begins."""
    verb = next((k for k in range(*source) if _is_verb(line, k)), None)
    return verb is not None and not any(
        line.tags[k] == "WH" or line.words[k] in SUBORDINATORS for k in range(source[0], verb)
    )


def _is_verb(line: Line, k: int) -> bool:
    """Whether a finite verb stands at `k`, and no participle: ``officials | briefed on the talks``."""
    if line.tags[k] != "VBD":
        return line.tags[k] in ("VBZ", "MD")  # of a VBP many are none: ``people | close to S``
    after = line.tags[k + 1 : k + 2]
    return after in (["DT"], ["NN"], ["NNS"], ["PRP"], ["JJ"]) and not line.is_time(k + 1)


def _before_day(line: Line, day: int) -> Range | None:
    """The noun phrase before the day that seems to be the subject of a verb: ``| the council | on Oct. 11 said``."""
    k, months = day, _MONTHS
    while k > 0 and (
        line.is_time(k - 1)
        or line.words[k - 1][:3] in months
        or line.words[k - 1] in (".", "on", "and")
        or line.words[k - 1].isdigit()
    ):
        k -= 1
    if k == day or k < 1:
        return None
    published = line.tags[k - 1] in ("VBN", "VBD") and k > 1 and line.tags[k - 2] in NOUNS
    return line.np_before(k - 1 if published else k)


def _behind_time(line: Line, source: Range) -> Range:
    """A subject without the time that a clause without "that" hangs on: ``on the day | S | announced it``."""
    start = next(
        (
            k + 1
            for k in range(source[0], source[1] - 1)
            if line.words[k] in _TIMES and line.tags[k + 1] in ("NNP", "PRP")
        ),
        source[0],
    )
    return start, source[1]


def _named_before(line: Line, source: Range) -> Range | None:
    """The name before an apposition that no comma closes, behind a quotation: ``“C,” | S, | an envoy for T told``."""
    s = source[0]
    if s < 3 or line.words[s - 1] != "," or line.words[s] not in ("a", "an"):
        return None
    name = line.np_before(s - 1)
    opens = name is not None and name[0] > 0 and line.quoted[name[0] - 1] >= 0
    return name if name and opens and all(tag == "NNP" for tag in line.tags[slice(*name)]) else None


def _is_counted(line: Line, source: Range) -> bool:
    """Whether a phrase counts several of what stands behind it: ``the 11 battleground | states``."""
    start, end = source
    number = start + (line.tags[start] == "DT")
    several = number < end - 1 and line.tags[number] == "CD" and line.words[number] not in ("one", "1")
    return several and all(line.tags[k] in ("JJ", "NN") for k in range(number + 1, end))


def _in_place(line: Line, source: Range) -> Range | None:
    """The subject before a place and what it lies in: ``| The mayor | in Velm, Morvania said``."""
    s, end = source
    if s < 3 or line.words[s - 1] != "," or any(tag != "NNP" for tag in line.tags[s:end]):
        return None
    k = s - 2
    while k > 0 and line.tags[k] == "NNP":
        k -= 1
    if k == s - 2 or line.words[k] not in ("in", "near", "at"):
        return None
    found = line.np_before(k)
    opens = found is not None and (found[0] == 0 or line.words[found[0] - 1] in (*MARKS, "("))
    return found if found and opens and can_speak(line, found) else None


def _author(line: Line, source: Range) -> Range | None:
    """The name before the text that seems to be a subject: ``| Ana Weber, head of T, | in a statement on C said``."""
    s = source[0]
    if s < 3 or line.words[s - 1] != "in" or line.words[s - 2] != "," or line.words[s] not in ("a", "an"):
        return None
    if not any(word.removesuffix("s") in words("documents") for word in line.words[slice(*source)]):
        return None
    name = around(line, s - 2) or line.np_before(s - 2)
    return name if name and can_speak(line, name) and not line.is_time(name[1] - 1) else None


def _contact(line: Line, source: Range) -> bool:
    """Whether a noun before a name is the object of the verb behind both: ``a demand S has rejected``."""
    k = next((k for k in range(source[0] + 1, source[1]) if line.tags[k] == "NNP"), None)
    if k is None or line.words[source[0]] not in ("a", "an", "the"):
        return False
    noun = line.tags[k - 1] == "NN" and line.tokens[k - 1].text.islower()
    return noun and all(t == "NNP" for t in line.tags[k : source[1]]) and not can_speak(line, (source[0], k))


def _neither(line: Line, nor: int) -> Subject | None:
    """The subject before "neither": ``S neither confirmed nor | denied``."""
    near = range(nor - 1, max(-1, nor - 1 - REACH), -1) if line.words[nor] == "nor" else ()
    first = next((k for k in near if line.words[k] == "neither"), None)
    if first is None:
        return None
    source = line.np_before(line.skip_adverbs_before(first))
    return Subject(source, "subject", source[0]) if source else None


def _behind_quote(line: Line, p: int) -> Range | None:
    """The noun phrase between a quotation and a comma that should not be there: ``"C," S of T, wrote``."""
    source = line.np_before(p)
    return source if source and source[0] and line.quoted[source[0] - 1] >= 0 else None


def _from_clause_begin(line: Line, end: int) -> Range | None:
    """All words from the begin of the clause, where no verb stands among them: ``Everyone but Weber said``."""
    start = end
    while start and end - start < 12 and line.quoted[start - 1] < 0:
        before = line.words[start - 1]
        if before in MARKS or before in SUBORDINATORS or line.tags[start - 1] in (":", "CC", "WH"):
            break
        start -= 1
    inner = line.tags[start:end]
    if not inner or end - start >= 12 or any(t in FINITE or t in ("VB", "VBG", "WH") for t in inner):
        return None
    if inner[0] in ("IN", "TO", "RB", "CC", ",", ".") or not any(
        t in NOUNS or t in ("DT", "JJ") for t in inner
    ):
        return None
    return start, end


def inverted(line: Line, first: int, v: int, p: int) -> Range | None:
    """The subject that follows a verb: ``"C," said S``; after a comma only where no aside ends there."""
    if first != v or not (line.tags[v] in ("VBD", "VBZ") or _of_several(line, v)):
        return None
    if p >= 0 and line.quoted[p] < 0 and line.words[p] not in (",", "—", "–", "--"):
        return None
    if p >= 0 and line.words[v] not in verbs():
        return None  # ``had shelled T, | neglected S, made peace``
    asking = line.words[v] in ("asked", "asks") and p > 0 and "?" in line.words[p - 1 : p + 1]
    if not asking and any("hearer" in cue.frames for cue, _ in verbs().get(line.words[v], ())):
        return None
    quoted = p >= 0 and (line.quoted[p] >= 0 or (p > 0 and line.quoted[p - 1] >= 0))
    behind = line.np_after(v + 1)
    if behind is None or (behind[1] < len(line.words) and line.tags[behind[1]] in FINITE):
        return None
    if p < 0:  # ``Said Ana Weber, who ..., "C"``
        return behind if any(q >= 0 for q in line.quoted[behind[1] :]) else None
    if quoted:
        return behind
    if line.is_time(v + 1) or around(line, p):
        return None
    return behind if _ends_there(line, behind[1]) or _ends_behind(line, v + 1, behind[1]) else None


def _of_several(line: Line, v: int) -> bool:
    """Whether a verb in the present goes with several behind it: ``"C," | say officials``."""
    behind = line.np_after(v + 1) if line.tags[v] in ("VB", "VBP") else None
    if (
        behind is None
        or v < 2
        or "any" not in {f for cue, _ in verbs().get(line.words[v], ()) for f in cue.frames}
    ):
        return False
    before = line.words[v - 1]
    closes = line.quoted[v - 1] >= 0 or (before == "," and line.tags[v - 2] not in ("NNP", "PRP", "MD", "TO"))
    return closes and ("NNS" in line.tags[slice(*behind)] or "and" in line.words[slice(*behind)])


def _ends_there(line: Line, i: int) -> bool:
    """Whether a sentence ends at `i`, or an aside about the noun phrase before it begins."""
    return (
        i >= len(line.words)
        or line.words[i] in (",", ".", ":", "—", "–", "--", "-", "(")
        or line.tags[i] == "WH"
    )


def _ends_behind(line: Line, begin: int, i: int) -> bool:
    """Whether a described person's phrase ends the sentence: ``said | one person working with the group, who``."""
    if line.words[begin] not in _INDEFINITE or i >= len(line) or line.tags[i] not in ("VBG", "VBN", "IN"):
        return False
    stop = next((k for k in range(i, min(len(line), i + REACH)) if line.words[k] in (",", ".")), None)
    if stop is None or any(tag in FINITE for tag in line.tags[i:stop]):
        return False
    return line.words[stop] == "." or line.tags[stop + 1 : stop + 2] == ["WH"]
