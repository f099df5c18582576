"""``parley config show`` and ``parley config set``."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import Command, json_option, record_option
from parley.cli.output import is_terminal, say, write_json, write_plain

if TYPE_CHECKING:
    from parley.settings import Resolved


@click.group()
def config() -> None:
    """Show or change settings.

    A flag comes before the environment (PARLEY_WORKERS=4), that before the record's parley.toml, that
    before your own parley.toml, that before the default.
    """


@config.command(
    cls=Command,
    examples="""parley config show --origin
                parley config show --json""",
)
@record_option
@click.option("--origin", is_flag=True, help="And where each value comes from.")
@json_option
def show(record: Path | None, origin: bool, as_json: bool) -> None:
    """The settings that hold, in a record or outside one."""
    from parley.server import masked
    from parley.settings import HELP

    resolved = _resolved(record)
    values = dataclasses.asdict(resolved.settings)
    values["store"] = masked(values["store"])
    if as_json:
        rows = {k: {"value": v, "origin": resolved.origin[k]} if origin else v for k, v in values.items()}
        write_json(rows)
        return
    shown = {k: ", ".join(v) if isinstance(v, tuple) else str(v) for k, v in values.items()}
    if not is_terminal():
        names = ("setting", "value", "origin") if origin else ("setting", "value")
        write_plain(names, ((k, v, resolved.origin[k])[: len(names)] for k, v in shown.items()))
        return
    width, value_width = max(map(len, shown)), max(map(len, shown.values()))
    for key, value in shown.items():
        where = f"  from {resolved.origin[key]}" if origin else f"  {HELP[key]}"
        click.echo(f"{key:{width}}  {value:{value_width}}{where}")


@config.command(
    "set",
    cls=Command,
    examples="""parley config set workers 4
                parley config set profile talks.toml -r rec
                parley config set --user llm_endpoint http://127.0.0.1:11434/v1""",
)
@click.argument("key")
@click.argument("value")
@record_option
@click.option("--user", is_flag=True, help="In your own parley.toml, for every record.")
def set_value(key: str, value: str, record: Path | None, user: bool) -> None:
    """Set KEY to VALUE in the record's parley.toml. A profile given by path is copied into the record."""
    from parley import locate
    from parley.errors import SettingsError
    from parley.settings import OWN, PERSONAL, not_for_a_record, not_for_a_user, user_file, write_value

    if user:
        if key == OWN:
            raise SettingsError(f"{user_file()}: {not_for_a_user()}")
        file = user_file()
        write_value(file, key, str(Path(value).resolve()) if _is_path(key, value) else value)
    else:
        place = locate.find(record)
        file = place.settings_file
        if key in PERSONAL:
            raise SettingsError(f"{file}: {not_for_a_record(key)}")
        if key == "profile":
            place.keep_profile(value)
        else:
            write_value(file, key, value)
    say(f"{key} set in {file}")


def _is_path(key: str, value: str) -> bool:
    """Whether a value is a path, which must hold from any folder."""
    if key == "parse_pipeline":
        return Path(value, "meta.json").is_file()
    return key == "profile" and Path(value).is_file()


def _resolved(record: Path | None) -> Resolved:
    """The settings of the record that is meant; outside one, those that would hold for a new one."""
    from parley import locate
    from parley.errors import UnknownRecord
    from parley.settings import resolve, user_file

    try:
        return locate.find(record).settings()
    except UnknownRecord:
        if record is not None:
            raise
        return resolve(user_file=user_file())
