from pathlib import Path

import pytest

from redes.settings import ROOT, BadSetting, Settings, read_settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch, tmp_path):
    """No ``.env`` of the developer is read."""
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_program_runs_on_its_own():
    assert read_settings() == Settings(
        telegram_token=None,
        telegram_base_url="https://api.telegram.org/bot",
        telegram_webhook_url=None,
        database_url=None,
        redis_url=None,
        secret_key=None,
        http_host="127.0.0.1",
        http_port=8080,
        rasa_url=None,
        rasa_token=None,
        data_dir=ROOT / "data",
        content_dir=ROOT / "content",
    )


def test_a_setting_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("REDES_HTTP_PORT", "9090")

    assert read_settings().http_port == 9090


def test_a_setting_comes_from_a_file_in_the_folder_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("REDES_HTTP_PORT=9090\nREDES_HTTP_HOST=0.0.0.0\nOTHER=1\n")
    monkeypatch.setenv("REDES_HTTP_PORT", "7070")

    settings = read_settings()

    assert (settings.http_port, settings.http_host) == (7070, "0.0.0.0")


def test_what_is_passed_wins_over_all(monkeypatch):
    monkeypatch.setenv("REDES_HTTP_PORT", "9090")

    assert read_settings(http_port=0).http_port == 0


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("REDES_TELEGRAM_TOKEN", "")

    assert read_settings().telegram_token is None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TELEGRAM_TOKEN", "MARKER", "a bot token looks like 123456:ABC-DEF; copy it whole from @BotFather"),
        ("TELEGRAM_TOKEN", "123456:", "a bot token looks like 123456:ABC-DEF; copy it whole from @BotFather"),
        ("TELEGRAM_BASE_URL", "MARKER", "must begin with http:// or https://"),
        ("TELEGRAM_WEBHOOK_URL", "MARKER.example.org", "must begin with http:// or https://"),
        ("RASA_URL", "ftp://MARKER", "must begin with http:// or https://"),
        ("SECRET_KEY", "MARKER", "needs at least 32 bytes of randomness, for example from: openssl rand -hex 32"),
        (
            "DATABASE_URL",
            "mysql://ana:MARKER@host/db",
            "must begin with sqlite:///, postgresql://, postgresql+psycopg:// or postgres://",
        ),
        ("REDIS_URL", "MARKER:6379", "must begin with redis://, rediss:// or unix://"),
        ("HTTP_PORT", "MARKER", "Input should be a valid integer, unable to parse string as an integer"),
        ("HTTP_PORT", "65536", "Input should be less than or equal to 65535"),
        ("HTTP_PORT", "-1", "Input should be greater than or equal to 0"),
        ("DATA_DIR", "~MARKER/data", "begins with a ~ that names no home folder; write the path out"),
        ("CONTENT_DIR", "~MARKER/content", "begins with a ~ that names no home folder; write the path out"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable_and_not_the_value(monkeypatch, name, value, message):
    monkeypatch.setenv(f"REDES_{name}", value)

    with pytest.raises(BadSetting) as refused:
        read_settings()

    assert str(refused.value) == f"REDES_{name}: {message}"


def test_several_bad_values_are_told_at_once(monkeypatch):
    monkeypatch.setenv("REDES_HTTP_PORT", "x")
    monkeypatch.setenv("REDES_RASA_URL", "x")

    with pytest.raises(BadSetting) as refused:
        read_settings()

    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == ["REDES_HTTP_PORT", "REDES_RASA_URL"]


def test_the_refused_value_does_not_follow_along_in_the_traceback(monkeypatch):
    monkeypatch.setenv("REDES_TELEGRAM_TOKEN", "MARKER")

    with pytest.raises(BadSetting) as refused:
        read_settings()

    assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)


def test_secrets_are_hidden_when_settings_are_printed(monkeypatch):
    for name, value in (
        ("TELEGRAM_TOKEN", "123456:MARKER"),
        ("SECRET_KEY", "MARKER" * 6),
        ("DATABASE_URL", "postgresql://ana:MARKER@host/db"),
        ("REDIS_URL", "redis://:MARKER@host"),
        ("RASA_TOKEN", "MARKER"),
    ):
        monkeypatch.setenv(f"REDES_{name}", value)

    settings = read_settings()

    assert "MARKER" not in repr(settings) + str(settings) + str(settings.model_dump())


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgresql://ana@host/db", "postgresql+psycopg://ana@host/db"),
        ("postgres://ana@host/db", "postgresql+psycopg://ana@host/db"),
        ("postgresql+psycopg://ana@host/db", "postgresql+psycopg://ana@host/db"),
        ("sqlite:////tmp/a.sqlite", "sqlite:////tmp/a.sqlite"),
    ],
)
def test_a_postgresql_address_gets_the_driver_that_is_installed(given, url):
    assert read_settings(database_url=given).sqlalchemy_url == url


def test_without_a_database_there_is_one_in_the_data_folder():
    assert read_settings(data_dir="/srv/redes").sqlalchemy_url == "sqlite:////srv/redes/redes.sqlite"


def test_folders_are_absolute_after_loading(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    settings = read_settings(data_dir="data", content_dir="~/content")

    assert (settings.data_dir, settings.content_dir) == (Path.cwd() / "data", (tmp_path / "home" / "content").resolve())


def test_the_public_address_loses_its_last_slash():
    settings = Settings(_env_file=None, public_url="https://redes.example.org/salud/")

    assert settings.public_url == "https://redes.example.org/salud"
