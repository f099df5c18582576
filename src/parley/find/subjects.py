"""Who is the subject of a verb that reports: before it, behind it, around an aside, or shared with another verb.

Positions are token positions of one sentence. Every look back is bounded, so that reading stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parley.find.able import can_speak, can_tell
from parley.find.cues import nouns, verbs
from parley.language.line import MARKS, NOUNS, REACH, SUBORDINATORS, Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

FAR = 60  # tokens that an aside, or the way back to a shared subject, may span
_PREPOSITIONS = frozenset({"in", "on", "at", "by", "to", "of", "for", "from", "with", "against", "across"})
_NAMING = frozenset(
    {"from", "of", "about", "against", "beyond", "when"}
)  # before a gerund that nobody says to do
_WISHING = frozenset({"interested", "interest"})
_BESIDE = frozenset({"though", "although", "because", "while", "whereas"})  # before a clause that goes beside
_CHAIN = 6  # phrases that stand one inside the other
_SPOKEN_OF = frozenset({"to", "about", "over", "against", "of"})
_RELATIVES = frozenset({"who", "which", "that"})


class Subject(NamedTuple):
    """A subject, how it was found, and where its clause begins.

    `relation` is one of subject, inverted, relative, shared, fronted, controlled. A relative pronoun that is the
    subject has the noun phrase that it stands for as its `antecedent`. `source` None: it is not to be seen.
    """

    source: Range | None
    relation: str
    begin: int
    antecedent: Range | None = None


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
    if behind:
        return Subject(behind, "inverted", first)
    if p < 0:
        return None
    word = line.words[p]
    if word in _RELATIVES and (line.tags[p] == "WH" or word == "that"):
        return _relative(line, p)
    if line.tags[p] == "WH":
        return None  # ``when asked whether C``
    if line.tags[p] == "PRPV":
        return Subject((p, end), "relative" if word.startswith("who") else "subject", p)
    if line.tags[p] == "CC":
        return _neither(line, p) or shared(line, p, earlier)
    if word in MARKS and line.quoted[p] < 0:
        source = around(line, p) or _behind_quote(line, p)
        if source is not None:
            return Subject(source, "subject", source[0])
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
    if source is None:
        source = _from_clause_begin(line, end)
    if source is None:
        return None
    if line.words[slice(*source)] in (["a"], ["an"], ["the"]):
        return None  # ``an | estimated | ten million left``
    head = _head(line, source)
    if telling and head != source and not can_tell(line, head):
        return None  # ``the answer to moves in T | has confirmed``
    source = _whole(line, (head[0], source[1]))
    if _contact(line, source) and not any(
        "clause" in cue.frames for cue, _ in verbs().get(line.words[v], ())
    ):
        return None
    return Subject(source, "subject", source[0])


def _whole(line: Line, source: Range) -> Range:
    """A subject with what belongs to it: ``one of | them``, ``Tavria, | Morvania and Ostrel``; without "both"."""
    start, end = source
    if line.words[start] == "both" and "and" in line.words[start:end]:
        start += 1
    if line.words[start] == "the" and line.words[start + 2 : start + 3] == ["time"] and start + 3 < end:
        start += 3  # ``the first time | officials said so``
    if (
        start > 1
        and line.words[start - 1] == "of"
        and (line.tags[start - 2] == "CD" or line.words[start - 2] in words("quantifiers"))
    ):
        start -= 2
    if "and" in line.words[start:end]:
        s = start
        while s > 1 and line.words[s - 1] == "," and start - s < FAR:
            member = line.np_before(s - 1)
            if member is None or not can_speak(line, member):
                break
            s = member[0]
        if s == 0:
            start = 0  # elsewhere the first of the members may belong to what stands before
    return start, end


def _head(line: Line, source: Range) -> Range:
    """The phrase that heads a subject of which `source` may be but the end: ``an aide`` of ``an aide who met | T``."""
    found, outer = source, _around_phrase(line, source[0])
    for _ in range(_CHAIN):
        if outer is None or _is_published(line, outer, found[0]):
            break
        found, outer = outer, _around_phrase(line, outer[0])
    return found


def _is_published(line: Line, thing: Range, by: int) -> bool:
    """Whether a text or plan is told to be somebody's, who speaks by it: ``a statement released by | T | said``."""
    if line.words[by - 1] != "by" or not words("reading").isdisjoint(line.words[thing[1] : by]):
        return False
    head = line.words[thing[1] - 1]
    return head in nouns() or head.removesuffix("s") in words("documents") | words("plans")


