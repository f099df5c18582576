"""The door through which finders come in, ours included.

A package adds a finder with an entry point in the group ``parley.finders`` whose value is a class or
function that, called without arguments, gives a `parley.find.base.Finder`.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from parley.find.agreements.finder import Agreements
from parley.find.base import Finder
from parley.find.clues.finder import Clues
from parley.find.figures import Figures
from parley.find.meetings.finder import Meetings
from parley.find.mentions import Mentions
from parley.find.plover.incidents import Incidents
from parley.find.positions.finder import Positions
from parley.find.roles.finder import Roles
from parley.find.statements import Statements
from parley.settings import Settings

GROUP = "parley.finders"


def finders(settings: Settings | None = None) -> tuple[Finder, ...]:
    """The built-in finders, then those of installed packages in order of their names.

    A plug-in with the kind of a built-in finder takes its place. Where the settings name a language
    model, the finder of statements asks it too.

    Raises:
        SettingsError: If they name one that cannot be asked so.
    """
    found: dict[str, Finder] = {
        f.kind: f
        for f in (
            Mentions(),
            Statements(),
            Figures(),
            Roles(),
            Positions(),
            Meetings(),
            Agreements(),
            Incidents(),
            Clues(),
        )
    }
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        finder: Finder = point.load()()
        found[finder.kind] = finder
    if settings is not None and settings.llm_model:
        from parley.backends.model import ModelStatements

        found["statements"] = ModelStatements(found["statements"], settings)
    return tuple(found.values())
