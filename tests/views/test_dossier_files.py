"""A dossier is put into its folder whole, and touches nothing that is not its own."""

import pytest

from parley.errors import UsageError
from parley.views.dossier.files import LIST, publish
from parley.views.dossier.links import page_file, slug


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_has_left_the_record_leaves_the_dossier_and_nothing_else_does(tmp_path):
    out = tmp_path / "site"
    publish([("index.html", "1"), ("pages/doc-a.html", "a"), ("pages/doc-b.html", "b")], out)
    (out / "mine.txt").write_text("mine")
    (out / "pages" / "mine.html").write_text("mine")
    publish([("index.html", "2"), ("pages/doc-a.html", "a")], out)
    assert names(out) == {"index.html", "pages/doc-a.html", "pages/mine.html", "mine.txt", LIST}
    assert (out / "index.html").read_text() == "2"
    assert {p.name for p in out.iterdir()} == {"index.html", "pages", "mine.txt", LIST}


def test_a_folder_of_other_files_does_not_become_a_dossier(tmp_path):
    (tmp_path / "page.txt").write_text("a page")
    with pytest.raises(UsageError, match="holds other files and no dossier"):
        publish([("index.html", "1")], tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["page.txt"]


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path):
    publish([("pages.html", "0")], tmp_path)
    (tmp_path / "index.html").write_text("my home page")
    with pytest.raises(UsageError, match=r"index\.html exists"):
        publish([("index.html", "1")], tmp_path)
    assert (tmp_path / "index.html").read_text() == "my home page"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="not a folder"):
        publish([("index.html", "1")], tmp_path / "out")


def test_a_list_that_was_tampered_with_removes_nothing_outside(tmp_path):
    out = tmp_path / "site"
    publish([("index.html", "1")], out)
    (tmp_path / "precious.html").write_text("x")
    (out / "notes.txt").write_text("x")
    (out / LIST).write_text("../precious.html\n/etc/hostname\nnotes.txt\nindex.html\n")
    publish([("index.html", "2")], out)
    assert (tmp_path / "precious.html").exists() and (out / "notes.txt").exists()


def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    publish([("index.html", "0")], tmp_path / "site")
    (tmp_path / "site" / "pages").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="leads out"):
        publish([("pages/doc-a.html", "a")], tmp_path / "site")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_run_that_fails_leaves_the_older_dossier(tmp_path):
    def failing():
        yield "index.html", "2"
        raise RuntimeError

    publish([("index.html", "1")], tmp_path / "site")
    with pytest.raises(RuntimeError):
        publish(failing(), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "1"
    assert {p.name for p in (tmp_path / "site").iterdir()} == {"index.html", LIST}


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "pages/../../x.html", "x.js", "A.html"])
def test_a_name_that_is_not_a_dossiers_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="not a name"):
        publish([(name, "x")], tmp_path / "site")


@pytest.mark.parametrize("record_id", ["../../etc/passwd", "a/b", "Doc-A", "", ".", "x" * 300, "\ud800", "ä"])
def test_file_names_come_from_ids_alone_and_are_safe(record_id):
    assert page_file(record_id).startswith("pages/x-")
    assert slug(record_id) == slug(record_id) != slug(record_id + "1")


def test_a_usual_id_is_its_own_file_name():
    assert page_file("doc-0123456789abcdef01234567") == "pages/doc-0123456789abcdef01234567.html"
