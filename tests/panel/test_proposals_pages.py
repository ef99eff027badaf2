"""Proposals in the panel, by HTTP: read, answered, promised, passed on, declined; and what their author learns."""

import re
from datetime import timedelta

import pytest

from redes.flags.review import settle_flag
from redes.followup.ground import Ground
from redes.followup.proposals import tell_author
from redes.reports.report import Report
from redes.reports.review import BLOT
from redes.reports.thread import add_message, withdraw

STORY = "Poner un letrero en la puerta de urgencias."
PROPOSED = {"kind": "propuesta", "barrier": None, "ips": None, "rule": None, "service": None}
CARD = "urgencias-migrante"


@pytest.fixture
def proposal(world) -> Report:
    return world.report(STORY, **PROPOSED)


def shown(page) -> list[str]:
    return re.findall(r'<h2><a href="/panel/propuestas/([0-9a-f]+)"', page.text)


def flags(world):
    with world.parts.unit_of_work() as work:
        return list(work.flags.all())


async def test_proposals_have_a_queue_of_their_own(world, browser, proposal):
    report = world.report()
    foreign = world.report(STORY, municipality="05001", **PROPOSED)
    abusive = world.report(STORY, queue="abuso", **PROPOSED)

    assert shown(await browser.opens("/panel/propuestas")) == [proposal.id]
    assert shown(await browser.opens("/panel/propuestas?cola=abuso")) == [abusive.id]
    assert shown(await browser.opens("/panel/propuestas?estado=resuelto")) == []
    queue = (await browser.opens("/panel/revisar")).text
    assert report.id in queue
    assert proposal.id not in queue
    assert foreign.id not in queue


async def test_turning_pages_shows_every_proposal_once(world, browser):
    there = {world.report(STORY, **PROPOSED).id for _ in range(30)}

    first = await browser.opens("/panel/propuestas")
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    second = await browser.opens(older[1].replace("&amp;", "&"))

    assert len(shown(first)) == 25
    assert set(shown(first)) | set(shown(second)) == there


@pytest.mark.parametrize(
    ("about", "said"),
    [({}, "Una práctica nueva"), ({"practice": 3}, "Un cambio a la práctica 3"), ({"card": CARD}, "Un cambio a esta")],
)
async def test_a_proposal_is_read_with_what_it_would_change(world, coordinator, browser, about, said):
    proposal = world.report(STORY, **PROPOSED, **about)

    page = await browser.opens(f"/panel/propuestas/{proposal.id}")

    assert STORY in page.text
    assert said in page.text
    assert world.deeds()[-1] == (coordinator.id, "abrir-reporte")


async def test_the_page_of_reports_leads_to_the_page_of_the_proposal(browser, proposal):
    page = await browser.opens(f"/panel/revisar/{proposal.id}")

    assert str(page.url).endswith(f"/panel/propuestas/{proposal.id}")


@pytest.mark.parametrize("step", ["", "estado", "preguntar", "responder", "contenido", "declinar"])
async def test_a_proposal_of_another_territory_looks_as_if_it_did_not_exist(world, coordinator, browser, step):
    foreign = world.report("CANARIA", municipality="05001", **PROPOSED)
    await browser.opens("/panel/propuestas")
    path = f"/panel/propuestas/{foreign.id}/{step}".rstrip("/")

    page = await (browser.sends(path, version="1", estado="en-revision", texto="x") if step else browser.opens(path))

    assert (page.status_code, "CANARIA" in page.text) == (404, False)
    assert world.kept(foreign).report == foreign
    assert world.deeds()[-1] == (coordinator.id, "acceso-negado")


async def test_a_report_of_what_happened_is_no_proposal(world, browser):
    report = world.report("CANARIA")
    await browser.opens("/panel/propuestas")

    read = await browser.opens(f"/panel/propuestas/{report.id}")
    passed = await browser.sends(f"/panel/propuestas/{report.id}/contenido", version="1")

    assert [(page.status_code, "CANARIA" in page.text) for page in (read, passed)] == [(404, False)] * 2
    assert world.kept(report).report == report
    assert flags(world) == []


async def test_a_proposal_does_not_become_a_report_of_what_happened(world, browser, proposal):
    await browser.opens(f"/panel/propuestas/{proposal.id}")

    await browser.sends(f"/panel/revisar/{proposal.id}/tipo", visto="1", tipo="urg.papeles")

    assert world.kept(proposal).report == proposal


async def test_it_is_taken_a_step_further_asked_about_and_answered(world, browser, proposal):
    path = f"/panel/propuestas/{proposal.id}"
    await browser.opens(path)

    await browser.sends(f"{path}/estado", version="1", estado="en-revision")
    await browser.sends(f"{path}/preguntar", version="2", texto="¿En qué puerta?")
    page = await browser.sends(f"{path}/responder", version="3", texto="Gracias.")

    kept = world.kept(proposal)
    assert kept.report.state == "en-revision"
    assert [(said.act, said.text) for said in kept.thread] == [
        ("pregunta", "¿En qué puerta?"),
        ("respuesta", "Gracias."),
    ]
    assert "espera respuesta" in page.text


