"""What a person decides about entries: made, listed, and told when an entry is no longer what it was."""
