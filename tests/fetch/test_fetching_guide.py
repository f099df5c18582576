"""The examples of docs/fetching.md, run as they are printed, against a folder that is served."""

import functools
import re
import shlex
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.fetch.site_server import article, feed

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "fetching.md"
ADDRESS = "http://127.0.0.1:8031"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def test_the_examples_of_the_guide(cli, tmp_path, monkeypatch):
    monkeypatch.setenv("PARLEY_FETCH_DELAY", "0")
    pages = tmp_path / "pages"
    pages.mkdir()
    said = "Velmaran Foreign Minister Darya Veshnik said the truce was an end to the war."
    (pages / "truce.html").write_text(article("A truce", said))
    (pages / "talks.html").write_text(article("Talks", "Oruvia's army left the port."))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(pages)))
    here = f"http://127.0.0.1:{server.server_port}"
    (pages / "feed.xml").write_text(feed("/truce.html", "/talks.html", base=here))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    console = re.search(r"```console\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    rest = r"(distinct pages?), .*"  # what is found in them is not this page's matter
    try:
        for command, printed in re.findall(r"^\$ parley (.*)\n((?:(?!\$).*\n)*)", console, re.MULTILINE):
            _, _, err = cli(*shlex.split(command.replace(ADDRESS, here)))
            ours = err.replace(str(tmp_path) + "/", "")
            assert re.sub(rest, r"\1", ours) == re.sub(rest, r"\1", printed), command
    finally:
        server.shutdown()
        server.server_close()
