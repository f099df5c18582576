"""A finder of statements that asks a language model too: off unless the settings name one.

1. the built-in finder reads the document;
2. each passage is sent alone, so that what one passage says can change no other passage's answer;
3. each claim of each answer passes the gate, or is dropped and counted (`parley.backends.gate`);
4. what passed gets its speaker by the same rules as ours and is merged with the built-in statements.

Whatever becomes of the endpoint, the built-in statements are there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from parley.backends import answers, prompt
from parley.backends.gate import FOUND, Gate, Placed
from parley.backends.merge import distinct, merge
from parley.errors import SettingsError
from parley.find.base import Analysis, Finder
from parley.find.cues import phrases, verbs
from parley.find.speakers.resolver import Speakers
from parley.find.statements import Quoted
from parley.passages import Passage
from parley.reading import Findings
from parley.records import Record, Speaker, Statement, make_id
from parley.settings import Settings
from parley.spans import evidence
from parley.times.dating import no_later

try:
    from parley.backends.endpoint import Endpoint, NoAnswer, Target
except ModuleNotFoundError as error:
    if error.name != "httpx":
        raise
    raise SettingsError(
        "llm_model is set, but what asks a model is not installed; run: pip install 'parley-news[llm]'"
    ) from error

VERSION = "1"  # raise it when the same answers would give other statements
# What is counted: passages, then claims, then what the merge made of those found.
COUNTS = (
    "passages", "unanswered", "not_asked", "unusable",
    "found", "misattributed", "not_found", "malformed", "repeated",
    "agreed", "disagreed", "added", "covered",
)  # fmt: skip
LONGEST = 8_000  # characters of a passage that is asked; paragraphs of news have 100 to 600
PATIENCE = 3  # failures of a page after which the rest of it is not asked; pages after which none is
_T = TypeVar("_T")


class ModelStatements:
    """Statements by the built-in finder and by a language model, merged.

    Args:
        inner: The finder of statements that speaks in any case.
        settings: Name the model and its endpoint.

    Raises:
        SettingsError: If they name one that cannot be asked.
    """

    kind = "statements"
    asks = True  # a model may answer otherwise the next time

    def __init__(self, inner: Finder, settings: Settings) -> None:
        self._inner = inner
        self._target = Target.of(settings)
        self._parallel = settings.llm_parallel
        self._most = settings.llm_max_passages
        self._form = 0  # the first form of answer that the server has not refused
        self._silent = 0  # pages in a row to which nothing was answered
        self.origin = f"llm:{settings.llm_model}"
        self.needs = tuple(dict.fromkeys((*inner.needs, "mentions")))
        own = (VERSION, settings.llm_model, prompt.fingerprint(), settings.llm_max_passages, LONGEST)
        self.version = make_id("v", type(inner).__module__, type(inner).__qualname__, inner.version, *own)

    def find(self, analysis: Analysis) -> Findings:
        """The statements in order of the text, with what became of the model's answers."""
        rules: list[Record] = list(self._inner.find(analysis))
        ours = [r for r in rules if isinstance(r, Statement)]
        counts = Counter(dict.fromkeys(COUNTS, 0))
        passages = self._askable(analysis.passages, counts)
        asked, fault = self._asked(passages, counts)
        placed = [p for passage, answer in asked for p in _gated(passage, answer, counts)]
        theirs, repeated, contradicting = distinct(
            analysis.document.text, list(self._statements(analysis, ours, placed))
        )
        counts.update(repeated=repeated, misattributed=contradicting)
        counts[FOUND] -= repeated + contradicting
        merged, joined = merge(analysis.document.text, ours, theirs)
        counts.update(joined)
        return Findings(tuple(merged), dict(counts), fault)

    def _askable(self, passages: Sequence[Passage], counts: Counter[str]) -> list[Passage]:
        """The passages that are sent."""
        worded = [p for p in passages if any(line.tokens for line in p.sentences)]
        short = [p for p in worded if len(p.text) <= LONGEST][: self._most]
        counts["passages"], counts["not_asked"] = len(worded), len(worded) - len(short)
        return short

    def _asked(
        self, passages: Sequence[Passage], counts: Counter[str]
    ) -> tuple[list[tuple[Passage, str]], str | None]:
        """The passages with their answers, and why others have none."""
        if not passages:
            return [], None
        if self._silent >= PATIENCE:
            counts["unanswered"] += len(passages)
            return [], f"{self._target.url}: gave no answer to {PATIENCE} pages in a row; not asked again"
        found, faults = _run(lambda: self._ask_all(passages))
        answered = [(p, a) for p, a in zip(passages, found, strict=True) if a is not None]
        self._silent = 0 if answered else self._silent + 1
        missing = len(passages) - len(answered)
        counts["unanswered"] += missing
        return answered, f"{missing} of {len(passages)} passages: {faults[0]}" if missing else None

    async def _ask_all(self, passages: Sequence[Passage]) -> tuple[list[str | None], list[str]]:
        """An answer to each passage, None where there is none, and what went wrong."""
        faults: list[str] = []
        gate, hopeless = asyncio.Semaphore(self._parallel), asyncio.Event()

        async def one(passage: Passage) -> str | None:
            async with gate:
                if hopeless.is_set():
                    return None
                try:
                    return await endpoint.ask(passage.text)
                except NoAnswer as error:
                    faults.append(str(error))
                    if error.lasting or len(faults) >= PATIENCE:
                        hopeless.set()
                    return None

        async with Endpoint(self._target, self._form) as endpoint:
            found = await asyncio.gather(*(one(p) for p in passages))
            self._form = endpoint.form
        return list(found), faults

    def _statements(
        self, analysis: Analysis, rules: Sequence[Statement], placed: Sequence[Placed]
    ) -> Iterable[Statement]:
        """Placed claims as statements. Speakers are resolved in order of the text, those of the rules too."""
        speakers = Speakers(analysis, analysis.known)
        quoted = Quoted(analysis.document, analysis.passages)
        known = {s.speaker.span: s.speaker for s in rules if s.speaker is not None}
        theirs = {p.speaker for p in placed if p.speaker is not None} - known.keys()
        for span in sorted({*known, *theirs}):
            resolved = speakers.resolve(span).speaker
            known.setdefault(span, resolved)
        for item in sorted(placed, key=lambda p: p.content):
            speaker = known[item.speaker] if item.speaker is not None else None
            yield self._statement(analysis, item, speaker, quoted.mode(item.content))

    def _statement(self, analysis: Analysis, placed: Placed, speaker: Speaker | None, mode: str) -> Statement:
        document = analysis.document
        content = " ".join(document.text[s.start : s.end] for s in placed.content)
        cue = document.text[placed.cue.start : placed.cue.end] if placed.cue else None
        lemma, act = _cue(cue)
        pieces = {*placed.content, *(s for s in (placed.cue, placed.speaker) if s is not None)}
        return Statement(
            id=make_id("statement", document.id, *(n for s in placed.content for n in s), content),
            document_id=document.id,
            speaker=speaker,
            mode=mode,
            cue=cue,
            cue_span=placed.cue,
            act=act,
            content=content,
            content_spans=placed.content,
            addressee=None,
            channel=None,
            place=None,
            when=None,
            date=no_later(document.published),
            about=analysis.profile.issues_in(content),
            negated=act == "deny",
            hypothetical=False,
            relayed_by=None,
            rule=f"{self.origin}: {lemma or 'no cue'}",
            evidence=tuple(evidence(document.id, document.text, s.start, s.end) for s in sorted(pieces)),
            origin=self.origin,
        )


def _gated(passage: Passage, answer: str, counts: Counter[str]) -> Iterable[Placed]:
    """What of an answer passes the gate; the rest is counted."""
    try:
        claims, malformed = answers.claims(answer)
    except answers.Unusable:
        counts["unusable"] += 1
        return
    counts["malformed"] += malformed
    gate = Gate(passage)
    for claim in claims:
        outcome, placed = gate.check(claim)
        counts[outcome] += 1
        if placed is not None:
            yield placed


def _cue(words: str | None) -> tuple[str | None, str]:
    """Lemma and act of the reporting words, as far as the lexicon knows them."""
    plain = words.lower().replace("’", "'").split() if words else []
    for i, word in enumerate(plain):
        for phrase, cue in phrases().get(word, ()):
            if tuple(plain[i : i + len(phrase)]) == phrase:
                return cue.lemma, cue.act
        for cue, _ in verbs().get(word, ()):
            return cue.lemma, cue.act
    return " ".join(plain) or None, "say"


def _run(work: Callable[[], Coroutine[None, None, _T]]) -> _T:
    """Run asynchronous work to its end, inside a running event loop (a notebook's) too."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()
