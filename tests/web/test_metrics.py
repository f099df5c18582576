"""What the server tells of itself, as a scraper reads it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

import parley
from parley.web.meters import BOUNDS, Meters
from parley.web.metrics import CONTENT
from served import TOKEN, every_address, routes, served
from serving import keeper, until, workers

BEARER = b"Bearer " + TOKEN.encode()


def families(text):
    found = {family.name: family for family in text_string_to_metric_families(text)}
    assert all(family.documentation and family.type != "unknown" for family in found.values())
    return found


def requests(text):
    """(route, method, status) -> how many."""
    samples = families(text)["parley_requests"].samples
    return {tuple(s.labels[n] for n in ("route", "method", "status")): s.value for s in samples}


@pytest.fixture
def fresh(example_record):
    with served(example_record) as client:
        yield client


def test_a_scraper_reads_it(fresh):
    fresh.get("/")
    answer = fresh.get("/metrics")
    assert answer.status_code == 200 and answer.headers["content-type"] == CONTENT
    kinds = {name: family.type for name, family in families(answer.text).items()}
    assert kinds == {
        "parley_requests": "counter",
        "parley_request_seconds": "histogram",
        "parley_records": "gauge",
        "parley_rejections": "gauge",
        "parley_shelf_age_seconds": "gauge",
        "parley_info": "gauge",
    }


def test_requests_are_counted_by_template_method_and_status(fresh):
    fresh.get("/statements")
    fresh.get("/statements")
    fresh.head("/statements")
    fresh.get("/statements/no-such-id")
    fresh.get("/nothing/here")
    fresh.get("/", headers={"Host": "evil.example"})
    fresh.request("BREW", "/", headers={"Sec-Fetch-Site": "cross-site"})
    found = requests(fresh.get("/metrics").text)
    assert found == {
        ("/statements", "GET", "200"): 2,
        ("/statements", "HEAD", "200"): 1,
        ("/statements/{record_id}", "GET", "404"): 1,
        ("none", "GET", "404"): 1,
        ("none", "GET", "421"): 1,
        ("none", "other", "403"): 1,
    }
    assert requests(fresh.get("/metrics").text)["/metrics", "GET", "200"] == 1


def test_the_histogram_adds_up(fresh):
    for _ in range(3):
        fresh.get("/figures")
    samples = families(fresh.get("/metrics").text)["parley_request_seconds"].samples
    mine = [s for s in samples if s.labels["route"] == "/figures"]
    buckets = [(float(s.labels["le"]), s.value) for s in mine if s.name.endswith("_bucket")]
    assert [bound for bound, _ in buckets] == [*BOUNDS, float("inf")]
    assert [n for _, n in buckets] == sorted(n for _, n in buckets) and buckets[-1][1] == 3
    assert {s.name.rsplit("_", 1)[1]: s.value for s in mine}["count"] == 3
    assert next(s.value for s in mine if s.name.endswith("_sum")) > 0


def test_records_and_rejections_are_those_of_the_record(fresh, example_record):
    with parley.open(example_record) as record:
        status = record.status()
    found = families(fresh.get("/metrics").text)
    assert {s.labels["kind"]: s.value for s in found["parley_records"].samples} == status["counts"]
    rejected = {s.labels["reason"]: s.value for s in found["parley_rejections"].samples}
    assert rejected == {row["code"]: row["count"] for row in status["rejections"]} and rejected
    assert found["parley_shelf_age_seconds"].samples[0].value >= 0


def test_labels_hold_templates_and_codes_and_nothing_of_a_page(fresh):
    """Whatever is asked for, no id, no search, no word of a page becomes a label."""
    for address in every_address(fresh):
        fresh.get(address, params={"q": "ceasefire", "speaker": "Ada"})
    fresh.get("/statements/" + "x" * 300)
    templates = {path for path, _ in routes(fresh.app)} | {"none"}
    labels = {}
    for family in families(fresh.get("/metrics").text).values():
        for sample in family.samples:
            for name, value in sample.labels.items():
                labels.setdefault(name, set()).add(value)
    assert set(labels) == {"route", "method", "status", "le", "kind", "reason", "version"}
    assert labels["route"] <= templates and len(labels["route"]) > 40
    assert all(re.fullmatch(r"[a-z_]+", value) for value in labels["kind"] | labels["reason"])


def test_the_token_guards_it(example_record):
    with served(example_record, token=TOKEN) as client:
        assert client.get("/metrics").status_code == 401
        answer = client.get("/metrics", headers={"Authorization": BEARER})
        assert answer.status_code == 200
        assert requests(answer.text) == {("none", "GET", "401"): 1}


def test_what_fails_is_counted_as_a_failure(example_record, monkeypatch):
    from parley.web import metrics

    def fail(_view, _shelf):
        raise RuntimeError("no such luck")

    with served(example_record, raises=False) as client:
        with monkeypatch.context() as patch:
            patch.setattr(metrics, "held", fail)
            assert client.get("/metrics").status_code == 500
        assert requests(client.get("/metrics").text)["/metrics", "GET", "500"] == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the children do nothing but count
def test_all_processes_count_in_one_and_one_that_is_killed_loses_nothing():
    meters = Meters()
    meters.name(["/a", "/b"])
    for round_ in range(3):
        children = []
        for _ in range(4):
            child = os.fork()
            if child == 0:
                for _ in range(100):
                    meters.count("/a", "GET", 200, 0.02)
                os.kill(os.getpid(), signal.SIGKILL)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        [taken] = meters.taken()
        assert taken.outcomes == (("GET", "200", 400 * (round_ + 1)),) and taken.buckets[-1] == 400 * (
            round_ + 1
        )
    assert (meters._regions[:, 0] > 0).sum() <= 4  # regions are taken over, not used up


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_any_worker_tells_what_all_have_answered(example_record, tmp_path):
    folder = shutil.copytree(example_record, tmp_path / "record")
    with keeper(folder) as (process, address):
        until(lambda: len(workers(process)) == 2)
        for _ in range(20):
            assert httpx.get(f"{address}/statements").status_code == 200
        # An answer is counted a moment after its last byte is there.
        until(lambda: requests(httpx.get(f"{address}/metrics").text)["/statements", "GET", "200"] == 20)
        first, second = workers(process)
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in workers(process) and len(workers(process)) == 2)
        for _ in range(5):
            assert requests(httpx.get(f"{address}/metrics").text)["/statements", "GET", "200"] == 20
        assert second in workers(process)


def test_every_line_of_a_server_s_log_is_json(example_record, tmp_path):
    folder = shutil.copytree(example_record, tmp_path / "record")
    command = [sys.executable, "-m", "parley", "serve", "-r", folder, "--port", "0", "--log-json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        lines = [json.loads(process.stderr.readline()) for _ in range(2)]
        address = lines[-1]["address"]
        for _ in range(100):
            try:
                httpx.get(f"{address}statements/x?q=secret")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        process.terminate()
        rest = process.communicate(timeout=60)[1]
    found = [json.loads(line) for line in rest.splitlines()]
    [asked] = [line for line in found if line["event"] == "request"]
    assert (asked["route"], asked["status"], asked["method"]) == ("/statements/{record_id}", 404, "GET")
    assert "secret" not in rest and asked["seconds"] >= 0
