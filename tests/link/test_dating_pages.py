"""Pages without a date are dated by what they and the others prove."""

import datetime as dt
import functools
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.link.dating.bounds import bound
from parley.link.dating.days import Days
from parley.link.dating.proof import dated
from parley.link.dating.solve import Page, solve

Days.weekday(1), Days.month(1), Days.month_day(1, 1)  # made once, which takes longer than a test may
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1))


def clue(rule="other", firm=2, **says):
    words = {"document_id": "doc-1", "start": 0, "end": 4, "quote": "word"}
    return {"rule": rule, "firm": firm, "says": says, "evidence": [words]}


def alone(*clues, **more):
    return solve([Page("doc-1", clues, **more)])["doc-1"]


@given(DAYS, DAYS)
def test_days_between_two_are_just_these(a, b):
    first, last = min(a, b), max(a, b)
    days = Days.between(first, last)
    assert (days.first, days.last, len(days)) == (first, last, (last - first).days + 1)


@given(DAYS)
def test_a_day_is_of_its_weekday_its_month_and_its_day_of_the_year(day):
    one = Days.between(day, day)
    for other in (Days.weekday(day.isoweekday()), Days.month(day.month), Days.month_day(day.month, day.day)):
        assert one & other == one
    assert not one & Days.weekday(day.isoweekday() % 7 + 1)
    assert not one & Days.month(day.month % 12 + 1)


@given(st.lists(DAYS, min_size=1, max_size=5), st.lists(st.integers(-400, 400), min_size=1, max_size=4))
def test_later_moves_every_day_by_every_lag(days, lags):
    some = functools.reduce(Days.__or__, (Days.between(day, day) for day in days))
    expected = {day + dt.timedelta(lag) for day in days for lag in lags}
    assert set(some.later(lags)) == expected


def test_all_days_are_open_on_both_sides():
    assert (Days().first, Days().last) == (None, None)
    assert (Days.between(dt.date(2031, 1, 1), None).first, Days.between(None, dt.date(2031, 1, 1)).last) == (
        dt.date(2031, 1, 1),
        dt.date(2031, 1, 1),
    )
    assert Days.weekday(1).first is None and Days.weekday(1).last is None


@pytest.mark.parametrize(
    ("says", "inside", "outside"),
    [
        ({"not_before": "2031-06-03"}, "2031-06-03", "2031-06-02"),
        ({"not_after": "2031-06-03"}, "2031-06-03", "2031-06-04"),
        ({"day": "2031-06-03", "lags": [0, 1]}, "2031-06-04", "2031-06-05"),
        ({"days": ["2031-02-03", "2031-03-02"]}, "2031-03-02", "2031-02-04"),
        ({"month": 2, "day": 18, "lags": [0, 1]}, "2033-02-19", "2033-02-20"),
        ({"weekday": 3, "lags": [0, 1]}, "2031-06-05", "2031-06-06"),  # 4 June 2031 is a Wednesday
        ({"months": [6]}, "2031-06-30", "2031-07-01"),
        ({"order": [4, 5]}, "2031-06-05", "2031-06-06"),  # on a Friday, Friday comes before Thursday
    ],
)
def test_what_a_clue_allows(says, inside, outside):
    allowed = set(bound(says))
    assert dt.date.fromisoformat(inside) in allowed
    assert dt.date.fromisoformat(outside) not in allowed


def test_a_war_that_began_and_has_lasted_bounds_its_page():
    found = alone(clue(began=["2028-02-01", "2028-02-29"], of=["XMO", "XTA"]), clue(lasted=[3.5, 4.05]))
    assert (found.days.first, found.days.last) == (dt.date(2031, 8, 2), dt.date(2032, 3, 18))


