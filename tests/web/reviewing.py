"""A server of a copy of the bundled example whose entries can be decided, for the tests of its review."""

import re
import shutil
from contextlib import contextmanager

from starlette.testclient import TestClient

from parley.profiles import load_profile
from parley.store import open_store
from parley.web.app import create
from parley.web.ledger import Ledger

BASE = "http://127.0.0.1"
KINDS = ("statements", "figures", "positions", "incidents", "meetings", "agreements")


@contextmanager
def served(record, folder, *, writable=True, reviewer=None, token=None):
    """`(client, store, app)` of a server of a copy of a record; its address is the loopback's."""
    copy = shutil.copytree(record, folder / "copy")
    database = copy / "record.sqlite"
    reading, writing = open_store(database, read_only=True), open_store(database)
    profile = load_profile("peace")
    ledger = Ledger(writing, profile, reviewer) if writable else None
    app = create(reading, title="The Ostrel Strait talks", profile=profile, token=token, ledger=ledger)
    try:
        with TestClient(app, base_url=BASE, follow_redirects=False) as client:
            yield client, reading, app
    finally:
        reading.close()
        writing.close()


def fields(html, action, number=0):
    """The hidden fields of the form that sends to an address, as a browser would send them."""
    forms = re.findall(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.S)
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', forms[number])
    out = {}
    for name, value in found:
        out.setdefault(name, []).append(value.replace("&amp;", "&").replace("&#39;", "'"))
    return out


def log(store):
    """The log of decisions, as rows."""
    with store.view() as view:
        return [row.to_dict() for row in view.decisions()]


def first(client, kind="statements"):
    """The first row of a listing."""
    return client.get(f"/{kind}.json").json()["rows"][0]
