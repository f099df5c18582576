import contextlib
import gzip
import os
import socket
import threading

import pytest
from archive_samples import STORY, codes, http, record, squeeze

from parley.errors import UnknownSource
from parley.records import Page
from parley.settings import Settings
from parley.sources import open_source


def read(path, **settings):
    return list(open_source(path, Settings(**settings)).pages())


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "pile"
    (root / "b").mkdir(parents=True)
    (root / "a.txt").write_bytes(b"Velmara said no.\r\n")
    (root / "b" / "page").write_bytes(STORY)
    (root / "b" / "packed.txt").write_bytes(squeeze(STORY))
    (root / "b" / "crawl.bin").write_bytes(squeeze(record(http())))
    (root / "c.csv").write_bytes(b'{"id": "r1", "text": "A row."}\n{"text": "Another."}\n')
    return root


def test_a_folder_is_read_whole_and_in_order_and_files_are_told_by_content(folder):
    items = read(folder)
    assert [(i.locator, i.uri, i.media_type) for i in items] == [
        ("a.txt", "a.txt", "text/plain"),
        ("b/crawl.bin#0", "https://herald.example/talks", "text/html"),
        ("b/packed.txt", "b/packed.txt", "text/html"),
        ("b/page", "b/page", "text/html"),
        ("c.csv#r1", "c.csv#r1", "text/plain"),
        ("c.csv#L2", "c.csv#L2", "text/plain"),
    ]
    assert items[0].content == b"Velmara said no.\r\n"
    assert items[2].content == STORY
    assert items == read(str(folder))


def test_a_file_goes_by_its_name(folder):
    [page] = read(folder / "b" / "page")
    assert (page.uri, page.locator) == ("page", "page")
    assert open_source(folder / "b" / "page", Settings()).name == str(folder / "b" / "page")
    assert open_source(folder, Settings()).name == str(folder)


def test_hidden_files_and_records_are_passed_over(folder):
    before = read(folder)
    for hidden in (".parley", "record"):
        (folder / hidden).mkdir()
        (folder / hidden / "record.sqlite").write_bytes(b"SQLite format 3\0")
        (folder / hidden / "parley.toml").write_text("outlet = 'x'")
    (folder / ".notes.txt").write_text("hidden")
    assert read(folder) == before


def test_what_there_is_nothing_to_read_of(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "record").mkdir()
    (tmp_path / "record" / "record.sqlite").touch()
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing", "empty", "record", "broken", "loop", "nul\0", "x" * 5000):
        with pytest.raises(UnknownSource):
            open_source(tmp_path / name, Settings())
    with pytest.raises(UnknownSource, match="fetch it with: parley add"):
        open_source("https://herald.example/talks", Settings())


def test_what_cannot_be_read_is_rejected_and_the_rest_is_read(folder):
    (folder / "a0-broken").symlink_to("nowhere")
    (folder / "a1-loop").symlink_to("a1-loop")
    os.mkfifo(folder / "a2-pipe")
    with socket.socket(socket.AF_UNIX) as server:
        with contextlib.chdir(folder):  # the path of a socket is limited to about 100 bytes
            server.bind("a3-socket")
        items = read(folder)
    rejected = {i.locator: i.code for i in items if not isinstance(i, Page)}
    assert rejected == dict.fromkeys(["a0-broken", "a1-loop", "a2-pipe", "a3-socket"], "unreadable")
    assert len(items) == 4 + 6


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_files_and_folders_without_permission(folder):
    (folder / "a.txt").chmod(0)
    (folder / "b").chmod(0)
    try:
        assert codes(read(folder)) == ["unreadable", "unreadable", None, None]
        with pytest.raises(UnknownSource, match="cannot be read"):
            open_source(folder / "a.txt", Settings())
    finally:
        (folder / "b").chmod(0o700)


def test_a_file_that_vanishes_while_the_folder_is_read(folder):
    pages = open_source(folder, Settings()).pages()
    next(pages)
    (folder / "c.csv").unlink()
    assert codes(pages) == [None, None, None, "unreadable"]


def test_links_to_folders_are_followed_but_not_in_circles(folder):
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "z").symlink_to(folder / "b", target_is_directory=True)
    items = read(folder)
    assert [i.locator for i in items if not isinstance(i, Page)] == ["b/up", "z"]


