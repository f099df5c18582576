"""Single keys from a terminal, and lines between them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

ARROWS = {"\x1b[A": "k", "\x1b[D": "k", "\x1b[B": "j", "\x1b[C": "j", "\x1bOA": "k", "\x1bOB": "j"}
_SEQUENCE = 0.05  # seconds in which the rest of an escape sequence has come


def key() -> str:
    """The next key; an arrow is the letter that does the same.

    Raises:
        EOFError: If the terminal is gone, or at Ctrl-D.
        KeyboardInterrupt: At Ctrl-C.
    """
    if os.name != "posix":
        return click.getchar()[:1]
    with _keys() as fd:
        read = _read(fd)
        if read == "\x1b":
            read += _rest(fd)
    if read == "\x04":
        raise EOFError
    return ARROWS.get(read, read)


def line(prompt: str) -> str:
    """A line that a person types; empty where they leave it out."""
    try:
        return input(prompt).strip()
    except EOFError:
        return ""


@contextmanager
def _keys() -> Iterator[int]:
    """The terminal, giving each key as it is pressed; what is typed ahead is kept."""
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    try:
        tty.setcbreak(fd, termios.TCSADRAIN)
        yield fd
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)


def _read(fd: int) -> str:
    """One character, of however many bytes."""
    held = b""
    while True:
        byte = os.read(fd, 1)
        if not byte:
            raise EOFError
        held += byte
        try:
            return held.decode("utf-8")
        except UnicodeDecodeError:
            if len(held) == 4:  # the longest there is
                return "\N{REPLACEMENT CHARACTER}"


def _rest(fd: int) -> str:
    import select

    out = ""
    while len(out) < 2 and select.select([fd], [], [], _SEQUENCE)[0]:
        out += _read(fd)
    return out
