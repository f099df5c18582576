"""Layers of settings, their origin, and writing one without losing the rest of the file."""

import tomllib
from importlib import import_module

import pytest

from parley.cli.main import COMMANDS
from parley.errors import SettingsError
from parley.settings import HELP, PERSONAL, Settings, resolve, user_file, write_value


@pytest.fixture
def files(tmp_path):
    user, record = tmp_path / "user.toml", tmp_path / "parley.toml"
    user.write_text('workers = 2\noutlet = "Gull Herald"\nlanguages = ["en"]\n', encoding="utf-8")
    record.write_text("workers = 3\nmax_page_bytes = 5000\n", encoding="utf-8")
    return user, record


def test_a_flag_beats_the_environment_beats_the_record_beats_the_user_beats_the_default(files):
    user, record = files
    env = {"PARLEY_MAX_PAGE_BYTES": "7000", "PARLEY_WORKERS": "4"}
    found = resolve({"workers": 5}, env, record, user)
    assert found.settings == Settings(workers=5, max_page_bytes=7000, outlet="Gull Herald")
    assert {key: where for key, where in found.origin.items() if where != "default"} == {
        "workers": "flag",
        "max_page_bytes": "environment",
        "outlet": str(user),
        "languages": str(user),
    }
    assert set(found.origin) == set(HELP)


def test_a_flag_that_was_not_given_sets_nothing(files):
    assert resolve({"workers": None}, {}, *reversed(files)).settings.workers == 3


def test_variables_that_are_no_settings_are_left_alone():
    env = {"PARLEY_EVAL_DATA": "/data", "PARLEY_RECORD": "/rec", "OTHER": "1"}
    assert resolve({}, env).settings == Settings()


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("wrkers", 1, "did you mean 'workers'"),
        ("zzz", 1, "known: profile, languages"),
        ("workers", "many", "whole number"),
        ("workers", -1, "whole number"),
        ("workers", True, "whole number"),
        ("languages", [1], "list of words"),
        ("outlet", 3, "text"),
    ],
)
def test_wrong_keys_and_values_say_what_would_be_right(key, value, message):
    with pytest.raises(SettingsError, match=message):
        resolve({key: value}, {})


@pytest.mark.parametrize("key", sorted(PERSONAL))
def test_a_record_cannot_say_where_pages_are_sent(files, key):
    user, record = files
    value = "TALKS_KEY" if key == "llm_api_key_env" else "http://127.0.0.1:9/v1"
    user.write_text(f'{key} = "{value}"\n', encoding="utf-8")
    assert getattr(resolve({}, {}, record, user).settings, key) == value
    record.write_text(f'{key} = "{value}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=f"{key} is not for a record to set.*--user"):
        resolve({}, {}, record, user)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("llm_endpoint", "ftp://models.example/v1"),
        ("llm_endpoint", "models.example/v1"),
        ("llm_endpoint", "http://"),
        ("llm_endpoint", "http://models.example:port/v1"),
        ("llm_endpoint", "http://models.example/v1\n"),
        ("llm_endpoint", "http://ann:hidden@models.example/v1"),
        ("llm_endpoint", "http://models.example/v1?key=hidden"),
        ("llm_proxy", "http://ann:hidden@proxy.example"),
        ("llm_api_key_env", "sk-hidden"),
        ("llm_model", "a\nb"),
        ("llm_timeout", 0),
        ("llm_parallel", 0),
    ],
)
def test_a_model_is_named_by_a_plain_address_and_no_secret_is_repeated(key, value, tmp_path):
    with pytest.raises(SettingsError, match=f"flag: {key} must") as told:
        resolve({key: value}, {})
    assert "hidden" not in str(told.value)
    with pytest.raises(SettingsError, match="must"):
        write_value(tmp_path / "parley.toml", key, value)
    assert not (tmp_path / "parley.toml").exists()


def test_an_unknown_variable_is_an_error_too():
    with pytest.raises(SettingsError, match="environment: unknown setting 'worker'"):
        resolve({}, {"PARLEY_WORKER": "2"})


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "parley.toml").write_text("workers = ", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"parley\.toml: not valid TOML"):
        resolve({}, {}, tmp_path / "parley.toml")


def test_writing_keeps_comments_and_other_keys(tmp_path):
    file = tmp_path / "parley.toml"
    file.write_text('# mine\nworkers = 2 \noutlet = "Gull = Herald"\n', encoding="utf-8")
    assert write_value(file, "workers", "6") == 6
    assert file.read_text(encoding="utf-8") == '# mine\nworkers = 6\noutlet = "Gull = Herald"\n'


@pytest.mark.parametrize(
    ("key", "given", "stored"),
    [
        ("languages", " en,", ["en"]),
        ("outlet", 'The "Seaward"\tGazette \\ é 😀', 'The "Seaward"\tGazette \\ é 😀'),
        ("max_page_bytes", "10", 10),
    ],
)
def test_a_new_key_is_added_with_what_it_means(tmp_path, key, given, stored):
    file = tmp_path / "deeper" / "parley.toml"
    write_value(file, key, given)
    text = file.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {key: stored}
    assert HELP[key] in text
    assert getattr(resolve({}, {}, file).settings, key) == (tuple(stored) if key == "languages" else stored)


def test_a_file_that_cannot_be_edited_by_line_is_left_as_it_is(tmp_path):
    file = tmp_path / "parley.toml"
    before = 'languages = [\n  "en",\n]\n'
    file.write_text(before, encoding="utf-8")
    with pytest.raises(SettingsError, match="by hand"):
        write_value(file, "languages", "en")
    assert file.read_text(encoding="utf-8") == before


def test_a_language_without_a_pack_is_refused_where_it_is_set(tmp_path):
    with pytest.raises(SettingsError, match="no language pack for fr; there is one for: en"):
        resolve({}, {"PARLEY_LANGUAGES": "en,fr"})
    with pytest.raises(SettingsError, match="no language pack"):
        write_value(tmp_path / "parley.toml", "languages", "fr")


def test_every_setting_is_explained():
    assert set(HELP) == set(Settings.__dataclass_fields__)


def test_the_users_file_lies_where_configuration_lies(tmp_path):
    assert user_file({"XDG_CONFIG_HOME": str(tmp_path)}) == tmp_path / "parley" / "parley.toml"
    assert user_file({}).parts[-3:] == (".config", "parley", "parley.toml")


def test_no_variable_that_a_command_reads_is_taken_for_a_setting():
    read = set()
    for section in COMMANDS.values():
        for name, (module, _) in section.items():
            command = getattr(import_module(f"parley.cli.{module}"), name.replace("-", "_"), None)
            for option in getattr(command, "params", ()):
                read |= {option.envvar} if isinstance(option.envvar, str) else set(option.envvar or ())
    assert "PARLEY_TOKEN" in read
    assert resolve({}, dict.fromkeys(read, "x")).settings == Settings()
