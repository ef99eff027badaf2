"""The invented seats of the panel, one for every role, and who of them is on call."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from redes.demo.script import PanelSeat
from redes.followup.access import AccessWork
from redes.followup.accounts import EVERYWHERE, Account, machine, scope_of
from redes.followup.audit import Witness
from redes.followup.invitations import invite, offer_tie, tie
from redes.followup.tokens import Tokens
from redes.privacy.pseudonym import SessionKey
from redes.reminding.subscription import Wish


@dataclass(frozen=True, kw_only=True)
class Seats:
    """Takes seats and goes on call, as people do.

    Attributes:
        places: Id -> name of the territories that have a mesa.
        everywhere: Ids of all territories.
        uow: Makes a transaction.
        tokens: Makes the secrets.
        witness: Writes it down.
        session_of: Pseudonym of a chat.
        ask_for_alerts: Keeps what somebody in a chat asked for: session, chat, wish, language.
    """

    places: Mapping[str, str]
    everywhere: Collection[str]
    uow: Callable[[], AccessWork]
    tokens: Tokens
    witness: Witness
    session_of: Callable[[int], SessionKey]
    ask_for_alerts: Callable[[SessionKey, int, Wish, str], None]

    def take(self, seats: Iterable[PanelSeat]) -> tuple[Account, ...]:
        """Take them all, in order."""
        taken = []
        for seat in seats:
            one_each = seat.role not in EVERYWHERE and not seat.where
            for where in [(place,) for place in self.places] if one_each else [seat.where]:
                taken.append(self._take(seat, where))
                if seat.on_call:
                    # The bot is in no such chat: Telegram refuses an alert to it, and it reaches nobody.
                    self._go_on_call(taken[-1], seat.on_call, chat=-len(taken))
        return tuple(taken)

    def _take(self, seat: PanelSeat, where: tuple[str, ...]) -> Account:
        account, _ = invite(
            scope=machine(self.everywhere),
            role=seat.role,
            territories=where,
            label=seat.label.format(territorio=self.places[where[0]] if where else ""),
            work=self.uow(),
            tokens=self.tokens,
            witness=self.witness,
        )
        return account

    def _go_on_call(self, account: Account, days: Iterable[int], *, chat: int) -> None:
        session, scope = self.session_of(chat), scope_of(account, self.everywhere)
        secret = offer_tie(scope, work=self.uow(), tokens=self.tokens, witness=self.witness)
        tie(session, secret, work=self.uow(), tokens=self.tokens, witness=self.witness)
        bits = sum(1 << day - 1 for day in days if day)
        self.ask_for_alerts(session, chat, Wish(kind="guardia", days=bits, hour=0), "es")
