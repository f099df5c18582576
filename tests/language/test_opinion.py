"""A second opinion: pipelines made here, saved, and loaded by spaCy as a user's would be."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parley.errors import SettingsError
from parley.find.base import Analysis
from parley.language.opinion import LONGEST, Opinion, Pipeline
from parley.language.sentences import sentences
from parley.language.tags import tag
from parley.passages import analyse
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings

TEXT = "Tavria's envoys process cease-fire claims, the Gull Front said on Monday in Velm."
WAVERING = "Tavria pulls back, reports claims."  # our own model takes the fifth word for a verb, by a little


def saved(
    folder: Path, tags: dict[str, str], names: dict[str, str] | None = None, version: str = "1.0"
) -> str:
    """The path of a pipeline that knows these tags of words, and these names."""
    spacy = pytest.importorskip("spacy", reason="the extra `parse` (spaCy) is not installed")
    nlp = spacy.blank("en", meta={"name": "made", "version": version})
    ruler = nlp.add_pipe("attribute_ruler") if tags else None
    for word, found in tags.items():
        ruler.add([[{"ORTH": word}]], {"TAG": found})
    if names:
        patterns = [{"label": label, "pattern": name} for name, label in names.items()]
        nlp.add_pipe("entity_ruler").add_patterns(patterns)
    nlp.to_disk(folder)
    return str(folder)


def opinion(name: str, text: str, start: int = 0) -> Opinion:
    (found,) = Pipeline(name).opinions(text, start, list(sentences(text, start)))
    return found


def by_word(votes: tuple[str | None, ...], text: str = TEXT) -> dict[str, str | None]:
    (sentence,) = sentences(text)
    return dict(zip((t.text for t in sentence.tokens), votes, strict=True))


def test_tags_are_brought_to_our_own_words(tmp_path: Path) -> None:
    known = {
        "Tavria": "NNP", "'s": "POS", "envoys": "NNS", "process": "VBP", "cease": "VB", "fire": "NN",
        "Gull": "NN", "Front": "NNPS", "said": "VBD",
    }  # fmt: skip
    found = by_word(opinion(saved(tmp_path, known), TEXT, 50).tags)
    assert found["Tavria's"] == "POS", "two of theirs are one of ours"
    assert (found["envoys"], found["process"], found["said"]) == ("NNS", "VBP", "VBD")
    assert found["Gull"] == "NNP", "a noun with a capital inside a sentence is a name"
    assert found["Front"] == "NNP", "the reduced set has one tag for names"
    assert found["cease-fire"] is None, "of a hyphenated word there is no opinion"
    assert found["claims"] is None, "what the pipeline does not know has no vote"


def test_names_have_our_three_kinds_and_no_article(tmp_path: Path) -> None:
    names = {"the Gull Front": "ORG", "Velm": "GPE", "Monday": "DATE"}
    found = by_word(opinion(saved(tmp_path, {}, names), TEXT).names)
    assert (found["the"], found["Gull"], found["Front"]) == ("O", "B-ORG", "I-ORG")
    assert found["Velm"] == "B-LOC"
    assert found["Monday"] is None
    assert found["said"] == "O"


def test_a_pipeline_without_names_has_no_opinion_on_them(tmp_path: Path) -> None:
    assert set(opinion(saved(tmp_path, {"said": "VBD"}), TEXT).names) == {None}


def test_words_that_are_cut_differently_have_no_vote(tmp_path: Path) -> None:
    text = "Ministers and/or envoys wrote, \u00a0 but cannot stay."
    known = {"Ministers": "NNS", "and/or": "CC", "can": "MD", "not": "RB", "stay": "VB"}
    found = by_word(opinion(saved(tmp_path, known), text).tags, text)
    assert "and" in found and "and/or" not in found, "one word of theirs, several of ours"
    assert {word for word, vote in found.items() if vote} == {"Ministers", "cannot", "stay"}
    assert found["cannot"] == "MD", "two of theirs are one of ours"


def test_a_vote_decides_where_our_model_wavers(tmp_path: Path) -> None:
    pipeline = Pipeline(saved(tmp_path, {"reports": "NNS"}))
    (alone,), (both,) = analyse(WAVERING).sentences, analyse(WAVERING, second=pipeline).sentences
    assert (alone.tags[4], both.tags[4]) == ("VBZ", "NNS")


def test_a_vote_gives_no_word_a_tag_that_the_word_lists_exclude() -> None:
    words = ["The", "envoy", "said", "that", "."]
    wrong = ("VB", "MD", "DT", "VBG", "NN")
    assert tag(words, wrong)[0] == "DT" and tag(words, wrong)[2] == "VBD" and tag(words, wrong)[4] == "."
    assert tag(words, (None,) * 5) == tag(words)
    assert tag(words, ("NO-SUCH-TAG",) * 5) == tag(words)


def test_each_sentence_has_its_own_opinion_and_the_longest_none(tmp_path: Path) -> None:
    text = "They said yes. " + "Word, " * (LONGEST // 5) + "end. She said no."
    found = list(sentences(text, 7))
    opinions = list(Pipeline(saved(tmp_path, {"said": "VBD"})).opinions(text, 7, found))
    assert [o.tags.count("VBD") for o in opinions] == [1, 0, 1]
    assert opinions[1] == Opinion()


PAGE = Page(
    "a.txt", "a.txt", f"Talks\n\n{WAVERING} They said the port was shut.".encode(), "text/plain", "utf-8"
)


class Tags:
    """A finder that keeps the tags it is shown."""

    kind, version, needs = "statements", "1", ()

    def find(self, analysis: Analysis) -> list[Any]:
        return [tuple(line.tags) for passage in analysis.passages for line in passage.sentences]


def test_the_reader_asks_it_and_again_in_another_process(tmp_path: Path) -> None:
    reader = Reader(Settings(parse_pipeline=saved(tmp_path, {"reports": "NNS"})), [Tags()])
    found = reader.read(PAGE).records
    assert found != Reader(Settings(), [Tags()]).read(PAGE).records
    assert found == reader.read(PAGE).records
    copy = pickle.loads(pickle.dumps(reader))
    assert copy.read(PAGE).records == found and copy.versions == reader.versions


def test_versions_cover_the_pipeline_and_its_files(tmp_path: Path) -> None:
    def versions(name: str = "") -> dict[str, str]:
        return Reader(Settings(parse_pipeline=name)).versions

    one = versions(saved(tmp_path / "a", {"reports": "NNS"}))
    assert versions(saved(tmp_path / "b", {"reports": "NNS"})) == one, "the same pipeline at another place"
    other = versions(saved(tmp_path / "c", {"reports": "VBZ"}))
    later = versions(saved(tmp_path / "d", {"reports": "NNS"}, version="1.1"))
    for changed in (versions(), other, later):
        assert changed["clean"] == one["clean"]
        assert all(changed[kind] != one[kind] for kind in ("mentions", "statements", "figures"))


def refuses(doc: object) -> object:
    raise ValueError("no such text")


def test_a_pipeline_that_fails_on_a_page_is_that_pages_fault(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra `parse` (spaCy) is not installed")
    spacy.Language.component("refuses", func=refuses)
    nlp = spacy.blank("en")
    nlp.add_pipe("refuses")
    nlp.to_disk(tmp_path)
    reader = Reader(Settings(parse_pipeline=str(tmp_path)))
    reading = reader.read(PAGE)
    assert reading.document is not None and not reading.records
    assert set(reading.faults) == {finder.kind for finder in reader.finders}
    assert "no such text" in reading.faults["statements"]
    assert set(reading.versions) == {"clean"}, "the next build tries again"


def test_a_pipeline_that_is_not_there_is_named(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="the extra `parse` (spaCy) is not installed")
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    for name in ("no_such_pipeline", str(tmp_path), str(tmp_path / "none")):
        with pytest.raises(SettingsError, match=r"parse_pipeline is .*cannot load.*parley-news\[parse\]"):
            Reader(Settings(parse_pipeline=name))


def test_without_spacy_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "from parley.cli.main import run\n"
        "sys.exit(run(['step', 'statements']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="",
        capture_output=True,
        text=True,
        env={**os.environ, "PARLEY_PARSE_PIPELINE": "anything"},
    )
    assert done.returncode == 2 and done.stdout == ""
    assert "pip install 'parley-news[parse]'" in done.stderr and "Traceback" not in done.stderr


def test_nothing_of_it_is_imported_while_it_is_off() -> None:
    code = (
        "import sys\nfrom parley.pipeline import Reader\nfrom parley.settings import Settings\n"
        "Reader(Settings())\nsys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_path_is_kept_so_that_it_holds_from_any_folder(cli: Any, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "meta.json").write_text("{}", encoding="utf-8")
    code, _, _ = cli("config", "set", "--user", "parse_pipeline", "mine")
    assert code == 0
    assert str(tmp_path / "mine") in cli("config", "show")[1]
