"""The small language of rules.toml."""

import re

import pytest

from parley.times.grammar import rules_by_char
from parley.times.meanings import MAKERS
from parley.times.patterns import Alphabet, compile_pattern
from parley.vocab import table

LETTERS = {name: frozenset({name}) for name in ("RED", "BLUE", "GREEN")} | {
    "BOTH": frozenset({"RED", "BLUE"})
}


@pytest.fixture
def alphabet():
    made = Alphabet()
    for classes in LETTERS.values():
        made.char(classes)
    return made


def match(written, words, alphabet, macros=None):
    """What a pattern matches at the beginning of some words, as a count of them, and what it captured."""
    pattern = compile_pattern(written, alphabet, macros or {})
    line = "".join(alphabet.char(LETTERS[word]) for word in words.split())
    found = pattern.regex.match(line)
    return found and (found.end(), {k: found.span(k) for k in pattern.regex.groupindex})


def test_a_class_matches_every_set_that_has_it(alphabet):
    assert match("RED", "RED", alphabet) == (1, {})
    assert match("RED", "BOTH", alphabet) == (1, {})
    assert match("RED", "GREEN", alphabet) is None


def test_options_choices_and_repeats(alphabet):
    assert match("[RED] GREEN", "GREEN", alphabet) == (1, {})
    assert match("[RED] GREEN", "RED GREEN", alphabet) == (2, {})
    assert match("(RED | GREEN RED) GREEN", "GREEN RED GREEN", alphabet) == (3, {})
    assert match("RED (GREEN)* BLUE", "RED GREEN GREEN BLUE", alphabet) == (4, {})


def test_captures(alphabet):
    assert match("RED x:(GREEN | BLUE BLUE)", "RED BLUE BOTH", alphabet) == (3, {"x": (1, 3)})
    assert match("[x:RED] y:GREEN", "GREEN", alphabet) == (1, {"x": (-1, -1), "y": (0, 1)})


def test_macros_hold_macros(alphabet):
    macros = {"COOL": "(BLUE | GREEN)", "PAIR": "RED COOL"}
    assert match("PAIR [PAIR]", "RED GREEN RED BLUE", alphabet, macros) == (4, {})


def test_a_context_is_looked_behind_at(alphabet):
    pattern = compile_pattern("(RED | GREEN) < x:BLUE", alphabet, {})
    green, blue = (alphabet.char(LETTERS[name]) for name in ("GREEN", "BLUE"))
    assert pattern.regex.match(green + blue, 1).span("x") == (1, 2)
    assert pattern.regex.match(blue + blue, 1) is None
    assert pattern.regex.match(blue) is None


def test_what_a_match_can_begin_with(alphabet):
    pattern = compile_pattern("[GREEN] RED BLUE", alphabet, {})
    assert pattern.begins == {alphabet.char(LETTERS[name]) for name in ("GREEN", "RED", "BOTH")}


@pytest.mark.parametrize("written", ["RED (GREEN", "[RED", "RED )", "[RED]", "MAUVE", "RED & GREEN", "(RED]"])
def test_what_cannot_be_read_is_refused(written, alphabet):
    with pytest.raises(ValueError, match=r"clos|matches nothing|no word|cannot read"):
        compile_pattern(written, alphabet, {})


def test_a_character_gives_its_classes_back(alphabet):
    for classes in LETTERS.values():
        assert alphabet.classes(alphabet.char(classes)) == classes


def test_every_maker_has_a_rule_and_no_two_rules_one_name():
    rules = table("times/rules.toml")["rule"]
    assert {row["make"] for row in rules} == set(MAKERS)
    assert len({row["name"] for row in rules}) == len(rules)
    assert sum(map(len, rules_by_char().values())) > len(rules)


def test_a_word_of_no_class_stands_in_rules_only_before_time():
    """At any other, what a match can hold ends (`parley.times.grammar`)."""
    data = table("times/rules.toml")
    written = [*(row["pattern"] for row in data["rule"]), *data["macros"].values()]
    assert not any(re.search(r"\bOTHER\b", one.replace("[OTHER] OTHER TIME", "")) for one in written)
