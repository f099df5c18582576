"""The PostgreSQL back end: the contract, and what only a server can do.

Needs a server: python scripts/with_postgres.py make test
"""

import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from contract import SHARED, StoreContract, decide, document, dump, page, put, reading, simple
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import StoreBusy, StoreDamaged, StoreError, StoreVersion, UnknownRecord, UsageError
from parley.server import parsed
from parley.store import open_store
from parley.store import schema as lite_schema
from parley.store.base import Filter
from pg_server import SKIP, URL, fresh_url

psycopg = pytest.importorskip("psycopg", reason=SKIP)
if not URL:
    pytest.skip(SKIP, allow_module_level=True)

from parley.store.postgres import connection, schema  # noqa: E402
from parley.store.postgres import store as store_module  # noqa: E402


class TestPostgres(StoreContract):
    def make(self, path):
        return open_store(fresh_url(), create=True)


@pytest.fixture
def url():
    """A record with one page."""
    url = fresh_url()
    with closing(open_store(url, create=True)) as store:
        put(store, simple())
    return url


def admin():
    return psycopg.connect(URL, autocommit=True)


def on(url, statement):
    """Run a statement in a record's schema, past the store."""
    with admin() as db:
        db.execute(f'SET search_path TO "{parsed(url).schema}"')
        return db.execute(statement)


def test_the_numbers_of_tables_are_those_of_sqlite():
    assert [n for n, _ in schema.migrations()] == [n for n, _ in lite_schema.migrations()]


def test_records_share_a_database(url):
    with closing(open_store(fresh_url(), create=True)) as other, closing(open_store(url)) as store:
        assert dump(other)["counts"]["documents"] == 0
        with store.writer(), other.writer():
            pass


def test_no_record_there():
    url = fresh_url()
    with pytest.raises(UnknownRecord, match="parley init"):
        open_store(url)
    with admin() as db:
        found = db.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (parsed(url).schema,))
        assert found.fetchone() is None


def test_a_schema_of_something_else_is_refused():
    url = fresh_url()
    with admin() as db:
        db.execute(f'CREATE SCHEMA "{parsed(url).schema}"')
    on(url, "CREATE TABLE mine (x INTEGER)")
    with pytest.raises(StoreDamaged, match="not a record"):
        open_store(url, create=True)


def test_a_newer_record_is_refused(url):
    on(url, f"UPDATE parley SET version = {schema.LATEST + 1}")
    with pytest.raises(StoreVersion, match="upgrade"):
        open_store(url)


def test_an_older_record_is_brought_to_the_tables_of_today(url):
    on(
        url,
        "DROP TABLE totals; DROP TABLE dated; DROP TABLE derived; DROP TABLE kept; DROP TABLE decisions;"
        " DROP FUNCTION decisions_stay; ALTER TABLE link_kinds DROP COLUMN stamp;"
        " ALTER TABLE links DROP COLUMN place; UPDATE parley SET version = 1;"
        " CREATE TABLE by_id AS SELECT e.id AS entry_id, f.name, f.value"
        " FROM facets f JOIN entries e ON e.number = f.entry;"
        " DROP TABLE facets; ALTER TABLE entries DROP COLUMN number; ALTER TABLE by_id RENAME TO facets",
    )
    with closing(open_store(url, read_only=True)) as store:
        assert dump(store)["counts"]["documents"] == 1 and store.integrity() == []
        with store.view() as view:
            assert list(view.entries("statements", Filter(speaker="Lena Ostrava")))


def test_two_first_starts_at_once():
    url, errors = fresh_url(), []

    def start():
        try:
            open_store(url, create=True).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    open_store(url).close()


