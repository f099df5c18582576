"""Whatever is stored and does not reproduce is found, and named."""

import json
import sqlite3

import pytest

from pages_made import Listed, page, rejection
from parley.builder import build
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.store import open_store
from parley.verify import doctor, verify

HTML = (
    "<html><head><title>Ferries</title></head><body><nav>Home Sport</nav><article><h1>Ferries to sail</h1>"
    + "".join(
        f"<p>Envoy Lena Ostrava said on day {n} that “the strait — all of it — 😀 stays open” for trade.</p>"
        for n in range(8)
    )
    + "</article></body></html>"
)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "record.sqlite"
    store = open_store(file, create=True)
    pages = [page(0), page(1, " 😀 שלום."), rejection(), Page("h.html", "h.html", HTML.encode(), "text/html")]
    pages.append(Page("old.txt", "old.txt", "Caf\xe9 “x”, dit-il.".encode("cp1252"), "text/plain"))
    build(store, Reader(Settings(workers=1)), [Listed(*pages)])
    store.close()
    return file


def checked(file):
    store = open_store(file)
    try:
        return verify(store)
    finally:
        store.close()


def change(file, table, key, column, make):
    """Edit one value behind the program's back."""
    with sqlite3.connect(file) as db:
        row_id, value = db.execute(f"SELECT id, {column} FROM {table} WHERE {key} ORDER BY id").fetchone()
        db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (make(value), row_id))
    db.close()


def edit(file, kind, make):
    def changed(payload):
        row = json.loads(payload)
        make(row)
        return json.dumps(row)

    change(file, "entries", f"kind = '{kind}' AND payload LIKE '%Ostrava%'", "payload", changed)


def test_a_sound_record(file):
    found = checked(file)
    assert found.mismatches == []
    assert found.documents == 4 and found.spans > 60


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda row: row["evidence"][0].update(quote="never said"), "evidence 0"),
        (lambda row: row["evidence"][0].update(start=row["evidence"][0]["start"] + 1), "evidence 0"),
        (lambda row: row["evidence"][0].update(end=10**6), "evidence 0"),
        (lambda row: row["evidence"][0].update(document_id="doc-none"), "evidence 0"),
        (lambda row: row["speaker"].update(surface="Nobody"), "speaker"),
        (lambda row: row["speaker"].update(span=[0, 3]), "speaker"),
        (lambda row: row.update(cue="shouted"), "cue"),
        (lambda row: row.update(content=row["content"] + " and more"), "content 1"),
        (lambda row: row.update(content="x" + row["content"]), "content 1"),
        (lambda row: row.update(content_spans=[[0, 5]]), "content 1"),
    ],
)
def test_a_changed_statement_is_found(file, make, what):
    edit(file, "statements", make)
    (mismatch,) = checked(file).mismatches
    assert (mismatch.kind, mismatch.what) == ("statements", what)
    assert mismatch.id.startswith("statement-") and mismatch.expected != mismatch.found


def test_a_changed_role_of_an_actor_is_found(file):
    def changed(payload):
        row = json.loads(payload)
        row["evidence"][0]["quote"] = "Somebody"
        return json.dumps(row)

    change(file, "links", "kind = 'actors'", "payload", changed)
    assert [m.kind for m in checked(file).mismatches] == ["actors"]


def test_a_changed_text_is_found(file):
    change(file, "documents", "uri = '000.txt'", "text", lambda t: t.replace("day 1", "day 9"))
    (mismatch,) = [m for m in checked(file).mismatches if m.kind == "documents"]
    assert mismatch.what.startswith("text at ") and mismatch.expected.startswith("9")


def test_changed_and_missing_bytes_are_found(file):
    with sqlite3.connect(file) as db:
        one, other = db.execute("SELECT sha256, content FROM raw LIMIT 2").fetchall()
        db.execute("UPDATE raw SET content = ? WHERE sha256 = ?", (one[1], other[0]))
        db.execute("DELETE FROM raw WHERE sha256 = ?", (one[0],))
    db.close()
    found = checked(file).mismatches
    assert sorted(m.expected for m in found) == sorted([one[0], other[0]])
    assert {m.what for m in found} == {"bytes"} and sum(m.found is None for m in found) == 1


def test_doctor_says_what_to_do(file):
    store = open_store(file)
    assert doctor(store) == []
    store.close()
    with sqlite3.connect(file) as db:
        db.execute("DELETE FROM raw")
        db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        db.execute("INSERT INTO readings VALUES ('gone', 'mentions', '1')")
    db.close()
    store = open_store(file)
    found = {f.what.partition(":")[0]: f.todo for f in doctor(store)}
    store.close()
    assert found.keys() == {"orphans", "search index", "references"} and all(found.values())


def test_a_superseded_page_is_proved_too(file):
    store = open_store(file, create=True)
    newer = Page("h.html", "h.html", HTML.replace("trade", "all trade").encode(), "text/html")
    pages = [page(0), page(1, " 😀 שלום."), rejection(), newer]
    build(store, Reader(Settings(workers=1)), [Listed(*pages)])
    with store.view() as view:
        assert view.counts()["superseded"] == 1
    store.close()
    sound = checked(file)
    assert (sound.documents, sound.mismatches) == (5, [])
    older = "uri = 'h.html' AND text NOT LIKE '%all trade%'"
    change(
        file,
        "documents",
        older,
        "text",
        lambda text: text.replace("envoy", "agent").replace("Envoy", "Agent"),
    )
    assert {m.kind for m in checked(file).mismatches} >= {"statements"}


@pytest.mark.parametrize(
    ("column", "old", "new"), [("payload", '"language"', '"lcnguage"'), ("payload", '"edtf"', '"edtx"')]
)
def test_a_document_with_a_field_lost_is_told_and_the_rest_is_checked(file, column, old, new):
    change(file, "documents", "1", column, lambda text: text.replace(old, new))
    found = checked(file)
    assert [m.what for m in found.mismatches if m.what == "row"] == ["row"]
    assert found.documents > 1 and found.spans


def test_an_entry_with_a_field_lost_is_told(file):
    edit(file, "statements", lambda row: row["speaker"].pop("span"))
    assert [(m.kind, m.what) for m in checked(file).mismatches] == [("statements", "row")]
