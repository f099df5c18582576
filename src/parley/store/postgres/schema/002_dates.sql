-- The dates that links give to documents and entries: what the kind "dates" says, ready to be joined.
CREATE TABLE dated (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    earliest TEXT COLLATE "C",
    latest TEXT COLLATE "C",
    payload TEXT COLLATE "C" NOT NULL
);
