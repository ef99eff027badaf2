import io
from datetime import timedelta

import openpyxl
import pytest
from docx import Document
from makers import THURSDAY, a_catalogue, a_report, a_vault
from mesa_makers import ANALYST, OF_CALI, OF_MEDELLIN, a_filed_report, an_organisation, an_undertaking, some_ground
from PIL import Image
from pypdf import PdfReader

from redes.documents.minutes import minutes_docx
from redes.documents.packet import gather_packet
from redes.documents.paper import packet_pages, packet_pdf
from redes.documents.sheet import packet_xlsx
from redes.followup.commitments import make_commitment
from redes.followup.errors import NotThere, NotYours
from redes.followup.meeting import AgendaItem
from redes.followup.meetings import call_meeting
from redes.reports.report import monday
from redes.reports.retention import Retention
from redes.reports.review import blot_out
from redes.store.memory import MemoryUnitOfWork

GROUND = some_ground()
MINE = {"scope": OF_MEDELLIN, "ground": GROUND}
FORMULA = '=HYPERLINK("http://x.invalid","Acta")'


@pytest.fixture
def vault(tmp_path):
    return a_vault(tmp_path)


@pytest.fixture
def memory():
    return MemoryUnitOfWork()


def gathered(uow, vault, **given):
    return gather_packet("medellin", uow=uow, vault=vault, **MINE | {"today": THURSDAY} | given)


def fill(uow, count, **given):
    with uow:
        for number in range(count):
            default = {"week": monday(THURSDAY) - timedelta(weeks=2), "id": f"{given['barrier']}{number}"}
            uow.reports.add(a_report(receipt_hash=f"{given['barrier']}{number}", **default | given))
        uow.commit()


def promise(uow, **given):
    organisation = an_organisation(uow, name=given.pop("who", "Secretaría de Salud"))
    undertaking = an_undertaking(organisation=organisation, **given)
    return make_commitment("medellin", undertaking, uow=uow, retention=Retention(), today=THURSDAY, **MINE)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def cells(xlsx):
    book = openpyxl.load_workbook(io.BytesIO(xlsx))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_packet_of_nothing_is_whole_documents_all_the_same(memory, vault):
    packet = gathered(memory, vault)

    assert "Todavía no hay nada aquí." in words_of(packet_pdf(packet, GROUND))
    assert cells(packet_xlsx(packet, GROUND))
    assert Document(io.BytesIO(minutes_docx(packet, GROUND))).paragraphs


def test_a_packet_shows_bands_and_never_a_number_of_reports(memory, vault):
    fill(memory, 47, barrier="urg.puerta", rule="urgencia-sin-requisitos")
    fill(memory, 2, barrier="doc.papeles", rule=None)

    packet = gathered(memory, vault)

    assert [(one.name, one.shown) for one in packet.barriers] == [
        ("No dejan entrar", "45 o más"),
        ("Piden papeles", "menos de 5"),
    ]
    assert [(one.name, one.shown) for one in packet.rules] == [("La urgencia se atiende", "45 o más")]
    for text in (
        words_of(packet_pdf(packet, GROUND)),
        " ".join(str(cell.value) for cell in cells(packet_xlsx(packet, GROUND))),
    ):
        assert "45 o más" in text
        assert "47" not in text
        assert "49" not in text


def test_the_months_of_the_chart_are_those_that_are_over(memory, vault):
    fill(memory, 7, barrier="urg.puerta")

    months = gathered(memory, vault).months

    assert [one.name for one in months][::11] == ["jul 23", "jun 24"]
    assert [one.shown for one in months][-2:] == ["menos de 5", "5 o más"]


def test_no_narrative_is_printed_but_those_that_were_chosen_as_they_were_blotted(memory, vault):
    chosen = a_filed_report(memory, vault, story="Pidieron papeles en la puerta azul")
    a_filed_report(memory, vault, story="Nadie debe leer esto")
    blot_out(chosen.id, [(30, 34)], seen=1, uow=memory, vault=vault)

    text = words_of(packet_pdf(gathered(memory, vault, stories=[chosen.id]), GROUND))

    assert "«Pidieron papeles en la puerta [tachado]»" in text
    assert "Nadie debe leer esto" not in text
    assert "Nadie debe leer esto" not in words_of(packet_pdf(gathered(memory, vault), GROUND))


def test_a_narrative_of_another_territory_is_refused(memory, vault):
    elsewhere = a_filed_report(memory, vault, municipality="76001")

    for report_id in (elsewhere.id, "f" * 32):
        with pytest.raises(NotThere):
            gathered(memory, vault, stories=[report_id])


