"""The SQLite export: real columns, references that lead somewhere, search, views; the same bytes each time."""

import sqlite3
from contextlib import closing

import pytest

import parley
from parley.errors import UsageError


@pytest.fixture(scope="module")
def db(record, tmp_path_factory):
    file = tmp_path_factory.mktemp("sqlite") / "record.db"
    record.export(file, "sqlite")
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def names(db, kind):
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}


def test_it_is_whole(db):
    assert [tuple(row) for row in db.execute("PRAGMA integrity_check")] == [("ok",)]
    assert list(db.execute("PRAGMA foreign_key_check")) == []
    for table in ("documents_fts", "statements_fts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


def test_columns_are_plain_and_refer(db, record):
    columns = {row["name"]: row["type"] for row in db.execute("PRAGMA table_info(statements)")}
    assert columns["negated"] == "INTEGER" and columns["speaker_score"] == "REAL"
    assert columns["date_earliest"] == columns["speaker_id"] == "TEXT"
    keys = {(row["from"], row["table"]) for row in db.execute("PRAGMA foreign_key_list(statements)")}
    assert keys == {("document_id", "documents"), ("speaker_id", "actors")}
    keys = {(row["from"], row["table"]) for row in db.execute("PRAGMA foreign_key_list(positions)")}
    assert ("party_id", "actors") in keys and ("statement_id", "statements") in keys
    indexed = {row["name"] for row in db.execute("PRAGMA index_list(statements)")}
    assert {"statements_document_id", "statements_speaker_id", "statements_date_earliest"} <= indexed


def test_rows_say_what_the_record_says(db, record):
    for row in record.statements():
        found = db.execute("SELECT * FROM statements WHERE id = ?", (row["id"],)).fetchone()
        assert found["content"] == row["content"] and found["speaker"] == row["speaker"]["name"]
        assert found["date"] == row["date"]["edtf"] and bool(found["negated"]) == row["negated"]
        pieces = db.execute(
            'SELECT document_id, start, "end", quote FROM evidence WHERE record_id = ? ORDER BY place',
            (row["id"],),
        )
        assert [dict(piece) for piece in pieces] == row["evidence"]
        touched = db.execute("SELECT issue FROM issues WHERE record_id = ?", (row["id"],))
        assert {issue for (issue,) in touched} == set(row["about"])
    (position,) = [row for row in db.execute("SELECT * FROM positions") if row["rule"] == "told"]
    assert (position["party"], position["towards"]) == ("Corvale", "Brantia") and position["party_id"]
    people = db.execute("SELECT role, name, actor_id IS NULL FROM participants WHERE kind = 'meetings'")
    assert ("mediators", "the Sele council", 1) in {tuple(row) for row in people}


def test_pages_and_statements_can_be_searched(db, record):
    hits = db.execute(
        "SELECT d.title FROM documents d JOIN documents_fts f ON f.rowid = d.rowid"
        " WHERE documents_fts MATCH 'negotiators'"
    ).fetchall()
    assert [row["title"] for row in hits] == ["Talks resume on the island"]
    assert (
        db.execute("SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'paper'").fetchone()[0] > 0
    )


def test_datasette_finds_the_search(db):
    """It looks for the table's name in the declaration of the index, in this form."""
    for kind in ("documents", "statements", "figures", "positions", "actors"):
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{kind}_fts",)).fetchone()
        assert "USING FTS" in sql and f'content="{kind}"' in sql


def test_views_show_who_said_what(db, record):
    assert {"who_said_what", "who_claimed_what", "who_stands_where"} <= names(db, "view")
    assert db.execute("SELECT count(*) FROM who_said_what").fetchone()[0] == record.count("statements")
    assert db.execute("SELECT count(*) FROM who_claimed_what").fetchone()[0] == record.count("figures")
    told = {row["claimant"] for row in db.execute("SELECT claimant FROM who_claimed_what")}
    assert "Ume Tarsk" in told
    about = dict(
        tuple(row) for row in db.execute("SELECT name, about FROM columns WHERE kind = 'statements'")
    )
    assert "offset" not in about["act"].lower() and "accuse" in about["act"]


@pytest.mark.parametrize(
    "filters", [{"until": "2031-06-03"}, {"speaker": "Dross"}, {"act": "demand"}, {"mode": "direct"}]
)
def test_a_part_has_all_that_it_refers_to(record, tmp_path, filters):
    counts = record.export(tmp_path / "a.db", "sqlite", **filters)
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        assert list(db.execute("PRAGMA foreign_key_check")) == []
        for kind, count in counts.items():
            if kind in names(db, "table"):
                chosen = db.execute(f'SELECT count(*) FROM "{kind}" WHERE chosen').fetchone()[0]
                assert chosen == count == (0 if kind == "rejections" else record.count(kind, **filters))
        shown = db.execute("SELECT count(*) FROM who_said_what").fetchone()[0]
        assert shown == counts["statements"]


def test_exporting_again_gives_the_same_bytes(record, tmp_path):
    record.export(tmp_path / "a.db", "sqlite")
    first = (tmp_path / "a.db").read_bytes()
    record.export(tmp_path / "a.db", "sqlite")
    assert (tmp_path / "a.db").read_bytes() == first


def test_it_never_takes_the_place_of_a_record_or_of_another_database(talks, tmp_path):
    other = tmp_path / "mine.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE mine (x)")
    (tmp_path / "text.db").write_text("no database", encoding="utf-8")
    with parley.open(talks) as record:
        for file in (other, tmp_path / "text.db", talks / "record.sqlite"):
            before = file.read_bytes()
            with pytest.raises(UsageError, match="is there and"):
                record.export(file, "sqlite")
            assert file.read_bytes() == before
