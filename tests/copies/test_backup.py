"""A record into one file and back: nothing is lost, nothing is overwritten, nothing damaged gets in."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

import parley
from pages_made import dump
from parley.copies.backup import backup, restore
from parley.errors import StoreDamaged, StoreError, StoreVersion, UnknownRecord, UsageError
from parley.locate import Place
from parley.store import open_store


def content(folder):
    with closing(open_store(Place(folder).address())) as store:
        assert store.integrity() == []
        return dump(store)


def rewritten(file, out, change):
    """A backup with one of its files changed; None leaves it out."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            made = change(name, old.read(name))
            if made is not None:
                new.writestr(name, made)
    return out


@pytest.fixture(scope="module")
def saved(isles, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "isles.zip"
    backup(Place(isles), file)
    return file


def test_a_backup_holds_the_record_its_settings_and_what_it_is_built_from(saved, isles, tmp_path):
    manifest = restore(saved, tmp_path / "back")
    assert manifest["store"] == "sqlite" and manifest["counts"]["documents"] == 3
    assert content(tmp_path / "back") == content(isles)
    back, place = Place(tmp_path / "back"), Place(isles)
    assert [back.path(s) for s in back.sources()] == [place.path(s) for s in place.sources()]
    assert back.settings().settings.profile.endswith("profile.toml")
    assert sorted(f.name for f in back.folder.iterdir()) == sorted(f.name for f in isles.iterdir())


def test_a_record_that_was_put_back_goes_on(saved, isles_pages, tmp_path):
    restore(saved, tmp_path / "back")
    before = content(tmp_path / "back")
    parley.build([], tmp_path / "back", workers=1).close()
    assert content(tmp_path / "back") == before


def test_the_same_record_has_the_same_manifest(saved, isles, tmp_path):
    again = backup(Place(isles), tmp_path / "again.zip")
    with zipfile.ZipFile(saved) as held:
        first = json.loads(held.read("manifest.json"))
    assert {**again, "files": 0} == {**first, "files": 0}
    for name in again["files"].keys() - {"record.sqlite"}:
        assert again["files"][name] == first["files"][name]


def test_what_was_fetched_goes_along(isles, tmp_path):
    shutil.copytree(isles, tmp_path / "rec")
    fetched = tmp_path / "rec" / "fetched"
    fetched.mkdir()
    (fetched / "a.warc.gz").write_bytes(b"\x1f\x8b not really")
    with sqlite3.connect(fetched / "visits.sqlite") as db:
        db.execute("CREATE TABLE visits (url)")
        db.execute("INSERT INTO visits VALUES ('http://a.example/')")
    db.close()
    backup(Place(tmp_path / "rec"), tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "back")
    assert (tmp_path / "back/fetched/a.warc.gz").read_bytes() == b"\x1f\x8b not really"
    with closing(sqlite3.connect(tmp_path / "back/fetched/visits.sqlite")) as db:
        assert db.execute("SELECT url FROM visits").fetchall() == [("http://a.example/",)]


def test_nothing_is_overwritten(saved, isles, tmp_path):
    with pytest.raises(UsageError, match="never overwrites"):
        backup(Place(isles), saved)
    restore(saved, tmp_path / "back")
    before = (tmp_path / "back/record.sqlite").read_bytes()
    with pytest.raises(UsageError, match="never overwritten"):
        restore(saved, tmp_path / "back")
    assert (tmp_path / "back/record.sqlite").read_bytes() == before


def test_no_such_backup(tmp_path):
    with pytest.raises(UnknownRecord, match="no such file"):
        restore(tmp_path / "none.zip", tmp_path / "back")


@pytest.mark.parametrize("size", [0, 10, 1000, -10, -5000])
def test_a_backup_that_was_cut_off_is_refused(saved, tmp_path, size):
    (tmp_path / "cut.zip").write_bytes(saved.read_bytes()[:size])
    with pytest.raises(StoreDamaged, match="nothing was written"):
        restore(tmp_path / "cut.zip", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_byte_that_changed_is_found_wherever_it_is(saved, tmp_path):
    whole = saved.read_bytes()
    with zipfile.ZipFile(saved) as held:
        starts = [info.header_offset + 200 for info in held.infolist() if info.compress_size > 400]
    for at in starts:
        (tmp_path / "bad.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with pytest.raises(StoreDamaged, match="nothing was written"):
            restore(tmp_path / "bad.zip", tmp_path / "back")
        assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda n, b: b.replace(b'"format": 1', b'"format": 9'), StoreVersion, "newer parley"),
        (lambda n, b: b + b"#" if n == "parley.toml" else b, StoreDamaged, "not what was backed up"),
        (lambda n, b: None if n == "profile.toml" else b, StoreDamaged, "nothing was written"),
        (lambda n, b: None if n == "manifest.json" else b, StoreDamaged, "nothing was written"),
        (lambda n, b: b"[]" if n == "manifest.json" else b, StoreDamaged, "nothing was written"),
        (
            lambda n, b: b.replace(b"profile.toml", b"../away.toml") if n == "manifest.json" else b,
            StoreDamaged,
            "no file of a record",
        ),
    ],
)
def test_a_backup_that_was_meddled_with_is_refused(saved, tmp_path, change, error, message):
    made = rewritten(saved, tmp_path / "made.zip", change)
    with pytest.raises(error, match=message):
        restore(made, tmp_path / "back")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["made.zip"]


