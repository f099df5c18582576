"""What is kept: archives that any tool reads, and a later build that needs no network."""

import gzip
import hashlib
import shutil
import zlib

import pytest
from tests.fetch.site_server import Site, article, reply

import parley.sources.warc as warc
from parley.errors import StoreDamaged, StoreError, StoreVersion
from parley.records import Page, Rejection
from parley.settings import Settings
from parley.sources import open_source
from parley.sources.visits import FILE, Visits

STORY = article("The talks")


@pytest.fixture
def site():
    with Site() as site:
        site.paths["/talks"] = STORY
        yield site


def archives(folder):
    return sorted(folder.glob("*.warc.gz"))


def records(path):
    from fastwarc.warc import ArchiveIterator

    with path.open("rb") as file:
        return [
            (dict(r.headers), r.verify_block_digest(), r.reader.read())
            for r in ArchiveIterator(file, parse_http=False)
        ]


def test_the_archive_is_sound_warc(site, desk):
    site.paths["/talks"] = lambda h: reply(h, 200, STORY, ETag='"a"', X_Odd="caf\xe9")
    desk.fetch(f"{site.url}/talks")
    (path,) = archives(desk.folder)
    (info, sound, about), (headers, sound_too, block) = records(path)
    assert sound and sound_too and info["WARC-Type"] == "warcinfo" and b"software: parley/" in about
    assert headers["WARC-Type"] == "response" and headers["WARC-Target-URI"] == f"{site.url}/talks"
    assert headers["WARC-Date"] == "2031-06-02T09:30:00Z" and headers["WARC-IP-Address"] == "127.0.0.1"
    assert block.startswith(b"HTTP/1.1 200 OK\r\n") and block.endswith(b"\r\n\r\n" + STORY.encode())
    assert b'ETag: "a"' in block and b"X-Odd: caf\xe9" in block


def test_the_bytes_are_kept_as_they_came(site, desk):
    packed = gzip.compress(STORY.encode())
    site.paths["/talks"] = lambda h: reply(h, 200, packed, Content_Encoding="gzip")
    (item,) = desk.fetch(f"{site.url}/talks").values()
    assert item.content == STORY.encode()
    assert records(archives(desk.folder)[0])[1][2].endswith(b"\r\n\r\n" + packed)


def test_the_time_of_fetching_is_no_date_of_the_page(site, desk):
    (item,) = desk.fetch(f"{site.url}/talks").values()
    assert item.hints == {"url": f"{site.url}/talks", "fetched": "2031-06-02T09:30:00+00:00"}
    from parley.clean.page import read

    document = read(item, Settings())
    assert document.fetched == "2031-06-02T09:30:00+00:00"
    assert document.published.edtf is None and document.modified.edtf is None


def test_a_page_is_known_by_what_was_asked_for_and_cited_by_what_answered(site, desk):
    site.paths["/short"] = lambda h: reply(h, 301, Location="/talks?full=1#top")
    (item,) = desk.fetch(f"{site.url}/short#part").values()
    assert (item.locator, item.uri) == (f"{site.url}/short", f"{site.url}/talks?full=1")


def test_the_folder_is_a_source_like_any_other(site, desk, tmp_path):
    items = desk.fetch(f"{site.url}/talks", f"{site.url}/missing")
    moved = tmp_path / "elsewhere"
    shutil.move(desk.folder, moved)
    source = open_source(moved, Settings())
    assert {item.locator: item for item in source.pages()} == items
    assert source.name == str(moved)


def test_the_archive_alone_gives_the_same_pages(site, desk):
    (item,) = desk.fetch(f"{site.url}/talks").values()
    (path,) = archives(desk.folder)
    with path.open("rb") as file:
        (page,) = warc.pages("x", file, Settings())
    assert (page.uri, page.content, page.fingerprint) == (item.uri, item.content, item.fingerprint)


def test_a_page_that_is_not_modified_is_not_sent_again(site, desk):
    def talks(handler):
        if handler.headers.get("If-None-Match") == '"a"' and handler.headers.get("If-Modified-Since"):
            reply(handler, 304, Content_Length=None)
        else:
            reply(handler, 200, STORY, ETag='"a"', Last_Modified="Mon, 02 Jun 2031 08:00:00 GMT")

    site.paths["/talks"] = talks
    first = desk.fetch(f"{site.url}/talks")
    size = archives(desk.folder)[0].stat().st_size
    desk.clock.forward(3600)
    for _ in range(2):
        assert desk.fetch(f"{site.url}/talks") == first
        assert desk.counts == {"unchanged": 1}
    assert "if-none-match" not in site.asked("/talks")[0]
    assert [p.stat().st_size for p in archives(desk.folder)] == [size]


