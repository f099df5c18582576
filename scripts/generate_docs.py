"""Write docs/cli.md, docs/records.md and the printed parts of README.md and other pages; or check them.

The README holds what `parley demo` prints and the table of eval/measured.json, docs/talks.md a part of that table,
docs/dating.md what `parley date` says of a page of that record, between comments that name them.

python scripts/generate_docs.py            # after a change of a command or a field
python scripts/generate_docs.py --check    # exit 1 and name the pages that are out of date
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path

import click

from parley.cli.main import COMMANDS, cli
from parley.export.cells import GUARD_NOTE
from parley.export.fields import kinds, types

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DATED = "doc-be608345"  # a page of the bundled example that other pages help to date
NOTE = "<!-- Written by scripts/generate_docs.py; change the program, not this page. -->"
CLI_HEAD = f"""\
# The command line

{NOTE}

Exit codes: 0 ok, 1 failure, 2 usage, 3 finished with rejected inputs, 130 interrupted. Data goes to standard
output, progress and remarks to standard error. On a terminal there is colour and wrapping; in a pipe,
tab-separated lines; `NO_COLOR` takes the colour away.
"""
RECORDS_HEAD = f"""\
# The record, field by field

{NOTE}

`parley export OUT` writes one file per kind, UTF-8, one JSON object a line, with these fields. The listings'
`--json` and `--nl` and the Python API give the same rows.

- **Evidence or nothing.** `text[start:end] == quote` for every evidence, always; `parley verify` proves it.
- **Unknown is a value.** What the page does not settle is null or an interval, never a guess.
- **Ids are made from content**, so a rebuild gives the same ids.
- **CSV.** {GUARD_NOTE} A date becomes `date`, `date_earliest`, `date_latest` and `date_basis`; a speaker
  `speaker`, `speaker_id` and `speaker_surface`; evidence `quote`, `quote_start` and `quote_end`.
