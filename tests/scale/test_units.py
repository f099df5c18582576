"""What a unit holds, whole, damaged or hostile, becomes in its part what the local build makes of it."""

import gzip
import os
import shutil
import signal
import sys

import pytest

import pg_server
from pages_made import dump, text
from parley import builder
from parley.errors import StoreError
from parley.pipeline import Reader
from parley.settings import Settings
from parley.sources import open_source
from parley.store import open_store
from parley.workers import guarded

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
from parley.scale import load, part, places  # noqa: E402
from parley.scale.units import Input, Unit, plan  # noqa: E402

QUICK = Settings(max_page_seconds=1)
MARK = "HOLD"


class Finder:
    """Finds nothing; on a page with the mark it does what its subclass says."""

    kind, version, needs = "statements", "1", ()

    def find(self, analysis):
        if MARK in analysis.document.text:
            self.suffer()
        return ()


class Spinning(Finder):
    def suffer(self):
        while True:
            pass


class Dying(Finder):
    def suffer(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Plain(Finder):
    def suffer(self):
        pass


def rows(address):
    return [(item.locator, reading.rejection if reading else item) for _, item, reading in part.read(address)]


def codes(address):
    return [(locator, said and said.code) for locator, said in rows(address)]


def parts(units, folder, reader):
    """The parts of some groups of units, as `load` takes them."""
    given = {}
    with guarded(reader) as read:
        for number, group in enumerate(units):
            names = [str(folder / f"{number}-{unit.shard}.parquet") for unit in group]
            for unit, name in zip(group, names, strict=True):
                part.write(read, reader.settings, unit, name)
            given.setdefault(group[0].source, []).append(names)
    return given


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not bounded there")
@pytest.mark.parametrize(("finder", "code"), [(Spinning, "too_slow"), (Dying, "failed")])
def test_a_page_that_stalls_or_ends_its_process_is_one_rejection(tmp_path, finder, code):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(text(number, f" {MARK}" if number == 1 else ""))
    ((unit,),) = plan([str(tmp_path)], QUICK)
    with guarded(Reader(QUICK, [finder()])) as read:
        assert part.write(read, QUICK, unit, str(tmp_path / "one.parquet")) == 4
        told = codes(str(tmp_path / "one.parquet"))
        assert told == [("0.txt", None), ("1.txt", code), ("2.txt", None), ("3.txt", None)]
        (tmp_path / "1.txt").unlink()
        ((after,),) = plan([str(tmp_path / "2.txt")], QUICK)
        part.write(read, QUICK, after, str(tmp_path / "two.parquet"))  # the next unit of the same reader
        assert codes(str(tmp_path / "two.parquet")) == [("2.txt", None)]


@pytest.fixture
def mixed(tmp_path):
    """Formats of many pages, whole and cut short."""
    folder = tmp_path / "in"
    folder.mkdir()
    day = ["2031-06-02", "2031-06-03", None]
    table = pa.table(
        {"url": [f"https://a.example/{n}" for n in range(3)], "text": [text(0), text(1), None], "date": day}
    )
    pq.write_table(table, folder / "rows.parquet")
    whole = (folder / "rows.parquet").read_bytes()
    (folder / "cut.parquet").write_bytes(whole[:-9])
    (folder / "rows.parquet.gz").write_bytes(gzip.compress(whole))
    example = places.Path(builder.__file__).parent / "example" / "pages"
    shutil.copy(example / "crawl.warc.gz", folder)
    crawl = (example / "crawl.warc.gz").read_bytes()
    (folder / "cut.warc.gz").write_bytes(crawl[: len(crawl) // 2])
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "The talks go on."}\n' * 50)[:-20])
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    return folder


@pytest.mark.parametrize("server", [False, True])
def test_archives_and_damaged_files_give_the_local_record(mixed, tmp_path, server):
    if server and not pg_server.URL:
        pytest.skip(pg_server.SKIP)
    settings = Settings()
    reader = Reader(settings, [Plain()])
    source = open_source(mixed, settings)
    addresses = [pg_server.fresh_url() if server else tmp_path / f"{n}.sqlite" for n in (1, 2)]
    local, loaded = (open_store(address, create=True) for address in addresses)
    try:
        builder.build(local, reader, [source], workers=1)
        given = parts(plan([str(mixed)], settings, unit_bytes=2000), tmp_path / "parts", reader)
        report = load.load(loaded, settings, given, {})
        assert dump(local) == dump(loaded)
        with loaded.view() as view:
            told = {(row["uri"], row["reason"]["code"]) for row in view.rejections()}
    finally:
        local.close()
        loaded.close()
    assert report.pages > 10
    assert {("empty.txt", "empty"), ("binary.txt", "binary"), ("cut.parquet", "malformed")} <= told


def test_a_storage_that_does_not_answer_rejects_no_page(tmp_path, monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    unit = Unit("s3://news/in", (Input("s3://news/in/a.txt", "a.txt", 9),))
    with guarded(Reader(QUICK, [])) as read, pytest.raises(StoreError, match=r"a\.txt"):
        part.write(read, QUICK, unit, str(tmp_path / "part.parquet"))
    assert not (tmp_path / "part.parquet").exists()
