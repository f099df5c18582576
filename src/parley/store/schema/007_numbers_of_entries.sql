-- Facets name their entry by its number: it is given in the order of coming, so that new rows lie together. By ids, which
-- are hashes, every batch wrote nearly every page of the facets and of their index again.
CREATE TABLE numbered (
    number INTEGER PRIMARY KEY,                      -- of this file alone: no copy or export tells it
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL,
    earliest TEXT,
    latest TEXT,
    payload TEXT NOT NULL                            -- JSON
);
INSERT INTO numbered (id, kind, document_id, start, earliest, latest, payload)
    SELECT id, kind, document_id, start, earliest, latest, payload FROM entries ORDER BY rowid;
CREATE TABLE facets_by_number (
    entry INTEGER NOT NULL REFERENCES numbered (number) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entry, name, value)
) WITHOUT ROWID;
INSERT INTO facets_by_number
    SELECT e.number, f.name, f.value FROM numbered e JOIN facets f ON f.entry_id = e.id ORDER BY e.number;
DROP TABLE facets;
DROP TABLE entries;
ALTER TABLE numbered RENAME TO entries;
ALTER TABLE facets_by_number RENAME TO facets;
CREATE INDEX entries_in_order ON entries (kind, document_id, start, id);
CREATE INDEX entries_by_document ON entries (document_id);
CREATE INDEX facets_by_value ON facets (name, value);
-- New passages are put into the search index together, at the end of a write: see fts5.py.
DROP TRIGGER passages_added;
