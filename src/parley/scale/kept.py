"""What pages were read with, told beside the parts, and kept by the record that they become.

So a later build here, which knows nothing of the other engine, finds nothing stale.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parley.locate import Place
from parley.profiles import shipped
from parley.settings import Settings, user_file, write_value

# What a page becomes depends on these, and a record may set them.
READ_WITH = (
    "languages", "max_page_bytes", "max_page_parts", "max_page_line", "outlet", "row_fields", "llm_model",
)  # fmt: skip
_PROFILE = "profile"
_TEXT = "profile_text"  # of a profile that is none of those shipped


def told(settings: Settings) -> dict[str, Any]:
    """The settings that pages are read with, as JSON takes them; a profile of one's own as its text."""
    found: dict[str, Any] = {key: getattr(settings, key) for key in READ_WITH}
    name = settings.profile
    if name in shipped():
        return found | {_PROFILE: name}
    return found | {_TEXT: Path(name).expanduser().read_text(encoding="utf-8")}


def keep(place: Place, given: Mapping[str, Any]) -> None:
    """Have a new record keep such settings, but for those that its folder or the environment sets otherwise.

    Raises:
        SettingsError: If a profile rests on a file, which is not there.
    """
    held = place.settings()
    open_ = {key for key, origin in held.origin.items() if origin in ("default", str(user_file()))}
    for key in READ_WITH:
        value = given.get(key, getattr(held.settings, key))
        value = tuple(value) if isinstance(value, list) else value
        if key in open_ and value != getattr(held.settings, key):
            write_value(place.settings_file, key, value)
    if _PROFILE not in open_:
        return
    if _TEXT in given:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "profile.toml"
            file.write_text(given[_TEXT], encoding="utf-8")
            place.keep_profile(str(file))
    elif given.get(_PROFILE, held.settings.profile) != held.settings.profile:
        place.keep_profile(given[_PROFILE])
