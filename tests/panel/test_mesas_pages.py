import html
import re
from datetime import timedelta

import pytest
from browsing import links, values
from mesa_makers import a_filed_report

from redes.followup.audit import Witness
from redes.reports.thread import read_thread

SEAT = {"nombre": "Secretaría de Salud", "sector": "entidad-territorial", "version": "0"}
PROMISE = {
    "que": "Capacitar a los turnos de portería en urgencias",
    "hasta": "2024-09-30",
    "barrera": "urg.puerta",
    "reportes": "si",
    "regla": "",
    "practica": "1",
}


@pytest.fixture
async def coordinator(world):
    return await world.inside(world.account("coordinator", "cucuta"))


async def promise(coordinator):
    """An organisation at the table of Cúcuta and what it promised; the address of the commitment."""
    await coordinator.opens("/panel/mesas/cucuta")
    await coordinator.sends("/panel/mesas/cucuta", **SEAT)
    form = await coordinator.opens("/panel/mesas/cucuta/compromiso")
    [organisation] = values(form, "organizacion")
    page = await coordinator.sends("/panel/mesas/cucuta/compromiso", organizacion=organisation, **PROMISE)
    [address] = links(page, "/panel/mesas/compromisos/")
    return address


async def test_a_promise_is_made_carried_out_and_kept_and_who_reported_reads_it(world, coordinator):
    uow, vault = world.parts.unit_of_work(), world.parts.vault
    report = a_filed_report(uow, vault, municipality="54001", barrier="urg.puerta")
    address = await promise(coordinator)

    page = await coordinator.opens(address)
    assert "Reportes detrás</dt><dd>1</dd>" in page.text
    await coordinator.sends(address, estado="en-curso", avance="40", version=values(page, "version")[0])
    page = await coordinator.sends(
        address, estado="cumplido", evidencia="https://ejemplo.invalid/acta", nota="Listo", version="2"
    )

    assert "Guardado." in page.text
    assert "Cumplido" in page.text
    assert 'href="https://ejemplo.invalid/acta" rel="noreferrer noopener"' in page.text
    [said] = read_thread(report.id, uow=uow, vault=vault)
    assert said.text.startswith("Lo que usted contó llegó a la mesa de Cúcuta")
    assert [verb for _, verb in world.deeds() if verb != "entrar"] == [
        "agregar-organizacion", "hacer-compromiso", "avanzar-compromiso", "avanzar-compromiso",
    ]  # fmt: skip


async def test_a_thread_is_read_from_its_beginning_and_from_its_end(coordinator):
    address = await promise(coordinator)
    await coordinator.opens(address)
    await coordinator.sends(address, estado="en-curso", avance="40", version="1")

    forward = await coordinator.opens(address)
    back = await coordinator.opens(address + "?orden=reciente")
    barrier = await coordinator.opens("/panel/mesas/cucuta/barreras/urg.puerta")

    assert forward.text.index("Alguien se comprometió") < forward.text.index("Avanzó")
    assert back.text.index("Avanzó") < back.text.index("Alguien se comprometió")
    assert barrier.text.index("Alguien se comprometió") < barrier.text.index("Avanzó")


async def test_what_does_not_fit_is_said_beside_the_form_and_what_was_written_stays(coordinator):
    address = await promise(coordinator)
    await coordinator.opens(address)

    wrong = await coordinator.sends(address, estado="cumplido", nota="Lo que escribí", version="1")

    assert wrong.status_code == 422
    assert "Para marcarlo como cumplido, ponga la evidencia" in wrong.text
    assert "Lo que escribí" in wrong.text


async def test_the_second_of_two_tabs_is_told_and_nothing_is_overwritten(world, coordinator):
    address = await promise(coordinator)
    page = await coordinator.opens(address)
    seen = values(page, "version")[0]

    await coordinator.sends(address, estado="en-curso", avance="40", version=seen)
    await coordinator.opens(address)
    second = await coordinator.sends(address, estado="en-curso", avance="90", version=seen)

    assert second.status_code == 409
    assert "Otra persona lo cambió antes" in second.text
    assert "40 %" in (await coordinator.opens(address)).text


