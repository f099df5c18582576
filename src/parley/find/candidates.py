"""Cues in use: words of reporting outside quotations, with their subject and what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.find.able import can_speak, can_tell
from parley.find.according import by_phrase
from parley.find.antecedents import Subject, around, described, head
from parley.find.beginnings import by_channel
from parley.find.candidate import Candidate
from parley.find.cues import Cue, nouns, phrases, verbs
from parley.find.follow import CLAUSES, Follow
from parley.find.follows import after_circumstances, follow, head_noun
from parley.find.nouns import Nominal, nominal
from parley.find.passives import by_passive
from parley.find.precedes import content_before
from parley.find.realis import ACTUAL, HYPOTHETICAL, NEGATED, of_noun, of_verb
from parley.find.relays import quotes_words, relayed
from parley.find.sharing import shared
from parley.find.subjects import subject
from parley.language.line import NOUNS, REACH, SUBORDINATORS, Line, Range
from parley.language.tags import CURRENCIES, FINITE, VERBS, is_common
from parley.vocab import words


def candidates(line: Line) -> list[Candidate]:
    """The cues in use in a sentence, from left to right."""
    out: list[Candidate] = []
    forms, lexicon, names, fixed = _forms(), verbs(), nouns(), phrases()
    if forms.isdisjoint(line.words):
        return out
    for i, word in enumerate(line.words):
        if word not in forms or line.quoted[i] >= 0:
            continue
        if word in lexicon:
            verb = (line.tags[i] in VERBS or _mistagged(line, i)) and not _in_name(line, i)
            found = _verb(line, i, out) if verb else None
            if found:
                out.append(found)
        if word in names and (not out or out[-1].at < i):
            named = nominal(line, i)
            if named:
                lent = out[-1] if out and out[-1].group[0] == named.group[0] else None
                if lent is None or lent.cue.act not in ("reject", "deny"):  # ``rejected | claims that C``
                    out[-1:] = [] if lent else out[-1:]  # ``offered assurances that C``: lends it its subject
                    out.append(_named(line, i, named))
        for phrase, cue in fixed.get(word, ()):
            if tuple(line.words[i : i + len(phrase)]) == phrase:
                out += by_phrase(line, i, len(phrase), cue)
    if len(out) < 2:
        return out
    nearest = {c.follow.start: c.at for c in out if c.follow and line.words[c.at].endswith("ing")}
    # ``wrote to T | warning | that C``: the content is the participle's
    return [c for c in out if c.follow is None or nearest.get(c.follow.start, c.at) <= c.at]


@cache
def _forms() -> frozenset[str]:
    """The words that a cue may be or begin with."""
    return frozenset().union(verbs(), nouns(), phrases())


def _named(line: Line, i: int, found: Nominal) -> Candidate:
    return Candidate(
        i, found.cue, found.group, found.source, found.relation, found.group[0], None, found.follow,
        of_noun(line, i), antecedent=found.antecedent,
    )  # fmt: skip


def _in_name(line: Line, i: int) -> bool:
    """Whether a cue's form is part of a name: ``Karim | Said | Wali``."""
    if not 0 < i < len(line.words) - 1 or line.tags[i + 1] != "NNP":
        return False
    return all(text[0].isupper() for text in line.texts[i - 1 : i + 2]) and not line.is_title


def _mistagged(line: Line, i: int) -> bool:
    """Whether a cue's form tagged as a noun or name is a verb: a subject before it, a clause after it."""
    tag, before = line.tags[i], line.tags[i - 1] if i else ""
    if tag not in ("NN", "NNS", "NNP", "JJ", "RB") or not i or line.quoted[i - 1] >= 0:
        return False
    if (tag == "NNP" or line.tokens[i].text[0].isupper()) and not line.is_title:
        return False
    subject_before = before in ("NNP", "PRP", "WH") or (before == "NN" and line.words[i].endswith("s"))
    if before == "RB" and i > 1:
        subject_before = line.tags[i - 2] in ("NNP", "PRP", "NN", "NNS", "WH")
    if not (subject_before or before in ("TO", "MD")):
        return False
    named = line.np_before(i) if tag == "NNS" else None
    if named and line.tags[named[0]] == "CD" and line.words[named[0]] != "one":
        return False  # ``lost | seven command posts |, and three depots``
    if i + 1 >= len(line):
        return before != "TO"
    return (
        line.words[i + 1] in ("that", ":", ",", "to", "whether", "how", "why", "what")
        or line.is_open_quote(i + 1)
        or line.tags[i + 1] in (".", "PRP", "PRPV", "DT")
        or (tag == "NNP" and line.clause_at(i + 1))
    )