def test_links_that_lead_out_of_a_folder_are_refused(folder, tmp_path):
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "more.txt").write_text("More.")
    (folder / "in").symlink_to(folder / "b" / "page")
    (folder / "out").symlink_to(outside, target_is_directory=True)
    (folder / "out.txt").symlink_to("../outside/more.txt")
    (folder / "twice.txt").symlink_to("out.txt")
    beside = folder.parent / "pile2"  # whose name begins as the folder's does
    beside.mkdir()
    (beside / "more.txt").write_text("More.")
    (folder / "beside.txt").symlink_to(beside / "more.txt")
    items = read(folder)
    refused = {i.locator: i for i in items if not isinstance(i, Page)}
    assert set(refused) == {"out", "out.txt", "twice.txt", "beside.txt"}
    assert {i.code for i in refused.values()} == {"unreadable"}
    assert all("leads out of the folder" in i.reason for i in refused.values())
    assert "in" in [i.locator for i in items]
    assert all(b"More." not in i.content for i in items if isinstance(i, Page))
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)  # one that the user names is where he leads
    assert codes(read(link)) == codes(items)


SCRIPT = b"(function () {\n  var menu = document.getElementById('menu');\n  menu.hidden = false;\n})();\n"
SHEET = b"@media print { .menu { display: none; } }\nbody { color: #222; margin: 0; }\n"
WRITER = b"document.write('<p>Talks</p><p>resume</p>'); var a = {b: 1};"  # which looks like HTML


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("app.js", SCRIPT),
        ("APP.JS", SCRIPT),
        ("app.js.download", SCRIPT),
        ("app.mjs", SCRIPT * 200),
        ("write.js", WRITER),
        ("style.css", SHEET),
        ("style.css?v=6.1", SHEET),
        ("style.css.gz", gzip.compress(SHEET, mtime=0)),
    ],
)
def test_programs_and_style_sheets_beside_a_saved_page_are_no_articles(tmp_path, name, content):
    (tmp_path / "story.html").write_bytes(STORY)
    (tmp_path / "story_files").mkdir()
    (tmp_path / "story_files" / name).write_bytes(content)
    story, refused = read(tmp_path)
    assert (story.content, refused.code) == (STORY, "not_a_page")
    assert "not an article" in refused.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.js", b"Velmara said no (again); Oruvia, it said, had asked twice.\n" * 9),
        ("story.txt", SCRIPT),
        ("node.js.txt", b"Velmara said no."),
        ("about.css.html", STORY),
    ],
)
def test_a_name_or_a_look_alone_makes_no_program(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert codes(read(tmp_path)) == [None]


def test_names_that_are_no_utf_8_or_odd(tmp_path):
    names = [b"caf\xe9.txt", b"a\nb", b" ", b"-", b"#1", "déjà".encode(), b"x" * 250]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"Words.")
    items = read(tmp_path)
    assert codes(items) == [None] * len(names)
    assert len({i.locator for i in items}) == len(names)
    assert "caf\\xe9.txt" in {i.uri for i in items}
    for item in items:
        item.uri.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b" \n", mtime=0), "empty"),
        (gzip.compress(gzip.compress(b"words", mtime=0), mtime=0), "binary"),
        (gzip.compress(b"%PDF-1.7", mtime=0), "binary"),
        (gzip.compress(STORY * 9, mtime=0)[:-9], "malformed"),
        (gzip.compress(STORY, mtime=0)[:5], "malformed"),
        (b"\x1f\x8b\x08garbage", "malformed"),
        (b"\x00\x01\x02" * 9, "binary"),
        (b"words " * 400, "too_large"),
        (gzip.compress(b"words " * 400, mtime=0), "too_large"),
    ],
)
def test_a_file_that_is_no_page(tmp_path, content, code):
    (tmp_path / "file").write_bytes(content)
    items = read(tmp_path / "file", max_page_bytes=2000)
    assert codes(items) == [code]
    assert items[0].uri == items[0].locator == "file"
    assert items[0].reason.endswith(".")


def test_a_page_names_its_byte_order_mark_as_charset(tmp_path):
    (tmp_path / "file").write_bytes("\ufeffÜber".encode("utf-16-be"))
    [page] = read(tmp_path / "file")
    assert (page.charset, page.media_type) == ("utf-16-be", "text/plain")


def test_a_pipe_that_the_user_names(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    source = open_source(tmp_path / "pipe", Settings())
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(squeeze(record()) * 2,))
    writer.start()
    items = list(source.pages())
    writer.join()
    assert codes(items) == [None, None]


def test_a_data_package_of_somebody_else_is_read(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "datapackage.json").write_text('{"name": "their-news"}', encoding="utf-8")
    (tmp_path / "news" / "a.txt").write_text("Velmara said no.", encoding="utf-8")
    assert "news/a.txt" in [item.uri for item in read(tmp_path)]
