"""Questions in plain words, answered with the record's own rows and the words that they rest on.

1. `understand` reads a question: the kind of answer, who speaks, about what, when, where it was printed. Names are
   looked up among the record's actors, issues in its profile, dates by `parley.times`. What it did not understand
   is told, and so is what it did, in words that a person can correct. `outlets`, `naming`, `parts` and `topics` mark
   one thing each in the `line` of its words.
2. `choosing` finds the rows of that kind that may answer, by filters and full-text search.
3. `candidates`, with `matching`, keeps those that hold all that was asked about, `folding` puts together those that
   say the same.
4. `answer` cites each: page, span, quotation. Where there is none, it says so, and what comes nearest.

No sentence is made up, and no question is answered with yes or no: rows stand for themselves.
"""

from parley.ask.answer import NoWord, ask
from parley.ask.background import Background, background
from parley.ask.choosing import Chooser, Chosen, Wanted, queries_of, sentence
from parley.ask.question import Topic

__all__ = [
    "Background",
    "Chooser",
    "Chosen",
    "NoWord",
    "Topic",
    "Wanted",
    "ask",
    "background",
    "queries_of",
    "sentence",
]
