"""Who does what to whom in a sentence: its verbs with their subjects, objects and what hangs on them.

A shallow reading of the tags, for finders of positions, meetings, agreements and events. Positions are token
positions of one sentence; ranges are half-open. Every look is bounded, so that reading stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from parley.find import realis
from parley.find.base import Analysis
from parley.find.phrases import time
from parley.find.subjects import subject
from parley.language.lemmas import lemma
from parley.language.line import MARKS, NOUNS, REACH, Line, Range
from parley.language.tags import FINITE, VERBS
from parley.vocab import words

FINITE_FORM, INFINITIVE, GERUND, PARTICIPLE = "finite", "infinitive", "gerund", "participle"
_BACK = 12  # words from an infinitive or a participle back to the verb that it hangs on
_PARTICLES = frozenset({"out", "up", "off", "down", "back", "over", "away", "on"})
_FUTURE = frozenset({"will", "'ll", "shall", "would", "going"})
_WHILE = frozenset({"after", "before", "by", "while", "when", "without", "since", "upon"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "as"})  # and prepositions
_REASONS = frozenset({"over", "despite", "amid", "because", "about"})  # whose nouns take what follows them
_STOPS = frozenset({";", ":"})
_CLOSING = frozenset({";", "(", "—", "--"})
_MAIN = VERBS - {"MD"}
_CLAUSAL = FINITE | {"VBN"}  # of these tags a clause with its subject has one
_AHEAD = 4 * REACH  # tokens: no look at a clause goes further ahead
_BE = words("be")
_HELPERS = words("auxiliaries") | _BE


class Predicate(NamedTuple):
    """A verb group with its arguments.

    `subject` is the phrase that does it (of a passive: to which it is done), `object` the noun phrase right behind
    it, or what a relative pronoun before the subject stands for; `clause` is what it governs: a clause, with or
    without "that", or an infinitive after "to". `phrases` are the prepositional phrases up to the next verb, each
    with its preposition. `governor` is the place of the main verb that an infinitive or gerund hangs on.
    """

    verb: int
    group: Range
    lemma: str
    form: str
    passive: bool
    realis: str
    future: bool
    quoted: bool
    subject: Range | None
    antecedent: Range | None
    object: Range | None
    clause: Range | None
    phrases: tuple[tuple[str, Range], ...]
    governor: int | None

    @property
    def agent(self) -> Range | None:
        """The phrase that does it: the subject, or "by S" of a passive."""
        if not self.passive:
            return self.antecedent or self.subject
        return self.phrase("by")

    @property
    def patient(self) -> Range | None:
        """The phrase that it is done to: the object, or the subject of a passive."""
        return (self.antecedent or self.subject) if self.passive else self.object

    def phrase(self, *prepositions: str) -> Range | None:
        """The first phrase behind one of `prepositions`."""
        for word, found in self.phrases:
            if word in prepositions:
                return found
        return None

    def is_inner(self, found: Range) -> bool:
        """Whether a phrase belongs to the noun of the one before: ``over T's actions | in Velm``."""
        before = next(((word, r) for word, r in self.phrases if r[1] == found[0] - 1), None)
        return before is not None and before[0] in _REASONS


def predicates(line: Line) -> tuple[Predicate, ...]:
    """The predicates of a sentence in order of their main verbs; auxiliaries are none of their own."""
    out: list[Predicate] = []
    for v, tag in enumerate(line.tags):
        if tag in _MAIN and _is_main(line, v):
            out.append(_predicate(line, v, out))
    return tuple(_as_past(line, p, out) if p.form == PARTICIPLE else p for p in out)


