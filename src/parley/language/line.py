"""A tagged sentence and the few phrases that rules need to see in it: noun phrases, verb groups, clauses.

Positions are token positions within the sentence; ranges are half-open. Every look to the left or
right is bounded, so that reading a text takes time linear in its length even without sentence ends.
"""

from __future__ import annotations

import re

from parley.language.tagged import DAYS, Tagged
from parley.language.tags import FINITE
from parley.vocab import words

Range = tuple[int, int]  # tokens of a sentence, half-open
REACH = 40  # tokens a phrase may span; bounds every look around
NOUNS = frozenset({"NN", "NNS", "NNP", "PRP", "CD"})
MARKS = frozenset({",", "--", "—", "–", "-", ")", ";"})
SUBORDINATORS = words("subordinators")
_MODIFIERS = frozenset({"DT", "JJ", "CD", "NN", "NNS", "NNP", "POS"})
_INNER = frozenset({"VBN", "VBG", "RB"})  # tags of words that may stand inside a noun phrase
_JOINING = frozenset({"-", "–", "&", "/"})
_BEFORE_NOUN = frozenset({"DT", "JJ", "POS", "NN", "NNP"})
_EDGES = frozenset({",", ":", "(", ".", '"', "WH"})  # tags of what a clause may begin behind
_NO_CLAUSE = FINITE | {",", ".", ":", "TO", "CC", "WH", "("}  # tags of what none begins with
_PAUSES = frozenset({".", ":", ",", "TO"})  # tags of the words that may end the reach of a clause
_MONTHS = words("months")
_COMPASS = frozenset(
    {"north", "south", "east", "west"}
)  # adverbs to taggers, and part of names: ``South Tavrian``
_HEADLESS = words("headless")
_NP_PREPOSITIONS = words("noun_phrase_prepositions")
_LEADING = frozenset({"of", "for", "at", "from", "and", "in", "with", "'s"})  # on to more of a noun phrase
_TO_HEADS = words("heads_before_to")
_COMPLEMENTED = words("complemented")
_TIMES = frozenset({"earlier", "later"})  # before a name they tell when: ``| earlier | Weber said``
_ABOUT = words("about")
_AUXILIARIES = words("auxiliaries")
# What may part an auxiliary from its verb: ``have both rejected``, ``has since rejected``.
_FLOATING = frozenset({"both", "all", "each", "since"})
_POSSESSIVES = words("possessives")
_SEAT = re.compile(r"[A-Z]{1,3}-[A-Z][A-Za-z.]*")  # of a member of parliament: party and place


