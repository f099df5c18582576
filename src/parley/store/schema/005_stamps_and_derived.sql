-- Changes whenever the rows of a kind do: the hash of them all, so that the same rows have the same stamp everywhere.
ALTER TABLE link_kinds ADD COLUMN stamp TEXT;
-- What linking made of one document alone, so that it is made once. `made_of` names all that it rests on.
CREATE TABLE derived (
    document_id TEXT NOT NULL REFERENCES documents (id),
    step TEXT NOT NULL,
    made_of TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (document_id, step)
) WITHOUT ROWID;
