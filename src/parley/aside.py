"""A process that does something aside while this one goes on.

A fork is there at once. It is taken at the start of a command, before a record is open and before there is a second
thread, for neither survives a fork. Later one is started, a Python of its own, for what takes long. Only the command
line has them; who calls parley from a program, or where there are none, has everything done in turn.
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
from functools import partial
from queue import SimpleQueue
from typing import IO, Any, NoReturn, Self, TypeVar

from parley.closing import Closing
from parley.sweeps import seldom

_ROOM = 1 << 20  # bytes that a pipe holds while nobody reads; as many as Linux grants everybody
_DEATH_SIGNAL = (
    1  # PR_SET_PDEATHSIG of Linux: which signal ends a process when the one that forked it has ended
)
_LENGTH = 8  # bytes before each answer that say how long it is
# The parent's path finds what it has imported. Ctrl-C is not heard from the first moment on.
_SERVE = """
import pickle, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.path[:] = pickle.load(sys.stdin.buffer)
from parley.aside import serve
serve(int(sys.argv[1]))
"""
_T = TypeVar("_T")
Answer = Callable[[bytes], None]  # takes what is told
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
            _serve_forked(here, (given, told), theirs, answers)
        return cls._of((theirs, given), (told, answers), process)

    @classmethod
    def started(cls) -> Self | None:
        """A Python that is started now, whatever this process has open; None where it cannot be, or has no core."""
        if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1 or not sys.executable:
            return None
        (theirs, given), (told, answers) = _pipe(), _pipe()
        command = [sys.executable, "-c", _SERVE, str(os.getpid())]
        ends = [(os.POSIX_SPAWN_DUP2, theirs, 0), (os.POSIX_SPAWN_DUP2, answers, 1)]
        try:
            process = os.posix_spawn(sys.executable, command, os.environ, file_actions=ends)
        except OSError:
            for end in (theirs, given, told, answers):
                os.close(end)
            return None
        out = cls._of((theirs, given), (told, answers), process)
        with contextlib.suppress(OSError):  # it has died; whatever it is asked is lost
            out._given.write(pickle.dumps(sys.path))
            out._given.flush()
        return out

    @classmethod
    def _of(cls, questions: tuple[int, int], answers: tuple[int, int], process: int) -> Self:
        """The one that has the other ends of two pipes."""
        (theirs, given), (told, its) = questions, answers
        os.close(theirs)
        os.close(its)
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


def _serve_forked(parent: int, theirs: tuple[int, int], given: int, answers: int) -> NoReturn:
    """The life of a fork."""
    try:
        for end in theirs:
            os.close(end)
        _serve(parent, os.fdopen(given, "rb"), partial(_write, os.fdopen(answers, "wb")))
    finally:
        os._exit(0)


def serve(parent: int) -> NoReturn:
    """The life of a Python that was started: it is asked on its input, and answers on its output.

    It goes on while an answer that is longer than a pipe holds waits to be taken.
    """
    try:
        seldom()
        answers, waiting = os.fdopen(os.dup(1), "wb"), SimpleQueue[bytes]()
        threading.Thread(target=_write_all, args=(answers, waiting), daemon=True).start()
        _serve(parent, sys.stdin.buffer, waiting.put)
    finally:
        os._exit(0)


def _serve(parent: int, given: IO[bytes], answer: Answer) -> None:
    """Serve a process until it ends, and end with it, in the midst of whatever is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    os.dup2(2, 1)  # whatever is printed on the way is no answer of the command
    if os.getppid() == parent:
        _labour(given, answer)


def _labour(given: IO[bytes], answer: Answer) -> NoReturn:
    while True:
        do, arguments = pickle.load(given)
        for told in _told(do, arguments):
            answer(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))


def _write(answers: IO[bytes], packed: bytes) -> None:
    answers.write(len(packed).to_bytes(_LENGTH))
    answers.write(packed)
    answers.flush()


def _write_all(answers: IO[bytes], waiting: SimpleQueue[bytes]) -> None:
    with contextlib.suppress(OSError):  # nobody takes them any more
        while True:
            _write(answers, waiting.get())


def _told(do: Callable[..., Iterable[Any]], arguments: Sequence[Any]) -> Iterator[_Told]:
    try:
        for found in do(*arguments):
            yield found, None, False
    except Exception as error:  # raised again where it is waited for
        yield None, error, True
    else:
        yield None, None, True
