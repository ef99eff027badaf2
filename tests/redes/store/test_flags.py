from datetime import date

import pytest
from makers import a_card_subject, a_flag, a_report
from sqlalchemy.exc import NoResultFound

from redes.reports.keeping import StoreUnavailable


def keep(uow, *flags) -> None:
    with uow:
        for flag in flags:
            uow.flags.add(flag)
        uow.commit()


def all_kept(uow, state=None):
    with uow:
        return list(uow.flags.all(state))


@pytest.mark.parametrize(
    "flag",
    [
        a_flag(),
        a_flag(subject=a_card_subject(kind="rule", id="r" * 64, case="m" + "s0" * 21), words=bytes(range(256))),
        a_flag(state="resuelta", guarded_by="g" * 300, note="ñ" * 1000, language="ht", reason="no-se-entiende"),
    ],
    ids=["plain", "of a case", "resolved"],
)
def test_what_is_kept_is_what_is_found(uow, flag):
    keep(uow, flag)

    with uow:
        assert uow.flags.find(flag.id) == flag
        assert uow.flags.find("f" * 12) is None


def test_flags_stand_by_week_and_answer_and_never_by_arrival(uow):
    early, late = date(2024, 7, 1), date(2024, 7, 8)
    keep(
        uow,
        a_flag(id="4", week=early),
        a_flag(id="3", week=late, subject=a_card_subject(kind="rule")),
        a_flag(id="2", week=late, subject=a_card_subject(id="b")),
        a_flag(id="1", week=late, subject=a_card_subject(id="b")),
        a_flag(id="0", week=late, subject=a_card_subject(id="a")),
    )

    assert [flag.id for flag in all_kept(uow)] == ["0", "1", "2", "3", "4"]


def test_flags_can_be_asked_for_by_state(uow):
    keep(uow, a_flag(id="a"), a_flag(id="b", state="aceptada"), a_flag(id="c", state="resuelta"))

    assert [flag.id for flag in all_kept(uow, "aceptada")] == ["b"]
    assert all_kept(uow, "rechazada") == []


def test_a_flag_that_is_replaced_is_the_new_one_from_the_commit_on(uow):
    keep(uow, a_flag())
    new = a_flag(words=b"x", state="resuelta", guarded_by="g", note="n")

    with uow:
        uow.flags.replace(new)
        assert uow.flags.find(new.id) == new
    assert all_kept(uow) == [a_flag()]

    with uow:
        uow.flags.replace(new)
        uow.commit()
    assert all_kept(uow) == [new]


def test_what_was_never_kept_cannot_be_replaced(uow):
    with uow, pytest.raises((NoResultFound, KeyError)):
        uow.flags.replace(a_flag())


def test_leaving_without_commit_keeps_nothing(uow):
    with uow:
        uow.flags.add(a_flag())

    assert all_kept(uow) == []


def test_an_id_that_stands_twice_is_refused_and_the_first_stays(uow):
    keep(uow, a_flag())

    with pytest.raises(StoreUnavailable):
        keep(uow, a_flag(reason="otra"), a_flag(id="b"))

    assert all_kept(uow) == [a_flag()]


def test_reports_and_flags_of_one_block_are_kept_together_or_not_at_all(uow):
    keep(uow, a_flag())

    with uow:
        uow.reports.add(a_report())
        uow.flags.add(a_flag())
        with pytest.raises(StoreUnavailable):
            uow.commit()

    with uow:
        assert list(uow.reports.all()) == []
