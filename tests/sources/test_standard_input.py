import io
import os

import pytest
from archive_samples import STORY, codes, record, squeeze

from parley.settings import Settings
from parley.sources import open_source


class Pipe(io.RawIOBase):
    """What cannot seek and gives a few bytes at a time, as a pipe does."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._data.readinto(memoryview(buffer)[:7])


@pytest.mark.parametrize(
    ("data", "locators"),
    [
        (STORY, ["stdin"]),
        (b"Plain words.", ["stdin"]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["stdin#L1", "stdin#L2"]),
        (squeeze(b'{"text": "a"}\n'), ["stdin#L1"]),
        (squeeze(record()) + squeeze(record())[:-30] + squeeze(record()), None),
    ],
)
def test_what_comes_in_is_told_by_content(data, locators):
    items = list(open_source("-", Settings(), stdin=Pipe(data)).pages())
    if locators is None:
        assert codes(items) == [None, "malformed", None]
    else:
        assert [item.locator for item in items] == locators
        assert codes(items) == [None] * len(items)
    assert items == list(open_source("-", Settings(), stdin=io.BytesIO(data)).pages())


def test_nothing_comes_in():
    source = open_source("-", Settings(), stdin=Pipe(b""))
    assert source.name == "stdin-e3b0c44298fc"
    assert codes(source.pages()) == ["empty"]


def test_a_real_pipe():
    reader, writer = os.pipe()
    os.write(writer, STORY)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        [page] = open_source("-", Settings(), stdin=stream).pages()
    assert page.content == STORY
