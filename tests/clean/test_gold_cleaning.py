"""The floors of cleaning on the gold pages."""

import gzip
import json
import os
import re
import statistics
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from parley.clean import read
from parley.errors import PageError
from parley.records import Page
from parley.settings import Settings

pytestmark = pytest.mark.gold
NOT_BODY = {"consent", "navigation", "promo", "comment", "other", "credit", "byline", "headline"}
SAMPLE = 3  # every third fundus page, to keep the suite fast; `make eval` reads them all


@pytest.fixture(scope="module")
def data():
    folder = os.environ.get("PARLEY_EVAL_DATA")
    if not folder or not Path(folder, "eval", "clean").is_dir():
        pytest.skip("PARLEY_EVAL_DATA names no folder with eval/clean in it")
    return Path(folder)


def document(name, content, media_type, **hints):
    return read(Page(name, name, content, media_type, "utf-8", hints), Settings())


def tokens(text):
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


def f1(gold, found):
    both = sum((gold & found).values())
    return 2 * both / (sum(gold.values()) + sum(found.values())) if both else 0.0


def test_fundus_pages(data):
    gold = (data / "eval/clean/fundus/gold.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in gold.splitlines()]
    scores, kept, quotes = [], 0, 0
    for row in rows[::SAMPLE]:
        html = gzip.decompress((data / "eval/clean/fundus/html" / f"{row['id']}.html.gz").read_bytes())
        try:
            found = document(row["url"], html, "text/html")
        except PageError:
            scores.append(0.0)
            continue
        body = [found.text[b.start : b.end] for b in found.blocks if b.role not in NOT_BODY]
        scores.append(f1(tokens(row["text"]), tokens("\n".join(body))))
        whole = " ".join(" ".join(body).split())
        for paragraph in row["paragraphs"] or []:
            if re.search(r"[\"“”„«»「」]", paragraph):
                quotes += 1
                kept += " ".join(unicodedata.normalize("NFKC", paragraph).split()) in unicodedata.normalize(
                    "NFKC", whole
                )
    assert statistics.mean(scores) >= 0.95
    assert kept / quotes >= 0.985


def test_seeds(data):
    roles = Counter()
    for file in sorted((data / "seeds").glob("*.txt")):
        found = document(file.name, file.read_bytes(), "text/plain")
        roles.update(b.role for b in found.blocks)
    assert roles == {"body": 118, "consent": 24, "crosshead": 7, "navigation": 4, "comment": 1}


def test_annotated_pages(data):
    labelled = lines = 0
    for file in sorted((data / "eval/record/gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        found = document(
            gold["id"], (data / "eval/record/pages" / f"{gold['id']}.txt").read_bytes(), "text/plain"
        )

        def role(line, found=found):
            middle = found.text.index(line) + len(line) // 2
            return next(b.role for b in found.blocks if b.start <= middle < b.end)

        for line in (gold["first_body_line"], gold["last_body_line"], *gold["crossheads"]):
            assert role(line) not in NOT_BODY, line
        lines += len(gold["chrome_lines"])
        labelled += sum(role(line) in NOT_BODY for line in gold["chrome_lines"])
    assert labelled / lines >= 0.95
