"""A site on 127.0.0.1 with real sockets, for tests: each path behaves, or misbehaves, as it is told to."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from parley.fetch.clock import Clock
from parley.fetch.site import Ways


def article(title, words="Velmara said the strait would stay open to every ship."):
    """A page of news."""
    body = "".join(
        f"<p>{words} That was the {n}. time this week, officials in Oruvia noted.</p>" for n in range(4)
    )
    head = f"<head><title>{title}</title></head>"
    return f"<!doctype html><html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def feed(*links, base=""):
    """An RSS feed of (address, date) or addresses."""
    items = []
    for link in links:
        url, date = link if isinstance(link, tuple) else (link, None)
        said = f"<pubDate>{date}</pubDate>" if date else ""
        items.append(f"<item><title>Talks</title><link>{base}{url}</link>{said}</item>")
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{"".join(items)}</channel></rss>'


def reply(handler, status=200, body="", content_type="text/html; charset=utf-8", **headers):
    """A whole answer."""
    data = body.encode() if isinstance(body, str) else body
    handler.send_response(status)
    if content_type:
        handler.send_header("Content-Type", content_type)
    for name, value in {"Content_Length": str(len(data)), **headers}.items():
        if value is not None:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


class Site:
    """Serves `paths` while in its `with` block: a path to a text (a page), or to a function of the handler.

    `requests` keeps what was asked: (path, headers). With `tls` it speaks HTTPS, and `names` keeps the
    names that clients asked for in the handshake.
    """

    def __init__(self, tls=None, host="127.0.0.1", port=0, **paths):
        self.paths = dict(paths)
        self.requests = []
        self.names = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                path = self.path.partition("?")[0]
                outer.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                found = outer.paths.get(path)
                try:
                    if callable(found):
                        found(self)
                    elif found is None:
                        reply(self, 404, "<p>Nothing here.</p>")
                    else:
                        reply(self, 200, found)
                except OSError:
                    self.close_connection = True  # the client has given up

            def log_message(self, *args):
                pass

        self._http = ThreadingHTTPServer((host, port), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *args: None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            context.sni_callback = lambda socket, name, _: self.names.append(name)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.port = self._http.server_port
        self.url = f"http{'s' if tls else ''}://{host}:{self.port}"

    def asked(self, path):
        """The headers of each request for a path."""
        return [headers for asked, headers in self.requests if asked.partition("?")[0] == path]

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self._http.shutdown()
        self._http.server_close()


class Waits(Clock):
    """A clock that does not wait: `slept` keeps what it was asked to, and the time is on by as much."""

    def __init__(self):
        self.slept = []
        self.at = dt.datetime(2031, 6, 2, 9, 30, tzinfo=dt.UTC)
        self._elapsed = 1000.0

    def now(self):
        return self.at

    def elapsed(self):
        return self._elapsed

    async def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.forward(seconds)
        await asyncio.sleep(0)

    def forward(self, seconds):
        self._elapsed += seconds
        self.at = (self.at + dt.timedelta(seconds=seconds)).replace(microsecond=0)


class Names:
    """A resolver of a table; `looked_up` keeps what was asked. A list of lists gives one answer after the other."""

    def __init__(self, **table):
        self.table = {name.replace("_", "."): answers for name, answers in table.items()}
        self.looked_up = []

    async def __call__(self, host, port):
        self.looked_up.append(host)
        if host not in self.table:
            raise OSError("no such name")
        number = min(self.looked_up.count(host), len(self.table[host])) - 1
        return self.table[host][number]


def ways(clock=None, names=None, tls=None):
    """Ways to the network in which nothing waits, no real name is looked up and no certificate is trusted."""
    return Ways(names or Names(), clock or Waits(), tls or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