def _verb(line: Line, v: int, earlier: list[Candidate]) -> Candidate | None:
    """The candidate at verb `v`, if it is used to report."""
    first, _ = line.verb_group(v)
    helpers = line.words[first:v]
    tag = line.tags[v]
    if _is_subject(line, first, v):
        return None
    sources = _latest_source(line, first, earlier)
    being = bool(helpers) and any(w.removesuffix("n't").removesuffix("n’t") in words("be") for w in helpers)
    being = being or (tag == "VBG" and line.tags[first - 1 : first] == ["PRPV"])
    if being and tag in ("VBN", "VBD"):
        return by_passive(line, first, v)
    if line.words[v] in ("asked", "told") and _is_asked(line, v):
        return by_passive(line, v, v)
    passed_on = relayed(line, first, v) if tag == "VBG" else None
    if passed_on:
        realis = of_verb(line, first, v, first)
        told = _with_content(line, first, v, tag, passed_on.subject, realis, False)
        return told._replace(relay=passed_on.relay) if told else None
    if (line.words[v + 1 : v + 2] == ["by"] and not by_channel(line, v + 1)) or quotes_words(line, v):
        return None
    infinitive = line.words[first - 1 : first] == ["to"] if first else False
    mistagged = tag in NOUNS and line.words[v].endswith("ing") and bool(sources)
    participle = (tag == "VBG" or mistagged) and not being
    if participle and first > 1 and line.words[first - 1] in _DASHES and line.quoted[first - 2] < 0:
        return None  # ``said T had failed — citing C``: whose it is stays open
    if infinitive:
        found = _controlled(line, first, sources)
    elif participle:
        found = shared(line, first, sources)
    else:
        found = subject(line, first, v, sources)
    if found is None or not _may_report(line, first, v, found, participle=participle, infinitive=infinitive):
        return None
    if found.begin and line.words[found.begin - 1] == "as" and line.words[v + 1 : v + 3] == ["it", ","]:
        return None  # ``her reason, as she | describes | it, is``
    realis = of_verb(line, first, v, found.begin)
    if found.source and found.source[0] and line.words[found.source[0] - 1] == "nor" and realis == ACTUAL:
        realis = NEGATED  # ``neither S nor T | offered C``
    if participle and realis == ACTUAL and _goes_with_maybe(line, first, alone=not sources):
        realis = HYPOTHETICAL
    alone = participle and not sources and found.relation != "fronted"  # ``T left, suggesting C``
    return _with_content(line, first, v, tag, found, realis, participle or infinitive, alone=alone)


def _is_subject(line: Line, first: int, v: int) -> bool:
    """Whether a form in -s is a noun before a verb of its own: ``estimates | swirled that C``."""
    if line.tags[v] != "VBZ" or first != v or v + 2 >= len(line) or line.quoted[v + 1] >= 0:
        return False
    made = line.tags[v + 1] == "VBN" and line.words[v + 2] == "by"  # ``bribery | charges made by T``
    begins = v == 0 or line.tags[v - 1] in (",", "DT", "JJ", ":")
    return made or (begins and line.tags[v + 1] in ("VBD", "VBN", "MD"))


def _goes_with_maybe(line: Line, first: int, *, alone: bool) -> bool:
    """Whether a participle goes with what only may be: ``S could use the visit, | telling T C``.

    ``S will end it by | saying C`` says nothing yet.
    """
    near = range(first - 1, max(-1, first - 2 * REACH), -1)
    k = next((k for k in near if line.tags[k] in FINITE), None)
    if k is None or line.words[k + 1] == "have":
        return False  # ``may have angered T by | saying C``
    if line.words[first - 1] == "by":
        return line.words[k] in words("hypothetical")
    return alone and line.words[first - 1] == "," and line.words[k] in ("could", "might", "may")


