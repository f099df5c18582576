"""Runs the server of a record until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.errors import StoreError, UsageError
from parley.profiles import Profile
from parley.store import open_store
from parley.store.base import Store
from parley.web.guard import LOOPBACK
from parley.web.meters import Meters

if TYPE_CHECKING:
    from parley.web.crew import Place
    from parley.web.desk import Desk
    from parley.web.shelf import Shelf

LAST = 300  # seconds that a long answer may still take when the process that gives it is replaced
ASKED = 1.0  # seconds that a process which is replaced waits for the question of who has just connected to it


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and to whom.

    `address` is that of the record's store; `title` the heading of every page and `note` a sentence for its head;
    `profile` the record's; `names` what the server goes by besides its address; `token` what a reader must know,
    None: nothing; `reviewer` who decides where a browser gave no name; `read_only`: nothing can be decided.
    """

    address: str | os.PathLike[str]
    title: str
    note: str | None
    profile: Profile
    names: Sequence[str]
    token: str | None
    reviewer: str | None
    read_only: bool

    def store(self) -> Store:
        """The record, opened to be read."""
        return open_store(self.address, read_only=True)

    @contextmanager
    def written(self) -> Iterator[Store | None]:
        """The record opened to take decisions; None where none can be taken."""
        try:
            store = None if self.read_only else open_store(self.address)
        except StoreError:
            store = None
        if store is None:
            yield None
            return
        with closing(store):
            yield store


def serve(service: Service, host: str, port: int, *, processes: int, started: Callable[[str], None]) -> None:
    """Serve a record at an address; returns when interrupted.

    Args:
        service: What is served.
        host: The address to listen at.
        port: The port; 0 for any free one.
        processes: How many answer; with more than one no connection to the record may be open here.
        started: Is told the address as soon as requests are answered.

    Raises:
        UsageError: If nothing can listen there, or the web server is not installed, or several processes are
            asked for where there can be but one.
    """
    if processes > 1 and not hasattr(os, "fork"):
        raise UsageError("several processes need an operating system that can fork; leave --processes out")
    try:
        import fastapi
        import uvicorn
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; run: pip install 'parley-news[web]'") from error
    del fastapi, uvicorn  # asked for, so that what is missing is told before anything is laid out
    listening = _listening(host, port)
    bound = f"[{host}]" if ":" in host else host
    address = f"http://{bound}:{listening.getsockname()[1]}/"
    server = _Server(service, (*LOOPBACK, bound, *service.names), listening)
    if processes > 1:
        _by_many(server, processes, lambda: started(address))
    else:
        with closing(service.store()) as store:
            server.run(store, None, lambda: started(address))


class _Server:
    """Answers at a socket, in this process."""

    def __init__(self, service: Service, hosts: Sequence[str], listening: socket.socket) -> None:
        self.service = service
        self._meters = Meters()  # before any process is forked, so that all count in the same
        self._hosts = hosts
        self._listening = listening

    def run(
        self,
        store: Store,
        desk: Desk | None,
        started: Callable[[], object] = lambda: None,
        relieved: threading.Event | None = None,
        **options: Any,
    ) -> None:
        """Answer until told to stop; `relieved` is set then. `options` are those of `uvicorn.Config`."""
        import uvicorn

        from parley.web.app import create
        from parley.web.ledger import Ledger
        from parley.web.sections import make_first_pages

        service = self.service
        with service.written() as written:
            ledger = Ledger(written, service.profile, service.reviewer) if written else None
            app = create(
                store,
                title=service.title,
                note=service.note,
                profile=service.profile,
                hosts=self._hosts,
                token=service.token,
                ledger=ledger if ledger and ledger.is_writable() else None,
                desk=desk,
                meters=self._meters,
            )
            make_first_pages(app.state.site)
            if logging.getLogger().handlers:  # whoever has set up logging gets what the server says, too
                options["log_config"] = None
            listening = self._listening
            config = uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, lifespan="on", **options
            )

            class Server(uvicorn.Server):
                def handle_exit(self, sig: int, frame: Any) -> None:
                    if relieved is not None:
                        relieved.set()
                        with suppress(RuntimeError):  # it does not run yet
                            loop = asyncio.get_running_loop()
                            loop.call_soon_threadsafe(_turn_away, loop, listening)
                    super().handle_exit(sig, frame)

                async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                    if relieved is not None:
                        _turn_away(asyncio.get_running_loop(), listening)
                        await _asked(self.server_state.connections)
                    await super().shutdown(sockets)

            started()
            Server(config).run(sockets=[listening])


def _turn_away(loop: asyncio.AbstractEventLoop, listening: socket.socket) -> None:
    """Take no more connections from a socket, others do.

    The loop's server is not closed for it: whom it has accepted a moment before would be cut off, since a closed
    server lets no transport be made (3 of 52,613 answers, over 40 workers that left).
    """
    loop.remove_reader(listening)


async def _asked(connections: Iterable[object]) -> None:
    """Wait until all who were accepted have asked, or `ASKED`: else they would be left without an answer."""
    until = time.monotonic() + ASKED
    await asyncio.sleep(
        0.01
    )  # two turns of the loop at least: who was accepted is among the connections then
    while time.monotonic() < until and any(getattr(one, "cycle", one) is None for one in connections):
        await asyncio.sleep(0.01)


def _by_many(server: _Server, processes: int, started: Callable[[], None]) -> None:
    from parley.web import app  # read here once, so that no worker needs to
    from parley.web.crew import Keeper, Seat
    from parley.web.desk import laid_out
    from parley.web.warming import look_over, warming

    service = server.service
    warm = warming(service.profile)

    def lay_out() -> tuple[int, Shelf]:
        with closing(service.store()) as store:
            stamp = store.stamp()
            return stamp, laid_out(store, app.issues(service.profile), warm)

    def stamp() -> int:
        with closing(service.store()) as store:
            return store.stamp()

    def work(place: Place) -> None:
        # A connection lasts one answer: kept, all of a few readers' may be with one worker while the others rest.
        with closing(service.store()) as store:
            desk = Seat(store, place.shelf, place.bell, place.relieved)
            with desk.view() as (view, shelf):
                look_over(view, shelf, service.profile)
            server.run(
                store,
                desk,
                place.ready,
                relieved=place.relieved,
                headers=[("connection", "close")],
                timeout_graceful_shutdown=LAST,
                loop="asyncio",  # others take no reader away from a socket that they listen at
            )

    Keeper(lay_out, stamp, work, processes).run(started)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            f"cannot listen at {host} port {port}: {error.strerror}; choose another with --port"
        ) from error
    listening.listen(128)
    return listening
