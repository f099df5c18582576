-- How many entries or links of each kind there are, kept by whoever writes them: to count them reads an index through.
CREATE TABLE totals (
    kind TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO totals SELECT kind, count(*) FROM entries GROUP BY kind UNION ALL SELECT kind, count(*) FROM links GROUP BY kind;
