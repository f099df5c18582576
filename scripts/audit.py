"""What parley rests on: every dependency of the core and of each extra, and what those need in turn.

    python scripts/audit.py [--offline] [--pip-audit PYTHON]

Each must say by its metadata that it is under a permissive licence, or stand with a reason among the exceptions in
pyproject.toml; what pyproject.toml asks for must have a lowest version, and what is installed must be no older. Where
an index of packages can be reached, each must come as a wheel, and `pip-audit`, if it is installed, looks for known
vulnerabilities. Prints a line for each finding and for each thing it could not look at; ends with 1 if there is any
finding.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CORE = "core"
# Permissive licences by their SPDX names, and what else metadata calls them.
PERMISSIVE = frozenset(
    {
        "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "Zlib", "PSF-2.0",
        "Python-2.0", "Unlicense", "CC0-1.0", "BSL-1.0", "HPND", "BlueOak-1.0.0", "Apache-2.0 WITH LLVM-exception",
    }
)  # fmt: skip
NAMES: Mapping[str, str] = {
    "mit": "MIT", "mit license": "MIT", "the mit license (mit)": "MIT", "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause", "3-clause bsd license": "BSD-3-Clause", "bsd 3-clause": "BSD-3-Clause",
    "the bsd 2-clause license": "BSD-2-Clause", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0", "isc license": "ISC", "isc license (iscl)": "ISC",
    "python software foundation license": "PSF-2.0", "psf": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}  # fmt: skip
UNREACHED = re.compile(
    r"No module named pip_audit|ConnectionError|Failed to (?:connect|establish|resolve)|Max retries|ServiceError"
    r"|timed out",
    re.I,
)
SECONDS = 300  # that a look at an index may take


@dataclass(slots=True)
class Audit:
    """What was found, and what could not be looked at."""

    findings: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    looked: dict[str, Distribution] = field(default_factory=dict)  # by their names, each once


def declared(project: Mapping[str, Any]) -> Iterator[tuple[str, Requirement]]:
    """(``core`` or the extra, what it asks for)."""
    for text in project["project"]["dependencies"]:
        yield CORE, Requirement(text)
    for extra, texts in project["project"]["optional-dependencies"].items():
        for text in texts:
            yield extra, Requirement(text)


def audit(project: Mapping[str, Any]) -> Audit:
    """Everything that metadata of what is installed tells."""
    out = Audit()
    rules = project["tool"]["audit"]
    for extra, asked in declared(project):
        if not any(one.operator in (">=", "==", "~=") for one in asked.specifier):
            out.findings.append(f"{asked.name}: {extra} names no lowest version")
        held = _held(asked.name)
        if held is None:
            out.skipped.append(f"{asked.name} of {extra} is not installed: its licence was not read")
            continue
        if not asked.specifier.contains(held.version, prereleases=True):
            out.findings.append(
                f"{asked.name}: {held.version} is installed, {extra} asks for {asked.specifier}"
            )
        _close(asked, held, out.looked)
    for name, held in sorted(out.looked.items()):
        said = licence(held)
        if name not in rules["licences"] and not is_permissive(said):
            out.findings.append(f"{name} {held.version}: {said or 'its metadata names no licence'}")
    known = {canonicalize_name(name) for name in rules["licences"]}
    for name in sorted(known & out.looked.keys()):
        if is_permissive(licence(out.looked[name])):
            out.findings.append(f"{name}: is an exception that is not needed any more")
    return out


def licence(held: Distribution) -> str | None:
    """The licence that a package's metadata names, as SPDX writes it where that is known."""
    about = held.metadata
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License :: ") and line.count(" :: ") > 1
    ]
    short = (about.get("License") or "").strip().partition("\n")[0]
    if NAMES.get(short.lower(), short) in PERMISSIVE and len(classified) <= 1:
        return NAMES.get(short.lower(), short)
    if classified:
        return " AND ".join(NAMES.get(name.lower(), name) for name in classified)
    return NAMES.get(short.lower(), short) or None


def is_permissive(expression: str | None) -> bool:
    """Whether an SPDX expression can be met by permissive licences alone."""
    parts = re.findall(r"\(|\)|\bAND\b|\bOR\b|(?:(?!\bAND\b|\bOR\b)[^()])+", expression or "")
    tokens = [part.strip() for part in parts if part.strip()]
    return bool(tokens) and _any(tokens) and not tokens


