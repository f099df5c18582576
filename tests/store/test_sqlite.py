"""The SQLite back end: the contract, and what only files can do."""

import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from contract import StoreContract, decide, dump, put, simple

from parley.errors import StoreBusy, StoreDamaged, StoreError, StoreVersion, UnknownRecord
from parley.store import open_store, schema, sqlite
from parley.store.base import Filter
from parley.store.search import match
from parley.store.tables import TABLES


class TestSqlite(StoreContract):
    def make(self, path):
        return open_store(path / "record.sqlite", create=True)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "record" / "record.sqlite"
    store = open_store(file, create=True)
    put(store, simple())
    store.close()
    return file


def test_every_connection_is_set_up(file):
    store = open_store(file)
    with store.writer() as writer:
        db = writer._db
        found = [db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "foreign_keys")]
        assert found == ["wal", 1]
        assert db.execute("PRAGMA busy_timeout").fetchone()[0] >= 5000
    store.close()


def test_migrations_are_numbered_without_a_gap():
    assert [number for number, _ in schema.migrations()] == list(range(1, schema.LATEST + 1))


def test_opening_again_finds_the_same(file):
    first, second = open_store(file), open_store(file, read_only=True)
    assert dump(first) == dump(second) and first.integrity() == second.integrity() == []
    first.close()
    second.close()


def test_no_record_there(tmp_path):
    with pytest.raises(UnknownRecord, match="parley build"):
        open_store(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_what_a_killed_start_leaves(tmp_path):
    file = tmp_path / "record.sqlite"
    file.touch()
    with pytest.raises(UnknownRecord, match="empty"):
        open_store(file)
    with pytest.raises(UnknownRecord, match="empty"):
        open_store(file, read_only=True)
    open_store(file, create=True).close()
    open_store(file).close()


def test_a_newer_record_is_refused(file):
    with sqlite3.connect(file) as db:
        db.execute(f"PRAGMA user_version = {schema.LATEST + 1}")
    db.close()
    with pytest.raises(StoreVersion, match="upgrade"):
        open_store(file)


@pytest.mark.parametrize("content", [b"not a database, only text " * 50, b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_not_a_database_is_refused(tmp_path, content):
    file = tmp_path / "record.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreDamaged, match="not a record"):
        open_store(file, create=True)
    assert file.read_bytes() == content


def test_a_database_of_something_else_is_refused(tmp_path):
    file = tmp_path / "record.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    with pytest.raises(StoreDamaged, match="not a record"):
        open_store(file, create=True)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "file" / "record" / "record.sqlite", create=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path, create=True)


def as_of(file, number):
    """Make of a record one of older tables, with the same rows."""
    older = file.with_name("older.sqlite")
    with closing(sqlite3.connect(older, isolation_level=None)) as db:
        for script in (script for at, script in schema.migrations() if at <= number):
            db.executescript(script)
        db.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        db.execute(f"PRAGMA user_version = {number}")
        db.execute("ATTACH ? AS now", (str(file),))
        have = "SELECT name FROM {}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words%'"
        for (table,) in db.execute(have.format("main")).fetchall():
            columns = {
                name for (name,) in db.execute(f"SELECT name FROM pragma_table_info('{table}', 'now')")
            }
            shared = ", ".join(
                f'"{name}"'
                for (name,) in db.execute(f"SELECT name FROM pragma_table_info('{table}', 'main')")
                if name in columns
            )
            if table == "facets" and number < 7:
                joined = "now.facets f JOIN now.entries e ON e.number = f.entry"
                db.execute(f"INSERT INTO main.facets SELECT e.id, f.name, f.value FROM {joined}")
            elif shared:
                db.execute(f"INSERT INTO main.{table} ({shared}) SELECT {shared} FROM now.{table}")
        db.execute("INSERT INTO words (words) VALUES ('rebuild')")  # from version 7 on no trigger fills it
    older.replace(file)


def test_what_linking_kept_in_older_tables_is_kept(file):
    as_of(file, 5)
    with sqlite3.connect(file) as db:
        db.execute("INSERT INTO derived SELECT id, 'lines', '1', x'0102' FROM documents")
    db.close()
    store = open_store(file)
    with store.view() as view:
        documents = [row["id"] for row in view.documents()]
        of_all = sorted((document, "1", b"\x01\x02") for document in documents)
        assert of_all and sorted(view.derived("lines")) == of_all
        assert list(view.derived("lines", documents[:1])) == [(documents[0], "1", b"\x01\x02")]
        assert view.kept("lines") == {}
    with store.writer() as writer:
        writer.put_kept("a", [("one", b"1"), ("two", b"2")])
        writer.put_kept("a", [("one", b"3"), ("two", None)])
        writer.put_kept("b", [("one", b"1"), ("two", b"2")])
        writer.put_kept("b", [("two", b"4")], whole=True)
    with store.view() as view:
        assert view.kept("a") == {"one": b"3"} and view.kept("a", ["two"]) == {}
        assert view.kept("b") == {"two": b"4"}
    assert store.integrity() == []
    store.close()


@pytest.mark.parametrize("number", range(1, schema.LATEST))
def test_an_older_record_is_brought_to_the_tables_of_today_even_to_be_read(file, number):
    with closing(open_store(file)) as store:
        before = everything(store)
        assert store.integrity() == []
    as_of(file, number)
    store = open_store(file, read_only=True)
    assert everything(store) == before
    store.close()
    with closing(open_store(file)) as store:
        assert store.integrity() == []
        put(store, simple("more.txt", "Nobody signed, Ostrava said."))
        with store.view() as view:
            assert [hit.uri for hit in view.search("nobody")] == ["more.txt"]
        assert store.integrity() == []


def everything(store):
    """All rows but what is of links, and what is found by words and by facets."""
    with store.view() as view:
        rows = [(table.name, list(view.table(table))) for table in TABLES if table.columns[0] != "kind"]
        found = [hit.document_id for hit in view.search("Ostrava")]
        chosen = list(view.entries("statements", Filter(speaker="Lena Ostrava")))
    assert found and chosen
    return rows, found, chosen


def test_numbers_of_entries_are_told_and_checked(file):
    with closing(open_store(file)) as store:
        with store.view() as view:
            told, counted = view.count("statements"), sum(1 for _ in view.entries("statements"))
            document = next(view.documents())["id"]
        assert told == counted > 0
        with store.writer() as writer:
            writer.put_records(document, "9", "statements", [])
        with store.view() as view:
            left = view.count("statements")
            assert left == sum(1 for _ in view.entries("statements")) < told
        assert store.integrity() == []
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE totals SET number = number + 1 WHERE kind = 'statements'")
    with closing(open_store(file)) as store:
        assert store.integrity() == [f"totals: {left} statements, told as {left + 1}"]


def test_a_document_that_is_replaced_within_one_write_is_found_once(tmp_path):
    store = open_store(tmp_path / "record.sqlite", create=True)
    put(store, simple("b.txt"), simple("a.txt"), simple("c.txt", "Ostrava waits."), simple("0.txt"))
    with store.view() as view:
        assert {hit.uri for hit in view.search("Ostrava")} == {"0.txt", "c.txt"}
    assert store.integrity() == []
    put(store, simple(".txt"))
    assert store.integrity() == []
    store.close()


def test_what_was_broken_off_is_not_in_the_index(file):
    store = open_store(file)
    with pytest.raises(ZeroDivisionError), store.writer() as writer:
        writer.put_reading("src", simple("more.txt", "Nobody signed, Ostrava said."))
        raise ZeroDivisionError
    put(store, simple("less.txt", "Somebody signed, Ostrava said."))
    with store.view() as view:
        assert not list(view.search("nobody")) and len(list(view.search("somebody"))) == 1
    assert store.integrity() == []
    store.close()


def test_writers_in_turn_see_what_the_other_wrote(file):
    first, second = open_store(file), open_store(file)
    for number in range(6):
        put((first, second)[number % 2], simple(f"{number}.txt", f"Day {number}, Ostrava said."))
    with first.view() as view:
        assert len(list(view.documents())) == 7 and len(list(view.search("day"))) == 6
    assert first.integrity() == []
    first.close()
    second.close()


def test_threads_of_one_store_write_at_once(file):
    store = open_store(file)

    def write(number):
        put(store, simple(f"{number}.txt", f"Day {number}, Ostrava said."))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(20)))
    with store.view() as view:
        assert len(list(view.search("day"))) == 20
    assert store.integrity() == []
    store.close()