def _as_past(line: Line, p: Predicate, found: list[Predicate]) -> Predicate:
    """A participle, or the past that it is as the only verb of its subject, with an object: ``S opened fire``."""
    v = p.verb
    bare = p.passive and line.words[v].endswith("ed") and p.group[0] == v
    if not bare or p.subject is None or line.words[v - 1].endswith("ly"):
        return p  # ``newly appointed T``
    behind = p.group[1] + (line.words[p.group[1] : p.group[1] + 1] in (["off"], ["up"], ["out"], ["down"]))
    if p.lemma not in words("intransitive") and not _has_object(line, behind):
        return p
    if any(q.subject and q.subject[0] <= p.subject[0] < q.subject[1] for q in found if q.form == FINITE_FORM):
        return p
    object_, clause, phrases = _behind(line, p.group[1], False)
    return p._replace(
        form=FINITE_FORM, passive=False, object=object_, clause=clause, phrases=phrases, governor=None
    )


def _has_object(line: Line, i: int) -> bool:
    """Whether an object or an infinitive begins right behind a verb."""
    if i >= len(line.words):
        return False
    return line.tags[i] in ("NN", "NNS", "NNP", "DT", "CD", "JJ") or (
        line.words[i] == "to" and line.tags[i + 1 : i + 2] in (["VB"], ["NN"])
    )


def _is_main(line: Line, v: int) -> bool:
    """Whether no other verb of the same group follows: ``has | been rejected``."""
    if line.words[v] not in _HELPERS:
        return not _is_modifier(line, v)
    k = v + 1
    while k < len(line.words) and k - v < 4 and line.tags[k] == "RB" and line.quoted[k] == line.quoted[v]:
        k += 1
    follows = (
        k < len(line.words)
        and line.tags[k] in ("VBN", "VBG", "VB", "VBD")
        and line.quoted[k] == line.quoted[v]
    )
    return not follows


def _is_modifier(line: Line, v: int) -> bool:
    """Whether a participle stands before its noun: ``the occupied region``, ``leading officials``."""
    if line.tags[v] not in ("VBN", "VBG") or v + 1 >= len(line.words):
        return False
    return (
        line.tags[v + 1] in ("NN", "NNS")
        and v > 0
        and line.words[v - 1] != "far"  # ``has so far rejected calls``
        and (line.tags[v - 1] in ("DT", "POS", "JJ", "CD") or line.words[v - 1] in words("possessives"))
    )


def _predicate(line: Line, v: int, earlier: list[Predicate]) -> Predicate:
    first, negated = line.verb_group(v)
    if first > 0 and line.words[first - 1] == "to":
        first -= 1
    form = _form(line, first, v)
    passive = _is_passive(line, first, v)
    subject_, antecedent, governor, begin = _subject(line, first, v, form, earlier)
    end = v + 1 + (v + 1 < len(line.words) and _is_particle(line, v + 1))
    name = _lemma(line, v, end)
    object_, clause, phrases = _behind(line, end, passive, charging=name in words("charging"))
    if object_ is None and not passive and subject_ and form == FINITE_FORM:
        object_ = _fronted(line, subject_[0])
    told = _realis(line, first, v, begin, negated, form, governor)
    return Predicate(
        v,
        (first, end),
        name,
        form,
        passive,
        told,
        _is_future(line, first, v, form, governor),
        line.quoted[v] >= 0,
        subject_,
        antecedent,
        object_,
        clause,
        phrases,
        governor.verb if governor else None,
    )


def _lemma(line: Line, v: int, end: int) -> str:
    base = lemma(line.words[v], line.tags[v])
    return f"{base} {line.words[v + 1]}" if end > v + 1 else base


def _is_particle(line: Line, i: int) -> bool:
    return line.words[i] in _PARTICLES and line.tags[i] == "RB"


def _form(line: Line, first: int, v: int) -> str:
    if not FINITE.isdisjoint(line.tags[first : v + 1]):
        return FINITE_FORM
    if line.words[first] == "to" or line.tags[v] == "VB":
        return INFINITIVE
    return GERUND if line.tags[v] == "VBG" else PARTICIPLE


def _is_passive(line: Line, first: int, v: int) -> bool:
    if line.tags[v] not in ("VBN", "VBD"):
        return False
    helpers = line.words[first:v]
    if not _BE.isdisjoint(helpers):
        return True
    reduced = line.tags[v] == "VBN" and not helpers
    return reduced and not (0 < v < len(line.words) - 1 and line.is_past(v))


