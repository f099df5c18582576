"""Servers of small records."""

import shutil

import pytest

from served import TOKEN, served


@pytest.fixture(scope="session")
def client(example_record):
    """The server of the bundled example."""
    with served(example_record, title="The Ostrel Strait talks", note="Fiction.") as client:
        yield client


@pytest.fixture(scope="session")
def guarded(example_record, tmp_path_factory):
    """The same, for who knows its token, who may decide about entries too."""
    folder = shutil.copytree(example_record, tmp_path_factory.mktemp("guarded") / "record")
    with served(folder, token=TOKEN, writable=True) as client:
        yield client