def test_one_page_takes_the_beginning_of_the_war_from_the_others_if_they_agree():
    tellers = [Page(f"t{n}", [clue(began=["2028-02-01", "2028-02-29"], of=["XMO", "XTA"])]) for n in range(2)]
    page = Page("p", [clue(lasted=[3.0, 4.0])], frozenset({"XMO", "XTA", "XVE"}))
    stranger = Page("s", [clue(lasted=[2.6, 4.0])], frozenset({"XMO", "XVE"}))
    found = solve([*tellers, page, stranger])
    assert found["p"].days.first == dt.date(2031, 2, 1)
    assert found["s"].days.first is None
    assert solve([tellers[0], page])["p"].days.first is None  # one page alone may tell of another war


def test_pages_that_speak_of_one_round_date_each_other():
    june = Page(
        "june",
        [
            clue(not_before="2031-06-02"),
            clue(not_after="2031-06-30"),
            clue(round=1, place="Velgorad", held={"month": 5, "days": [11, 20], "year": None}),
        ],
        sides=frozenset({"XMO", "XTA"}),
    )
    ahead = [
        clue(not_after="2031-12-31"),
        clue(weekday=4, lags=[0, 1]),
        clue(order=[4, 5]),
        clue(round=1, place="Velgorad", held={"weekdays_ahead": [4, 5]}),
    ]
    may = Page("may", ahead, sides=frozenset({"XMO", "XTA", "XVE"}))
    other = Page("other", ahead, sides=frozenset({"XMO"}))
    found = solve([june, may, other])
    assert list(found["may"].days) == [dt.date(2031, 5, 15)]
    assert found["other"].days.first is None


def test_rounds_that_pages_of_different_years_tell_are_not_taken_for_one():
    sides = frozenset({"XMO", "XTA"})
    told = {"round": 1, "place": "Velgorad", "held": {"month": 5, "days": [11, 20], "year": None}}

    def page(name, *clues):
        return Page(name, [*clues, clue(**told)], sides=sides)

    def of(year):
        return page(str(year), clue(day=f"{year}-06-03"))

    assert solve([of(2031), page("open")])["open"].days.last == dt.date(2032, 4, 14)
    assert solve([of(2031), of(2034), page("open")])["open"].days.last is None
    late = [clue(not_before="2034-01-01"), clue(not_after="2034-12-31")]
    assert solve([of(2031), of(2034), page("late", *late)])["late"].days.first == dt.date(2034, 1, 1)


def test_two_lines_that_print_another_day_leave_both():
    printed = [clue("published line", firm=1, day=day) for day in ("2031-06-03", "2031-06-05")]
    assert [day.day for day in alone(*printed).days] == [3, 5]
    assert [day.day for day in alone(*printed, clue(weekday=2, lags=[0])).days] == [3]  # a Tuesday


def test_a_page_may_tell_of_one_beginning_in_two_ways():
    told = [clue(began=["2028-02-01", "2028-02-29"], of=[]), clue(began=["2028-02-24", "2028-02-24"], of=[])]
    found = alone(*told, clue(lasted=[3.0, 3.0]))
    assert found.days.first == found.days.last == dt.date(2031, 2, 24)
    other = clue(began=["2022-05-01", "2022-05-31"], of=[])
    assert alone(*told, other, clue(lasted=[3.0, 3.0])).days.first is None


def test_how_long_a_war_has_lasted_says_nothing_of_the_war_of_others():
    began = clue(began=["2028-02-01", "2028-02-29"], of=["XMO", "XTA"])
    of = [clue(lasted=[3.0, 4.0], of=states) for states in (["XMO"], [], ["XVE"], ["XMO", "XVE"])]
    assert [alone(began, one).days.first is not None for one in of] == [True, True, False, False]


def test_copies_of_one_story_come_out_within_two_days():
    dated_page = Page("a", [clue(not_before="2031-06-03"), clue(not_after="2031-06-03")], family=("a", "b"))
    copy = Page("b", [clue(weekday=2, lags=[0])], family=("a", "b"))
    assert list(solve([dated_page, copy])["b"].days) == [dt.date(2031, 6, 3)]  # a Tuesday


