"""Whether the words of a deed are used in another sense: ``was left furious``, ``fed up``, ``a war of words``."""

from __future__ import annotations

from parley.find.plover.event import Event
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, nouns, singular
from parley.find.plover.phrases import front, is_something
from parley.find.plover.sides import is_name
from parley.find.predicates import Predicate
from parley.language.line import Line, Range
from parley.vocab import words

_CURRENCIES = "€$£¥"
_NEAR = 5  # words behind a verb in which its clause begins
_OF_WHOM = ("men", "ers", "ors", "ists", "ants", "ees", "ians", "kids")  # endings of people
_OF_PEOPLE = frozenset({"release", "targeted"})  # modes
_DEGREES = frozenset({"so", "too", "very", "rather", "quite"})  # before adjectives


def means_deed(line: Line, event: Event, *, of_person: bool, by_weapon: bool) -> bool:
    """Whether an event is the deed that its words name.

    Args:
        line: The sentence.
        event: What its words name.
        of_person: It is done to somebody called by his name.
        by_weapon: What did it is told.
    """
    if _is_named(line, event):
        return False
    p = event.verb
    if p is None:
        return True
    if p.object and p.object[1] - p.object[0] == 1 and line.words[p.object[0]] in words("reflexives"):
        return p.lemma in light("lethal")  # ``disqualified | herself``
    by = p.phrase("by")
    if any(_is_disaster(line, r) for r in (*event.agents, *([by] if by else []))):
        return False  # ``| the storm, which hit Velm |, displacing thousands``
    if line.words[p.verb - 1] in _DEGREES:
        return False  # ``are | so fed | up``
    if p.lemma.split()[0] == "hold" and line.words[p.verb + 1 : p.verb + 2] in (["on"], ["off"]):
        return False  # ``held on to its seats``, ``will hold off raising tariffs``
    if p.lemma == "leave" and event.deed_mode == "resign" and _is_when(line, p):
        return False  # ``by the time | Vey left office``
    if event.deed == "PROTEST" and "WH" in line.tags[p.group[1] : p.group[1] + _NEAR]:
        return False  # ``demonstrated to the world | what it can do``
    if p.object and ["of", "words"] in (
        line.words[p.object[1] - 2 : p.object[1]],
        line.words[p.object[1] :][:2],
    ):
        return False
    if _is_ended(event, p) or not _has_people(line, event, p):
        return False
    shot = event.deed == "ASSAULT" and [top for r in event.agents for top in heads(line, r)]
    if shot and light("politicians").issuperset(shot):
        return False  # ``was shot down | by lawmakers``
    if event.deed_mode == "visit" and p.lemma == "leave" and any(word == "as" for word, _ in p.phrases):
        return False  # ``would leave | T | as a matter for M``
    out_of = p.phrase("from") if event.deed_mode == "deport" else None
    if out_of and not light("schools").isdisjoint(heads(line, out_of)):
        return False  # ``was expelled | from the school``
    if event.deed_mode == "arrest" and any(_is_money(line, r) for r in event.recipients):
        return False  # ``rounded up | $40 million``
    if event.deed_mode == "release" and any(
        word == "from" and not light("wards").isdisjoint(line.words[slice(*r)]) for word, r in p.phrases
    ):
        return False  # ``was released | from Velm Hospital``
    if p.lemma == "treat" and light("medical").isdisjoint(map(singular, line.words)):
        return False  # ``were | treated | less fairly``
    if p.lemma == "transfer" and event.deed_mode == "release":
        to = p.phrase("to")
        if to is None or not light("held_in").isdisjoint(heads(line, to)):
            return False  # ``the hostages | had been transferred``, ``transferred them to another prison``
    if event.deed == "AID" and p.lemma == "provide" and (means := p.phrase("with")):
        return not (members("aid") | members("weapons")).isdisjoint(heads(line, means))
    if event.deed_mode == "investigate" and p.lemma == "file":
        return False  # ``filed | a claim``: somebody sues, nobody is investigated yet
    if event.deed_mode == "martial-law" and p.object and not _is_emergency(line, p.object):
        return False  # ``declared | the proposed law | dead``
    if event.deed_mode == "censor" and (_is_stop(line, p) or _is_for_press(line, p)):
        return False
    if p.passive and not event.is_noun:
        return _passive(line, event, p, of_person=of_person, by_weapon=by_weapon)
    if event.deed == "MOBILIZE" and p.lemma == "order":
        to = p.phrase("to")
        return (
            to is None or is_name(line, to) or line.tags[to[0]] == "DT"
        )  # ``ordered them | to halt fighting``
    return event.bound or p.lemma != "prevent"  # ``prevented T | from growing``


