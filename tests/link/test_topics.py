"""What positions are about, and which of them are about one thing."""

import pytest

from parley.link.topics import Topics, about_one, alike


def same(one, other, besides=""):
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
    assert same(one, other)
    assert same(other, one)


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
    assert not same(one, other)
    assert not same(other, one)


def test_words_may_be_left_out_that_both_hold_by_what_they_are():
    assert same("a local truce", "a truce at sea")
    assert not same("a local truce", "a truce at sea", besides="ceasefire truce")


@pytest.mark.parametrize(
    ("one", "other", "is_said_again"),
    [
        ("any withdrawal of its forces", "any pullback of its troops", True),
        ("a ceasefire", "an immediate truce", True),
        ("to meet", "any meeting with Morvania", True),
        ("the return of all its prisoners", "to return the prisoners of the northern camp", True),
        ("a ceasefire", "the 60-day ceasefire put forward by the Sundrian envoy", False),
        ("its troops to leave the coast by spring", "to open the coast for fishing boats", False),
        ("the prisoners", "the ships", False),
    ],
)
def test_what_says_the_other_again_shares_most_of_its_words(one, other, is_said_again):
    topics = Topics(("Tavria", "Morvania"))
    for first, second in ((one, other), (other, one)):
        assert alike(topics.of(first), topics.of(second)) == is_said_again


def test_an_office_is_no_topic():
    assert not same("the president will meet the envoy", "the president's house at the coast")
