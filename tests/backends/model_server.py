"""A chat completion server on 127.0.0.1 with real sockets, for tests: it answers as it is told to."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def claim(content, speaker=None, cue=None):
    """One statement as a model answers it."""
    pieces = [content] if isinstance(content, str) else content
    return {"content": pieces, "speaker": speaker, "cue": cue}


def says(*claims):
    """A model that answers every passage with all these, whether or not they stand in it."""
    return lambda passage: json.dumps({"statements": list(claims)})


def completion(text):
    """The body of a chat completion."""
    return json.dumps({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}).encode()


def passage_of(body):
    """The passage that a request asks about: what stands between its two marks."""
    user = body["messages"][-1]["content"]
    found = re.fullmatch(r"(=== [0-9a-f]{32} ===)\n(.*)\n\1", user, re.DOTALL)
    assert found, user
    return found[2]


class ModelServer:
    """Serves while in its `with` block.

    `model` gives the text of the answer to a passage; `behave(handler, body)`, where it is given and
    returns true, answers itself. `requests` keeps what was asked: (path, headers, body).
    """

    def __init__(self, model=None, behave=None):
        self.model = model or says()
        self.behave = behave
        self.requests = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append((self.path, dict(self.headers), body))
                try:
                    if not (outer.behave and outer.behave(self, body)):
                        reply(self, 200, completion(outer.model(passage_of(body))))
                except OSError:
                    self.close_connection = True  # the client has given up

            def log_message(self, *args):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *args: None
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def passages(self):
        """The passages that were asked, in order, each try counted."""
        return [passage_of(body) for _, _, body in self.requests]

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self._http.shutdown()
        self._http.server_close()


def reply(handler, status, body=b"", **headers):
    """A whole answer."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
    return True