def _around_phrase(line: Line, start: int) -> Range | None:
    """The noun phrase to which a preposition or a verb before `start` ties what begins there."""
    k = start - 1
    if k < 1 or line.quoted[k] >= 0:
        return None
    if line.words[k] in _PREPOSITIONS:
        k -= 1
        if line.tags[k] in NOUNS and not line.is_time(k):
            return line.np_before(k + 1)
        k -= line.tags[k] == "RB"
    if line.words[k - 1] == "to" and line.tags[k] == "VB" and k > 1 and line.tags[k - 2] in NOUNS:
        own = line.np_before(k - 1)  # ``critics of Weber's reticence to act in | T``
        return own if own and not (own[0] and line.tags[own[0] - 1] in VERBS) else None
    if line.tags[k] not in ("VBN", "VBD", "VBG"):
        return None
    first = line.verb_group(k)[0]
    before = first - 1
    if before > 0 and (line.tags[before] == "WH" or line.words[before] in _RELATIVES):
        return line.np_before(before)  # ``officials who met | T``
    modifies = first == k and (line.tags[k] in ("VBN", "VBG") or line.words[start - 1] == "by")
    return line.np_before(first) if before > 0 and modifies and line.tags[before] in NOUNS else None


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


def _relative(line: Line, p: int) -> Subject | None:
    """A relative pronoun at `p` and the noun phrase it stands for."""
    q = p - 1 if p and line.words[p - 1] in MARKS else p
    antecedent = line.np_before(q)
    if antecedent and line.words[p + 1 : p + 2] in (["is"], ["was"], ["has"]):  # ``A and B, who | is here``
        last = max((k for k in range(*antecedent) if line.words[k] == "and"), default=-1)
        antecedent = (last + 1, antecedent[1]) if last >= 0 else antecedent
    if antecedent is None and q and line.words[q - 1] == ")":
        antecedent = around(line, q - 1)
    if antecedent and line.words[p] != "who":
        outer = _around_phrase(line, antecedent[0])  # ``a text at | the council, which calls for C``
        head = line.words[outer[1] - 1] if outer else ""
        if outer and head.removesuffix("s") in words("documents") | words("plans"):
            antecedent = outer[0], antecedent[1]
    beside = antecedent and antecedent[0] and line.words[antecedent[0] - 1] == ","
    if antecedent and q < p and line.tags[antecedent[0]] == "DT" and line.words[q] == "," and beside:
        named = around(line, q)  # ``Ana Weber, a banker, | who said``
        antecedent = named if named and line.tags[named[1] - 1] == "NNP" else antecedent
    return Subject((p, p + 1), "relative", p, antecedent) if antecedent else None


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
    if first != v or line.tags[v] not in ("VBD", "VBZ"):
        return None
    if p >= 0 and line.quoted[p] < 0 and line.words[p] not in (",", "—", "–", "--"):
        return None
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
    if line.is_time(v + 1) or around(line, p) or not _ends_there(line, behind[1]):
        return None
    return behind


def _ends_there(line: Line, i: int) -> bool:
    """Whether a sentence ends at `i`, or an aside about the noun phrase before it begins."""
    return (
        i >= len(line.words)
        or line.words[i] in (",", ".", ":", "—", "–", "--", "-", "(")
        or line.tags[i] == "WH"
    )


def around(line: Line, p: int) -> Range | None:
    """The noun phrase before the aside that the mark at `p` closes: ``S, a spokesman for X, said``.

    Of several marks that may open the aside the farthest counts: ``S, a banker, who left Ostrel, said``.
    """
    closing = line.words[p]
    mark = "(" if closing == ")" else closing
    found: Range | None = None
    for k in range(p - 1, max(-1, p - FAR), -1):
        if line.quoted[k] >= 0 and not _is_name_quoted(line, k):
            break
        if line.words[k] in (";", ":", "!", "?"):
            break
        if line.words[k] != mark or k + 1 == p or not _holds_aside(line, k + 1, p):
            continue
        source = _before_aside(line, k)
        if source and line.is_time(source[1] - 1) and k + 1 < p and found is not None:
            continue  # ``Last week, | the site, a daily, | said``
        if source and _may_begin(line, source[0]):
            found = source
        if closing == ")":
            break
    return found


def _is_name_quoted(line: Line, k: int) -> bool:
    """Whether the quotation at `k` is a few words inside an aside, such as a title or a nickname."""
    start = k
    while start and line.quoted[start - 1] == line.quoted[k]:
        start -= 1
    return line.quote_end(k) - start < 10


