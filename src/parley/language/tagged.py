"""A sentence as words with their tags and quotations, and the times among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parley.language.opinion import NONE, Opinion
from parley.language.quotes import Quotation
from parley.language.repairs import repair
from parley.language.sentences import Sentence
from parley.spans import Span
from parley.vocab import words

DAYS = words("days")
_TIMES = DAYS | words("times")
_IN_DATES = frozenset({"on", "in", "the", "of", "past"})
_SOON = frozenset({"today", "tonight"})  # which as names end those of newspapers
_BEGIN_DATES = frozenset({"on", "in", "last", "this", "late", "early", "earlier"})


class Tagged:
    """One sentence: words as printed and in lower case, tags, and for each token its quotation (or -1).

    Args:
        sentence: Its tokens.
        quotes: Of its paragraph.
        tags: Its tags as `parley.language.tags` found them.
        opinion: What another model thinks of its tags and names.
    """

    __slots__ = ("end", "opinion", "quoted", "start", "tags", "texts", "tokens", "words")

    def __init__(
        self, sentence: Sentence, quotes: Sequence[Quotation], tags: Sequence[str], opinion: Opinion = NONE
    ) -> None:
        self.tokens = sentence.tokens
        self.start, self.end = sentence.start, sentence.end
        self.texts = [text for _, _, text in self.tokens]
        self.words = list(map(str.lower, self.texts))
        if "’" in "".join(self.texts):
            self.words = [word.replace("’", "'") for word in self.words]
        self.opinion = opinion
        self.tags = list(tags)
        repair(self.tokens, self.words, self.tags)
        self.quoted = [-1] * len(self.tokens)
        self._mark_quotes(quotes)

    def _mark_quotes(self, quotes: Sequence[Quotation]) -> None:
        if not quotes:
            return
        at = bisect_right(quotes, self.start, key=lambda q: q.end)
        if at == len(quotes) or quotes[at].start >= self.end:
            return
        for i, token in enumerate(self.tokens):
            while at < len(quotes) and quotes[at].end <= token.start:
                at += 1
            if at < len(quotes) and quotes[at].start <= token.start:
                self.quoted[i] = at

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, start: int, end: int) -> Span:
        """Offsets of the tokens ``start:end``."""
        return tuple.__new__(
            Span, (self.tokens[start][0], self.tokens[end - 1][1])
        )  # half the time of Span()

    def is_open_quote(self, i: int) -> bool:
        """Whether token `i` is the first of a quotation."""
        quoted = self.quoted
        return 0 <= i < len(quoted) and quoted[i] >= 0 and (i == 0 or quoted[i - 1] != quoted[i])

    def quote_end(self, i: int) -> int:
        """The position after the last token, in this sentence, of the quotation that holds token `i`."""
        quoted, j = self.quoted, i
        while j < len(quoted) and quoted[j] == quoted[i]:
            j += 1
        return j

    def is_time(self, i: int) -> bool:
        """Whether token `i` may belong to a time adverbial."""
        return self.words[i] in _TIMES

    def time_at(self, i: int) -> bool:
        """Whether an adverbial of time begins at `i`: a day, "last week", "late in the day"."""
        if self.words[i] in DAYS:
            return True
        if self.words[i] not in _TIMES or i + 1 >= len(self.words):
            return False
        return self.is_time(i + 1) or (
            self.words[i] in ("late", "early", "later", "earlier") and self.tags[i + 1] == "IN"
        )

    def ends_name(self, i: int) -> bool:
        """Whether a day at `i` is the end of a name: ``Velm Today``."""
        return self.words[i] in _SOON and i > 0 and self.tags[i - 1] == self.tags[i] == "NNP"

    def skip_adverbs_before(self, s: int) -> int:
        """The end of what stands before adverbs and dates that precede `s`: ``S late on Monday | said``."""
        while s > 0 and self.quoted[s - 1] < 0 and not self.ends_name(s - 1):
            before = (
                s - 1 if self.tags[s - 1] == "RB" or self._is_time_before(s - 1) else self._before_date(s)
            )
            if before == s:
                break
            s = before
        return s

    def _before_date(self, s: int) -> int:
        """The end of what stands before ``last week``, ``on 3 May``, ``in June 2031`` that ends at `s`."""
        j, named = s, False
        while j > 1 and s - j < 5:
            if self.words[j - 1] in _TIMES:
                named = True
            elif self.words[j - 1] not in _IN_DATES and self.tags[j - 1] != "CD":
                break
            j -= 1
        if not named:
            return s
        while j < s and not (self.words[j] in _BEGIN_DATES or self.words[j] in DAYS):
            j += 1
        return j if s - j > 1 else s

    def _is_time_before(self, i: int) -> bool:
        word = self.words[i]
        return i > 0 and (word in DAYS or (word in ("on", "late", "early", "last") and self.is_time(i + 1)))
