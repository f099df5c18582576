"""How seldom Python looks for objects that hold each other in a ring, which counting references never frees.

Word lists, remembered sentences, readings and rows hold none, and stay: to search them again and again takes a tenth
of a build of ten pages.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

# Objects more than when it looked last, and how many such looks until older ones are looked at, too.
_SELDOM = (1_000_000, 20, 50)


def seldom() -> None:
    """So it is from now on, in a process that ends with what it does: to look once more at the end takes 0.1 s.

    None for one that goes on, as a watch does: rings of what there is now are never looked for again.
    """
    gc.freeze()
    gc.set_threshold(*_SELDOM)


@contextlib.contextmanager
def unswept() -> Iterator[None]:
    """A block that makes many objects, most without rings; what there was before is not searched at all."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not frozen:
            gc.unfreeze()
