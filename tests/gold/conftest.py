"""Where the gold data is; without it these tests skip and say so."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gold():
    folder = os.environ.get("PARLEY_EVAL_DATA")
    if not folder or not Path(folder, "eval").is_dir():
        pytest.skip("PARLEY_EVAL_DATA names no folder with eval/ in it")
    return Path(folder)
