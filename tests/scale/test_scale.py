"""Reading with Daft gives the record of the local build, wherever it runs and whatever dies."""

import filecmp
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

import parley
from pages_made import text
from parley import api
from parley.locate import Place
from parley.profiles import load_profile

LACKING = [name for name in ("daft", "ray", "moto") if importlib.util.find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)} (extra scale)")
HERE = Path(__file__).parent
EXAMPLE = Path(parley.__file__).parent / "example"
PROFILE = EXAMPLE / "profile.toml"
KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "DAFT_ANALYTICS_ENABLED": "0", "RAY_DISABLE_DASHBOARD": "1"}
SMALL = """
import sys
from parley.scale.engine import build
from parley.settings import Settings
source, out, profile, ray = sys.argv[1:]
print(build([source], out, Settings(profile=profile), ray=ray or None, workers=2, unit_bytes=8000))
"""

GONE = """
import sys
from parley.pipeline import Reader
from parley.scale import part
from parley.scale.units import Input, Unit
from parley.settings import Settings
from parley.workers import guarded
address, out = sys.argv[1:]
with guarded(Reader(Settings(), [])) as read:
    part.write(read, Settings(), Unit("s3://news/in", (Input(address, "b.jsonl", 9),)), out)
print(*((item.locator, item.code) for _, item, _ in part.read(out)).__next__())
"""


def run(*words, env=None, code=0):
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True,
        text=True,
        env={**os.environ, **QUIET, **(env or {})},
    )
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@contextmanager
def serving(script, env=None):
    process = subprocess.Popen(
        [sys.executable, HERE / script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **QUIET, **(env or {})},
    )
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.communicate("")


@pytest.fixture(scope="session")
def ray():
    with serving("cluster.py") as (process, address):
        yield process.pid, address


def exported(parts, folder):
    record = folder / "rec"
    run("-m", "parley", "load", parts, "-o", record, "--profile", PROFILE, code=3)
    run("-m", "parley", "export", folder / "out", "-r", record)
    return folder / "out"


