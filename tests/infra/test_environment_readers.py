"""Environment readers refuse what they cannot read, naming the variable and what is expected."""

from pathlib import Path

import pytest

from openness.env import BadEnvironment, Environment

# Invented keys: sixteen bytes each, in base64.
KEY_A = "YWFhYWFhYWFhYWFhYWFhYQ=="
KEY_B = "YmJiYmJiYmJiYmJiYmJiYg=="


def test_a_short_signing_key_is_refused_with_its_length() -> None:
    with pytest.raises(BadEnvironment, match="SECRET_KEY 只有 5 个字符"):
        Environment({"SECRET_KEY": "short"}).long_secret("SECRET_KEY", least=50)
    assert Environment({"SECRET_KEY": "x" * 50}).long_secret("SECRET_KEY", least=50) == "x" * 50


def test_a_switch_that_is_neither_on_nor_off_is_refused_with_name_and_value() -> None:
    with pytest.raises(BadEnvironment, match="DEBUG.*on 或 off.*'maybe'"):
        Environment({"DEBUG": "maybe"}).flag("DEBUG")


@pytest.mark.parametrize(
    ("text", "expected"), [("on", True), ("TRUE", True), ("1", True), ("off", False), ("0", False)]
)
def test_a_switch_takes_the_usual_words(text: str, expected: bool) -> None:
    assert Environment({"DEBUG": text}).flag("DEBUG") is expected


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_switch_is_its_default(text: str) -> None:
    assert Environment({"DEBUG": text}).flag("DEBUG", default=True) is True


def test_a_missing_secret_is_refused_and_both_ways_to_give_it_are_named() -> None:
    with pytest.raises(BadEnvironment, match="SECRET_KEY.*SECRET_KEY_FILE"):
        Environment({}).secret("SECRET_KEY")


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    variables = {"SECRET_KEY": "a", "SECRET_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(BadEnvironment, match="只能设一个"):
        Environment(variables).secret("SECRET_KEY")


def test_a_secret_file_that_is_not_there_is_refused_with_its_path() -> None:
    with pytest.raises(BadEnvironment, match="SECRET_KEY_FILE.*/nowhere/key"):
        Environment({"SECRET_KEY_FILE": "/nowhere/key"}).secret("SECRET_KEY")


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("\n")
    with pytest.raises(BadEnvironment, match="是空的"):
        Environment({"SECRET_KEY_FILE": str(file)}).secret("SECRET_KEY")


def test_a_secret_file_is_read_without_its_line_end(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from a file\n")
    assert Environment({"SECRET_KEY_FILE": str(file)}).secret("SECRET_KEY") == "from a file"


@pytest.mark.parametrize(
    "text",
    [
        "no-colon",
        f":{KEY_A}",
        "a:",
        "a:not base64",
        "a:c2hvcnQ=",  # five bytes
        f"a-b:{KEY_A}",
        f"a:{KEY_A},",
    ],
)
def test_a_malformed_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadEnvironment, match="PERSONAL_DATA_KEYS") as refused:
        Environment({"PERSONAL_DATA_KEYS": text}).keys("PERSONAL_DATA_KEYS")
    assert KEY_A not in str(refused.value)


def test_a_key_id_used_twice_is_refused() -> None:
    with pytest.raises(BadEnvironment, match="'a' 出现两次"):
        Environment({"PERSONAL_DATA_KEYS": f"a:{KEY_A},a:{KEY_B}"}).keys("PERSONAL_DATA_KEYS")


def test_keys_keep_their_order_because_the_first_one_writes() -> None:
    ring = Environment({"PERSONAL_DATA_KEYS": f"new:{KEY_B}, old:{KEY_A}"}).keys("PERSONAL_DATA_KEYS")
    assert list(ring.items()) == [("new", b"b" * 16), ("old", b"a" * 16)]


@pytest.mark.parametrize("address", ["mysql://u:hidden@h/x", "hidden", "/var/hidden.sqlite3"])
def test_a_database_that_is_neither_sqlite_nor_postgresql_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadEnvironment, match="DATABASE_URL.*postgres://") as refused:
        Environment({"DATABASE_URL": address}).database("DATABASE_URL")
    assert "hidden" not in str(refused.value)


def test_a_postgresql_address_is_taken_apart() -> None:
    database = Environment({"DATABASE_URL": "postgres://u:p%40ss@db:5433/x"}).database("DATABASE_URL")
    assert database is not None
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db", 5433, "p@ss")


def test_no_database_address_and_no_default_is_none() -> None:
    assert Environment({}).database("REPLICA_DATABASE_URL") is None


def test_a_relative_folder_is_refused() -> None:
    with pytest.raises(BadEnvironment, match="MEDIA_ROOT.*绝对路径"):
        Environment({"MEDIA_ROOT": "media"}).path("MEDIA_ROOT", default=Path("/x"))


@pytest.mark.parametrize("text", ["Beijing", "../etc/passwd", "UTC+8"])
def test_an_unknown_time_zone_is_refused(text: str) -> None:
    with pytest.raises(BadEnvironment, match="TIME_ZONE.*Asia/Shanghai"):
        Environment({"TIME_ZONE": text}).time_zone("TIME_ZONE", default="Asia/Shanghai")


def test_a_list_drops_blanks() -> None:
    assert Environment({"ALLOWED_HOSTS": " a.example , ,b.example"}).names_list("ALLOWED_HOSTS") == [
        "a.example",
        "b.example",
    ]


def test_every_name_asked_for_is_remembered() -> None:
    environment = Environment({})
    environment.flag("DEBUG")
    environment.secret("SECRET_KEY", default="x")
    assert environment.names == {"DEBUG", "SECRET_KEY"}
    assert environment.secret_names == {"SECRET_KEY"}
