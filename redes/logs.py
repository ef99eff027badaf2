"""Logs say what happened, never to whom.

Exception texts and HTTP logs can quote what a person wrote or the bot's token, so neither is printed.
"""

import logging
import sys


def set_up_logs(level: int = logging.INFO) -> None:
    """Logs of this program to standard error; libraries that print addresses or words are hushed.

    httpx prints every request's address at INFO, and Telegram's address holds the bot token.
    """
    logging.basicConfig(
        level=level,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%H:%M:%S",
        force=True,
    )
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "apscheduler",
        "aiosqlite",
        "alembic",
        "rasa_sdk",
        "sqlalchemy",
        "asyncio",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.ERROR)


def kind_and_place(failed: BaseException) -> str:
    """An exception without its text: its type and the line of code that raised it."""
    trace = failed.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(failed).__name__
    code = trace.tb_frame.f_code
    return f"{type(failed).__name__} in {code.co_name} ({code.co_filename.rpartition('/')[2]}:{trace.tb_lineno})"