def _may_report(
    line: Line, first: int, v: int, found: Subject, *, participle: bool, infinitive: bool
) -> bool:
    """Whether a verb with this subject may report at all."""
    tag, source, before = line.tags[v], found.source, line.words[first - 1] if first else ""
    if first and first == v and (line.is_possessive(first - 1) or before in words("possessives")):
        return False  # ``the soldier's | claims``, ``his | warning``
    if (participle or infinitive or (tag == "VB" and found.relation == "shared")) and source is None:
        return False  # ``And add to that C``, ``Do not blame T``
    if source and (line.words[source[0]] in words("none") or _is_label(line, source, v)):
        return False
    opens = source == (0, 1) and first == v == 1 and line.words[0].endswith("ly")
    if opens and is_common(line.words[0]) and line.tags[v + 1 : v + 2] in (["NN"], ["NNP"], ["NNS"]):
        return False  # ``Newly | confirmed Secretary``
    if infinitive and (line.words[first - 2] in words("seeming") or not can_speak(line, source)):
        return False  # ``appeared to concede`` is the writer's inference
    if infinitive and line.words[first - 2] in words("slow"):
        return False  # ``has been slow to concede``
    if participle and before == "than" and line.words[first - 2] != "rather":
        return False  # ``more practical than | asking T to go``
    if found.begin and line.words[found.begin - 1] == "as" and words("open") & set(line.words[first:v]):
        return False  # ``as readers may recall``
    if participle and not can_tell(line, source):
        return False
    if source and found.begin and line.words[found.begin - 1] == "let":
        return False  # ``let me emphasise``
    if before == "please" or (tag in ("VBG", "VBN") and first and _inside_noun_phrase(line, first, v)):
        return False
    counterfactual = found.begin > 0 and line.words[found.begin - 1] == "had"  # ``Had S said so, ...``
    return not (counterfactual and (tag == "VBN" or found.begin == 1))


def _is_label(line: Line, source: Range, v: int) -> bool:
    """Whether a verb and its subject are a label: ``Unconfirmed claims: C``, ``Key demands: C``."""
    noun = line.tags[v] == "VBZ" and line.words[v] in nouns() and line.tags[0] not in ("PRP", "DT")
    if not noun or line.words[v + 1 : v + 2] != [":"]:
        return False
    if source[0] and source[1] == v:  # ``areas under | Tavrian claims: C``
        before = source[0] - 1
        return line.tags[before] == "IN" and line.words[before] not in SUBORDINATORS
    if source != (0, 1):
        return False
    return is_common(line.words[0].removeprefix("un"))


def _inside_noun_phrase(line: Line, first: int, v: int) -> bool:
    """Whether a participle stands before a noun it describes: ``a pledging conference``, ``9 newly proposed rules``."""
    opens = line.tags[first - 1] in ("DT", "JJ", "POS", "CD") and set(line.tags[first:v]) <= {"RB"}
    return opens and line.tags[v + 1 : v + 2] in (["NN"], ["NNS"], ["NNP"])


def _latest_source(line: Line, first: int, earlier: Sequence[Candidate]) -> tuple[Range, ...]:
    """The subject that a later cue, which begins at `first`, may share: of the latest cue that has one of its own.

    Behind a comma that is the one in whose content the latest is told: ``S said T had agreed, | and welcomed C``.
    """
    if not earlier:
        return ()
    own = [
        c
        for c in earlier[-8:]
        if c.source and c.relation not in _NOT_SHARED and c.cue.lemma != "according to"
    ]
    if not own:
        return ()
    last = own[-1]
    if "," in line.words[max(0, first - 3) : first]:
        for c in reversed(own[:-1]):
            told = c.follow if c.relation == "subject" else None
            if told and told.frame in ("that", "zero-that") and last.source and told.start <= last.source[0]:
                last = c
    return (last.source,) if last.source else ()