def test_the_same_bytes_are_not_kept_twice(site, desk):
    first = desk.fetch(f"{site.url}/talks")
    desk.clock.forward(3600)
    assert desk.fetch(f"{site.url}/talks") == first and desk.counts == {"unchanged": 1}
    assert len(archives(desk.folder)) == 1


def test_a_page_that_changed_takes_the_place_of_the_older_one(site, desk):
    desk.fetch(f"{site.url}/talks")
    site.paths["/talks"] = article("The talks are over")
    desk.clock.forward(3600)
    (item,) = desk.fetch(f"{site.url}/talks").values()
    assert b"are over" in item.content and desk.counts == {"changed": 1}
    assert len(archives(desk.folder)) == 2


def test_a_page_that_is_gone_stays(site, desk):
    first = desk.fetch(f"{site.url}/talks")
    site.paths["/talks"] = None
    desk.clock.forward(3600)
    assert desk.fetch(f"{site.url}/talks") == first
    assert desk.counts == {"kept": 1} and "404" in desk.last.troubles[0]


def test_a_page_that_comes_at_last_takes_the_place_of_its_rejection(site, desk):
    site.paths["/late"] = None
    assert isinstance(desk.fetch(f"{site.url}/late")[f"{site.url}/late"], Rejection)
    site.paths["/late"] = STORY
    assert isinstance(desk.fetch(f"{site.url}/late")[f"{site.url}/late"], Page)


def test_an_address_is_asked_for_once_a_run(site, desk):
    desk.fetch(f"{site.url}/talks", f"{site.url}/talks#top", f" {site.url}/talks")
    assert len(site.asked("/talks")) == 1


def test_what_cannot_be_written_down_is_shown(desk):
    (item,) = desk.fetch("http://herald.example/\ud800").values()
    assert item.code == "address" and item.locator == "http://herald.example/\\ud800"


def test_an_archive_that_is_lost_or_cut_is_told(site, desk):
    site.paths["/more"] = article("More")
    desk.fetch(f"{site.url}/talks")
    desk.clock.forward(60)
    desk.fetch(f"{site.url}/more")
    first, second = archives(desk.folder)
    first.unlink()
    second.write_bytes(second.read_bytes()[:-9])
    assert {item.code for item in desk.items().values()} == {"unreadable"}


def test_a_list_of_visits_leads_to_no_other_file(site, desk, tmp_path):
    desk.fetch(f"{site.url}/talks")
    archives(desk.folder)[0].rename(tmp_path / "secret.warc.gz")
    for name in ("../secret.warc.gz", str(tmp_path / "secret.warc.gz"), "..", ""):
        with Visits(desk.folder) as visits:
            (visit,) = visits.pages()
            visit.file = name
            visits.put(visit)
        assert [item.code for item in desk.items().values()] == ["unreadable"]


def test_a_list_of_visits_that_is_none(desk, site):
    desk.fetch(f"{site.url}/talks")
    (desk.folder / FILE).write_bytes(b"no database at all" * 99)
    with pytest.raises(StoreDamaged):
        desk.items()


def test_a_list_of_visits_from_the_future(desk, site):
    desk.fetch(f"{site.url}/talks")
    with Visits(desk.folder) as visits:
        visits._db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreVersion):
        desk.items()


def test_a_run_that_is_broken_off_loses_no_visit(site, desk):
    def stop(done, url):
        raise StoreError("the disk is full")

    site.paths["/more"] = article("More")
    with pytest.raises(StoreError, match="full"):
        desk.fetch(f"{site.url}/talks", f"{site.url}/more", progress=stop)
    assert any(isinstance(item, Page) for item in desk.items().values())
    with Visits(desk.folder) as visits:
        assert visits.pending()


def test_two_runs_at_the_same_time(site, desk):
    from concurrent.futures import ThreadPoolExecutor

    for number in range(10):
        site.paths[f"/{number}"] = article(f"Talks {number}")

    def run(start):
        from tests.fetch.site_server import ways

        from parley.fetch import fetch

        urls = [f"{site.url}/{n}" for n in range(start, 10, 2)]
        fetch(desk.folder, urls, desk.settings, private=True, ways=ways())

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(run, (0, 1)))
    items = desk.items()
    assert len(items) == 10 and len(archives(desk.folder)) == 2
    for url, item in items.items():
        assert f"Talks {url.rpartition('/')[2]}" in item.content.decode()


def test_inside_a_running_event_loop(site, desk):
    import asyncio

    async def notebook():
        return desk.fetch(f"{site.url}/talks")

    assert len(asyncio.run(notebook())) == 1


def test_digests_are_of_the_content(site, desk):
    site.paths["/talks"] = lambda h: reply(h, 200, zlib.compress(STORY.encode()), Content_Encoding="deflate")
    desk.fetch(f"{site.url}/talks")
    with Visits(desk.folder) as visits:
        (visit,) = visits.pages()
    assert visit.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
