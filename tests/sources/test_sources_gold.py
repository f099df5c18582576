import os
from pathlib import Path

import pytest

from parley import clean
from parley.clean.page import text_of
from parley.records import REASONS, Page
from parley.settings import Settings
from parley.sources import open_source
from parley.sources.encoding import decode

DATA = os.environ.get("PARLEY_EVAL_DATA")
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not DATA, reason="PARLEY_EVAL_DATA does not name the evaluation data"),
]


def read(name):
    return list(open_source(Path(DATA or "") / name, Settings()).pages())


def files(name):
    root = Path(DATA or "") / name
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def _lies_in(locator, path):
    return locator == path or locator.startswith((f"{path}#", f"{path}/"))


@pytest.mark.parametrize(
    ("name", "pages", "rejections"),
    [("seeds", 5, 0), ("eval/record/pages", 12, 0), ("eval/archives", 27, 13), ("eval/wire", 229, 124)],
)
def test_every_file_is_accounted_for(name, pages, rejections):
    items = read(name)
    found = [item for item in items if isinstance(item, Page)]
    assert (len(found), len(items) - len(found)) == (pages, rejections)
    assert len({item.locator for item in items}) == len(items)
    assert {item.code for item in items if not isinstance(item, Page)} <= set(REASONS)
    assert {path for path in files(name) if not any(_lies_in(item.locator, path) for item in items)} == set()


def test_archives_that_are_broken_on_purpose():
    found = {item.locator: getattr(item, "code", None) for item in read("eval/archives")}
    assert found["example-trunc.warc#1197"] == "malformed"
    assert found["example-wrong-chunks.warc.gz#0"] is None
    assert found["example-bad-non-chunked.warc.gz#0+1197"] is None
    assert found["valid_example_1.wacz/archive/example-collection.warc#845"] is None
    assert found["invalid_example_1.wacz"] == "malformed"
    assert found["example.arc.gz#151"] is None
    assert found["bad.arc#262"] == "malformed"


FORMATS = {
    "afp.xml": (
        "text/vnd.iptc.newsml",
        "Stockholm",
        "AFP",
        "urn:newsml:afp.com:20140829T135002Z:TX-PAR-FXW86",
    ),
    "tag_reuters.com_2014_newsml_KBN0FL0NN_version_5": (
        "application/vnd.iptc.g2.newsitem+xml",
        "Damascus",
        "Reuters",
        "tag_reuters.com_2014_newsml_KBN0FL0NN",
    ),
    "ap-nitf.xml": ("text/vnd.iptc.nitf", "New York", "AP", None),
    "dpa_two_line.txt": ("text/vnd.iptc.7901", "Washington", "dpa", "eca0124 2018-11-21T21:01:00+00:00"),
    "anpa-1.tst": ("text/vnd.iptc.anpa", "Buenos Aires", "AP", "W2870 2013-11-13T15:09:00+00:00"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_what_each_wire_says_of_itself(name):
    [page] = read(f"eval/wire/superdesk_fixtures/{name}")
    found = clean.read(page, Settings())
    kind, dateline, agency, wire_id = FORMATS[name]
    assert (found.media_type, found.dateline, found.wire_id) == (kind, dateline, wire_id)
    assert agency in found.agencies
    assert found.blocks[0].role == "headline"


def test_the_text_of_every_item_is_made_again_from_its_bytes():
    for page in read("eval/wire"):
        if isinstance(page, Page) and page.media_type not in ("text/html", "text/plain"):
            found = clean.read(page, Settings())
            stored = Page(found.uri, found.uri, page.content, found.media_type, found.charset)
            assert text_of(stored) == found.text


@pytest.mark.parametrize(
    "name", ["eval/clean/fundus/html", "eval/clean/scrapinghub/html", "seeds", "eval/archives"]
)
def test_real_pages_decode_as_utf_8(name):
    for item in read(name):
        if isinstance(item, Page):
            assert decode(item.content, item.charset, item.media_type)[1] in ("utf-8", "cp1252")


def test_a_crawl_of_388_captures():
    items = read("corpora/ukraine_talks_crawled.jsonl.gz")
    assert len(items) == 388
    assert all(isinstance(item, Page) for item in items)
