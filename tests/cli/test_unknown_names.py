"""A name that the record does not have is told with what it may be, and nothing empty is written."""

import pytest


@pytest.fixture
def on(cli, example_record):
    return lambda *args: cli(*args, "-r", example_record)


def test_who_has_an_office_is_told_where_it_is_asked_for_as_a_name(on):
    code, out, err = on("who", "foreign minister")
    assert (code, out) == (2, "") and "it is an office of" in err
    assert "Leyra Qadesh" in err and "Kalvets" not in err
    code, _, err = on("statements", "--speaker", "foreign minister")
    assert code == 0 and "it is an office of" in err


def test_a_brief_about_nobody_is_none(on, tmp_path):
    wrong = "no party 'Velmra' on record; did you mean 'Velmara'?"
    code, out, err = on("brief", "--party", "Velmra")
    assert (code, out) == (2, "") and wrong in err
    code, _, err = on("brief", "--party", "Velmra", "-o", tmp_path / "brief.md")
    assert code == 2 and wrong in err and not (tmp_path / "brief.md").exists()


def test_a_brief_of_a_time_of_which_nothing_is_told_is_one(on):
    code, out, _ = on("brief", "--since", "2050")
    assert code == 0 and out.startswith("# Brief")


@pytest.mark.parametrize("question", ["", "???"])
def test_a_question_without_a_word_is_an_error(on, question):
    code, out, err = on("ask", question)
    assert (code, out) == (2, "") and "a question without a word" in err