def _before_aside(line: Line, k: int) -> Range | None:
    """The noun phrase that ends before `k`, brackets passed over: ``Rep. Weber (Lower Ostrel),``."""
    if k and line.words[k - 1] == ")":
        for j in range(k - 2, max(-1, k - 12), -1):
            if line.words[j] == "(":
                return line.np_before(j)
        return None
    if k > 2 and line.tags[k - 1] == "CD" and line.words[k - 2] == ",":
        return line.np_before(k - 2) or line.np_before(k)  # ``Lev Marek, 49, a veteran, said``
    return line.np_before(k)


def _may_begin(line: Line, s: int) -> bool:
    """Whether a clause's subject may begin at `s`: no preposition or verb goes before it."""
    if s == 0 or line.quoted[s - 1] >= 0:
        return True
    if any("any" in cue.frames for cue, _ in verbs().get(line.words[s - 1], ())):
        return True  # ``said his widow, Ana Weber, had told``
    tag, word = line.tags[s - 1], line.words[s - 1]
    if word in SUBORDINATORS and (
        tag != "IN" or word not in ("as", "since", "after", "before", "until", "than")
    ):
        return True
    return tag in (",", ":", "CC", "(", ")", '"', "WH", "RB") or word in MARKS


def _holds_aside(line: Line, start: int, end: int) -> bool:
    """Whether an aside stands at ``start:end``: a relative clause, or words without a main verb."""
    if line.tags[start] == "WH":
        return True
    if line.words[start] == "asked":
        return True  # ``S, asked whether C, said``
    if line.tags[start] in FINITE or line.tags[start] in ("CC", "PRP", "PRPV"):
        return False
    below = line.words[start] in SUBORDINATORS and line.words[start] != "that"
    phrase = (
        line.tags[start] == "IN" and not below
    )  # ``S, | in an interview with O published on Monday, | said``
    for j in range(start + 1, end):
        tag = line.tags[j]
        if tag == "WH" or line.words[j] in SUBORDINATORS:
            below = True
        elif tag in FINITE and not below:
            before = line.tags[j - 1]
            if tag in ("MD", "VBZ") or (
                (before in NOUNS or before == "RB") and not (phrase and tag == "VBD")
            ):
                return False
    return True


def shared(line: Line, first: int, earlier: Sequence[Range]) -> Subject:
    """The subject of the verb that a coordinated or participial cue goes with."""
    if line.tags[first] == "VBG" and all(line.tags[k] in ("CC", "RB") for k in range(first)):
        return _fronted(line, first)
    before = first - 1 if first and line.words[first - 1] in (",", "and", "but") else first
    if line.tags[first] == "CC":
        before = first
    own = line.np_before(first) if line.tags[first] == "VBG" else None
    if own and own[0] and line.words[own[0] - 1] == "with" and can_speak(line, own):
        return Subject(own, "shared", own[0])  # ``with S saying C``
    if _is_only_named(line, first) or _of_a_text(line, first):
        return Subject(None, "shared", before)
    relative = _row_of_relative(line, first)
    if relative:
        return relative
    told = begun_report(line, first) or _whose_words(line, first) or _antecedent(line, first, before)
    if told:
        return Subject(told, "shared", before)
    below = _of_clause_below(line, first, before, earlier)
    if below:
        return Subject(below, "shared", before)
    if earlier:
        return Subject(earlier[-1], "shared", before)
    found = [s for j in range(max(0, before - FAR), before) if (s := _subject_at(line, j))]
    main = [
        s
        for s in found
        if can_speak(line, s)
        and not (s[0] and (line.words[s[0] - 1] in SUBORDINATORS or line.tags[s[0] - 1] == "WH"))
    ]
    joined = [
        s for s in main if s[0] > 1 and line.words[s[0] - 1] == "but"
    ]  # ``S left, but T stayed, saying C``
    return Subject((joined or main[:1] or found)[-1] if found else None, "shared", before)


def _is_only_named(line: Line, first: int) -> bool:
    """Whether a gerund only names a deed that another verb is about: ``refrained from | calling C``."""
    if line.tags[first] != "VBG" or not first:
        return False
    if line.words[first - 1] in _NAMING:
        return True
    if (
        line.words[first - 1] == "in"
        and line.words[first - 2 : first - 1]
        and line.words[first - 2] in _WISHING
    ):
        return True  # ``is interested in | talking to T``
    if line.words[first - 1] == "and":  # ``stopped T from claiming C and | demanding D``
        near = range(first - 2, max(0, first - 2 * REACH), -1)
        joined = next((k for k in near if line.tags[k] == "VBG"), None)
        return joined is not None and line.words[joined - 1] == "from"
    own = line.np_before(first)
    return own is not None and own[0] > 0 and line.words[own[0] - 1] == "about"


