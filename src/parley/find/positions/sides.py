"""The sides that phrases and speakers speak for: states, bodies and movements, never the public or the press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parley.find.base import Analysis
from parley.find.parties import Named, Parties, Who
from parley.find.phrases import heads
from parley.find.positions.stances import listed
from parley.language.line import REACH, Line, Range
from parley.language.tags import FINITE
from parley.records import Speaker
from parley.spans import Span

_FEW = 30  # officials that may speak for their state together; states of a group are no more either
_BODY = 8  # words between a body and the "it" that means it
_YEAR = 4  # digits of one
MOST = 3  # sides that one phrase may name; more are a list of guests
_PRONOUNS = frozenset({"he", "she", "it"})
_POSSESSIVE = frozenset({"his", "her"})
_OWN = frozenset({"we", "i", "us"})
_STATES = frozenset({"state", "organization", "armed_group", "government_body"})


class Sides:
    """Whose position a phrase tells, in one document."""

    def __init__(self, analysis: Analysis) -> None:
        self._parties: Parties = analysis.once(Parties)

    def _side(self, who: Who) -> Who | None:
        """The side of an actor; of a person of a body, that body."""
        if who.kind == "organization" and who.country:
            return None  # a party, a firm or a lobby of a state does not speak for it
        found = self._parties.side(who)
        if found is None and who.kind in ("person", "group"):
            body = self._parties.body(who.country) if who.country else None
            found = self._parties.side(body) if body else None
        return found if found and self._negotiates(found) else None

    def _negotiates(self, who: Who) -> bool:
        """Whether an actor may be a side: a court, a lobby or a committee that no list knows is none."""
        if who.kind not in ("organization", "government_body") or self._parties.is_listed(who.name):
            return True
        words = who.name.lower().split()
        if words[0] in listed("towns"):
            return False
        return words[-1] in listed("movements") or (
            words[0] in listed("movements") and words[1:2] in (["of"], ["for"])
        )

    def of_speaker(self, speaker: Speaker | None) -> Who | None:
        """The side that a speaker speaks for; None for the public, the press and whom nothing settles."""
        who = self._parties.of_speaker(speaker)
        if who is None or speaker is None or not self._speaks(who, speaker.surface):
            return None
        if _is_backed(speaker.surface.lower().split()):
            return None
        if _is_bare(speaker.surface.split()) and self._is_outdone(speaker.span, who):
            return None
        return self._side(who)

    def _is_outdone(self, span: Span, who: Who) -> bool:
        return who.kind == "person" and self._parties.is_outdone(span, who)

    def of_phrase(self, line: Line, found: Range, own: Who | None = None) -> list[Who]:
        """The sides that a phrase stands for; `own`: of whoever says ``we``."""
        if found[1] - found[0] == 1 and line.words[found[0]] in _OWN:
            return [own] if own else []
        if any(_plain(w) in listed("outsiders") for w in line.words[slice(*found)]):
            return []
        if _is_crowd(line.words[slice(*found)]) or _is_backed(line.words[slice(*found)]):
            return []
        cut = next((k for k in range(found[0] + 1, found[1]) if line.tags[k] in ("IN", "TO")), found[1])
        front = (found[0], cut)
        governing = any(_plain(line.words[k]) in listed("governing") for k in _head_words(line, front))
        behind = self._parties.named(line, (cut, found[1])) if governing and cut < found[1] else []
        out: dict[str, Who] = {}
        for who in [*self._meant(line, front), *behind]:
            if not (who.head or governing):
                continue
            if who.kind == "person" and not self._is_official(who):
                continue
            if who.kind in ("anonymous", "group") and not governing:
                continue
            side = self._side(who)
            if side and side.kind in _STATES:
                out.setdefault(side.actor_id, side)
        if not out:
            group = _group(line, found)
            return [group] if group else []
        return list(out.values()) if len(out) <= MOST else []

    def _meant(self, line: Line, found: Range) -> list[Who]:
        """The actors that a phrase stands for; a pronoun first for the only one before it in its sentence."""
        if found[1] - found[0] == 1 and line.words[found[0]] == "it":
            first = line.words.index("it")
            if first < found[0] and line.quoted[first] == line.quoted[found[0]]:
                if first and line.tags[first + 1] not in (*FINITE, "RB", "PRP"):
                    return []  # ``T sees | it | as a puppet, though it seeks C``
                return self._meant(
                    line, (first, first + 1)
                )  # ``| It | ended its war with T, and it seeks C``
            body = self._body_before(line, first)
            if body:
                return body
        if found[1] - found[0] == 1 and line.words[found[0]] in _PRONOUNS and found[0] > 1:
            person = line.words[found[0]] in ("he", "she")
            before = self._parties.named(line, (max(0, found[0] - REACH), found[0]))
            near = [who for who in before if (who.kind == "person") == person and (person or who.head)]
            if len(near) == 1 and (person or near[0].kind in _STATES):
                return [replace(near[0], head=True)]
            if person and not near:
                return self._parties.but_strangers(line, found[0], self._parties.who(line, found))
        meant = self._parties.who(line, found)
        if _is_bare([t.text for t in line.tokens[slice(*found)]]):
            meant = [who for who in meant if not self._is_outdone(line.span(*found), who)]
        return meant

    def _body_before(self, line: Line, i: int) -> list[Who]:
        """The body told of last in a sentence before "it": ``trouble for | the Vey administration | as it seeks C``."""
        for k in range(i - 1, max(-1, i - _BODY), -1):
            found = (
                line.np_before(k + 1) if line.words[k] in ("administration", "government", "regime") else None
            )
            if found and found[1] - found[0] > 1:
                return [replace(who, head=True) for who in self.of_phrase(line, found)]
        return []

    def of_attribute(self, line: Line, found: Range) -> list[Who]:
        """The sides that own what a phrase is about: ``Tavria's``, ``Tavrian``, ``his``."""
        plain = {_plain(w) for w in line.words[slice(*found)]}
        if not plain.isdisjoint(listed("outsiders") | listed("populace")):
            return []
        if not plain.isdisjoint(listed("associates")):
            group = _group(line, found)  # ``the | alliance member's | reluctance to C``
            return [group] if group else []
        out: dict[str, Who] = {}
        bare = _is_bare([t.text for t in line.tokens[slice(*found)]])
        for who in self._parties.who(line, found):
            if who.kind == "person" and not self._is_official(who):
                continue
            if bare and self._is_outdone(line.span(*found), who):
                continue  # ``| The president's | acceptance of C``: which one, nobody tells
            if who.kind in ("anonymous", "group") and _is_crowd(who.name.lower().split()):
                continue
            side = self._side(who)
            if side and side.kind in _STATES:
                out.setdefault(side.actor_id, side)
        if not out:
            group = _group(line, found)
            return [group] if group else []
        return list(out.values())

    def places(self, line: Line, found: Range) -> Iterator[Named]:
        """The sides named in a range, and where."""
        for name in self._parties.names(line, found):
            side = self._parties.side(name.who)
            if side:
                yield replace(name, who=side)

    def is_strangers(self, line: Line, i: int, speaker: Speaker) -> bool:
        """Whether a pronoun at `i`, held for a speaker's, may mean a subject before it that the page does not know."""
        who = self._parties.of_speaker(speaker)
        return who is not None and not self._parties.but_strangers(line, i, [who])

    def is_side(self, line: Line, found: Range) -> bool:
        """Whether a phrase is no more than the name of a side."""
        return any(who.head and who.kind in _STATES for who in self._parties.named(line, found))

    def names_person(self, line: Line, found: Range) -> bool:
        """Whether a person is named in a range."""
        return any(who.kind == "person" for who in self._parties.named(line, found))

    def is_person(self, line: Line, content: Range) -> bool:
        """Whether content begins with the bare name of a person."""
        name = next(iter(self._parties.names(line, content)), None)
        if name is None or name.who.kind != "person" or name.place[0] != content[0]:
            return False
        behind = line.tags[name.place[1] : name.place[1] + 1]
        return not (line.is_possessive(name.place[1] - 1) or behind in (["NN"], ["NNS"], ["POS"]))

    def _speaks(self, who: Who, surface: str) -> bool:
        if who.kind == "person":
            return self._is_official(who)
        if who.kind in ("anonymous", "group"):
            plain = {_plain(word) for word in surface.lower().split()}
            if _is_crowd(surface.lower().split()) or surface.lower() in _PRONOUNS | _POSSESSIVE:
                return False
            others = listed("public") | listed("outsiders")
            return not plain.isdisjoint(listed("governing")) and plain.isdisjoint(others)
        return True

    def _is_official(self, who: Who) -> bool:
        """Whether a person holds an office of a state or a body; a former one speaks for nobody."""
        offices = self._parties.offices(who.actor_id)
        if not self._parties.titles(who.actor_id).isdisjoint(listed("firms")):
            return False
        if not offices:
            return who.country is not None
        heads = {o.head for o in offices}
        if not heads.isdisjoint(listed("legislators")) and heads.isdisjoint(listed("executives")):
            return False  # ``a senator and chairman of a committee``
        offices = [
            o for o in offices if not (o.head == "head" and o.country and not o.modifiers)
        ]  # of a firm there
        current = [o for o in offices if o.modifiers.isdisjoint(listed("retired") | listed("outsiders"))]
        of_state = [o for o in current if o.owner is None or o.country or self._parties.body(o.owner)]
        return any(o.head in listed("officials") or o.joined for o in of_state)


