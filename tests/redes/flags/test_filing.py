from datetime import date

import pytest
from makers import THURSDAY, a_card_subject, a_flag

from redes.flags.filing import file_flag, set_words
from redes.flags.flag import Flag
from redes.flags.subject import Subject
from redes.privacy.seal import Sealer
from redes.reports.keeping import StoreUnavailable
from redes.store.memory import MemoryUnitOfWork

OF_A_CASE = Subject(kind="rule", id="urgencia-sin-requisitos", version="0123abcd", case="ps0d1")


def filed(uow, **given):
    arguments = {"subject": a_card_subject(), "reason": "dato-errado", "language": "es", "today": THURSDAY} | given
    return file_flag(arguments.pop("subject"), arguments.pop("reason"), uow=uow, **arguments)


def kept(uow) -> list[Flag]:
    with uow:
        return list(uow.flags.all())


def test_a_flag_keeps_the_answer_what_is_wrong_and_the_week_and_nothing_else(uow):
    flag_id = filed(uow, subject=OF_A_CASE, reason="norma-cambio", language="ht")

    assert kept(uow) == [
        Flag(
            id=flag_id,
            subject=OF_A_CASE,
            reason="norma-cambio",
            language="ht",
            words=None,
            week=date(2024, 7, 1),
            state="nueva",
            guarded_by=None,
            note=None,
        )
    ]


def test_words_are_sealed_before_they_are_kept(uow):
    sealer = Sealer(b"k" * 32)
    flag_id = filed(uow)

    set_words(flag_id, "MARKER", uow=uow, seal=sealer.seal)

    [flag] = kept(uow)
    assert b"MARKER" not in flag.words
    assert sealer.open(flag.words) == "MARKER"


def test_words_can_be_taken_back_and_the_flag_stays(uow):
    flag_id = filed(uow)
    set_words(flag_id, "MARKER", uow=uow, seal=str.encode)

    set_words(flag_id, None, uow=uow, seal=str.encode)

    assert [(flag.id, flag.words) for flag in kept(uow)] == [(flag_id, None)]


def test_words_for_a_flag_that_is_gone_are_kept_nowhere(uow):
    set_words("0" * 12, "MARKER", uow=uow, seal=str.encode)

    assert kept(uow) == []


def test_words_that_arrive_while_it_is_mended_do_not_undo_that(uow):
    settled = a_flag(state="aceptada", note="Se corrige.")
    with uow:
        uow.flags.add(settled)
        uow.commit()

    set_words(settled.id, "más", uow=uow, seal=str.encode)

    [flag] = kept(uow)
    assert (flag.state, flag.note, flag.words) == ("aceptada", "Se corrige.", "más".encode())


@pytest.mark.parametrize("state", ["rechazada", "resuelta"])
def test_words_that_arrive_after_the_last_verdict_are_not_kept(uow, state):
    with uow:
        uow.flags.add(a_flag(state=state))
        uow.commit()

    set_words(a_flag().id, "más", uow=uow, seal=str.encode)

    assert kept(uow) == [a_flag(state=state)]


def test_ids_tell_nothing_of_the_order_of_arrival(uow):
    ids = [filed(uow) for _ in range(20)]

    assert len(set(ids)) == 20
    assert {len(i) for i in ids} == {12}
    assert ids != sorted(ids)
    assert [flag.id for flag in kept(uow)] == sorted(ids)


def test_a_flag_that_could_not_be_kept_is_said_so():
    class Full(MemoryUnitOfWork):
        def commit(self) -> None:
            raise StoreUnavailable("the disk is full")

    uow = Full()

    with pytest.raises(StoreUnavailable):
        filed(uow)
    assert kept(uow) == []


def test_a_flag_leaves_no_words_in_the_logs(loud_logs, uow):
    set_words(filed(uow), "MARKER", uow=uow, seal=str.encode)

    assert "MARKER" not in loud_logs.text