def bombed(file, out, name, size, told=None):
    """A backup in which one file is zeros, with the right sum; `told` is the size that the manifest says."""
    digest, part = hashlib.sha256(), bytes(1 << 20)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        with new.open(name, "w", force_zip64=True) as member:
            for _ in range(size >> 20):
                member.write(part)
                digest.update(part)
        manifest = json.loads(old.read("manifest.json"))
        manifest["files"][name] = {"sha256": digest.hexdigest(), "bytes": told or size}
        for other in old.namelist():
            if other not in (name, "manifest.json"):
                new.writestr(other, old.read(other))
        if name != "manifest.json":
            new.writestr("manifest.json", json.dumps(manifest))
    return out


@pytest.mark.parametrize(
    ("name", "told", "message"),
    [
        ("record.sqlite", None, "would unpack to"),
        ("record.sqlite", 1 << 20, "but more"),
        ("rows.jsonl", 1 << 20, "but more"),
        ("fetched/a.warc", -1, "but more"),
        ("fetched/a.warc", "9", "nothing was written"),
        ("manifest.json", None, "but more"),
    ],
)
def test_a_backup_that_is_a_bomb_is_refused_in_little_memory(saved, tmp_path, name, told, message):
    import tracemalloc

    made = bombed(saved, tmp_path / "bomb.zip", name, 100 << 20, told)
    assert made.stat().st_size < 1 << 20
    tracemalloc.start()
    try:
        with pytest.raises(StoreDamaged, match=message):
            restore(made, tmp_path / "back")
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
    assert sorted(f.name for f in tmp_path.iterdir()) == ["bomb.zip"]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_backup_that_is_packed_in_another_way_is_refused(saved, tmp_path, way):
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(tmp_path / "made.zip", "w", way) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(StoreDamaged, match="nothing was written"):
        restore(tmp_path / "made.zip", tmp_path / "back")


def test_a_backup_that_wants_a_password_is_refused(saved, tmp_path):
    whole = bytearray(saved.read_bytes())
    with zipfile.ZipFile(saved) as held:
        start = held.getinfo("manifest.json").header_offset
    whole[start + 6] |= 1  # the flag in the head of the file
    for at in range(len(whole) - 4):
        if whole[at : at + 4] == b"PK\x01\x02":  # and in the list of all
            whole[at + 8] |= 1
    (tmp_path / "made.zip").write_bytes(whole)
    with pytest.raises(StoreDamaged, match="nothing was written"):
        restore(tmp_path / "made.zip", tmp_path / "back")


def test_where_there_is_no_room_nothing_is_begun(saved, tmp_path, monkeypatch):
    from parley.copies import backup as copies

    class Usage:
        free = 1000

    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(StoreError, match="1,000 are free"):
        restore(saved, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_what_a_killed_run_left_goes_with_the_next(saved, isles, tmp_path):
    for left in (tmp_path / ".b.zip.scratch", tmp_path / "back" / ".restore.scratch"):
        (left / "deep").mkdir(parents=True)
    backup(Place(isles), tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "back")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["b.zip", "back"]
    assert not (tmp_path / "back" / ".restore.scratch").exists()


def test_a_damaged_record_is_not_backed_up(isles, tmp_path):
    shutil.copytree(isles, tmp_path / "rec")
    with sqlite3.connect(tmp_path / "rec/record.sqlite") as db:
        db.execute("INSERT INTO words (words) VALUES ('delete-all')")
    db.close()
    with pytest.raises(StoreDamaged, match="search index"):
        backup(Place(tmp_path / "rec"), tmp_path / "b.zip")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["rec"]


BUILD = """
import sys
sys.path[:0] = sys.argv[2:]
from pages_made import Listed, page
from parley import builder
from parley.pipeline import Reader
from parley.settings import Settings
from parley.store import open_store
builder.BATCH_PAGES = 1
print("go", flush=True)
store = open_store(sys.argv[1])
builder.build(store, Reader(Settings()), [Listed(*map(page, range(60)))], workers=1)
"""


def test_a_backup_while_a_build_goes_on_is_one_commit(isles, tmp_path):
    import pages_made

    shutil.copytree(isles, tmp_path / "rec")
    tests = str(pages_made.__file__).rpartition("/")[0]
    command = [sys.executable, "-c", BUILD, str(tmp_path / "rec/record.sqlite"), tests]
    building = subprocess.Popen(command, stdout=subprocess.PIPE)
    building.stdout.readline()
    seen = []
    while building.poll() is None or not seen:
        backup(Place(tmp_path / "rec"), tmp_path / f"{len(seen)}.zip")
        restore(tmp_path / f"{len(seen)}.zip", tmp_path / f"back{len(seen)}")
        seen.append(json.loads(dumped(tmp_path / f"back{len(seen)}")))
    assert building.wait() == 0
    building.stdout.close()
    assert seen == sorted(seen) and seen[0] >= 3


def dumped(folder):
    """How many pages a sound record has."""
    with closing(open_store(folder / "record.sqlite")) as store:
        assert store.integrity() == []
        with store.view() as view:
            return json.dumps(view.counts()["documents"])


def test_commands(cli, isles, tmp_path):
    code, _, err = cli("backup", tmp_path / "b.zip", "-r", isles)
    assert code == 0 and "3 pages" in err
    code, out, _ = cli("restore", tmp_path / "b.zip", tmp_path / "back", "--json")
    assert code == 0 and json.loads(out)["counts"]["documents"] == 3
    assert cli("verify", "-r", tmp_path / "back")[0] == 0
    assert cli("restore", tmp_path / "b.zip", tmp_path / "back")[0] == 2
    code, _, err = cli("restore", tmp_path / "b.zip", tmp_path / "other", "--store", "somewhere")
    assert code == 2 and "address of a server" in err
    code, _, err = cli("migrate", isles, tmp_path / "moved")
    assert code == 0 and content(tmp_path / "moved") == content(isles)
    assert cli("migrate", isles, tmp_path / "moved")[0] == 2