def _of_a_text(line: Line, first: int) -> bool:
    """Whether a participle tells of a text that is only spoken of: ``anger over | a letter warning T of C``."""
    if line.tags[first] != "VBG" or line.tags[first - 1] not in ("NN", "NNS"):
        return False
    own = line.np_before(first)
    text = line.words[first - 1].removesuffix("s") in words("documents")
    return text and own is not None and own[0] > 0 and line.words[own[0] - 1] in _SPOKEN_OF


def _row_of_relative(line: Line, first: int) -> Subject | None:
    """The subject of a verb joined to that of a relative clause: ``those who minimize, | or deny, | that C``."""
    j = first - 1 if line.words[first] == "or" else -1
    j -= j > 0 and line.words[j] == ","
    if j < 1 or line.tags[j] not in FINITE or line.tags[j] == "PRPV":
        return None
    p = line.skip_adverbs_before(line.verb_group(j)[0]) - 1
    return _relative(line, p) if p > 0 and line.words[p] in _RELATIVES and line.tags[p] == "WH" else None


def _whose_words(line: Line, first: int) -> Range | None:
    """Whose words a participle goes on: ``anger at | T's | comments dismissing C``."""
    if line.tags[first] != "VBG" or line.tags[first - 1] not in ("NN", "NNS"):
        return None
    head = line.words[first - 1]
    said = head in nouns() or head.removesuffix("s") in words("documents")
    k = next((k for k in range(first - 2, max(0, first - 5), -1) if line.is_possessive(k)), None)
    return line.possessor_before(k + 1) if said and k is not None else None


def _antecedent(line: Line, first: int, before: int) -> Range | None:
    """What a relative clause with the verb's tense is about: ``dropped | a text | that calls for A and demands C``."""
    tag = line.tags[first + (line.words[first] == "and")]
    if tag not in ("VBZ", "VBP") or "and" not in line.words[first - 1 : first + 1]:
        return None
    near = range(before - 1, max(0, before - REACH), -1)
    verb = next((k for k in near if line.tags[k] in FINITE), None)
    if verb is None or line.tags[verb] != tag or line.words[verb - 1] not in _RELATIVES:
        return None
    main = next((line.tags[k] for k in range(verb) if line.tags[k] in FINITE), tag)
    return None if main == tag else line.np_before(verb - 1)


def _of_clause_below(line: Line, first: int, before: int, earlier: Sequence[Range]) -> Range | None:
    """The subject of a clause below whose verb goes on: ``S left, though | the council | approved C but urged D``."""
    if line.words[first] not in ("and", "but") or first + 1 >= len(line):
        return None
    tag = line.tags[first + 1]
    for j in range(before - 1, max(0, before - REACH, earlier[-1][1] if earlier else 0), -1):
        if line.tags[j] not in FINITE:
            continue
        found = _subject_at(line, j)
        if found is None:
            return None
        opens = found[0] > 0 and line.words[found[0] - 1] in _BESIDE
        return found if opens and line.tags[j] == tag and can_speak(line, found) else None
    return None


def begun_report(line: Line, first: int) -> Range | None:
    """The noun that begins what is reported and that a participle tells of: ``said | drafts | calling C so failed``."""
    if line.tags[first] != "VBG" or line.words[first - 1] in MARKS:
        return None
    begin = first
    if line.words[first - 1] == "and":  # ``drafts condemning T and | demanding C``
        begin = next((k for k in range(first - 2, max(0, first - REACH), -1) if line.tags[k] == "VBG"), first)
    source = line.np_before(begin)
    if source is None or not source[0]:
        return None
    if not any("any" in cue.frames for cue, _ in verbs().get(line.words[source[0] - 1], ())):
        return None
    after = range(first + 2, min(len(line), first + FAR))
    is_subject = any(line.tags[k] in FINITE and line.tags[k - 1] in NOUNS for k in after)
    return source if is_subject else None


def _fronted(line: Line, first: int) -> Subject:
    """The subject behind the participial clause that opens a sentence: ``Warning that C, | S left``."""
    for j in range(first + 2, min(len(line.words) - 2, first + FAR)):
        if line.words[j] == "," and line.quoted[j] < 0 and line.clause_at(j + 1):
            return Subject(line.np_after(j + 1), "fronted", first)
    return Subject(None, "fronted", first)


def _subject_at(line: Line, j: int) -> Range | None:
    """The subject of the finite verb at `j`, if there is one there."""
    if line.tags[j] not in FINITE or line.quoted[j] >= 0:
        return None
    if line.tags[j] == "PRPV":
        return j, j + 1
    end = line.skip_adverbs_before(line.verb_group(j)[0])
    source = line.np_before(end) if end else None
    if source is None and end and line.words[end - 1] in MARKS:
        source = around(line, end - 1)
    return source
