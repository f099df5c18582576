-- Changes whenever the rows of a kind do: the hash of them all, so that the same rows have the same stamp everywhere.
ALTER TABLE link_kinds ADD COLUMN stamp TEXT COLLATE "C";
-- What linking made of one document alone, so that it is made once. `made_of` names all that it rests on.
CREATE TABLE derived (
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    step TEXT COLLATE "C" NOT NULL,
    made_of TEXT COLLATE "C" NOT NULL,
    value BYTEA NOT NULL,
    PRIMARY KEY (document_id, step)
);
