"""A language model in steps, builds, worker processes and settings, as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from model_server import ModelServer, claim, reply, says

import parley
from parley.backends import endpoint
from parley.backends.model import COUNTS
from parley.settings import HELP, user_file, write_value

PAGES = {
    "ferry.txt": (
        "The ferry to Velm\n\nTavrian President Ana Weber said on Monday the ferry would sail.\n\n"
        "The memo, penned by Piet Zandel, has it that the port is closed.\n"
    ),
    "rain.txt": "Rain over the port\n\nThe memo, penned by Piet Zandel, has it that 40 boats have sunk.\n",
}
CLAIMS = (
    claim("the ferry would sail", "Tavrian President Ana Weber", "said"),
    claim("the port is closed", "Piet Zandel", "has it"),
    claim("40 boats have sunk", "Piet Zandel", "has it"),
)
MODEL = ("--llm-model", "tiny")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(endpoint, "WAIT_SECONDS", 0.01)


@pytest.fixture
def server():
    with ModelServer(says(*CLAIMS)) as running:
        yield running


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def origins(folder):
    with parley.open(folder) as record:
        return sorted((r["content"], r["origin"]) for r in record.statements())


BOTH = [
    ("40 boats have sunk", "llm:tiny"),
    ("the ferry would sail", "rules+llm:tiny"),
    ("the port is closed", "llm:tiny"),
]
RULES = [("the ferry would sail", "rules")]


def versions(folder):
    from parley import locate
    from parley.store import open_store

    store = open_store(locate.find(folder).database, read_only=True)
    with store.view() as view:
        (source,) = locate.find(folder).sources()
        held = view.held(source)
    store.close()
    return {locator: dict(h.versions) for locator, h in held.items()}


def test_a_build_says_what_became_of_the_answers_and_keeps_the_model(cli, server, pages):
    code, _, err = cli("build", pages, *MODEL, "--llm-endpoint", server.url)
    assert code == 0, err
    assert "counted for statements: 5 passages, 3 found, 12 not found, 1 agreed, 2 added" in err
    assert origins(pages) == BOTH
    asked = len(server.requests)
    code, _, err = cli("build", pages)
    assert code == 2 and "no llm_endpoint" in err  # the record names its model; the address is the user's
    cli("config", "set", "--user", "llm_endpoint", server.url)
    assert cli("build", pages)[0] == 0
    assert len(server.requests) == asked  # unchanged pages are not asked again
    code, _, err = cli("build", pages, "--llm-model", "")
    assert code == 0 and "counted" not in err
    assert origins(pages) == RULES
    assert cli("verify", "-r", pages)[0] == cli("doctor", "-r", pages)[0] == 0


def test_exports_and_explanations_name_the_origin(cli, server, pages, tmp_path):
    cli("build", pages, *MODEL, "--llm-endpoint", server.url)
    code, out, _ = cli("statements", "-r", pages, "--csv")
    assert code == 0 and "origin" in out.split("\n")[0].split(",") and "rules+llm:tiny" in out
    with parley.open(pages) as record:
        entry = next(r for r in record.statements() if r["origin"] == "llm:tiny")
    assert "llm:tiny" in cli("explain", entry["id"], "-r", pages)[1]
    assert json.loads(cli("explain", entry["id"], "-r", pages, "--json")[1])["origin"] == "llm:tiny"


def test_an_endpoint_that_fails_costs_nothing_and_is_asked_again_by_the_next_build(cli, server, pages):
    server.behave = lambda handler, body: reply(handler, 503, b'{"error": "loading\\u001b[2J the model"}')
    code, _, err = cli("build", pages, *MODEL, "--llm-endpoint", server.url)
    assert code == 1
    assert "statements not all found on 2 pages; these are kept, the next build tries again" in err
    assert "figures not all found" not in err  # they rest on the statements, which are named
    assert "answers 503: loading [2J the model" in err and "\x1b" not in err
    assert origins(pages) == RULES
    server.behave = None
    code, _, err = cli("build", pages, "--llm-endpoint", server.url)
    assert (code, origins(pages)) == (0, BOTH)
    with parley.open(pages) as record:  # what rests on the statements was found again too
        (figure,) = record.figures()
        held = {r["id"]: r["content"] for r in record.statements()}
        assert held[figure["statement_id"]] == "40 boats have sunk"


def test_a_failing_endpoint_takes_nothing_stored_away(cli, server, pages):
    cli("build", pages, *MODEL, "--llm-endpoint", server.url)
    before = versions(pages)
    for failing in (True, False):
        server.behave = (lambda handler, body: reply(handler, 500)) if failing else None
        code, _, _ = cli("build", pages, "--llm-model", "large", "--llm-endpoint", server.url)
        if failing:
            assert (code, origins(pages), versions(pages)) == (1, BOTH, before)
        else:
            assert code == 0 and {o for _, o in origins(pages)} == {"llm:large", "rules+llm:large"}
    assert cli("doctor", "-r", pages)[0] == 0


def test_the_same_page_found_again_takes_nothing_away_while_the_endpoint_fails(cli, server, tmp_path):
    rows, record = tmp_path / "pages.jsonl", tmp_path / "rec"
    line = json.dumps({"url": "https://gull.example/ferry", "text": PAGES["ferry.txt"]}) + "\n"
    rows.write_text(line, encoding="utf-8")
    cli("build", rows, "-o", record, *MODEL, "--llm-endpoint", server.url)
    before = origins(record)
    assert len(before) == 2
    rows.write_text(line * 2, encoding="utf-8")
    server.behave = lambda handler, body: reply(handler, 500)
    assert cli("build", rows, "-r", record, "--llm-endpoint", server.url)[0] == 1
    assert origins(record) == before


def test_a_figure_that_is_found_again_refers_to_a_statement_that_is_there(cli, server, pages, monkeypatch):
    cli("build", pages, *MODEL, "--llm-endpoint", server.url)
    monkeypatch.setattr("parley.find.figures.Figures.version", "another")
    server.model = says(claim("that 40 boats have sunk", "Piet Zandel", "has it"))  # it answers otherwise now
    assert cli("build", pages, "--llm-endpoint", server.url)[0] == 0
    with parley.open(pages) as record:
        (figure,) = record.figures()
        assert figure["statement_id"] in {r["id"] for r in record.statements()}
    assert cli("doctor", "-r", pages)[0] == 0


def test_worker_processes_ask_too_and_the_key_is_stored_nowhere(server, tmp_path, monkeypatch):
    monkeypatch.setenv("TALKS_KEY", "sk-very-hidden")
    monkeypatch.setenv("PARLEY_LLM_API_KEY_ENV", "TALKS_KEY")
    folder = tmp_path / "many"
    folder.mkdir()
    for i in range(24):
        text = PAGES["ferry.txt"].replace("on Monday", f"on day {i}")
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
    record = parley.build([folder], workers=2, llm_model="tiny", llm_endpoint=server.url)
    assert sum(r["origin"] == "rules+llm:tiny" for r in record.statements()) == 24
    record.close()
    assert {h["Authorization"] for _, h, _ in server.requests} == {"Bearer sk-very-hidden"}
    for file in (folder / ".parley").iterdir():
        assert b"very-hidden" not in file.read_bytes()


def test_the_step_compares_both_in_one_file(cli, server):
    rows = [{"id": name, "text": text} for name, text in PAGES.items()]
    given = "\n".join(map(json.dumps, rows)).encode()
    code, out, err = cli("step", "statements", *MODEL, "--llm-endpoint", server.url, stdin=given)
    assert code == 0
    first, second = map(json.loads, out.splitlines())
    assert [s["origin"] for s in first["statements"]] == ["rules+llm:tiny", "llm:tiny"]
    assert (first["counts"]["found"], first["counts"]["not_found"], second["counts"]["added"]) == (2, 7, 1)
    assert "parley: statements: 5 passages, 3 found, 12 not found, 1 agreed, 2 added" in err
    without = cli("step", "statements", stdin=given)
    assert without[2] == "" and "counts" not in json.loads(without[1].splitlines()[0])


def test_the_step_keeps_what_was_found_and_says_what_is_missing(cli, server):
    server.behave = lambda handler, body: reply(handler, 500)
    given = json.dumps({"id": 1, "text": PAGES["ferry.txt"]}).encode()
    code, out, err = cli("step", "statements", *MODEL, "--llm-endpoint", server.url, stdin=given)
    found = json.loads(out)
    assert code == 3 and found["error"]["code"] == "incomplete" and "line 1: not all found: 3 of 3" in err
    assert [s["origin"] for s in found["statements"]] == ["rules"]


def test_settings_come_from_files_environment_and_flags(cli, server, monkeypatch):
    write_value(user_file(), "llm_model", "from-the-file")
    write_value(user_file(), "llm_endpoint", server.url)
    given = json.dumps({"id": 1, "text": PAGES["ferry.txt"]}).encode()

    def asked(*flags):
        server.requests.clear()
        assert cli("step", "statements", *flags, stdin=given)[0] == 0
        return {body["model"] for _, _, body in server.requests}

    assert asked() == {"from-the-file"}
    monkeypatch.setenv("PARLEY_LLM_MODEL", "from-the-environment")
    assert asked() == {"from-the-environment"}
    assert asked("--llm-model", "from-the-flag") == {"from-the-flag"}
    assert asked("--llm-model", "") == set()


def test_a_record_from_elsewhere_cannot_send_pages_away(cli, server, pages):
    cli("build", pages)
    file = pages / ".parley" / "parley.toml"
    code, _, err = cli("config", "set", "llm_endpoint", server.url, "-r", pages)
    assert code == 2 and "--user" in err
    with file.open("a", encoding="utf-8") as out:
        out.write(f'llm_model = "tiny"\nllm_endpoint = "{server.url}"\n')
    code, _, err = cli("build", pages)
    assert code == 2 and "llm_endpoint is not for a record to set" in err
    assert server.requests == []


def test_without_httpx_the_message_says_what_to_install():
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from parley.cli.main import run\n"
        "sys.exit(run(['step', 'statements', '--llm-model', 'tiny', '--llm-endpoint', 'http://127.0.0.1:9/v1']))"
    )
    done = subprocess.run([sys.executable, "-c", code], input="", capture_output=True, text=True)
    assert done.returncode == 2 and done.stdout == ""
    assert "pip install 'parley-news[llm]'" in done.stderr and "Traceback" not in done.stderr


def test_nothing_of_it_is_imported_while_it_is_off():
    code = (
        "import sys\nfrom parley.pipeline import Reader\nfrom parley.settings import Settings\n"
        "Reader(Settings())\n"
        "sys.exit(any(m in sys.modules for m in ('httpx', 'asyncio', 'parley.backends')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_guide_explains_every_setting_and_every_count():
    guide = (Path(__file__).parents[2] / "docs" / "llm.md").read_text(encoding="utf-8")
    for name in [*(n for n in HELP if n.startswith("llm_")), *COUNTS]:
        assert f"`{name}`" in guide
