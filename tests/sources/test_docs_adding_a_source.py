import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adding-a-source.md"


def fenced(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M)


def test_the_worked_example_prints_what_the_page_says(tmp_path, monkeypatch, capsys):
    [example], [printed] = fenced("python"), fenced("text")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, str(PAGE), "exec"), {"__name__": "example"})
    assert capsys.readouterr().out == printed


def test_the_files_that_it_names_are_there():
    root = PAGE.parents[1]
    for name in re.findall(r"`((?:parley|tests)/[\w/]+\.py)`", PAGE.read_text(encoding="utf-8")):
        assert (root / name).is_file() or (root / "src" / name).is_file(), name
