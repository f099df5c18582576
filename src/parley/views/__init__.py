"""Plain rows from a record, shaped for those who show them: the terminal, the dossier, an API."""