def test_copies_that_are_dated_further_apart_date_no_other_copy():
    """One is a reprint; a copy without a date may go with either."""

    def copies(*days):
        known = [Days.between(day, day) for day in map(dt.date.fromisoformat, days)]
        names = (*(f"dated-{n}" for n in range(len(days))), "open", "other")
        dated_pages = [
            Page(name, [], family=names, known=day) for name, day in zip(names, known, strict=False)
        ]
        return [*dated_pages, *(Page(name, [], family=names) for name in names[-2:])]

    found = solve(copies("2031-01-01", "2031-06-01"))
    assert found["open"].days == found["other"].days == Days()
    assert not found["open"].dropped
    assert solve(copies("2031-06-01", "2031-06-04"))["open"].days == Days()  # three days apart
    near = solve(copies("2031-06-01", "2031-06-03"))["open"].days
    assert list(near) == [dt.date(2031, 6, day) for day in (1, 2, 3)]


def test_a_copy_whose_own_words_are_of_another_year_takes_no_day_of_the_others():
    names = ("a", "b", "c")
    june = Days.between(dt.date(2031, 6, 3), dt.date(2031, 6, 3))
    late = Page("b", [clue("published line", firm=1, day="2032-02-01")], family=names)
    found = solve([Page("a", [], family=names, known=june), late, Page("c", [], family=names)])
    assert list(found["b"].days) == [dt.date(2032, 2, 1)]
    assert found["c"].days == Days()


def known(day):
    return Days.between(dt.date.fromisoformat(day), dt.date.fromisoformat(day))


def test_an_outlet_that_prints_its_words_again_does_not_date_them():
    """Nor does it through a copy elsewhere."""
    family = ("old", "own", "other")
    pages = [
        Page("old", [], family=family, known=known("2031-06-03"), outlet="harbour post"),
        Page("own", [], family=family, outlet="harbour post"),
        Page("other", [], family=family, outlet="bay courier"),
    ]
    found = solve(pages)
    assert (found["own"].days, len(found["other"].days)) == (Days(), 5)


@pytest.mark.parametrize(("firm", "dated_"), [(2, False), (3, True)])
def test_soft_clues_put_no_copies_apart(firm, dated_):
    """What is no firmer than that copies come out together does not tell that they did not."""
    family = ("a", "b", "c")
    late = Page("b", [clue("since", firm=firm, not_before="2031-06-20")], family=family)
    found = solve(
        [Page("a", [], family=family, known=known("2031-06-03")), late, Page("c", [], family=family)]
    )
    assert (found["c"].days != Days()) is dated_


def test_an_outlet_without_a_name_is_unknown():
    """Two pages of unknown outlets are taken for those of two."""
    family = ("a", "b")
    pages = [
        Page("a", [], family=family, known=known("2031-06-03"), outlet=""),
        Page("b", [], family=family, outlet=""),
    ]
    assert len(solve(pages)["b"].days) == 5


def test_a_copy_tells_what_its_softer_clues_say():
    family = ("a", "b")
    soft = Page("a", [clue("since", firm=4, not_before="2031-06-03")], family=family)
    assert solve([soft, Page("b", [], family=family)])["b"].days.first == dt.date(2031, 6, 1)


SIDES = frozenset({"XMO", "XTA"})


def told(number, place, day, month):
    return clue(firm=3, round=number, place=place, held={"month": month, "days": [day, day], "year": None})


def days_of(pages):
    return {name: dating.days for name, dating in solve(pages).items()}


def test_pages_that_date_each_other_in_two_ways_leave_no_trace_of_their_order():
    family = ("a", "x", "z")
    pages = [
        Page("a", [told(2, "Velgorad", 10, 6)], SIDES, family, "a"),
        Page("x", [], SIDES, family, "x", known("2031-06-01")),
        Page("z", [told(7, "Kalmora", 3, 2)], SIDES, family, "z"),
        Page("k", [told(7, "Kalmora", 3, 2)], SIDES, (), "k", known("2035-02-05")),
        Page("b", [told(2, "Velgorad", 10, 6)], SIDES, (), "b"),
    ]
    found = days_of(pages)
    assert all(days_of(order) == found for order in itertools.permutations(pages))
    assert found["a"] == found["z"] == known("2031-06-01").later(range(-2, 3))


