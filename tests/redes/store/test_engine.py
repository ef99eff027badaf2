import stat

from sqlalchemy import text

from redes.store.engine import open_engine


def test_nobody_else_on_the_machine_may_read_a_database_in_a_file(tmp_path):
    path = tmp_path / "data" / "redes.sqlite"
    engine = open_engine(f"sqlite:///{path}")

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (word TEXT)"))
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    engine.dispose()

    assert modes.keys() >= {"redes.sqlite", "redes.sqlite-wal"}
    assert set(modes.values()) == {0o600}


def test_a_database_that_is_there_stays_as_it_is(tmp_path):
    path = tmp_path / "redes.sqlite"
    path.touch(mode=0o640)
    before = path.stat().st_mode

    open_engine(f"sqlite:///{path}").dispose()

    assert path.stat().st_mode == before


def test_an_engine_hides_values_and_survives_a_power_cut(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'redes.sqlite'}")

    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    engine.dispose()

    assert engine.hide_parameters
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
