from datetime import timedelta

import pytest
from makers import THURSDAY, a_vault
from mesa_makers import OF_MEDELLIN, a_filed_report, an_organisation, an_undertaking, some_ground

from redes.followup.commitments import advance_commitment, make_commitment
from redes.followup.promise import Evidence
from redes.followup.promised import PromiseTold, promises_about
from redes.reports.retention import Retention

MINE = {"scope": OF_MEDELLIN, "ground": some_ground(), "retention": Retention()}
NOTE = Evidence(kind="nota", text="Lista de asistencia de la portería")


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


def promise(uow, report, **given):
    told = an_undertaking(organisation=an_organisation(uow), **given)
    return make_commitment("medellin", told, [report.id], uow=uow, today=THURSDAY, **MINE)


def test_who_reported_reads_who_promised_what_and_until_when(uow, vault):
    report, other = a_filed_report(uow, vault), a_filed_report(uow, vault)
    made = promise(uow, report)

    [told] = promises_about(report.id, uow=uow, today=THURSDAY)

    assert (told.what, told.due, told.standing) == (made.what, made.due, "pendiente")
    assert told.who
    assert promises_about(other.id, uow=uow, today=THURSDAY) == ()


def test_a_term_that_is_over_is_said_to_be_over(uow, vault):
    report = a_filed_report(uow, vault)
    made = promise(uow, report)

    [told] = promises_about(report.id, uow=uow, today=made.due + timedelta(days=1))

    assert told.standing == "tarde"


@pytest.mark.parametrize(
    ("to", "given", "standing"),
    [
        ("cumplido", {"evidence": NOTE}, "cumplido"),
        ("no-cumplido", {"note": "Se acabaron los recursos del año"}, "no-cumplido"),
        ("retirado", {"note": "Se prometió dos veces lo mismo"}, None),
    ],
)
def test_it_is_told_whether_it_was_kept_and_what_was_taken_back_is_not_told(uow, vault, to, given, standing):
    report = a_filed_report(uow, vault)
    made = promise(uow, report)
    advance_commitment(made.id, to, seen=made.version, uow=uow, vault=vault, today=THURSDAY, **given, **MINE)

    told: tuple[PromiseTold, ...] = promises_about(report.id, uow=uow, today=THURSDAY)

    assert [one.standing for one in told] == ([] if standing is None else [standing])
