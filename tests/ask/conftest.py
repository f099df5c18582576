"""The record of the bundled example, built once."""

import pytest


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory):
    """Its folder."""
    from importlib.resources import files

    import parley

    pages = files("parley") / "example"
    folder = tmp_path_factory.mktemp("asked") / "record"
    parley.build([pages / "pages"], folder, profile=pages / "profile.toml").close()
    return folder


@pytest.fixture(scope="session")
def example(example_folder):
    """The record, open."""
    import parley

    with parley.open(example_folder) as record:
        yield record