def _is_bare(words: Sequence[str]) -> bool:
    """Whether a phrase is an office without a name: ``the president``."""
    return words[:1] in (["the"], ["The"]) and all(word.islower() for word in words[1:])


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").removesuffix("'").strip(".,")


def _is_crowd(words: Sequence[str]) -> bool:
    """Whether so many officials are named that they speak for themselves: ``nearly 1,000 Tavrian diplomats``."""
    return any(w in listed("crowds") or (_is_number(w) and int(w.replace(",", "")) > _FEW) for w in words)


def _is_backed(words: Sequence[str]) -> bool:
    """Whether somebody is called by whose friend he is, whom he does not speak for: ``Velm-backed Tavrian forces``."""
    return any(
        w.endswith(("-backed", "-aligned", "-supported", "-allied")) or w.startswith("pro-") for w in words
    )


def _is_number(word: str) -> bool:
    """Whether a word is a number in digits, and no year."""
    plain = word.replace(",", "")
    return plain.isdecimal() and not (len(word) == _YEAR and word[:2] in ("19", "20"))


def _head_words(line: Line, found: Range) -> Sequence[int]:
    """The places of the heads of a phrase: the last word, and those before ``of``, ``and`` or a comma."""
    return [
        k
        for k in range(*found)
        if k + 1 == found[1]
        or line.words[k + 1] in ("of", "and", ",", "from", "to", "in", "at", "for", "who")
        or line.is_possessive(k)
    ]


def _group(line: Line, found: Range) -> Who | None:
    """A group of states that no list names: ``European allies``."""
    if line.words[found[0]] in ("a", "an"):
        return None  # ``a target | NATO allies agreed to meet``
    at = next((k for k in range(*found) if line.words[k] in ("of", "in", "and", ",")), found[1])
    words = [w for w in line.words[found[0] : at] if w not in ("the", "several", "some", "many")]
    plain = [_plain(w) for w in words]
    if len(plain) < 2 or plain[-1] not in listed("group_heads") or listed("groups").isdisjoint(plain[:-1]):
        return None
    first = at - len(words)
    name = " ".join(t.text for t in line.tokens[first:at])
    return Who(name, name, "group", None)


def head(line: Line, found: Range) -> str:
    """The head of a phrase, in lower case."""
    return heads(line, found)
