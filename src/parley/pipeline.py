"""The line for one page, on one screen: page -> document -> passages -> records.

`Reader.read` is a pure function of the page's bytes and the settings, but where these name a language
model, whose endpoint then has a say in the statements. It runs unchanged in this process, in a process
pool and on a cluster. Whatever goes wrong with one page becomes that page's rejection, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

from parley import clean, limits, plugins, vocab
from parley.errors import PageError
from parley.find.base import Analysis, Finder
from parley.language.opinion import Pipeline
from parley.laps import Laps
from parley.passages import Passage, split
from parley.profiles import Profile, load_profile
from parley.reading import Counts, Findings, Found, Reading
from parley.records import REASONS, Document, Page, Record, Rejection, make_id
from parley.settings import Settings


class Reader:
    """Reads pages with one set of settings. Build one per process; it holds no state between pages.

    Raises:
        SettingsError: If the settings name a profile, a model or a pipeline that cannot be used.
    """

    def __init__(self, settings: Settings, finders: Sequence[Finder] | None = None) -> None:
        self.settings = settings
        self.profile: Profile = load_profile(settings.profile)
        self.second = Pipeline(settings.parse_pipeline) if settings.parse_pipeline else None
        self.finders = in_order(plugins.finders(settings) if finders is None else finders)
        self.versions = self._versions()

    def read(self, page: Page) -> Reading:
        """The reading of one page. Never raises for what the page holds, nor lasts for ever (`limits`).

        1. the page's bytes become a document with labelled blocks, or a rejection;
        2. its content blocks become passages, each analysed once;
        3. each finder adds its records.
        """
        limit = limits.seconds(page, self.settings)
        try:
            with limits.within(limit):
                return self._read(page)
        except limits.Spent:
            return self._rejected(page, "too_slow", f"{REASONS['too_slow']} It had {limit:,} seconds.")
        except MemoryError:
            return self._rejected(page, "too_complex", "Reading the page takes more memory than a page may.")

    def _read(self, page: Page) -> Reading:
        laps = Laps()
        try:
            limits.parts(page, self.settings)
            document = clean.read(page, self.settings)
            limits.paragraphs(document, self.settings)
        except PageError as error:
            return self._rejected(page, error.code, error.reason)
        except MemoryError:
            raise
        except Exception as error:  # a bug of ours must not cost the user the other pages
            return self._rejected(page, "failed", told(error))
        laps("clean")
        found = self.find(document)
        versions = {step: v for step, v in self.versions.items() if step not in found.faults}
        return Reading(
            page.uri,
            page.locator,
            page.fingerprint,
            document,
            None,
            found.records,
            versions,
            page.content,
            found.faults,
            {**found.counts, **_undated(page, document)},
            {**laps.seconds, **found.seconds},
        )

    def find(self, document: Document, kinds: Iterable[str] | None = None) -> Found:
        """The records of a document by kind; with `kinds`, only those.

        What the wanted kinds need is found too, but not returned. A finder that raises, or needs one
        that did, is a fault of its kind and costs no other kind anything. Records that are not all there
        are kept, with a fault; what rests on them is incomplete too.

        Raises:
            MemoryError: If the page takes more than there is.
        """
        wanted = {f.kind for f in self.finders} if kinds is None else set(kinds)
        if document.language is not None and document.language.split("-")[0] not in self.settings.languages:
            return Found(dict.fromkeys(wanted, ()), {}, {})
        closure = self._closure(wanted)
        laps = Laps()
        try:
            passages = self.passages(document)
        except MemoryError:
            raise
        except Exception as error:  # without them nothing is found, and all is tried again by the next build
            return Found({}, dict.fromkeys(sorted(closure), told(error)), {})
        laps("passages")
        found: dict[str, tuple[Record, ...]] = {}
        faults: dict[str, str] = {}
        counts: dict[str, Mapping[str, int]] = {}
        analysis = Analysis(document, passages, self.profile, found)
        for finder in self.finders:
            lacking = [kind for kind in finder.needs if kind in faults]
            if finder.kind not in closure:
                continue
            try:
                if any(kind not in found for kind in lacking):
                    raise LookupError(f"needs {', '.join(lacking)}")
                result = finder.find(analysis)
                found[finder.kind] = tuple(result)
            except MemoryError:  # it is the page that is too large, not the finder that is wrong
                raise
            except Exception as error:  # told in the reading, and tried again by the next build
                faults[finder.kind] = told(error)
                continue
            finally:
                laps(finder.kind)
            if isinstance(result, Findings):
                counts[finder.kind] = result.counts
            fault = result.fault if isinstance(result, Findings) else None
            if fault or lacking:
                faults[finder.kind] = fault or f"rests on {', '.join(lacking)}, not all found"
        rows = {kind: some for kind, some in found.items() if kind in wanted}
        return Found(rows, faults, counts, laps.seconds)

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The content of a document, analysed."""
        return tuple(split(document, self.second))

    def stale(self, versions: Mapping[str, str]) -> set[str]:
        """The steps whose stored version is not this reader's: ``clean`` or finder kinds.

        What asks a model may answer otherwise the next time, so it is stored again with what rests on it.
        """
        found = {step for step, version in self.versions.items() if versions.get(step) != version}
        if versions.get("clean") == self._too_slow():
            found.discard("clean")
        asked = {f.kind for f in self.finders if getattr(f, "asks", False)}
        return found | {kind for f in self.finders if f.kind in found for kind in f.needs if kind in asked}

    def _too_slow(self) -> str:
        """The version of cleaning for a page that took too long: it is tried again once it may take longer."""
        return make_id("v", self.versions["clean"], self.settings.max_page_seconds)

    def _closure(self, kinds: set[str]) -> set[str]:
        out = set(kinds)
        for finder in reversed(self.finders):
            if finder.kind in out:
                out.update(finder.needs)
        return out

    def _versions(self) -> dict[str, str]:
        """A step's version covers what it rests on.

        That is its own code, its word lists and libraries, the profile, the pipeline that gives a second
        opinion, and the steps it needs.
        """
        libraries = (f"{name} {version(name)}" for name in clean.LIBRARIES)
        cleaning = make_id(
            "v", clean.VERSION, self.settings.cleaning_key(), vocab.fingerprint("clean"), *libraries
        )
        out = {"clean": cleaning}
        second = [self.second.version()] if self.second else []
        for finder in self.finders:
            needed = [out[kind] for kind in finder.needs]
            out[finder.kind] = make_id(
                "v",
                type(finder).__module__,
                type(finder).__qualname__,
                finder.version,
                vocab.fingerprint(),
                self.profile.fingerprint,
                ",".join(self.settings.languages),
                cleaning,
                *second,
                *needed,
            )
        return out

    def _rejected(self, page: Page, code: str, reason: str) -> Reading:
        rejection = Rejection(page.uri, page.locator, code, reason, page.sha256)
        cleaning = self._too_slow() if code == "too_slow" else self.versions["clean"]
        return Reading(
            page.uri,
            page.locator,
            page.fingerprint,
            None,
            rejection,
            versions={"clean": cleaning},
            content=page.content,
        )


def _undated(page: Page, document: Document) -> Counts:
    """Counts a page without a date whose source states one: such as 02/06/2031, or under a name that is not known."""
    if document.published.edtf is not None:
        return {}
    if page.hints.get("unread"):
        return {"pages": {"with_a_date_that_cannot_be_read": 1}}
    if page.hints.get("unnamed"):
        return {"pages": {"with_a_date_in_a_field_of_unknown_name": 1}}
    return {}


def told(error: Exception) -> str:
    """An unforeseen error in one line."""
    return f"{type(error).__name__}: {error}"


def in_order(finders: Sequence[Finder]) -> tuple[Finder, ...]:
    """Finders so that each comes after those it needs.

    Raises:
        ValueError: If one needs a kind that nobody finds, or two need each other.
    """
    left, out, have = list(finders), list[Finder](), set[str]()
    while left:
        ready = [f for f in left if set(f.needs) <= have]
        if not ready:
            missing = ", ".join(sorted(k for f in left for k in f.needs if k not in have))
            raise ValueError(f"no finder order satisfies: {missing}")
        out += ready
        have |= {f.kind for f in ready}
        left = [f for f in left if f not in ready]
    return tuple(out)
