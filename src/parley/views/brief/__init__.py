"""A brief of a period, which an analyst can hand in: the record's own rows in sentences, each with its sources."""