def test_an_older_record_that_cannot_be_written_is_refused(file, monkeypatch):
    as_of(file, 1)
    monkeypatch.setattr(sqlite.os, "access", lambda *_: False)
    with pytest.raises(StoreVersion, match="older parley"):
        open_store(file, read_only=True)


def test_reading_only_does_not_write(file):
    store = open_store(file, read_only=True)
    with pytest.raises(StoreError, match="reading only"), store.writer():
        pass
    store.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(file):
    file.parent.chmod(0o555)
    file.chmod(0o444)
    try:
        store = open_store(file, read_only=True)
        assert dump(store)["counts"]["documents"] == 1
        store.close()
        with pytest.raises(StoreError, match="cannot be written"):
            open_store(file)
    finally:
        file.parent.chmod(0o755)


def test_a_record_on_a_read_only_disk_leaves_no_trace_there(file, monkeypatch):
    monkeypatch.setattr(sqlite.os, "access", lambda *_: False)
    store = open_store(file, read_only=True)
    assert dump(store)["counts"]["documents"] == 1
    assert [f.name for f in file.parent.iterdir()] == ["record.sqlite"]
    store.close()


def test_a_file_system_without_shared_memory_is_named(file, monkeypatch):
    real = sqlite3.connect

    class Network(sqlite3.Connection):
        """SQLite on a network drive: the log cannot be switched on."""

        def execute(self, sql, *args):
            return super().execute(sql.replace("journal_mode = WAL", "journal_mode = DELETE"), *args)

    monkeypatch.setattr(sqlite.sqlite3, "connect", lambda *a, **k: real(*a, factory=Network, **k))
    with pytest.raises(StoreError, match="network drive"):
        open_store(file)


