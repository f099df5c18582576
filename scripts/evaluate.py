"""Score parley against gold data, and hold the scores to their floors.

    PARLEY_EVAL_DATA=FOLDER python scripts/evaluate.py [--floors] [--quick] [--only NAME] [--record-floors]

FOLDER holds `eval/` (gold data with a scorer beside each set). Every measure is one function below:
it runs parley as a user would (`parley step ...`, `parley build`, `parley export`) and returns named
figures. `--floors` compares them with eval/floors.json and exits 1 below one; `--record-floors`
raises floors to what was measured (less a margin for noise), never lowers one, and writes what was
measured to eval/measured.json, from which the README's table is made.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import recognizers  # beside this file
from parley.link.dating.days import Days
from parley.link.dating.link import pages_of
from parley.link.dating.solve import solve
from parley.link.linked import Linked
from parley.store import open_store
from parley.times import find

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "eval" / "floors.json"
MEASURED = ROOT / "eval" / "measured.json"  # what the README's table shows
PARLEY = [sys.executable, "-m", "parley"]
MARGIN = 0.3  # points; scores are deterministic, library updates move them by a tenth or two
Scores = dict[str, float]


def main() -> int:
    # The settings of whoever runs this must not change a figure; what tests are told is no setting.
    os.environ["XDG_CONFIG_HOME"] = os.devnull
    for name in [name for name in os.environ if name.startswith("PARLEY_") and name != "PARLEY_EVAL_DATA"]:
        del os.environ[name]
    args = _arguments()
    folder = os.environ.get("PARLEY_EVAL_DATA")
    if not folder or not Path(folder, "eval").is_dir():
        print("skipped: PARLEY_EVAL_DATA names no folder with eval/ in it", file=sys.stderr)
        return 0
    scores: Scores = {}
    for name, (measure, quick) in MEASURES.items():
        if (args.only and name != args.only) or (args.quick and not quick):
            continue
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        scores |= {f"{name}.{key}": value for key, value in measure(Path(folder)).items()}
    floors = _read(FLOORS)
    _print(scores, floors)
    if args.record_floors:
        raised = floors | {k: max(floors.get(k, 0.0), round(v - MARGIN, 1)) for k, v in scores.items()}
        _write(FLOORS, raised)
        _write(MEASURED, _read(MEASURED) | scores)
    ran = {key.split(".")[0] for key in scores}
    below = [k for k, floor in floors.items() if k.split(".")[0] in ran and scores.get(k, 0.0) < floor]
    if args.floors and below:
        print(f"below the floor: {', '.join(below)}", file=sys.stderr)
        return 1
    return 0


def statements(folder: Path) -> Scores:
    """PolNeAR dev, speech mode: content J50 F1, joint with the speaker, and by kind of quotation."""
    data = folder / "eval" / "statements"
    gold = data / "polnear_dev.jsonl.gz"
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    rows = _step("statements", [{"id": p["doc_id"], "text": p["text"]} for p in pages])
    with tempfile.TemporaryDirectory() as tmp:
        found = subprocess.run(
            [sys.executable, str(data / "from_step.py")], input=rows, capture_output=True, check=True
        )
        predicted = Path(tmp, "predicted.jsonl")
        predicted.write_bytes(found.stdout)
        out = _scorer(data / "score.py", gold, predicted, "--speech", "--json")
    scores = {"j50": out["all"]["j50"][2], "joint": out["all"]["joint_j50"][2]}
    scores |= {kind: out[kind]["j50"][2] for kind in ("direct", "mixed", "indirect")}
    return {key: round(100 * value, 1) for key, value in scores.items()}


def record(folder: Path) -> Scores:
    """The twelve pages annotated to RECORD.md, built and exported as a user would."""
    data = folder / "eval" / "record"
    with tempfile.TemporaryDirectory() as tmp:
        _parley("build", str(data / "pages"), "-o", f"{tmp}/rec")
        _parley("verify", "-r", f"{tmp}/rec")
        _parley("export", "-r", f"{tmp}/rec", "--format", "jsonl", f"{tmp}/out")
        out = _scorer(data / "score.py", Path(tmp, "out"), data / "gold", "--json")
    scores = {
        "statements": out["statements"]["F1"],
        "statements_speaker": out["statements+speaker"]["F1"],
        "mode": out["statements"]["mode"],
        "figures": out["figures"]["F1"],
        "figures_source": out["figures"]["source"],
        "roles": out["roles"]["F1"],
        "positions": out["positions"]["F1"],
        "meetings": out["meetings"]["F1"],
        "meetings_status": out["meetings"]["status"],
        "meetings_heads": out["meetings"]["heads"],
        "agreements": out["agreements"]["F1"],
        "chrome": out["blocks"]["chrome labelled"],
        "body": out["blocks"]["body kept"],
    }
    return {key: value for key, value in scores.items() if value is not None}


def actors(folder: Path) -> Scores:
    """Office-holders of eval/actors.toml in the record of a thousand pages: those who are one actor, and no other's.

    A person is one where every printed spelling of the full name leads to one actor, and what stands for them
    alone does so nearly always (some pages mean a relative). Whoever shares an actor with another is apart from none.
    """
    listed = tomllib.loads((ROOT / "eval" / "actors.toml").read_text(encoding="utf-8"))["persons"]
    with tempfile.TemporaryDirectory() as tmp:
        with gzip.open(folder / "corpora" / "negotiations_en.jsonl.gz") as pages:
            _parley("build", "-", "-o", f"{tmp}/rec", given=pages.read())
        printed = _printed(Path(tmp, "rec", "record.sqlite"))
    of = {
        row["name"]: {actor for form in row["printed"] for actor in printed.get(form, ())} for row in listed
    }
    named = [row for row in listed if of[row["name"]]]
    one = [row for row in named if len(of[row["name"]]) == 1 and _means(row, of[row["name"]], printed)]
    apart = [row for row in named if not any(of[row["name"]] & of[r["name"]] for r in named if r is not row)]
    for row in named:
        if row not in one or row not in apart:
            print(f"actors: {row['name']} is split in two or one with another", file=sys.stderr)
    return {
        "one": round(100 * len(one) / len(named), 1),
        "apart": round(100 * len(apart) / len(named), 1),
        "named": len(named),
    }


def _printed(database: Path) -> dict[str, Counter[str]]:
    """For each printed form of a person's name the actors that it stands for, and how often."""
    out: dict[str, Counter[str]] = {}
    store = open_store(database, read_only=True)
    with store.view() as view:
        for mention in view.entries("mentions"):
            if mention["kind"] == "person":
                form = " ".join(mention["surface"].split())
                out.setdefault(form, Counter())[mention["actor_id"]] += 1
    store.close()
    return out


