"""The server of a record as a user starts it: `parley serve` in a process of its own."""

import subprocess
import sys
from contextlib import contextmanager

LONG = 60  # seconds after which what should happen at once did not


@contextmanager
def serving(record, *options):
    """`(process, address)` of the server of a record; it is ended with the block, if nobody did."""
    command = [sys.executable, "-m", "parley", "serve", "-r", record, "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process, process.stderr.readline().split()[1].rstrip("/")
        finally:
            process.terminate()
            process.communicate(timeout=LONG)
