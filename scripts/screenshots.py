"""Take the pictures of the README again: the bundled example as `parley serve` shows it.

    python scripts/screenshots.py [--out docs/images]

Needs the extra `web` and a Chromium: `PARLEY_CHROMIUM`, else the first of chromium, chromium-browser, google-chrome.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FICTION = "A negotiation that never took place: its states, people and newspapers are invented."
SHOTS = {  # file -> (path, size)
    "overview": ("/", (1280, 900)),
    "positions": ("/positions", (1280, 900)),
    "timeline": ("/timeline", (1280, 760)),
    "page": ("/pages/{page}#{entry}", (1280, 900)),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "docs" / "images")
    out = options.parse_args().out
    browser = next(
        filter(
            None,
            map(
                shutil.which,
                (os.environ.get("PARLEY_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"),
            ),
        ),
        None,
    )
    if browser is None:
        print("no Chromium here: install one, or name it by PARLEY_CHROMIUM", file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        record = built(Path(tmp) / "record")
        entry = told(record)
        command = [
            sys.executable,
            "-m",
            "parley",
            "serve",
            "-r",
            str(record),
            "--port",
            "0",
            "--title",
            "The Ostrel Strait talks",
            "--note",
            FICTION,
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            address = next(
                word for word in server.stderr.readline().split() if word.startswith("http")
            ).rstrip("/")
            try:
                shoot(
                    browser,
                    {
                        out / f"{name}.png": (address + path.format(**entry), size)
                        for name, (path, size) in SHOTS.items()
                    },
                )
            finally:
                server.terminate()
    return 0


def built(folder: Path) -> Path:
    import parley

    example = Path(parley.__file__).parent / "example"
    parley.build([example / "pages"], folder, profile=example / "profile.toml").close()
    return folder


def told(record: Path) -> dict[str, str]:
    """The page and the entry that the picture of a page shows: a figure that somebody claims."""
    import parley

    with parley.open(record) as opened:
        row = next(row for row in opened.figures(issue="prisoners") if row["source"])
    return {"page": row["document_id"], "entry": row["id"]}


def shoot(browser: str, shots: dict[Path, tuple[str, tuple[int, int]]]) -> None:
    """Take pictures of what a window of a size shows of an address."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for file, (address, (width, height)) in shots.items():
            page = opened.new_page(
                viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
            )
            page.goto(address)
            page.wait_for_timeout(500)  # until it has scrolled to what the address names
            page.screenshot(path=file)
            page.close()
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