def test_the_softest_clue_yields_and_is_reported():
    hard, soft = clue(firm=1, not_before="2031-06-03"), clue("since", firm=3, not_after="2030-01-01")
    found = alone(soft, hard)
    assert found.days.first == dt.date(2031, 6, 3)
    assert [step.clue["rule"] for step in found.dropped] == ["since"]


def test_a_dateline_says_in_words_what_it_says():
    floor = clue("dateline", firm=1, not_before="2031-06-04")
    day = clue("dateline", day="2031-06-04", lags=[0, 1, 2])
    assert [proof.value for proof in dated(alone(floor, day)).proof] == [
        "its dateline is of 2031-06-04, so it was written no earlier",
        "its dateline is of 2031-06-04; such a page comes out on that day or up to 2 days later",
    ]


def test_a_recent_picture_counts_only_on_the_weekday_of_the_opening():
    opening = clue("opening weekday", firm=3, weekday=2, lags=[0, 1, 2, 3])
    assert len(alone(opening, clue(firm=4, recent="2031-06-03")).days) == 3  # a Tuesday
    assert alone(opening, clue(firm=4, recent="2031-06-04")).days.last is None


def test_fetching_is_a_ceiling_and_never_the_date():
    found = alone(clue("fetched", firm=0, not_after="2031-06-03"))
    assert (found.days.first, found.days.last) == (None, dt.date(2031, 6, 3))


def test_what_is_known_is_not_moved_by_clues():
    known = Days.between(dt.date(2031, 6, 3), dt.date(2031, 6, 3))
    assert list(alone(clue(not_after="2030-01-01"), known=known).days) == [dt.date(2031, 6, 3)]


CLUES = st.one_of(
    st.builds(lambda d: clue(not_before=d.isoformat()), DAYS),
    st.builds(lambda d: clue(not_after=d.isoformat()), DAYS),
    st.builds(lambda w: clue(weekday=w, lags=[0, 1, 2, 3]), st.integers(1, 7)),
    st.builds(lambda m: clue(months=[m]), st.integers(1, 12)),
    st.builds(lambda m, d: clue(month=m, day=d, lags=[0, 1, 2]), st.integers(1, 12), st.integers(1, 28)),
)


@given(st.lists(CLUES, max_size=6), DAYS)
def test_a_day_that_all_clues_allow_is_never_excluded(clues, true):
    fitting = [c for c in clues if Days.between(true, true) & bound(c["says"])]
    date = dated(alone(*fitting))
    assert (date.earliest or "0") <= true.isoformat() <= (date.latest or "9")


@given(st.lists(CLUES, max_size=6), st.randoms())
def test_the_order_of_clues_leaves_no_trace(clues, random):
    shuffled = random.sample(clues, len(clues))
    assert len(alone(*clues).days) > 0
    assert alone(*sorted(clues, key=str)).days == alone(*sorted(shuffled, key=str)).days


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.one_of(CLUES, st.builds(lambda n: told(n, "Velgorad", 3, 2 * n), st.integers(1, 2))),
                max_size=2,
            ),
            st.sampled_from(["harbour post", "bay courier", "sele ledger", None]),
            st.sampled_from([None, "2031-02-03", "2031-02-05", "2034-02-05"]),
            st.booleans(),
        ),
        min_size=3,
        max_size=4,
    )
)
def test_the_order_of_pages_leaves_no_trace(some):
    family = tuple(str(n) for n, (*_, kin) in enumerate(some) if kin)
    pages = [
        Page(str(n), clues, SIDES, family if kin else (), outlet, day and known(day))
        for n, (clues, outlet, day, kin) in enumerate(some)
    ]
    found = days_of(pages)
    assert all(days_of(order) == found for order in itertools.permutations(pages))
