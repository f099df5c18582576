"""Runs the server of a record until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

from parley.errors import UsageError
from parley.profiles import Profile
from parley.store.base import Store
from parley.web.guard import LOOPBACK


def serve(
    store: Store,
    host: str,
    port: int,
    *,
    title: str,
    note: str | None,
    profile: Profile,
    names: Sequence[str],
    token: str | None,
    written: Store | None,
    reviewer: str | None,
    started: Callable[[str], None],
) -> None:
    """Serve a record at an address; returns when interrupted.

    Args:
        store: The record.
        host: The address to listen at.
        port: The port; 0 for any free one.
        title: The heading of every page.
        note: A sentence for the head of every page.
        profile: The record's.
        names: Names that the server goes by besides its address.
        token: What a reader must know; None: nothing.
        written: The record opened for writing; None: nothing can be decided.
        reviewer: Who decides where a browser gave no name.
        started: Is told the address as soon as requests are answered.

    Raises:
        UsageError: If nothing can listen there, or the web server is not installed.
    """
    try:
        import fastapi
        import uvicorn
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed; run: pip install 'parley-news[web]'") from error
    del fastapi  # asked for, so that what is missing is told before anything is laid out
    from parley.web.app import create
    from parley.web.ledger import Ledger

    listening = _listening(host, port)
    bound = f"[{host}]" if ":" in host else host
    address = f"http://{bound}:{listening.getsockname()[1]}/"
    ledger = Ledger(written, profile, reviewer) if written else None
    app = create(
        store,
        title=title,
        note=note,
        profile=profile,
        hosts=(*LOOPBACK, bound, *names),
        token=token,
        ledger=ledger if ledger and ledger.is_writable() else None,
    )
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
    started(address)
    uvicorn.Server(config).run(sockets=[listening])


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
