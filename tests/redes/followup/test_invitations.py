"""Accounts and their links on every database."""

import threading
from datetime import UTC, datetime

import pytest
from makers import a_vault
from reminder_makers import a_subscription

from redes.followup.accounts import BadInvitation, Forbidden, NoSuchAccount, Scope, machine, scope_of
from redes.followup.audit import Witness
from redes.followup.entry import LinkSpent, enter
from redes.followup.invitations import ask_for_entry, disable, hand_out_entry, invite, offer_tie, tie, untie
from redes.followup.tokens import Tokens
from redes.store.schema import upgrade
from redes.store.work import SqlUnitOfWork

TERRITORIES = ("cali", "cucuta")
TOKENS = Tokens(b"t" * 32)
CHAT, OTHER_CHAT = "c" * 32, "d" * 32


class Hours:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.minute = 0

    def __call__(self) -> datetime:
        return datetime(2024, 7, 4, 15, self.minute, tzinfo=UTC)


@pytest.fixture
def house(engine):
    """Calls a use case with a unit of work, tokens and a witness of its own."""
    upgrade(engine)
    clock = Hours()
    witness = Witness(b"w" * 32, clock)

    def call(use_case, *given, **more):
        if use_case not in (disable, untie):
            more["tokens"] = TOKENS
        return use_case(*given, work=SqlUnitOfWork(engine), witness=witness, **more)

    call.clock, call.engine = clock, engine
    return call


def an_account(house, label="Referente", role="coordinator", territories=("cucuta",)):
    return house(invite, scope=machine(TERRITORIES), role=role, territories=territories, label=label)[0]


def kept(house, account):
    with SqlUnitOfWork(house.engine) as work:
        return work.accounts.get(account.id)


def test_what_was_invited_is_what_is_kept(house):
    account = an_account(house, territories=("cucuta", "cali"))

    assert kept(house, account) == account
    assert (account.territories, account.since.isoformat(), account.disabled) == (
        ("cali", "cucuta"),
        "2024-07-01",
        False,
    )


@pytest.mark.parametrize("role", ["coordinator", "analyst"])
def test_nobody_invites_or_hands_out_links_without_the_right(house, role):
    account = an_account(house)
    scope = Scope(account=account.id, role=role, territories=frozenset(TERRITORIES))

    with pytest.raises(Forbidden):
        house(invite, scope=scope, role="analyst", territories=["cali"], label="Otra")
    with pytest.raises(Forbidden):
        house(hand_out_entry, account.id, scope=scope)
    with pytest.raises(Forbidden):
        house(disable, account.id, scope=scope)


def test_an_administrator_is_invited_without_territories_and_others_with_some(house):
    with pytest.raises(BadInvitation, match="territory"):
        an_account(house, role="administrator", territories=("cali",))
    with pytest.raises(BadInvitation, match="territory"):
        an_account(house, role="analyst", territories=())

    assert scope_of(an_account(house, role="administrator", territories=()), TERRITORIES).territories == set(
        TERRITORIES
    )


def test_an_account_is_named_by_id_or_label_in_any_case(house):
    account = an_account(house, label="Secretaría de Salud")

    for name in (account.id, "SECRETARÍA DE SALUD", " secretaría de salud "):
        assert house(hand_out_entry, name, scope=machine(TERRITORIES))[0] == account
    with pytest.raises(NoSuchAccount, match="redes panel accounts"):
        house(hand_out_entry, "Secretaría", scope=machine(TERRITORIES))


def test_a_chat_that_shows_the_code_may_ask_for_links(house):
    account = an_account(house)
    scope = scope_of(account, TERRITORIES)

    assert house(ask_for_entry, CHAT) is None
    assert house(tie, CHAT, house(offer_tie, scope)).id == account.id

    assert house(enter, house(ask_for_entry, CHAT))
    assert house(ask_for_entry, OTHER_CHAT) is None


def test_a_code_that_ties_is_good_once_for_ten_minutes_and_the_last_one_only(house):
    scope = scope_of(an_account(house), TERRITORIES)
    old, code = house(offer_tie, scope), house(offer_tie, scope)

    assert house(tie, CHAT, old) is None
    house.clock.minute = 9
    assert house(tie, CHAT, code) is not None
    assert house(tie, OTHER_CHAT, code) is None
    late = house(offer_tie, scope)
    house.clock.minute = 19
    assert house(tie, OTHER_CHAT, late) is None
    assert house(tie, OTHER_CHAT, "x" * 32) is None


def test_a_link_to_enter_ties_no_chat(house):
    account = an_account(house)
    _, secret = house(hand_out_entry, account.id, scope=machine(TERRITORIES))

    assert house(tie, CHAT, secret) is None


def test_a_chat_belongs_to_the_account_it_was_tied_to_last(house):
    first, second = an_account(house, "Una"), an_account(house, "Otra")

    for account in (first, second):
        house(tie, CHAT, house(offer_tie, scope_of(account, TERRITORIES)))

    assert kept(house, first).telegram is None
    assert kept(house, second).telegram == TOKENS.chat(CHAT)
    house(untie, scope_of(second, TERRITORIES))
    assert house(ask_for_entry, CHAT) is None


def test_what_is_kept_of_a_chat_is_not_the_pseudonym_of_its_conversation(house):
    account = an_account(house)
    house(tie, CHAT, house(offer_tie, scope_of(account, TERRITORIES)))

    assert CHAT not in repr(kept(house, account))


def test_a_shut_account_gets_no_link_and_frees_its_chat(house):
    account = an_account(house)
    house(tie, CHAT, house(offer_tie, scope_of(account, TERRITORIES)))

    house(disable, account.id, scope=machine(TERRITORIES))

    assert house(ask_for_entry, CHAT) is None
    with pytest.raises(NoSuchAccount):
        house(hand_out_entry, account.id, scope=machine(TERRITORIES))


def test_what_a_seat_asked_to_be_told_ends_with_the_seat_or_its_chat(house, tmp_path):
    def asks(account):
        with SqlUnitOfWork(house.engine) as work:
            work.subscriptions.put(a_subscription(a_vault(tmp_path), "guardia", seat=account.id))
            work.commit()

    def told():
        with SqlUnitOfWork(house.engine) as work:
            return len(work.subscriptions.of_kind("guardia"))

    account = an_account(house)
    scope = scope_of(account, TERRITORIES)
    house(tie, CHAT, house(offer_tie, scope))
    asks(account)
    house(tie, CHAT, house(offer_tie, scope))
    seen = [told()]
    house(tie, OTHER_CHAT, house(offer_tie, scope))
    seen.append(told())
    asks(account)
    house(untie, scope)
    seen.append(told())
    asks(account)
    house(disable, account.id, scope=machine(TERRITORIES))
    seen.append(told())

    assert seen == [1, 0, 0, 0]


def test_of_many_who_use_a_link_at_once_one_gets_in(house):
    account = an_account(house)
    _, secret = house(hand_out_entry, account.id, scope=machine(TERRITORIES))
    entered, refused = [], []

    def press():
        try:
            entered.append(house(enter, secret))
        except LinkSpent:
            refused.append(1)

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(entered), len(refused)) == (1, 5)