def _means(row: dict[str, Any], own: set[str], printed: dict[str, Counter[str]]) -> bool:
    """Whether what stands for a person alone does so in nineteen of twenty places."""
    counts = [printed[form] for form in row.get("alone", ()) if form in printed]
    return all(sum(c[a] for a in own) >= 0.95 * c.total() for c in counts)


def events(folder: Path) -> Scores:
    """Sentences coded by PLOVER: type and quad class of the most salient event, and how many actors are named."""
    gold = folder / "eval" / "events" / "plover_dev.jsonl"
    pages = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    rows = _step("events", [{"id": p["id"], "text": p["text"]} for p in pages])
    with tempfile.TemporaryDirectory() as tmp:
        predicted = Path(tmp, "predicted.jsonl")
        predicted.write_bytes(rows)
        out = _scorer(gold.parent / "score.py", gold, predicted)
    return {key: float(out[key]) for key in ("type", "quad", "actors")}


def times(folder: Path) -> Scores:
    """MEANTIME dev and corrected TimeBank with AQUAINT, and the cases of Recognizers-Text that news could print."""
    data = folder / "eval" / "time"
    meantime, tbaq = (_times(data, name) for name in ("meantime_dev", "tbaq_corrected_artime"))
    passed, chosen, _ = recognizers.score(folder)
    print(
        f"times: {_speed(data / 'tbaq_corrected_artime.jsonl'):.0f} documents a CPU second", file=sys.stderr
    )
    return {
        "meantime_strict": meantime["strict"],
        "meantime_relaxed": meantime["rel"],
        "meantime_value": meantime["value"],
        "tbaq_value": tbaq["value"],
        "recognizers": round(100 * passed / chosen, 1),
    }


