"""How far long work is: a line on standard error when a person is looking or ``--log-json`` asks, else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from parley.cli.output import clean, console, is_terminal

Tick = Callable[[int, str], None]
_NAME = 48  # columns for what is being read


@contextmanager
def progress(what: str) -> Iterator[Tick | None]:
    """Yields a function to call with (done, name of the last), or None when nobody is looking."""
    from parley.cli import log

    if log.is_on():
        yield log.Steps(what).tick
        return
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", style="dim", markup=False),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=None, name="")

        def tick(done: int, name: str) -> None:
            shown = clean(name).replace("\n", " ")
            bar.update(task, completed=done, name=shown if len(shown) <= _NAME else "…" + shown[1 - _NAME :])

        yield tick