@pytest.mark.parametrize("scope", [OF_CALI, ANALYST])
def test_a_packet_of_others_is_not_gathered(memory, vault, scope):
    with pytest.raises(NotYours):
        gathered(memory, vault, scope=scope)


def test_a_packet_is_for_the_next_meeting_with_the_agenda_as_it_was_edited(memory, vault):
    fill(memory, 9, barrier="urg.puerta")
    call_meeting("medellin", THURSDAY - timedelta(days=90), [AgendaItem(title="De antes")], uow=memory, **MINE)
    call_meeting("medellin", THURSDAY + timedelta(days=9), [AgendaItem(title="Lo nuestro")], uow=memory, **MINE)

    packet = gathered(memory, vault)

    assert [item.title for item in packet.agenda] == ["Lo nuestro"]
    assert "paquete para la reunión del 13 de julio de 2024" in words_of(packet_pdf(packet, GROUND))


def test_while_no_meeting_is_called_the_reports_propose_the_agenda(memory, vault):
    fill(memory, 9, barrier="urg.puerta")

    assert [item.title for item in gathered(memory, vault).agenda] == ["No dejan entrar"]


def test_late_promises_are_told_as_late(memory, vault):
    promise(memory, due=THURSDAY)

    packet = gathered(memory, vault, today=THURSDAY + timedelta(days=1))

    assert [(one.state, one.tone, one.who) for one in packet.promises] == [("Atrasado", "late", "Secretaría de Salud")]
    assert "Atrasado" in words_of(packet_pdf(packet, GROUND))


def test_no_cell_is_a_formula_or_a_link_whatever_was_written(memory, vault):
    promise(memory, what=FORMULA, who="@SUM(1+1) Corporación")
    call_meeting(
        "medellin", THURSDAY, [AgendaItem(title="-2+3\x07", reasons=("+cmd|' /C calc'!A0",))], uow=memory, **MINE
    )

    found = cells(packet_xlsx(gathered(memory, vault), GROUND))

    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert [cell for cell in found if cell.hyperlink] == []
    assert {FORMULA, "@SUM(1+1) Corporación", "-2+3", "+cmd|' /C calc'!A0"} <= {cell.value for cell in found}


def test_what_was_written_is_no_command_of_the_typesetter(memory, vault):
    promise(memory, what='#read("/etc/passwd") $x^2$ *negrita* \\ <etiqueta>')

    text = words_of(packet_pdf(gathered(memory, vault), GROUND))

    assert '#read("/etc/passwd") $x^2$ *negrita* \\ <etiqueta>' in text


def test_the_minutes_can_be_edited_and_have_a_place_for_how_many_came_and_none_for_names(memory, vault):
    an_organisation(memory)
    call_meeting("medellin", THURSDAY, [AgendaItem(title="Puertas abiertas")], uow=memory, **MINE)

    minutes = Document(io.BytesIO(minutes_docx(gathered(memory, vault), GROUND)))

    said = [paragraph.text for paragraph in minutes.paragraphs]
    assert said[0] == "Acta de la mesa de Medellín, 4 de julio de 2024"
    assert "Puertas abiertas" in said
    assert [row.cells[0].text for row in minutes.tables[0].rows][:3] == ["Sector", "Entidad territorial", "IPS"]
    assert [cell.text for cell in minutes.tables[-1].rows[0].cells] == ["Qué", "Quién", "Hasta", "Barrera"]


def test_a_demonstration_says_so_in_every_document(memory, vault):
    packet = gathered(memory, vault, invented=True)

    said = "todo lo que dice aquí es inventado"
    assert said in words_of(packet_pdf(packet, GROUND))
    assert any(said in str(cell.value) for cell in cells(packet_xlsx(packet, GROUND)))
    assert any(said in one.text for one in Document(io.BytesIO(minutes_docx(packet, GROUND))).paragraphs)


def test_the_pages_are_of_a4_and_the_pdf_is_tagged_for_screen_readers(memory, vault):
    fill(memory, 30, barrier="urg.puerta")
    packet = gathered(memory, vault)

    reader = PdfReader(io.BytesIO(packet_pdf(packet, GROUND)))

    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    with Image.open(io.BytesIO(packet_pages(packet, GROUND)[0])) as page:
        assert abs(page.height / page.width - 842 / 595) < 0.01


def test_a_barrier_that_the_catalogue_let_go_is_shown_by_its_id(memory, vault):
    fill(memory, 6, barrier="se.fue")

    assert [one.name for one in gathered(memory, vault).barriers] == ["se.fue"]
    assert a_catalogue().barriers.get("se.fue") is None
