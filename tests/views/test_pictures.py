"""Pictures: they say what the rows say, to scale; no text lies on another; no page's word is markup."""

import math
import re
from itertools import combinations

import pytest
from lxml import etree

import parley
import pictures_made as rows_of
from parley.errors import UsageError
from parley.views.pictures import coverage, figures, meetings, positions, svg, timeline
from parley.views.pictures.lettering import fit, width, wrapped
from parley.views.pictures.picture import Dot, Mark, Path, Rect, Text
from parley.views.pictures.plot import KINDS
from parley.views.pictures.scales import Time, Values
from talks_made import made

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "style", "rect", "circle", "path", "text", "g"}
HOSTILE = "<script>alert(1)</script> & \"' onload=x \u202e gnp \x00 ]]> <svg/onload=alert(2)> </style>"
SIZES = {"p-head": 13, "p-title": 24, "p-about": 14, "p-small": 11, "p-year": 11, "p-value": 11, "p-tiny": 9,
         "p-count": 11, "p-on": 11, "p-note": 11.5}  # fmt: skip


class Links:
    """Every record has a place."""

    def has(self, record_id):
        return True

    def __getattr__(self, method):
        return lambda *args: f"{method}?{'&'.join(args)}"


def drawn(kind, count, seed=1, wide=1000.0):
    if kind == "timeline":
        return timeline.picture(rows_of.timeline(count, seed), rows_of.INDEX, wide=wide)
    if kind == "positions":
        return positions.picture(rows_of.positions(count, seed), wide=wide)
    if kind == "figures":
        return figures.picture(figures.chosen(rows_of.figures(count, seed), None, "free"), wide=wide)
    if kind == "meetings":
        return meetings.picture(rows_of.meetings(count, seed), rows_of.INDEX, wide=wide)
    of = rows_of.pages(count, seed, 40)
    return coverage.picture(of, rows_of.stories(of, min(count, 14), seed), wide=wide)


def shapes(picture):
    for item in picture.items:
        yield from item.shapes if isinstance(item, Mark) else (item,)


def marks(picture):
    return [item for item in picture.items if isinstance(item, Mark)]


