import pytest
from makers import a_flag

from redes.flags.guards import NoGuard
from redes.flags.review import BadVerdict, NoSuchFlag, settle_flag
from redes.reports.keeping import ChangedMeanwhile
from redes.store.memory import MemoryUnitOfWork

GUARD = "content/reglas/situaciones/urgencias.yml: sin papeles"


@pytest.fixture
def kept(uow):
    """A store with one new flag."""
    with uow:
        uow.flags.add(a_flag())
        uow.commit()
    return uow


def the_flag(uow):
    with uow:
        [flag] = uow.flags.all()
    return flag


def settle(uow, verdict, *, guarded_by=None, note=None, check_guard=lambda _: None, flag_id=None, seen=None):
    return settle_flag(
        flag_id or a_flag().id, verdict, guarded_by=guarded_by, note=note, uow=uow, check_guard=check_guard, seen=seen
    )


def test_a_resolved_flag_names_the_test_that_guards_it(kept):
    settled = settle(kept, "resuelta", guarded_by=f" {GUARD} ", note="Corregido.")

    assert settled == a_flag(state="resuelta", guarded_by=GUARD, note="Corregido.")
    assert the_flag(kept) == settled


@pytest.mark.parametrize("guarded_by", [None, "", "  "])
def test_without_such_a_test_no_flag_is_resolved(kept, guarded_by):
    with pytest.raises(BadVerdict, match="guarded-by"):
        settle(kept, "resuelta", guarded_by=guarded_by)

    assert the_flag(kept).state == "nueva"


def test_a_test_that_does_not_exist_resolves_nothing(kept):
    def refuse(guard: str) -> None:
        raise NoGuard(guard)

    with pytest.raises(NoGuard, match="sin papeles"):
        settle(kept, "resuelta", guarded_by=GUARD, check_guard=refuse)

    assert the_flag(kept).state == "nueva"


@pytest.mark.parametrize("verdict", ["aceptada", "rechazada"])
def test_a_guard_belongs_to_resolved_flags_only(kept, verdict):
    with pytest.raises(BadVerdict, match="guarded-by"):
        settle(kept, verdict, guarded_by=GUARD, note="x")

    assert the_flag(kept).state == "nueva"


def test_a_rejected_flag_says_why(kept):
    with pytest.raises(BadVerdict, match="--note"):
        settle(kept, "rechazada")

    settle(kept, "rechazada", note="La norma no cambió.")

    assert the_flag(kept) == a_flag(state="rechazada", note="La norma no cambió.")


def test_a_resolved_flag_that_is_opened_again_loses_its_guard_and_keeps_its_note(kept):
    settle(kept, "resuelta", guarded_by=GUARD, note="Corregido.")

    settle(kept, "aceptada")

    assert the_flag(kept) == a_flag(state="aceptada", note="Corregido.")


@pytest.mark.parametrize(("verdict", "words"), [("aceptada", b"sealed"), ("rechazada", None), ("resuelta", None)])
def test_what_somebody_added_ends_with_the_last_verdict(uow, verdict, words):
    with uow:
        uow.flags.add(a_flag(words=b"sealed"))
        uow.commit()

    settle(uow, verdict, guarded_by=GUARD if verdict == "resuelta" else None, note="Por esto.")

    assert the_flag(uow).words == words


def test_of_two_who_judge_a_flag_the_second_is_told_and_the_first_verdict_stands(kept):
    settle(kept, "rechazada", note="La norma no cambió.", seen="nueva")

    with pytest.raises(ChangedMeanwhile):
        settle(kept, "aceptada", seen="nueva")

    assert the_flag(kept).state == "rechazada"


def test_a_verdict_on_nothing_is_refused():
    with pytest.raises(NoSuchFlag, match="000000000000"):
        settle(MemoryUnitOfWork(), "aceptada", flag_id="000000000000")


@pytest.mark.parametrize("what", [{"note": "x" * 1001}, {"guarded_by": "x" * 301}])
def test_what_the_database_could_not_hold_is_refused_before_it_is_tried(kept, what):
    with pytest.raises(BadVerdict, match="characters"):
        settle(kept, "resuelta", **{"guarded_by": GUARD} | what)
