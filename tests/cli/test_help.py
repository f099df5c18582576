"""Every command explains itself, and help costs next to nothing."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import click
import pytest

from parley.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
NAMES = [name for section in COMMANDS.values() for name in section]
GROUPS = {"config": ("show", "set"), "profile": ("list", "show", "new", "check")}
LEAVES = [*(n for n in NAMES if n not in GROUPS), *(f"{g} {n}" for g, names in GROUPS.items() for n in names)]


def command(name):
    found = cli
    for word in name.split():
        found = found.get_command(click.Context(found), word)
    return found


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_has_help_examples_and_explained_options(name):
    found = command(name)
    assert found.help
    assert f"parley {name}" in found.epilog.replace("| parley", "parley")
    for option in found.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


@pytest.mark.parametrize("name", [*LEAVES, *GROUPS])
def test_help_is_printed(cli, name):
    code, out, err = cli(*name.split(), "--help")
    assert (code, err) == (0, "")
    assert f"Usage: parley {name}" in out


def test_the_table_names_each_command_as_it_is():
    for name in NAMES:
        assert command(name).name == name


def test_bare_parley_shows_the_help(cli):
    code, out, _ = cli()
    assert code == 0
    assert all(name in out for name in NAMES)


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("--", "statments")])
def test_help_imports_neither_commands_nor_anything_heavy(args):
    code = (
        "import sys; from parley.cli.main import run\n"
        f"try: run({list(args)!r})\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('lxml', 'rich', 'trafilatura', 'fastwarc', 'feedparser', 'jinja2', 'numpy', 'sqlite3', 'tomllib')"
        " or m.startswith('parley.') and m not in "
        "('parley.cli', 'parley.cli.main', 'parley._version', 'parley.errors')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_the_version_is_printed(cli):
    from parley import __version__

    assert cli("--version")[1] == f"parley {__version__}\n"


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "scripts" / "generate_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


@pytest.mark.parametrize("name", ["docs/cli.md", "docs/records.md", "docs/dating.md", "README.md"])
def test_the_generated_pages_are_up_to_date(generated, name):
    stored = (ROOT / name).read_text(encoding="utf-8")
    assert stored == generated[name], "run: python scripts/generate_docs.py"


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_stands_in_the_reference(name):
    assert f"### parley {name}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
