"""The desks: each answers one kind of thing that people come for, for this message."""

from bot.flagging import FlagDesk
from bot.proposing import ProposalDesk
from bot.receipts import ReceiptDesk
from bot.reminders import ReminderDesk
from bot.rooms import RoomDesk
from bot.training import TrainingDesk
from bot.turn.state import Turn


class Desks:
    """All desks, opened when they are asked for: the language may change while a message is answered."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn

    @property
    def flags(self) -> FlagDesk:
        """«Está mal»."""
        return FlagDesk(
            box=self.turn.house.flags, voice=self.turn.voice, law=self.turn.shelf.law, today=self.turn.today
        )

    @property
    def proposals(self) -> ProposalDesk:
        """«Proponga una práctica»."""
        return ProposalDesk(
            box=self.turn.house.reports,
            voice=self.turn.voice,
            by=self.turn.inbound.session,
            teller=self.turn.teller,
            places=self.turn.shelf.places,
        )

    @property
    def training(self) -> TrainingDesk:
        """Modules, the test, the certificate."""
        return TrainingDesk(
            book=self.turn.house.training,
            voice=self.turn.voice,
            session=self.turn.inbound.session,
            today=self.turn.today,
        )

    @property
    def reminders(self) -> ReminderDesk:
        """``/avisos``."""
        return ReminderDesk(
            book=self.turn.house.reminders,
            voice=self.turn.voice,
            session=self.turn.inbound.session,
            reachable=self.turn.inbound.reachable,
            doors=self.turn.house.pictures.doors,
        )

    @property
    def rooms(self) -> RoomDesk:
        """Quizzes in a room."""
        house, doors = self.turn.house, self.turn.house.pictures.doors
        return RoomDesk(
            book=house.rooms,
            training=house.training,
            voice=self.turn.voice,
            session=self.turn.inbound.session,
            doors=doors,
            today=self.turn.today,
        )

    @property
    def receipts(self) -> ReceiptDesk:
        """What became of a report, by its receipt."""
        return ReceiptDesk(
            box=self.turn.house.reports,
            voice=self.turn.voice,
            by=self.turn.inbound.session,
            now=self.turn.house.clock(),
        )