def _any(tokens: list[str]) -> bool:
    found = _all(tokens)
    while tokens and tokens[0] == "OR":
        tokens.pop(0)
        found = _all(tokens) or found
    return found


def _all(tokens: list[str]) -> bool:
    found = _one(tokens)
    while tokens and tokens[0] == "AND":
        tokens.pop(0)
        found = _one(tokens) and found
    return found


def _one(tokens: list[str]) -> bool:
    token = tokens.pop(0) if tokens else ""
    if token != "(":
        return token in PERMISSIVE
    found = _any(tokens)
    return bool(tokens) and tokens.pop(0) == ")" and found


def _held(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _close(asked: Requirement, held: Distribution, looked: dict[str, Distribution]) -> None:
    """Add a package and all that it needs here, with the extras that are asked of it."""
    waiting = [(held, frozenset(asked.extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one, extras = waiting.pop()
        name = canonicalize_name(one.metadata["Name"])
        looked[name] = one
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for needed in map(Requirement, one.requires or ()):
            if not _applies(needed, extras):
                continue
            below = _held(needed.name)
            if below is not None:
                waiting.append((below, frozenset(needed.extras)))


def _applies(needed: Requirement, extras: Iterable[str]) -> bool:
    if needed.marker is None:
        return True
    here = dict(default_environment())
    return any(needed.marker.evaluate({**here, "extra": extra}) for extra in ("", *extras))


def wheels(project: Mapping[str, Any], out: Audit) -> None:
    """Whether all come as wheels, so that nothing of theirs runs to install them; those known not to are named."""
    excepted = project["tool"]["audit"]["sources"]
    asked = [str(one) for extra, one in declared(project) if _held(one.name) is not None]
    command = [
        sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet",
        "--disable-pip-version-check", "--only-binary=:all:", *(f"--no-binary={name}" for name in excepted), *asked,
    ]  # fmt: skip
    done = _run(command)
    if done is None or (done.returncode and UNREACHED.search(done.stderr)):
        out.skipped.append("no index of packages was reached: whether all come as wheels was not looked at")
    elif done.returncode:
        out.findings.append(f"not all come as wheels: {' '.join(done.stderr.split())[-400:]}")


def vulnerabilities(out: Audit, python: str) -> None:
    """What `pip-audit`, a module of that Python, knows of these very versions."""
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "pins.txt"
        pins.write_text("".join(f"{name}=={held.version}\n" for name, held in sorted(out.looked.items())))
        command = [
            python,
            "-m",
            "pip_audit",
            "--format=json",
            "--progress-spinner=off",
            "--no-deps",
            "--disable-pip",
        ]
        told_vulnerabilities(_run([*command, "--requirement", str(pins)]), out)


def told_vulnerabilities(done: subprocess.CompletedProcess[str] | None, out: Audit) -> None:
    """What `pip-audit` said; a package that it did not find has not been looked up."""
    try:
        packages = json.loads(done.stdout)["dependencies"] if done else []
    except (ValueError, KeyError, TypeError):
        if done and not UNREACHED.search(done.stderr):
            out.findings.append(f"pip-audit failed: {' '.join(done.stderr.split())[-400:]}")
            return
        packages = []
    for one in packages:
        out.findings += [
            f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'none'}"
            for known in one.get("vulns", ())
        ]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if len(unknown) == len(packages):
        out.skipped.append("pip-audit reached no list of vulnerabilities: none were looked up")
    elif unknown:
        out.skipped.append(f"pip-audit knows nothing of {', '.join(unknown)}")


def _run(command: list[str]) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None


def main() -> int:
    """Look at everything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--offline", action="store_true", help="only what installed metadata tells")
    parser.add_argument(
        "--pip-audit", metavar="PYTHON", default=sys.executable, help="the Python that has pip-audit"
    )
    args = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    out = audit(project)
    if not args.offline:
        wheels(project, out)
        vulnerabilities(out, args.pip_audit)
    for line in out.skipped:
        print(f"audit: not looked at: {line}")
    for line in out.findings:
        print(f"audit: {line}")
    excepted = ", ".join(sorted(project["tool"]["audit"]["licences"]))
    print(f"audit: {len(out.looked)} packages, {len(out.findings)} findings; exceptions: {excepted}")
    return 1 if out.findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