class TestFaults:
    """What goes wrong is told with what to do, and without a password."""

    @pytest.mark.parametrize(
        ("url", "message"),
        [
            ("postgresql://anna:hush@/talks?host=/nowhere", "cannot be reached"),
            (URL.replace("parley@", "parley:hush@"), "did not let you in"),
            (URL.replace("parley@", "nobody:hush@"), "did not let you in"),
            (URL.replace("/postgres?", "/nowhere?"), "createdb"),
            (URL + "&sslmode=hush&password=hush", "PostgreSQL failed|cannot be reached"),
        ],
    )
    def test_a_server_that_cannot_be_used(self, url, message):
        with pytest.raises(StoreError, match=message) as caught:
            open_store(url, create=True)
        assert "hush" not in str(caught.value).replace("sslmode=hush", "").replace('"hush"', "")

    def test_a_server_that_is_too_old(self, url, monkeypatch):
        monkeypatch.setattr(connection, "OLDEST", 99)
        with pytest.raises(StoreVersion, match="needs 99 or newer"):
            open_store(url)

    def test_a_database_in_another_encoding(self):
        name = parsed(fresh_url()).schema
        with admin() as db:
            db.execute(
                f"CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
            )
            try:
                with pytest.raises(StoreError, match="createdb -E UTF8"):
                    open_store(URL.replace("/postgres?", f"/{name}?"), create=True)
            finally:
                db.execute(f"DROP DATABASE {name}")

    def test_a_connection_that_breaks_leaves_the_last_commit_and_the_next_is_made_anew(self, url):
        with closing(open_store(url)) as store:
            before = dump(store)
            with pytest.raises(StoreError, match="broke the connection"), store.writer() as writer:
                writer.put_reading("src", simple("b.txt", "b " + "Ostrava"))
                with admin() as db:
                    db.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE application_name = 'parley' AND pid = %s",
                        (writer._db._db.info.backend_pid,),
                    )
                writer.put_reading("src", simple("c.txt", "c " + "Ostrava"))
            assert dump(store) == before
            put(store, simple("b.txt", "b Ostrava"))
            assert dump(store)["counts"]["documents"] == 2

    def test_a_connection_that_broke_while_nobody_used_it_is_not_used_again(self, url):
        with closing(open_store(url)) as store:
            before = dump(store)
            with store.view() as view:
                pid = view._db._db.info.backend_pid
            with admin() as db:
                db.execute("SELECT pg_terminate_backend(%s)", (pid,))
            time.sleep(0.1)
            assert dump(store) == before

    def test_a_server_that_takes_no_writes(self, url):
        with (
            closing(open_store(url + "&options=-c%20default_transaction_read_only%3Don")) as store,
            pytest.raises(StoreError, match="takes no writes"),
        ):
            put(store, simple("b.txt", "b Ostrava"))

    @pytest.mark.parametrize(("code", "message"), [("53100", "no space"), ("XX001", "damaged")])
    def test_what_the_server_itself_suffers(self, url, code, message):
        on(
            url,
            "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'disk' USING ERRCODE = '{code}'; END $$;"
            " CREATE TRIGGER fail BEFORE INSERT ON raw EXECUTE FUNCTION fail()",
        )
        with closing(open_store(url)) as store:
            before = dump(store)
            with pytest.raises(StoreError, match=message):
                put(store, simple("b.txt", "b Ostrava"))
            assert dump(store) == before

    def test_without_psycopg_the_message_says_how_to_get_it(self):
        code = (
            "import sys; sys.modules['psycopg'] = None\n"
            "from parley.store import open_store; open_store('postgresql://x@/y')"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "UsageError" in done.stderr and "pip install 'parley-news[postgres]'" in done.stderr

    @pytest.mark.parametrize("schema", ["public", "pg_x", "A", "a-b", "a;drop", "", "a" * 64])
    def test_a_schema_that_cannot_be_a_records_own(self, schema):
        with pytest.raises(UsageError, match="schema"):
            open_store(f"{URL}&schema={schema}")


class TestRoles:
    """As docs/postgres.md has them."""

    @pytest.fixture
    def reader(self, url):
        name = f"{parsed(url).schema}_r"
        with admin() as db:
            db.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'once'")
            db.execute(f"GRANT USAGE ON SCHEMA {parsed(url).schema} TO {name}")
            db.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {parsed(url).schema} TO {name}")
        yield url.replace("parley@", f"{name}:once@")
        with admin() as db:
            db.execute(f"DROP OWNED BY {name}")
            db.execute(f"DROP ROLE {name}")

    def test_a_reader_reads_and_searches_but_does_not_write(self, url, reader):
        with closing(open_store(url)) as mine, closing(open_store(reader, read_only=True)) as store:
            assert dump(store) == dump(mine) and store.integrity() == []
            with store.view() as view:
                assert len(list(view.search("Ostrava"))) == 1
        with (
            closing(open_store(reader)) as store,
            pytest.raises(StoreError, match="role may not") as caught,
            store.writer() as writer,
        ):
            writer.put_reading("src", simple("b.txt", "b Ostrava"))
        assert "once" not in str(caught.value)

    def test_a_reviewer_decides_and_does_no_more(self, url, reader):
        name, schema_name = f"{parsed(url).schema}_r", parsed(url).schema
        on(url, f"GRANT INSERT ON {schema_name}.decisions TO {name}")
        on(url, f"GRANT UPDATE (stamp) ON {schema_name}.parley TO {name}")
        with closing(open_store(reader)) as store:
            with store.view() as view:
                entry = next(view.entries("statements"))
            assert decide(store, entry, "accept") == 1
            with pytest.raises(StoreError, match="role may not"):
                put(store, simple("b.txt", "b Ostrava"))

    def test_a_builder_reads_pages_and_links_them(self, url, reader):
        name, schema_name = f"{parsed(url).schema}_r", parsed(url).schema
        on(url, f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema_name} TO {name}")
        with closing(open_store(reader)) as store:
            put(store, simple("a.txt", "new Ostrava"), simple("b.txt", "b Ostrava"))
            with store.writer() as writer:
                writer.put_links("actors", [])
            assert dump(store)["counts"]["superseded"] == 1 and store.integrity() == []

    def test_a_role_without_any_right_is_told(self, url, reader):
        on(url, f"REVOKE ALL ON SCHEMA {parsed(url).schema} FROM {parsed(url).schema}_r")
        with pytest.raises(StoreError, match="role may not"):
            open_store(reader)

    def test_a_reader_cannot_bring_an_older_record_up_to_date(self, url, reader):
        on(url, "UPDATE parley SET version = 2")
        with pytest.raises(StoreVersion, match="let its owner"):
            open_store(reader, read_only=True)


def test_a_second_writer_is_told_who_is_in_the_way(url, monkeypatch):
    monkeypatch.setattr(store_module, "BUSY_MS", 20)
    with closing(open_store(url)) as first, closing(open_store(url)) as second:
        with first.writer(), pytest.raises(StoreBusy, match="another parley"), second.writer():
            pass
        with second.writer():
            pass


def test_readers_do_not_wait_for_a_writer(url):
    with closing(open_store(url)) as store, store.writer() as writer:
        writer.put_reading("src", simple("b.txt", "b Ostrava"))
        with store.view() as view:
            assert view.counts()["documents"] == 1
            assert len(list(view.search("Ostrava"))) == 1


def test_rows_that_nobody_reads_to_their_end(url):
    with closing(open_store(url)) as store:
        with store.view() as view:
            rows = view.documents()
            assert next(rows)["uri"] == "a.txt"
        with store.view() as view:
            assert [d["uri"] for d in view.documents()] == ["a.txt"]
        del rows


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
WRITER = """
import sys
sys.path[:0] = sys.argv[3:]
from contract import put, simple
from parley.store import open_store
store = open_store(sys.argv[1])
for n in range(20):
    put(store, simple(f"{sys.argv[2]}-{n}.txt", f"{sys.argv[2]} {n} Ostrava"), source=sys.argv[2])
"""


def test_three_writers_and_two_readers_in_processes_of_their_own(url):
    store, path = open_store(url), [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    readers = [[sys.executable, "-c", READER, url, "61"] for _ in range(2)]
    writers = [[sys.executable, "-c", WRITER, url, name, *path] for name in "xyz"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for command in readers + writers]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert dump(store)["counts"]["documents"] == 61 and store.integrity() == []
    store.close()


def test_a_decision_can_be_neither_changed_nor_deleted_nor_replaced(url):
    with closing(open_store(url)) as store:
        with store.view() as view:
            entry = next(view.entries("statements"))
        first = decide(store, entry, "accept", machine={"score": 0.91})
        decide(store, entry, "undo", undoes=first)
        with store.view() as view:
            before = list(view.decisions())
        for statement in (
            "UPDATE decisions SET verb = 'reject'",
            "DELETE FROM decisions",
            "TRUNCATE decisions",
            "INSERT INTO decisions SELECT * FROM decisions WHERE number = 1"
            " ON CONFLICT (number) DO UPDATE SET verb = 'reject'",
        ):
            with pytest.raises(psycopg.Error, match="a decision is never"):
                on(url, statement)
        with store.view() as view:
            assert list(view.decisions()) == before and before[0].machine == {"score": 0.91}


REVIEWER = """
import sys
sys.path[:0] = sys.argv[3:]
from contract import decide
from parley.store import open_store
store = open_store(sys.argv[1])
with store.view() as view:
    entry = next(view.entries("statements"))
for n in range(20):
    decide(store, entry, "note", note=f"{sys.argv[2]} {n}")
"""


def test_reviewers_decide_while_others_write(url):
    path = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    code = {"x": WRITER, "y": WRITER, "v": REVIEWER, "w": REVIEWER}
    running = [
        subprocess.Popen([sys.executable, "-c", script, url, name, *path], stderr=subprocess.PIPE)
        for name, script in code.items()
    ]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    with closing(open_store(url)) as store, store.view() as view:
        decisions = list(view.decisions())
        assert [one.number for one in decisions] == list(range(1, 41))
        assert sorted(one.note for one in decisions) == sorted(
            f"{name} {n}" for name in "vw" for n in range(20)
        )
        assert view.counts()["documents"] == 41


def test_damage_is_found(url):
    on(
        url,
        "ALTER TABLE entries DROP CONSTRAINT entries_document_id_fkey; DELETE FROM raw;"
        " UPDATE entries SET document_id = 'gone' WHERE kind = 'figures';"
        " UPDATE passages SET words = NULL; INSERT INTO dated (id, payload) VALUES ('doc-1', '{}')",
    )
    with closing(open_store(url)) as store:
        found = " ".join(store.integrity())
    for what in ("orphans: 1 documents without", "references: entries", "search index", "1 dates joined"):
        assert what in found


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    stores = (
        open_store(tmp_path_factory.mktemp("lite") / "record.sqlite", create=True),
        open_store(fresh_url(), create=True),
    )
    yield stores
    for store in stores:
        store.close()


class TestWords:
    """Both back ends find the same passages, and mark the same words in them."""

    def hits(self, store, query):
        with store.view() as view:
            return {(h.document_id, h.start, h.end, h.text, h.marks) for h in view.search(query)}

    def put(self, both, text):
        source = page(f"{len(text)}.txt", text)
        for store in both:
            put(store, reading(source, document(source, text)))

    @settings(max_examples=60, deadline=None, suppress_health_check=SHARED)
    @given(
        st.text(st.sampled_from("aAàÀ\u0301ĳßſ٣½ⅷ中文ёЁйั'’-.,\\\" \n\0\1\ue000😀"), min_size=1, max_size=40),
        st.data(),
    )
    def test_the_same_words_are_found_in_any_text(self, both, text, data):
        self.put(both, text)
        first = data.draw(st.integers(0, len(text) - 1))
        part = text[first : data.draw(st.integers(first + 1, len(text)))]
        for query in (part, f'"{part}"', f"{part}*", data.draw(st.text(max_size=8))):
            lite, server = (self.hits(store, query) for store in both)
            assert lite == server, query

    @pytest.mark.parametrize(
        "text",
        [
            " ".join(f"w{n}" for n in range(20_000)),
            "the same " * 400 + "end of it",
            "x" * 5000 + " tail of it",
            " ".join(f"{n:050d}" for n in range(25_000)) + " tail of it",
        ],
        ids=["many words", "one word often", "a long word", "more than a tsvector holds"],
    )
    def test_passages_that_are_too_long_for_a_tsvector(self, both, text):
        self.put(both, text)
        words = text.split()
        queries = [
            f'"{words[-2]} {words[-1]}"', f'"{words[-1]} {words[-2]}"', words[-1], words[0][:3] + "*", words[0],
            f'"{words[-3]} {words[-2]}" {words[0][:1]}*',
        ]  # fmt: skip
        for query in queries:
            lite, server = (self.hits(store, query) for store in both)
            assert lite == server, query[:40]
        assert both[1].integrity() == []

    def test_queries_longer_than_any_a_person_types(self, both):
        text = " ".join(f"q{n}" for n in range(300))
        self.put(both, text)
        for query in (text, f'"{text}"', f'"{text}"*', f'"{text} q1"', "q1 " * 5000):
            assert self.hits(both[0], query) == self.hits(both[1], query), query[:40]


def test_an_index_takes_addresses_of_any_length(url):
    long = "http://a.example/" + "".join(chr(97 + n * n % 26) + str(n) for n in range(4000))
    with closing(open_store(url)) as store:
        for _ in range(2):
            put(store, simple(long, "b Ostrava"))
        assert dump(store)["counts"]["documents"] == 2


def test_waiting_writers_take_turns(url):
    with closing(open_store(url)) as first, closing(open_store(url)) as second:
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
