"""``redes demo``: an invented year in an empty database, so that a newcomer sees a living panel."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from launch.house import House
from launch.mesas import INVENTED, ground_of
from redes.demo.followup import Year
from redes.demo.reports import Inventor
from redes.demo.script import script
from redes.errors import RedesError
from redes.reports.report import Report
from redes.store.bulk import holds_something, keep_many


class NotEmpty(RedesError):
    """The database holds something; inventions are not mixed with what people told."""


def play_demo(
    house: House, *, reports: int, seed: int, until: date, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Fill an empty database with an invented year.

    Args:
        house: Whose database.
        reports: How many reports.
        seed: The same seed and day give the same year.
        until: Its last day.
        progress: Told how many reports are kept so far.

    Returns:
        How many commitments the mesas made.

    Raises:
        NotEmpty: The database holds something; nothing was changed.
        redes.reports.keeping.StoreUnavailable: The database did not take it.
    """
    house.prepare_database()
    if holds_something(house.engine):
        raise NotEmpty(
            "the database is not empty; invented reports are not mixed with real ones. Give an empty one: "
            "REDES_DATA_DIR=/tmp/demo redes demo"
        )
    house.settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = {"invented": True, "reports": reports, "seed": seed, "until": until.isoformat()}
    (house.settings.data_dir / INVENTED).write_text(json.dumps(mark) + "\n", encoding="utf-8")
    year = script()
    inventor = Inventor(year, house.shelf.catalogue, retention=house.settings.retention, until=until)
    for kept in keep_many(house.engine, _sealed(house, inventor, reports, seed)):
        progress(kept)
    return Year(year, ground_of(house), house.unit_of_work, house.vault, house.settings.retention, until).play(
        seed=seed
    )


def _sealed(house: House, inventor: Inventor, count: int, seed: int) -> Iterator[tuple[Report, bytes | None]]:
    """Reports with their narratives sealed, each with a key of its own as real ones are."""
    keys = house.vault.new_keys()
    for one in inventor.invent(count, seed=seed):
        if one.story is None:
            yield one.report, None
        else:
            sealer, wrapped = next(keys)
            yield replace(one.report, story=sealer.seal(one.story)), wrapped
