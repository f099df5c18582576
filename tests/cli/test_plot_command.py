"""``parley plot``: files, pipes, and what it says where nothing can be drawn."""

import pytest
from lxml import etree


@pytest.mark.parametrize("kind", ["timeline", "positions", "figures", "meetings", "coverage"])
def test_every_kind_is_an_svg_in_a_pipe(cli, isles, kind):
    code, out, _ = cli("plot", kind, "-r", isles)
    assert code == 0
    assert etree.fromstring(out.encode()).tag == "{http://www.w3.org/2000/svg}svg"


def test_a_file_is_written_and_told_of(cli, isles, tmp_path):
    code, out, err = cli("plot", "coverage", "-r", isles, "-o", tmp_path / "c.svg", "--title", "Who wrote")
    assert (code, out) == (0, "") and "c.svg: 3 pages of" in err
    assert "Who wrote" in (tmp_path / "c.svg").read_text()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_what_it_shows_as_csv(cli, isles):
    code, out, _ = cli("plot", "figures", "-r", isles, "--unit", "rocket", "--csv")
    assert code == 0
    assert out.splitlines()[0] == "When,Claimed by,Value,As printed,Outlet"
    assert ",40," in out


def test_nothing_to_draw_is_said_with_the_nearest_name(cli, isles):
    code, out, err = cli("plot", "meetings", "-r", isles, "--party", "Brantja")
    assert code == 0 and "<svg" in out
    assert "There is no meeting to draw." in err and "Brantia" in err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("pie",), "no picture 'pie'"),
        (("meetings", "--theme", "drak"), "did you mean 'dark'"),
        (("meetings", "-o", "x.gif"), ".svg or .png"),
        (("meetings", "--unit", "ship"), "choose figures"),
        (("meetings", "--width", "20"), "480"),
        (("coverage", "--csv", "-o", "x.svg"), "leave out -o"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_error(cli, isles, args, told):
    code, out, err = cli("plot", *args, "-r", isles)
    assert (code, out) == (2, "") and told in err


def test_without_the_library_for_png_it_says_what_to_install(cli, isles, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    code, _, err = cli("plot", "coverage", "-r", isles, "-o", tmp_path / "c.png")
    assert code == 2 and "pip install 'parley-news[plot]'" in err
    assert not (tmp_path / "c.png").exists()
