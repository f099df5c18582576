"""The command line: one file a command or close family; each imports what it needs when it runs."""