@pytest.mark.parametrize(
    "path",
    [
        "/panel/mesas/cali", "/panel/mesas/cali/compromiso", "/panel/mesas/cali/reunion", "/panel/mesas/cali/planes",
        "/panel/mesas/cali/red", "/panel/mesas/cali/paquete.pdf", "/panel/mesas/cali/barreras/urg.puerta",
        "/panel/mesas/cali/agenda", "/panel/mesas/cali/agenda.docx", "/panel/mesas/cali/agenda.pdf",
    ],
)  # fmt: skip
async def test_a_mesa_of_others_looks_as_if_there_were_none_and_the_audit_log_knows(world, coordinator, path):
    page = await coordinator.opens(path)

    assert page.status_code == 404
    assert "Cali" not in page.text
    assert world.deeds()[-1][1] == "acceso-negado"


@pytest.mark.parametrize("role", ["analyst", "administrator"])
async def test_who_has_no_mesa_finds_no_page_of_one(world, role):
    browser = await world.inside(world.account(role))

    for path in ("/panel/mesas", "/panel/mesas/cucuta", "/panel/mesas/cucuta/red"):
        assert (await browser.opens(path)).status_code == 404
    assert "/panel/mesas" not in (await browser.opens("/panel")).text


async def test_a_commitment_of_others_cannot_be_advanced_by_its_address(world, coordinator):
    address = await promise(coordinator)
    other = await world.inside(world.account("coordinator", "cali"))

    await other.opens("/panel")
    assert (await other.sends(address, estado="en-curso", version="1")).status_code == 404
    assert (await other.opens(address)).status_code == 404
    assert (await coordinator.opens("/panel/mesas/compromisos/" + "f" * 32)).status_code == 404
    assert (await coordinator.opens("/panel/mesas/resto")).status_code == 404


async def test_a_meeting_is_called_with_what_the_reports_propose_edited_and_held(world, coordinator):
    before = world.parts.today - timedelta(weeks=2)
    for _ in range(6):
        a_filed_report(
            world.parts.unit_of_work(), world.parts.vault, municipality="54001", barrier="urg.puerta", today=before
        )

    form = await coordinator.opens("/panel/mesas/cucuta/reunion")
    assert values(form, "punto") == ["urg.puerta"]
    page = await coordinator.sends("/panel/mesas/cucuta/reunion", dia="2024-07-04", punto="urg.puerta")
    [address] = set(links(page, "/panel/mesas/reuniones/"))
    page = await coordinator.opens(address)
    assert "Grave: 5 o más reportes" in page.text
    title = re.search(r'name="agenda"[^>]*>([^<]*)<', page.text)[1]
    page = await coordinator.sends(address + "/agenda", dia="2024-07-04", agenda=f"{title}\nVarios", version="1")
    assert "Grave: 5 o más reportes" in page.text
    assert "<li>Varios</li>" in page.text
    wrong = await coordinator.sends(address + "/realizar", version="2", **{"asistencia-ips": "muchos"})
    page = await coordinator.sends(address + "/realizar", version="2", notas="Se acordó.", **{"asistencia-ips": "7"})

    assert wrong.status_code == 422
    assert "Realizada" in page.text
    assert "7 personas" in (await coordinator.opens("/panel/mesas/cucuta")).text


async def test_the_packet_is_brought_as_three_files_that_no_browser_keeps(coordinator):
    await promise(coordinator)

    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")):
        answer = await coordinator.opens(f"/panel/mesas/cucuta/paquete.{form}")
        assert answer.content.startswith(begins)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].endswith(f'-cucuta-2024-07-04.{form}"')
    assert (await coordinator.opens("/panel/mesas/cucuta/paquete.exe")).status_code == 404


async def test_a_plan_is_begun_gets_an_action_and_a_step(coordinator):
    page = await coordinator.opens("/panel/mesas/cucuta/planes")
    assert "cuc-huem" in values(page, "ips")
    page = await coordinator.sends("/panel/mesas/cucuta/planes", ips="cuc-huem")
    [plan] = values(page, "plan")
    action = {
        "plan": plan, "version": "1", "campo": "capacitacion", "plazo": "corto", "que": "Capacitar al turno de noche",
        "responsable": "Talento humano", "hasta": "2024-12-01",
    }  # fmt: skip

    wrong = await coordinator.sends("/panel/mesas/cucuta/planes/accion", **action | {"hasta": "pronto"})
    page = await coordinator.sends("/panel/mesas/cucuta/planes/accion", **action)
    [added] = values(page, "accion")
    page = await coordinator.sends(
        "/panel/mesas/cucuta/planes/avance", plan=plan, accion=added, version="2", estado="en-curso", avance="30"
    )

    assert wrong.status_code == 422
    assert "Falta la fecha" in wrong.text
    assert "30 %" in page.text


