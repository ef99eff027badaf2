"""``redes export``: the published counts as open data."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from launch.house import House
from redes.calendar import today
from redes.publishing.open_data import as_csv, as_json, dictionary, periods_of, rows
from redes.publishing.publisher import bring_up_to_date
from redes.publishing.release import Record
from redes.publishing.shape import frame_of

Form = Literal["csv", "json"]


def record_of(house: House) -> Record:
    """All that is published; what closed meanwhile is published first.

    Raises:
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    shelf = house.shelf
    frame = frame_of(shelf.catalogue, [rule.id for rule in shelf.law.rulebook.rules])
    return bring_up_to_date(uow=house.unit_of_work(), frame=frame, today=today())


def export(record: Record, months: int, form: Form) -> Iterator[str]:
    """The data, in pieces.

    Args:
        record: All that is published.
        months: How many of the last published months.
        form: Of the file.
    """
    data = rows(record, periods_of(record, months))
    return as_csv(data) if form == "csv" else as_json(data)


def write(house: House, record: Record, months: int, form: Form, folder: Path) -> tuple[Path, Path]:
    """Data and dictionary as files of a folder, made when missing; each is replaced in one step.

    Returns:
        Their paths.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data, described = folder / f"barreras.{form}", folder / "datapackage.json"
    _replace(data, export(record, months, form))
    shelf = house.shelf
    about = dictionary(
        shelf.catalogue,
        periods_of(record, months),
        path=data.name,
        rules={rule.id: rule.sentence for rule in shelf.law.rulebook.rules},
        today=today(),
    )
    _replace(described, iter([json.dumps(about, ensure_ascii=False, indent=2), "\n"]))
    return data, described


def _replace(path: Path, pieces: Iterator[str]) -> None:
    beside = path.with_suffix(f"{path.suffix}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    beside.replace(path)
