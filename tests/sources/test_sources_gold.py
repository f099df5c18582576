import os
from pathlib import Path

import pytest

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
    return {p.name for p in (Path(DATA or "") / name).rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("name", "pages", "rejections"),
    [("seeds", 5, 0), ("eval/record/pages", 12, 0), ("eval/archives", 21, 14), ("eval/wire", 52, 262)],
)
def test_every_file_is_accounted_for(name, pages, rejections):
    items = read(name)
    found = [item for item in items if isinstance(item, Page)]
    assert (len(found), len(items) - len(found)) == (pages, rejections)
    assert len({item.locator for item in items}) == len(items)
    assert {item.code for item in items if not isinstance(item, Page)} <= set(REASONS)
    seen = {Path(item.locator.partition("#")[0]).name for item in items}
    assert files(name) == seen


def test_archives_that_are_broken_on_purpose():
    found = {item.locator: getattr(item, "code", None) for item in read("eval/archives")}
    assert found["example-trunc.warc#1197"] == "malformed"
    assert found["example-wrong-chunks.warc.gz#0"] is None
    assert found["example-bad-non-chunked.warc.gz#0+1197"] is None
    assert found["valid_example_1.wacz"] == "binary"


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
