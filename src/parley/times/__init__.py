"""Time expressions: found by a grammar that is data, meant as symbols, dated once the writing is.

``find`` gives the expressions of a text. `symbols` says what they can mean, `ground` turns a meaning into
a TIMEX3 value for a day of writing, `calendar` a value into days.
"""

from __future__ import annotations

from parley.times.find import TimeExpression, find, regrounded

__all__ = ["TimeExpression", "find", "regrounded"]