def test_a_full_disk_keeps_the_last_commit(file):
    store = open_store(file)
    before = dump(store)
    with pytest.raises(StoreError, match="no space"), store.writer() as writer:
        pages = writer._db.execute("PRAGMA page_count").fetchone()[0]
        writer._db.execute(f"PRAGMA max_page_count = {pages}")
        for n in range(500):
            writer.put_reading("src", simple(f"{n}.txt", f"{n} Ostrava " * 50))
    assert dump(store) == before and store.integrity() == []
    store.close()


def test_a_second_writer_is_told_who_is_in_the_way(file, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_MS", 20)
    first, second = open_store(file), open_store(file)
    with first.writer(), pytest.raises(StoreBusy, match="another parley"), second.writer():
        pass
    with second.writer():
        pass
    first.close()
    second.close()


def test_a_second_writer_waits_its_turn(file):
    first, second = open_store(file), open_store(file)
    entered = threading.Event()

    def hold():
        with first.writer() as writer:
            entered.set()
            time.sleep(0.2)
            writer.put_reading("src", simple("b.txt", "b Ostrava"))

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait()
    put(second, simple("c.txt", "c Ostrava"))
    thread.join()
    assert dump(second)["counts"]["documents"] == 3
    first.close()
    second.close()


def test_damage_is_found(file):
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM raw")
        db.execute("UPDATE entries SET document_id = 'gone' WHERE kind = 'figures'")
        db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        db.execute("INSERT INTO dated (id, payload) VALUES ('doc-1', '{}')")
    db.close()
    store = open_store(file)
    found = " ".join(store.integrity())
    store.close()
    for what in ("orphans: 1 documents without", "references: entries", "search index", "1 dates joined"):
        assert what in found


READER = """
import sys
from parley.store import open_store
store = open_store(sys.argv[1], read_only=True)
last = 0
while last < int(sys.argv[2]):
    with store.view() as view:
        documents = view.counts()["documents"]
        statements = view.counts()["statements"]
        hits = len(list(view.search("Ostrava")))
    assert documents == statements == hits >= last, (documents, statements, hits, last)
    last = documents
"""


def test_two_readers_while_a_writer_commits(file):
    store, commits = open_store(file), 60
    readers = [
        subprocess.Popen([sys.executable, "-c", READER, str(file), str(commits + 1)], stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for n in range(commits):
        put(store, simple(f"{n}.txt", f"{n} Ostrava"))
    for reader in readers:
        _, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors.decode()
    assert store.integrity() == []
    store.close()


def test_two_first_starts_at_once(tmp_path):
    file, errors = tmp_path / "record.sqlite", []

    def start():
        try:
            open_store(file, create=True).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    open_store(file).close()


@pytest.mark.parametrize(
    ("query", "expression"),
    [("a b", '"a" "b"'), ("a a", '"a"'), ('x"y z"w*', '"x" "y z" "w*" *'), ("-a", '"-a"'), ("?", None)],
)
def test_match(query, expression):
    assert match(query) == expression


def test_no_row_carries_a_time_of_day():
    text = "".join(f.read_text() for f in (Path(sqlite.__file__).parent / "schema").iterdir())
    assert not re.search(r"CURRENT_TIME|strftime|datetime|created|updated", text)


def test_a_decision_can_be_neither_changed_nor_deleted_nor_replaced(tmp_path):
    store = open_store(tmp_path / "record.sqlite", create=True)
    put(store, simple())
    with store.view() as view:
        entry = next(view.entries("statements"))
    first = decide(store, entry, "accept", machine={"score": 0.91})
    decide(store, entry, "undo", undoes=first)
    with store.view() as view:
        before = list(view.decisions())
    store.close()
    with closing(sqlite3.connect(tmp_path / "record.sqlite", isolation_level=None)) as db:
        columns = ", ".join(name for _, name, *_ in db.execute("PRAGMA table_info(decisions)"))
        for statement in (
            "UPDATE decisions SET verb = 'reject'",
            "UPDATE OR REPLACE decisions SET number = 2 WHERE number = 1",
            "DELETE FROM decisions",
            f"INSERT OR REPLACE INTO decisions ({columns}) SELECT {columns} FROM decisions WHERE number = 1",
            f"REPLACE INTO decisions ({columns}) SELECT 9, {columns.partition(', ')[2]} FROM decisions"
            " WHERE number = 2",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="decision"):
                db.execute(statement)
    store = open_store(tmp_path / "record.sqlite")
    with store.view() as view:
        assert list(view.decisions()) == before
        assert before[0].machine == {"score": 0.91}
    store.close()


def test_memory_that_runs_out_is_told_with_what_may_be_behind_it(file):
    store = open_store(file)
    with pytest.raises(StoreError, match="parley doctor"), store.view():
        raise MemoryError
    store.close()
