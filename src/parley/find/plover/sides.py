"""Who acts in an event, towards whom, and what may be its place as well."""

from __future__ import annotations

from parley.find.plover.clauses import Clauses
from parley.find.plover.event import Sides
from parley.find.plover.frames import Use, event_noun
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.predicates import FINITE_FORM, GERUND, INFINITIVE, Predicate
from parley.language.lemmas import lemma
from parley.language.line import Line, Range
from parley.vocab import words

_TOWARDS = ("against", "with", "to", "from", "on", "upon", "toward", "towards", "into", "between")
_AROUND = ("at", "for", "of", "in")
_OF_NOUN = ("against", "on", "with", "of", "to", "between")
_NOT_FROM = frozenset({"ASSAULT", "MOBILIZE", "CONSULT"})  # whose "from" is where it comes from
_ADDRESSED = frozenset(
    {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT"}
)  # to who does what the clause tells
_NAMES = frozenset({"NNP", "DT", "CC"})
DASHES = frozenset({"-", "--", "–", "—"})
_SUFFERED = frozenset({"arrest", "deport", "convict", "expel", "targeted", "abduct"})
_ASIDE = frozenset({"after", "before", "while", "since", "for", "when"})  # before gerunds of other deeds
_BORDERS = frozenset({"border", "frontier", "boundary"})
_TOGETHER = frozenset({"joint", "jointly", "coordinated", "together", "combined"})
_HELPED = frozenset({"under", "with"})  # before what comes from another: ``with help from T``
_WIDE = 6  # words before a noun in its phrase


def sides(clauses: Clauses, p: Predicate, use: Use) -> tuple[Sides, Sides, Sides]:
    """Agents, recipients and phrases that may be recipients or places, of a predicate that is an event."""
    line, agents = clauses.line, _agents(clauses, p)
    names = {p.lemma, p.lemma.split()[0]}
    if (
        use.noun is None
        and use.type == "ASSAULT"
        and not p.passive
        and not names.isdisjoint(light("undergo"))
    ):
        return _behind_noun(line, p, use), agents, ()  # ``twenty died in | a Velmaran air strike``
    if use.noun is None and p.lemma == "be" and use.type == "ACCUSE":
        return (), agents, ()  # ``S was under investigation``
    if use.noun is None:
        return agents or _behind_noun(line, p, use), *_recipients(clauses, p, use)
    own, towards = of_noun(line, use.noun, use.mode)
    if p.subject and p.subject[0] <= use.noun < p.subject[1]:  # ``the attacks go on``
        return own, towards, ()
    if not names.isdisjoint(light("undergo")) or "under" in line.words[max(0, use.noun - 3) : use.noun]:
        return own, agents, ()
    if not names.isdisjoint(light("witness")):
        return own, towards, ()
    recipients, around = _recipients(clauses, p, use)
    possessed = tuple(r for r in own if line.is_possessive(r[1] - 1))
    causes = not p.passive and p.lemma in light("causing") and p.object is not None
    if causes and p.object and p.object[0] <= use.noun < p.object[1]:
        return own, towards or recipients, around  # ``Vey's speech triggered | a T inquiry into M``
    return possessed or agents, recipients or towards, around


def _behind_noun(line: Line, p: Predicate, use: Use) -> Sides:
    """Who acts where only a noun of the same kind tells: ``were killed in a Velmaran air strike``."""
    found = next((r for word, r in p.phrases if word == "in" and not line.is_time(r[0])), None)
    hit = event_noun(line, found) if found and (p.passive or use.type == "ASSAULT") else None
    return owners(line, hit[0]) if hit and hit[1].type == use.type else ()


def of_noun(line: Line, i: int, mode: str | None) -> tuple[Sides, Sides]:
    """Who does what a noun tells, and to whom; whose arrest it is, he suffers: ``Vey's | arrest``."""
    own, towards = owners(line, i), objects(line, i)
    suffered = mode in _SUFFERED and line.is_possessive(i - 1) and line.words[i + 1 : i + 2] != ["of"]
    return ((), own) if suffered and own and not towards else (own, towards)


def owners(line: Line, i: int) -> Sides:
    """Whose the event at a noun is: ``Velmara's attack``, ``the Velmaran attack``, ``an attack by Velmara``."""
    s = i
    while s > 0 and i - s < _WIDE and line.tags[s - 1] in ("NN", "NNS", "JJ", "NNP", "POS", "VBN", "CD"):
        if line.tags[s - 1] == "VBN" and any(line.is_possessive(k) for k in range(s, i)):
            break  # ``on M given | T's promise``
        s -= 1
    before = ((s, i),) if s < i and is_name(line, (s, i)) and not _is_place_of_war(line, i) else ()
    behind = line.phrase_at(i + 1, "by")
    return (*before, behind) if behind else before


def _is_place_of_war(line: Line, i: int) -> bool:
    """Whether a bare name before a noun says where it was: ``the first Morvania | war``, not ``the U.S. war``."""
    name = line.tokens[i - 1].text
    bare = line.tags[i - 1] == "NNP" and not line.is_possessive(i - 1) and not name.replace(".", "").isupper()
    return (
        singular(line.words[i]) in light("named_for_places")
        and bare
        and not name.endswith(("an", "ese", "ish", "i", "ch"))
    )


def is_kind_of_attack(line: Line, phrase: Range) -> bool:
    """Whether a phrase only says of what kind an attack is: ``the Velm | terrorist | attack``."""
    last = phrase[1] - 1
    kind = line.tags[last] == "NN" and line.texts[last].islower() and not line.is_possessive(last)
    return kind and phrase[1] < len(line) and singular(line.words[phrase[1]]) in members("attack")


def objects(line: Line, i: int) -> Sides:
    """Towards whom the event at a noun is: ``the attack on Velmara``."""
    behind = line.phrase_at(i + 1, *_OF_NOUN)
    if behind and line.words[behind[0] - 1] == "on" and _is_laid(line, i):
        return ()
    return (behind,) if behind and is_name(line, behind) else ()


def _is_laid(line: Line, i: int) -> bool:
    """Whether a noun is what somebody lays on another: ``blames the | attack | on T``."""
    k = i - 1
    while k > 0 and i - k < _WIDE and not line.tags[k].startswith("VB") and line.tags[k] != ",":
        k -= 1
    return k >= 0 and lemma(line.words[k], line.tags[k]) in light("laying")


def is_name(line: Line, found: Range) -> bool:
    """Whether a phrase has a name or a capitalised adjective in it."""
    return any(
        line.tags[i] == "NNP" or (line.tags[i] in ("JJ", "POS") and line.tokens[i].text[0].isupper())
        for i in range(*found)
    )


def _agents(clauses: Clauses, p: Predicate) -> Sides:
    """Who does it; who tells of it too, where a pronoun may mean him: ``S said it would``."""
    agent, before = p.agent, p.group[0] - 1
    planning = _planning(clauses.line, p)
    if planning:
        return (planning,)
    if p.form == INFINITIVE and before >= 0 and singular(clauses.line.words[before]) in light("plans"):
        planner = owners(clauses.line, before)  # ``Velmara's plan to strike``
        if planner:
            return planner
        if not _is_of_agent(clauses, before):
            return ()  # ``said that | the decision to strike | was right``
    above = clauses.above(p)
    charged = _charged(clauses, p)
    if charged:
        return (charged,)
    if agent is None or _is_in_aside(clauses.line, agent, p):
        return ()
    if p.form == GERUND and above and above.lemma in light("report") and above.clause is None:
        return ()  # ``it was hard, Vey wrote, | detaining hundreds``
    main = _before_aside(clauses, p) if _is_behind_aside(clauses.line, p) else None
    if main:
        return (main,)
    if clauses.line.words[agent[0]] in ("who", "which") and _is_behind_aside(clauses.line, p):
        return ()  # whether the aside goes on is open
    if agent[1] - agent[0] == 1 and clauses.line.words[agent[0]] in light("pronouns"):
        teller = clauses.teller(p)
        it = clauses.line.words[agent[0]] == "it"
        he = teller and teller.subject and clauses.line.words[teller.subject[0]] in ("he", "she")
        told_of = clauses.line.words[agent[0]] in ("he", "she")  # not ``authorities say | he | killed ten``
        if teller and teller.subject and told_of and clauses.line.tags[teller.subject[1] - 1] == "NNS":
            return (agent,)
        shared = (
            teller is not None and teller.form == GERUND and told_of
        )  # ``a tape of | Lund saying she would``
        if (
            teller
            and teller.subject
            and teller.clause
            and teller.clause[0] == agent[0]
            and not (it and he)
            and not shared
        ):
            return agent, teller.subject
    return (agent, *_listed(clauses.line, agent)) if p.passive else (agent,)


def _planning(line: Line, p: Predicate) -> Range | None:
    """Who plans by a verb that was read as a noun: ``hit ten firms, and | the ministry | plans to bar more``."""
    at = p.group[0] - 1
    if p.form != INFINITIVE or at < 1 or line.tags[at] != "NNS" or line.tags[at - 1] not in ("NN", "NNP"):
        return None
    found = line.np_before(at) if singular(line.words[at]) in light("plans") else None
    joined = found is not None and found[0] > 1 and line.words[found[0] - 2 : found[0]] == [",", "and"]
    return found if joined and found and line.words[found[0]] == "the" else None


def _charged(clauses: Clauses, p: Predicate) -> Range | None:
    """Who is charged with a deed: ``accused | T | directly of shelling M and sending troops``."""
    line, before = clauses.line, p.group[0] - 1
    if p.form != GERUND or before < 1 or line.words[before] not in ("of", "and", "or", ","):
        return None
    q = next((q for q in reversed(clauses.found) if q.verb < p.verb and q.form != GERUND), None)
    if q is None or q.object is None or q.passive or q.lemma not in words("charging"):
        return None
    of = next((k for k in range(q.object[0] + 1, before + 1) if line.words[k] == "of"), None)
    if of is None or not line.words[of + 1].endswith("ing"):
        return None
    return q.object[0], min(of, q.object[1])


def _is_of_agent(clauses: Clauses, i: int) -> bool:
    """Whether the plan at a noun is that of who acts before it: ``T announced | its plan``, ``made | the decision``."""
    line, k = clauses.line, i
    while k > 0 and line.tags[k - 1] == "JJ":
        k -= 1
    if k == 0 or line.tags[k - 1] != "DT" or line.words[k - 1] in words("possessives"):
        return True  # also of verbs that the tags missed: ``the ministry plans to strike``
    return any(q.object and q.object[0] <= i < q.object[1] for q in clauses.found)


def _is_in_aside(line: Line, agent: Range, p: Predicate) -> bool:
    """Whether whose clause a gerund goes on stands in an aside that is over: ``- where T struck -, | killing ten``."""
    dashes = [k for k, word in enumerate(line.words) if word in DASHES]
    before = sum(k < agent[0] for k in dashes)
    between = sum(agent[1] <= k < p.group[0] for k in dashes)
    return p.form == GERUND and before % 2 == 1 and between == 1


def _is_behind_aside(line: Line, p: Predicate) -> bool:
    """Whether a verb stands behind ", and", which may end an aside: ``T overthrew M, who fled, and | launched``."""
    first = p.group[0]
    while first > 0 and line.tags[first - 1] == "RB":
        first -= 1
    return first > 1 and line.words[first - 2 : first] == [",", "and"] and p.form == FINITE_FORM


def _before_aside(clauses: Clauses, p: Predicate) -> Range | None:
    """Who acts where a verb goes on behind an aside about another: ``T overthrew M, who fled, and | launched`` it."""
    line = clauses.line
    before = [q for q in clauses.found if q.verb < p.verb and q.form == FINITE_FORM]
    if len(before) < 2 or before[-1].antecedent is None or before[-1].subject is None:
        return None
    who = before[-1].subject
    aside = line.words[who[0]] in ("who", "which") and line.words[who[0] - 1] == ","
    held = before[-2].object
    return before[-2].agent if aside and held and held[0] <= before[-1].antecedent[0] < held[1] else None


def _listed(line: Line, first: Range) -> Sides:
    """The names that go on a list behind ``by``, which ends with "and": ``by T|, M and O``."""
    out: list[Range] = []
    k = first[1]
    while k + 1 < len(line) and line.words[k] in (",", "and") and len(out) < _WIDE:
        found = line.np_after(k + 1 + (line.words[k : k + 2] == [",", "and"]))
        if found is None or not is_name(line, found) or not _NAMES.issuperset(line.tags[slice(*found)]):
            return ()
        out.append(found)
        if "and" in line.words[k : found[1]]:
            return tuple(out)
        k = found[1]
    return ()


def _recipients(clauses: Clauses, p: Predicate, use: Use) -> tuple[Sides, Sides]:
    line = clauses.line
    done_to = p.object if p.object and use.object and use.object[0] >= p.object[1] else use.object
    out = [done_to] if done_to and use.noun is None else []  # of two objects the first
    if out and is_name(line, out[0]):
        return tuple(out), ()
    held = _held(clauses, p) if use.type in _ADDRESSED and use.mode != "investigate" else None
    if held:
        out.append(held)
    from_ = use.type not in _NOT_FROM and not _is_of_phrase(p, "from")
    out_of = use.mode in ("deport", "expel")  # ``the expulsion of M's envoys | from T``
    beside = use.mode == "visit" or _is_beside(line, p, use)
    unfit = {"to": use.mode == "deport", "from": out_of or not from_, "with": beside}
    unfit["on"] = use.type == "AID"  # ``pledged to help | on T``
    if use.type == "SANCTION" and p.phrase("from"):
        unfit["to"] = True  # ``cut off travel from T | to M``
    if use.type == "PROTEST":
        unfit |= dict.fromkeys(("to", "from", "into", "with"), True)  # ``marched | to Vey's hotel``
    words = [w for w in _TOWARDS if not unfit.get(w)]  # nobody visits whom he travels with
    first = {"SANCTION": ("on", "against"), "CONSULT": ("to",) if use.mode == "visit" else ()}.get(
        use.type, ()
    )
    words.sort(key=lambda w: w not in first)
    behind = _phrase(line, p, words)
    around = [near for near in (_phrase(line, p, _AROUND),) if near]
    if behind:
        settled = bool(out) and not members("people").isdisjoint(heads(line, out[0]))
        (around if settled else out).append(behind)
    elif use.noun is not None:
        out += objects(line, use.noun)
    him = bool(out) and line.tags[out[0][0]] == "PRP"  # ``helped | him | in suing T``
    settled = him or (p.passive and bool(out)) or (p.lemma == "visit" and bool(out))  # ``visited | a school``
    if not any(is_name(line, r) for r in out) and not settled and use.type != "AID":
        out += _through(clauses, p)
    return tuple(dict.fromkeys(out)), tuple(around)


def _is_beside(line: Line, p: Predicate, use: Use) -> bool:
    """Whether "with" tells of an ally: ``launched missiles in a joint attack | with T``, not ``clashed | with T``."""
    if use.type != "ASSAULT" or p.passive:
        return use.type == "ASSAULT" and p.passive  # ``was shot | with pellets``
    found = p.phrase("with")
    return found is not None and not _TOGETHER.isdisjoint(line.words[p.group[1] : found[0]])


def _is_of_phrase(p: Predicate, word: str) -> bool:
    """Whether the phrase with a preposition goes on another's: ``stopped it under pressure | from T``."""
    found = p.phrase(word)
    return found is not None and any(r[1] == found[0] - 1 and w in _HELPED for w, r in p.phrases)


def _held(clauses: Clauses, p: Predicate) -> Range | None:
    """Of whom a clause tells: ``demanded that | T | leave``."""
    if p.clause is None or clauses.line.words[p.clause[0]] == "to":
        return None
    told = next((q.subject for q in clauses.within(p) if q.form == FINITE_FORM), None)
    found = told or clauses.line.np_after(p.clause[0])
    return found if found and found[1] < p.clause[1] else None


def _through(clauses: Clauses, p: Predicate) -> Sides:
    """Whom the verb that hangs on a predicate names: ``threatened to strike T``, ``agreed to send aid to T``."""
    q = next((q for q in clauses.within(p) if q.governor == p.verb), None)
    if q and q.form == GERUND and clauses.line.words[q.group[0] - 1] in _ASIDE:
        return ()  # ``threw stones | after sneaking into T``
    if q is None:
        return ()
    if q.object and is_name(clauses.line, q.object):
        return (q.object,)
    behind = _phrase(clauses.line, q, (*_TOWARDS, "for"))
    return (behind,) if behind else ()


def _phrase(line: Line, p: Predicate, prepositions: list[str] | tuple[str, ...]) -> Range | None:
    """The first phrase with a name in it behind one of the prepositions, tried in their order."""
    found = (p.phrase(word) for word in prepositions)
    return next(
        (
            r
            for r in found
            if r
            and is_name(line, r)
            and not p.is_inner(r)
            and not _is_of_border(line, p, r)
            and not _is_of_reason(line, p, r)
            and line.words[r[0] - 2 : r[0]] != ["way", "to"]  # ``travelled through M on his way to | T``
        ),
        None,
    )


def _is_of_border(line: Line, p: Predicate, found: Range) -> bool:
    """Whether a phrase only says whose border is near: ``near the border with | T``; not of one that is closed."""
    at = found[0] - 2
    closed = p.object is not None and p.object[0] <= at < p.object[1]
    return line.words[found[0] - 1] == "with" and line.words[at] in _BORDERS and not closed


def _is_of_reason(line: Line, p: Predicate, found: Range) -> bool:
    """Whether a phrase goes on the deed for which another is done: ``arrested | for mailing poison | to T``."""
    return any(word == "for" and r[1] <= found[0] and line.tags[r[0]] == "VBG" for word, r in p.phrases)
