"""The tables of a record are made whole or not at all."""

import subprocess
import sys

import pytest

_MAKE = """
import resource, signal, sys
from parley.errors import ParleyError
from parley.store import open_store
from pathlib import Path

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    open_store(Path(sys.argv[1]), create=True).close()
except ParleyError as error:
    print(error)
"""


@pytest.mark.parametrize("size", [5_000, 20_000, 60_000, 90_000])
def test_a_disk_that_is_full_is_told_as_that(tmp_path, size):
    """SQLite takes the transaction back by itself then, and to take it back once more would hide what happened."""
    command = [sys.executable, "-c", _MAKE, str(tmp_path / "record.sqlite"), str(size)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "disk" in told
    assert "rollback" not in told
