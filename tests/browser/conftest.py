"""Sites and a browser. A site of pages to be checked is a fixture that gives a `Site`; list it in `SITES`."""

import functools
import http.server
import os
import threading
from pathlib import Path

import pytest

import parley
from browser.ground import MISSING, NAMED, Site, executable, watched

SITES = ("from_disk",)  # every page of these is held to everything; a web server's pages join here


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
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
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
def dossier(tmp_path_factory):
    """The folder of the bundled example's dossier."""
    example = Path(parley.__file__).parent / "example"
    folder = tmp_path_factory.mktemp("example")
    with parley.build([example / "pages"], folder / "rec", profile=example / "profile.toml") as record:
        record.dossier(folder / "site", title="The Ostrel Strait talks", note="Fiction.")
    return folder / "site"


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


def site_of(folder, base):
    """All files of a dossier. Samples: of each folder its largest and its smallest page; of a listing the first."""
    files = sorted(folder.rglob("*.html"))
    paths = tuple(file.relative_to(folder).as_posix() for file in files)
    samples = [file for file in files if file.parent == folder and not file.stem[-1].isdigit()]
    for own in sorted(path for path in folder.iterdir() if path.is_dir()):
        by_size = sorted(own.glob("*.html"), key=lambda file: (file.stat().st_size, file.name))
        samples += dict.fromkeys([*by_size[:1], *by_size[-1:]])
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