class Line(Tagged):
    """A tagged sentence with its noun phrases, verb groups and clauses."""

    __slots__ = ()

    @property
    def is_title(self) -> bool:
        """Whether nearly all longer words have a capital, so that capitals mark no names."""
        firsts = list(filter(str.isalpha, [text[0] for text in self.texts[:REACH] if len(text) > 3]))
        return len(firsts) > 3 and sum(map(str.isupper, firsts)) > 0.7 * len(firsts)

    def np_before(self, end: int) -> Range | None:
        """The noun phrase that ends just before `end`, as wide as it stands at a clause's edge."""
        i = end - 1
        if i < 0 or self.quoted[i] >= 0 or (end < len(self.words) and self.words[end] == "ago"):
            return None
        seat = i - (self.words[i] == ".")  # ``Senator Ana Weber, R-Velm. | said``
        if seat > 1 and self.words[seat - 1] == "," and _SEAT.fullmatch(self.tokens[seat].text):
            return self.np_before(seat - 1)
        if self.tags[i] == "PRP":
            return (i, end) if self.words[i] not in ("there", "it's") else None
        if not (self.tags[i] in NOUNS or self.words[i] in _HEADLESS) or (
            self.words[i] in DAYS and not self.ends_name(i)
        ):
            return None
        if i > 0 and self.words[i] in _MONTHS and self.words[i - 1] == "come":
            return None  # ``leaders who will rule | come January | say``
        start = widest = self._base(i)
        while self._edge(widest) is False and end - widest < REACH:
            wider = self._widen(widest)
            if wider is None:
                return self._with_quantity(start), end
            widest = wider
        return self._with_quantity(widest), end

    def bracket_at(self, i: int) -> int:
        """The bracket that is open at `i`; -1 where there is none."""
        near = range(i, max(-1, i - REACH), -1)
        last = next((k for k in near if self.words[k] in ("(", ")")), -1)
        return last if last >= 0 and self.words[last] == "(" else -1

    def is_possessive(self, i: int) -> bool:
        """Whether token `i` is a noun in the possessive: ``Tavria's``."""
        return self.tags[i] == "POS" or (self.words[i].endswith(("'s", "s'")) and self.tags[i] in NOUNS)

    def possessor_before(self, end: int) -> Range | None:
        """The noun phrase in the possessive that ends just before `end`: ``the Tavrian leader's``."""
        if not end or not self.is_possessive(end - 1) or self.quoted[end - 1] >= 0:
            return None
        start = self._base(end - 1)
        if start > 1 and self.words[start - 1] == "of" and self.tags[start - 2] in NOUNS:
            start = self._base(start - 2)
        return start, end

    def _with_quantity(self, s: int) -> int:
        """The begin of a noun phrase with an approximation before it: ``more than a dozen of ...``."""
        if (
            s > 1
            and self.words[s - 1] in ("than", "least")
            and self.words[s - 2] in ("more", "less", "fewer", "at")
        ):
            return s - 2
        if s and self.words[s] == "least" and self.words[s - 1] == "at":
            return s - 1  # ``at | least one envoy``, where "least" looks like an adjective of the noun
        return s

    def _base(self, i: int) -> int:
        """First token of the simple noun phrase whose head is token `i`."""
        tags, words_, s = self.tags, self.words, i
        while s > 0 and i - s < REACH and self.quoted[s - 1] < 0 and words_[s - 1] not in DAYS:
            before, word, tag_ = tags[s - 1], words_[s - 1], tags[s]
            if tag_ == "DT" and before != "DT":
                break
            if tag_ == "CD" and word in _ABOUT:
                s -= 1
                continue
            noun = before in _MODIFIERS or (before in _INNER and self._modifies(s - 1))
            noun = noun or (word in _COMPASS and tag_ in ("JJ", "NNP"))
            if not noun and not (s > 1 and self._joined(s - 1)):
                break
            if word in _TIMES and tag_ == "NNP" and tags[s - 2 : s - 1] != ["DT"]:
                break
            s -= 1
        while s < i and words_[s] in _JOINING:
            s += 1
        return s

    def _joined(self, i: int) -> bool:
        """Whether a mark joins what stands before it to a name."""
        firm = self.words[i] == "&" and self.tokens[i - 1].text.isupper()  # ``AT&T``
        return firm or (self._joins(i) and self.tags[i - 1] in NOUNS)

    def _joins(self, i: int) -> bool:
        """Whether a mark between two words joins them to a name; a dash with spaces on both sides parts them."""
        if self.words[i] not in ("-", "–"):
            return self.words[i] in ("&", "/")
        mark = self.tokens[i]
        return self.tokens[i - 1].end == mark.start or mark.end == self.tokens[i + 1].start

    def _modifies(self, i: int) -> bool:
        """Whether participle or adverb `i` stands inside a noun phrase, after its determiner."""
        return i > 0 and self.tags[i - 1] in ("DT", "POS") and self.tags[i + 1] in ("JJ", "NN", "NNS", "NNP")

    def _edge(self, s: int) -> bool:
        """Whether a clause may begin at `s`."""
        if s == 0 or self.quoted[s - 1] >= 0:
            return True
        tag_, word = self.tags[s - 1], self.words[s - 1]
        if tag_ in _EDGES or word in SUBORDINATORS or word in ("but", "yet"):
            return True
        if word == "both":
            return s < 2 or self.tags[s - 2] not in ("IN", "TO")
        if s == 1:
            return tag_ in ("RB", "CC")
        return word in ("-", "–") and not self._joins(s - 1)

    def _widen(self, s: int) -> int | None:
        """Where the noun phrase begins if the preposition or conjunction before `s` belongs to it."""
        word, i = self.words[s - 1], s - 2
        if i < 0 or self.quoted[i] >= 0:
            return None
        if word == "both":
            return s - 1  # ``people in | both T and S``
        if word in ("and", "or") and (self.tags[i] in NOUNS or self.words[i] in _HEADLESS):
            return self._base(i)
        if word == "of" and self.words[i] == ")" and i > 2 and self.words[i - 2] == "(":
            i -= 3  # ``Sen. Ana Weber (L) | of Velm``
        if word in _NP_PREPOSITIONS:
            if word == "to" and self.words[i] not in _TO_HEADS:
                return None
            if self.words[i] in _COMPLEMENTED:  # ``officials directly involved in the talks``
                noun = i - 2 if i > 1 and self.tags[i - 1] == "RB" else i - 1
                if noun >= 0 and self.tags[noun] in NOUNS:
                    return self._base(noun)
            if self.tags[i] in NOUNS or self.words[i] in _HEADLESS:
                return self._base(i)
            if self.tags[i] == "JJ" and i > 0 and self.tags[i - 1] in _BEFORE_NOUN:
                return self._base(i)  # ``an official at the ministry``: an adjective that does a noun's work
            if self.tags[i] == "VBG" and i > 0 and self.tags[i - 1] in ("NN", "NNS", "NNP"):
                return self._base(i - 1)  # ``officers serving in the north``
        if self.tags[s - 1] == "VBG" and self.tags[i] == "NNS":
            return self._base(i)  # ``executives representing the traders``
        return None

    def np_after(self, start: int) -> Range | None:
        """The noun phrase that begins at `start`, with the prepositional phrases that belong to it."""
        i = self._simple_after(start)
        if i is None:
            return None
        words_, last = self.words, len(self.words) - 1
        paired = start > 0 and words_[start - 1] == "between"  # ``the truce between T and S | has held``
        while i < last and i - start < REACH and words_[i] in _LEADING:
            if words_[i] not in ("of", "'s") and self.is_time(i + 1):
                break
            wider = self._simple_after(i + 1)
            joins = words_[i] == "and" and wider is not None and not paired
            if wider is None or (joins and wider <= last and self.tags[wider] in FINITE):
                break
            i = wider
        if i + 1 < last and words_[i] in _COMPLEMENTED:
            i = self._simple_after(i + 2) or i
        return start, i

    def phrase_at(self, i: int, *prepositions: str) -> Range | None:
        """The noun phrase behind one of `prepositions` at `i`: ``by S``."""
        return self.np_after(i + 1) if i + 1 < len(self.words) and self.words[i] in prepositions else None

    def _simple_after(self, start: int) -> int | None:
        """The end of the simple noun phrase that begins at `start`."""
        tags, words_, quoted, head = self.tags, self.words, self.quoted, None
        for i in range(start, min(len(tags), start + REACH)):
            if quoted[i] >= 0:
                break
            tag_ = tags[i]
            if i == start:
                if (tag_ == "PRP" and not self._owns(i)) or (words_[i] == "her" and self._is_object(i)):
                    return i + 1
            elif (tag_ == "DT" and tags[i - 1] not in ("DT", "POS", "RB")) or (
                words_[i] in DAYS and not self.ends_name(i)
            ):
                break
            if tag_ in NOUNS and tag_ != "PRP":
                head = i
            elif tag_ not in _MODIFIERS and not self._inner(i, start) and not (i == start and self._owns(i)):
                break
        if head is None:
            return start + 1 if start < len(tags) and words_[start] in _HEADLESS else None
        return head + 1

    def _owns(self, i: int) -> bool:
        """Whether a pronoun stands before what it owns: ``his widow``."""
        return self.words[i] in _POSSESSIVES and self.tags[i + 1 : i + 2] in (
            ["NN"],
            ["NNS"],
            ["JJ"],
            ["NNP"],
        )

    def _is_object(self, i: int) -> bool:
        """Whether "her" at `i` is a pronoun by itself: ``accused her of C``."""
        return self.tags[i + 1 : i + 2] in (["IN"], ["TO"], [","], ["."])

    def _inner(self, i: int, start: int) -> bool:
        """Whether a participle, adverb or joining mark stands inside a noun phrase begun at `start`."""
        if i + 1 == len(self.words):
            return False
        if self.words[i] in _JOINING:
            return i > start and self._joins(i)
        return self.tags[i] in _INNER and self.tags[i + 1] in ("NN", "NNS", "NNP", "JJ")

    def clause_at(self, i: int) -> bool:
        """Whether a finite clause begins at `i`: with its subject, or with an adverbial and a comma."""
        if i >= len(self.words):
            return False
        tag_, word = self.tags[i], self.words[i]
        if tag_ == "PRPV":
            return True
        if word in ("both", "either", "neither"):
            return self.has_verb(i + 1, self._reach(i))
        if tag_ in _NO_CLAUSE or self.time_at(i):
            return False
        if tag_ == "IN" and self.is_time(min(i + 1, len(self.words) - 1)):
            return False  # ``said on Monday that C``
        if self._quantity(i):
            return self.has_verb(i + 1, self._reach(i))
        if tag_ in ("IN", "VBN"):
            bare = self.tags[i + 1 : i + 2] in (["NNS"], ["NN"]) and word not in ("to", "by")
            if not bare:
                return self._comma_clause(i)
        return tag_ != "VB" and self.has_verb(i + 1, self._reach(i))

    def subject_and_verb_at(self, i: int) -> bool:
        """Whether a finite clause begins at `i` with its subject, and not an object that only has a clause in it.

        Stricter than `clause_at`: ``maintained [the lead that she had]`` holds none, ``maintained [the lead
        was safe]`` does.
        """
        if not self.clause_at(i) or (self.tags[i] == "IN" and not self._quantity(i)):
            return False
        found = self.np_after(i)
        if self.tags[i] == "PRPV" or found is None:
            return True
        tags, words_ = self.tags, self.words
        owed, had = 0, False  # verbs of relative clauses, and whether any had its own
        stop = min(len(words_), found[1] + 25)
        for j in range(found[1], stop):
            tag_, word = tags[j], words_[j]
            if word in (",", "(", "—", "-") and j + 1 < stop and owed == 0:
                closing = ")" if word == "(" else word
                after = next((k + 1 for k in range(j + 2, stop) if words_[k] == closing), None)
                return after is not None and after < len(words_) and self._finite_at(after)
            if j == found[1] and word in SUBORDINATORS and word != "that":
                return False  # ``asked S if C``
            if tag_ == "WH" or word in ("that", "unless", "because", "although"):
                owed += 1
            elif tag_ in FINITE and tags[j - 1] not in FINITE:
                joined = not owed and self._is_joined(j)
                if not owed and not (joined and had):
                    return not joined  # ``repeated [his fears but softened his tone]``
                had, owed = True, owed - (not joined)  # ``an attack [that killed ten and | cut the lines]``
            elif tag_ in (":", ".", "TO") or word == "as":
                return False
        return False

    def _is_joined(self, i: int) -> bool:
        """Whether a verb is the first behind "and" or "but", so that it is joined to one that stands before."""
        k = i - 1 - (self.tags[i - 1] == "RB")
        return self.words[k] in ("and", "or", "but")

    def _finite_at(self, i: int) -> bool:
        """Whether a finite verb stands at `i`, or behind a quotation mark or an adverb there."""
        return self.tags[i] in (*FINITE, "RB") or (
            self.tags[i] == '"' and self.tags[i + 1 : i + 2] != [] and self.tags[i + 1] in FINITE
        )

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in a range, or a participle where only one can: ``talks covered the ...``."""
        tags = self.tags[start:end]
        return not FINITE.isdisjoint(tags) or (
            "VBN" in tags
            and any(self.tags[j] == "VBN" and self.is_past(j) for j in range(start + 1, end - 1))
        )

    def is_past(self, j: int) -> bool:
        """Whether the participle at `j` stands between a noun and an object, as a past tense does."""
        before, after = self.tags[j - 1], self.tags[j + 1]
        return (before in NOUNS and after in ("DT", "NNP", "PRP", "JJ", "CD")) or (
            before == "RB" and after in ("DT", "NNP", "PRP")
        )

    def _reach(self, i: int) -> int:
        """Up to where a clause that begins at `i` may have its finite verb."""
        tags, words_ = self.tags, self.words
        stop = min(len(tags), i + REACH)
        for j in range(i, stop):
            tag_ = tags[j]
            if tag_ not in _PAUSES:
                continue
            if tag_ == "." or words_[j] in (":", ";") or (tag_ == "TO" and j - i < 3):
                return j
            if words_[j] == "," and words_[j + 1 : j + 2] in (["but"], ["while"]):
                return j
        return stop

    def _comma_clause(self, i: int) -> bool:
        """Whether an adverbial at `i` ends in a comma that a subject and its verb follow."""
        for j in range(i + 1, min(len(self.words) - 2, i + 20)):
            if self.words[j] == ",":
                return self.tags[j + 1] in ("PRPV", "PRP", "NNP", "DT", "NNS", "NN") and self.clause_at(j + 1)
        return False

    def _quantity(self, i: int) -> bool:
        """Whether a number with an approximation before it begins at `i`: ``at least 300``."""
        if self.tags[i] not in ("IN", "JJ", "RB") or "CD" not in self.tags[i + 1 : i + 3]:
            return False
        return not self.is_time(i) and not self._day_of_month(i + 1)

    def _day_of_month(self, i: int) -> bool:
        """Whether a number before a month stands at `i`: ``4 June``."""
        return (
            self.tags[i : i + 1] == ["CD"]
            and self.words[i + 1 : i + 2] != []
            and (self.words[i + 1] in _MONTHS and self.tokens[i + 1].text[0].isupper())
        )

    def verb_group(self, v: int) -> tuple[int, bool]:
        """First token of the verb group whose main verb is `v`, and whether it is negated."""
        words_, quoted, s, negated = self.words, self.quoted, v, False
        while s > 0 and v - s < 6 and quoted[s - 1] == quoted[v]:
            word = words_[s - 1]
            if word in ("neither", "nor"):
                return s, True
            longer = word == "no" and words_[s : s + 1] == ["longer"]
            if longer or word in ("not", "never") or word.endswith("n't"):
                negated = True
            elif not (
                self.tags[s - 1] in ("RB", "MD")
                or word in _AUXILIARIES
                or (word in _FLOATING and s > 1 and words_[s - 2] in _AUXILIARIES)
            ):
                break
            s -= 1
        return s, negated
