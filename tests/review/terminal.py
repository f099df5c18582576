"""A program on a pseudo-terminal: keys in, the screen out."""

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
STILL = 0.3  # seconds without a letter after which a screen is drawn
LONG = 60.0  # seconds after which a program that does not answer has failed


class Terminal:
    """Runs ``python -m parley`` on a terminal of its own; use it in a `with` block."""

    def __init__(self, *args, **env):
        master, slave = pty.openpty()
        self._master = master
        told = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "50", "NO_COLOR": "1", **env}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "parley", *map(str, args)],
            stdin=slave, stdout=slave, stderr=slave, env=told, close_fds=True, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C reaches it
        )  # fmt: skip
        os.close(slave)
        self.screen = ""

    def press(self, keys):
        """Type; what was on the screen before counts no longer."""
        self.screen = ""
        os.write(self._master, keys.encode())

    def expect(self, words):
        """Wait until the screen shows some words; the screen since the last key."""
        end = time.monotonic() + LONG
        while words not in self.screen:
            if time.monotonic() > end or not self._read():
                raise AssertionError(f"{words!r} is not on the screen:\n{self.screen}")
        while select.select([self._master], [], [], STILL)[0] and self._read():
            pass  # the rest of what is being drawn, so that it does not count as an answer to the next key
        return self.screen

    def leave(self, keys="q"):
        """Type what ends the program; its exit code."""
        self.press(keys)
        while self._read():
            pass
        return self.process.wait(LONG)

    def _read(self):
        if not select.select([self._master], [], [], LONG)[0]:
            return False
        try:
            data = os.read(self._master, 4096)
        except OSError:  # the program is gone
            return False
        self.screen += _ESCAPE.sub("", data.decode("utf-8", "replace")).replace("\r\n", "\n")
        return bool(data)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)