def box(text):
    name = text.css.split(" ")[0] if text.css else ""
    size = SIZES.get(name, 12)
    room = width(text.text, size, name in ("p-head", "p-strong", "p-year", "p-on"))
    left = text.x - {"start": 0, "middle": room / 2, "end": room}[text.anchor]
    return left, text.y - 0.72 * size, left + room, text.y + 0.18 * size


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("count", "wide"), [(1, 1000.0), (7, 1000.0), (60, 700.0), (600, 1000.0)])
def test_no_text_lies_on_another_or_leaves_the_picture(kind, count, wide):
    for seed in range(4):
        picture = drawn(kind, count, seed, wide)
        texts = [shape for shape in shapes(picture) if isinstance(shape, Text) and shape.text]
        for one, other in combinations(texts, 2):
            a, b = box(one), box(other)
            apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5
            assert apart, (seed, one, other)
        for text in texts:
            left, top, right, bottom = box(text)
            assert left >= -1 and top >= -1 and right <= wide + 1 and bottom <= picture.height + 1, (
                seed,
                text,
            )


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_rows_make_a_picture_of_bounded_size_that_says_what_it_joins(kind):
    picture = drawn(kind, 10_000)
    assert len(svg.file(picture)) < 600_000
    told = " ".join(picture.notes)
    assert picture.notes and (
        "counted by" in told or "too close" in told or "area" in told or "colour" in told
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_give_the_same_bytes(kind):
    assert svg.file(drawn(kind, 60)) == svg.file(drawn(kind, 60))
    assert svg.embedded(drawn(kind, 60), Links()) == svg.embedded(drawn(kind, 60), Links())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_embedded_has_no_style_of_its_own_and_every_link_a_name(kind):
    root = etree.fromstring(svg.embedded(drawn(kind, 60), Links()))
    assert root.get("aria-label") and root.get("role") == "group"
    for node in root.iter():
        assert node.tag in TAGS | {"a"} and "style" not in node.attrib and node.tag != "style"
        if node.tag == "a":
            assert node.get("aria-label") and node.get("href") and node[0].tag == "title"


def test_a_picture_without_data_is_a_sentence():
    empty = (
        timeline.picture([], rows_of.INDEX), positions.picture([]), meetings.picture([], rows_of.INDEX),
        coverage.picture([], []),
        figures.picture(figures.chosen([rows_of.figure(1, None, None)], "prisoner", None)),
    )  # fmt: skip
    for picture in empty:
        assert picture.empty and picture.empty.endswith(".") and not picture.items
        assert picture.empty in svg.file(picture)


def test_an_interval_is_drawn_from_its_first_day_to_its_last():
    rows = rows_of.timeline(2)
    for row, edtf in zip(rows, ("2031-03-01/2031-03-31", "2031-06-02"), strict=True):
        row |= {"date": rows_of.words.of_edtf(edtf), "kind": "meeting"}
    picture = timeline.picture(rows, rows_of.INDEX)
    time = Time.over(["2031-03-01", "2031-06-02"], timeline.LEFT, 1000)
    spans = {mark.label: next(s for s in mark.shapes if isinstance(s, Rect)) for mark in marks(picture)}
    bar = spans[f"{rows[0]['day']}: {rows[0]['title']}"]
    assert bar.x == pytest.approx(time.x("2031-03-01"))
    assert bar.x + bar.width == pytest.approx(time.x("2031-04-01"))


@pytest.mark.parametrize(
    ("edtf", "points"), [("../2031-06-02", "left"), ("2031-06-02/..", "right"), ("2031-06-02", None)]
)
def test_an_open_end_is_an_arrow_away_from_the_day(edtf, points):
    rows = rows_of.timeline(3)
    for row, text in zip(rows, (edtf, "2031-01-01", "2031-12-30"), strict=True):
        row |= {"date": rows_of.words.of_edtf(text), "kind": "meeting", "title": text}
    mark = next(m for m in marks(timeline.picture(rows, rows_of.INDEX)) if m.label.endswith(f": {edtf}"))
    bar = next(s for s in mark.shapes if isinstance(s, Rect))
    arrows = [s for s in mark.shapes if isinstance(s, Path)]
    assert bool(arrows) == bool(points)
    if points:
        tip = float(re.search(r"H([\d.]+)", arrows[0].d)[1])
        assert tip < bar.x if points == "left" else tip > bar.x + bar.width


def test_days_far_off_do_not_stretch_the_axis_and_are_drawn_all_the_same():
    known = [f"2031-{m:02d}-{d:02d}" for m in (5, 6) for d in range(1, 29)] + ["1999-01-01", "2044-01-01"]
    time = Time.over(known, 0, 1000)
    assert (time.first.year, time.last.year) == (2031, 2031)
    ordered = sorted(known)
    places = [time.x(day) for day in ordered]
    assert places == sorted(places) and len(set(places)) == len(places)
    assert places[0] >= 0 and time.end(ordered[-1]) <= 1000
    assert time.notes and not Time.over(known[:-2], 0, 1000).notes


@pytest.mark.parametrize(
    "known",
    [
        ["0001-01-01", "9999-12-31"],
        ["9999-12-31"],
        ["0001-01-01"],
        [f"{year:04}-05-06" for year in range(1, 9999, 7)],
    ],
)
def test_an_axis_reaches_as_far_as_the_calendar(known):
    time = Time.over(known, 0, 1000)
    assert all(-1 <= time.x(day) <= time.end(day) + 1e-6 <= 1001 for day in known)
    assert len(time.ticks()) < 40 and time.says


def one_claim(low, high, qualifier):
    rows = [rows_of.figure(1, low, high, qualifier), rows_of.figure(2, 10.0, 10.0, when="2031-01-03"),
            rows_of.figure(3, 200.0, 200.0, when="2031-12-03")]  # fmt: skip
    picture = figures.picture(figures.chosen(rows, "prisoner", "free"))
    return next(m for m in marks(picture) if f": {low} prisoners" in m.label)


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "up"),
    [(40.0, None, "at_least", True), (40.0, None, "more_than", True), (None, 40.0, "at_most", False)],
)
def test_a_value_that_is_open_has_an_arrow_to_where_it_is_open(low, high, qualifier, up):
    mark = one_claim(low, high, qualifier)
    dot = next(s for s in mark.shapes if isinstance(s, Dot))
    tip = float(re.search(r"V([\d.]+)", next(s for s in mark.shapes if isinstance(s, Path)).d)[1])
    assert tip < dot.y - dot.radius if up else tip > dot.y + dot.radius


