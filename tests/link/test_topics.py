"""What positions are about, and which of them are about one thing."""

import pytest

from parley.link.topics import Topics, about_one


def alike(one, other, besides=""):
    topics = Topics(("Tavria", "Morvania"), besides)
    return about_one(topics.of(one), topics.of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tavrian troops to withdraw from the valley of Rill", "the withdrawal of all Tavrian soldiers"),
        ("a ceasefire of 40 days", "to discuss an unconditional truce"),
        ("the release of the captives", "Morvania to free every prisoner"),
        ("to meet", "any meeting with Morvania"),
        ("two more patrol boats", "to send patrol boats"),
    ],
)
def test_other_words_for_one_thing(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("talks on Tavrian soil", "he would not sign anything that gives up the Tavrian valley"),
        ("to break off all contacts if the league sets a day", "its release as part of any peace deal"),
        ("the ban to be lifted as part of any agreement", "an inquiry as part of a settlement"),
        ("talks on Tavrian soil", "a third envoy at the talks"),
        ("it", "the proposal"),
        ("", "a truce"),
    ],
)
def test_two_things(one, other):
    assert not alike(one, other)
    assert not alike(other, one)


def test_words_may_be_left_out_that_both_hold_by_what_they_are():
    assert alike("a local truce", "a truce at sea")
    assert not alike("a local truce", "a truce at sea", besides="ceasefire truce")
