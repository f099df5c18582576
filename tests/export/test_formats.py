"""The table of formats: what each takes, that no words of a page break one, where each may be written."""

import io
import json
import re
import shutil
from pathlib import Path

import bibtexparser
import feedparser
import icalendar
import pytest
import rispy

import parley
from parley.errors import UsageError
from parley.export.formats import FORMATS

DOCS = Path(__file__).resolve().parents[2] / "docs" / "exports.md"
TITLE = """<script>alert(1)</script> "quoted" & {braced} \\ ; , ]]> \u202e\u2066 \ue000 x
ER  - \u2028\u2029 END:VCALENDAR %s =cmd|' /C calc'!A0"""
TEXT = """The presidents of the two islands met again in the town hall on Tuesday, and spoke for an hour.

Orla Venn said the truce was "not \\ a pause; but, <b>an end</b> & {more} ]]> 100%" to the long war in the east.

<img src=x onerror=alert(2)> was printed on the leaflets that fell on the town in the night, the council said.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A record of one page whose words are of every format's own signs."""
    folder = tmp_path_factory.mktemp("hostile")
    row = {
        "url": 'javascript:alert("x")',
        "title": TITLE,
        "author": "Ada {Venn} & <b>Sons</b>, and others and more",
        "published": "2031-06-03",
        "outlet": "Mill & <i>Sons</i>; Ltd",
        "text": TEXT,
    }
    (folder / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    parley.build([folder / "a.jsonl"], folder / "rec", workers=1).close()
    with parley.open(folder / "rec") as opened:
        assert opened.count("documents") == 1 and opened.count("statements") > 0
        yield opened


def text_of(record, form):
    stream = io.StringIO(newline="")
    record.write(stream, form)
    return stream.getvalue()


def test_no_words_of_a_page_break_a_format(hostile):
    for form in ("webannotation", "jsonld", "csl", "timelinejs"):
        assert json.loads(text_of(hostile, form))
    for form in ("ftm", "plover"):
        assert all(json.loads(line) for line in text_of(hostile, form).split("\n") if line)
    (document,) = hostile.documents()
    assert not icalendar.Calendar.from_ical(text_of(hostile, "ical")).errors
    feed = feedparser.parse(text_of(hostile, "atom").encode(), sanitize_html=False)
    assert not feed.bozo and any("<b>an end</b>" in entry.title for entry in feed.entries)
    assert all(link.href.startswith("http") for entry in feed.entries for link in entry.get("links", ()))
    library = bibtexparser.parse_string(text_of(hostile, "bibtex"))
    assert not library.failed_blocks and [e.key for e in library.entries] == [document["id"]]
    (reference,) = rispy.loads(text_of(hostile, "ris"))
    assert reference["id"] == document["id"]


def test_no_script_is_an_address(hostile):
    for name, form in FORMATS.items():
        if form.style == "text":
            assert "javascript:" not in text_of(hostile, name)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.style == "text"])
def test_a_text_goes_to_a_file_or_a_pipe_the_same(cli, record, talks, tmp_path, name):
    file = tmp_path / "deep" / f"out{FORMATS[name].suffix}"
    counts = record.export(file, name)
    code, out, err = cli("export", "-r", talks, "--format", name, "-")
    assert code == 0 and out == file.read_bytes().decode()
    assert ("left out" in err) == bool(counts.left_out)
    assert [p.name for p in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_holds_what_its_table_says(record, tmp_path, name):
    form = FORMATS[name]
    counts = record.export(tmp_path / f"out{form.suffix}", name)
    held = {*counts, *counts.left_out}
    with record.view() as view:
        known = {"documents", "rejections", *view.kinds()}
    assert held == (known if form.holds == "every kind" else set(form.holds.split(", ")))
    assert bool(form.leaves) or not counts.left_out


def test_a_file_of_another_kind_is_not_written_over(record, tmp_path):
    thesis = tmp_path / "thesis.doc"
    thesis.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"no \.bib file"):
        record.export(thesis, "bibtex")
    with pytest.raises(UsageError, match="is a folder"):
        record.export(tmp_path, "bibtex")
    with pytest.raises(UsageError, match="no export format 'xml'"):
        record.export(tmp_path / "a", "xml")
    assert thesis.read_text(encoding="utf-8") == "mine"


def test_a_failed_export_leaves_the_earlier_file(record, tmp_path, monkeypatch):
    record.export(tmp_path / "a.bib", "bibtex")
    before = (tmp_path / "a.bib").read_bytes()
    monkeypatch.setattr("parley.export.bibtex.entry", lambda _: {}["full disk"])
    with pytest.raises(KeyError):
        record.export(tmp_path / "a.bib", "bibtex")
    assert (tmp_path / "a.bib").read_bytes() == before and len(list(tmp_path.iterdir())) == 1


def test_a_record_without_links_or_rows_gives_every_format(tmp_path):
    parley.build([_empty(tmp_path)], tmp_path / "rec", workers=1).close()
    with parley.open(tmp_path / "rec") as record:
        for name, form in FORMATS.items():
            counts = record.export(tmp_path / "out" / f"{name}{form.suffix}", name)
            assert not any(count for kind, count in counts.items() if kind != "rejections")
    shutil.rmtree(tmp_path / "out")


def _empty(folder):
    (folder / "pages").mkdir()
    (folder / "pages" / "empty.txt").write_text("", encoding="utf-8")
    return folder / "pages"


def test_the_guide_names_every_format():
    rows = re.findall(
        r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \| (.*?) \|$", DOCS.read_text(encoding="utf-8"), re.M
    )
    told = {f.name: (f"{f.gives} `{f.suffix}`", f.holds, f.about, f.leaves) for f in FORMATS.values()}
    assert {name: tuple(rest) for name, *rest in rows} == told
