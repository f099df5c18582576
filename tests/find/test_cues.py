from __future__ import annotations

from parley.find.cues import regular, verbs
from parley.records import ACTS
from parley.vocab import table


def test_every_cue_has_a_known_act_and_five_forms() -> None:
    for lemma, row in table("cues.toml")["verbs"].items():
        assert row["act"] in ACTS, lemma
        assert len(row.get("forms") or regular(lemma)) == 5, lemma


def test_regular_forms() -> None:
    assert regular("deny") == ("deny", "denies", "denied", "denied", "denying")
    assert regular("stress") == ("stress", "stresses", "stressed", "stressed", "stressing")
    assert regular("urge") == ("urge", "urges", "urged", "urged", "urging")


def test_spellings_share_a_cue() -> None:
    (american, _), (british, _) = verbs()["signaled"][0], verbs()["signalled"][0]
    assert american is british
