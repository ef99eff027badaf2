"""Into the panel and out of it: one-time links, sessions, the second step."""

import dataclasses
from dataclasses import dataclass
from datetime import timedelta

from redes.errors import RedesError
from redes.followup.access import AccessWork, PanelSession
from redes.followup.accounts import Account, AccountId
from redes.followup.audit import Witness
from redes.followup.second_step import fitting_step, sealed_step_fits
from redes.followup.tokens import Tokens
from redes.privacy.seal import Sealer

IDLE = timedelta(minutes=30)
"""Without a request for this long a session has ended."""

ABSOLUTE = timedelta(hours=12)
"""After this long a session has ended in any case: a working day."""

TRIES = 5
"""Wrong codes of the second step until the session ends; a new link is needed then."""

_MINUTE = 60


class LinkSpent(RedesError):
    """The link was used, its time is over, or it never was."""


class NotLetIn(RedesError):
    """There is no such session, or it has ended."""


class WrongCode(RedesError):
    """The code of the second step is wrong, or was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody who is in.

    Attributes:
        account: Who.
        session: By which session.
    """

    account: Account
    session: PanelSession


def is_good(secret: str, *, work: AccessWork, tokens: Tokens, witness: Witness) -> bool:
    """Whether a link would let somebody in. It is not used up: programs that preview links look at addresses too."""
    with work:
        link = work.links.get(tokens.hash(secret))
    return link is not None and link.purpose == "entry" and int(witness.now().timestamp()) < link.until


def enter(secret: str, *, work: AccessWork, tokens: Tokens, witness: Witness) -> str:
    """Use a link up and begin a session.

    Returns:
        The session's secret in clear, for the cookie.

    Raises:
        LinkSpent: It lets nobody in.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    now = int(witness.now().timestamp())
    with work:
        link = work.links.take(tokens.hash(secret))
        account = None if link is None else work.accounts.get(link.account)
        if link is None or link.purpose != "entry" or now >= link.until or account is None or account.disabled:
            raise LinkSpent("the link was used, or its time is over")
        cookie = tokens.new()
        work.sessions.sweep(began_before=now - _seconds(ABSOLUTE), seen_before=now - _seconds(IDLE))
        work.sessions.add(
            PanelSession(
                hash=tokens.hash(cookie),
                account=account.id,
                began=now,
                seen=now - now % _MINUTE,
                settled=account.second_step is None,
                tries=0,
            )
        )
        witness.note(work, account.id, "entrar", f"cuenta:{account.id}")
        work.commit()
    return cookie


def who(cookie: str, *, work: AccessWork, tokens: Tokens, witness: Witness) -> Entered:
    """Who shows a session's cookie. The session lives on from here.

    Raises:
        NotLetIn: There is no such session, it has ended, or its account is shut.
        redes.reports.keeping.StoreUnavailable: The database did not answer.
    """
    now = int(witness.now().timestamp())
    with work:
        session = work.sessions.get(tokens.hash(cookie))
        if session is None or now - session.began >= _seconds(ABSOLUTE) or now - session.seen >= _seconds(IDLE):
            raise NotLetIn("there is no such session, or it has ended")
        account = work.accounts.get(session.account)
        if account is None or account.disabled:
            raise NotLetIn("this account is shut")
        if now - session.seen >= _MINUTE:  # not with each request: reading should not write
            session = dataclasses.replace(session, seen=now - now % _MINUTE)
            work.sessions.replace(session)
            work.commit()
    return Entered(account=account, session=session)


def settle(entered: Entered, code: str, *, work: AccessWork, sealer: Sealer, witness: Witness) -> None:
    """Take the second step.

    Raises:
        WrongCode: The code does not fit, or was used before.
        NotLetIn: Too many wrong ones: the session has ended.
    """
    now = int(witness.now().timestamp())
    with work:
        account, session = work.accounts.get(entered.account.id), work.sessions.get(entered.session.hash)
        if account is None or session is None or account.second_step is None:
            raise NotLetIn("there is no such session, or it has ended")
        step = sealed_step_fits(account.second_step, code, sealer=sealer, now=now, after=account.last_step)
        if step is not None:
            work.accounts.replace(dataclasses.replace(account, last_step=step))
            work.sessions.replace(dataclasses.replace(session, settled=True, tries=0))
            work.commit()
            return
        witness.note(work, account.id, "codigo-errado", f"cuenta:{account.id}")
        if session.tries + 1 >= TRIES:
            work.sessions.end(session.hash)
        else:
            work.sessions.replace(dataclasses.replace(session, tries=session.tries + 1))
        work.commit()
    if session.tries + 1 >= TRIES:
        raise NotLetIn("too many wrong codes")
    raise WrongCode("the code is wrong, or was used")


def set_second_step(
    entered: Entered, secret: str, code: str, *, work: AccessWork, sealer: Sealer, witness: Witness
) -> None:
    """Ask for a second step from the next entry on; the code shows that the app has the secret.

    Raises:
        WrongCode: The code does not fit.
    """
    try:
        step = fitting_step(secret, code, now=int(witness.now().timestamp()))
    except ValueError:  # what came back from the browser is no secret of ours
        step = None
    if step is None:
        raise WrongCode("the code is wrong")
    with work:
        account = _own(entered, work)
        work.accounts.replace(dataclasses.replace(account, second_step=sealer.seal(secret), last_step=step))
        witness.note(work, account.id, "poner-segundo-paso", f"cuenta:{account.id}")
        work.commit()


def leave(entered: Entered, *, work: AccessWork, witness: Witness) -> None:
    """End a session."""
    with work:
        work.sessions.end(entered.session.hash)
        witness.note(work, entered.account.id, "salir", f"cuenta:{entered.account.id}")
        work.commit()


def leave_everywhere(account: AccountId, *, work: AccessWork, witness: Witness) -> None:
    """End all sessions of one's own account, and void its links."""
    with work:
        work.sessions.end_all(account)
        work.links.forget(account)
        witness.note(work, account, "cerrar-sesiones", f"cuenta:{account}")
        work.commit()


def _own(entered: Entered, work: AccessWork) -> Account:
    account = work.accounts.get(entered.account.id)
    if account is None:
        raise NotLetIn("this account is gone")
    return account


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())
