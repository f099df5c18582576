"""Sites and a browser. A site of pages to be checked is a fixture that gives a `Site`; list it in `SITES`."""

import functools
import http.server
import os
import threading
from contextlib import contextmanager
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
import pytest
from lxml import html

import parley
from browser.ground import MISSING, NAMED, Site, executable, watched
from serving import serving as running

SITES = ("from_disk", "served")  # every page of these is held to everything


@pytest.fixture(scope="package")
def browser():
    """Chromium. Where PARLEY_CHROMIUM names one it must run; else the tests skip where there is none."""
    program = executable()
    if program is None:
        pytest.skip(MISSING)
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        if NAMED:
            raise
        pytest.skip("playwright is not installed: pip install -r scripts/requirements-dev.txt")
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        except Error as error:
            if NAMED:
                raise
            pytest.skip(f"{program} does not start: {str(error).splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def dossier(example_record, tmp_path_factory):
    """The folder of the bundled example's dossier."""
    folder = tmp_path_factory.mktemp("dossier") / "site"
    with parley.open(example_record) as record:
        record.dossier(folder, title="The Ostrel Strait talks", note="Fiction.")
    return folder


@pytest.fixture(scope="session")
def from_disk(dossier):
    """The dossier as it opens from disk."""
    return site_of(dossier, dossier.as_uri())


@pytest.fixture(scope="session")
def from_server(dossier):
    """The dossier on a web server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=dossier)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield site_of(dossier, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


@contextmanager
def serving(record, *options):
    """The address of a `parley serve` of a record."""
    with running(record, "--note", "Fiction.", *options) as (_, address):
        yield address


@pytest.fixture(scope="session")
def served(example_record):
    """The bundled example as `parley serve` shows it."""
    first = ("", "search?q=strait", "ask?q=what+did+Velmara+say", "nowhere")
    with serving(example_record) as base, httpx.Client(timeout=60) as client:
        paths = tuple(crawled(client, base, first))
        samples = {kind_of(path)[:2]: path for path in reversed(paths)}
        yield Site(base, paths, tuple(reversed(samples.values())))


def crawled(client, base, first):
    """Pages of a server, one of each kind: by the first part of the path, what follows it, and whether it asks."""
    waiting, kinds = list(first), {}
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind in kinds:
            continue
        answer = client.get(f"{base}/{path}")
        if answer.headers["content-type"].startswith("text/html"):
            kinds[kind] = path
            links = html.fromstring(answer.text).xpath("//a/@href")
            addresses = (urljoin(str(answer.url), link).partition("#")[0] for link in links)
            waiting += [to.removeprefix(f"{base}/") for to in addresses if to.startswith(f"{base}/")]
        else:
            kinds[kind] = None
    return [path for path in kinds.values() if path is not None]


def kind_of(path):
    parts = urlsplit(path)
    section, _, rest = parts.path.partition("/")
    asked = {name for name, _ in parse_qsl(parts.query)}
    return section, bool(rest), rest.partition("/")[2], "page" in asked, bool(asked - {"page"})


def site_of(folder, base):
    """All files of a dossier. Samples: of each folder its largest page; of a listing the first."""
    files = sorted(folder.rglob("*.html"))
    paths = tuple(file.relative_to(folder).as_posix() for file in files)
    samples = [file for file in files if file.parent == folder and not file.stem[-1].isdigit()]
    for own in sorted(path for path in folder.iterdir() if path.is_dir()):
        samples += sorted(own.glob("*.html"), key=lambda file: (file.stat().st_size, file.name))[-1:]
    return Site(base, paths, tuple(file.relative_to(folder).as_posix() for file in samples))


@pytest.fixture(params=SITES)
def site(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def opener(browser):
    """Gives `(site, **options) -> page`; after the test nothing may have happened that must not."""
    open_now = []

    def page_of(site, **options):
        open_now.append(watched(browser, site.base, **options))
        return open_now[-1][0]

    yield page_of
    for page, _ in open_now:
        page.context.close()
    troubles = [trouble for _, watch in open_now for trouble in watch.troubles]
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(opener, site):
    return opener(site)
