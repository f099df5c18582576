"""Speakers that no mention of their words explains: bodies pointed back to, surnames, anonymous sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parley.find.lexicon import Gazetteer, bare, word_set
from parley.find.speakers.occurrences import Occurrences, token_range
from parley.find.speakers.offices import office
from parley.find.speakers.people import Person
from parley.find.speakers.phrase import head_end, is_body, is_person, is_plural, listed, members, points_back
from parley.find.speakers.ruling import Ruling, fitting, left_open
from parley.find.speakers.weighing import share
from parley.language.tags import is_common
from parley.language.tokens import Token
from parley.records import Document, Speaker, actor_id, make_id
from parley.spans import Span
from parley.vocab import words as listed_words

_ARTICLES = ("the", "a", "an")
_TEXTS = listed_words("documents")
_TELLING = frozenset({"VBN", "VBD", "VBG", "JJ", "RB"})  # tags of participles and their adverbs


class Descriptions:
    """Reads what describes the speakers of one document."""

    def __init__(
        self,
        document: Document,
        occurrences: Occurrences,
        persons: Mapping[str, Person],
        gazetteer: Gazetteer,
    ) -> None:
        self._document = document
        self._occurrences = occurrences
        self._people = persons
        self._gazetteer = gazetteer
        # Words of which it was asked whether they have a capital wherever they stand.
        self._own: dict[str, bool] = {}

    def described(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling:
        """A speaker that no mention explains: a single surname, a body in words, or an anonymous source."""
        end = head_end(words)
        if end == 0 or not any(c.isalpha() for c in surface):
            return left_open(span, surface, "left open: no name and no description")
        if points_back(words) and words[end - 1].text.islower():
            return self._pointed(span, surface, words[end - 1].text)
        known = self._half(span, surface, words) or self._surname(span, surface, words)
        if known:
            return known
        first = 1 if words[0].text.lower() in _ARTICLES and len(words) > 1 else 0
        name = self._document.text[words[first].start : words[-1].end].replace("\n", " ")
        several = len(words) > end and is_plural(words[end - 1].text.lower())
        name_like = first < end and not several and not office([w.text for w in words], self._gazetteer)
        if name_like and self._is_name(words[first:end]):
            body = any(is_body(bare(w.text).lower()) for w in words[:end])
            kind = "organization" if first or body else "person"
            score, how = share("as printed")
            return Ruling(Speaker(actor_id(kind, bare(name)), bare(name), surface, span, False, score, how))
        if (first == 0 and self._common(words[0])) or (first and name.istitle() and not several):
            name = name[0].lower() + name[1:]
        head = words[end - 1].text.lower()
        if is_body(head) and head not in _TEXTS and not several and self._is_one(words):
            score, how = share("body")
            return Ruling(Speaker(self._body_id(words, name), name, surface, span, False, score, how))
        people = is_person(head) or is_body(head) or is_plural(head) or head in word_set("anonymous", "heads")
        people = people or not head.isalpha()  # ``about 40 of its allies``
        people = people or self._told_of(words[:end])
        score, how = share("anonymous" if people else "thing")
        actor = make_id("actor", self._document.id, name)
        return Ruling(Speaker(actor, name, surface, span, True, score, how))

    def _is_one(self, words: Sequence[Token]) -> bool:
        """Whether a body in words is a certain one: ``Tavria's navy``, ``the port's council``, not ``a ministry``."""
        if words[0].text.lower() in listed("nouns", "any") or len(members(words)) > 1:
            return False
        own = words[1:] if words[0].text.lower() in _ARTICLES else words
        return any(w.text[0].isupper() and not self._common(w) for w in own)

    def _body_id(self, words: Sequence[Token], name: str) -> str:
        """The same on all pages where the words name whose body it is; elsewhere the page's own."""
        plain = [bare(w.text) for w in words]
        known = any(self._gazetteer.at(plain, i) for i in range(len(plain)))
        return actor_id("organization", name) if known else make_id("actor", self._document.id, name)

    def _told_of(self, words: Sequence[Token]) -> bool:
        """Whether somebody stands before what is told of them: ``a person | briefed``, ``people | familiar``."""
        line = self._occurrences.lines[self._occurrences.sentence(words[0].start)]
        start, end = token_range(line, words[0].start, words[-1].end) or (0, 0)
        somebody = word_set("anonymous", "heads")
        while end > start and line.words[end - 1] not in somebody:
            if line.tags[end - 1] not in _TELLING and line.words[end - 1] not in listed("nouns", "telling"):
                return False
            end -= 1
        return end > start

    def _is_name(self, words: Sequence[Token]) -> bool:
        """Whether all words of a head have a capital that is not only their sentence's own, but those that join."""
        head = words[-1].text
        joining = listed("nouns", "joining")
        if words[0].text.lower() not in word_set("organizations", "heads"):
            joining -= {"and"}  # ``Ana Weber and Juno`` are two
        own = [w.text for w in words if w.text[0].isalpha() and w.text not in joining]
        capitals = head[0].isupper() and all(word[0].isupper() for word in own)
        return capitals and not (len(words) == 1 and self._common(words[0]))

    def _common(self, word: Token) -> bool:
        """Whether a word with a capital is a common one that begins its sentence."""
        line = self._occurrences.lines[self._occurrences.sentence(word.start)]
        found = token_range(line, word.start, word.end)
        if found is None or not word.text[0].isupper() or not word.text[1:].islower():
            return False
        first = found[0] == 0 or line.tags[found[0] - 1] in ('"', ".", ":")
        plain = is_common(word.text.lower()) or line.tags[found[0]] in ("NNS", "CD", "DT")
        if not (first and plain) or self._gazetteer.at([bare(word.text)], 0):
            return False
        return not self._is_own(word, is_name=line.tags[found[0]] == "NNP")

    def _is_own(self, word: Token, *, is_name: bool) -> bool:
        """Whether a word has its capital wherever it stands: before another, or inside a sentence of the page."""
        text = self._document.text
        if is_name and text[word.end : word.end + 2].lstrip(" ")[:1].isupper():
            return True
        if word.text not in self._own:
            inside = any(_is_behind_small(text, at) for at in _places(text, word.text))
            self._own[word.text] = inside and not any(True for _ in _places(text, word.text.lower()))
        return self._own[word.text]

    def _pointed(self, span: Span, surface: str, head: str) -> Ruling:
        """``the ministry`` where the page names one: ``the Tavrian Defence Ministry``."""
        found = {
            o.mention.actor_id: o.mention
            for o in self._occurrences.before(span.start)
            if o.mention.kind != "person" and head in o.mention.name.lower().split()
        }
        if len(found) == 1:
            mention = next(iter(found.values()))
            score, how = share("told of before")
            return Ruling(Speaker(mention.actor_id, mention.name, surface, span, False, score, how))
        why = "nobody told of before fits" if not found else fitting([m.name for m in found.values()])
        return left_open(span, surface, f"left open: {why}")

    def _surname(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling | None:
        """A surname that is a common word too, where one person on the page is called so."""
        name = bare(words[-1].text)
        if len(words) > 1 or not name[0].isupper():
            return None
        found = [
            p.first for p in self._people.values() if " " in p.first.name and p.first.name.split()[-1] == name
        ]
        if len(found) != 1:
            return None
        score, how = share("surname")
        return Ruling(Speaker(found[0].actor_id, found[0].name, surface, span, False, score, how))

    def _half(self, span: Span, surface: str, words: Sequence[Token]) -> Ruling | None:
        """``the North`` for a state of the page whose name begins so: North Korea."""
        if len(words) != 2 or words[0].text.lower() != "the":
            return None
        found = {
            m.actor_id: m
            for m in self._occurrences.mentions
            if m.kind == "state" and m.name.split()[0] == words[1].text and " " in m.name
        }
        if len(found) != 1:
            return None
        score, how = share("half")
        mention = next(iter(found.values()))
        return Ruling(Speaker(mention.actor_id, mention.name, surface, span, False, score, how))


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself in a text."""
    at = text.find(word)
    while at >= 0:
        if _is_edge(text, at) and _is_edge(text, at + len(word)):
            yield at
        at = text.find(word, at + 1)


def _is_edge(text: str, i: int) -> bool:
    """Whether a word begins or ends at `i`."""
    before, after = (c.isalnum() or c == "_" for c in (text[i - 1 : i], text[i : i + 1]))
    return before != after


def _is_behind_small(text: str, at: int) -> bool:
    """Whether a word in small letters stands before what is at `at`, with a space or a comma and a space between."""
    if text[at - 1 : at] != " ":
        return False
    end = at - 1 - (text[at - 2 : at - 1] == ",")
    start = end
    while start and "a" <= text[start - 1] <= "z":
        start -= 1
    return start < end and _is_edge(text, start)
