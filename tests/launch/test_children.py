from pathlib import Path

from launch.children import dialogue_servers
from redes.settings import Settings, read_settings

MODEL = Path("/models/a.tar.gz")


def settings(tmp_path: Path, **given: object) -> Settings:
    return read_settings(data_dir=tmp_path, **given)


def test_rasa_of_somebody_else_is_not_started(tmp_path: Path):
    servers = dialogue_servers(settings(tmp_path, rasa_url="http://rasa:5005", rasa_token="t"), None)

    assert (servers.url, servers.token, servers.children) == ("http://rasa:5005", "t", ())


def test_an_own_rasa_gets_a_fresh_token_a_port_of_its_own_and_its_actions(tmp_path: Path):
    one, two = (dialogue_servers(settings(tmp_path), MODEL) for _ in range(2))
    actions, rasa = one.children

    assert [child.name for child in one.children] == ["actions", "rasa"]
    assert one.token != two.token
    assert rasa.environment["REDES_RASA_TOKEN"] == one.token
    assert rasa.environment["REDES_ACTIONS_URL"] == f"http://127.0.0.1:{actions.command[-1]}/webhook"
    assert one.url == f"http://127.0.0.1:{rasa.command[-1]}"
    assert str(MODEL) in rasa.command
    assert one.token not in " ".join([*rasa.command, *actions.command])  # commands can be read by all users


def test_no_child_learns_the_bots_token_and_rasa_learns_neither_key_nor_database(tmp_path: Path):
    told = settings(
        tmp_path, telegram_token="123456:SECRET", secret_key="k" * 32, database_url="postgresql://u:PASSWORD@h/d"
    )

    actions, rasa = dialogue_servers(told, MODEL).children

    assert "123456:SECRET" not in [*actions.environment.values(), *rasa.environment.values()]
    assert [v for v in rasa.environment.values() if "PASSWORD" in v or v == "k" * 32] == []
    assert actions.environment["REDES_SECRET_KEY"] == "k" * 32
    assert actions.environment["REDES_DATABASE_URL"] == "postgresql://u:PASSWORD@h/d"
