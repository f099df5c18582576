"""A picture as a part of a page: its drawing, its notes, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parley.views.pictures import svg
from parley.views.pictures.picture import Picture

if TYPE_CHECKING:
    from markupsafe import Markup

ROWS = 60  # of the table; the listing below a picture has all


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a template needs of a picture; the style sheet holds `parley.views.pictures.style.shared()`."""

    picture: Picture

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The first rows of its table."""
        return self.picture.table.rows[:ROWS]

    @property
    def more(self) -> int:
        """How many rows of its table are not among these."""
        return len(self.picture.table.rows) - len(self.rows)

    def drawn(self, links: Any) -> Markup:
        """The drawing; its marks lead to where `links` say that their records lie."""
        from markupsafe import Markup

        return Markup(svg.embedded(self.picture, links))
