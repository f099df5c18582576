"""Who a record's words are ascribed to: from the words that name the speaker to one actor, or to none.

1. a name that heads the phrase stands for its actor;
2. a pronoun stands for the speaker before it, or the latest person named, of fitting gender;
3. an office ("the Tavrian leader") stands for the one person on the page who holds it, named before or after;
4. a description that names nobody is kept as an anonymous source;
5. ``the official`` points back to the speaker described so before;
6. what the page does not settle stays open: never the nearest name at hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.find.lexicon import Gazetteer, bare, stands_for, word_set
from parley.language.tokens import Token, tokens
from parley.records import Document, Mention, Speaker, actor_id, make_id
from parley.spans import Span
from parley.vocab import words as word_list

_SINGULAR = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_PRONOUNS = frozenset(
    [*_SINGULAR, "they", "it", "them", "i", "we", "you", "who", "which", "that", "both", "one"]
)
_AFTER_HEAD = word_list("after_head")
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "other"})


class Speakers:
    """Resolves the speakers of one document; ask in the order of the text, since pronouns look back."""

    def __init__(self, document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._document = document
        self._gazetteer = gazetteer
        self._mentions = [m for m in mentions if m.evidence]
        self._starts = [m.evidence[0].start for m in self._mentions]
        self._people = _people(self._mentions)
        self._named = {m.actor_id for m in self._mentions}
        self._last: list[Speaker] = []

    def surface(self, span: Span) -> str:
        """The words at a span."""
        return self._document.text[span.start : span.end]

    def resolve(self, span: Span) -> Speaker:
        """The speaker that the words at `span` name."""
        surface = self._document.text[span.start : span.end]
        words = tokens(surface, span.start)
        speaker = self._resolve(span, surface, words)
        if speaker.actor_id is not None:
            self._last.append(speaker)
        return speaker

    def _resolve(self, span: Span, surface: str, words: list[Token]) -> Speaker:
        lower = [w.text.lower() for w in words]
        if len(words) == 1 and lower[0] in _PRONOUNS:
            return self._pronoun(span, surface, lower[0])
        parts = _coordinated(words)
        if len(parts) > 1:
            named = [self._headed(part) for part in parts]
            if all(named):
                text = _listed([m.name for m in named if m])
                return Speaker(actor_id("group", text), text, surface, span)
            last = self._named_last(words)
            if last:
                return Speaker(last.actor_id, last.name, surface, span)
            return self._described(span, surface, words)
        found = self._headed(words) or self._named_last(words) or self._named_after(span)
        if found:
            return Speaker(found.actor_id, found.name, surface, span)
        role = self._role(words, span)
        if role:
            return Speaker(role.actor_id, role.name, surface, span)
        return self._described(span, surface, words)

    def _headed(self, words: Sequence[Token]) -> Mention | None:
        """The mention that ends where the phrase's head ends."""
        end = _head_end(words)
        if end == 0:
            return None
        stop = words[end - 1].end
        for m in reversed(self._within(words[0].start, stop)):
            e = m.evidence[0]
            if e.end == stop:
                return m
        return None

    def _named_last(self, words: Sequence[Token]) -> Mention | None:
        """The person whose name ends the phrase, if only an office and its owner stand before it."""
        stop = words[-1].end
        for m in self._within(words[0].start, stop):
            if m.kind in ("person", "media") and m.evidence[0].end == stop:
                before = [w for w in words if w.end <= m.evidence[0].start]
                office = len(m.title.split()) if m.title else 0
                owner = before[: len(before) - office]
                if owner and owner[-1].text.lower() not in _AFTER_HEAD | {"and", "'s"}:
                    return m
                return m if not owner else None
        return None

    def _named_after(self, span: Span) -> Mention | None:
        """The person named right after an office: ``the chief negotiator, Ana Weber, said``."""
        index = bisect_left(self._starts, span.end)
        if index < len(self._mentions):
            m = self._mentions[index]
            between = self._document.text[span.end : m.evidence[0].start]
            if m.kind == "person" and between in (", ", f", {m.title} "):
                head = self._document.text[span.start : span.end].split()[-1].lower()
                return m if head in word_set("titles", "heads") | {"general"} else None
        return None

    def _within(self, start: int, end: int) -> list[Mention]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._mentions[low:high]

    def _pronoun(self, span: Span, surface: str, word: str) -> Speaker:
        found = None
        if word in _SINGULAR:
            found = self._person_before(span.start, _SINGULAR[word])
        elif word in ("it", "they", "both"):
            found = self._body_before(word)
        return Speaker(found[0], found[1], surface, span) if found else Speaker(None, None, surface, span)

    def _person_before(self, at: int, gender: str) -> tuple[str, str] | None:
        """The latest of the last speakers whose gender fits, else the latest person named before `at`."""
        index = bisect_left(self._starts, at)
        recent = [m for m in self._mentions[max(0, index - 12) : index] if m.kind == "person"]
        for speaker in reversed(self._last[-3:]):
            person = self._people.get(speaker.actor_id or "")
            near = any(m.actor_id == speaker.actor_id for m in recent)
            if person and near and person.fits(gender):
                return speaker.actor_id or "", speaker.name or ""
            if speaker.anonymous and speaker is self._last[-1]:
                return speaker.actor_id or "", speaker.name or ""
        for m in reversed(recent):
            if self._people[m.actor_id].fits(gender):
                return m.actor_id, m.name
        return None

    def _body_before(self, word: str) -> tuple[str, str] | None:
        """The latest speaker, if it is not a person."""
        if not self._last or self._last[-1].actor_id in self._people:
            return None
        speaker = self._last[-1]
        described = speaker.anonymous or speaker.actor_id not in self._named
        last = (speaker.name or "").split()[-1:]
        if word == "it" and (not described or set(last) & word_set("organizations", "heads")):
            return speaker.actor_id or "", speaker.name or ""
        if word != "it" and described and any(w.endswith("s") for w in (speaker.name or "").split()[:3]):
            return speaker.actor_id or "", speaker.name or ""
        return None

    def _role(self, words: Sequence[Token], span: Span) -> Mention | None:
        """The one person on the page who holds the office that a definite description names."""
        lower = [bare(w.text).lower() for w in words]
        end = _head_end(words)
        if end == 0 or lower[0] in _INDEFINITE:
            return None
        head = lower[end - 1]
        if lower[max(0, end - 2) : end] == ["prime", "minister"]:
            head = "prime-minister"
        wanted = stands_for().get(head) or frozenset({head})
        if not any(w in word_set("titles", "heads") for w in wanted) and "prime-minister" not in wanted:
            return None
        modifiers = {w for w in lower[: end - 1] if w in word_set("titles", "modifiers")} - {
            "top",
            "chief",
            "lead",
            "leading",
            "main",
            "senior",
        }
        country = self._country(words)
        fits = [p for p in self._people.values() if p.holds(wanted, modifiers, country)]
        if len(fits) > 1:
            exact = [p for p in fits if country and country in p.countries]
            fits = exact or fits
        if len(fits) > 1 and not country:
            before = [p for p in fits if p.first.evidence[0].start < span.start]
            fits = before if len(before) == 1 else fits
        return fits[0].first if len(fits) == 1 else None

    def _country(self, words: Sequence[Token]) -> str | None:
        """The country named in a phrase."""
        plain = [bare(w.text) for w in words]
        for i in range(len(plain)):
            hit = self._gazetteer.at(plain, i)
            if hit and hit[1].country:
                return hit[1].country
        return None

    def _described(self, span: Span, surface: str, words: Sequence[Token]) -> Speaker:
        """A speaker that no mention explains: a single surname, a body in words, or an anonymous source."""
        end = _head_end(words)
        if end == 0:
            return Speaker(None, None, surface, span)
        head = words[end - 1].text
        first = 1 if words[0].text.lower() in ("the", "a", "an") and len(words) > 1 else 0
        name = self._document.text[words[first].start : words[-1].end].replace("\n", " ")
        if head[0].isupper() and all(w.text[0].isupper() for w in words[first:end] if w.text[0].isalpha()):
            kind = "organization" if first else "person"
            return Speaker(actor_id(kind, bare(name)), bare(name), surface, span)
        if words[0].text.lower() in ("his", "her", "its", "their", "my", "our"):
            return Speaker(None, None, surface, span)
        if not any(c.isalpha() for c in head):
            return Speaker(None, None, surface, span)
        if _points_back(words, end):
            told = self._told_of(head)
            return (
                Speaker(told.actor_id, told.name, surface, span, told.anonymous)
                if told
                else Speaker(None, None, surface, span)
            )
        return Speaker(make_id("actor", self._document.id, name), name, surface, span, anonymous=True)

    def _told_of(self, head: str) -> Speaker | None:
        """The latest speaker described with this head: ``the ministry`` after ``the defence ministry``."""
        return next((s for s in reversed(self._last) if head in (s.name or "").lower().split()), None)


