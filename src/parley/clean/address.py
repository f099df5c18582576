"""The address of a page without what was hung on it on the way there."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

# What those who lead readers to a page add to its address to count them; none says which page it is.
_COUNTED = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "twclid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
    }
)
_CAMPAIGN = "utm_"


def page_address(url: str) -> str:
    """An address without the names of campaigns, the ids of clicks and the place within the page."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [part for part in parts.query.split("&") if not _counts(part)]
    place = parts.fragment if parts.fragment.startswith("!") else ""  # `#!/story/4` is the page itself
    return urlunsplit(parts._replace(query="&".join(kept), fragment=place))


def _counts(part: str) -> bool:
    name = part.partition("=")[0].casefold()
    return name.startswith(_CAMPAIGN) or name in _COUNTED
