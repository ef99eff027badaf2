"""The methods and types of the Bot API, as aiogram reads them.

aiogram builds the validators of all its types when it is imported, which takes six seconds; a method needs
few of them. So the building is put off, type by type, until it is asked for.
"""

from __future__ import annotations

import sys
import typing
from typing import Any

from pydantic import BaseModel

if "aiogram.types" in sys.modules:  # somebody was first: nothing to put off
    import aiogram.methods
    import aiogram.types
else:
    _rebuild = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(lambda cls, **_: None)  # type: ignore[assignment, method-assign]
    try:
        import aiogram.methods
        import aiogram.types
    finally:
        BaseModel.model_rebuild = _rebuild  # type: ignore[method-assign]

from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    cls.__api_method__: cls
    for cls in vars(aiogram.methods).values()
    if isinstance(cls, type) and issubclass(cls, TelegramMethod) and cls is not TelegramMethod
}
"""Every method of the Bot API, by its name as Telegram writes it."""

UPDATE_KINDS = frozenset(aiogram.types.Update.__annotations__) - {"update_id"}
"""What an update may carry, exactly one of them."""

_NAMES: dict[str, Any] = {
    "List": list,
    "Optional": typing.Optional,
    "Union": typing.Union,
    "Literal": typing.Literal,
    "Default": Default,
    **{name: getattr(aiogram.types, name) for name in aiogram.types.__all__},
}
_ready: set[type[BaseModel]] = set()

Model = typing.TypeVar("Model", bound=BaseModel)


def ready(model: type[Model]) -> type[Model]:
    """A method or type of aiogram, able to validate."""
    if model not in _ready:
        model.model_rebuild(_types_namespace=_NAMES)
        _ready.add(model)
    return model


def alternatives(annotation: Any) -> set[Any]:
    """The flat members of a union, without ``None`` and without aiogram's own defaults."""
    if typing.get_origin(annotation) is typing.Union or type(annotation).__name__ == "UnionType":
        return set().union(*(alternatives(part) for part in typing.get_args(annotation)))
    return {annotation} - {type(None), Default}
