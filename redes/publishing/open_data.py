"""Open data: the published counts as a table, with a data dictionary.

One row a cell, in the tidy form that spreadsheets and statistics programs read. The dictionary follows the Data Package
standard (https://datapackage.org/standard/data-package/) with the fields of Table Schema. Words come from the catalogue.
"""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from redes.content.catalogue import Catalogue
from redes.publishing.linked import K
from redes.publishing.periods import Period
from redes.publishing.release import Record
from redes.publishing.shape import GROUP, NOT_TOLD, OTHER, Where

COLUMNS: Mapping[str, str] = {
    "territory": "territorio",
    "category": "familia",
    "barrier": "barrera",
    "service": "servicio",
    "voice": "voz",
    "rule": "regla",
    "ips": "institucion",
    "group": "grupo",
}
"""Dimension -> its column. Empty there means: over all of them."""

HEADINGS = ("periodo", "clase_periodo", *COLUMNS.values(), "reportes", "oculto")
"""Columns in order; ``reportes`` is empty where ``oculto`` is true."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""

Row = dict[str, str | int | bool | None]


def periods_of(record: Record, months: int) -> list[Period]:
    """The last published months, and the quarters and years that lie wholly in them; in order, the shorter first."""
    wanted = set(record.months(months))
    inside = (one for one in record.releases if wanted.issuperset(one.months()))
    return sorted(inside, key=lambda one: (one.after, -one.first_day.toordinal()))


def rows(record: Record, periods: Collection[Period]) -> Iterator[Row]:
    """Everything that is published of some periods; zeros too, so that nobody takes them for what is hidden.

    What a period does not tell at all (see :func:`redes.publishing.shape.told`) has no row.
    """
    for period in periods:
        for cell, figure in record.releases[period].cells():
            yield {
                "periodo": str(period),
                "clase_periodo": period.kind,
                **dict.fromkeys(COLUMNS.values()),
                **dict(_named(cell)),
                "reportes": figure,
                "oculto": figure is None,
            }


def as_csv(data: Iterator[Row]) -> Iterator[str]:
    """Lines of a CSV file (RFC 4180), to be written as UTF-8."""
    line = io.StringIO()
    writer = csv.DictWriter(line, HEADINGS, lineterminator="\r\n")
    writer.writeheader()
    for row in data:
        writer.writerow({name: _written(value) for name, value in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def as_json(data: Iterator[Row]) -> Iterator[str]:
    """A JSON array, one row a line."""
    before = "["
    for row in data:
        yield f"{before}\n{json.dumps(row, ensure_ascii=False)}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def dictionary(
    catalogue: Catalogue, periods: Collection[Period], *, path: str, rules: Mapping[str, str], today: date
) -> dict[str, Any]:
    """The data dictionary: ``datapackage.json``.

    Args:
        catalogue: Names and texts; in Spanish, as the data are.
        periods: Which are in the file.
        path: Name of the data file beside it.
        rules: Id of a rule -> what it says.
        today: The day, in Colombia.
    """
    text = catalogue.texts["es"].texts
    form = path.rpartition(".")[2]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "redes-barreras",
        "title": text["datos.titulo"],
        "description": text["datos.descripcion"].format(k=K),
        "created": f"{today.isoformat()}T00:00:00-05:00",
        "version": catalogue.version,
        "resources": [
            {
                "name": "reportes",
                "path": path,
                "format": form,
                "mediatype": "text/csv" if form == "csv" else "application/json",
                "encoding": "utf-8",
                "description": text["datos.tabla"],
                "schema": {
                    "fields": list(_fields(catalogue, periods, rules)),
                    "missingValues": [""],
                    "primaryKey": list(HEADINGS[:-2]),
                },
            }
        ],
    }


def _named(cell: Where) -> Iterator[tuple[str, str]]:
    for name, value in cell:
        if name.startswith(GROUP):
            yield COLUMNS["group"], name.removeprefix(GROUP)
        else:
            yield COLUMNS[name], value


def _written(value: object) -> str:
    """A value as a spreadsheet may see it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() if value.startswith(_FORMULA):
            return "'" + value
        case _:
            return str(value)


def _fields(catalogue: Catalogue, periods: Collection[Period], rules: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    text = catalogue.texts["es"].texts
    names = _names(catalogue, rules)
    for heading in HEADINGS:
        field: dict[str, Any] = {"name": heading, "type": "string", "description": text[f"datos.campo.{heading}"]}
        match heading:
            case "periodo":
                field["constraints"] = {"required": True, "enum": [str(one) for one in periods]}
            case "clase_periodo":
                field["constraints"] = {"required": True, "enum": ["mes", "trimestre", "año"]}
            case "reportes":
                field |= {"type": "integer", "constraints": {"minimum": 0}}
            case "oculto":
                field |= {"type": "boolean", "constraints": {"required": True}}
            case _:
                field["categories"] = [{"value": value, "label": label} for value, label in names[heading].items()]
        yield field


def _names(catalogue: Catalogue, rules: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Column -> value -> what it is called."""
    text = catalogue.texts["es"].texts
    either = {OTHER: text["datos.otro"], NOT_TOLD: text["datos.sin-decir"]}
    terms = {
        fact: {term.value: term.label["es"] for term in catalogue.vocabularies[fact].terms}
        for fact in ("servicio", "grupo")
    }
    return {
        "territorio": {one.id: one.name for one in catalogue.territories.values()} | either,
        "familia": {one.id: one.name for one in catalogue.categories} | either,
        "barrera": {one.id: one.name for one in catalogue.barriers.values()},
        "servicio": terms["servicio"] | either,
        "voz": {"staff": text["datos.voz.staff"], "migrante": text["datos.voz.migrante"]} | either,
        "regla": dict(rules) | either,
        "institucion": {one.id: one.name for one in catalogue.contacts.values()} | either,
        "grupo": terms["grupo"],
    }
