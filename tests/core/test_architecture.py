"""Dependencies point one way and form no cycle, imports inside functions included."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "src" / "parley"

# Each part may import those in earlier rows and its own; the line reads downwards.
LAYERS = [
    {"_version", "errors", "vocab"},
    {"spans", "edtf", "server", "laps", "closing", "plain", "sweeps", "stamps"},
    {"aside", "dates"},
    {"times"},
    {"records"},
    {"settings", "reading", "language", "reuse"},
    {"issues", "limits"},
    {"profiles"},
    {"passages"},
    {"sources"},
    {"clean", "find", "fetch"},
    {"backends"},
    {"plugins"},
    {"pipeline"},
    {"store", "workers"},
    {"link"},
    {"workers"},
    {"builder", "verify", "views", "export", "steps", "reasons", "locate"},
    {"copies", "runs", "scale"},
    {"ask", "review"},
    {"web"},
    {"api"},
    {"__init__"},
    {"mcp"},
    {"cli"},
    {"__main__"},
]
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {module_name(p): p for p in sorted(ROOT.rglob("*.py")) if "example" not in p.parts}


def imported(path):
    """Every parley module that a file names in an import, at any depth of nesting.

    ``from parley.clean import lexicon`` names the module clean.lexicon, not the package's own names.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            deeper = {a.name: f"{node.module}.{a.name}" for a in node.names}
            named = {n if n.removeprefix("parley.") in MODULES else node.module for n in deeper.values()}
        elif isinstance(node, ast.Import):
            named = {a.name for a in node.names}
        else:
            continue
        yield from (n.removeprefix("parley.") for n in named if n.removeprefix("parley.") in MODULES)


GRAPH = {name: set(imported(path)) - {name} for name, path in MODULES.items()}


@pytest.mark.parametrize("name", MODULES)
def test_every_part_has_its_place_in_the_line(name):
    assert name.split(".")[0] in RANK, f"name the layer of {name} in LAYERS and in docs/architecture.md"


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down_the_line_only(name):
    mine = name.split(".")[0]
    up = {
        other
        for other in GRAPH[name]
        if other.split(".")[0] != mine and RANK[other.split(".")[0]] >= RANK[mine]
    }
    assert not up


def test_no_import_cycles():
    done, path = set(), []

    def visit(name):
        if name in path:
            raise AssertionError(" -> ".join([*path[path.index(name) :], name]))
        if name not in done:
            path.append(name)
            for other in sorted(GRAPH[name]):
                visit(other)
            path.pop()
            done.add(name)

    for name in GRAPH:
        visit(name)