def _passive(line: Line, event: Event, p: Predicate, *, of_person: bool, by_weapon: bool) -> bool:
    if event.deed_mode == "resign" or (event.deed == "PROTEST" and p.lemma == "take"):
        return False  # ``was taken to High Street``, ``was left furious``
    if event.deed == "MOBILIZE" and of_person:
        return False  # ``Vey was surrounded by reporters``
    if event.deed_mode == "release" and p.lemma.startswith("hand"):
        people = members("prisoner") | members("people")
        return any(not people.isdisjoint(heads(line, r)) or is_name(line, r) for r in event.recipients)
    if p.lemma == "engage":
        return False  # ``T has been engaged in this fight``: it is no one's victim
    if p.lemma == "target" and not by_weapon and p.agent is None:
        return False  # by sanctions, by a campaign
    if event.deed == "AID" and p.lemma in light("ditransitive"):
        given = line.np_after(p.group[1]) if p.group[1] < len(line) else None
        return given is None or not members("aid").isdisjoint(heads(line, given))  # ``was given | credit``
    return True


def _is_disaster(line: Line, phrase: Range) -> bool:
    """Whether a phrase is of a storm, a quake or the like, also called by a name: ``Hurricane Vera``."""
    named = all(line.tags[k] in ("NNP", "DT") for k in range(*phrase))
    words_ = line.words[slice(*phrase)] if named else heads(line, front(line, phrase))
    fire = named and words_[-1] == "fire"  # ``the Orsa Fire``
    return fire or not members("disaster").isdisjoint(words_)


def _is_emergency(line: Line, phrase: Range) -> bool:
    """Whether a law or a rule is that of the army: ``martial law``."""
    named = not {"law", "rule"}.isdisjoint(heads(line, phrase))
    return not named or not {"martial", "emergency", "military"}.isdisjoint(line.words[slice(*phrase)])


def _is_stop(line: Line, p: Predicate) -> bool:
    """Whether a station is none that broadcasts: ``the metro | station | was closed``."""
    phrase = p.object or p.patient
    if phrase is None or "station" not in heads(line, phrase):
        return False
    return members("press").isdisjoint(set(line.words[slice(*phrase)]) - {"station", "stations"})


def _is_money(line: Line, phrase: Range) -> bool:
    return any(line.texts[k][0] in _CURRENCIES for k in range(max(0, phrase[0] - 1), phrase[1]))


def _is_for_press(line: Line, p: Predicate) -> bool:
    """Whether what is stopped is only made for the press: ``blocked | a press statement``."""
    phrase = p.object or p.patient
    if phrase is None:
        return False
    tops = heads(line, front(line, phrase))
    return not members("statement").isdisjoint(tops) and members("press").isdisjoint(tops)


def _is_ended(event: Event, p: Predicate) -> bool:
    """Whether a noun is what comes to its end: ``will end | its exercises with T``, ``| the probe | was dropped``."""
    i = event.trigger[0] if event.trigger[0] != p.verb else event.trigger[1] - 1
    ended = any(r and r[0] <= i < r[1] for r in (p.object, p.patient if p.passive else None))
    return event.is_noun and p.lemma in light("ending") and (ended or event.future)


def _has_people(line: Line, event: Event, p: Predicate) -> bool:
    """Whether what is freed or put to death may be people: not ``executed | search warrants | on Vey``."""
    if (event.deed_mode not in _OF_PEOPLE and p.lemma not in _OF_PEOPLE) or event.is_noun:
        return True
    phrase = p.object or (p.patient if p.passive else None)
    if phrase is None:
        return True
    start, end = front(line, phrase)
    with_ = (k for k in range(start + 1, end) if line.tags[k] == "VBG" and line.tags[k - 1] in ("NN", "NNS"))
    end = next(with_, end)  # ``an ad | featuring Vey``
    core = (start, next((k for k in range(start + 1, end) if line.words[k] == "of"), end))
    if line.words[core[0]] == "its" and line.tags[core[1] - 1] == "NNP":
        return False  # ``released | its Security Strategy``
    if line.tags[core[1] - 1] in ("NNP", "PRP", "CD", "POS") or is_something(line, core):
        return True
    freed = (members("prisoner") | members("people")) & set(map(singular, line.words[slice(*core)]))
    last = core[1] - 1  # ``exchanged | prisoners ten times``
    return bool(freed) or (line.tags[last] == "NNS" and line.words[last].endswith(_OF_WHOM))


def _is_when(line: Line, p: Predicate) -> bool:
    """Whether a clause only says when: the term of who left may have ended."""
    start = p.subject[0] if p.subject else p.group[0]
    before = line.words[start - 1] if start else ""
    return before in ("time", "when", "before", "after", "since", "until", "once")


def _is_named(line: Line, event: Event) -> bool:
    """Whether the noun of an event is a name, whose first word does nothing: ``the Tavria | War``."""
    if not event.is_noun or line.is_title:
        return False
    return any(
        line.tags[k] == "NNP"
        and (line.tags[k - 1] == "NNP" or (line.tags[k - 1] == "JJ" and line.texts[k - 1][0].isupper()))
        and singular(line.words[k]) in nouns()
        and line.tokens[k].text[0].isupper()
        and not line.is_possessive(k - 1)
        for k in range(max(1, event.trigger[0]), event.trigger[1])
    )
