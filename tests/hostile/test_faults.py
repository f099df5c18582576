"""A short run of scripts/faults.py: what is broken on purpose loses nothing, and says what is wrong."""

import sys
from pathlib import Path

import pytest

from pg_server import SKIP

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

faults = pytest.importorskip("faults", reason="needs a system with SIGKILL and limits")


NO_SERVER = pytest.mark.skipif(not faults.SERVER, reason=SKIP)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("build", 3),
        ("review", 4),
        ("backup", 3),
        ("restore", 3),
        pytest.param("migrate", 4, marks=NO_SERVER),
        ("disk", 2),
        ("flips", 12),
        ("index", 6),
        ("readonly", 3),
        ("network", 1),
        ("bombs", 3),
        ("clock", 1),
        ("together", 1),
    ],
)
def test_nothing_is_lost(name, number):
    counts = faults.run(name, number, seed=7)
    assert sum(counts.values()) >= number


def test_every_kind_of_fault_has_its_short_run():
    [mark] = [m for m in test_nothing_is_lost.pytestmark if m.name == "parametrize"]
    named = {getattr(one, "values", one)[0] for one in mark.args[1]}
    assert named == {*faults.FAULTS, "migrate"}  # which is left out where there is no server


def test_a_value_that_does_not_parse_is_found(tmp_path):
    import sqlite3

    from parley import verify
    from parley.errors import StoreDamaged
    from parley.store import open_store

    faults.build(tmp_path / "r.sqlite")
    with sqlite3.connect(tmp_path / "r.sqlite") as db:
        db.execute("UPDATE entries SET payload = substr(payload, 2) WHERE rowid = 1")
    db.close()
    store = open_store(tmp_path / "r.sqlite")
    assert "file: 1 rows of entries do not parse" in [finding.what for finding in verify.doctor(store)]
    with pytest.raises(StoreDamaged, match="damaged"), store.view() as view:
        for kind in view.kinds():
            list(view.entries(kind))
    store.close()
