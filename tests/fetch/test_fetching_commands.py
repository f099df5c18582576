"""`parley add URL`, `parley watch`, and the same in Python, against a site on this machine."""

import os
import signal
import subprocess
import sys

import pytest
from tests.fetch.site_server import Site, article, feed, reply

import parley

QUOTE = 'Velmaran Foreign Minister Darya Veshnik said the truce was "not a pause but an end" to the war.'


@pytest.fixture
def site():
    with Site() as site:
        for name in "abc":
            site.paths[f"/{name}"] = article(f"Talks {name}", f"{QUOTE} ({name})")
        site.paths["/rss"] = lambda h: reply(h, 200, feed("/a", "/b"), "application/rss+xml")
        yield site


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setenv("PARLEY_FETCH_DELAY", "0")


def uris(folder):
    with parley.open(folder) as record:
        return sorted(row["uri"].rpartition("/")[2] for row in record.documents())


def test_adding_an_address(cli, site, quick, tmp_path):
    code, out, err = cli("add", f"{site.url}/a", "--allow-private", "-r", "rec")
    assert (code, out) == (0, "")
    assert "fetched: 1 new" in err and "1 page (1 read)" in err
    with parley.open("rec") as record:
        row = next(iter(record.statements(speaker="Veshnik")))
        (page,) = record.documents()
    assert "not a pause but an end" in row["content"]
    assert page["uri"] == page["url"] == f"{site.url}/a"
    assert page["fetched"] and page["published"]["edtf"] is None
    assert cli("verify", "-r", "rec")[0] == 0


def test_a_rebuild_needs_no_network(cli, site, quick, tmp_path):
    cli("add", f"{site.url}/rss", f"{site.url}/missing", "--allow-private", "-r", "rec")
    asked = len(site.requests)
    code, _, err = cli("build", "-r", "rec")
    assert code == 3 and "3 pages (3 unchanged)" in err
    (tmp_path / "rec" / "record.sqlite").unlink()
    code, _, err = cli("build", "rec/fetched", "-o", "other")
    assert code == 3 and "3 pages (3 read)" in err
    assert len(site.requests) == asked and uris("other") == ["a", "b"]


def test_the_rebuilt_record_is_the_same(cli, site, quick, tmp_path):
    cli("build", f"{site.url}/rss", f"{site.url}/missing", "--allow-private", "-r", "rec")
    assert cli("export", "-r", "rec", "one")[0] == 0
    (tmp_path / "rec" / "record.sqlite").unlink()
    cli("build", "rec/fetched", "-r", "rec")
    assert cli("export", "-r", "rec", "two")[0] == 0
    for path in sorted((tmp_path / "one").glob("*.jsonl")):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_every_address_is_accounted_for(cli, site, quick):
    site.paths["/robots.txt"] = lambda h: reply(h, 200, "User-agent: *\nDisallow: /b", "text/plain")
    urls = [f"{site.url}/{n}" for n in ("a", "b", "missing")]
    code, _, err = cli("add", *urls, "http://127.1/", "-r", "rec", "--allow-private")
    assert code == 3 and "3 inputs rejected: 1 address, 1 not_a_page, 1 robots" in err
    with parley.open("rec") as record:
        rows = {row["uri"]: row["reason"] for row in record.rejections()}
    assert set(rows) == {urls[1], urls[2], "http://127.1/"}
    assert all(reason["text"].endswith(".") for reason in rows.values())


def test_a_private_address_needs_the_users_word(cli, site):
    code, _, err = cli("add", f"{site.url}/a", "-r", "rec")
    assert code == 3 and "1 address" in err and site.requests == []


def test_files_and_addresses_together(cli, site, quick, tmp_path):
    (tmp_path / "note.txt").write_text("Velmara said the strait would stay open.\n" * 3)
    code, _, err = cli("build", "note.txt", f"{site.url}/a", "--allow-private", "-r", "rec")
    assert code == 0 and "2 pages (2 read)" in err
    code, _, err = cli("build", f"{site.url}/c", "--allow-private", "-r", "rec")
    assert code == 0 and "no longer found" not in err
    assert uris("rec") == ["a", "c", "note.txt"]


def test_a_page_that_changed_lies_beside_its_older_version(cli, site, quick):
    cli("add", f"{site.url}/a", "--allow-private", "-r", "rec")
    site.paths["/a"] = article("Talks a", QUOTE.replace("war", "long war"))
    code, _, err = cli("add", f"{site.url}/a", "--allow-private", "-r", "rec")
    assert code == 0 and "1 changed" in err and "older version stays" in err
    site.paths["/a"] = None
    code, _, err = cli("add", f"{site.url}/a", "--allow-private", "-r", "rec")
    assert code == 3 and "the older ones stay" in err and "404" in err
    assert uris("rec") == ["a"]


