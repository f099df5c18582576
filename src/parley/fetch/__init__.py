"""Fetching: web addresses into a folder of captures, which is then a source like any other.

Everything that talks to the network lies here, and nothing here reads a page: what comes is written
as WARC, and `parley.sources.fetched` delivers it, today and in every later build, without a network.
"""

from parley.fetch.run import MOST_PAGES, Fetched, fetch

__all__ = ["MOST_PAGES", "Fetched", "fetch"]
