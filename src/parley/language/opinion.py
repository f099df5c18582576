"""A second opinion on parts of speech and names: any spaCy pipeline that the user has installed.

Nothing here is imported while the setting `parse_pipeline` is empty. The pipeline reads each sentence as
printed; what it says of a word that begins and ends where one of ours does becomes a vote in our own
models' search (`parley.language.chain.VOTE`). A vote decides where our model wavers, and never gives a
word a part of speech that the word lists exclude.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from parley.errors import SettingsError
from parley.language.features import places
from parley.language.sentences import Sentence
from parley.language.tags import as_name, reduced, shape

LONGEST = 10_000  # characters; a longer sentence is a table, and a pipeline's memory grows with it
# Kinds of names, by the labels that pipelines for English use.
KINDS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}

Votes = tuple[str | None, ...]  # a label for each token of a sentence, None where there is no opinion


class Opinion(NamedTuple):
    """What the pipeline thinks of a sentence's tokens: `tags` and name labels such as ``B-PER`` or ``O``."""

    tags: Votes = ()
    names: Votes = ()


NONE = Opinion()


class Pipeline:
    """A spaCy pipeline, loaded. Goes to another process by its name and is loaded there again.

    Args:
        name: The name of an installed pipeline such as ``en_core_web_sm``, or the path of one on disk.

    Raises:
        SettingsError: If spaCy is not installed, or the pipeline cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._spacy, self._nlp = _loaded(name)

    def __reduce__(self) -> tuple[type[Pipeline], tuple[str]]:
        return Pipeline, (self.name,)

    def version(self) -> str:
        """What the opinions rest on: spaCy, the pipeline's name and version, and its files, byte for byte."""
        meta = self._nlp.meta
        told = {"spacy": self._spacy.__version__, "name": meta["name"], "version": meta["version"]}
        return f"{json.dumps(told, sort_keys=True)} {_fingerprint(Path(self._nlp.path))}"

    def opinions(self, text: str, start: int, sentences: Sequence[Sentence]) -> Iterator[Opinion]:
        """One opinion for each sentence of a `text` that begins at offset `start`."""
        short = [s for s in sentences if s.end - s.start <= LONGEST]
        docs = self._nlp.pipe(text[s.start - start : s.end - start] for s in short)
        for sentence in sentences:
            yield _opinion(sentence, next(docs)) if sentence.end - sentence.start <= LONGEST else NONE


def _loaded(name: str) -> tuple[Any, Any]:
    """The library and the pipeline."""
    try:
        import spacy
    except ImportError as error:
        raise SettingsError(
            f"parse_pipeline is {name!r}, but spaCy is not installed; run: pip install 'parley-news[parse]'"
        ) from error
    try:
        return spacy, spacy.load(name)
    except Exception as error:  # each component reads its own files, and fails in its own way
        first = str(error).partition("\n")[0]
        raise SettingsError(
            f"parse_pipeline is {name!r}, which spaCy cannot load ({first}). It must be the name of an "
            "installed pipeline or the path of one; spaCy itself comes with: pip install "
            f"'parley-news[parse]', a pipeline with, for example: python -m spacy download en_core_web_sm"
        ) from error


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{file.relative_to(folder).as_posix()}\n{content}\n".encode())
    return digest.hexdigest()


def _opinion(sentence: Sentence, doc: Iterable[Any]) -> Opinion:
    """The pipeline's tokens, brought to ours."""
    words = [t.text for t in sentence.tokens]
    covered = list(_covered(sentence, doc))
    tags = (_tag(*found) for found in zip(words, places(words), covered, strict=True))
    return Opinion(tuple(tags), tuple(_labels(words, covered)))


def _covered(sentence: Sentence, doc: Iterable[Any]) -> Iterator[list[Any]]:
    """For each of our tokens the pipeline's that make it up; none where the two are cut differently."""
    theirs = [t for t in doc if not t.is_space]
    at = 0
    for token in sentence.tokens:
        begin, end = token.start - sentence.start, token.end - sentence.start
        while at < len(theirs) and theirs[at].idx < begin:
            at += 1
        first = at
        while at < len(theirs) and theirs[at].idx + len(theirs[at]) <= end:
            at += 1
        yield theirs[first:at] if _fits(theirs[first:at], begin, end) else []


def _fits(parts: Sequence[Any], begin: int, end: int) -> bool:
    return bool(parts) and parts[0].idx == begin and parts[-1].idx + len(parts[-1]) == end


def _tag(word: str, place: str, parts: Sequence[Any]) -> str | None:
    """The tag of one of our tokens, made of `parts` as the treebanks' are in training; hyphens are left open."""
    if not parts or not parts[0].tag_ or ("-" in word[1:-1] and len(parts) > 1):
        return None
    return as_name(shape(word, reduced(parts[0].tag_)), word, place)


def _labels(words: Iterable[str], covered: Iterable[Sequence[Any]]) -> Iterator[str | None]:
    """The labels of names, none of which begins with an article."""
    before: str | None = None
    for word, parts in zip(words, covered, strict=True):
        label = _label(parts)
        if label and label.startswith("B-") and word.lower() == "the":
            label = "O"
        elif label and label.startswith("I-") and (before or "")[2:] != label[2:]:
            label = "B" + label[1:]
        yield label
        before = label


def _label(parts: Sequence[Any]) -> str | None:
    """The label of a name; None without an opinion, also for what is no name of ours, such as a date."""
    if not parts or parts[0].ent_iob_ == "":
        return None
    if parts[0].ent_iob_ == "O":
        return "O"
    kind = KINDS.get(parts[0].ent_type_)
    return f"{parts[0].ent_iob_}-{kind}" if kind else None