"""


def commands() -> Iterator[tuple[str, str, click.Command]]:
    """Every command: its section, its full name and itself, sub-commands after their group."""
    context = click.Context(cli, info_name="parley")
    for section, names in COMMANDS.items():
        for name in names:
            command = cli.get_command(context, name)
            assert command is not None
            yield section, name, command
            if isinstance(command, click.Group):
                for sub, inner in command.commands.items():
                    yield section, f"{name} {sub}", inner


def command_text(name: str, command: click.Command) -> str:
    """One command: usage, help, options, examples; the same whichever version of click lays out its help."""
    context = click.Context(command, info_name=f"parley {name}")
    parts = [f"### parley {name}", f"    parley {name} {' '.join(command.collect_usage_pieces(context))}"]
    parts += paragraphs(command.help or "")
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        rows = [f"| {option_text(o)} | {(o.help or '').replace('|', chr(92) + '|')} |" for o in options]
        parts.append("\n".join(["| option | |", "|---|---|", *rows]))
    if command.epilog:
        parts += paragraphs(command.epilog)
    return "\n\n".join(parts) + "\n"


def option_text(option: click.Option) -> str:
    """The names of an option and what it takes."""
    names = " ".join(f"`{name}`" for name in sorted(option.opts, key=len))
    takes = option.metavar or getattr(option.type, "kind", "").upper()
    return names if option.is_flag else f"{names} {takes}".rstrip()


def paragraphs(text: str) -> list[str]:
    r"""Paragraphs of a help text; one after ``\b`` is laid out by hand and stays so, as code."""
    out = []
    for part in cleandoc(text).split("\n\n"):
        lines = part.splitlines()
        if lines[0].strip() == "\b":
            heads = [line for line in lines[1:] if line.endswith(":") and not line.startswith(" ")]
            code = [f"    {line.strip()}" for line in lines[1:] if line not in heads]
            out += [*heads, "\n".join(code)]
        else:
            out.append(" ".join(line.strip() for line in lines))
    return out


def cli_page() -> str:
    """docs/cli.md."""
    parts, last = [CLI_HEAD], None
    for section, name, command in commands():
        if section != last:
            parts.append(f"## {section}\n")
        parts.append(command_text(name, command))
        last = section
    return "\n".join(parts)


def records_page() -> str:
    """docs/records.md."""
    listed = "\n".join(f"- `{name}`: {about}" for name, about in types().items())
    parts = [RECORDS_HEAD, f"## Types\n\n{listed}\n- `texts`: a list of texts.\n- `json`: anything nested.\n"]
    for kind in kinds().values():
        rows = "\n".join(f"| `{f.name}` | {f.type} | {f.about} |" for f in kind.fields)
        parts.append(f"## {kind.name}\n\n{kind.about}\n\n| field | type | holds |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


# What the README's table says of each figure: (data, what is measured, key in eval/measured.json).
QUALITY = [
    ("PolNeAR dev, 84 articles, reported speech", "statements, content J50 F1", "statements.j50"),
    ("", "with the right speaker", "statements.joint"),
    ("", "direct / mixed / indirect", "statements.direct statements.mixed statements.indirect"),
    ("12 whole crawled pages, annotated by hand", "statements F1", "record.statements"),
    ("", "with the right, resolved speaker", "record.statements_speaker"),
    ("", "mode of the matched", "record.mode"),
    ("", "figures F1", "record.figures"),
    ("", "claimant of the matched", "record.figures_source"),
    ("", "positions F1", "record.positions"),
    ("", "meetings F1", "record.meetings"),
    ("", "status / heads of delegations of the matched", "record.meetings_status record.meetings_heads"),
    ("", "agreements F1", "record.agreements"),
    ("", "offices F1", "record.roles"),
    ("", "chrome labelled / body kept", "record.chrome record.body"),
    ("fundus, 135 HTML pages", "token F1 of the body", "clean_html.token_f1"),
    ("", "quotations / subheads kept", "clean_html.quotes clean_html.subheads"),
    ("", "date right / not wrong", "clean_html.date clean_html.date_not_wrong"),
    ("", "authors, precision / recall", "clean_html.author_precision clean_html.author_recall"),
    (
        "the same pages as flattened text",
        "token F1 / quotations kept",
        "clean_flat.token_f1 clean_flat.quotes",
    ),
    ("scrapinghub, 181 HTML pages", "token F1 of the body", "clean_scrapinghub.token_f1"),
    (
        "MEANTIME dev, 60 articles",
        "time expressions, strict / relaxed / value F1",
        "times.meantime_strict times.meantime_relaxed times.meantime_value",
    ),
    ("TimeBank and AQUAINT, corrected, 256 articles", "value F1", "times.tbaq_value"),
    ("Recognizers-Text, cases that news could print", "right", "times.recognizers"),
    (
        "946 articles, dates hidden",
        "interval holds the true day / known to a week",
        "dating.holds dating.within_a_week",
    ),
    (
        "162 sentences coded to PLOVER",
        "type / quad class of the most salient event",
        "events.type events.quad",
    ),
    (
        "1,138 articles on ten negotiations",
        "69 office-holders: each one actor / no two of them one",
        "actors.one actors.apart",
    ),
    ("NeuS, 725 articles of 248 events", "stories, BCubed F1", "stories.f1"),
    (
        "20,000 pages with known edits, some under a banner",
        "copies / pasted paragraphs / edited ones found",
        "families.near families.pasted families.edited",
    ),
]


def quality_table(measure: str = "") -> str:
    """What `make eval` last measured, or the part of it that one measure gave."""
    measured = json.loads((ROOT / "eval" / "measured.json").read_text(encoding="utf-8"))
    rows = ["| data | what | measured |", "|---|---|---|"]
    for data, what, keys in (row for row in QUALITY if row[2].startswith(measure)):
        rows.append(f"| {data} | {what} | {' / '.join(f'{measured[key]:.1f}' for key in keys.split())} |")
    return "\n".join(rows)


def printed(*commands: str) -> list[str]:
    """What commands print into a pipe, one after the other in an empty folder, as code blocks."""
    env = os.environ | {"COLUMNS": "88", "NO_COLOR": "1"}
    blocks = []
    with tempfile.TemporaryDirectory() as tmp:
        for command in commands:
            call = [sys.executable, "-m", *command.split()]
            done = subprocess.run(call, cwd=tmp, env=env, capture_output=True, text=True, check=True)
            shown = re.sub(r"[ \t]+$", "", done.stdout.replace(f"{Path(tmp).resolve()}/", ""), flags=re.M)
            blocks.append(f"```console\n$ {command}\n{shown.strip()}\n```")
    return blocks


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A page with the parts that are printed as they are now, each after the comment that names it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for mark, part in parts.items():
        begin, end = f"<!-- {mark} -->\n", "<!-- end -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        assert found and closed, f"{page}: no place marked {mark!r}"
        text = f"{before}{begin}{part}\n{closed}{after}"
    return text


def pages() -> dict[str, str]:
    """Every generated page by its path."""
    demo, date = printed("parley demo", f"parley date {DATED} -r demo/record")
    return {
        "docs/cli.md": cli_page(),
        "docs/records.md": records_page(),
        "docs/talks.md": filled("docs/talks.md", {"quality": quality_table("record")}),
        "docs/dating.md": filled("docs/dating.md", {"output: parley date": date}),
        "README.md": filled("README.md", {"output: parley demo": demo, "quality": quality_table()}),
    }


def main() -> int:
    os.environ["XDG_CONFIG_HOME"] = os.devnull  # the settings of whoever runs this must not change a figure
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    for name, text in pages().items():
        file = ROOT / name
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            print(f"out of date: {name}; run: python scripts/generate_docs.py")
            return 1
    print("the pages are up to date" if check else f"wrote {', '.join(pages())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
