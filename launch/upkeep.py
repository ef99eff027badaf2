"""What ``redes run`` does by itself: bring in what waits, show new allies, erase, turn the keyring, publish a closed month, count for the day."""

import asyncio
import logging
from datetime import date

from launch.house import House
from launch.publishing import record_of
from launch.warming import warm
from redes.calendar import today
from redes.errors import RedesError
from redes.logs import kind_and_place

logger = logging.getLogger(__name__)

EVERY_S = 60.0
"""Seconds between two looks into the spool."""


async def keep_up(house: House, *, every_s: float = EVERY_S) -> None:
    """Look after the reports until cancelled.

    What fails is told and tried again: the database may be away.
    """
    cared: date | None = None
    while True:
        cared = await asyncio.to_thread(_once, house, cared)
        await asyncio.sleep(every_s)


def _once(house: House, cared: date | None) -> date | None:
    """One round; the daily part when the day is another one. Returns the last day that was cared for."""
    day = today()
    try:
        taken = house.take_in()
        if taken:
            logger.info("reports taken in from the spool: %d", taken)
        if house.shelves.show_allies():
            logger.info("the networks of the territories changed; the directory shows them")
        house.rooms.close_old()
        if cared != day:
            erased = house.purge()
            if erased:
                logger.info("narratives erased: %d", erased)
            house.forget_old_progress()
            house.care_for_keyring()
            warm(house, record_of(house))
            return day
    except RedesError as failed:
        logger.warning("reports could not be looked after: %s", kind_and_place(failed))
    except Exception as failed:  # noqa: BLE001 - an edge: the next round must come
        logger.error("reports could not be looked after: %s", kind_and_place(failed))
    return cared
