"""Reads pages with an engine that spreads over machines (Daft, alone or on Ray), into a folder of Parquet.

`units` plans the work, `part` does one unit of it, `engine` has Daft do all, `load` takes the result into a
store. What a page gives is what the local build gives: both call the same reader.
"""
