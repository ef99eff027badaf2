"""What Telegram says when it does not do what it was asked."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A call answered with ``ok: false``.

    Attributes:
        status: HTTP status, repeated as ``error_code`` in the body.
        description: The whole description, its prefix (``Bad Request: ``) included.
        retry_after: Seconds to wait, for 429 only.
    """

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after

    def answer(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> Refusal:
    """400, the commonest refusal."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """403: the chat exists, but the bot may not write there."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """409: two ways of receiving updates at once."""
    return Refusal(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> Refusal:
    """429, with the seconds to wait both in words and as a parameter."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
