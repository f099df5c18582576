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
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, NoReturn, Self, TypeVar

from parley.closing import Closing

_ROOM = 1 << 20  # bytes that a pipe holds while nobody reads; as many as Linux grants everybody
_DEATH_SIGNAL = (
    1  # PR_SET_PDEATHSIG of Linux: which signal ends a process when the one that forked it has ended
)
_LENGTH = 8  # bytes before each answer that say how long it is
_T = TypeVar("_T")
_Told = tuple[Any, Exception | None, bool]  # what was found or went wrong, and whether it ends an answer


class Lost(Exception):
    """The process has died, or cannot take what it was to do; it is to be done here. Nobody's error: never shown."""


class Aside(Closing):
    """Does one thing after the other, in the order asked."""

    def __init__(self, given: IO[bytes], told: IO[bytes], process: int) -> None:
        """The ends of two pipes to a process.

        `held`: what is to last as long as this does, for to take it apart would take its time.
        """
        self.held = list[object]()
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
        # Nothing is read ahead: what has come is then what the system says has come.
        return cls(os.fdopen(given, "wb"), os.fdopen(told, "rb", buffering=0), process)

    def ask(self, do: Callable[..., _T], *given: Any) -> Callable[[], _T]:
        """Have a function of a module called with what can be pickled.

        Returns:
            What waits for its answer, and raises what it raised, or `Lost`. Answers are waited for in the order
            asked; one that is not is passed over.
        """
        answers = self.ask_each(_alone, do, *given)
        return lambda: next(answers)

    def ask_each(self, do: Callable[..., Iterable[_T]], *given: Any) -> Iterator[_T]:
        """Have a function called that gives one thing after the other, as `ask` does.

        Returns:
            What waits for each of them.
        """
        number = 0
        with contextlib.suppress(OSError, ValueError, pickle.PicklingError, AttributeError, TypeError):
            self._given.write(pickle.dumps((do, given), pickle.HIGHEST_PROTOCOL))
            self._given.flush()
            self._asked += 1
            number = self._asked
        return self._answers(number)

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come of what was asked last that was not taken; what was asked before is passed over."""
        with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            while self._is_heard() and self._heard < self._asked - 1:
                self._hear()
            return not self._is_heard()
        return False

    def _is_heard(self) -> bool:
        return bool(select.select([self._told], [], [], 0)[0])

    def _answers(self, number: int) -> Iterator[Any]:
        """What comes of the question of a number; 0: it could not be asked."""
        while self._heard < number:
            try:
                while self._heard < number - 1:
                    self._hear()
                found, fault, is_last = self._hear()
            except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
                raise Lost from error
            if fault is not None:
                raise fault
            if is_last:
                return
            yield found
        raise Lost

    def _hear(self) -> _Told:
        """The next thing that is told."""
        told: _Told = pickle.loads(_exactly(self._told, int.from_bytes(_exactly(self._told, _LENGTH))))
        self._heard += told[2]
        return told

    def dismiss(self) -> None:
        """Begin to end the process, of which nothing more will be asked: for the system to take its memory back."""
        if not self._told.closed:
            os.kill(self._process, signal.SIGKILL)

    def close(self) -> None:
        """End the process, whatever it does; from then on everything is `Lost`."""
        if self._told.closed:
            return
        self.dismiss()
        os.waitpid(self._process, 0)
        for end in (self._given, self._told):
            with contextlib.suppress(OSError):
                end.close()


def _alone(do: Callable[..., _T], *given: Any) -> Iterator[_T]:
    yield do(*given)


def _exactly(file: IO[bytes], size: int) -> bytes:
    """So many bytes of a pipe, which gives them as they come."""
    found = bytearray(size)
    rest = memoryview(found)
    while rest:
        read = file.readinto(rest)  # type: ignore[attr-defined]
        if not read:
            raise EOFError
        rest = rest[read:]
    return bytes(found)


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
        for told in _told(do, arguments):
            packed = pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
            answers.write(len(packed).to_bytes(_LENGTH))
            answers.write(packed)
            answers.flush()


def _told(do: Callable[..., Iterable[Any]], arguments: Sequence[Any]) -> Iterator[_Told]:
    try:
        for found in do(*arguments):
            yield found, None, False
    except Exception as error:  # raised again where it is waited for
        yield None, error, True
    else:
        yield None, None, True
