"""A picture with what it was made from, ready to be shown or written."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from parley.errors import UsageError
from parley.views.filters import one_of
from parley.views.pictures import svg
from parley.views.pictures.picture import Picture, Table
from parley.views.pictures.style import THEMES, Theme


@dataclass(frozen=True, slots=True)
class Plotted:
    """A drawing. A notebook shows it as it is.

    Attributes:
        picture: Its shapes, notes and table.
        source: What it was made from, in a sentence.
    """

    picture: Picture
    source: str

    @property
    def table(self) -> Table:
        """The same in text."""
        return self.picture.table

    def svg(self, theme: Theme = "auto") -> str:
        """The SVG file, with its own style.

        Raises:
            UsageError: If there is no such theme.
        """
        one_of("theme", theme, THEMES)
        return svg.file(self.picture, theme, self.source)

    def png(self, theme: Theme = "auto") -> bytes:
        """The same as a PNG; light where no theme is named.

        Raises:
            UsageError: If there is no such theme, or resvg-py or a font is not installed.
        """
        from parley.views.pictures.png import png

        return png(self.svg("light" if theme == "auto" else theme))

    def save(self, out: str | os.PathLike[str], theme: Theme = "auto") -> Path:
        """Write it to a file, whole or not at all; the ending of its name says as what.

        Raises:
            UsageError: If the name ends neither in .svg nor in .png, or as `png`.
        """
        file = Path(out)
        if file.suffix not in (".svg", ".png"):
            raise UsageError(f"{file}: a picture is written as .svg or .png")
        if file.is_dir():
            raise UsageError(f"{file} is a folder; name a file")
        data = self.png(theme) if file.suffix == ".png" else self.svg(theme).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".plot-", dir=file.parent) as drafts:
            draft = Path(drafts, file.name)
            draft.write_bytes(data)
            draft.replace(file)
        return file

    def _repr_svg_(self) -> str:
        return self.svg()
