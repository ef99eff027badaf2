"""``redes demo``: an invented year in an empty database, so that a newcomer sees a living panel."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from launch.house import House
from launch.mesas import INVENTED, ground_of
from launch.panel import witness_of
from redes.demo.answers import Answers
from redes.demo.desks import Desks
from redes.demo.followup import Year
from redes.demo.learners import learners
from redes.demo.proposals import Proposals
from redes.demo.reports import Inventor
from redes.demo.script import Script, script
from redes.demo.seats import Seats
from redes.errors import RedesError
from redes.followup.accounts import Account, scope_of
from redes.followup.review import Desk, places_of
from redes.followup.tokens import Tokens
from redes.privacy.pseudonym import pseudonym
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
    commitments = Year(year, ground_of(house), house.unit_of_work, house.vault, house.settings.retention, until).play(
        seed=seed
    )
    seats = _take_seats(house, year)
    _review(house, year, seats, seed=seed, until=until)
    Answers(
        script=year,
        catalogue=house.shelf.catalogue,
        rules=house.shelf.law.rulebook.rules,
        uow=house.unit_of_work,
        seal=house.flag_sealer.seal,
        until=until,
    ).flag()
    _learn(house, year, seed=seed, until=until)
    return commitments


def _take_seats(house: House, year: Script) -> tuple[Account, ...]:
    key, catalogue = house.key("pseudonym/1"), house.shelf.catalogue
    return Seats(
        places={one: catalogue.territories[one].name for one in year.territories},
        everywhere=catalogue.territories,
        uow=house.unit_of_work,
        tokens=Tokens(house.key("panel/1")),
        witness=witness_of(house),
        session_of=lambda chat: pseudonym("telegram", str(chat), key=key),
        ask_for_alerts=house.reminders.keep,
    ).take(year.seats)


def _review(house: House, year: Script, seats: tuple[Account, ...], *, seed: int, until: date) -> None:
    """What the coordinators of each territory did with single reports and with proposals."""
    catalogue, witness = house.shelf.catalogue, witness_of(house)
    desks = Desks(talk=year.talk, uow=house.unit_of_work, vault=house.vault, until=until)
    proposals = Proposals(
        script=year,
        ground=ground_of(house),
        uow=house.unit_of_work,
        vault=house.vault,
        retention=house.settings.retention,
        until=until,
    )
    for territory in year.territories:
        account = next(one for one in seats if one.role == "coordinator" and one.territories == (territory,))
        desk = Desk(
            scope=scope_of(account, catalogue.territories),
            places=places_of(catalogue),
            witness=witness,
            vault=house.vault,
            today=until,
        )
        desks.work_through(territory, desk)
        proposals.make(territory, desk, seed=seed)


def _learn(house: House, year: Script, *, seed: int, until: date) -> None:
    catalogue = house.shelf.catalogue
    if catalogue.exam is None:
        return
    with house.unit_of_work() as work:
        for progress in learners(year.learners, catalogue.exam, catalogue.modules, until=until, seed=seed):
            work.training.put(progress)
        work.commit()


def _sealed(house: House, inventor: Inventor, count: int, seed: int) -> Iterator[tuple[Report, bytes | None]]:
    """Reports with their narratives sealed, each with a key of its own as real ones are."""
    keys = house.vault.new_keys()
    for one in inventor.invent(count, seed=seed):
        if one.story is None:
            yield one.report, None
        else:
            sealer, wrapped = next(keys)
            yield replace(one.report, story=sealer.seal(one.story)), wrapped
