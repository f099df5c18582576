"""What the five seeds hold between them: the talks, what was agreed, where the sides stand, where pages differ."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.gold
KINDS = ("actors", "meetings", "agreements", "positions", "comparisons", "families", "documents")


@pytest.fixture(scope="module")
def record(gold, tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    for args in (
        ("build", gold / "seeds", "-o", folder / "rec"),
        ("verify", "-r", folder / "rec"),
        ("export", "-r", folder / "rec", "--format", "jsonl", folder / "out"),
    ):
        subprocess.run([sys.executable, "-m", "parley", *map(str, args)], check=True, capture_output=True)
    return {kind: rows(folder / "out" / f"{kind}.jsonl") for kind in KINDS}


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def meetings(record, place):
    found = [m for m in record["meetings"] if m["place"] and place in m["place"]["name"]]
    return sorted(
        found, key=lambda m: min(d["earliest"] or d["latest"] for d in m["dates"]) if m["dates"] else ""
    )


def heads(meeting):
    return {d["name"].split()[-1] for d in meeting["delegates"] if d["head"]}


def names(record, ids):
    known = {a["id"]: a["name"] for a in record["actors"]}
    return {known.get(i, i) for i in ids}


def documents(row):
    return {e["document_id"] for e in row["evidence"]}


def holds(date, day):
    return (date["earliest"] or "0000") <= day <= (date["latest"] or "9999")


def test_geneva_is_one_meeting_from_two_pages(record):
    (geneva,) = meetings(record, "Geneva")
    assert len(documents(geneva)) == 2
    assert all(any(holds(d, day) for d in geneva["dates"]) for day in ("2026-02-17", "2026-02-18"))
    assert {v["value"] for v in geneva["values"]["duration"]} == {"PT2H", "PT6H"}
    assert heads(geneva) == {"Medinsky", "Umerov"}
    assert names(record, geneva["parties"]) == {"Russia", "Ukraine"}
    assert names(record, geneva["mediators"]) == {"United States"}


def test_istanbul_has_two_rounds_and_a_third_proposed_and_abu_dhabi_two(record):
    first, second = (m for m in meetings(record, "Istanbul") if m["status"] == "held")
    assert holds(first["dates"][0], "2025-05-16") or holds(first["dates"][0], "2025-05-15")
    assert any(holds(d, "2025-06-02") for d in second["dates"]) and heads(second) == {"Medinsky", "Umerov"}
    (third,) = (m for m in meetings(record, "Istanbul") if m["status"] == "proposed")
    assert third["round"] == 3
    assert sum(m["count"] for m in meetings(record, "Abu Dhabi")) == 2


def test_the_exchanges_and_the_bodies_are_agreements_of_their_own(record):
    terms = {a["kind"]: [] for a in record["agreements"]}
    for agreement in record["agreements"]:
        words = " ".join(e["quote"] for e in agreement["evidence"])
        terms[agreement["kind"]].append(words)
    wounded, whole = sorted(terms["prisoner_exchange"], key=lambda words: "1,000-for-1,000" in words)
    assert "severely wounded" in wounded and "at least 1,000" in wounded and "under the age of 25" in wounded
    assert "1,000-for-1,000" in whole and "severely" not in whole
    assert any("6,000" in words for words in terms["remains_repatriation"])


def test_both_sides_stand_somewhere_on_the_main_issues(record):
    stands = {(next(iter(names(record, [p["party"]]))), p["issue"]) for p in record["positions"]}
    wanted = {
        (side, issue)
        for side in ("Russia", "Ukraine")
        for issue in ("territory", "ceasefire", "leaders_summit")
    }
    assert wanted | {("Ukraine", "security_guarantees")} <= stands
    changes = {p["change"] for p in record["positions"]}
    assert {"new", "repeated"} <= changes


def test_two_magnitudes_of_the_dead_differ(record):
    different = [c for c in record["comparisons"] if c["relation"] == "different"]
    quotes = [{e["quote"].lower() for v in c["values"] for e in v["evidence"]} for c in different]
    assert any({"tens", "hundreds"} <= {word for q in found for word in q.split()} for found in quotes)


def test_two_pages_of_one_day_are_a_family(record):
    uris = {d["id"]: d["uri"][:3] for d in record["documents"]}
    assert {"000", "003"} in [{uris[d] for d in family["documents"]} for family in record["families"]]


def test_one_man_holds_two_offices_one_after_the_other(record):
    (umerov,) = (a for a in record["actors"] if "Umerov" in a["name"])
    offices = {r["title"].lower(): r for r in umerov["roles"]}
    defence = next(r for title, r in offices.items() if "defence minister" in title)
    security = next(r for title, r in offices.items() if "security secretary" in title)
    assert defence["from"] <= "2025-05-15" and defence["to"] >= "2025-05"
    assert security["from"] > defence["to"] or security["to"] > defence["to"]
    assert umerov["party"] == "Ukraine"
