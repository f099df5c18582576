"""The server of a record, asked in this process: its routes as addresses, and its pages taken apart.

What is listed here comes from the application's own routes, so that a new page is held to the same tests by itself;
one whose address has a part that nobody here knows fails until `VALUES` says what it stands for.
"""

import re
from contextlib import contextmanager
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

from starlette.testclient import TestClient

import parley
from parley import locate
from parley.profiles import load_profile
from parley.store import open_store
from parley.views.pictures import svg
from parley.web.accounts import EVENTS
from parley.web.app import create
from parley.web.ledger import Ledger
from parley.web.listings import LISTINGS
from parley.web.site import assets

BASE = "http://127.0.0.1:8765"
TOKEN = 'sea breeze; "42" пароль'  # with what cookies and headers hold badly
REVIEWED = ("statements", "figures", "positions", "incidents", "meetings", "agreements")
RECORD_IDS = 4  # records of each listing whose pages are asked for: the first, the last, and between


@contextmanager
def served(folder, *, title="Talks", raises=True, writable=False, **options):
    """A client of the server of a record's folder, which behaves as a browser of this machine.

    `writable`: decisions are taken; the record should be a copy.
    """
    with parley.open(folder) as record:
        profile = load_profile(record.settings.profile)
    store = open_store(locate.find(folder).database, read_only=True)
    writing = open_store(locate.find(folder).database) if writable else None
    ledger = Ledger(writing, profile, None) if writing else None
    app = create(store, title=title, profile=profile, ledger=ledger, **options)
    try:
        with TestClient(app, base_url=BASE, follow_redirects=False, raise_server_exceptions=raises) as client:
            yield client
    finally:
        store.close()
        if writing:
            writing.close()


def routes(app):
    """(path, methods) of every route, those of included routers too."""
    for route in getattr(app, "original_router", app).routes:
        if hasattr(route, "original_router"):
            yield from routes(route)
        else:
            yield route.path, frozenset(route.methods)


def ids_of(client, listing):
    """The ids of all rows of a listing."""
    return [row["id"] for row in client.get(f"/{listing}.json?page=all").json()["rows"]]


def some(ids):
    """A few of many: the first, the last, and between."""
    return (
        list(dict.fromkeys(ids[i * (len(ids) - 1) // (RECORD_IDS - 1)] for i in range(RECORD_IDS)))
        if ids
        else []
    )


def _record_ids(client, path):
    section = path.split("/")[1]
    if section == "compare":
        return [one for name in EVENTS for one in some(ids_of(client, name))]
    if section == "review":
        return [one for name in REVIEWED for one in ids_of(client, name)[:1]]
    if section == "records":
        return [one for name in LISTINGS for one in ids_of(client, name)[:1]]
    return some(ids_of(client, section))


VALUES = {  # a part of an address -> what it may be
    "record_id": _record_ids,
    "name": lambda client, path: list(assets().held),
}


def addresses(client):
    """For every path that answers GET, addresses of it."""
    out = {}
    for path, methods in routes(client.app):
        if "GET" not in methods:
            continue
        out[path] = [path]
        for name in re.findall(r"{(\w+)}", path):
            assert name in VALUES, f"{path}: tests/served.py does not know what {name!r} stands for"
            values = VALUES[name](client, path)
            out[path] = [one.replace(f"{{{name}}}", value) for one in out[path] for value in values]
    return out


def every_address(client):
    """All of `addresses`."""
    return [one for several in addresses(client).values() for one in several]


# --- templates

COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_PRINTED = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)


def templates():
    """name -> source of every template of the server and of the dossier, without comments."""
    return {
        f"{part}/{one.name}": COMMENT.sub("", one.read_text(encoding="utf-8"))
        for part in ("parley.web", "parley.views.dossier")
        for one in sorted((files(part) / "templates").iterdir(), key=lambda one: one.name)
        if one.name.endswith(".html")
    }


def written():
    """(tags, attributes) that templates and pictures write."""
    source = "\n".join(templates().values())
    plain = _PRINTED.sub("", source)
    names = {
        name
        for tag in re.findall(r"<[a-z][^>]*>", plain)
        for name in re.findall(r"\s([\w:-]+)(?==|[\s>/])", tag)
    }
    drawn = Path(svg.__file__).read_text(encoding="utf-8")  # a writer of markup that is no template
    tags = set(re.findall(r"<([a-z]\w*)", source + drawn))
    return tags, {name.lower() for name in names} | set(re.findall(r'\s([a-z][\w-]*)="', drawn))


# --- pages

VOID = frozenset({"meta", "link", "br", "input", "img", "hr", "col"})


class Markup(HTMLParser):
    """One page: tags, ids, links, words. Refuses tags that do not nest, attributes and ids that stand twice."""

    def __init__(self, html, name=""):
        super().__init__(convert_charrefs=True)
        self.name, self.source = name, html
        self.open, self.tags, self.ids, self.hrefs, self.forms = [], [], [], [], []
        self.text = self.scripts = self.title = ""
        self.feed(html)
        self.close()
        assert not self.open, f"{name}: unclosed {self.open}"

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert len(values) == len(attrs), f"{self.name}: an attribute twice in {tag} {attrs}"
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            assert values["id"] not in self.ids, f"{self.name}: id twice: {values['id']}"
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.hrefs.append(values)
        if tag == "form":
            self.forms.append((values, []))
        if tag in ("input", "select") and self.forms:
            self.forms[-1][1].append(values)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"{self.name}: </{tag}> does not nest"

    def handle_data(self, data):
        if "script" in self.open or "style" in self.open:
            self.scripts += data
        elif "title" in self.open:
            self.title += data
        else:
            self.text += data

    def rows(self, prefix):
        """The ids of what begins with a prefix, in order."""
        return [one for one in self.ids if one.split("-", 1)[0] == prefix]
