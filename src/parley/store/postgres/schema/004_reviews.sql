-- What persons decided about entries. Rows are added and never change: taking one back is one more row.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    at TEXT COLLATE "C" NOT NULL,
    reviewer TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    entry_id TEXT COLLATE "C" NOT NULL,
    verb TEXT COLLATE "C" NOT NULL CHECK (verb IN ('accept', 'reject', 'correct', 'note', 'undo')),
    field TEXT COLLATE "C",
    value TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    machine TEXT COLLATE "C" NOT NULL,
    anchor TEXT COLLATE "C" NOT NULL,
    undoes INTEGER REFERENCES decisions (number)
);
CREATE INDEX decisions_by_entry ON decisions (entry_id);
CREATE UNIQUE INDEX decisions_by_undone ON decisions (undoes);
CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decision is never changed or deleted; take it back with one more row'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE ON decisions
    FOR EACH ROW EXECUTE FUNCTION decisions_stay();
CREATE TRIGGER decisions_remain BEFORE TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay();
