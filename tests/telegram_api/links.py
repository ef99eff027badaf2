"""Which links Telegram takes in buttons and in text (TDLib, ``LinkManager::get_checked_link``)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://|^(tg|ton):")
_OTHER = re.compile(r"^[A-Za-z][A-Za-z0-9+-]*:")  # mailto:, tel: and the like; a host has a dot
_HOST = re.compile(r"^[^\s/?#@<>\"'\\]+$")


def fault_of(url: str) -> str | None:
    """Why a link is refused, in Telegram's words, or ``None`` when it is taken.

    Taken are http and https with a dotted host (so not ``localhost``), ``tg:`` and ``ton:``, and a bare
    ``example.org/path``, which is read as http.
    """
    url = url.strip()
    scheme = _SCHEME.match(url)
    name = (scheme[1] or scheme[2]).lower() if scheme else "http"
    if name in {"tg", "ton"}:
        return None
    if name not in {"http", "https"}:
        return "Unsupported URL protocol"
    if not scheme and _OTHER.match(url):
        return "Wrong HTTP URL"
    try:
        split = urlsplit(url if scheme else f"http://{url}")
        host = split.hostname or ""
        _ = split.port
    except ValueError:
        return "Wrong HTTP URL"
    if not host:
        return "URL host is empty"
    if ":" in host:
        return None
    if "." not in host.strip(".") or host.endswith(".") or not _HOST.match(host) or re.search(r"\s", url):
        return "Wrong HTTP URL"
    return None


def mentioned_user(url: str) -> int | None:
    """The user of a ``tg://user?id=`` link."""
    match = re.fullmatch(r"tg:(?://)?user/?\?id=(\d+)", url.strip())
    return int(match.group(1)) if match else None