def _subject(
    line: Line, first: int, v: int, form: str, earlier: list[Predicate]
) -> tuple[Range | None, Range | None, Predicate | None, int]:
    """Subject, what its relative pronoun stands for, the governing verb, and where the clause begins."""
    if form == FINITE_FORM:
        shared = [p.subject for p in earlier if p.subject and p.form == FINITE_FORM]
        found = subject(line, first, v, shared, telling=False)
        if found:
            source = found.source and _coordinated(line, found.source)
            return source, found.antecedent, None, found.begin
        return _before_quotation(line, first), None, None, first
    governor = _governor(line, first, earlier)
    if form == PARTICIPLE:
        return _described(line, first), None, governor, first
    inverted = _inverted(line, first) if form == INFINITIVE else None
    if inverted or governor is None:
        return inverted, None, None, first
    controlled = governor.object if _controls_object(line, governor, first) else governor.subject
    antecedent = None if controlled == governor.object else governor.antecedent
    return controlled, antecedent, governor, first


def _before_quotation(line: Line, first: int) -> Range | None:
    """The subject before a quotation that begins with its verb: ``says | the text | "demands C"``."""
    k = line.skip_adverbs_before(first) - 1
    return line.np_before(k) if k > 0 and line.tags[k] == '"' else None


def _described(line: Line, first: int) -> Range | None:
    """The noun phrase that a participle stands behind, without a verb whose object it is: ``marking | T | killed``."""
    found = line.np_before(first)
    for k in range(found[1] - 2, found[0], -1) if found else ():
        if line.tags[k] == "VBG" and line.tags[k - 1] in NOUNS and line.tags[k + 1] in ("DT", "CD", "NNP"):
            return k + 1, first
    return found


def _inverted(line: Line, first: int) -> Range | None:
    """Who does it in a condition without "if": ``should | T | cross the line``."""
    found = line.np_before(first) if line.tags[first] == "VB" else None
    return found if found and found[0] and line.words[found[0] - 1] == "should" else None


def _coordinated(line: Line, found: Range) -> Range:
    """A noun phrase with another attribute before it: ``Velmaran and | Oruvian officials``."""
    start, end = found
    joined = start > 1 and line.words[start - 1] == "and" and line.tags[start] in ("JJ", "NNP")
    return (start - 2, end) if joined and line.tags[start - 2] in ("JJ", "NNP") else found


def _governor(line: Line, first: int, earlier: list[Predicate]) -> Predicate | None:
    """The verb that an infinitive or a gerund before `first` hangs on."""
    meanwhile = first > 0 and line.words[first - 1] == "while"
    for p in reversed(earlier):
        if first - p.group[1] > _BACK or line.quoted[p.verb] != line.quoted[first]:
            return None
        if meanwhile and p.form != FINITE_FORM:
            continue  # ``S accused T of being late | while threatening C``
        if p.group[1] <= first and _STOPS.isdisjoint(line.words[p.group[1] : first]):
            return p
    return None


def _controls_object(line: Line, p: Predicate, first: int) -> bool:
    """Whether the object of the governing verb is who does it: ``urged T to go``; not ``promised T to go``."""
    if p.object is None or p.object[0] <= first < p.object[1] or line.words[first - 1] in _WHILE:
        return False  # ``left T after saying``
    if line.words[first - 1] == "," and line.tags[first] == "VBG":
        return False  # ``struck T, killing``
    joined = line.words[first - 1] in ("and", "or")
    if joined and line.tags[p.verb] == line.tags[first] and line.tags[first] in ("VBG", "VB"):
        return False  # ``killing two | and wounding ten``, ``to wound two | and kill ten``
    return p.object[1] >= first - 1 and p.lemma not in words("subject_control")


