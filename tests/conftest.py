"""A small, fictional record that the tests of the outer parts share. Built once; do not change it."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import settings

import pg_server
from profiles_made import profile_of, state

# A test fails for what is wrong, never for how long a busy machine takes; speed lives in the benchmarks.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")

PAGES = {
    "gull-herald/truce.txt": """Brantia and Corvale agree a truce

Brantian President Orla Venn said on Tuesday the truce was "not a pause but an end" to the war.
Corvalian Foreign Minister Ilan Dross accused Brantia of seeking to "buy time".
"We will not sign anything that leaves our villages behind," Dross said.
Brantia's army fired 40 rockets overnight, according to Colonel Ume Tarsk.
""",
    "gull-herald/denial.txt": """Brantia denies the strike

Venn denied that her army had fired on the port of Sele.
=SUM(A1) was printed on the leaflets, said a source close to the Corvale delegation.
At least 1,200 people fled, Tarsk said, and the temperature fell to -5 degrees. 😀 שלום
""",
    "ledger.html": """<html><head><title>Talks resume on the island - Ledger</title>
<meta property="article:published_time" content="2031-06-04T08:00:00+00:00">
<meta property="og:site_name" content="The Sele Ledger"></head><body><nav>Home Sport Weather</nav>
<article><h1>Talks resume on the island</h1>
<p>Negotiators from Brantia and Corvale met again on Wednesday, the Sele council announced.</p>
<p>Ilan Dross demanded "guarantees on paper" from Brantia before any further meeting could be held.</p>
<p>Orla Venn warned that the truce would collapse within days if the port was not opened to ships.</p>
</article><footer>Leave a comment</footer></body></html>
""",
    "empty.txt": "",
}
PROFILE = profile_of("isles", state("Brantia", "XBR", "Brantian"), state("Corvale", "XCO", "Corvalian"))


@pytest.fixture(scope="session", autouse=True)
def alone(tmp_path_factory):
    """No test reads, or writes, the settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        for name in [n for n in os.environ if n.startswith("PARLEY_") and n != "PARLEY_EVAL_DATA"]:
            patch.delenv(name)
        yield
        pg_server.drop_all()


@pytest.fixture(scope="session")
def isles_pages(tmp_path_factory):
    """A folder of four inputs, one of them empty, and a profile beside it."""
    folder = tmp_path_factory.mktemp("isles") / "pages"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder.parent / "isles.toml").write_text(PROFILE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def isles(isles_pages, tmp_path_factory):
    """The record of these pages: its folder."""
    import parley

    out = tmp_path_factory.mktemp("record") / "rec"
    parley.build([isles_pages], out, profile=isles_pages.parent / "isles.toml", workers=1).close()
    return out


@pytest.fixture(scope="session")
def example_record(tmp_path_factory):
    """The record of the bundled example: its folder. For reading only."""
    import parley

    example = Path(parley.__file__).parent / "example"
    out = tmp_path_factory.mktemp("example") / "record"
    parley.build([example / "pages"], out, profile=example / "profile.toml", workers=1).close()
    return out


@pytest.fixture
def cli(monkeypatch, capsys, tmp_path):
    """Runs the command line in this process, away from any record: (exit code, stdout, stderr)."""
    from parley.cli.main import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("PARLEY_RECORD", raising=False)

    def call(*args, stdin=b""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return code, out, err

    return call
