-- What the pages said, as in SQLite's tables of the same number. Texts compare by code points ("C"), as there.
-- Texts and JSON are kept as TEXT, byte for byte; see connection.py for NUL.

CREATE TABLE documents (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    uri TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C",
    outlet_key TEXT COLLATE "C",
    title TEXT COLLATE "C",
    sha256 TEXT COLLATE "C" NOT NULL,
    cleaned TEXT COLLATE "C",
    earliest TEXT COLLATE "C",
    latest TEXT COLLATE "C",
    payload TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL
);
CREATE INDEX documents_in_order ON documents (left(uri, 250));
CREATE INDEX documents_by_bytes ON documents (sha256);

CREATE TABLE pages (
    source TEXT COLLATE "C" NOT NULL,
    locator TEXT COLLATE "C" NOT NULL,
    uri TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    cleaned TEXT COLLATE "C",
    document_id TEXT COLLATE "C" REFERENCES documents (id),
    rejection TEXT COLLATE "C",
    CHECK ((document_id IS NULL) <> (rejection IS NULL))
);
-- An index takes 2.7 kB at most; a locator, such as an address, may be longer.
CREATE UNIQUE INDEX pages_once ON pages (md5(source), md5(locator));
CREATE INDEX pages_by_locator ON pages USING hash (locator);
CREATE INDEX pages_by_document ON pages (document_id);

CREATE TABLE raw (
    sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    content BYTEA NOT NULL
);
ALTER TABLE raw ALTER COLUMN content SET STORAGE EXTERNAL; -- it is compressed already

CREATE TABLE readings (
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    step TEXT COLLATE "C" NOT NULL,
    version TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (document_id, step)
);

CREATE TABLE entries (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    earliest TEXT COLLATE "C",
    latest TEXT COLLATE "C",
    payload TEXT COLLATE "C" NOT NULL
);
CREATE INDEX entries_in_order ON entries (kind, document_id, start, id);
CREATE INDEX entries_by_document ON entries (document_id);

CREATE TABLE facets (
    entry_id TEXT COLLATE "C" NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX facets_once ON facets (entry_id, name, md5(value));
CREATE INDEX facets_by_value ON facets USING hash (value);
CREATE INDEX facets_by_name ON facets (name);

-- The content blocks, for search: `words` is made by SQLite's tokenizer, see words.py.
CREATE TABLE passages (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    words TSVECTOR,   -- null: more words than a tsvector takes
    bare BOOLEAN NOT NULL  -- whether the words are there without their places, or not at all
);
CREATE INDEX passages_by_document ON passages (document_id);
CREATE INDEX passages_by_words ON passages USING gin (words);
CREATE INDEX passages_bare ON passages (id) WHERE bare;

CREATE TABLE link_kinds (kind TEXT COLLATE "C" NOT NULL PRIMARY KEY);
CREATE TABLE links (
    kind TEXT COLLATE "C" NOT NULL REFERENCES link_kinds (kind),
    id TEXT COLLATE "C" NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX links_by_id ON links (id);

-- A payload as JSON. PostgreSQL refuses one that holds NUL, so that NUL and U+0001 are two characters here too.
CREATE FUNCTION as_json(payload TEXT) RETURNS JSON
    LANGUAGE SQL IMMUTABLE PARALLEL SAFE
    AS $$ SELECT replace(replace(payload, '\u0001', '\u0001\u0002'), '\u0000', '\u0001\u0001')::json $$;
