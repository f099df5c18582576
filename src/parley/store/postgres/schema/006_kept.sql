-- What linking made of documents, put together by its step: one step is read without the others' values.
ALTER TABLE derived DROP CONSTRAINT derived_pkey;
ALTER TABLE derived ADD PRIMARY KEY (step, document_id);
CREATE INDEX derived_by_document ON derived (document_id);
-- What a step of linking keeps of the whole record for the next time, in parts. Lost, it is made again.
CREATE TABLE kept (
    step TEXT COLLATE "C" NOT NULL,
    part TEXT COLLATE "C" NOT NULL,
    value BYTEA NOT NULL,
    PRIMARY KEY (step, part)
);
