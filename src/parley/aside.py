"""A fork of this process that does something aside while this one goes on.

It is taken at the start of a command, before a record is open and before there is a second thread, for neither survives
a fork. So only the command line takes one; who calls parley from a program, or where none can be forked, has none, and
everything is done in turn.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import IO, Any, NoReturn, Self, TypeVar, cast

from parley.closing import Closing

_ROOM = 1 << 20  # bytes that a pipe holds while nobody reads; as many as Linux grants everybody
_DEATH_SIGNAL = (
    1  # PR_SET_PDEATHSIG of Linux: which signal ends a process when the one that forked it has ended
)
_T = TypeVar("_T")


class Lost(Exception):
    """The process has died, or cannot take what it was to do; it is to be done here. Nobody's error: never shown."""


class Aside(Closing):
    """Does one thing after the other, in the order asked."""

    def __init__(self, given: IO[bytes], told: IO[bytes], process: int) -> None:
        self._given, self._told, self._process = given, told, process
        self._asked = self._heard = 0

    @classmethod
    def taken(cls) -> Self | None:
        """One that is forked now; None where that cannot be done safely, or there is no core for it."""
        if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) == 1:
            return None
        (theirs, given), (told, answers) = _pipe(), _pipe()
        here = os.getpid()
        process = os.fork()
        if not process:
            _serve(here, (given, told), theirs, answers)
        os.close(theirs)
        os.close(answers)
        return cls(os.fdopen(given, "wb"), os.fdopen(told, "rb"), process)

    def ask(self, do: Callable[..., _T], *given: Any) -> Callable[[], _T]:
        """Have a function of a module called with what can be pickled.

        Returns:
            What waits for its answer, and raises what it raised, or `Lost`. Answers are waited for in the order
            asked; one that is not is passed over.
        """
        with contextlib.suppress(OSError, ValueError, pickle.PicklingError, AttributeError, TypeError):
            self._given.write(pickle.dumps((do, given), pickle.HIGHEST_PROTOCOL))
            self._given.flush()
            self._asked += 1
            return partial(self._answer, self._asked)
        return _lost

    @property
    def is_silent(self) -> bool:
        """Whether what was asked last is not answered yet; answers before that are passed over."""
        with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            while self._is_heard() and self._heard < self._asked - 1:
                pickle.load(self._told)
                self._heard += 1
            return not self._is_heard()
        return False

    def _is_heard(self) -> bool:
        return bool(select.select([self._told], [], [], 0)[0])

    def _answer(self, number: int) -> Any:
        found, fault = None, None
        try:
            while self._heard < number:
                found, fault = pickle.load(self._told)
                self._heard += 1
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            raise Lost from error
        if fault is not None:
            raise cast(Exception, fault)
        return found

    def close(self) -> None:
        """End the process, whatever it does; from then on everything is `Lost`."""
        if self._told.closed:
            return
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        for end in (self._given, self._told):
            with contextlib.suppress(OSError):
                end.close()


def _lost() -> NoReturn:
    raise Lost


def _pipe() -> tuple[int, int]:
    ends = os.pipe()
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the system may grant less
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _ROOM)
    return ends


def _serve(parent: int, theirs: tuple[int, int], given: int, answers: int) -> NoReturn:
    """The life of the fork: it ends with the process that took it, in the midst of whatever it does."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        for end in theirs:
            os.close(end)
        os.dup2(2, 1)  # whatever is printed on the way is no answer of the command
        if os.getppid() == parent:
            _labour(os.fdopen(given, "rb"), os.fdopen(answers, "wb"))
    finally:
        os._exit(0)


def _labour(given: IO[bytes], answers: IO[bytes]) -> NoReturn:
    while True:
        do, arguments = pickle.load(given)
        found, fault = None, None
        try:
            found = do(*arguments)
        except Exception as error:  # raised again where it is waited for
            fault = error
        pickle.dump((found, fault), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
