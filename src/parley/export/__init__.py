"""Records as files and as tables: JSON Lines, CSV, data frames, each described by a manifest."""
