"""What parley rests on is permissive, named with a reason and a lowest version; and the script that looks can tell."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "scripts"))

audit = pytest.importorskip("audit", reason="needs packaging")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


class Package(Distribution):
    """A package that says of itself what a test needs."""

    def __init__(self, **about):
        lines = ["Metadata-Version: 2.4", "Name: made", "Version: 1"]
        for name, values in about.items():
            lines += [
                f"{name.replace('_', '-')}: {one}"
                for one in ([values] if isinstance(values, str) else values)
            ]
        self._text = "\n".join(lines)

    def read_text(self, name):
        return self._text if name == "METADATA" else None

    def locate_file(self, path):
        raise NotImplementedError


def test_all_that_is_installed_here_passes():
    found = audit.audit(PROJECT)
    assert found.findings == [] and {"click", "lxml", "numpy", "h11"} <= set(found.looked)


def test_every_dependency_and_every_exception_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    begun = text.index("dependencies = [")
    listed = text[begun : text.index("]", begun)].splitlines()[1:]
    assert all("#" in line for line in listed if line.strip().startswith('"'))
    for reasons in PROJECT["tool"]["audit"].values():
        assert all(len(reason.split()) > 5 for reason in reasons.values())


@pytest.mark.parametrize(
    ("expression", "permissive"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND (MIT OR GPL-3.0-only)", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", False),
        ("GPL-2.0-or-later OR MIT", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("LGPL-3.0-only", False),
        ("MIT AND", False),
        ("(MIT", False),
        ("MIT)", False),
        ("", False),
        (None, False),
    ],
)
def test_expressions_are_read_as_spdx_means_them(expression, permissive):
    assert audit.is_permissive(expression) is permissive


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"License_Expression": "MIT", "License": "GPL"}, "MIT"),
        ({"License": "BSD-3-Clause", "Classifier": "License :: OSI Approved :: BSD License"}, "BSD-3-Clause"),
        ({"Classifier": "License :: OSI Approved :: Apache Software License"}, "Apache-2.0"),
        ({"License": "Artistic", "Classifier": ["License :: OSI Approved :: MIT License",
          "License :: OSI Approved :: GNU General Public License (GPL)"]}, "MIT AND GNU General Public License (GPL)"),
        ({"License": "MIT", "Classifier": ["License :: OSI Approved :: MIT License",
          "License :: OSI Approved :: GNU General Public License (GPL)"]}, "MIT AND GNU General Public License (GPL)"),
        ({"License": "Ours alone"}, "Ours alone"),
        ({"Classifier": "License :: OSI Approved"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_licence_is_what_metadata_says(about, said):
    assert audit.licence(Package(**about)) == said


def made(core, licences=()):
    return {
        "project": {"dependencies": core, "optional-dependencies": {}},
        "tool": {"audit": {"licences": dict.fromkeys(licences, "a reason"), "sources": {}}},
    }


def test_what_is_wrong_is_told():
    lxml = version("lxml")
    assert audit.audit(made(["lxml"])).findings == ["lxml: core names no lowest version"]
    assert audit.audit(made(["lxml>=9999"])).findings == [f"lxml: {lxml} is installed, core asks for >=9999"]
    assert audit.audit(made(["lxml>=5"], ["lxml"])).findings == [
        "lxml: is an exception that is not needed any more"
    ]
    assert any(line.startswith("certifi ") for line in audit.audit(made(["httpx>=0.27"])).findings)
    assert audit.audit(made(["no-such-package>=1"])).skipped


def told(stdout, code=0, stderr=""):
    out = audit.Audit()
    audit.told_vulnerabilities(subprocess.CompletedProcess([], code, stdout, stderr), out)
    return out


def test_what_pip_audit_says_is_told_and_what_it_does_not_know_is_not_passed_for_sound():
    bad = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
    unknown = {"name": "b", "skip_reason": "not found"}
    assert told(json.dumps({"dependencies": [bad, unknown]}), 1).findings == ["a 1: PYSEC-1, mended in 2"]
    assert told(json.dumps({"dependencies": [bad, unknown]}), 1).skipped == ["pip-audit knows nothing of b"]
    assert "none were looked up" in told(json.dumps({"dependencies": [unknown]})).skipped[0]
    assert told("", 1, "ConnectionError: no route").findings == []
    assert "none were looked up" in told("", 1, "No module named pip_audit").skipped[0]
    assert "broken" in told("", 1, "it is broken").findings[0]
