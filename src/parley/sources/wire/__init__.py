"""Wire formats: one reader each, all of which fill a `Story`.

An item's page carries its own bytes and the media type that names its format. `parley.clean` asks `read`
for the story again, so the text and the roles of its lines are a function of the stored bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parley.sources.wire import anpa, iptc7901, newsml1, newsml_g2, ninjs, nitf
from parley.sources.wire.story import Line, Story

__all__ = ["Line", "Story", "is_wire", "read"]

NEWSML_G2 = "application/vnd.iptc.g2.newsitem+xml"
NEWSML_1 = "text/vnd.iptc.newsml"
NITF = "text/vnd.iptc.nitf"
NINJS = "application/vnd.iptc.ninjs+json"
IPTC_7901 = "text/vnd.iptc.7901"
ANPA = "text/vnd.iptc.anpa"

_READERS: Mapping[str, Callable[[bytes], Story]] = {
    NEWSML_G2: newsml_g2.read,
    NEWSML_1: newsml1.read,
    NITF: nitf.read,
    NINJS: ninjs.read,
    IPTC_7901: iptc7901.read,
    ANPA: anpa.read,
}


def is_wire(media_type: str) -> bool:
    """Whether a page of this type is an item of a wire."""
    return media_type in _READERS


def read(content: bytes, media_type: str) -> Story:
    """The story of an item.

    Raises:
        PageError: If its bytes cannot be read as what the type says.
    """
    return _READERS[media_type](content)
