"""Rasa's logs say that something happened and where, never what somebody wrote.

Rasa logs message texts, slots and whole events in dozens of places, some of them at ERROR and inside
exception texts. Which ones cannot be known for good, so no message of Rasa's is printed at all: a line of
its log holds the level, the logger and the line of code. Its structured logger, which prints everything
until it is configured, keeps the event's name only.
"""

import logging
import os
import sys
import warnings
from typing import Any, MutableMapping

import structlog

_KEPT = ("event", "level")


def hush() -> None:
    """Configure both logging systems and the warnings. To be called before Rasa is imported."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ["LOG_LEVEL"] = "WARNING"
    os.environ["LOG_LEVEL_LIBRARIES"] = "ERROR"
    # Libraries add filters of their own when imported; a warning's text may quote data, so none is shown.
    warnings.showwarning = lambda *_, **__: None
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutWords())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    structlog.configure(
        processors=[structlog.processors.add_log_level, _event_only, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class _WithoutWords(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        kind = f" {record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""
        words = f" {record.getMessage()}" if record.name.startswith("redes_nlu") else ""
        return f"rasa: {record.levelname} {record.name}:{record.lineno}{kind}{words}"


def _event_only(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: event[key] for key in _KEPT if key in event}
