"""What a conversation needs around it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.flagging import FlagBox
from bot.pictures import Pictures
from bot.receipts import ReportBox
from bot.reminders import ReminderBook
from bot.sessions import Sessions
from bot.shelf import Shelf
from bot.training import TrainingBook
from bot.understanding import Dialogue
from redes.training.room_book import RoomBook


@dataclass(kw_only=True)
class Services:
    """Everything behind the faces, as one message needs it.

    Attributes:
        shelf: Gives the catalogue in force; asked for each message, so that it can be reloaded.
        dialogue: Rasa, up or not.
        sessions: What is remembered of each conversation.
        reports: Where reports are kept and found.
        flags: Where «Está mal» goes.
        training: Where progress in the training is kept.
        reminders: What people asked to be reminded of.
        rooms: Where quizzes in a room are kept.
        today: The day, for reviews and validity.
        pictures: Makes pictures and files, and reads the codes of counter cards.
        clock: Seconds since the epoch.
    """

    shelf: Callable[[], Shelf]
    dialogue: Dialogue
    sessions: Sessions
    reports: ReportBox
    flags: FlagBox
    training: TrainingBook
    reminders: ReminderBook
    rooms: RoomBook
    today: Callable[[], date]
    pictures: Pictures
    clock: Callable[[], float] = time.time