def test_a_range_is_a_bar_between_its_values():
    mark = one_claim(40.0, 160.0, "range")
    exact = one_claim(40.0, 40.0, "exact")
    bar = next(s for s in mark.shapes if isinstance(s, Rect))
    dot = next(s for s in exact.shapes if isinstance(s, Dot))
    assert bar.y + bar.height == pytest.approx(dot.y) and bar.height > 40


def test_values_that_differ_much_stand_on_a_logarithmic_scale_and_it_is_said():
    rows = [rows_of.figure(1, 10.0, 10.0), rows_of.figure(2, 90000.0, 90000.0, when="2031-07-01")]
    assert any(
        "logarithmic" in note for note in figures.picture(figures.chosen(rows, "prisoner", None)).notes
    )
    near = [rows_of.figure(1, 10.0, 10.0), rows_of.figure(2, 90.0, 90.0, when="2031-07-01")]
    assert not any(
        "logarithmic" in note for note in figures.picture(figures.chosen(near, "prisoner", None)).notes
    )


@pytest.mark.parametrize(
    "values",
    [
        [1.0, 70.0],
        [0.0, 3.0],
        [5.0],
        [0.0],
        [1.0, 100000.0],
        [0.003, 0.5],
        [2e12, 3e12],
        [-5.0, 12.0],
        [-5.0],
    ],
)
def test_an_axis_holds_its_values_in_order_with_a_few_round_names(values):
    axis = Values.over(values, 100, 0)
    assert all(-1e-6 <= axis.y(value) <= 100 + 1e-6 for value in values)
    assert axis.y(min(values)) >= axis.y(max(values))
    assert 1 <= len(axis.ticks()) <= 6


def test_what_is_told_differently_is_ringed():
    rows = rows_of.figures(6)
    picture = figures.picture(figures.chosen(rows, None, "free"), differs={rows[0]["id"]})
    ringed = [m for m in marks(picture) if any(s.css == "p-differs" for s in m.shapes)]
    assert len(ringed) == 1 and ringed[0].label.endswith("told differently elsewhere")


def test_the_picture_of_meetings_counts_each_pair():
    sides = [rows_of.who(side) for side in ("Tavria", "Morvania", "Oruvia")]
    row = {**rows_of.meetings(1)[0], "status": "held", "hosts": []}
    rows = [
        {**row, "id": "a", "parties": sides[:2], "mediators": [sides[2]]},
        {**row, "id": "b", "parties": sides[:2], "mediators": []},
        {**row, "id": "c", "parties": sides[:2], "mediators": [], "status": "scheduled"},
    ]
    table = meetings.picture(rows, rows_of.INDEX).table
    assert table.rows[0] == ("Morvania", "Tavria", "2", "1", "0")
    assert ("Oruvia", "Tavria", "0", "0", "1") in table.rows


def test_the_picture_of_coverage_counts_every_page_once():
    of = rows_of.pages(500, outlets=60)
    table = coverage.picture(of, []).table
    assert sum(int(row[-1]) for row in table.rows) == 500
    assert sum(int(cell) for row in table.rows for cell in row[1:-1]) == 500


