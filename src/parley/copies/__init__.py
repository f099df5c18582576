"""Whole records elsewhere: moved to another place, backed up into one file, put back."""
