"""Several processes answer for one record: workers come and go, and readers notice nothing of it."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import httpx
import pytest

from parley.web import crew, serving
from serving import LONG, is_gone, keeper, until, workers

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture
def record(example_record, tmp_path):
    return shutil.copytree(example_record, tmp_path / "record")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_a_worker_that_falls_ill_is_replaced_and_all_end_together(record):
    with keeper(record) as (process, address):
        first = until(lambda: len(found := workers(process)) == 2 and found)
        os.kill(min(first), signal.SIGKILL)
        until(lambda: len(now := workers(process)) == 2 and min(first) not in now)
        for _ in range(10):
            assert httpx.get(address + "/statements").status_code == 200
        last = workers(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=LONG) == -signal.SIGTERM
        assert all(is_gone(one) for one in first | last)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_workers_end_when_their_keeper_is_killed(record):
    with keeper(record) as (process, address):
        assert httpx.get(address + "/").status_code == 200
        held = until(lambda: len(found := workers(process)) == 2 and found)
        process.kill()
        process.wait()
        until(lambda: all(map(is_gone, held)))


def test_what_is_built_meanwhile_is_listed_and_no_reader_sees_an_error(record, tmp_path):
    page = tmp_path / "new.txt"
    page.write_text(
        "Velmara counts\n\nVelmaran envoy Lena Ostrava said on Monday that 77 prisoners returned.\n", "utf-8"
    )
    with keeper(record) as (_, address), httpx.Client(timeout=LONG) as client:
        before = client.get(address + "/pages.json").json()["total"]
        built = subprocess.run(
            [sys.executable, "-m", "parley", "add", page, "-o", record],
            capture_output=True,
            text=True,
            check=False,
        )
        assert built.returncode == 0, built.stderr

        def listed():
            answers = [client.get(address + path) for path in ("/", "/statements", "/pages.json")]
            assert [one.status_code for one in answers] == [200, 200, 200]
            return answers[-1].json()["total"]

        until(
            lambda: {listed() for _ in range(10)} == {before + 1}
        )  # of the new workers and of no former one


def test_what_changes_names_is_served_when_it_was_taken(record):
    with keeper(record, "--reviewer", "Ann") as (_, address), httpx.Client(timeout=LONG) as client:
        left, right = (
            client.get(f"{address}/statements.json?speaker={name}").json()["rows"][0]["speaker"]["actor_id"]
            for name in ("Kalvets", "Ommand")
        )
        assert client.get(f"{address}/actors/{right}").status_code == 200
        answer = client.post(f"{address}/actors/{left}/join", data={"name": right, "back": f"/actors/{left}"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/actors/{left}")
        assert {client.get(f"{address}/actors/{right}").status_code for _ in range(6)} == {404}


def test_who_has_connected_to_a_worker_that_leaves_is_answered(record):
    with keeper(record, "--reviewer", "Ann") as (_, address), httpx.Client(timeout=LONG) as client:
        left, right = (
            client.get(f"{address}/statements.json?speaker={name}").json()["rows"][0]["speaker"]["actor_id"]
            for name in ("Kalvets", "Ommand")
        )
        server = urlsplit(address)
        waiting = [socket.create_connection((server.hostname, server.port), timeout=LONG) for _ in range(8)]
        time.sleep(0.2)  # they are accepted, by either worker
        answer = client.post(f"{address}/actors/{left}/join", data={"name": right, "back": "/"})
        assert answer.status_code == 303
        for one in waiting:
            one.sendall(f"GET /actors HTTP/1.1\r\nHost: {server.netloc}\r\n\r\n".encode())
        for one in waiting:
            assert one.recv(12) == b"HTTP/1.1 200"
            one.close()


@pytest.mark.parametrize("turns", range(5))
def test_who_is_accepted_as_a_worker_leaves_is_answered_or_left_to_others(turns):
    made = []

    class Answering(asyncio.Protocol):
        cycle = None  # what has been asked

        def connection_made(self, transport):
            made.append(self)
            self.transport = transport

        def data_received(self, data):
            self.cycle = data
            self.transport.write(b"yes")
            self.transport.close()

    async def leave():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Answering, sock=listening.dup())
        asking = [socket.create_connection(listening.getsockname(), timeout=LONG) for _ in range(3)]
        for one in asking:
            one.sendall(b"?")
        for _ in range(turns):
            await asyncio.sleep(0)
        serving._turn_away(loop, server.sockets[0])
        await serving._asked(made)
        server.close()
        await asyncio.sleep(0.01)
        return asking

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        asking = asyncio.run(leave())
        with contextlib.suppress(BlockingIOError):
            while True:
                other, _ = listening.accept()
                other.sendall(b"yes")
                other.close()
        for one in asking:
            assert one.recv(3) == b"yes"
            one.close()


def test_large_records_are_served_by_several():
    many = min(crew.USUAL, os.cpu_count() or 1) if sys.platform == "linux" else 1
    assert [crew.usual(pages) for pages in (0, crew.MANY - 1, crew.MANY)] == [1, 1, many]
