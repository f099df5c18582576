-- What linking made of documents, put together by its step: one step is read without the others' values.
CREATE TABLE derived_by_step (
    step TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    made_of TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (step, document_id)
) WITHOUT ROWID;
INSERT INTO derived_by_step SELECT step, document_id, made_of, value FROM derived;
DROP TABLE derived;
ALTER TABLE derived_by_step RENAME TO derived;
CREATE INDEX derived_by_document ON derived (document_id);
-- What a step of linking keeps of the whole record for the next time, in parts. Lost, it is made again.
CREATE TABLE kept (
    step TEXT NOT NULL,
    part TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (step, part)
) WITHOUT ROWID;