@pytest.mark.parametrize("state", ["con-compromiso", "descartado", "x", ""])
async def test_what_has_a_form_of_its_own_is_no_plain_step(world, browser, proposal, state):
    await browser.opens(f"/panel/propuestas/{proposal.id}")

    page = await browser.sends(f"/panel/propuestas/{proposal.id}/estado", version="1", estado=state)

    assert page.status_code == 422
    assert world.kept(proposal).report == proposal


async def test_it_is_declined_with_a_reason_and_words(world, coordinator, browser, proposal):
    path = f"/panel/propuestas/{proposal.id}"
    await browser.opens(path)

    await browser.sends(f"{path}/declinar", version="1", motivo="repetido", porque="Ya lo hace el hospital.")

    kept = world.kept(proposal)
    assert (kept.report.state, kept.report.reason) == ("descartado", "repetido")
    assert [said.text for said in kept.thread] == ["Ya lo hace el hospital."]
    assert (coordinator.id, "descartar-propuesta") in world.deeds()


@pytest.mark.parametrize("given", [{"motivo": "", "porque": "No."}, {"motivo": "otra", "porque": " "}])
async def test_nobody_declines_without_a_reason_and_words(world, browser, proposal, given):
    await browser.opens(f"/panel/propuestas/{proposal.id}")

    page = await browser.sends(f"/panel/propuestas/{proposal.id}/declinar", version="1", **given)

    assert page.status_code == 422
    assert world.kept(proposal).report == proposal
    assert world.kept(proposal).thread == ()


async def test_who_writes_second_overwrites_nothing(world, browser, proposal):
    path = f"/panel/propuestas/{proposal.id}"
    await browser.opens(path)
    await browser.sends(f"{path}/estado", version="1", estado="en-mesa")

    for step, given in (("contenido", {}), ("declinar", {"motivo": "otra", "porque": "No se puede."})):
        page = await browser.sends(f"{path}/{step}", version="1", **given)
        assert page.status_code == 409
    assert world.kept(proposal).report.state == "en-mesa"
    assert world.kept(proposal).thread == ()
    assert flags(world) == []


@pytest.mark.parametrize(
    ("about", "subject"),
    [({}, ("decalogo", "decalogo")), ({"practice": 3}, None), ({"card": CARD}, ("card", CARD))],
)
async def test_it_is_passed_on_as_a_flag_without_words(world, catalogue, coordinator, browser, about, subject):
    proposal = world.report(STORY, language="en", **PROPOSED, **about)
    await browser.opens(f"/panel/propuestas/{proposal.id}")

    await browser.sends(f"/panel/propuestas/{proposal.id}/contenido", version="1")

    [flag] = flags(world)
    assert (flag.subject.kind, flag.subject.id) == (subject or ("practice", catalogue.decalogo.practices[2].id))
    assert (flag.reason, flag.words, flag.proposal, flag.language) == ("propuesta", None, proposal.id, "en")
    kept = world.kept(proposal)
    assert kept.report.state == "con-compromiso"
    assert [said.text for said in kept.thread] == [catalogue.texts["en"].texts["propuesta.aviso.contenido"]]
    assert (coordinator.id, "pasar-propuesta") in world.deeds()


@pytest.mark.parametrize(
    ("verdict", "key", "state"),
    [
        ("resuelta", "propuesta.aviso.hecha", "resuelto"),
        ("rechazada", "propuesta.aviso.no-cambia", "en-mesa"),
        ("aceptada", None, "con-compromiso"),
    ],
)
async def test_its_author_learns_what_the_reviewer_of_the_content_said(
    world, catalogue, browser, proposal, verdict, key, state
):
    await browser.opens(f"/panel/propuestas/{proposal.id}")
    await browser.sends(f"/panel/propuestas/{proposal.id}/contenido", version="1")
    [flag] = flags(world)
    settled = settle_flag(
        flag.id,
        verdict,
        guarded_by="tests/x.py::test_x" if verdict == "resuelta" else None,
        note="La norma no lo permite.",
        uow=world.parts.unit_of_work(),
        check_guard=lambda _: None,
    )

    told = [told_of(world, catalogue, settled) for _ in range(2)]

    assert told == [key is not None, False]
    kept = world.kept(proposal)
    assert kept.report.state == state
    texts = catalogue.texts["es"].texts
    assert [said.text for said in kept.thread[1:]] == (
        [texts[key].format(motivo="La norma no lo permite.")] if key else []
    )


