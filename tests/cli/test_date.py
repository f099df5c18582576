"""``parley date``: how the date of a page is known, and settling it by hand."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from parley.api import settle_date
from profiles_made import profile_of, state

MAY = """Brantian envoy Lena Ostrava Thursday played down hopes for the peace talks in Velgorad.
Brantia sent a team to Velgorad for the first direct talks with Corvale in three years.
Talks in Velgorad could take place on Thursday or Friday, Ostrava added.
Corvale launched its invasion of Brantia in February 2028, and the three-year war goes on.
"We expect little," she said.
"""
JUNE = """Brantia and Corvale failed on Monday to agree on a truce, the envoy Lena Ostrava said.
They met in Velgorad, which in mid-May also hosted their first round of direct talks.
The leaders of Brantia and Corvale may come together for a third round of talks later this month.
Ostrava called for a next meeting before the end of June, in what is now a three-year war.
Corvale launched its invasion of Brantia in February 2028, and Brantia has 40,000 troops.
"""
PROFILE = profile_of(
    "isles", state("Brantia", "XBR", "Brantian"), state("Corvale", "XCO", "Corvalian"), extends=None
)


@pytest.fixture
def dated(cli, tmp_path):
    folder = tmp_path / "dated"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "may.txt").write_text(MAY, encoding="utf-8")
    (folder / "pages" / "june.txt").write_text(JUNE, encoding="utf-8")
    (folder / "isles.toml").write_text(PROFILE, encoding="utf-8")
    code, _, err = cli("build", folder / "pages", "-o", folder / "rec", "--profile", folder / "isles.toml")
    assert code == 0, err
    return folder / "rec"


def pages(cli, record):
    rows = [json.loads(line) for line in cli("documents", "-r", record, "--nl")[1].splitlines()]
    return {row["uri"]: row for row in rows}


def said(cli, record):
    """The dates of the statements of the page of June."""
    rows = cli("statements", "-r", record, "--document", "june.txt", "--nl")[1].splitlines()
    return {json.loads(row)["date"]["edtf"] for row in rows}


def test_pages_without_a_date_are_dated_together(cli, dated):
    found = pages(cli, dated)
    assert found["june.txt"]["published"]["edtf"] == "2031-06-02/2031-06-30"
    assert found["may.txt"]["published"]["edtf"] == "2031-05-15"
    assert {row["published"]["basis"] for row in found.values()} == {"inferred"}


def test_the_proof_is_printed_in_sentences_with_the_words_it_rests_on(cli, dated):
    page = pages(cli, dated)["june.txt"]["id"]
    code, out, _ = cli("date", page, "-r", dated)
    assert code == 0
    assert "2031-06-02 to 2031-06-30, one of 17 days: from what the pages say" in out
    assert 'What is to be "later this month" is to be by the end of June, so it was written in June.' in out
    assert '"the end of June" (' in out
    assert cli("show", page, "--date", "-r", dated)[1] == out
    row = json.loads(cli("date", page, "-r", dated, "--json")[1])
    for step in row["published"]["proof"]:
        words = step["evidence"]
        assert JUNE[words["start"] : words["end"]] == words["quote"]


def test_what_a_person_settles_holds_and_what_hangs_on_it_follows(cli, dated):
    page = pages(cli, dated)["june.txt"]["id"]
    assert said(cli, dated) == {"../2031-06-30"}
    assert cli("date", page, "2031-06-03", "-r", dated)[0] == 0
    assert pages(cli, dated)["june.txt"]["published"]["basis"] == "user"
    assert said(cli, dated) == {"../2031-06-03"}
    assert cli("build", "-r", dated)[0] == 0  # a later build keeps it
    assert pages(cli, dated)["june.txt"]["published"]["edtf"] == "2031-06-03"
    assert cli("verify", "-r", dated)[0] == 0
    assert cli("date", page, "--take-back", "-r", dated)[0] == 0
    assert pages(cli, dated)["june.txt"]["published"]["edtf"] == "2031-06-02/2031-06-30"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["PAGE", "soon"], "soon"),
        (["PAGE", "0203-06-03"], "no page is of that time"),
        (["doc-nothing"], "doc-nothing"),
        (["PAGE", "2031-06-03", "--take-back"], "not both"),
        (["actor-"], "actor-"),
    ],
)
def test_what_cannot_be_is_a_usage_error_and_changes_nothing(cli, dated, args, message):
    before = pages(cli, dated)
    page = before["may.txt"]["id"]
    code, out, err = cli("date", *(page if arg == "PAGE" else arg for arg in args), "-r", dated)
    assert (code, out) == (2, "")
    assert message in err
    assert pages(cli, dated) == before


def test_two_persons_settle_dates_at_once_and_neither_is_lost(cli, dated):
    ids = [row["id"] for row in pages(cli, dated).values()]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda page: settle_date(dated, page, "2031-06-03"), ids * 3))
    assert [row["published"]["basis"] for row in pages(cli, dated).values()] == ["user", "user"]


def test_a_page_that_another_took_the_place_of_is_not_dated(cli, dated):
    page = pages(cli, dated)["june.txt"]["id"]
    source = dated.parent / "pages" / "june.txt"
    source.write_text(JUNE + "Ostrava left.\n", encoding="utf-8")
    assert cli("build", source.parent, "-r", dated)[0] == 0
    code, _, err = cli("date", page, "2031-06-03", "-r", dated)
    assert code == 2 and "newer version" in err


def test_a_date_against_what_is_proved_is_settled_and_said(cli, dated):
    page = pages(cli, dated)["june.txt"]["id"]
    code, out, err = cli("date", page, "1999", "-r", dated)
    assert code == 0 and "1999: settled by hand" in out
    assert "note: from what the pages say, it is 2031-06-02 to 2031-06-30" in err
