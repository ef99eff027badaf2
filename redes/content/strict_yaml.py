"""YAML read strictly: every mistake has a file and a line, and nothing is guessed.

PyYAML reads YAML 1.1, where a bare ``no`` is False, ``on`` is True, ``1_000`` is a number and a
repeated key silently wins. Here only ``true`` and ``false`` are booleans, only plain digits are
numbers, dates stay dates, and a repeated key is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from redes.errors import RedesError


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing an author must mend.

    Attributes:
        path: The file, as shown to the author.
        line: Line in it, from 1; 0 when the whole file is meant.
        message: What is wrong and what to do.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(RedesError):
    """The catalogue cannot be loaded; all mistakes are told at once.

    Attributes:
        mistakes: What to mend, in order of file and line; never empty.
    """

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


M = TypeVar("M", bound=BaseModel)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads the catalogue five times faster


class _StrictLoader(_Base):  # type: ignore[misc]
    """Safe loader with the scalar types of YAML 1.2 that notes repeated keys.

    Attributes:
        repeated: (line from 1, key) of each key that stands a second time in its mapping; the first value is kept.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[tuple[int, str]] = []


_StrictLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("tag:yaml.org,2002:float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:timestamp", r"^\d{4}-\d{2}-\d{2}$", "0123456789"),
    ("tag:yaml.org,2002:merge", r"^(?:<<)$", "<"),
):
    _StrictLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


class _Unreadable(yaml.MarkedYAMLError):
    """Well-formed YAML that has no value here."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _Unreadable(None, None, "a key must be a plain word", key_node.start_mark)
        key = loader.construct_object(key_node, deep=True)
        value = loader.construct_object(value_node, deep=True)
        if key in found:
            loader.repeated.append((key_node.start_mark.line + 1, str(key)))
        else:
            found[key] = value
    return found


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _scalar(kind: str, otherwise: str) -> None:
    """Have a scalar that its own constructor fails on told with its line."""
    tag = f"tag:yaml.org,2002:{kind}"
    construct = _StrictLoader.yaml_constructors[tag]

    def constructed(loader: _StrictLoader, node: yaml.ScalarNode) -> Any:
        try:
            return construct(loader, node)
        except (ValueError, KeyError, AttributeError):  # what PyYAML's constructors happen to raise
            raise _Unreadable(None, None, f"'{node.value}' {otherwise}", node.start_mark) from None

    _StrictLoader.add_constructor(tag, constructed)


_scalar("timestamp", "is not a date that exists")
for _kind in ("bool", "int", "float"):
    _scalar(_kind, "is not what its tag says")


def _places(node: yaml.Node, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, key.value), key.start_mark.line + 1
            yield from _places(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _places(item, (*at, index))


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file with the lines its parts stand on.

    Attributes:
        path: As shown in mistakes.
        data: Plain values.
        lines: Place in the data -> line, from 1.
    """

    path: str
    data: Any
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, place: tuple[str | int, ...]) -> int:
        """Line of a place, or of the nearest enclosing one that exists."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path, *, shown_as: str | None = None) -> Document:
    """Parse one YAML file.

    Raises:
        ContentError: The file is not UTF-8 YAML, or repeats keys.
    """
    document, repeated = survey(path, shown_as=shown_as)
    if repeated:
        raise ContentError(repeated)
    return document


def survey(path: Path, *, shown_as: str | None = None) -> tuple[Document, list[Mistake]]:
    """Parse one YAML file as far as it goes.

    Returns:
        The document, in which the first of repeated keys counts, and a mistake for each repeated key.

    Raises:
        ContentError: The file is not UTF-8 YAML.
    """
    name = shown_as or str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ContentError([Mistake(name, 1, "is not UTF-8 text; save it as UTF-8")]) from None
    try:
        loader = _StrictLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise ContentError([Mistake(name, 1, "is empty; delete it or fill it in")])
        data = loader.construct_document(node)
        lines = dict(_places(node))
    except yaml.MarkedYAMLError as refused:
        mark = refused.problem_mark
        raise ContentError([Mistake(name, mark.line + 1 if mark else 1, refused.problem or "is not YAML")]) from None
    except yaml.YAMLError:
        raise ContentError([Mistake(name, 1, "holds characters that YAML does not allow")]) from None
    except RecursionError:
        raise ContentError([Mistake(name, 1, "is nested too deeply")]) from None
    repeated = [Mistake(name, line, f"the key '{key}' stands twice; keep one") for line, key in loader.repeated]
    return Document(name, data, lines), repeated


def validate(model: type[M], document: Document, *, at: tuple[str | int, ...] = ()) -> M:
    """Turn a part of a document into a typed value.

    Args:
        model: What it must be.
        document: Where it stands.
        at: Place of the part; empty for the whole.

    Raises:
        ContentError: One mistake for each problem the model found.
    """
    data = document.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data)
    except ValidationError as refused:
        mistakes = []
        for error in refused.errors(include_url=False):
            place = tuple(at) + tuple(error["loc"])
            where = ".".join(str(part) for part in error["loc"])
            message = error["msg"].removeprefix("Value error, ")
            if error["type"] == "extra_forbidden":
                message = f"unknown key; known here: {', '.join(_keys(model, error['loc'][:-1]))}"
            mistakes.append(
                Mistake(document.path, document.line_of(place), f"{where}: {message}" if where else message)
            )
        raise ContentError(mistakes) from None


def _keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Keys a model knows at a place, as far as the path can be followed."""
    current: Any = model
    for step in loc:
        if isinstance(step, int) or not hasattr(current, "model_fields"):
            continue
        field = next((f for n, f in current.model_fields.items() if step in (n, f.alias)), None)
        if field is None:
            break
        current = _innermost(field.annotation)
    fields = getattr(current, "model_fields", model.model_fields)
    return sorted(f.alias or n for n, f in fields.items())


def _innermost(annotation: Any) -> Any:
    for arg in getattr(annotation, "__args__", ()):
        found = _innermost(arg)
        if hasattr(found, "model_fields"):
            return found
    return annotation
