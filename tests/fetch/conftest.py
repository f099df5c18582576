import pytest
from tests.fetch.site_server import Waits, ways

from parley.fetch import fetch
from parley.settings import Settings
from parley.sources.fetched import FetchedSource


class Desk:
    """A folder of what was fetched, and a clock that does not wait."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = Waits()
        self.settings = Settings(fetch_delay=0)
        self.last = None

    def fetch(self, *urls, settings=None, names=None, tls=None, private=True, **more):
        """One run; the items that a build gets then, by address."""
        settings = settings or self.settings
        over = ways(self.clock, names, tls)
        self.last = fetch(self.folder, urls, settings, private=private, ways=over, **more)
        return self.items(settings)

    def items(self, settings=None):
        """What a build gets, without a network."""
        return {item.locator: item for item in FetchedSource(self.folder, settings or self.settings).pages()}

    @property
    def counts(self):
        return dict(self.last.counts)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "fetched")