def _points_back(words: Sequence[Token], end: int) -> bool:
    """Whether a phrase names somebody told of before: ``the minister``, not ``the minister of ports``."""
    return words[0].text.lower() in ("the", "this", "that") and end == 2 == len(words)


class _Person:
    """What a page says of one person."""

    def __init__(self, first: Mention) -> None:
        self.first = first
        self.titles: list[list[str]] = []
        self.countries: set[str] = set()

    def add(self, mention: Mention) -> None:
        if mention.title:
            words = mention.title.lower().split()
            joined = " ".join(words).replace("prime minister", "prime-minister").split()
            self.titles.append(joined)
        if mention.country:
            self.countries.add(mention.country)

    def holds(self, wanted: frozenset[str], modifiers: set[str], country: str | None) -> bool:
        if country and self.countries and country not in self.countries:
            return False
        for title in self.titles:
            if (
                wanted & set(title)
                and modifiers - {"prime"} <= set(title)
                and not {"former", "ex", "deputy", "vice"} & set(title) - modifiers
            ):
                return True
        return False

    def fits(self, gender: str) -> bool:
        other = "female" if gender == "male" else "male"
        said = {w.rstrip(".") for title in self.titles for w in title}
        if said & word_set("titles", gender):
            return True
        if said & word_set("titles", other):
            return False
        first = self.first.name.split()[0].lower()
        return first not in word_set("persons", other) or first in word_set("persons", gender)


def _people(mentions: Sequence[Mention]) -> dict[str, _Person]:
    out: dict[str, _Person] = {}
    for m in mentions:
        if m.kind == "person":
            out.setdefault(m.actor_id, _Person(m)).add(m)
    return out


def _head_end(words: Sequence[Token]) -> int:
    """The end of the head of a noun phrase: before its first preposition, mark or relative clause."""
    for i, word in enumerate(words):
        if word.text in (",", "(", "--", "—", "–"):
            return i
        if i and word.text.lower() in _AFTER_HEAD and not _joins_name(words, i):
            return i
    return len(words)


def _joins_name(words: Sequence[Token], i: int) -> bool:
    """Whether the preposition at `i` stands inside a body's name: ``Ministry of Defence``."""
    before = words[i - 1].text
    inside = i + 1 < len(words) and before[0].isupper() and words[i + 1].text[0].isupper()
    return inside and before.lower() in word_set("organizations", "heads")


def _coordinated(words: Sequence[Token]) -> list[Sequence[Token]]:
    """The members of a coordination of names: ``A, B and C``."""
    if not any(w.text.lower() == "and" for w in words):
        return [words]
    parts: list[list[Token]] = [[]]
    for word in words:
        if word.text.lower() in ("and", ","):
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