@pytest.fixture(scope="session")
def local(tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    run("-m", "parley", "build", EXAMPLE / "pages", "-o", folder / "rec", "--profile", PROFILE, code=3)
    run("-m", "parley", "export", folder / "out", "-r", folder / "rec")
    return folder / "out"


def assert_same(one, other):
    names = sorted(p.name for p in one.iterdir())
    assert names == sorted(p.name for p in other.iterdir()) and len(names) > 5
    assert filecmp.cmpfiles(one, other, names, shallow=False) == (names, [], [])


def test_daft_on_this_machine_gives_the_local_record_and_reads_nothing_twice(local, tmp_path):
    parts = tmp_path / "parts"
    small = ("-c", SMALL, EXAMPLE / "pages", parts, PROFILE, "")
    assert int(run(*small).split()[-1]) == len(list(parts.glob("*.parquet"))) > 3
    assert_same(local, exported(parts, tmp_path))
    next(parts.glob("*.parquet")).unlink()
    assert run(*small).split()[-1] == "1"


def test_a_cluster_gives_the_local_record_though_a_worker_is_killed_mid_run(local, ray, tmp_path):
    pid, address = ray
    parts = tmp_path / "parts"
    words = [sys.executable, "-c", SMALL, EXAMPLE / "pages", parts, PROFILE, address]
    building = subprocess.Popen(words, env={**os.environ, **QUIET}, stderr=subprocess.PIPE, text=True)
    while building.poll() is None and not list(parts.glob("*.parquet")):
        time.sleep(0.02)
    killed = [worker for worker in readers(pid) if not os.kill(worker, signal.SIGKILL)]
    assert killed, "no worker was there to be killed"
    said = building.communicate()[1]
    assert building.returncode == 0, said
    assert_same(local, exported(parts, tmp_path))


def readers(root):
    """The processes of the cluster that read, by the name that Ray gives them."""
    parents, names = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            names[int(folder.name)] = (folder / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue

    def ours(pid):
        return pid == root or (pid in parents and ours(parents[pid]))

    return [pid for pid, name in names.items() if name.startswith(b"ray::UDFActor") and ours(pid)]


def test_object_storage_in_and_out(tmp_path):
    with serving("object_store.py") as (_, port):
        env = {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
        text = "The talks in Sele went on for a third day. Orla Venn, the president, said that the port would open. "
        body = json.dumps(
            {"id": "1", "title": "The talks go on", "text": f"{text * 3}\n\n{text * 4}"}
        ).encode()
        for name, data in (("news", b""), ("news/in/a.jsonl", body)):
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/{name}",
                data=data,
                headers={"Content-Type": "application/json"},
                method="PUT",
            )
            urllib.request.urlopen(request).close()
        run("-m", "parley", "build", "s3://news/in", "-o", "s3://news/parts", "--engine", "daft", env=env)
        said = run("-m", "parley", "load", "s3://news/parts", "-o", tmp_path / "rec", env=env)
        gone = run("-c", GONE, "s3://news/in/b.jsonl", tmp_path / "gone.parquet", env=env)
    assert "1 page" in said and "rejected" not in said
    assert gone.strip() == "b.jsonl unreadable"


def test_a_store_that_denies_says_so():
    with serving("object_store.py", {"INITIAL_NO_AUTH_ACTION_COUNT": "0"}) as (_, port):
        env = {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
        said = run("-m", "parley", "build", "s3://news/in", "-o", "x", "--engine", "daft", env=env, code=1)
    assert "s3://news/in" in said and "Traceback" not in said


def test_parts_that_are_not_whole(tmp_path):
    assert "again" in run("-m", "parley", "load", tmp_path, "-o", tmp_path / "rec", code=2)
    (tmp_path / "parts.json").write_text('{"parts": [["/a", ["part-1.parquet"]]]}')
    (tmp_path / "part-1.parquet").write_bytes(b"PAR1 cut short")
    assert "part-1.parquet" in run("-m", "parley", "load", tmp_path, "-o", tmp_path / "rec", code=1)


def test_a_record_keeps_what_its_parts_were_read_with(tmp_path):
    pages, parts, record = (tmp_path / name for name in ("pages", "parts", "rec"))
    pages.mkdir()
    parts.mkdir()
    (pages / "0.txt").write_text(text(0))
    (parts / "profile.toml").write_text(PROFILE.read_text())
    (parts / "parley.toml").write_text('outlet = "Ledger"\nprofile = "profile.toml"\nmax_page_line = 9000\n')
    run("-m", "parley", "build", pages, "-o", parts, "--engine", "daft")
    run("-m", "parley", "load", parts, "-o", record)
    kept = Place(record).settings({}, {}).settings
    assert (kept.outlet, kept.max_page_line) == ("Ledger", 9000)
    assert load_profile(kept.profile) == load_profile(str(PROFILE))
    report = api.extend(Place(record), [])
    assert (report.pages, report.unchanged) == (1, 1)


def test_without_the_extra_it_says_what_to_install(tmp_path):
    for lacking in ("daft", "pyarrow"):
        (tmp_path / f"{lacking}.py").write_text("raise ImportError")
    env = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    for words in (("build", EXAMPLE / "pages", "--engine", "daft"), ("load", "s3://news/parts")):
        said = run("-m", "parley", *words, "-o", tmp_path / "out", env=env, code=2)
        assert "pip install 'parley-news[scale]'" in said and "Traceback" not in said


def test_a_cluster_that_is_not_there(tmp_path):
    words = ("-m", "parley", "build", EXAMPLE / "pages", "-o", tmp_path, "--engine", "daft", "--ray")
    assert "127.0.0.1:1: no Ray cluster" in run(*words, "127.0.0.1:1", code=1)
    assert "HOST:PORT" in run(*words, "nowhere", code=2)


def test_nothing_is_sent_about_the_use_of_an_engine():
    told = "import os; from parley.scale.engine import _daft; _daft(None); "
    told += "from ray._common.usage.usage_lib import usage_stats_enabled as sends; "
    told += "print(sends(), "
    told += "*map(os.environ.get, ('DAFT_ANALYTICS_ENABLED', 'RAY_USAGE_STATS_ENABLED', 'RAY_DISABLE_DASHBOARD')))"
    loud = {"DAFT_ANALYTICS_ENABLED": "1", "RAY_USAGE_STATS_ENABLED": "1", "RAY_DISABLE_DASHBOARD": "0"}
    assert run("-c", told, env=loud).split() == ["False", "0", "0", "1"]
