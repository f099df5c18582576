"""Whom the phrases of an incident stand for: the actors that a page knows, else the words that it prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from parley.find.parties import Parties, Who
from parley.find.plover.doing import is_of_body
from parley.find.plover.enough import Side
from parley.find.plover.event import Event
from parley.find.plover.frames import noun_at
from parley.find.plover.heads import heads
from parley.find.plover.lexicon import light, members, singular
from parley.find.plover.phrases import front, is_one_of_many, printed
from parley.find.plover.sides import is_kind_of_attack
from parley.language.line import Line, Range
from parley.language.tags import FINITE
from parley.records import Statement
from parley.spans import Span

_MEMBERS = frozenset({"veteran", "alumnus", "recruit"})  # of a body, beside people in general
_OPENINGS = frozenset({"by", "when", "while", "after", "before", "as", "in", "although", "though", "since"})
_NOUNS = frozenset({"NN", "NNS", "NNP"})


def _goes_on(line: Line, phrase: Range) -> bool:
    """Whether a name is but the begin of what is meant: ``against | the Vey | administration's policies``."""
    end = phrase[1]
    return line.tags[end - 1] == "NNP" and end < len(line) and line.tags[end] in ("POS", "NN", "NNS")


def _is_of_attacker(line: Line, i: int) -> bool:
    """Whether a pronoun goes on one whom nobody names: ``| the attacker | had a knife when he``."""
    men = light("attackers") | {"suspect", "shooter", "driver", "man"}
    return any(
        line.words[k] in men and line.tags[k] == "NN" and line.tags[k + 1] in FINITE for k in range(1, i - 1)
    )


