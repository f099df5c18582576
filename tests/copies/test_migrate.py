"""A record from SQLite to a server and back: the same, whole or not at all.

Needs a server: python scripts/with_postgres.py make test
"""

import random
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

import parley
from parley import api
from parley.copies import migrate as migration
from parley.copies.backup import backup, restore
from parley.copies.migrate import migrate
from parley.errors import StoreError, UnknownRecord, UsageError
from parley.locate import Place
from parley.server import parsed
from parley.settings import write_value
from parley.store import open_store
from pg_server import SKIP, URL, fresh_url

psycopg = pytest.importorskip("psycopg", reason=SKIP)
if not URL:
    pytest.skip(SKIP, allow_module_level=True)
KILLS = 12


def exported(folder, out):
    """Every file of a record's export, by its name."""
    with parley.open(folder) as record:
        assert record.verify().mismatches == [] and record.doctor() == []
        record.export(out)
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


def pointing(folder, url):
    """A record's folder that says no more than where its store is."""
    folder.mkdir()
    write_value(folder / "parley.toml", "store", url)
    return folder


@pytest.fixture
def decided(isles, tmp_path):
    """The record with a decision, one that was taken back, and a date that was settled."""
    place = Place(tmp_path / "rec")
    migrate(str(isles), str(place.folder))
    with parley.open(place.folder) as record:
        statements, page = record.statements(), record.documents()[0]["id"]
    api.review(place.folder, statements[0]["id"], "accept", reviewer="anna")
    api.review(place.folder, statements[1]["id"], "reject", reviewer="anna", note="not \0 theirs")
    api.undo(place.folder, statements[1]["id"], reviewer="ben")
    api.settle_date(place.folder, page, "2031-06-03", reviewer="ben")
    return place.folder


def test_there_and_back_nothing_is_lost(decided, tmp_path):
    url, before = fresh_url(), exported(decided, tmp_path / "a")
    counts = migrate(str(decided), url)
    assert counts["documents"] == 3 and counts["decisions"] >= 3
    assert exported(pointing(tmp_path / "server", url), tmp_path / "b") == before
    migrate(url, str(tmp_path / "back"))
    assert exported(tmp_path / "back", tmp_path / "c") == before
    assert exported(decided, tmp_path / "d") == before


def test_a_record_goes_on_where_it_was_brought(decided, isles_pages, tmp_path):
    url = fresh_url()
    migrate(str(decided), url)
    write_value(decided / "parley.toml", "store", url)
    parley.build([isles_pages], decided, workers=1).close()
    with parley.open(decided) as record:
        first = record.statements()[0]
        assert len(record.documents()) == 3
    api.review(decided, first["id"], "note", reviewer="ben", note="seen")
    with closing(open_store(url)) as store, store.view() as view:
        numbers = [decision.number for decision in view.decisions()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_from_server_to_server_and_by_a_backup(decided, tmp_path):
    first, second, third = fresh_url(), fresh_url(), fresh_url()
    migrate(str(decided), first)
    migrate(first, second)
    write_value(decided / "parley.toml", "store", second)
    before = exported(decided, tmp_path / "a")
    assert backup(Place(decided), tmp_path / "b.zip")["store"] == "postgresql"
    restore(tmp_path / "b.zip", tmp_path / "lite")
    restore(tmp_path / "b.zip", tmp_path / "server", third)
    assert exported(tmp_path / "lite", tmp_path / "c") == before
    assert exported(tmp_path / "server", tmp_path / "d") == before
    assert not (tmp_path / "server/record.sqlite").exists() and not Place(tmp_path / "lite").on_server


def test_nothing_is_overwritten(isles, tmp_path):
    url = fresh_url()
    migrate(str(isles), url)
    for target in (url, str(isles)):
        with pytest.raises(UsageError, match="never overwritten"):
            migrate(str(isles), target)


def test_no_record_to_move(tmp_path):
    with pytest.raises(UnknownRecord):
        migrate(fresh_url(), str(tmp_path / "to"))
    with pytest.raises(UnknownRecord):
        migrate(str(tmp_path), fresh_url())


def there(url):
    with psycopg.connect(URL) as db:
        found = db.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (parsed(url).schema,))
        return found.fetchone() is not None


def test_what_reads_back_differently_is_not_kept(isles, tmp_path, monkeypatch):
    whole, url = migration.stream.of_view, fresh_url()
    monkeypatch.setattr(migration.stream, "of_view", lambda view: next(calls)(view))
    for target in (url, str(tmp_path / "to")):
        calls = iter([whole, without_the_last])
        with pytest.raises(StoreError, match="nothing was kept"):
            migrate(str(isles), target)
    assert not there(url) and not (tmp_path / "to/record.sqlite").exists()


def without_the_last(view):
    """The rows of a view without the last table's."""
    from parley.store.tables import TABLES

    return ((table, view.table(table)) for table in TABLES[:-3])