def _with_content(
    line: Line,
    first: int,
    v: int,
    tag: str,
    found: Subject,
    realis: str,
    dependent: bool,
    *,
    alone: bool = False,
) -> Candidate | None:
    """The candidate with the first cue of this form whose content can be seen.

    `dependent`: a participle or infinitive, whose content cannot stand before it; `alone`: a participle behind no
    report, so that what it lets infer is the writer's.
    """
    source, relation, begin, antecedent = found
    antecedent = described(line, antecedent) or antecedent
    for cue, tags in verbs()[line.words[v]]:
        i = v + 1 + len(cue.particle)
        parted = bool(cue.particle) and tuple(line.words[v + 2 : i + 1]) == cue.particle
        parted = parted and line.words[v + 1] in _OBJECTS  # ``ruled that out``
        if not _fits(tag, tags) or not (parted or tuple(line.words[v + 1 : i]) == cue.particle):
            continue
        shown = alone and cue.act == "say"  # ``confirming C`` is told
        if cue.shows and _is_thing(line, antecedent or source):
            continue
        if cue.inferred and (shown or not can_tell(line, antecedent or source)):
            continue
        if relation == "inverted" and source:
            i = source[1]
        follows = Follow(v + 1, "word") if parted else _content_after(line, i, cue, found)
        if follows and follows.frame == "np" and _is_barred(line, follows.start, cue):
            follows = None
        if follows and relation == "relative" and line.words[follows.start] in words("reflexives"):
            follows = None  # ``the group that calls | itself a state``
        if follows and cue.lemma == "cite" and _is_quoted(line, follows.start):
            follows = None
        kept_back = realis == NEGATED and tag == "VBG"  # ``stopped short of calling C so``
        if follows and not kept_back and not _tells(realis, relation, follows, cue):
            follows = None
        after = after_circumstances(line, i, cue)
        last = follows is None and (after >= len(line) or line.tags[after] == ".")
        before = None if dependent else content_before(line, cue, found, after, last=last)
        if follows or before is not None:
            return Candidate(
                v, cue, (first, v + 1), source, relation, begin, before, follows, realis, after, antecedent
            )
    return None


def _is_thing(line: Line, source: Range | None) -> bool:
    """Whether a subject is a thing, and no name that looks like a plural: ``this | explains C``."""
    if source is None or can_tell(line, source):
        return False
    last = line.tokens[source[1] - 1].text
    return last[0].islower() or line.tags[source[0]] in ("PRP", "DT") or not source[0]


def _is_quoted(line: Line, start: int) -> bool:
    """Whether whoever is cited tells it himself behind: ``citing | sources who said that C``."""
    found = line.np_after(start)
    if found is None or line.words[found[1] : found[1] + 1] != ["who"] or not can_speak(line, found):
        return False
    return line.words[found[1] + 1 : found[1] + 2] != [] and line.words[found[1] + 1] in verbs()


def _is_barred(line: Line, start: int, cue: Cue) -> bool:
    """Whether a noun phrase is nothing that is said: ``threatens | the lives of T``, ``offers | a view of it``.

    Of two the second counts: ``offered | T | a truce``.
    """
    counted = start + 2 * (line.words[start : start + 2] == ["more", "than"])
    found = line.np_after(counted) if cue.barred or cue.told else None
    if found is None:
        return False
    if any(_is_kind(line, found, kind) for kind in cue.barred if kind[0] == "@"):
        return True
    second = line.np_after(found[1]) if cue.told and found[1] < len(line) else None
    heads = {head_noun(line, phrase) for phrase in (found, second) if phrase}
    if any(_is_sum(line, phrase) for phrase in (found, second) if phrase):
        heads.add("money")
    return head_noun(line, found) in cue.barred or (bool(cue.told) and heads.isdisjoint(cue.told))


def _is_kind(line: Line, found: Range, kind: str) -> bool:
    """Whether a noun phrase is of a kind that a cue bars: ``questioned | her about the port``, ``echoes | experts``."""
    if kind == "@names":
        return all(line.tags[k] == "NNP" for k in range(*found))
    inner = next((k for k in range(*found) if line.tags[k] == "IN"), found[1])
    if kind == "@speakers":
        return can_speak(line, (found[0], inner))
    if kind == "@people":
        return line.tags[inner - 1] in ("NNS", "NNP", "PRP") and can_speak(line, (inner - 1, inner))
    raise ValueError(f"no kind of barred content: {kind}")


def _is_sum(line: Line, found: Range) -> bool:
    """Whether a phrase is an amount of money: ``$5 million | in relief``, not ``$99 fares``."""
    end = next((k for k in range(*found) if line.tags[k] in ("IN", "TO")), found[1])
    return line.words[found[0]] in CURRENCIES and line.tags[end - 1] == "CD"