def test_a_hardened_position_stands_above_its_line_and_a_softened_one_below():
    rows = rows_of.positions(4)
    for row, change in zip(rows, ("new", "hardened", "softened", "repeated"), strict=True):
        row |= {
            "change": change,
            "party": "Tavria",
            "who": rows_of.who("Tavria"),
            "issue": "x",
            "issue_title": "x",
            "change_words": change,
        }
    place = {}
    for mark in marks(positions.picture(rows)):
        for change in ("new", "hardened", "softened", "repeated"):
            if mark.label.endswith(f"({change})"):
                shape = mark.shapes[0]
                place[change] = (
                    shape.y if isinstance(shape, Dot) else float(re.findall(r"[\d.]+", shape.d)[1])
                )
    assert place["hardened"] < place["new"] < place["softened"]


def test_text_is_cut_to_its_room_at_a_word():
    assert fit("Ceasefire between Velmara and Oruvia", 12, 120).endswith("…")
    for room in range(10, 300, 7):
        assert width(fit("Ceasefire between Velmara and Oruvia", 12, room), 12) <= room
        assert all(
            width(line, 12) <= room for line in wrapped("Ceasefire between Velmara and Oruvia", 12, room)
        )
    assert fit("short", 12, 100) == "short"
    assert width("Київ", 12) > 0 and width("首都", 12) == pytest.approx(2 * 12 * 1.06)
    assert width("e\u0301", 12) == pytest.approx(width("e", 12))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    return made(tmp_path_factory.mktemp("attacked"), HOSTILE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pages_words_are_never_markup(attacked, kind):
    with parley.open(attacked) as record:
        for text in (record.plot(kind).svg(), record.plot(kind, title=HOSTILE).svg("dark")):
            root = etree.fromstring(text.encode())
            assert {etree.QName(node).localname for node in root.iter()} <= TAGS
            for node in root.iter():
                assert not [
                    name for name in node.attrib if name.startswith("on") or name in ("style", "href")
                ]
            assert "\u202e" not in text and "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_file_is_light_dark_or_both_without_variables(attacked):
    with parley.open(attacked) as record:
        plotted = record.plot("meetings")
    assert "var(" not in plotted.svg() and plotted.svg().count("prefers-color-scheme") == 1
    assert "@media screen and" in plotted.svg() and "@media" not in plotted.svg("light")
    assert plotted.svg("light") != plotted.svg("dark")
    assert plotted._repr_svg_() == plotted.svg()
    with pytest.raises(UsageError):
        plotted.svg("sepia")


def test_a_png_holds_the_drawing_at_twice_its_size(attacked, tmp_path):
    pytest.importorskip("resvg_py")
    with parley.open(attacked) as record:
        plotted = record.plot("timeline", width=600)
    file = plotted.save(tmp_path / "new" / "t.png")
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 2 * (600 + 2 * svg.MARGIN)
    with pytest.raises(UsageError):
        plotted.save(tmp_path / "t.gif")


def test_filters_choose_what_is_drawn(isles):
    with parley.open(isles) as record:
        assert "3 pages" in record.plot("coverage").picture.about
        assert "1 page " in record.plot("coverage", outlet="The Sele Ledger").picture.about
        assert record.plot("figures", unit="rocket").table.rows[0][2] == "40"
        assert record.plot("figures", unit="zeppelin").picture.empty
        with pytest.raises(UsageError):
            record.plot("meetings", unit="rocket")
        with pytest.raises(UsageError):
            record.plot("pie")
        with pytest.raises(UsageError):
            record.plot("meetings", width=10)


def test_the_timeline_of_an_issue_holds_what_touches_it(attacked):
    with parley.open(attacked) as record:
        kinds = {row[1] for row in record.plot("timeline", issue="territory").table.rows}
        assert "position" in kinds and "incident" not in kinds
        assert record.plot("timeline", issue="sanctions").picture.empty


def test_values_are_finite_everywhere():
    for kind in KINDS:
        assert not re.search(r"nan|inf\b", svg.file(drawn(kind, 200)).split("</style>")[1])
    assert math.isfinite(drawn("figures", 3).height)
