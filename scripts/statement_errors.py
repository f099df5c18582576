"""Sort the statements that were missed, cut wrongly or found where none is, by cause.

    PARLEY_EVAL_DATA=FOLDER python scripts/statement_errors.py [--set dev] [--show CAUSE] [--docs]

Prints a table of causes with counts for PolNeAR in speech mode, as docs/statements.md shows it; `--show` prints
cases of one cause instead, to be read before a rule is changed; `--docs` writes the table into that page.
Matching is that of the scorer beside the gold data: Jaccard of content words >= .5.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from parley import steps
from parley.find.cues import nouns, phrases, verbs
from parley.settings import Settings
from parley.vocab import words

PAGE = Path(__file__).resolve().parent.parent / "docs" / "statements.md"
MARKS = ("<!-- errors -->", "<!-- end -->")
CAUSES = {
    "long": "found, but the content runs on too far",
    "short": "found, but the content ends too early or begins too late",
    "shifted": "found, but the content lies across its edges",
    "unknown": "missed: no word of its cue is in the vocabulary",
    "unreal": 'missed: not said, or only to be said ("did not mention", "plans to announce")',
    "noun": 'missed: the cue is a noun ("criticism of", "reports that")',
    "unseen": "missed: a known verb, but its subject or its content was not seen",
    "bare": "missed: a quotation without a cue",
    "speaker": "content right, speaker wrong",
    "extra-near": "false: beside a gold statement, or a part of one found twice",
    "extra": "false: no gold statement there",
}


def main() -> int:
    args = _arguments()
    folder = os.environ.get("PARLEY_EVAL_DATA")
    if not folder or not Path(folder, "eval", "statements").is_dir():
        print("skipped: PARLEY_EVAL_DATA names no folder with eval/statements in it", file=sys.stderr)
        return 0
    data = Path(folder, "eval", "statements")
    score = _module(data / "score.py")
    counts: Counter[str] = Counter()
    cases: dict[str, list[Any]] = defaultdict(list)
    gold = score.load(data / f"polnear_{args.set}.jsonl.gz")
    for page, rows in zip(gold, _found(gold), strict=True):
        for cause, case in _errors(score, page, rows, counts):
            counts[cause] += 1
            cases[cause].append(case)
    if args.show:
        random.Random(1).shuffle(cases[args.show])
        for case in cases[args.show][: args.most]:
            print(json.dumps(case, ensure_ascii=False))
        return 0
    table = "\n".join(_table(counts, args.set))
    if args.docs:
        _into(PAGE, table)
    print(table)
    return 0


def _found(gold: Iterable[Any]) -> Iterator[list[Any]]:
    lines = (json.dumps({"id": page["doc_id"], "text": page["text"]}) for page in gold)
    for outcome in steps.run("statements", lines, Settings()):
        yield list(outcome.row["statements"])


def _errors(
    score: ModuleType, page: Any, rows: list[Any], counts: Counter[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    text, mask = page["text"], score.quote_mask(page["text"])
    wanted = [(set(score.toks(text, a["content"])), a) for a in page["attributions"]]
    wanted = [(tokens, a) for tokens, a in wanted if tokens]
    given = [(set(score.toks(text, r["content_spans"])), r) for r in rows]
    care = [_is_speech(score, text, a, mask) for _, a in wanted]
    counts["gold"] += sum(care)
    for (tokens, a), speech in zip(wanted, care, strict=True):
        if not speech:
            continue
        overlap, at = max(
            ((len(tokens & t) / len(tokens | t), i) for i, (t, _) in enumerate(given) if t), default=(0, -1)
        )
        if overlap < 0.5:
            yield _missed(text, tokens, a, given[at] if overlap else None)
        else:
            counts["matched"] += 1
            span = (given[at][1]["speaker"] or {}).get("span")
            if not score.speaker_ok(text, a["source"], [span] if span else []):
                yield "speaker", _case(text, a, given[at][1])
    for tokens, r in given:
        best = max(
            ((len(tokens & t) / len(tokens | t), i) for i, (t, _) in enumerate(wanted)), default=(0, -1)
        )
        if tokens and best[0] < 0.5 and not (best[0] >= 0.25 and not care[best[1]]):
            yield "extra-near" if best[0] else "extra", {"content": r["content"], "rule": r["rule"]}


def _missed(text: str, tokens: set[int], a: Any, near: Any) -> tuple[str, dict[str, Any]]:
    case = _case(text, a, near[1] if near else None)
    if near:
        other = near[0]
        return ("long" if tokens <= other else "short" if other <= tokens else "shifted"), case
    return _cause(case["cue"]), case


def _cause(cue: str) -> str:
    parts = cue.lower().replace("’", "'").split()
    if not parts:
        return "bare"
    fixed = {word for rows in phrases().values() for row in rows for word in row[0]}
    if any(p in ("not", "never") or p.endswith("n't") for p in parts) or words("hypothetical") & set(parts):
        return "unreal"
    if any(p in verbs() or p in fixed for p in parts) and not (set(parts) & set(nouns()) and len(parts) > 1):
        return "unseen"
    return "noun" if set(parts) & set(nouns()) else "unknown"


def _case(text: str, a: Any, row: Any) -> dict[str, Any]:
    def cut(spans: Any) -> str:
        return " ... ".join(text[s:e] for s, e in spans)

    return {
        "cue": cut(a["cue"]), "source": cut(a["source"]), "content": cut(a["content"])[:300],
        "found": row and row["content"][:300], "speaker": row and (row["speaker"] or {}).get("surface"),
    }  # fmt: skip


def _is_speech(score: ModuleType, text: str, a: Any, mask: Any) -> bool:
    cue = " ".join(text[s:e] for s, e in a["cue"])
    return bool(score.SPEECH.search(cue)) or (
        not a["cue"] and score.kind_of(text, a["content"], mask) == "direct"
    )


def _table(counts: Counter[str], name: str) -> Iterator[str]:
    yield f"| PolNeAR {name}: {counts['gold']} statements of people, {counts['matched']} matched | cases |"
    yield "|---|---|"
    yield from (f"| {told} | {counts[cause]} |" for cause, told in CAUSES.items())


def _into(page: Path, table: str) -> None:
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    page.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=("dev", "train"), default="dev")
    parser.add_argument("--show", choices=CAUSES)
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--docs", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
