"""A span survives the whole line, clean -> store -> export, whatever the page holds."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages_made import Listed
from parley.builder import build
from parley.export.output import export
from parley.pipeline import Reader
from parley.records import Page
from parley.settings import Settings
from parley.store import open_store

READER = Reader(Settings(workers=1))
ODD = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("😀שלוםא\u202e\u200bé\r\n\t\"“”'"),
    max_size=40,
)


@given(st.lists(ODD, min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_exported_quote_stands_in_its_exported_text(odd, markup):
    lines = [f'{o} President Orla Venn said on Tuesday that 40 "{o}" ships had left.' for o in odd]
    text = "".join(f"<p>{line}</p>" for line in lines) if markup else "\n".join(lines)
    media = "text/html" if markup else "text/plain"
    page = Page("a.txt", "a.txt", f"Brantia and Corvale met again.\n{text}".encode(), media, "utf-8")
    with tempfile.TemporaryDirectory() as tmp:
        store = open_store(Path(tmp, "record.sqlite"), create=True)
        try:
            build(store, READER, [Listed(page)], workers=1)
            with store.view() as view:
                export(view, Path(tmp, "out"), "jsonl")
        finally:
            store.close()
        rows = {
            f.stem: f.read_text(encoding="utf-8").split("\n")[:-1] for f in Path(tmp, "out").glob("*.jsonl")
        }
    texts = {d["id"]: d["text"] for d in map(json.loads, rows["documents"])}
    for kind in ("statements", "figures", "mentions"):
        for entry in map(json.loads, rows[kind]):
            for item in entry["evidence"]:
                assert texts[item["document_id"]][item["start"] : item["end"]] == item["quote"]
