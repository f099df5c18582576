"""The record in Python: the same rows as on the terminal.

>>> import parley
>>> with parley.open("talks") as record:
...     for row in record.statements(speaker="Veshnik", since="2031-06"):
...         print(row["date"]["edtf"], row["content"])
"""

from parley.api.making import (
    Fetching,
    Progress,
    build,
    check_store,
    extend,
    load,
    make_store,
    watch,
)
from parley.api.record import Record, open
from parley.api.reviewing import Reviewer, review, take_reviews, undo
from parley.api.settling import join, settle_date, split

__all__ = [
    "Fetching",
    "Progress",
    "Record",
    "Reviewer",
    "build",
    "check_store",
    "extend",
    "join",
    "load",
    "make_store",
    "open",
    "review",
    "settle_date",
    "split",
    "take_reviews",
    "undo",
    "watch",
]
