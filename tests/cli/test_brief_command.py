"""``parley brief``."""

import json

import pytest


def test_markdown_to_a_pipe(cli, isles):
    code, out, _ = cli("brief", "-r", isles, "--title", "The isles")
    assert code == 0
    assert out.startswith("# The isles\n") and "\n## Sources\n" in out


def test_a_file_by_its_ending(cli, isles, tmp_path):
    pytest.importorskip("docx")
    for name in ("b.md", "b.docx"):
        code, out, err = cli("brief", "-r", isles, "-o", tmp_path / name)
        assert (code, out) == (0, "") and "sources" in err and (tmp_path / name).is_file()


def test_as_json(cli, isles):
    code, out, _ = cli("brief", "-r", isles, "--json")
    made = json.loads(out)
    assert code == 0
    assert [section["title"] for section in made["sections"]][:2] == ["What changed", "Meetings"]


def test_a_side_that_nobody_names_is_said(cli, isles):
    code, _, err = cli("brief", "-r", isles, "--party", "Brantja")
    assert code == 2 and "Brantia" in err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("-o", "x.pdf"), ".md or .docx"),
        (("--json", "-o", "x.md"), "leave out -o"),
        (("--since", "soon"), "since"),
        (("--issue", "ceasefier"), "ceasefire"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(cli, isles, args, told):
    code, out, err = cli("brief", "-r", isles, *args)
    assert (code, out) == (2, "") and told in err


def test_without_the_library_for_word_it_says_what_to_install(cli, isles, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    code, _, err = cli("brief", "-r", isles, "-o", tmp_path / "b.docx")
    assert code == 2 and "pip install 'parley-news[brief]'" in err
