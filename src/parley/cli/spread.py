"""``parley build --engine daft``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from parley.cli.output import amount, say


def spread(
    sources: tuple[str, ...], out: Path | None, settings: dict[str, Any], engine: str, ray: str | None
) -> int:
    """Read sources into a folder of parts."""
    from parley.locate import Place
    from parley.scale.engine import build
    from parley.workers import cores

    if engine != "daft":
        raise click.UsageError("--ray needs --engine daft")
    if not sources or out is None:
        raise click.UsageError("--engine daft needs sources and -o FOLDER")
    if settings.get("store"):
        raise click.UsageError("--store is for `parley load`, which takes what --engine daft wrote")
    names = ("profile", "workers", "llm_model", "llm_endpoint")
    flags = {name: settings.get(name) for name in names}
    chosen = Place(out.expanduser().resolve()).settings(flags).settings
    target = str(out).replace("s3:/", "s3://", 1) if str(out).startswith("s3:/") else str(out)
    done = build(sources, target, chosen, ray=ray, workers=chosen.workers or cores())
    say(f"{target}: {amount(done, 'part')} read; next: parley load {target} -o REC")
    return 0
