"""Servers of small records."""

import pytest

from served import TOKEN, served


@pytest.fixture(scope="session")
def client(example_record):
    """The server of the bundled example."""
    with served(example_record, title="The Ostrel Strait talks", note="Fiction.") as client:
        yield client


@pytest.fixture(scope="session")
def guarded(example_record):
    """The same, for who knows its token."""
    with served(example_record, token=TOKEN) as client:
        yield client