async def test_the_reviewer_of_the_content_reads_it_in_the_panel_and_her_verdict_reaches_its_author(
    world, browser, proposal
):
    await browser.opens(f"/panel/propuestas/{proposal.id}")
    await browser.sends(f"/panel/propuestas/{proposal.id}/contenido", version="1")
    [flag] = flags(world)
    reviewer = await world.inside(world.account("reviewer"))

    queue = await reviewer.opens("/panel/marcas")
    page = await reviewer.opens(f"/panel/marcas/{flag.id}")
    await reviewer.sends(f"/panel/marcas/{flag.id}", visto="nueva", estado="rechazada", nota="Ya lo dice otra ficha.")

    assert "Una propuesta de cambio" in queue.text
    assert STORY in page.text
    kept = world.kept(proposal)
    assert kept.report.state == "en-mesa"
    assert "Ya lo dice otra ficha." in (kept.thread[-1].text or "")


async def test_of_a_proposal_that_was_taken_back_nothing_is_left_to_tell(world, catalogue, browser, proposal):
    await browser.opens(f"/panel/propuestas/{proposal.id}")
    await browser.sends(f"/panel/propuestas/{proposal.id}/contenido", version="1")
    withdraw(proposal, uow=world.parts.unit_of_work(), today=world.parts.today)
    [flag] = flags(world)

    settled = settle_flag(
        flag.id, "rechazada", guarded_by=None, note="No.", uow=world.parts.unit_of_work(), check_guard=lambda _: None
    )

    assert told_of(world, catalogue, settled) is False


def told_of(world, catalogue, flag) -> bool:
    return tell_author(
        flag,
        ground=Ground(catalogue, {}),
        uow=world.parts.unit_of_work(),
        vault=world.parts.vault,
        retention=world.parts.retention,
        today=world.parts.today,
    )


@pytest.mark.parametrize("municipality", ["54001", None])
async def test_it_becomes_a_promise_and_its_author_reads_that_it_was_kept(world, municipality):
    browser = await world.inside(world.account("coordinator", "cucuta", "resto", label="Dos"))
    proposal = world.report(STORY, municipality=municipality, practice=3, **PROPOSED)
    await browser.opens("/panel/mesas/cucuta")
    await browser.sends("/panel/mesas/cucuta", nombre="Secretaría", sector="entidad-territorial", version="0")
    page = await browser.opens(f"/panel/propuestas/{proposal.id}")
    link = re.search(r'href="(/panel/mesas/cucuta/compromiso\?propuesta=[^"]+)"', page.text)
    assert link is not None

    form = await browser.opens(link[1].replace("&amp;", "&"))
    assert STORY in form.text
    assert re.search(r'<option value="3" selected', form.text)
    seat = re.search(r'<option value="([0-9a-f]{12})"', form.text)
    assert seat is not None
    due = (world.parts.today + timedelta(weeks=4)).isoformat()
    await browser.sends(
        "/panel/mesas/cucuta/compromiso",
        propuesta=proposal.id, organizacion=seat[1], que="Poner un letrero en la puerta.", hasta=due, practica="3",
    )  # fmt: skip

    assert world.kept(proposal).report.state == "con-compromiso"
    with world.parts.unit_of_work() as work:
        [promise] = work.followup.commitments.of(["cucuta"])
    await browser.opens(f"/panel/mesas/compromisos/{promise.id}")
    await browser.sends(
        f"/panel/mesas/compromisos/{promise.id}", version="1", estado="cumplido", evidencia="Acta 4.", avance="100"
    )
    kept = world.kept(proposal)
    assert kept.report.state == "resuelto"
    assert "salió de su propuesta" in (kept.thread[-1].text or "")


async def test_a_proposal_of_another_territory_cannot_be_promised(world, browser):
    foreign = world.report("CANARIA", municipality="05001", **PROPOSED)

    page = await browser.opens(f"/panel/mesas/cucuta/compromiso?propuesta={foreign.id}")

    assert (page.status_code, "CANARIA" in page.text) == (404, False)


async def test_words_of_a_message_of_a_proposal_are_blotted_out_from_its_page(world, browser, proposal):
    day = world.parts.today
    add_message(proposal.id, "lo dijo el doctor", uow=world.parts.unit_of_work(), vault=world.parts.vault, today=day)
    page = await browser.opens(f"/panel/propuestas/{proposal.id}")
    [address] = re.findall(r'href="([^"]+\?mensaje=1)"', page.text)
    asked = await browser.opens(address)
    seen = re.search(r'name="visto" value="(\d+)"', asked.text)[1]
    assert f'href="/panel/propuestas/{proposal.id}"' in asked.text

    await browser.sends(address.partition("?")[0], visto=seen, mensaje="1", palabra=["3"])

    assert f"lo dijo el {BLOT}" in (await browser.opens(f"/panel/propuestas/{proposal.id}")).text
