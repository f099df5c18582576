-- What the pages said. Nothing here is changed by links or reviews, and no row carries a time of day.

-- Where each page was found, and what it gave: a document, or a rejection.
CREATE TABLE pages (
    source TEXT NOT NULL,
    locator TEXT NOT NULL,
    uri TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    cleaned TEXT,                                    -- version of the cleaning step that read it
    document_id TEXT REFERENCES documents (id),
    rejection TEXT,                                  -- JSON
    PRIMARY KEY (source, locator),
    CHECK ((document_id IS NULL) <> (rejection IS NULL))
) WITHOUT ROWID;
CREATE INDEX pages_by_document ON pages (document_id);

-- Current while a page points to it; otherwise superseded.
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL,
    outlet TEXT,
    outlet_key TEXT,
    title TEXT,
    sha256 TEXT NOT NULL,
    cleaned TEXT,
    earliest TEXT,
    latest TEXT,
    payload TEXT NOT NULL,                           -- JSON, all fields but the text
    text TEXT NOT NULL
);
CREATE INDEX documents_in_order ON documents (uri, id);
CREATE INDEX documents_by_bytes ON documents (sha256);

CREATE TABLE raw (
    sha256 TEXT NOT NULL PRIMARY KEY,
    content BLOB NOT NULL                            -- zlib
);

-- Which version of each finder spoke on a document.
CREATE TABLE readings (
    document_id TEXT NOT NULL REFERENCES documents (id),
    step TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (document_id, step)
) WITHOUT ROWID;

CREATE TABLE entries (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    earliest TEXT,
    latest TEXT,
    payload TEXT NOT NULL                            -- JSON
);
CREATE INDEX entries_in_order ON entries (kind, document_id, start, id);
CREATE INDEX entries_by_document ON entries (document_id);

-- What entries are filtered by: actor (an id), name (a key), act, mode, issue.
CREATE TABLE facets (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entry_id, name, value)
) WITHOUT ROWID;
CREATE INDEX facets_by_value ON facets (name, value);

-- The content blocks, for search. `text` has the document's own offsets (see passages in writer.py).
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id);

CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER passages_stay BEFORE UPDATE ON passages BEGIN
    SELECT RAISE (ABORT, 'a passage is replaced, never edited');
END;

-- What only the collection can tell. A kind that was linked and has no rows is still a kind.
CREATE TABLE link_kinds (kind TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE links (
    kind TEXT NOT NULL REFERENCES link_kinds (kind),
    id TEXT NOT NULL,
    payload TEXT NOT NULL,                           -- JSON
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX links_by_id ON links (id);
