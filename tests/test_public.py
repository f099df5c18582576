"""The public surface: what `parley` exposes is what `__all__` names, and importing it is cheap."""

import subprocess
import sys

import parley

HEAVY = ("lxml", "trafilatura", "rich", "fastwarc", "feedparser", "jinja2", "numpy", "sqlite3", "py3langid")


def test_all_is_what_is_exposed():
    for name in parley.__all__:
        assert getattr(parley, name) is not None
    exposed = {
        name
        for name, value in vars(parley).items()
        if getattr(value, "__module__", "").startswith("parley.") and not name.startswith("_")
    }
    assert exposed == set(parley.__all__) - {"__version__"}
    assert set(parley.__all__) <= set(dir(parley))


def test_every_error_is_public():
    from parley import errors

    tree = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, Exception)}
    assert tree <= set(parley.__all__)


def test_unknown_names_are_attribute_errors():
    assert not hasattr(parley, "biuld")


def test_importing_parley_imports_nothing_heavy():
    code = f"import parley, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
