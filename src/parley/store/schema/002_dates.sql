-- The dates that links give to documents and entries: what the kind "dates" says, ready to be joined.
CREATE TABLE dated (
    id TEXT NOT NULL PRIMARY KEY,                    -- of the document or entry
    earliest TEXT,
    latest TEXT,
    payload TEXT NOT NULL                            -- JSON, the date
) WITHOUT ROWID;