def _realis(
    line: Line,
    first: int,
    v: int,
    begin: int,
    negated: bool,
    form: str,
    governor: Predicate | None,
) -> str:
    """Actual, negated or hypothetical; what hangs on a verb that did not happen did not happen either."""
    if form == FINITE_FORM:
        return realis.of_group(line, first, v, begin, negated)
    if negated:
        return realis.NEGATED
    if form == INFINITIVE:
        if _inverted(line, first):
            return realis.HYPOTHETICAL
        return realis.of_group(line, first + (line.words[first] == "to"), v, begin, negated)
    if form != GERUND or governor is None:
        return realis.ACTUAL
    wished = governor.lemma in words("wishing_verbs") and line.words[first - 1] not in _WHILE
    return realis.HYPOTHETICAL if wished and governor.realis == realis.ACTUAL else governor.realis


def _is_future(line: Line, first: int, v: int, form: str, governor: Predicate | None) -> bool:
    """Whether it is still to come when the page is written: ``will meet``, ``is to meet``, ``plans to meet``."""
    helpers = line.words[first:v]
    if not _FUTURE.isdisjoint(helpers):
        return True
    if form != INFINITIVE:
        return False
    bare_be = first > 0 and line.words[first - 1] in _BE
    return bare_be or (
        governor is not None and (governor.future or governor.lemma in words("planning_verbs"))
    )


def _behind(
    line: Line, start: int, passive: bool, *, charging: bool = False
) -> tuple[Range | None, Range | None, tuple[tuple[str, Range], ...]]:
    """Object, complement and prepositional phrases behind a verb group that ends at `start`.

    Behind a verb of charging a deed follows "of": ``accused | the army | of shelling T``.
    """
    tags, size = line.tags, len(line.words)
    i = start
    while i < size and tags[i] == "RB" and i - start < 3:
        i += 1
    object_, right_behind, begins = None, -1, False
    if not passive or tags[i : i + 1] == ["NNP"]:
        right_behind, begins = i, _clause_begins(line, i)
        object_ = line.np_after(i) if i < size and not begins else None
        if object_:
            object_ = _bounded(line, object_, charging=charging, tag=tags[start - 1])
            i = object_[1]
    phrases: list[tuple[str, Range]] = []
    stop = min(size, i + REACH)
    while i < stop:
        word, tag_ = line.words[i], tags[i]
        after = time(line, i, size)
        if after and after > i:
            i = after
            continue
        if word == "to" and tags[i + 1 : i + 2] in (["VB"], ["RB"]):
            return object_, (i, _clause_end(line, i)), tuple(phrases)
        if word == "that" and line.clause_at(i + 1):
            return object_, (i + 1, _clause_end(line, i + 1)), tuple(phrases)
        if not phrases and object_ is None and (begins if i == right_behind else _clause_begins(line, i)):
            return object_, (i, _clause_end(line, i)), tuple(phrases)
        if word in _CONJUNCTIONS and _clause_begins(line, i + 1):
            break  # ``into T, | after S reported``
        if tag_ in ("IN", "TO") and word != "that":
            found = line.np_after(i + 1) or _in_marks(line, i + 1)
            if found is None:
                if tags[i + 1 : i + 2] == ["VBG"]:
                    return object_, (i + 1, _clause_end(line, i + 1)), tuple(phrases)
                break
            found = _bounded(line, found)
            phrases.append((word, found))
            i = found[1]
        elif (
            tag_ in VERBS or tag_ in ("WH", ".", ":", "CC", "(") or (word in MARKS and not _goes_on(line, i))
        ):
            break
        else:
            i += 1
    return object_, None, tuple(phrases)


def _clause_begins(line: Line, i: int) -> bool:
    """Whether a finite clause begins at `i` with its subject; behind a preposition only one of a number."""
    tags = line.tags
    if _CLAUSAL.isdisjoint(tags[i : i + _AHEAD]) or (tags[i] == "IN" and "CD" not in tags[i + 1 : i + 3]):
        return False
    return line.subject_and_verb_at(i)