async def test_an_ally_is_kept_changed_and_taken_back_and_the_directory_is_told_each_time(world, coordinator):
    told = []
    object.__setattr__(world.parts, "show_allies", lambda: told.append(True))
    offer = {
        "nombre": "Casa de Paso",
        "tipo": "organizacion",
        "ofrece": "Hospedaje por cinco noches",
        "tema": "transito",
    }
    await coordinator.opens("/panel/mesas/cucuta/red")

    wrong = await coordinator.sends("/panel/mesas/cucuta/red", **offer | {"telefono": "llámenos"})
    page = await coordinator.sends("/panel/mesas/cucuta/red", **offer)
    ally = re.search(r'name="aliado" value="(red-[0-9a-f]+)"', page.text)[1]
    page = await coordinator.opens(f"/panel/mesas/cucuta/red?aliado={ally}")
    assert "Guardar, confirmado hoy" in page.text
    page = await coordinator.sends(
        "/panel/mesas/cucuta/red", **offer | {"aliado": ally, "version": "1", "para": "Gestantes"}
    )
    assert "Gestantes" in page.text
    page = await coordinator.sends("/panel/mesas/cucuta/red/retirar", aliado=ally, version="2")

    assert wrong.status_code == 422
    assert "retirado" in page.text
    assert len(told) == 3
    assert [verb for _, verb in world.deeds()][-3:] == ["agregar-aliado", "cambiar-aliado", "retirar-aliado"]


async def test_script_that_somebody_wrote_is_shown_and_never_run(coordinator):
    await coordinator.opens("/panel/mesas/cucuta")

    page = await coordinator.sends("/panel/mesas/cucuta", **SEAT | {"nombre": "<script>alert(1)</script>"})

    assert "<script>" not in page.text
    assert html.escape("<script>alert(1)</script>") in page.text


async def test_a_deed_that_cannot_be_noted_is_not_done(world, coordinator, monkeypatch):
    await coordinator.opens("/panel/mesas/cucuta")

    with monkeypatch.context() as broken:
        broken.setattr(Witness, "note", _refuses)
        with pytest.raises(ValueError, match="not noted"):
            await coordinator.sends("/panel/mesas/cucuta", **SEAT)

    assert "Secretaría de Salud</th>" not in (await coordinator.opens("/panel/mesas/cucuta")).text


def _refuses(*_):
    raise ValueError("not noted")


async def test_the_agenda_of_a_territory_is_a_page_and_a_document(coordinator):
    address = await promise(coordinator)

    page = await coordinator.opens("/panel/mesas/cucuta/agenda")
    document = await coordinator.client.get("/panel/mesas/cucuta/agenda.docx")

    assert links(page, "/panel/mesas/compromisos/") == [address]
    assert links(page, "/panel/mesas/cucuta/barreras/") == ["/panel/mesas/cucuta/barreras/urg.puerta"]
    assert document.content.startswith(b"PK")
    assert document.headers["content-disposition"] == 'attachment; filename="agenda-cucuta-2024-07-04.docx"'
    paper = await coordinator.opens("/panel/mesas/cucuta/agenda.pdf")
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["content-disposition"] == 'attachment; filename="agenda-cucuta-2024-07-04.pdf"'
    assert (await coordinator.opens("/panel/mesas/cucuta/agenda.xlsx")).status_code == 404


async def test_a_mesa_shows_rules_with_their_barriers_and_compliments_beside_them(world, coordinator):
    last_week = world.parts.today - timedelta(days=10)
    for _ in range(6):
        world.report(week=last_week, rule="urgencia-sin-requisitos")
        world.report(week=last_week, kind="buena-practica", barrier=None, practice=2, rule=None)

    mesa = await coordinator.opens("/panel/mesas/cucuta")
    thread = await coordinator.opens("/panel/mesas/cucuta/barreras/urg.puerta")

    [praised] = re.findall(r'<li>2\. [^<]+: <strong class="keep">([^<]+)</strong>', mesa.text)
    assert praised == "5 o más"
    assert '<summary>urgencia-sin-requisitos: <span class="keep">5 o más</span></summary>' in mesa.text
    assert 'urgencia-sin-requisitos: <strong class="keep">5 o más</strong>' in thread.text
    assert 'href="/panel/revisar?territorio=cucuta&amp;barrera=urg.puerta"' in thread.text