def _content_after(line: Line, i: int, cue: Cue, found: Subject) -> Follow | None:
    """What follows the cue whose next token is `i`, or follows from how its clause is built."""
    if found.relation == "inverted":
        return None
    follows = follow(line, i, cue, can_speak(line, found.antecedent or found.source))
    if follows is None and found.relation == "subject" and cue.frames & {"clause", "after"}:
        return _gap(line, found.begin, i) or _as_said(line, found.begin, i)
    return follows


def _gap(line: Line, begin: int, i: int) -> Follow | None:
    """``which S said C``, ``a dispute S said C``: the content's own subject stands before that of the cue."""
    while i < len(line) and line.tags[i] == "RB":
        i += 1
    if i + 1 >= len(line) or line.quoted[i] >= 0 or line.tags[i] not in FINITE or line.tags[i] == "PRPV":
        return None
    if begin and line.words[begin - 1] == "what" and line.words[i] in words("be"):
        return Follow(i + 1 + (line.words[i + 1] == "that"), "that")  # ``what S said was that C``
    if begin and (line.tags[begin - 1] == "WH" or line.words[begin - 1] == "that"):
        return Follow(i, "zero-that", lead=(begin - 1, begin))
    head = line.np_before(begin)
    return Follow(i, "zero-that", lead=head) if head else None


def _as_said(line: Line, begin: int, i: int) -> Follow | None:
    """``As S said, C``: the content follows the comma."""
    opens = (
        begin > 0 and line.words[begin - 1] == "as" and (begin == 1 or line.tags[begin - 2] in ("CC", "RB"))
    )
    told = (
        line.np_after(i)
        if i < len(line) and line.tags[i] in ("DT", "NN", "NNS") and not line.is_time(i)
        else None
    )
    if not opens or (told and not can_speak(line, told)):
        return None  # ``As I write this foreword, | I recall C``
    for j in range(i, min(len(line) - 2, i + 10)):
        if line.words[j] == ",":
            if line.is_open_quote(j + 1):
                return Follow(j + 1, "quote")
            return Follow(j + 1, "zero-that") if line.clause_at(j + 1) else None
        if line.tags[j] in FINITE:
            return None
    return None


_DASHES = frozenset({"—", "–", "--"})
_NOT_SHARED = frozenset({"relative", "possessive"})
_OBJECTS = frozenset({"it", "that", "this", "them", "him", "her"})


def _tells(realis: str, relation: str, follows: Follow, cue: Cue) -> bool:
    """Whether a cue that did not or may yet report says enough to be kept: what is not said has to be words.

    ``did not say that C`` and ``did not rule out C`` do; ``did not praise C`` and ``to attack C`` do not.
    """
    if realis == ACTUAL or follows.frame in CLAUSES:
        return True
    return realis == NEGATED and relation == "subject" and cue.act in ("reject", "deny", "confirm")


def _controlled(line: Line, first: int, earlier: Sequence[Range]) -> Subject | None:
    """The subject of an infinitive: ``S declined to say``, ``led S to declare``."""
    p = first - 2  # before "to"
    if p < 0 or line.quoted[p] >= 0:
        return None
    tag = line.tags[p]
    if tag in NOUNS:
        found = line.np_before(p + 1)
        found = (head(line, found)[0], found[1]) if found else None  # ``sent | an envoy in Velm | to say``
        return Subject(found, "controlled", found[0]) if found else None
    if tag in VERBS or tag in ("RB", "JJ", "RP", "IN"):
        own = subject(line, line.verb_group(p)[0], p, ()) if tag in FINITE or tag == "VBN" else None
        found = own.source if own else shared(line, p, ()).source
        return Subject(found, "controlled", p) if found else None
    return None


def _is_asked(line: Line, v: int) -> bool:
    """Whether the participle tells of a question put to the one who answers: ``when asked C``, ``S, asked C,``."""
    opens = v == 0 or (v == 1 and line.tags[0] == "CC")
    before = "when" if opens else line.words[v - 1]
    if before == "," and line.tags[v] == "VBN":
        return line.words[v] == "asked" or around(line, v - 1) is None  # ``S, an envoy, told A C``
    return before in ("when", "if", "after", "once")


def _fits(tag: str, tags: frozenset[str]) -> bool:
    """Whether a form with these readings may carry the tag; one tagged as no verb may be any of them."""
    tag = "VB" if tag == "VBP" else tag
    return tag in tags or tag not in VERBS