def _in_marks(line: Line, i: int) -> Range | None:
    """A noun phrase of which all but its article is quoted: ``as | a "tradesman"``."""
    if i + 1 >= len(line.words) or line.tags[i] != "DT" or line.quoted[i] >= 0 or line.quoted[i + 1] < 0:
        return None
    return i, line.quote_end(i + 1)


def _fronted(line: Line, begin: int) -> Range | None:
    """What a relative pronoun before a subject stands for: ``the plan, which | S rejected``."""
    w = begin - 1
    if w < 1 or not (
        line.words[w] in ("which", "whom") or (line.words[w] == "that" and line.tags[w] == "WH")
    ):
        return None
    return line.np_before(w - 1 if line.words[w - 1] == "," else w)


def _bounded(line: Line, found: Range, *, charging: bool = False, tag: str = "") -> Range:
    """A noun phrase that runs into no other prepositional phrase than one with "of", into no time and no deed.

    `tag`: of the verb whose object it is, to tell another deed beside that: ``killing | two | and wounding ten``.
    """
    start, end = before_deed(line, found, tag)
    for k in range(start + 1, end):
        of = line.words[k] == "of"
        if of and line.tags[k + 1 : k + 2] == ["VBG"] and (charging or line.tags[k - 1] == "NNP"):
            return start, k  # ``T | of sending arms``, not ``the practice of sending arms``
        if (not of and line.tags[k] in ("IN", "TO")) or time(line, k, end):
            return start, k
    return start, end


def before_deed(line: Line, found: Range, tag: str) -> Range:
    """The object of a verb with a tag, without another deed beside that: ``killing | two | and wounding ten``."""
    if tag not in VERBS:
        return found
    past = ("VBD", "VBN") if tag in ("VBD", "VBN") else (tag,)
    ending = "ed" if "VBD" in past else "ing"
    for k in range(found[0] + 1, found[1] - 2):
        if line.words[k] == "and":
            adjective = line.tags[k + 1] == "JJ" and line.words[k + 1].endswith(ending)
            if line.tags[k + 1] in past or adjective:
                return found[0], k
    return found


def _goes_on(line: Line, i: int) -> bool:
    """Whether the sentence goes on with a phrase behind a comma: ``met T, in Velm``."""
    return line.words[i] == "," and line.tags[i + 1 : i + 2] == ["IN"]


def _clause_end(line: Line, start: int) -> int:
    """Where a complement that begins at `start` ends: at the sentence's end, a bracket or another clause's head."""
    words_, tags, quoted = line.words, line.tags, line.quoted
    stop = line.quote_end(start) if quoted[start] >= 0 else len(words_)
    for k in range(start + 1, stop):
        word = words_[k]
        if word in _CLOSING or tags[k] == ".":
            return k
        if word == "," and words_[k + 1 : k + 2] in (["but"], ["while"], ["which"], ["who"]):
            return k
    return stop


class Predicates:
    """The predicates of a document's sentences, each sentence read once: ``analysis.once(Predicates)``."""

    def __init__(self, _: Analysis) -> None:
        self._read: dict[int, tuple[Predicate, ...]] = {}
        self._lemmas: dict[int, Set[str]] = {}

    def lemmas(self, line: Line) -> Set[str]:
        """The lemmas that predicates of a sentence may have, without particles: a look before it is read."""
        if line.start not in self._lemmas:
            tagged = zip(line.words, line.tags, strict=True)
            self._lemmas[line.start] = {lemma(word, tag) for word, tag in tagged if tag in VERBS}
        return self._lemmas[line.start]

    def of(self, line: Line) -> tuple[Predicate, ...]:
        """Those of a sentence of the document."""
        if line.start not in self._read:
            self._read[line.start] = predicates(line)
        return self._read[line.start]


def under(found: tuple[Predicate, ...], p: Predicate) -> Iterator[Predicate]:
    """The predicates that hang on `p`: infinitives and gerunds, and those of its complement clause."""
    for other in found:
        if other.governor == p.verb or (p.clause and p.clause[0] <= other.group[0] < p.clause[1]):
            yield other
