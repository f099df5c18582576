"""The server of a record as a user starts it: `parley serve` in a process of its own."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

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


def keeper(folder, *options):
    """`(process, address)` of a server with two workers."""
    return serving(folder, "--processes", "2", *options)


def workers(process):
    """The processes that a process has started and that live."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(one) for one in children if not is_gone(one)}


def until(condition):
    """Wait for a condition; its value."""
    end = time.monotonic() + LONG
    while not (value := condition()):
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)
    return value


def is_gone(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
