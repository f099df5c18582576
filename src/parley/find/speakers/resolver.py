"""Who a record's words are ascribed to: from the words that name the speaker to one actor, or to none.

1. a name that heads the phrase stands for its actor;
2. a pronoun stands for one of those who spoke or were named before it (`pronouns`);
3. an office stands for one of those who hold it, named before or after (`roles`);
4. ``the ministry`` points back to the body told of before, ``the official`` to the speaker;
5. a description that names nobody is kept as an anonymous source;
6. what the page does not settle stays open: never the nearest name at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from parley.find.base import Analysis
from parley.find.lexicon import Gazetteer, bare, word_set
from parley.find.speakers.descriptions import Descriptions
from parley.find.speakers.occurrences import REACH, Occurrences
from parley.find.speakers.people import people
from parley.find.speakers.phrase import (
    AFTER_HEAD,
    POSSESSIVES,
    gender,
    head_end,
    is_body,
    is_person,
    is_plural,
    joined,
    listed,
    members,
    points_back,
)
from parley.find.speakers.pronouns import ANYONE, RECENT, Pronouns, Said, Stand, listed_gender, number
from parley.find.speakers.roles import Roles
from parley.find.speakers.ruling import Ruling, chosen, left_open
from parley.find.speakers.weighing import Option, best, limits, share, weigh, weights
from parley.language.tokens import Token, tokens
from parley.records import Mention, Speaker, actor_id
from parley.spans import Span

# between an office and its holder's name: ``the team's leader, | hydrologist | Ana Weber``
_APPOSED = re.compile(r", (?:(?!(?:and|or|but|who|which|of|with|for|to|in|said)\b)[\w’'-]+ ){0,3}")
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "other"})
SURE = 0.9  # a score from which a pronoun's gender is its person's
FAR = 100  # speakers that a description looks back over
LOOK = 2  # sentences back in which a description may be what a pronoun stands for

_RELATIVES = frozenset({"who", "which", "that"})  # ``others who met Ana Weber``


class Speakers:
    """Resolves the speakers of one document; ask in the order of the text, since pronouns look back."""

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer) -> None:
        self._document = analysis.document
        self._gazetteer = gazetteer
        self.occurrences = analysis.once(Occurrences)
        self.people = people(analysis, gazetteer)
        self._media = {m.actor_id for m in self.occurrences.mentions if m.kind == "media"}
        self._pronouns = Pronouns(self.occurrences, self.people)
        self._descriptions = Descriptions(self._document, self.occurrences, self.people, gazetteer)
        self._roles = Roles(self.occurrences, self.people, gazetteer)
        self._chain: list[Said] = []
        self._kept: list[Said] = []  # kept as described, not known to be somebody: ``another milblogger``
        self._settled = False  # whether the whole page was followed, so that nothing more is learned
        self._followed: dict[int, list[Stand]] = {}  # whom the subject pronouns of a sentence stand for
        self._next = 0  # the first sentence whose pronouns were not followed yet

    def resolve(self, span: Span) -> Ruling:
        """The speaker that the words at `span` name."""
        surface = self._document.text[span.start : span.end]
        words = tokens(surface, span.start)
        ruling = self._ruling(span, surface, words)
        said = self._said(ruling.speaker, words)
        if said:
            self._chain.append(said)
        elif ruling.speaker.anonymous and ruling.speaker.actor_id:
            self._kept.append(self._described(ruling.speaker, words))
        return ruling

    def heard(self, speaker: Speaker) -> None:
        """Take note of a speaker who was resolved before, so that pronouns can look back to him."""
        said = self._said(speaker, tokens(speaker.surface, speaker.span.start))
        if said:
            self._chain.append(said)

    def refer(self, span: Span) -> Ruling:
        """Whom the words at `span` mean, where they report nothing; the same in whatever order it is asked.

        Ask only when all speakers are known: the whole page is followed first, and nothing is learned after.
        """
        if not self._settled:
            for here in range(len(self.occurrences.lines)):
                self._follow(here)
            self._settled = True
        surface = self._document.text[span.start : span.end]
        return self._ruling(span, surface, tokens(surface, span.start))

    def options(self, span: Span) -> list[Option]:
        """Everybody whom the pronoun at `span` may stand for, after the speakers resolved so far."""
        self._follow(self.occurrences.sentence(span.start))
        return self._options(span)

    def _options(self, span: Span, called: str = "") -> list[Option]:
        word = called or self._document.text[span.start : span.end].lower()
        chain = [s for s in self._chain[-2 * RECENT :] if s.span.start < span.start]
        return self._pronouns.options(span, word, chain, self._told(span.start, number(word) or ""))

    def _follow(self, here: int) -> None:
        """Resolve the pronouns that report nothing in the sentences up to `here`, each once."""
        for n in range(max(self._next, here - REACH), here + 1):
            self._followed[n] = []
            for span in self.occurrences.pronouns(n):
                options = weigh(self._options(span), weights("pronoun"))
                found = best(options, limits("one"))
                if found and found.actor_id:
                    self._learn(found, self._document.text[span.start : span.end].lower())
                    self._followed[n].append(self._stands(found, n, span))
        self._next = max(self._next, here + 1)

    def _stands(self, found: Option, sentence: int, span: Span) -> Stand:
        return Stand(
            found.actor_id or found.name,
            found.actor_id,
            found.name,
            sentence,
            self.occurrences.passages[sentence],
            span.start,
            "subject",
            False,
            self._gender(found.actor_id),
            found.anonymous,
        )

    def _gender(self, actor: str | None) -> str | None:
        person = self.people.get(actor or "")
        return person.gender if person else None

    def _ruling(self, span: Span, surface: str, words: list[Token]) -> Ruling:
        lower = [w.text.lower() for w in words]
        if len(words) == 1 and (number(lower[0]) or lower[0] in listed("pronouns", "open")):
            return self._pronoun(span, surface, lower[0])
        parts = members(words)
        if len(parts) > 1:
            return self._several(span, surface, words, parts)
        found = self._headed(words) or self._named_last(words) or self._named_after(span, words)
        if found:
            return Ruling(self._named(found, span, surface))
        if lower[0] in POSSESSIVES and len(words) > 1:
            return left_open(span, surface, "left open: whose it is, the page does not settle")
        return (
            self._of_party(span, surface, words)
            or self._told_before(span, surface, words)
            or self._role(span, surface, words)
            or self._descriptions.described(span, surface, words)
        )

    def _of_party(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling | None:
        """A lawmaker told of before, called by home and party: ``the Velm Democrat``, not the paper of that name."""
        article, *home, party = (w.text for w in words) if len(words) > 1 else ("", "")
        called = article.lower() == "the" and party.lower() in listed("nouns", "partisan") and home
        paper = self._document.text.startswith(" report", span.end)
        if not called or paper or not all(word[0].isupper() for word in (*home, party)):
            return None
        options = weigh(self._options(span, ANYONE), weights("pronoun"))
        found = best(options, limits("one"))
        return chosen(span, surface, options, found, "party") if found and found.actor_id else None

    # names

    def _named(self, mention: Mention, span: Span, surface: str) -> Speaker:
        how = "named"
        if mention.kind == "person":
            printed, full = len(mention.surface.split()), len(mention.name.split())
            how = "named" if printed == full > 1 else "surname" if full > printed else "single name"
        elif mention.kind == "state" and mention.surface.lower() not in mention.name.lower():
            how = "seat"
        score, words = share(how)
        return Speaker(mention.actor_id, mention.name, surface, span, False, score, words)

    def _several(
        self, span: Span, surface: str, words: list[Token], parts: Sequence[Sequence[Token]]
    ) -> Ruling:
        named = [self._headed(part) for part in parts]
        if all(named):
            text = joined([m.name for m in named if m])
            score, how = share("together")
            return Ruling(Speaker(actor_id("group", text), text, surface, span, False, score, how))
        last = self._named_last(words)
        if last:
            return Ruling(self._named(last, span, surface))
        return self._descriptions.described(span, surface, words)

    def _headed(self, words: Sequence[Token]) -> Mention | None:
        """The mention that ends where the phrase's head ends."""
        end = head_end(words)
        if end == 0:
            return None
        ends = [words[end - 1].end]
        if end > 1 and words[end - 1].text in listed("nouns", "kinds"):
            ends.append(words[end - 2].end)  # ``the NATO alliance``
        for m in reversed(self.occurrences.within(words[0].start, ends[0])):
            if m.evidence[0].end in ends and (
                m.evidence[0].end == ends[0] or m.kind not in ("state", "person")
            ):
                return m
        return None

    def _named_last(self, words: Sequence[Token]) -> Mention | None:
        """The person whose name ends the phrase, if only an office and its owner stand before it."""
        stop = words[-1].end
        for m in self.occurrences.within(words[0].start, stop):
            if m.kind in ("person", "media") and m.evidence[0].end == stop:
                before = [w for w in words if w.end <= m.evidence[0].start]
                title = len(m.title.split()) if m.title else 0
                owner = before[: len(before) - title]
                if title:
                    owner = self._without_owner(owner)
                lower = [w.text.lower() for w in owner]
                if lower and lower[0] in _INDEFINITE and "of" in lower:
                    return None  # ``an ally of campaign manager | Ana Weber``
                if lower[-2:] == ["to", "the"]:
                    lower = lower[:-1]  # ``sources speaking to the paper``
                if lower and (
                    lower[-1] in AFTER_HEAD | {"and", "'s", "’s"} or not _RELATIVES.isdisjoint(lower)
                ):
                    return None
                return m
        return None

    def _without_owner(self, words: list[Token]) -> list[Token]:
        """A phrase without the country or body, and the article, that its end prints before an office."""
        plain = [bare(w.text) for w in words]
        for i in range(max(0, len(words) - 4), len(words)):
            hit = self._gazetteer.at(plain, i)
            if hit and i + hit[0] == len(words):
                words = words[:i]
                break
        return words[:-1] if words and words[-1].text.lower() in ("the", "a", "an") else words

    def _named_after(self, span: Span, words: Sequence[Token]) -> Mention | None:
        """The person named right after an office or a relation: ``the mayor of Velm, Ana Weber``, ``his widow, S``.

        Words on the person may go before the name: ``the team's leader, hydrologist Ana Weber``.
        """
        m = self.occurrences.from_(span.end)
        if m is None or m.kind != "person":
            return None
        between = self._document.text[span.end : m.evidence[0].start]
        end = head_end(words)
        if not end or not (between == f", {m.title} " or _APPOSED.fullmatch(between)):
            return None
        if end < len(words) and is_person(bare(words[-1].text).lower()):
            return None  # ``a spokesman for the minister, Ana Weber``: which of the two, the words do not say
        head = bare(words[end - 1].text).lower()
        closed = between == ", " and self._document.text.startswith(",", m.evidence[0].end)
        titled = between == f", {m.title} "
        if between != ", " and not titled and (between.startswith(", the ") or " " not in m.surface):
            return None  # ``according to a source, the | Weber | campaign``
        known = is_person(head) or head in listed("nouns", "partisan")
        known = known or gender(head) is not None or (closed and head.isalpha() and not is_body(head))
        return m if known else None  # ``the harbour master, Ana Weber, said``

    # pronouns

    def _pronoun(self, span: Span, surface: str, word: str) -> Ruling:
        kind = number(word)
        before = self._just_before(span) if word in ("who", "himself", "herself") else None
        if before:
            return Ruling(self._named(before, span, surface))
        if kind is None:
            return left_open(span, surface, "left open: the pronoun names nobody told of")
        options = weigh(self.options(span), weights("pronoun"))
        found = best(options, limits(kind))
        self._learn(found, word)
        return chosen(span, surface, options, found, "pronoun")

    def _just_before(self, span: Span) -> Mention | None:
        """The person named right before: ``It was Ana Weber herself who``."""
        for m in self.occurrences.within(span.start - 60, span.start):
            between = self._document.text[m.evidence[0].end : span.start].strip(" ,")
            if m.kind == "person" and between in ("", "himself", "herself"):
                return m
        return None

    def _learn(self, found: Option | None, word: str) -> None:
        """Keep the gender of a pronoun that surely stands for a person whose name tells none."""
        sure = found is not None and found.score >= SURE and not self._settled
        person = self.people.get(found.actor_id or "") if found and sure else None
        if person:
            person.called = person.called or listed_gender(word)

    def _told(self, at: int, kind: str) -> Iterator[Stand]:
        """Persons or bodies told of without a name shortly before `at`."""
        if kind == "several":
            return
        here = self.occurrences.sentence(at)
        for n in range(max(0, here - LOOK), here + 1):
            if kind == "one":
                yield from (s for s in self._followed.get(n, ()) if s.start < at)
            line = self.occurrences.lines[n]
            for d in self.occurrences.described(n):
                word = line.words[d.end - 1]
                if not (is_person(word) if kind == "one" else is_body(word) and not is_person(word)):
                    continue
                span = line.span(d.start, d.end)
                if span.end > at:
                    continue
                if any(s.span.meets(span) for s in self._chain[-6:]):
                    continue
                words = list(line.tokens[d.start : d.end])
                if self._named_after(span, words):
                    continue  # the name that follows is told of, and listed as such
                held = self._holder(words, span) if kind == "one" else None
                yield Stand(
                    held.actor_id or held.name if held else " ".join(t.text for t in words),
                    held.actor_id if held else None,
                    held.name if held else " ".join(t.text for t in words),
                    n,
                    self.occurrences.passages[n],
                    span.start,
                    "subject",
                    False,
                    self._gender(held.actor_id if held else None) or gender(word),
                )

    # offices

    def _role(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling | None:
        """The person who holds the office that a definite description names; None if it names none."""
        options = self._role_options(words, span)
        found = best(options, limits("office"))
        if found or (options and points_back(words)):
            return chosen(span, surface, options, found, "office")
        return None

    def _role_options(self, words: Sequence[Token], span: Span) -> list[Option]:
        unnamed = any(w.text.lower() in listed("nouns", "unnamed") for w in words)
        if unnamed or words[0].text.lower() in _INDEFINITE | POSSESSIVES:
            return []
        return weigh(self._roles.options(words, span, self._chain), weights("office"))

    def _holder(self, words: Sequence[Token], span: Span) -> Option | None:
        return best(self._role_options(words, span), limits("office"))

    # descriptions

    def _told_before(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling | None:
        """``the official`` after ``a senior official``, ``the president`` after ``the Tavrian president``."""
        head = words[-1].text
        if not points_back(words) or not head.islower():
            return None
        here = self.occurrences.sentence(span.start)
        for said in (*islice(reversed(self._chain), FAR), *islice(reversed(self._kept), FAR)):
            body = said.number == "body" and head in word_set("organizations", "heads")
            thing = not (is_person(head) or head in word_set("organizations", "heads"))
            near = body or self.occurrences.back(here, said.sentence) <= (LOOK if thing else REACH)
            name = said.name.lower().split()
            called = said.head == head or (body and head in (name[0], name[-1]))
            called = called or (said.actor_id in self._media and head in listed("nouns", "media"))
            if said.anonymous and said.name == head and self._holder(words, span):
                continue  # ``Minister: C`` over a page that goes on to name the minister
            if said.actor_id and near and called and said.number != "several":
                score, how = share("told of before")
                speaker = Speaker(said.actor_id, said.name, surface, span, said.anonymous, score, how)
                return Ruling(speaker)
        return None

    # the chain of speakers

    def _said(self, speaker: Speaker, words: Sequence[Token]) -> Said | None:
        """What the chain keeps of a speaker; of one left open too, since who follows may stand for it."""
        sentence = self.occurrences.sentence(speaker.span.start)
        end = head_end(words)
        head = words[end - 1].text.lower() if end else ""
        person, told = self.people.get(speaker.actor_id or ""), self._gender(speaker.actor_id)
        if len(words) == 1 and number(head):
            kind = number(head) or "one"
            told = told or listed_gender(head)
        elif person or (speaker.actor_id and not speaker.anonymous and self._single(speaker, words)):
            kind = "one"
        elif is_plural(head) or len(members(words)) > 1:
            kind = "several"
        elif is_person(head) and not is_body(head):
            kind, told = "one", gender(head)
        elif not speaker.anonymous or is_body(head):
            kind = "body"
        else:
            return None
        if speaker.actor_id is None and kind == "body" and len(words) == 1:
            return None
        name = speaker.name or speaker.surface
        return Said(speaker.span, sentence, speaker.actor_id, name, kind, head, told, speaker.anonymous)

    def _described(self, speaker: Speaker, words: Sequence[Token]) -> Said:
        sentence, head = (
            self.occurrences.sentence(speaker.span.start),
            words[head_end(words) - 1].text.lower(),
        )
        name = speaker.name or speaker.surface
        return Said(speaker.span, sentence, speaker.actor_id, name, "thing", head, None, anonymous=True)

    def _single(self, speaker: Speaker, words: Sequence[Token]) -> bool:
        """Whether a name that no mention explains is a person's."""
        return speaker.actor_id == actor_id("person", speaker.name or "")
