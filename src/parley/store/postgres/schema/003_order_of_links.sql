-- The rows of a kind of link come back in the order in which they were made: a timeline in that of time.
ALTER TABLE links ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