@pytest.mark.parametrize("back", [False, True], ids=["to the server", "from the server"])
def test_killed_at_any_moment_the_target_is_whole_or_not_there(isles, tmp_path, back):
    source, before = str(isles), exported(isles, tmp_path / "before")
    if back:
        source = fresh_url()
        migrate(str(isles), source)
    code = (
        "import sys; from parley.copies.migrate import migrate; print('go', flush=True);"
        " migrate(*sys.argv[1:])"
    )
    moments = random.Random(7)
    for n in range(KILLS):
        target = str(tmp_path / f"to{n}") if back else fresh_url()
        running = subprocess.Popen([sys.executable, "-c", code, source, target], stdout=subprocess.PIPE)
        running.stdout.readline()
        time.sleep(moments.uniform(0, 0.8))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
        if not (Place(tmp_path / f"to{n}").exists if back else settled(target)):
            migrate(source, target)
        folder = tmp_path / f"to{n}" if back else pointing(tmp_path / f"to{n}", target)
        assert exported(folder, tmp_path / f"out{n}") == before
    assert exported(isles, tmp_path / "after") == before


def settled(url):
    """Whether a record is there once the server has noticed that its client is gone."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with psycopg.connect(URL) as db:
            busy = db.execute(
                "SELECT 1 FROM pg_stat_activity WHERE application_name = 'parley' AND xact_start IS NOT NULL"
            )
            if busy.fetchone() is None:
                break
        time.sleep(0.05)
    return there(url)


def test_commands_show_no_password(cli, isles, tmp_path):
    url = fresh_url()
    secret = url.replace("parley@", "parley:hush@")
    code, out, err = cli("migrate", isles, secret)
    assert code == 1 and "did not let you in" in err and "hush" not in out + err
    code, out, err = cli("migrate", isles, url)
    assert code == 0 and "parley config set store" in err
    code, out, err = cli("config", "set", "store", secret, "-r", isles)
    assert code == 2 and "no password" in err and "hush" not in out + err
    folder = pointing(tmp_path / "server", url)
    code, out, err = cli("config", "show", "--origin", "-r", folder)
    assert code == 0 and parsed(url).schema in out


def test_build_and_init_make_a_record_on_a_server(cli, isles_pages, tmp_path):
    url = fresh_url()
    code, _, err = cli("build", isles_pages, "-o", tmp_path / "rec", "--store", url, "--workers", "1")
    assert code == 3 and not (tmp_path / "rec/record.sqlite").exists(), err
    assert cli("status", "-r", tmp_path / "rec")[0] == 0
    assert cli("search", "truce", "-r", tmp_path / "rec", "--json")[1].count("document_id") >= 2
    code, _, err = cli("build", isles_pages, "-o", tmp_path / "rec", "--store", fresh_url())
    assert code == 2 and "parley migrate" in err
    assert cli("init", tmp_path / "desk", "--store", fresh_url())[0] == 0
    assert Place(tmp_path / "desk/.parley").on_server
    code, _, err = cli("init", tmp_path / "gone", "--store", "postgresql://x@/y?host=/nowhere")
    assert code == 1 and "cannot be reached" in err and not Place(tmp_path / "gone/.parley").exists


def test_the_environment_may_hold_the_password_for_once(cli, isles_pages, tmp_path, monkeypatch):
    import os

    url = fresh_url()
    monkeypatch.setenv("PARLEY_STORE", url.replace("parley@", f"parley:{os.environ['PGPASSWORD']}@"))
    monkeypatch.delenv("PGPASSWORD")
    assert cli("build", isles_pages, "-o", tmp_path / "rec", "--workers", "1")[0] == 3
    code, out, _ = cli("config", "show", "-r", tmp_path / "rec")
    assert code == 0 and "parley:***@" in out
    assert url in (tmp_path / "rec/parley.toml").read_text()
    assert cli("verify", "-r", tmp_path / "rec")[0] == 0


def test_tables_of_others_are_left_alone(isles):
    target = fresh_url()
    other = parsed(fresh_url()).schema
    with psycopg.connect(URL, autocommit=True) as db:
        db.execute(f'CREATE SCHEMA "{other}"')
        db.execute(f'CREATE TABLE "{other}".theirs AS SELECT 1 AS one')
    migrate(str(isles), target)
    with psycopg.connect(URL) as db:
        counted = dict(
            db.execute(
                "SELECT relnamespace::regnamespace::text, max(reltuples) FROM pg_class"
                " WHERE relname IN ('theirs', 'entries') AND relnamespace::regnamespace::text = ANY(%s)"
                " GROUP BY 1",
                ([other, parsed(target).schema],),
            ).fetchall()
        )
    assert counted[other] == -1 and counted[parsed(target).schema] > 0
