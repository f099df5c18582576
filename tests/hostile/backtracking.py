"""Which regular expressions of parley blow up, each fed with strings made from its own structure.

Run as a program it prints one line of JSON for each whose time grows faster than the square of the text's
length, or, with ``--quadratic``, faster than the length (minutes); then how many it looked at. `re._compile`
is where every pattern of the module ``re`` is made, so that nothing escapes: neither those of functions nor
those made of data.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from re import _constants as sre
from re import _parser as sre_parse

SIZE = 400  # characters at first; then twice as many
MEASURABLE = 0.012  # CPU seconds below which a search is fast whatever its growth
GROWTH = 5.0  # times as long for twice the text: linear is 2, quadratic 4, cubic 8
QUADRATIC = 2500, 2.8  # the same two, to find those that are merely quadratic
AGAIN = 7  # runs that a suspect is given: one run of a linear pattern in 10,000 looks five times as long
SURELY = 10 * MEASURABLE  # CPU seconds that no other work of the machine explains
MOST = 20  # strings tried on one pattern
_ENDLESS = 40  # repetitions from which a repeat can be a burden
_NAMED = re.compile(r"(\w+) = ")
_TYPICAL = "a A1 .,\"'“”-–\n\t<>=/&;:()[]_é\u00a0x0\0"

Use = Callable[[re.Pattern[str], str], None]


def watched() -> dict[re.Pattern[str], str]:
    """Where each pattern stands that importing all of parley and reading its example compiles."""
    found: dict[re.Pattern[str], str] = {}
    compile_ = re._compile

    def record(pattern: object, flags: int) -> object:
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        name = frame.f_globals.get("__name__", "")
        if name.split(".")[0] == "parley":
            found.setdefault(made, f"{name}:{frame.f_lineno}")
        return made

    re._compile = record
    import parley

    for module in pkgutil.walk_packages(parley.__path__, "parley."):
        if not module.name.endswith("__main__") and ".example" not in module.name:
            importlib.import_module(module.name)
    example = Path(parley.__file__).parent / "example"
    with tempfile.TemporaryDirectory() as folder:
        parley.build([example / "pages"], folder, profile=example / "profile.toml", workers=1).close()
    re._compile = compile_
    return found


def strings(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Makers of long strings on which the pattern may try many ways and find none."""
    tree = sre_parse.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    seen = set()
    for prefix, body in _repeats(list(tree), ""):
        for pump, start in ((body, prefix), (prefix + body, ""), (prefix, ""), (body, "")):
            for end in ("\0", ""):
                if pump and (start, pump, end) not in seen:
                    seen.add((start, pump, end))
                    yield lambda n, s=start, p=pump, e=end: s + p * (n // len(p)) + e
    whole = _sample(list(tree), 0)
    for pump in filter(None, dict.fromkeys([whole, whole[:-1], whole[:1], *_alphabet(list(tree))])):
        yield lambda n, p=pump: p * (n // len(p)) + "\0"


def _repeats(items: list, prefix: str) -> Iterator[tuple[str, str]]:
    """(what leads there, one round) of each repeat without an end to speak of."""
    for op, arg in items:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            _, most, body = arg
            if most >= _ENDLESS:
                for variant in range(4):
                    yield prefix, _sample(list(body), variant)
            yield from _repeats(list(body), prefix)
        elif op is sre.BRANCH:
            for branch in arg[1]:
                yield from _repeats(list(branch), prefix)
        elif (inner := _inside(op, arg)) is not None:
            yield from _repeats(inner, prefix)
        prefix += _sample([(op, arg)], 0)


def _inside(op: object, arg: object) -> list | None:
    if op is sre.SUBPATTERN:
        return list(arg[3])
    if op is getattr(sre, "ATOMIC_GROUP", None):
        return list(arg)
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return list(arg[1])
    return None


def _sample(items: list, variant: int) -> str:
    """A string that such a part of a pattern matches, roughly; `variant` chooses among alternatives."""
    out = ""
    for op, arg in items:
        if op is sre.LITERAL:
            out += chr(arg)
        elif op is sre.NOT_LITERAL:
            out += "b" if arg == ord("a") else "a"
        elif op is sre.ANY:
            out += " a,<"[variant % 4]
        elif op is sre.IN:
            chars = _members(arg)
            out += chars[variant % len(chars)]
        elif op is sre.BRANCH:
            branches = arg[1]
            out += _sample(list(branches[variant % len(branches)]), variant)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            out += _sample(list(arg[2]), variant) * min(max(arg[0], 1), 50)
        elif op in (sre.SUBPATTERN, getattr(sre, "ATOMIC_GROUP", None)):
            out += _sample(_inside(op, arg), variant)
    return out


def _members(parts: list) -> str:
    """A few characters of a class."""
    negated = parts[0][0] is sre.NEGATE
    sub = [p for p in parts if p[0] is not sre.NEGATE]
    if negated or any(op is sre.CATEGORY for op, _ in sub):
        written = "".join(_class(op, arg) for op, arg in parts)
        fits = re.compile(f"[{written}]")
        return "".join(c for c in _TYPICAL if fits.match(c)) or "a"
    return "".join(chr(arg) if op is sre.LITERAL else chr(arg[0]) + chr(arg[1]) for op, arg in sub)


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _class(op: object, arg: object) -> str:
    if op is sre.NEGATE:
        return "^"
    if op is sre.LITERAL:
        return re.escape(chr(arg))
    if op is sre.RANGE:
        return f"{re.escape(chr(arg[0]))}-{re.escape(chr(arg[1]))}"
    return _CATEGORIES[arg]


def _alphabet(items: list) -> Iterator[str]:
    """The characters that a pattern speaks of."""
    for op, arg in items:
        if op is sre.LITERAL:
            yield chr(arg)
        elif op is sre.IN:
            yield from _members(arg)[:4]
        elif op is sre.BRANCH:
            for branch in arg[1]:
                yield from _alphabet(list(branch))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            yield from _alphabet(list(arg[2]))
        elif (inner := _inside(op, arg)) is not None:
            yield from _alphabet(inner)


def uses(where: str) -> tuple[Use, ...]:
    """How the pattern that stands at a place, as ``parley.module:line``, is used there."""
    module, _, line = where.partition(":")
    lines = Path(sys.modules[module].__file__ or "").read_text(encoding="utf-8").splitlines()
    above = range(int(line), max(0, int(line) - 12), -1)
    named = next((m for at in above if (m := _NAMED.match(lines[at - 1]))), None)
    if named is None or not named[1].startswith("_"):
        return _search, _match
    others = "\n".join(text for text in lines if not text.startswith(f"{named[1]} "))
    asked = set(re.findall(rf"\b{named[1]}\b(?:\.(\w+))?", others))
    return (_match,) if asked <= {"match", "fullmatch"} else (_search, _match)


def slow(
    pattern: re.Pattern[str], how: Sequence[Use], size: int = SIZE, growth: float = GROWTH
) -> tuple[str, float, float] | None:
    """A string (its first characters) that takes the pattern more than linear time, and the two times."""
    if not re.search(r"[*+]|,\}|,\d{2,}\}", pattern.pattern):
        return None  # nothing in it repeats for long
    for make in islice(strings(pattern), MOST):
        for use in how:
            for start in (size // 16, size):  # what is exponential must not come to the large one
                once = _seconds(use, pattern, make(start))
                if once > (1 if start == size else SURELY):
                    return make(start)[:80], once, once
            if once < MEASURABLE / 6:
                continue
            twice = _seconds(use, pattern, make(2 * size))
            if twice > MEASURABLE and twice > growth * once:
                once, twice = (_least(use, pattern, make(n)) for n in (size, 2 * size))
                if twice > MEASURABLE and twice > growth * once:
                    return f"{use.__name__}: {make(size)[:80]}", once, twice
    return None


def _search(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def _match(pattern: re.Pattern[str], text: str) -> None:
    pattern.match(text)
    pattern.fullmatch(text)


def _least(use: Use, pattern: re.Pattern[str], text: str) -> float:
    """The least of some runs: what else the machine does can slow one of them, never all, nor by so much."""
    least = _seconds(use, pattern, text)
    for _ in range(AGAIN - 1):
        if least < SURELY:
            least = min(least, _seconds(use, pattern, text))
    return least


def _seconds(use: Use, pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    use(pattern, text)
    return time.process_time() - begun


def main() -> None:
    """Say which patterns are slow, then how many were looked at."""
    asked = QUADRATIC if "--quadratic" in sys.argv[1:] else (SIZE, GROWTH)
    found = watched()
    texts = [p for p in found if isinstance(p.pattern, str)]
    for pattern in texts:
        if (told := slow(pattern, uses(found[pattern]), *asked)) is not None:
            print(json.dumps([found[pattern], pattern.pattern[:300], *told]), flush=True)
    print(json.dumps(len(texts)))


if __name__ == "__main__":
    main()
