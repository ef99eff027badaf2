import io
from datetime import timedelta

import pytest
from docx import Document
from looking import text_of
from makers import THURSDAY
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, an_organisation, an_undertaking, some_ground
from pypdf import PdfReader

from redes.documents.agenda import agenda_docx, gather_agenda
from redes.documents.paper import agenda_pdf
from redes.followup.commitments import advance_commitment, make_commitment
from redes.followup.errors import NotYours
from redes.followup.plans import NewAction, add_action, begin_plan
from redes.reports.retention import Retention
from redes.store.memory import MemoryUnitOfWork

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND}


@pytest.fixture
def memory():
    return MemoryUnitOfWork()


def promise(uow, organisation, **given):
    return make_commitment(
        "medellin",
        an_undertaking(organisation=organisation, **given),
        uow=uow,
        retention=Retention(),
        today=THURSDAY,
        **MINE,
    )


def gathered(uow, **given):
    return gather_agenda("medellin", uow=uow, **MINE | {"today": THURSDAY} | given)


def an_action(uow, due):
    plan = begin_plan("medellin", "med-hospital", uow=uow, **MINE)
    action = NewAction(field="capacitacion", term="corto", responsible="Portería", what="Capacitar turnos", due=due)
    add_action(plan.id, action, seen=1, uow=uow, today=THURSDAY, **MINE)


def words_of(docx):
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_the_agenda_is_the_sum_of_what_is_open_the_nearest_end_first(memory):
    who = an_organisation(memory)
    later = promise(memory, who, due=THURSDAY + timedelta(days=40), practices=(3,), rules=("urgencia-sin-requisitos",))
    sooner = promise(memory, who, due=THURSDAY + timedelta(days=2))
    over = promise(memory, who)
    advance_commitment(
        over.id, "retirado", seen=1, note="Ya no hace falta", vault=None, uow=memory, retention=Retention(),
        today=THURSDAY, **MINE,
    )  # fmt: skip
    an_action(memory, THURSDAY + timedelta(days=1))

    agenda = gathered(memory, today=THURSDAY + timedelta(days=3))

    assert [one.id for one in agenda.commitments] == [sooner.id, later.id]
    assert agenda.commitments[1].answers == ("La urgencia se atiende", "3. Práctica 3")
    assert agenda.commitments[0].barriers == (("urg.puerta", "No dejan entrar"),)
    assert [one.what for one in agenda.actions] == ["Capacitar turnos"]
    assert agenda.late == 2


def test_the_document_says_what_who_until_when_and_what_it_answers(memory):
    promise(memory, an_organisation(memory), due=THURSDAY)
    an_action(memory, THURSDAY + timedelta(days=9))

    said = words_of(agenda_docx(gathered(memory, today=THURSDAY + timedelta(days=1), invented=True), GROUND))

    assert said[0] == "Agenda de Medellín, 5 de julio de 2024"
    assert {"Secretaría de Salud", "4 de julio de 2024", "Atrasado, 0 %", "No dejan entrar"} <= set(said)
    assert {"Capacitar turnos", "Portería"} <= set(said)
    assert "Abiertos: 2. Atrasados: 1." in said
    assert any("inventado" in one for one in said)


def test_the_agenda_on_paper_says_the_same_and_no_row_is_cut(memory):
    who = an_organisation(memory)
    for number in range(24):
        what = "Punto: " + "capacitar a la portería " * 20
        promise(memory, who, what=what, due=THURSDAY + timedelta(days=number), practices=(3,))
    an_action(memory, THURSDAY + timedelta(days=9))

    file = agenda_pdf(gathered(memory, invented=True), GROUND)

    pages = text_of(file)
    said = " ".join(pages)
    assert len(pages) > 2
    assert [page.count("Responde a: No dejan entrar; 3. Práctica 3") for page in pages] == [
        page.count("Punto:") for page in pages
    ]
    assert "Agenda de Medellín, 4 de julio de 2024" in said
    assert "Abiertos: 25. Atrasados: 0." in said
    assert "Portería" in said
    assert "todo lo que dice aquí es inventado" in said
    assert PdfReader(io.BytesIO(file)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_an_agenda_of_nothing_is_printed_all_the_same(memory):
    [page] = text_of(agenda_pdf(gathered(memory), GROUND))

    assert "Todavía no hay nada aquí." in page


def test_an_agenda_of_nothing_is_a_whole_document_all_the_same(memory):
    assert "Todavía no hay nada aquí." in words_of(agenda_docx(gathered(memory), GROUND))


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_the_agenda_of_others_is_closed(memory, scope):
    with pytest.raises(NotYours):
        gathered(memory, scope=scope)
