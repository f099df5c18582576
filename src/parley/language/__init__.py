"""Tokens, sentences, quotations and names of a passage, with exact offsets."""
