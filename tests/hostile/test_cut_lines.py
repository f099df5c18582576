"""Lines that stop anywhere, as headlines, captions and broken pages have them, cost no finder its page."""

from pathlib import Path

import pytest

import parley
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.sources import open_source

EXAMPLE = Path(parley.__file__).parent / "example" / "pages"
SHORTEST, STEP = 3, 7  # words that are left of a line; how much further down the next line is cut


@pytest.fixture(scope="module")
def reader():
    return Reader(Settings())


@pytest.fixture(scope="module")
def texts(reader):
    found = open_source(EXAMPLE, reader.settings).pages()
    readings = [reader.read(page) for page in found if isinstance(page, Page)]
    return [reading.document.text for reading in readings if reading.document]


def cut(text, turn):
    """Each longer line of a text, cut behind a word, without the mark that closed it."""
    lines = [line.split() for line in text.split("\n")]
    for number, line in enumerate(words for words in lines if len(words) > SHORTEST):
        end = SHORTEST + (number * STEP + turn) % (len(line) - SHORTEST)
        yield " ".join(line[:end]).rstrip('.,;:!?"”')


@pytest.mark.parametrize("turn", range(4))
def test_every_finder_reads_lines_that_stop_anywhere(reader, texts, turn):
    for text in texts:
        body = "\n\n".join(cut(text, turn)).encode()
        reading = reader.read(Page("cut", "cut", body, "text/plain", "utf-8", {"published": "2031-06-05"}))
        assert not reading.faults, body.decode()


def test_a_name_or_that_at_a_lines_end_is_read(reader):
    body = (
        b"Tavria said it supports Lena Ostrava\n\nOn Monday Velmara accused Yuri Kalvets\n\nHe will meet Ommand"
        b"\n\nHis ministry denied that"
    )
    reading = reader.read(Page("cut", "cut", body, "text/plain", "utf-8", {"published": "2031-06-05"}))
    assert reading.document is not None and not reading.faults
