"""The gold pages, the seeds and the real captures, through the command line as a user runs it."""

import gzip
import json
import subprocess
import sys
from itertools import islice

import pytest

pytestmark = pytest.mark.gold


def parley(*args):
    done = subprocess.run([sys.executable, "-m", "parley", *map(str, args)], capture_output=True, text=True)
    assert done.returncode in (0, 3), done.stderr
    return done


def build_and_verify(source, tmp_path):
    record = tmp_path / "rec"
    parley("build", source, "-o", record)
    assert parley("verify", "-r", record).returncode == 0
    parley("export", "-r", record, "--format", "jsonl", tmp_path / "out")
    return tmp_path / "out"


def rows(out, kind):
    text = (out / f"{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def test_the_gold_pages_build_verify_export_and_score(gold, tmp_path):
    out = build_and_verify(gold / "eval" / "record" / "pages", tmp_path)
    scorer = gold / "eval" / "record" / "score.py"
    done = subprocess.run(
        [sys.executable, scorer, out, gold / "eval" / "record" / "gold", "--json"],
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout)["documents"] == {"found": 12, "of": 12}


def test_the_seeds_keep_all_content_and_label_all_chrome(gold, tmp_path):
    documents = rows(build_and_verify(gold / "seeds", tmp_path), "documents")
    assert len(documents) == 5
    lines = [
        (b["role"], d["text"][b["start"] : b["end"]])
        for d in documents
        for b in d["blocks"]
        if d["text"][b["start"] : b["end"]].strip()
    ]
    interface = [role for role, text in lines if text.strip() in ("Text size:", "Leave a comment")]
    assert sum(role == "consent" for role, _ in lines) == 24
    assert len(interface) == 5 and not {"body", "crosshead", "headline"} & set(interface)
    crossheads = [text for role, text in lines if role == "crosshead"]
    assert len(crossheads) == 7 and all(t.startswith("- ") and t.endswith(" -") for t in crossheads)
    assert sum(role in ("body", "headline", "dateline") for role, _ in lines) == 118


def test_every_real_capture_is_stored_or_rejected_with_a_reason(gold, tmp_path):
    """Every fourth of them: all took a tenth of the tests' time."""
    with gzip.open(gold / "corpora" / "ukraine_talks_crawled.jsonl.gz", "rt", encoding="utf-8") as captures:
        some = list(islice(captures, 0, None, 4))
    source = tmp_path / "captures.jsonl"
    source.write_text("".join(some), encoding="utf-8")
    out = build_and_verify(source, tmp_path)
    rejected = rows(out, "rejections")
    found = sum(len(d["found_at"]) for d in rows(out, "documents"))  # one page can be captured many times
    assert found + len(rejected) == len(some) == 97
    assert all(r["reason"]["code"] and r["reason"]["text"] for r in rejected)
    assert not [r for r in rejected if r["reason"]["code"] == "failed"]
