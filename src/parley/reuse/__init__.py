"""Text reuse: which pages carry the same prose, how much of it, and where.

Words in runs of five are hashed, and a fourth of the hashes kept as fingerprints, the same in every text
(`shingles`). One index holds them all (`index`); pages that share some are compared word by word (`align`).
Method: shingles sampled modulo, Broder, "On the resemblance and containment of documents", SEQUENCES 1997; the
passages are chains of shared runs. Winnowing, which guarantees a fingerprint in every eight words, found the
same pairs of 5,000 pages at twice the cost. `stories` groups pages that tell of one event in words of their own.
"""

from __future__ import annotations

from parley.reuse.groups import grouped
from parley.reuse.index import Index
from parley.reuse.related import COPY, REWRITE, Passage, Related
from parley.reuse.shingles import hashes, words
from parley.reuse.stories import Story, stories

__all__ = ["COPY", "REWRITE", "Index", "Passage", "Related", "Story", "grouped", "hashes", "stories", "words"]
