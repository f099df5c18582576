"""Rebuild pages/crawl.warc.gz from the HTML files in warc/ (standard library only).

The archive is the same byte for byte on every run: record ids are derived from the
addresses, the capture day is fixed, and gzip members carry no time stamp.

    python make_warc.py
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE / "pages" / "crawl.warc.gz"

# (file in warc/, address it is served from, HTTP status)
CAPTURES = [
    (
        "kestren-courier-coffins.html",
        "https://www.kestren-courier.example/karvany/remains-protest-29-coffins",
        "200 OK",
    ),
    (
        "harbour-post-ferry.html",
        "https://www.harbour-post.example/world/2031/07/18/port-ansel-ferry-terminal-strike",
        "200 OK",
    ),
    (
        "tessary-today-store.html",
        "https://www.tessary-today.example/en/defence/huweyd-munitions-store-ansel-harbour",
        "200 OK",
    ),
    (
        "missing.html",
        "https://www.gullcoast-herald.example/a/terminal-night",
        "404 Not Found",
    ),
    (
        "rosenvik-observer-toll.html",
        "https://www.rosenvik-observer.example/security/2031/08/29/littoral-pact-war-dead",
        "200 OK",
    ),
    (
        "vintersund-ledger-interview.html",
        "https://www.vintersund-ledger.example/interview/2031/kalvets-one-quiet-month",
        "200 OK",
    ),
]

# One capture day for all: long after the pages were published, as in a real crawl.
CAPTURED = "2031-12-02T04:{minute:02d}:00Z"
HTTP_DATE = "Tue, 02 Dec 2031 04:{minute:02d}:00 GMT"


def sha1(data: bytes) -> str:
    """The digest as WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode("ascii")


def record(fields: list[tuple[str, str]], block: bytes) -> bytes:
    """One WARC record in a gzip member of its own."""
    fields = [*fields, ("Content-Length", str(len(block)))]
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    return gzip.compress(head.encode("utf-8") + block + b"\r\n\r\n", compresslevel=9, mtime=0)


def record_id(name: str) -> str:
    """A record id that depends on nothing but the name."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


def main() -> None:
    """Write the archive."""
    info = (
        b"software: make_warc.py\r\n"
        b"format: WARC File Format 1.1\r\n"
        b"description: fictional pages of the example\r\n"
    )
    out = [
        record(
            [
                ("WARC-Type", "warcinfo"),
                ("WARC-Record-ID", record_id("warcinfo")),
                ("WARC-Date", CAPTURED.format(minute=0)),
                ("WARC-Filename", OUT.name),
                ("Content-Type", "application/warc-fields"),
            ],
            info,
        )
    ]
    for minute, (name, address, status) in enumerate(CAPTURES, start=1):
        body = (HERE / "warc" / name).read_bytes()
        http = (
            f"HTTP/1.1 {status}\r\n"
            f"Date: {HTTP_DATE.format(minute=minute)}\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n"
        ).encode("ascii")
        out.append(
            record(
                [
                    ("WARC-Type", "response"),
                    ("WARC-Record-ID", record_id(address)),
                    ("WARC-Warcinfo-ID", record_id("warcinfo")),
                    ("WARC-Date", CAPTURED.format(minute=minute)),
                    ("WARC-Target-URI", address),
                    ("WARC-Payload-Digest", sha1(body)),
                    ("WARC-Block-Digest", sha1(http + body)),
                    ("Content-Type", "application/http; msgtype=response"),
                ],
                http + body,
            )
        )
    OUT.write_bytes(b"".join(out))


if __name__ == "__main__":
    main()