class Whom:
    """The actors of one document's incidents.

    Args:
        text: The document's.
        parties: Its actors.
        statements: Its statements, each with a span of its content, the innermost first.
    """

    def __init__(self, text: str, parties: Parties, statements: Sequence[tuple[Span, Statement]]) -> None:
        self._text, self._parties, self._statements = text, parties, statements

    def sides(
        self,
        line: Line,
        phrases: Sequence[Range],
        fits: Callable[[Line, Range], bool],
        *,
        deed: str | None = None,
    ) -> Side:
        """The actors that phrases stand for, or their words where these fit; `deed`: what they did."""
        out: list[str] = []
        known = person = False
        for phrase in phrases:
            actors = self.actors(line, phrase, deed) or self._owners(line, phrase)
            if is_of_body(line, phrase):
                actors = [who for who in actors if who.kind == "person"]
                if not actors:
                    continue
            if actors:
                known = True
                person = person or any(who.kind == "person" for who in actors)
                out += [who.actor_id for who in actors]
            elif is_kind_of_attack(line, phrase):
                continue
            elif fits(line, front(line, phrase)) and (
                line.tags[phrase[0]] != "PRP" or phrase[1] - phrase[0] == 1
            ):
                if _goes_on(line, phrase):
                    continue
                span = line.span(*printed(line, phrase))
                out.append(self._text[span.start : span.end])
        return Side(tuple(dict.fromkeys(out)), known, person)

    def actors(self, line: Line, phrase: Range, deed: str | None) -> list[Who]:
        """The actors that a phrase stands for: those it is about, else the one whose force or body it names."""
        core = front(line, phrase)
        tops = heads(line, core)
        if tops and light("others_of").issuperset(tops):
            return []  # ``| allies of T | began to move troops``
        found = [who for who in self._parties.named(line, core) if who.kind != "media"]
        if found:
            behind = self._behind_of(line, core, acting=deed is not None)
            found = [who for who in found if who.actor_id not in behind]
        if len(found) == 1 and found[0].kind == "state" and self._is_surname(line, core):
            return []
        if not found and core[1] - core[0] < 4:
            meant = self._parties.refer(line, core)
            found = [meant] if meant and meant.kind not in ("group", "anonymous") else []
            if line.words[slice(*core)] in (["he"], ["she"]):
                found = self._within(line, core) or self._but_teller(line, core[0], found)
                named = any(w.kind == "person" for w in self._parties.named(line, (0, core[0])))
                found = found if named else self._parties.but_strangers(line, core[0], found)
                ahead = () if named else self._told_behind(line, core[0])
                found = list(ahead) if ahead else found
                found = [] if _is_of_attacker(line, core[0]) else found
            if line.words[slice(*core)] in (["it"], ["they"]) and self._is_open(line, core[0]):
                found = []
            if line.words[slice(*core)] == ["it"] and found and self._is_of_another(line, core[0], found):
                found = []
        ahead = [who for who in found if who.head]
        if ahead or not found:
            return ahead
        if deed in ("ASSAULT", "MOBILIZE") and is_one_of_many(line, core):
            return []
        arms = members("troops") if deed == "PROTEST" else members("arms_of_state")  # lawmakers who march
        return [] if arms.isdisjoint(heads(line, core)) else self._whose(found)

    def is_at_home(self, line: Line, event: Event, acting: Sequence[Range], recipients: Side) -> bool:
        """Whether somebody only goes back: to his own state, or to where he was: ``arrived | back at the embassy``."""
        p = event.verb
        if p is None or p.lemma == "visit":
            return False
        if line.words[p.verb + 1 : p.verb + 2] == ["back"]:
            return True
        who = [actor for phrase in acting for actor in self.actors(line, phrase, event.deed)]
        own = {
            side.actor_id for actor in who if actor.kind == "person" and (side := self._parties.side(actor))
        }
        own |= {actor.actor_id for actor in who}
        return bool(recipients.names) and own.issuperset(recipients.names)

    def is_armed_group(self, line: Line, phrase: Range) -> bool:
        """Whether a name that stands where a place may be is of fighters: ``strikes on | the Red Dawn``."""
        return any(who.kind == "armed_group" for who in self._parties.named(line, phrase))

    def is_one_side(self, line: Line, acting: Sequence[Range], recipients: Side) -> bool:
        """Whether a body works with its own state: ``| the ministry | would work | with the Citadel``."""
        who = [actor for phrase in acting for actor in self.actors(line, phrase, None)]
        own = {side.actor_id for actor in who if (side := self._parties.side(actor))}
        own |= {actor.actor_id for actor in who}
        return bool(recipients.names) and own.issuperset(recipients.names)

    def is_on_media(self, line: Line, event: Event) -> bool:
        """Whether it is a medium that is attacked, in words: ``Vey's attacks on | the Herald``."""
        hit = (who for r in event.recipients for who in self._parties.named(line, front(line, r)))
        return event.deed == "ASSAULT" and any(who.kind == "media" for who in hit)

    def _whose(self, found: Sequence[Who]) -> list[Who]:
        """Whose force or body it is: not a person's, but the state's that he leads: ``Ostrava's | army``."""
        sides = (who if who.kind != "person" else self._parties.side(who) for who in found)
        return list({side.actor_id: side for side in sides if side}.values())

    def _within(self, line: Line, pronoun: Range) -> list[Who]:
        """Whom words named before a pronoun in what somebody says, other than who says it: the one person, or nobody.

        ``Vey said | Ostrava | broke the truce when | he | struck the port``.
        """
        span = line.span(*pronoun)
        told = next(((content, s) for content, s in self._statements if content.holds(span)), None)
        teller = told[1].speaker if told else None
        if told is None or teller is None:
            return []
        content = told[0]
        start = next((k for k in range(len(line)) if line.tokens[k].start >= content.start), pronoun[0])
        named = [w for w in self._parties.named(line, (start, pronoun[0])) if w.kind == "person"]
        others = {w.actor_id: replace(w, head=True) for w in named if w.actor_id != teller.actor_id}
        return list(others.values()) if len(others) == 1 else []

    def _but_teller(self, line: Line, i: int, found: Sequence[Who]) -> list[Who]:
        """The persons whom "he" may mean, but not who is quoted with it, nor who tells it of others before.

        ``“| He | was arrested,” S said``; ``S said | the family knew that he had shot T``.
        """
        span = line.span(i, i + 1)
        told = next(((content, s) for content, s in self._statements if content.holds(span)), None)
        speaker = told[1].speaker if told else None
        own = None
        if told and speaker:
            inside = (k for k in range(i) if line.tokens[k].start >= told[0].start)
            others = any(line.tags[k] in _NOUNS for k in inside)
            own = speaker.actor_id if others or line.quoted[i] >= 0 else None
        return [who for who in found if who.kind == "person" and who.actor_id != own]

    def _told_behind(self, line: Line, i: int) -> Sequence[Who]:
        """Whom "he" means in an opening before his name: ``By saying that | he | was under arrest, Vey ended it``."""
        if line.words[0] not in _OPENINGS:
            return ()
        comma = next((k for k in range(i, len(line) - 1) if line.words[k] == ","), None)
        after = line.np_after(comma + 1) if comma else None
        if after is None or after[1] >= len(line) or line.tags[after[1]] not in FINITE:
            return ()
        return [who for who in self._parties.named(line, after) if who.kind == "person"]

    def _is_surname(self, line: Line, core: Range) -> bool:
        """Whether a bare name of a capital is also that of a person of the page: ``| Santiago | flew to T``."""
        alone = core[1] - core[0] == 1 and line.tags[core[0]] == "NNP"
        return alone and self._parties.called(line.tokens[core[0]].text) is not None

    def _is_of_another(self, line: Line, i: int, found: Sequence[Who]) -> bool:
        """Whether "it" is said by whom it would mean, behind another subject.

        ``T said a ship was near when | it | struck``.
        """
        span = line.span(i, i + 1)
        told = next(((content, s) for content, s in self._statements if content.holds(span)), None)
        speaker = told[1].speaker if told else None
        if told is None or speaker is None or speaker.actor_id not in {who.actor_id for who in found}:
            return False
        inside = [k for k in range(i) if line.tokens[k].start >= told[0].start]
        return any(line.tags[k] in _NOUNS and line.tags[k + 1] in FINITE for k in inside)

    def _is_open(self, line: Line, i: int) -> bool:
        """Whether several that a pronoun may stand for are named before it: ``T helped M since | it | struck``."""
        named = {w.actor_id for w in self._parties.named(line, (0, i)) if w.kind not in ("person", "media")}
        return len(named) > 1

    def _behind_of(self, line: Line, core: Range, *, acting: bool) -> frozenset[str]:
        """Who is only what a phrase is of: ``the invasion of | T`` acts, ``friends of | Vey``."""
        k = next((k for k in range(core[0] + 1, core[1]) if line.words[k] == "of"), None)
        if k is None:
            return frozenset()
        head = singular(line.words[k - 1])
        after = self._parties.named(line, (k + 1, core[1]))
        if acting and head in members("attack"):
            return frozenset(who.actor_id for who in after)
        if head in (members("people") | _MEMBERS) - members("arms_of_state") and line.tags[k - 1] == "NN":
            return frozenset(who.actor_id for who in after)  # ``a veteran of | the police``
        of_several = line.tags[k - 1] == "NNS" and line.tokens[k - 1].text.islower()
        if not of_several or head in members("arms_of_state") or head in light("partitive"):
            return frozenset()
        return frozenset(who.actor_id for who in after if who.kind == "person")

    def _owners(self, line: Line, phrase: Range) -> list[Who]:
        """Whose an event is, where its noun stands right behind a name: ``the Velmaran attack``."""
        i = phrase[1]
        last = line.is_possessive(i - 1) or (i < len(line) and noun_at(line, i) is not None)
        return self._parties.named(line, phrase) if last else []
