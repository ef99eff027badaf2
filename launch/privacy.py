"""``redes privacy``: what is kept, for how long, and whether anything is there that must not be."""

import re
from collections.abc import Iterator

import yaml

from launch.house import House
from redes.privacy.audit import Suspect, look_at_folder, look_at_text
from redes.privacy.keyring import GRACE
from redes.reports.rekey import EVERY
from redes.reports.review import open_story
from redes.reports.thread import opened
from redes.settings import ROOT
from redes.store.columns import count_rows, texts_of

SKIPPED_FILES = frozenset({"models", "secret.key", "keyring.json", "keyring.lock", "redes.pid"})
"""In the data folder: Rasa's models hold our own training sentences, the others keys and a number."""

TRACKER = "redes_nlu.tracker_store.SessionTrackerStore"
"""The tracker store that keeps no words and writes nothing."""

_IDS = re.compile(r"[._]id$")
_DRAWN = re.compile(r"(?:[a-z]+-)?[0-9a-f]{12}")
"""Ids of twelve signs; longer ones are known by their length."""

_ANSWERS = re.compile(r"[0-3]{1,10}")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OURS = {
    "audit.verb": _WORD,
    "commitment.organisation": _DRAWN,
    "flag.reason": _WORD,
    "mesa.organisations": _DRAWN,
    "training_progress.entry": _ANSWERS,
    "training_progress.exit": _ANSWERS,
    "work_plan.actions": _DRAWN,
}
"""Column -> what the program itself writes there: ids within a list, the ten answers of a test, words of its own."""


def _is_ours(place: str, text: str) -> bool:
    shape = _DRAWN if _IDS.search(place) else _OURS.get(place)
    return shape is not None and shape.fullmatch(text) is not None


def inventory(house: House) -> Iterator[str]:
    """What is kept and for how long, a line each."""
    months = house.settings.retention
    shorter = ", ".join(f"{state}: {number} months" for state, number in sorted(months.by_state.items()))
    kept = {
        "report": f"narrative {months.months} months{f' ({shorter})' if shorter else ''}; the count stays",
        "report_message": "as its report's narrative; deleted with it",
        "report_key": "as its report's narrative; deleted with it",
        "training_progress": "52 weeks after the last week of learning; at once on /olvidame",
        "erasure": "stays: week, what and how many, no content",
        "account": "of who coordinates; stays, because the audit log names it",
        "account_link": "until it is used, or stale: a week at most",
        "account_session": "half an hour idle, twelve hours at most",
        "audit": "stays: what was done in the panel, by which account; no words",
        "reminder": "until she stops it, writes /olvidame or /borrar, blocks the bot, or the seat ends",
        "alert": "until somebody is told: seconds",
        "alert_notice": "until it is delivered: seconds, or as long as Telegram is away",
        "release": "stays: the counts of each closed period, as they were published",
    }
    for table, rows in count_rows(house.engine).items():
        yield f"table {table}: {rows} rows; {kept.get(table, 'see docs/privacy.md')}"
    yield f"spool: {sum(1 for _ in house.spool.waiting())} sealed reports; until the database takes them"
    days = EVERY.days + GRACE.days
    yield f"keyring: {len(house.vault.keyring.keys())} keys; what is erased is unreadable in backups after {days} days"
    yield "dialogue (Rasa's tracker): slots and form in memory; a day idle, or until filed or left"
    yield "sessions: language, role, case and card shown last, a proposal being written; in memory, or sealed in Redis; a day idle"
    yield "log: standard error; kinds and places of what happened, as long as the operator keeps it"


def suspects(house: House, *, with_stories: bool) -> Iterator[Suspect]:
    """What looks personal in the database, the data folder and its logs.

    Args:
        house: Whose data.
        with_stories: Open sealed narratives and threads too, as far as their keys are there.
    """
    found: set[Suspect] = set()
    catalogue = house.shelf.catalogue
    ids = frozenset().union(catalogue.contacts, catalogue.territories, catalogue.barriers, catalogue.cards)
    kept = list(texts_of(house.engine))
    ours = frozenset(text for place, text in kept if _is_ours(place, text))
    # What is drawn by lot is excused wherever it stands; answers of a test only where they are kept, for a phone may be like them.
    ids |= {text for text in ours if _DRAWN.fullmatch(text)}
    for place, text in kept:
        if not _is_ours(place, text):
            found.update(look_at_text(text, place=place, ids=ids))
    if house.settings.data_dir.is_dir():
        found.update(look_at_folder(house.settings.data_dir, skip=SKIPPED_FILES, ids=ids, in_bytes=ours))
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    if (endpoints.get("tracker_store") or {}).get("type") != TRACKER:
        found.add(Suspect("endpoints.yml: the tracker store keeps what people write", "nombre"))
    if with_stories:
        found.update(_in_stories(house))
    yield from sorted(found)


def _in_stories(house: House) -> Iterator[Suspect]:
    with house.unit_of_work() as work:
        for report in work.reports.all():
            wrapped = work.keys.get(report.id)
            yield from look_at_text(open_story(report, wrapped, house.vault) or "", place=f"report {report.id}: story")
            for said in opened(work.threads.of(report.id), wrapped, house.vault):
                yield from look_at_text(said.text or "", place=f"report {report.id}: message {said.number}")