def test_the_limit_is_told_and_the_next_run_goes_on(cli, site, quick):
    args = ("add", f"{site.url}/rss", "--allow-private", "-r", "rec", "--limit", "1")
    code, _, err = cli(*args)
    assert code == 3 and "1 listed for the next run" in err
    code, _, err = cli(*args)
    assert code == 0 and uris("rec") == ["a", "b"]


def test_watching_once_and_again(cli, site, quick):
    code, _, err = cli("watch", f"{site.url}/rss", "--once", "--allow-private", "-r", "rec")
    assert code == 0 and "2 new" in err
    code, _, err = cli("watch", "--once", "--allow-private", "-r", "rec")
    assert code == 0 and "1 feed, nothing new" in err
    site.paths["/rss"] = lambda h: reply(h, 200, feed("/c", "/a", "/b"), "application/rss+xml")
    code, _, err = cli("watch", "--once", "--allow-private", "-r", "rec")
    assert code == 0 and "1 new" in err and uris("rec") == ["a", "b", "c"]
    with parley.open("rec") as record:
        assert len(list(record.actors(speaker="Veshnik"))) == 1  # linked
    assert len(site.asked("/a")) == 1


def test_a_feed_that_fails_is_told_and_the_others_are_read(cli, site, quick):
    feeds = [f"{site.url}/gone", f"{site.url}/c", f"{site.url}/rss"]
    code, _, err = cli("watch", *feeds, "--once", "--allow-private", "-r", "rec")
    assert code == 3 and "404" in err and "neither a feed" in err
    with parley.open("rec") as record:
        assert len(list(record.documents())) == 2 and not list(record.rejections())


@pytest.mark.parametrize(
    "args",
    [
        ("watch", "--once"),
        ("watch", "ftp://herald.example/rss"),
        ("watch", "a.txt"),
        ("watch", "--interval", "0"),
    ],
)
def test_what_cannot_be_watched(cli, args):
    code, out, err = cli(*args)
    assert code == 2 and out == "" and err.startswith("parley: ")


def test_the_feeds_are_a_list_that_a_person_can_edit(cli, site, quick, tmp_path):
    cli("watch", f"{site.url}/rss", "--once", "--allow-private", "-r", "rec")
    file = tmp_path / "rec" / "feeds.toml"
    assert f'"{site.url}/rss"' in file.read_text()
    file.write_text("feeds = 3")
    code, _, err = cli("watch", "--once", "-r", "rec")
    assert code == 1 and "needs a list of texts" in err


def test_in_python(site, quick, tmp_path):
    from parley import api, locate

    place = locate.target([], tmp_path / "rec")
    report = api.watch(place, [f"{site.url}/rss"], fetching=api.Fetching(private=True))
    assert report.fetched["new"] == 2 and uris(tmp_path / "rec") == ["a", "b"]
    with parley.build([f"{site.url}/c"], tmp_path / "other") as record:  # no private addresses from here
        assert [row["reason"]["code"] for row in record.rejections()] == ["address"]


@pytest.mark.parametrize("setting", ["fetch_contact", "fetch_timeout"])
def test_settings_that_make_no_sense(cli, setting):
    assert cli("config", "set", "--user", setting, "0" if setting == "fetch_timeout" else "a\nb")[0] == 2


def test_ctrl_c_ends_a_watch_and_loses_nothing(site, tmp_path):
    env = {**os.environ, "PARLEY_FETCH_DELAY": "0"}
    command = [
        sys.executable,
        "-m",
        "parley",
        "watch",
        f"{site.url}/rss",
        "--allow-private",
        "-r",
        str(tmp_path / "rec"),
    ]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(3)]
    assert any("2 new" in line for line in lines)
    process.send_signal(signal.SIGINT)
    assert "interrupted" in process.communicate(timeout=60)[1]
    assert process.returncode == 130 and uris(tmp_path / "rec") == ["a", "b"]


def test_ctrl_c_in_the_middle_of_a_fetch(cli, site, quick, tmp_path):
    import threading

    waiting, stop = threading.Event(), threading.Event()

    def slow(handler):
        waiting.set()
        stop.wait(60)

    site.paths["/slow"] = slow
    env = {**os.environ, "PARLEY_FETCH_DELAY": "0"}
    urls = [f"{site.url}/a", f"{site.url}/slow"]
    command = [sys.executable, "-m", "parley", "add", *urls, "--allow-private", "-r", str(tmp_path / "rec")]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert waiting.wait(60)
    process.send_signal(signal.SIGINT)
    assert "interrupted" in process.communicate(timeout=60)[1]
    stop.set()
    assert process.returncode == 130
    code, _, err = cli("build", "-r", "rec")
    assert code == 0 and uris("rec") == ["a"], err
