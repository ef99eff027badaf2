"""From an HTTP request to checked parameters.

Telegram takes GET and POST, and bodies in JSON, urlencoded and multipart form
(https://core.telegram.org/bots/api#making-requests). The types are those of ``aiogram.methods``: a second
reading of the Bot API, so that a misunderstanding of the bot's own library is not made here again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from .bot_api import METHODS, alternatives, ready
from .errors import Refusal, bad_request
from .keyboards import check_markup, spelled_out

# After bot_api, which has to import aiogram first.
from aiogram.types import BufferedInputFile, InputFile  # isort: skip

MAX_BODY = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RawCall:
    """Parameters as text and files, before anybody knows their types."""

    values: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)


_BY_LOWER = {name.lower(): name for name in METHODS}

_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "from_chat_id": "from_chat_id is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "action": "wrong parameter action in request",
}


def method_named(name: str) -> str | None:
    """The name as Telegram writes it; case does not matter. ``None`` for what is no method."""
    return _BY_LOWER.get(name.lower())


async def read(request: Request) -> RawCall:
    """Query string and body of a request, in whichever of Telegram's forms it is."""
    values: dict[str, str] = {name: str(value) for name, value in request.query_params.items()}
    files: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        raise Refusal(413, "Request Entity Too Large")
    if request.method == "GET":
        return RawCall(values)
    if request.method != "POST":
        raise Refusal(405, "Method Not Allowed")
    if kind == "application/json":
        values |= _json_body(await request.body())
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form(max_part_size=MAX_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    mime_type = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, mime_type, await value.read())
                else:
                    values[name] = value
    elif await request.body():
        raise bad_request("unsupported content-type")
    return RawCall(values, files)


def _json_body(body: bytes) -> dict[str, str]:
    try:
        data = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(data, dict):
        raise bad_request("can't parse request body as JSON: an Object is expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in data.items()
        if value is not None
    }


def check(method: str, raw: RawCall) -> dict[str, Any]:
    """Parameters of a call, by name, with their types.

    Objects and lists stay as parsed JSON, uploads become ``Upload``; only what was given is there.

    Raises:
        Refusal: 400 for an unknown, missing or ill-typed parameter. Telegram itself ignores unknown ones;
            here they are refused, because they are always a mistake of the caller.
    """
    fields = ready(METHODS[method]).model_fields
    unknown = sorted(set(raw.values) - set(fields))
    if unknown:
        raise bad_request(f"{method} has no parameter {', '.join(unknown)} (Telegram would ignore it)")
    given: dict[str, Any] = {}
    used: set[str] = set()
    for name, info in fields.items():
        kinds = alternatives(info.annotation)
        if InputFile in kinds:
            value = _file_or_text(name, raw, used)
        elif name in raw.values:
            value = _typed(name, raw.values[name], kinds)
        else:
            value = None
        if value is None or (value == "" and name in _MISSING):
            if info.is_required():
                raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
            continue
        given[name] = spelled_out(value) if name == "reply_markup" else value
    if left := sorted(set(raw.files) - used):
        raise bad_request(f"{method} has no use for the uploaded file {', '.join(left)}")
    _validate(method, given)
    return given


def _file_or_text(name: str, raw: RawCall, used: set[str]) -> Upload | str | None:
    if name in raw.files:
        used.add(name)
        return raw.files[name]
    value = raw.values.get(name)
    if value is None or not value.startswith("attach://"):
        return value or None
    attached = value.removeprefix("attach://")
    if attached not in raw.files:
        raise bad_request(f'the file "{attached}" named by the parameter {name} was not uploaded')
    used.add(attached)
    return raw.files[attached]


def _typed(name: str, value: str, kinds: set[Any]) -> Any:
    """A value as the declared type wants it: text stays, everything else is JSON in the text."""
    if str in kinds:
        numeric = int in kinds and value.lstrip("-").isdigit()
        return int(value) if numeric else value
    if bool in kinds and value.lower() in {"true", "false", "1", "0", "yes", "no"}:
        return value.lower() in {"true", "1", "yes"}
    try:
        return json.loads(value)
    except ValueError:
        what = "JSON object" if any(_is_model(part) for part in kinds) else "value"
        raise bad_request(f"can't parse parameter {name}: not a {what}") from None


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _validate(method: str, given: dict[str, Any]) -> None:
    if "reply_markup" in given:
        check_markup(given["reply_markup"])
    as_aiogram = {
        name: BufferedInputFile(value.data, value.name) if isinstance(value, Upload) else value
        for name, value in given.items()
    }
    try:
        parsed = ready(METHODS[method]).model_validate(as_aiogram)
    except ValidationError as wrong:
        first = min(wrong.errors(), key=lambda error: error["type"] != "missing")
        place = [str(part) for part in first["loc"]]
        if first["type"] == "missing" and len(place) > 1:
            raise bad_request(f'can\'t find field "{place[-1]}"') from None
        raise bad_request(f"parameter {'.'.join(place)} of {method}: {first['msg']}") from None
    for name, value in given.items():
        _audit(getattr(parsed, name), value, name)


def _audit(value: Any, raw: Any, place: str) -> None:
    """Refuse what pydantic forgives: unknown fields of objects, and words for true and false."""
    if isinstance(value, bool) and not isinstance(raw, bool):
        raise bad_request(f'field "{place.rpartition(".")[2]}" must be of type Boolean')
    if isinstance(value, list) and isinstance(raw, list):
        for number, (item, raw_item) in enumerate(zip(value, raw, strict=True)):
            _audit(item, raw_item, f"{place}.{number}")
    if isinstance(value, BaseModel) and isinstance(raw, dict):
        if value.model_extra:
            raise bad_request(f"{place} has no field {', '.join(sorted(value.model_extra))}")
        for name, info in type(value).model_fields.items():
            raw_name = info.alias if info.alias in raw else name
            if raw_name in raw:
                _audit(getattr(value, name), raw[raw_name], f"{place}.{raw_name}")
