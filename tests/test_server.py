"""The address of a record on a server: read, shown and kept without its password."""

import pytest

from parley.errors import SettingsError, UsageError
from parley.locate import Place
from parley.server import is_server, masked, parsed, secret, without_secret
from parley.settings import resolve, user_file, write_value

PLAIN = "postgresql://anna@db.example:5433/talks?schema=peace&sslmode=require"


def test_the_schema_is_ours_and_the_rest_is_the_servers():
    address = parsed(PLAIN)
    assert address.schema == "peace" and address.shown == PLAIN
    assert address.conninfo == "postgresql://anna@db.example:5433/talks?sslmode=require"
    assert parsed("postgres://db.example/talks").schema == "parley"


@pytest.mark.parametrize(
    ("url", "shown", "kept"),
    [
        (PLAIN, PLAIN, PLAIN),
        ("postgresql://anna:hush@h/d", "postgresql://anna:***@h/d", "postgresql://anna@h/d"),
        ("postgresql://anna:hu@sh@h/d", "postgresql://anna:***@h/d", "postgresql://anna@h/d"),
        ("postgresql://anna:hu/sh@h/d", "postgresql://anna:***@h/d", "postgresql://anna@h/d"),
        ("postgresql://:hush@h/d", "postgresql://:***@h/d", "postgresql://@h/d"),
        (
            "postgresql://h/d?password=hush&schema=a",
            "postgresql://h/d?password=***&schema=a",
            "postgresql://h/d?schema=a",
        ),
        ("postgresql://h/d?PassWord=hush", "postgresql://h/d?PassWord=***", "postgresql://h/d"),
        ("postgresql://h/d?sslpassword=hush", "postgresql://h/d?sslpassword=***", "postgresql://h/d"),
    ],
)
def test_passwords_are_neither_shown_nor_kept(url, shown, kept):
    assert masked(url) == shown and without_secret(url) == kept and secret(url) == (url != kept)


@pytest.mark.parametrize(
    "url", ["postgresql://anna:hush@h/d#x", "postgresql://anna:hush@h/d?schema", "x://a:hush@b"]
)
def test_what_is_no_address_is_told_without_its_password(url):
    with pytest.raises(UsageError, match="such as") as caught:
        parsed(url)
    assert "hush" not in str(caught.value)


def test_what_names_a_server():
    assert is_server("postgresql://h/d") and is_server("POSTGRES://h/d")
    assert not is_server("record.sqlite") and not is_server("/postgresql:/x")


def test_the_store_is_one_records_own_setting(tmp_path):
    record, user = tmp_path / "parley.toml", tmp_path / "user.toml"
    write_value(record, "store", PLAIN)
    assert resolve(env={}, record_file=record, user_file=user).settings.store == PLAIN
    assert Place(tmp_path).exists and Place(tmp_path).address() == PLAIN
    user.write_text(f'store = "{PLAIN}"')
    with pytest.raises(SettingsError, match="one record to set"):
        resolve(env={}, record_file=record, user_file=user)


@pytest.mark.parametrize("value", ["mysql://h/d", "record.sqlite", "postgresql://h/d?schema=public"])
def test_a_store_that_cannot_be_one(tmp_path, value):
    with pytest.raises(SettingsError, match="store"):
        write_value(tmp_path / "parley.toml", "store", value)


def test_a_password_is_not_kept_in_a_folder(tmp_path):
    with pytest.raises(SettingsError, match="PGPASSFILE") as caught:
        write_value(tmp_path / "parley.toml", "store", "postgresql://anna:hush@h/d")
    (tmp_path / "parley.toml").write_text('store = "postgresql://anna:hush@h/d"')
    with pytest.raises(SettingsError, match="PGPASSFILE") as again:
        resolve(env={}, record_file=tmp_path / "parley.toml")
    assert "hush" not in str(caught.value) + str(again.value)
    found = resolve(env={"PARLEY_STORE": "postgresql://anna:hush@h/d"}).settings
    assert found.store == "postgresql://anna:hush@h/d" and "hush" not in repr(found)


def test_the_users_own_file_takes_none(cli):
    code, _, err = cli("config", "set", "--user", "store", PLAIN)
    assert code == 2 and "one record to set" in err and not user_file().exists()
