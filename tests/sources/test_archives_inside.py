import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile

import pytest
from archive_samples import STORY, codes, http, pages, read, record, squeeze
from wire_samples import NITF

from parley.settings import Settings
from parley.sources import open_source

WARC = record() + record(http(b"<p>Oruvia said no.</p>"), uri="https://herald.example/no")


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def tarred(mode="w", **files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name.replace("__", "/").replace("_dot_", "."))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def wacz(warc=WARC, digest=None, **more):
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": []}
    if digest:
        package["resources"] = [{"path": "archive/data.warc", "hash": f"sha256:{digest}"}]
    return zipped(
        datapackage_dot_json=json.dumps(package),
        archive__data_dot_warc=warc,
        pages__pages_dot_jsonl=b'{"x": 1}\n',
        **more,
    )


FILES = {"a": b"Velmara said no.", "b__story": NITF, "c": squeeze(record()), "d": STORY}


@pytest.mark.parametrize(
    "data",
    [
        zipped(**FILES),
        tarred(**FILES),
        gzip.compress(tarred(**FILES), mtime=0),
        gzip.compress(zipped(**FILES), mtime=0),
        tarred("w:gz", **FILES),
    ],
    ids=["zip", "tar", "tar.gz", "zip.gz", "tgz"],
)
def test_members_are_read_as_the_files_they_are(data):
    items = read(data)
    assert codes(items) == [None] * 4
    assert [i.locator for i in items] == ["stdin/a", "stdin/b/story", "stdin/c#0", "stdin/d"]
    assert items[0].content == b"Velmara said no."


def test_a_web_archive_package_is_its_warc_files_alone():
    items = read(wacz())
    assert [(i.locator, i.uri) for i in items] == [
        ("stdin/archive/data.warc#0", "https://herald.example/talks"),
        (f"stdin/archive/data.warc#{len(record())}", "https://herald.example/no"),
    ]


def test_a_package_whose_checksum_differs_says_so_and_is_read():
    assert codes(read(wacz(digest="0" * 64))) == ["malformed", None, None]
    assert codes(read(zipped(datapackage_dot_json="{}", data__archive__x="y"))) == ["malformed"]


def test_archives_in_archives_to_a_depth():
    data = zipped(a=b"Words.")
    for _ in range(2):
        data = zipped(inner=data)
    [page] = pages(read(data))
    assert page.locator == "stdin/inner/inner/a"
    assert codes(read(zipped(inner=data))) == ["binary"]


def test_names_that_lead_out_links_and_devices_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../x", "/etc/x", "C:/x", "a/../../x", "ok"):
            archive.writestr(name, b"Words.")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    assert codes(read(out.getvalue())) == ["malformed"] * 4 + [None, "not_a_page"]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in [
            ("../x", tarfile.REGTYPE, ""),
            ("ok", tarfile.REGTYPE, ""),
            ("link", tarfile.SYMTYPE, "/etc/passwd"),
            ("pipe", tarfile.FIFOTYPE, ""),
        ]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, target, 6 if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(b"Words."))
    assert codes(read(out.getvalue())) == ["malformed", None, "not_a_page", "not_a_page"]


def test_encrypted_and_damaged_members_cost_no_other():
    data = bytearray(zipped(a=b"Velmara said no. " * 50, b=b"Words."))
    at = data.index(b"a") + 10
    data[at : at + 8] = b"\xff" * 8
    found = codes(read(bytes(data)))
    assert found == ["malformed", None]
    locked = bytearray(zipped(a=b"Words."))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    assert codes(read(bytes(locked))) == ["unreadable"]


@pytest.mark.parametrize("damage", ["cut", "empty", "office"])
def test_archives_that_are_none(damage):
    data = zipped(a=b"Words.")
    cases = {
        "cut": (data[:40], "malformed"),
        "empty": (b"PK\x05\x06" + b"\0" * 18, "empty"),
        "office": (zipped(**{"META-INF__container_dot_xml": b"y"}), "binary"),
    }
    given, code = cases[damage]
    assert codes(read(given)) == [code]


def test_a_member_without_a_name():
    data = zipped(a=b"Words.")
    at = data.index(b"PK\x01\x02")
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    assert codes(read(nameless)) == ["malformed"]


def test_a_cut_tar_gives_what_came_before():
    data = tarred(a=b"Words.", b=b"More words." * 500)
    assert codes(read(data[:1800])) == [None, "malformed"]


def test_a_bomb_of_archives_in_archives_shares_one_cap():
    bomb = zipped(a=b" " * (30 << 20))
    for _ in range(2):
        bomb = zipped(**{f"inner{i}": bomb for i in range(10)})
    found = codes(read(bomb, Settings(max_page_bytes=100_000)))
    assert set(found) == {"too_large"}
    assert len(found) < 90  # of a hundred: most were never unpacked


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "nested", "overlap"])
def test_a_bomb_stays_under_its_cap(kind):
    zeros = b"\0" * (80 << 20)
    bomb = zipped(a=zeros) if kind != "tar.gz" else gzip.compress(tarred(a=zeros), mtime=0)
    if kind == "nested":
        bomb = zipped(inner=bomb)
    if kind == "overlap":
        bomb = zipped(**{f"f{i}": b" " * (20 << 20) for i in range(8)})
    del zeros
    tracemalloc.start()
    try:
        found = codes(read(bomb))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "too_large" in found
    assert None not in found
    assert peak < 100 << 20


def test_a_folder_of_archives_goes_by_its_names(tmp_path):
    (tmp_path / "pile.bin").write_bytes(zipped(a=b"Words."))
    [page] = open_source(tmp_path, Settings()).pages()
    assert page.uri == "pile.bin/a"
    assert [p.name for p in tmp_path.iterdir()] == ["pile.bin"]  # nothing was unpacked
