"""Finding a record as git finds a repository, and what its folder keeps."""

import pytest

from parley import locate
from parley.errors import SettingsError, StoreDamaged, UnknownRecord

PROFILE = 'name = "isles"\nextends = "peace"\n[[states]]\nname = "Brantia"\ncode = "XBR"\nrole = "party"\n'


def record(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / locate.DATABASE).touch()
    return folder.resolve()


def test_a_named_record_is_the_folder_itself_the_one_above_dot_parley_or_the_file(tmp_path):
    held = record(tmp_path / "pages" / ".parley")
    for given in (held, tmp_path / "pages", held / "record.sqlite"):
        assert locate.find(given, {}).folder == held


def test_what_is_named_wins_over_the_environment_and_that_over_the_current_folder(tmp_path):
    here, there, named = (record(tmp_path / name) for name in ("here", "there", "named"))
    env = {"PARLEY_RECORD": str(there)}
    assert locate.find(named, env, here).folder == named
    assert locate.find(None, env, here).folder == there
    assert locate.find(None, {}, here).folder == here


def test_a_record_is_found_from_below_and_the_nearest_one_is_it(tmp_path):
    outer, inner = record(tmp_path / ".parley"), record(tmp_path / "a" / "b")
    assert locate.find(None, {}, tmp_path / "a").folder == outer
    (tmp_path / "a" / "b" / "c").mkdir()
    assert locate.find(None, {}, tmp_path / "a" / "b" / "c").folder == inner


def test_no_record_says_how_to_make_one(tmp_path):
    with pytest.raises(UnknownRecord, match="parley build"):
        locate.find(tmp_path, {})
    with pytest.raises(UnknownRecord, match="parley build"):
        locate.find(None, {}, tmp_path)


def test_where_a_build_goes(tmp_path):
    pages = tmp_path / "work" / "pages"
    pages.mkdir(parents=True)
    start = tmp_path / "work"
    assert locate.target(["pages"], None, {}, start).folder == (pages / ".parley").resolve()
    assert locate.target(["page.txt"], None, {}, start).folder == (start / ".parley").resolve()
    assert locate.target(["pages", "more"], None, {}, start).folder == (start / ".parley").resolve()
    assert locate.target(["pages"], tmp_path / "rec", {}, start).folder == (tmp_path / "rec").resolve()
    assert locate.target(["pages"], None, {"PARLEY_RECORD": str(tmp_path / "env")}, start).folder == (
        tmp_path / "env"
    )
    project = record(start / ".parley")
    assert locate.target(["pages"], None, {}, start).folder == project
    own = record(pages / ".parley")
    assert locate.target(["pages"], None, {}, start).folder == own
    assert locate.target(["other"], start, {}, tmp_path).folder == project


def test_sources_are_remembered_once_in_order_and_standard_input_is_not(tmp_path):
    place = locate.Place(tmp_path / "rec")
    assert place.sources() == ()
    place.remember(['/a "b" \\ é', "-", "/c"])
    place.remember(["/c", "/d"])
    assert place.sources() == ('/a "b" \\ é', "/c", "/d")
    (place.folder / locate.SOURCES).write_text("sources = 3", encoding="utf-8")
    with pytest.raises(StoreDamaged, match="list of texts"):
        place.sources()


def test_a_path_is_remembered_absolute_and_a_url_as_it_is(tmp_path):
    assert locate.absolute("a/../b.txt", tmp_path) == str((tmp_path / "b.txt").resolve())
    assert locate.absolute("https://gazette.example/1") == "https://gazette.example/1"
    assert locate.absolute("-") == "-"


def test_a_profile_given_by_path_is_copied_so_that_the_record_can_move(tmp_path):
    (tmp_path / "isles.toml").write_text(PROFILE, encoding="utf-8")
    place = locate.Place(tmp_path / "rec")
    place.keep_profile(str(tmp_path / "isles.toml"))
    (tmp_path / "isles.toml").unlink()
    moved = (tmp_path / "rec").rename(tmp_path / "moved")
    settings = locate.Place(moved).settings({}, {"XDG_CONFIG_HOME": str(tmp_path)}).settings
    assert settings.profile == str(moved / "profile.toml")
    assert (moved / "profile.toml").read_text(encoding="utf-8") == PROFILE
    locate.Place(moved).keep_profile(str(moved / "profile.toml"))  # its own copy again
    locate.Place(moved).keep_profile("peace")
    assert locate.Place(moved).settings({}, {}).settings.profile == "peace"


def test_a_profile_that_rests_on_another_file_cannot_be_taken_along(tmp_path):
    (tmp_path / "base.toml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "top.toml").write_text('name = "top"\nextends = "base.toml"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="could not take along"):
        locate.Place(tmp_path / "rec").keep_profile(str(tmp_path / "top.toml"))
    assert not (tmp_path / "rec").exists()
