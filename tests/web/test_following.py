"""Readers and a build at once: nobody sees an error, and what was built is listed."""

import shutil
import subprocess
import sys
import threading

import parley
from served import ids_of, served

SENTENCE = "VINTERSUND, June 12, 2031 - Velmaran envoy Lena Ostrava said on Monday that her side was “ready to return"


def test_readers_see_no_error_while_a_build_writes(example_record, tmp_path):
    folder = tmp_path / "record"
    shutil.copytree(example_record, folder)
    pages = tmp_path / "more"
    pages.mkdir()
    for n in range(40):
        (pages / f"page-{n:02}.txt").write_text(
            f"Strait talks, day {n}\n\n{SENTENCE} {n + 10} prisoners”.\n", "utf-8"
        )
    with served(folder) as client:
        before = ids_of(client, "pages")
        sections = [
            "",
            "statements",
            "figures",
            "pages",
            "timeline",
            "actors",
            "quality",
            "search?q=prisoners",
        ]
        addresses = [f"/{section}" for section in sections] + [f"/pages/{one}" for one in before[:4]]
        wrong, asked, done = [], [0], threading.Event()

        def read(number):
            while not done.is_set():
                for i in range(len(addresses)):
                    address = addresses[(i + 3 * number) % len(addresses)]
                    answer = client.get(address)
                    asked[0] += 1
                    if answer.status_code != 200:
                        wrong.append((address, answer.status_code, answer.text[:200]))

        readers = [threading.Thread(target=read, args=(n,)) for n in range(4)]
        for reader in readers:
            reader.start()
        try:
            for command in (
                ["add", str(pages), "-o", str(folder), "--workers", "1"],
                ["build", "-r", str(folder)],
            ):
                built = subprocess.run(
                    [sys.executable, "-m", "parley", *command], capture_output=True, text=True, check=False
                )
                assert built.returncode in (0, 3), built.stderr  # 3: an input of the example is rejected
        finally:
            done.set()
            for reader in readers:
                reader.join()
        assert not wrong and asked[0] >= 4 * len(addresses)
        client.app.state.site.desk.refresh()
        after = ids_of(client, "pages")
        assert len(after) == len(before) + 40 and set(before) < set(after)
        assert client.get("/statements.json?speaker=Ostrava&page=all").json()["total"] >= 40
        new = next(one for one in after if one not in before)
        assert client.get(f"/pages/{new}").status_code == 200
    with parley.open(folder) as record:
        assert record.count("documents") == len(after)


def test_a_record_that_did_not_change_is_not_laid_out_again(example_record):
    with served(example_record) as client:
        desk = client.app.state.site.desk
        shelf = desk.shelf
        assert desk.refresh() is False and desk.shelf is shelf
