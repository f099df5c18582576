-- What persons decided about entries. Rows are added and never change: taking one back is one more row.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                                -- UTC, ISO
    reviewer TEXT NOT NULL,
    kind TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('accept', 'reject', 'correct', 'note', 'undo')),
    field TEXT,                                      -- of a correction
    value TEXT NOT NULL,                             -- JSON, of a correction
    note TEXT,
    machine TEXT NOT NULL,                           -- JSON: what the program said then, its score included
    anchor TEXT NOT NULL,                            -- JSON: the evidence of the entry then
    undoes INTEGER REFERENCES decisions (number)
);
CREATE INDEX decisions_by_entry ON decisions (entry_id);
CREATE UNIQUE INDEX decisions_by_undone ON decisions (undoes);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE (ABORT, 'a decision is never changed; take it back with one more row');
END;
CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN
    SELECT RAISE (ABORT, 'a decision is never deleted; take it back with one more row');
END;
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER decisions_are_added BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.number = new.number OR d.undoes = new.undoes) BEGIN
    SELECT RAISE (ABORT, 'this decision is there already');
END;
