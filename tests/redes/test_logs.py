import logging

import pytest

from redes.logs import kind_and_place, set_up_logs


@pytest.fixture
def _logging_as_before():
    """Loggers are global: they get their levels and handlers back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    loggers = [logger for logger in logging.Logger.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    levels = [(logger, logger.level) for logger in loggers]
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for logger in logging.Logger.manager.loggerDict.values():
        if isinstance(logger, logging.Logger) and logger not in loggers:
            logger.setLevel(logging.NOTSET)
    for logger, before in levels:
        logger.setLevel(before)


@pytest.mark.usefixtures("_logging_as_before")
@pytest.mark.parametrize("level", [logging.INFO, logging.DEBUG])
@pytest.mark.parametrize(
    "name",
    [
        "httpx",
        "httpcore.connection",
        "telegram.ext.Application",
        "apscheduler.scheduler",
        "rasa_sdk.executor",
        "sqlalchemy.engine.Engine",
        "alembic.runtime.migration",
        "asyncio",
    ],
)
def test_libraries_that_print_addresses_or_words_are_hushed(capsys, level, name):
    set_up_logs(level)

    logging.getLogger(name).error("https://api.telegram.org/bot123456:MARKER/getUpdates")

    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("_logging_as_before")
def test_access_logs_of_the_web_chat_are_hushed(capsys):
    set_up_logs()

    logging.getLogger("uvicorn.access").info("GET /?q=MARKER")

    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("_logging_as_before")
def test_what_the_program_says_goes_to_standard_error(capsys):
    set_up_logs()

    logging.getLogger("redes.anything").info("the store is up")

    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.endswith(" INFO redes.anything: the store is up\n")


def _fail(error: Exception) -> None:
    raise error


def _raised(error: Exception) -> Exception:
    with pytest.raises(type(error)) as raised:
        _fail(error)
    return raised.value


class Unprintable(Exception):
    def __str__(self) -> str:
        raise AssertionError("nobody asks for the text")

    __repr__ = __str__


def test_an_exception_is_told_by_kind_and_place():
    line = _fail.__code__.co_firstlineno + 1

    assert kind_and_place(_raised(ValueError("MARKER"))) == f"ValueError in _fail (test_logs.py:{line})"


@pytest.mark.parametrize(
    "error",
    [
        ValueError("MARKER"),
        KeyError("MARKER"),
        ExceptionGroup("MARKER", [ValueError("MARKER")]),
        UnicodeDecodeError("utf-8", b"MARKER", 0, 1, "MARKER"),
    ],
)
def test_the_text_of_an_exception_is_never_told(error):
    assert "MARKER" not in kind_and_place(error)
    assert "MARKER" not in kind_and_place(_raised(error))


def test_the_text_of_an_exception_is_not_even_asked_for():
    assert kind_and_place(Unprintable()) == "Unprintable"
    assert kind_and_place(_raised(Unprintable())).startswith("Unprintable in _fail (test_logs.py:")


def test_neither_cause_nor_context_is_told():
    def both() -> None:
        try:
            int("MARKER")
        except ValueError as first:
            raise RuntimeError("MARKER") from first

    with pytest.raises(RuntimeError) as raised:
        both()

    assert kind_and_place(raised.value) == f"RuntimeError in both (test_logs.py:{both.__code__.co_firstlineno + 4})"