def _times(data: Path, name: str) -> Scores:
    gold = data / f"{name}.jsonl"
    pages = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    found = _step("times", [{"id": p["id"], "text": p["text"], "published": _day(p["dct"])} for p in pages])
    with tempfile.TemporaryDirectory() as tmp:
        predicted = Path(tmp, "predicted.jsonl")
        rows = map(json.loads, found.decode().splitlines())
        lines = (json.dumps({"id": r["id"], "timexes": r["times"]}) + "\n" for r in rows)
        predicted.write_text("".join(lines), encoding="utf-8")
        spoken = subprocess.run(
            [sys.executable, str(data / "score.py"), str(gold), str(predicted)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return {m[1]: float(m[2]) for m in re.finditer(r"(\w+) P[\d.]+ R[\d.]+ F([\d.]+)", spoken)}


def _speed(gold: Path) -> float:
    """Documents whose expressions are found and valued in a CPU second, the grammar loaded before."""
    pages = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    find("Monday", None)
    before = time.process_time()
    for page in pages:
        find(page["text"], dt.date.fromisoformat(_day(page["dct"])))
    return len(pages) / (time.process_time() - before)


def _day(dct: str) -> str:
    """The day of writing; one document prints it day first."""
    day = dct[:10]
    return day if day[4] == "-" else "-".join(reversed(day.split("-")))


def clean_html(folder: Path) -> Scores:
    """Fundus pages as HTML."""
    return _clean(folder, "fundus", flat=False)


def clean_flat(folder: Path) -> Scores:
    """Fundus pages rendered to plain text, chrome and all; the scorer needs inscriptis (Apache-2.0) for that."""
    if importlib.util.find_spec("inscriptis") is None:
        print("skipped: clean_flat needs inscriptis; pip install inscriptis", file=sys.stderr)
        return {}
    return _clean(folder, "fundus", flat=True)


def clean_scrapinghub(folder: Path) -> Scores:
    """The scrapinghub article pages."""
    return _clean(folder, "scrapinghub", flat=False)


def _clean(folder: Path, name: str, *, flat: bool) -> Scores:
    data = folder / "eval" / "clean"
    scorer = str(data / "score.py")
    given = subprocess.run(
        [sys.executable, scorer, "inputs", name, str(data / name), *(["--flat"] if flat else [])],
        capture_output=True,
        check=True,
    ).stdout
    with tempfile.TemporaryDirectory() as tmp:
        predicted = Path(tmp, "predicted.jsonl")
        predicted.write_bytes(_run_step("clean", given))
        out = _scorer(data / "score.py", name, data / name, predicted)
    wanted = {
        "tokF1": "token_f1",
        "quotes": "quotes",
        "subheads": "subheads",
        "title": "title",
        "date_exact": "date",
        "author_P": "author_precision",
        "author_R": "author_recall",
    }
    scores = {ours: round(100 * out[theirs], 1) for theirs, ours in wanted.items() if out.get(theirs)}
    if out.get("date_wrong") is not None:
        scores["date_not_wrong"] = round(100 * (1 - out["date_wrong"]), 1)
    return scores


def dating(folder: Path) -> Scores:
    """1,138 dated articles with their dates hidden: how often the interval holds the true day, and its width.

    `holds` is the share of pages whose interval, open or not, does not exclude the true day.
    """
    with gzip.open(folder / "corpora" / "negotiations_en.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = {page["id"]: page for page in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as tmp:
        given = Path(tmp, "pages.jsonl")
        rows = (
            {"id": p["id"], "text": p["text"], "outlet": p["outlet"], "title": p["title"]}
            for p in pages.values()
        )
        given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        _parley("build", str(given), "-o", f"{tmp}/rec")
        _parley("export", "-r", f"{tmp}/rec", "--format", "jsonl", f"{tmp}/out")
        out = Path(tmp, "out", "documents.jsonl").read_text(encoding="utf-8")
        days = _days(Path(tmp, "rec"))
    true = {p["text"].strip(): p["date"] for p in pages.values() if p["date"]}
    held, widths, left_out = [], [], 0
    for row in map(json.loads, out.strip().split("\n")):
        day = true.get(row["text"].strip())
        if day:
            first, last = row["published"]["earliest"], row["published"]["latest"]
            written = dt.date.fromisoformat(day[:10])
            left_out += not days[row["id"]] & Days.between(written, written)
            held.append((first or "0") <= day <= (last or "9"))
            if first and last:
                widths.append((dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days)
    print(
        f"dating: {len(held)} pages, {len(widths)} bounded on both sides; days: {sorted(widths)}; "
        f"{left_out} sets of days leave the true day out",
        file=sys.stderr,
    )
    shares = {"holds": sum(held), "bounded": len(widths), "within_a_week": sum(w < 7 for w in widths)}
    return {name: round(100 * count / len(held), 1) for name, count in shares.items()}


def _days(record: Path) -> dict[str, Days]:
    """The days on which each page of a record may have been written."""
    store = open_store(next(record.rglob("*.sqlite")), read_only=True)
    with contextlib.closing(store), store.view() as view:
        linked = Linked(view, {"families": list(view.links("families"))})
        return {key: dating.days for key, dating in solve(list(pages_of(linked, {}))).items()}


def stories(folder: Path) -> Scores:
    """NeuS dev: pages grouped by event, BCubed F1."""
    gold = folder / "eval" / "stories" / "neus_dev.jsonl.gz"
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    rows = _step("stories", [{"id": p["id"], "text": p["text"], "date": p["date"][:10]} for p in pages])
    return {"f1": round(100 * _predicted(gold.parent / "score.py", rows, gold)["F1"], 1)}


def families(folder: Path) -> Scores:
    """20,000 real pages, a fifth of them copies with known edits, a consent banner on some."""
    data = folder / "eval" / "reuse"
    with tempfile.TemporaryDirectory() as tmp:
        banner, pages, labels = (Path(tmp, name) for name in ("banner.txt", "pages.jsonl", "labels.json"))
        banner.write_text(
            "We and our partners use cookies to give you a better site. " * 20, encoding="utf-8"
        )
        pile = folder / "corpora" / "pile_24k.jsonl.gz"
        made = [
            str(data / "generate.py"),
            str(pile),
            "20000",
            "1",
            str(pages),
            str(labels),
            "--chrome",
            str(banner),
        ]
        subprocess.run([sys.executable, *made], capture_output=True, check=True)
        rows = _run_step("families", pages.read_bytes())
        predicted = Path(tmp, "predicted.jsonl")
        predicted.write_bytes(rows)
        out = _scorer(data / "score.py", pages, labels, predicted)
    wanted = {"near": "near", "pasted": "part:paste3", "edited": "part:paste3edit", "precision": "precision"}
    return {ours: round(100 * out[theirs], 1) for ours, theirs in wanted.items()}


def _predicted(scorer: Path, rows: bytes, *gold: Path) -> Any:
    with tempfile.TemporaryDirectory() as tmp:
        predicted = Path(tmp, "predicted.jsonl")
        predicted.write_bytes(rows)
        return _scorer(scorer, *gold, predicted)


# name -> (measure, quick enough for every test run)
MEASURES: dict[str, tuple[Callable[[Path], Scores], bool]] = {
    "statements": (statements, True),
    "record": (record, True),
    "actors": (actors, False),
    "events": (events, True),
    "stories": (stories, True),
    "families": (families, False),
    "times": (times, True),
    "dating": (dating, False),
    "clean_html": (clean_html, False),
    "clean_flat": (clean_flat, False),
    "clean_scrapinghub": (clean_scrapinghub, False),
}


def _step(name: str, rows: list[dict[str, Any]]) -> bytes:
    return _run_step(name, "".join(json.dumps(r) + "\n" for r in rows).encode())


def _run_step(name: str, given: bytes) -> bytes:
    done = subprocess.run([*PARLEY, "step", name], input=given, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):  # 3: some rows were rejected; their rows say so
        raise SystemExit(f"parley step {name}: exit {done.returncode}")
    return done.stdout


def _parley(*args: str, given: bytes | None = None) -> None:
    done = subprocess.run([*PARLEY, *args], input=given, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"parley {' '.join(args)}: exit {done.returncode}")


def _scorer(script: Path, *args: Path | str) -> Any:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, args)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _read(file: Path) -> Scores:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _write(file: Path, scores: Scores) -> None:
    file.write_text(json.dumps(scores, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _print(scores: Scores, floors: Scores) -> None:
    for key, value in scores.items():
        floor = floors.get(key)
        print(f"{key:32} {value:6.1f}" + (f"   floor {floor:5.1f}" if floor is not None else ""))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--floors", action="store_true", help="exit 1 when a figure is below its floor")
    parser.add_argument("--quick", action="store_true", help="only what takes seconds")
    parser.add_argument("--only", choices=MEASURES, help="one measure")
    parser.add_argument("--record-floors", action="store_true", help="raise floors to what was measured")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
