"""The review of reports, by HTTP."""

import re
from datetime import date, timedelta

import pytest

from redes.reports.review import BLOT
from redes.reports.thread import add_message, read_thread, withdraw

MONDAY = date(2024, 7, 1)


def shown(page) -> list[str]:
    """Ids of the reports in the queue, in their order."""
    return re.findall(r'<h2><a href="/panel/revisar/([0-9a-f]+)"', page.text)


async def test_the_queue_shows_ones_own_territory_only(world, browser):
    own = world.report()
    world.report(municipality="05001")
    world.report(municipality=None)

    assert shown(await browser.opens("/panel/revisar")) == [own.id]


async def test_what_names_no_municipality_is_for_the_rest_of_the_country(world):
    placeless = world.report(municipality=None)
    browser = await world.inside(world.account("coordinator", "resto"))

    assert shown(await browser.opens("/panel/revisar")) == [placeless.id]
    assert "Sin municipio" in (await browser.opens("/panel/revisar")).text


async def test_urgent_ones_stand_first_and_then_the_oldest(world, browser):
    new, old = world.report(week=MONDAY), world.report(week=MONDAY - timedelta(weeks=5))
    urgent = world.report(week=MONDAY, urgent_now=True)

    assert shown(await browser.opens("/panel/revisar")) == [urgent.id, old.id, new.id]
    assert shown(await browser.opens("/panel/revisar?orden=antiguos"))[0] == old.id
    assert shown(await browser.opens("/panel/revisar?orden=recientes"))[-1] == old.id


async def test_the_queue_is_narrowed_by_its_address(world, browser):
    plain = world.report()
    urgent = world.report(urgent_now=True)
    old = world.report(week=MONDAY - timedelta(weeks=9))
    abusive = world.report(queue="abuso")
    solved = world.report(state="resuelto")
    other = world.report(barrier="urg.papeles")

    for query, expected in (
        ("urgente=si", {urgent.id}),
        ("semanas=8", {old.id}),
        ("cola=abuso", {abusive.id}),
        ("estado=resuelto", {solved.id}),
        ("barrera=urg.puerta", {plain.id, urgent.id, old.id}),
        ("territorio=cucuta", {plain.id, urgent.id, old.id, other.id}),
        ("estado=x&semanas=x&cola=x&orden=x&barrera=x&tras=x", {plain.id, urgent.id, old.id, other.id}),
    ):
        assert (query, set(shown(await browser.opens(f"/panel/revisar?{query}")))) == (query, expected)


@pytest.mark.parametrize("order", ["urgencia", "antiguos", "recientes"])
async def test_turning_pages_shows_every_report_once(world, browser, order):
    reports = [world.report(story=None, week=MONDAY - timedelta(weeks=n % 3), urgent_now=n % 4 == 0) for n in range(60)]

    found, address = [], f"/panel/revisar?orden={order}"
    while address:
        page = await browser.opens(address)
        assert "60 reportes" in page.text
        found += shown(page)
        older = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = older[1].replace("&amp;", "&") if older else None

    assert len(found) == 60
    assert set(found) == {report.id for report in reports}


@pytest.mark.parametrize("territory", ["medellin", "atlantis", "%3Cscript%3E"])
async def test_a_territory_that_is_not_ones_own_looks_as_if_it_did_not_exist(world, coordinator, browser, territory):
    page = await browser.opens(f"/panel/revisar?territorio={territory}")

    assert page.status_code == 404
    assert world.deeds()[-1] == (coordinator.id, "acceso-negado")


STEPS = {
    "estado": {"estado": "en-revision"},
    "tipo": {"tipo": "urg.papeles"},
    "cola": {"cola": "abuso"},
    "tachar": {"palabra": "0"},
    "preguntar": {"texto": "¿Cuándo?"},
    "responder": {"texto": "Gracias."},
}


@pytest.mark.parametrize("step", ["", "tachar", *STEPS])
async def test_a_report_of_another_territory_can_be_neither_read_nor_changed(world, coordinator, browser, step):
    foreign = world.report("CANARIA", municipality="05001")
    await browser.opens("/panel/revisar")
    path = f"/panel/revisar/{foreign.id}/{step}".rstrip("/")

    pages = [await browser.sends(path, visto="1", **STEPS[step])] if step in STEPS else [await browser.opens(path)]

    assert [(page.status_code, "CANARIA" in page.text) for page in pages] == [(404, False)]
    assert world.kept(foreign).report == foreign
    assert world.deeds()[-1] == (coordinator.id, "acceso-negado")


@pytest.mark.parametrize("role", ["analyst", "administrator"])
async def test_who_does_not_coordinate_reads_no_report(world, role):
    report = world.report("CANARIA")
    browser = await world.inside(world.account(role))

    for path in ("/panel/revisar", f"/panel/revisar/{report.id}"):
        page = await browser.opens(path)
        assert (page.status_code, "CANARIA" in page.text) == (404, False)


async def test_a_report_that_does_not_exist_is_told_plainly(world, browser):
    withdrawn = world.report()
    withdraw(withdrawn, uow=world.parts.unit_of_work(), today=MONDAY)

    for report_id in (withdrawn.id, "0" * 32, "x"):
        page = await browser.opens(f"/panel/revisar/{report_id}")
        assert (page.status_code, "Aquí no hay nada" in page.text) == (404, True)


async def test_reading_a_report_is_on_record(world, coordinator, browser):
    report = world.report("Me negaron la atención")

    page = await browser.opens(f"/panel/revisar/{report.id}")

    assert "Me negaron la atención" in page.text
    with world.parts.unit_of_work() as work:
        [last] = work.audit.latest(1)
    assert (last.account, last.verb, last.subject) == (coordinator.id, "abrir-reporte", f"reporte:{report.id}")


async def test_script_in_a_narrative_is_shown_as_text(world, browser):
    report = world.report("<script>alert(1)</script> {{ 7*7 }}")

    page = (await browser.opens(f"/panel/revisar/{report.id}")).text

    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page


async def test_a_hard_story_is_folded(world, browser):
    hard, plain = world.report("DURO de leer"), world.report("fácil")

    assert "<details>" in (await browser.opens(f"/panel/revisar/{hard.id}")).text
    assert "<details>" not in (await browser.opens(f"/panel/revisar/{plain.id}")).text


async def test_each_step_is_taken_said_and_put_on_record(world, coordinator, browser):
    report = world.report("Me llamo Ana y me negaron")

    for step, fields in STEPS.items():
        page = await browser.opens(f"/panel/revisar/{report.id}")
        seen = re.search(r'name="visto" value="(\d+)"', page.text)[1]
        assert (await browser.sends(f"/panel/revisar/{report.id}/{step}", visto=seen, **fields)).status_code == 200
        assert 'class="notice"' in browser.shown.text

    kept = world.kept(report)
    assert (kept.report.state, kept.report.barrier, kept.report.queue) == ("en-revision", "urg.papeles", "abuso")
    assert kept.story == f"{BLOT} llamo Ana y me negaron"
    assert [(said.act, said.text) for said in kept.thread] == [("pregunta", "¿Cuándo?"), ("respuesta", "Gracias.")]
    assert kept.report.version == 1 + len(STEPS)
    verbs = [verb for account, verb in world.deeds() if account == coordinator.id and verb != "abrir-reporte"]
    assert verbs == ["entrar", "estado-en-revision", "cambiar-tipo", "cola-abuso", "tachar", "preguntar", "responder"]


async def test_the_author_reads_what_the_mesa_asks(world, browser):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")

    await browser.sends(f"/panel/revisar/{report.id}/preguntar", visto="1", texto="¿Le dieron algún papel?")

    thread = read_thread(report.id, uow=world.parts.unit_of_work(), vault=world.parts.vault)
    assert [(said.author, said.text) for said in thread] == [("mesa", "¿Le dieron algún papel?")]
    assert "espera respuesta" in (await browser.opens(f"/panel/revisar/{report.id}")).text


@pytest.mark.parametrize("step", STEPS)
async def test_of_two_who_change_a_report_the_second_is_told_and_overwrites_nothing(world, browser, step):
    report = world.report()
    other = await world.inside(world.account("coordinator", "cucuta", label="La otra"))
    for one in (browser, other):
        await one.opens(f"/panel/revisar/{report.id}")
    await browser.sends(f"/panel/revisar/{report.id}/estado", visto="1", estado="en-mesa")
    before = world.kept(report)

    page = await other.sends(f"/panel/revisar/{report.id}/{step}", visto="1", **STEPS[step])

    assert page.status_code == 409
    assert "Otra persona cambió este reporte" in page.text
    assert world.kept(report) == before
    if "texto" in STEPS[step]:
        assert f">{STEPS[step]['texto']}</textarea>" in page.text


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("estado", {"estado": "descartado"}, "decir el motivo"),
        ("estado", {"estado": "nuevo"}, "no se puede dar ese paso"),
        ("estado", {"estado": "borrado"}, "no se puede dar ese paso"),
        ("estado", {}, "no se puede dar ese paso"),
        ("tipo", {"tipo": "no.existe"}, "Ese tipo no existe"),
        ("tipo", {"tipo": "practica-99"}, "Ese tipo no existe"),
        ("tachar", {}, "No se tachó nada"),
        ("tachar", {"palabra": "99"}, "No se tachó nada"),
        ("tachar", {"palabra": "-1"}, "No se tachó nada"),
        ("tachar", {"palabra": "0", "mensaje": "7"}, "No se tachó nada"),
        ("preguntar", {"texto": "  "}, "está vacío"),
    ],
)
async def test_what_does_not_go_is_said_beside_the_form_and_changes_nothing(world, browser, step, fields, said):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")

    page = await browser.sends(f"/panel/revisar/{report.id}/{step}", visto="1", **fields)

    assert page.status_code == 422
    assert said in page.text
    assert world.kept(report).report == report


@pytest.mark.parametrize("seen", ["", "x", "-1", "999999999999", "²"])
async def test_a_forged_version_overwrites_nothing(world, browser, seen):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")

    page = await browser.sends(f"/panel/revisar/{report.id}/estado", visto=seen, estado="en-mesa")

    assert page.status_code == 409
    assert world.kept(report).report == report


async def test_a_report_is_put_aside_with_its_reason(world, browser):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")

    await browser.sends(f"/panel/revisar/{report.id}/estado", visto="1", estado="descartado", motivo="repetido")

    assert (world.kept(report).report.state, world.kept(report).report.reason) == ("descartado", "repetido")


async def test_words_side_by_side_become_one_blot_and_are_gone_for_good(world, browser):
    report = world.report("Me atendió  Ana María\nPérez en la caja 4")
    page = await browser.opens(f"/panel/revisar/{report.id}/tachar")
    assert re.findall(r'value="(\d+)"> (\S+)</label>', page.text)[2:5] == [("2", "Ana"), ("3", "María"), ("4", "Pérez")]

    await browser.sends(f"/panel/revisar/{report.id}/tachar", visto="1", palabra=["3", "2", "4", "8"])

    assert world.kept(report).story == f"Me atendió  {BLOT} en la caja {BLOT}"


async def test_words_of_a_message_are_blotted_out_too(world, browser):
    report = world.report("El relato")
    add_message(report.id, "fue con el doctor", uow=world.parts.unit_of_work(), vault=world.parts.vault, today=MONDAY)
    page = await browser.opens(f"/panel/revisar/{report.id}/tachar?mensaje=1")
    seen = re.search(r'name="visto" value="(\d+)"', page.text)[1]

    await browser.sends(f"/panel/revisar/{report.id}/tachar", visto=seen, mensaje="1", palabra=["3"])

    kept = world.kept(report)
    assert (kept.story, kept.thread[0].text) == ("El relato", f"fue con el {BLOT}")


async def test_a_compliment_can_be_told_from_a_barrier(world, browser):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")

    await browser.sends(f"/panel/revisar/{report.id}/tipo", visto="1", tipo="practica-3")

    kept = world.kept(report).report
    assert (kept.kind, kept.barrier, kept.practice) == ("buena-practica", None, 3)


async def test_similar_ones_are_suggested_with_their_reasons(world, browser):
    same = {"municipality": "54001", "ips": "a", "service": "urgencia", "groups": (), "week": MONDAY}
    report = world.report(**same)
    near = world.report(**same | {"week": MONDAY - timedelta(weeks=4), "service": None})
    likely = world.report(**same)
    world.report(**same | {"week": MONDAY - timedelta(weeks=5)})
    world.report(**same | {"barrier": "urg.papeles"})
    world.report(**same | {"municipality": "05001"})
    unlike = {"municipality": "54874", "ips": "b", "service": "parto", "week": MONDAY - timedelta(weeks=1)}
    world.report(**same | unlike)

    page = (await browser.opens(f"/panel/revisar/{report.id}")).text.split("<h2>Parecidos</h2>")[1]

    assert re.findall(r'href="/panel/revisar/([0-9a-f]{32})', page) == [likely.id, near.id]
    assert "misma IPS, mismo servicio, mismo municipio, misma semana" in page
    assert "Porque: misma IPS, mismo municipio<" in page


async def test_no_words_of_a_report_stand_in_an_address(world, browser):
    report = world.report("CANARIA")
    await browser.opens(f"/panel/revisar/{report.id}")

    answer = await browser.client.post(
        f"/panel/revisar/{report.id}/preguntar",
        data={"csrf": re.search(r'name="csrf" value="(\w+)"', browser.shown.text)[1], "visto": "1", "texto": "CANARIA"},
    )

    assert answer.headers["location"] == f"/panel/revisar/{report.id}?aviso=pregunta-enviada"


def ticks(page) -> list[str]:
    """What can be ticked to be joined."""
    return re.findall(r'name="con" value="([0-9a-f]+:\d+)"', page.text)


def seen_in(page) -> str:
    return re.search(r'name="visto" value="(\d+)"', page.text)[1]


async def joined_by(browser, report):
    """A report joined with all that are suggested; the page that says so."""
    page = await browser.opens(f"/panel/revisar/{report.id}")
    return await browser.sends(f"/panel/revisar/{report.id}/unir", visto=seen_in(page), con=ticks(page))


async def test_similar_reports_are_joined_answered_together_and_separated_again(world, coordinator, browser):
    first, second, third = world.report("Uno"), world.report("Dos"), world.report("Tres")

    page = await joined_by(browser, first)
    assert "quedaron unidos en un asunto" in page.text
    assert "El asunto: 3 reportes unidos" in page.text
    assert "asunto de 3" in (await browser.opens("/panel/revisar")).text
    page = await browser.opens(f"/panel/revisar/{second.id}")
    await browser.sends(f"/panel/revisar/{second.id}/estado", visto=seen_in(page), estado="en-mesa")
    page = browser.shown
    await browser.sends(
        f"/panel/revisar/{second.id}/responder", visto=seen_in(page), texto="Para todas", alcance="asunto"
    )
    page = browser.shown
    await browser.sends(f"/panel/revisar/{second.id}/responder", visto=seen_in(page), texto="Para una", alcance="este")
    page = browser.shown
    await browser.sends(f"/panel/revisar/{second.id}/separar", visto=seen_in(page))

    kept = [world.kept(one) for one in (first, second, third)]
    assert [one.report.state for one in kept] == ["en-mesa"] * 3
    assert [[said.text for said in one.thread] for one in kept] == [
        ["Para todas"], ["Para todas", "Para una"], ["Para todas"],
    ]  # fmt: skip
    assert "El asunto" not in (await browser.opens(f"/panel/revisar/{second.id}")).text
    assert "El asunto: 2 reportes unidos" in (await browser.opens(f"/panel/revisar/{first.id}")).text
    with world.parts.unit_of_work() as work:
        deeds = [(one.verb, one.subject.partition(":")[0]) for one in work.audit.all() if one.account == coordinator.id]
    assert [one for one in deeds if one[0] not in ("entrar", "abrir-reporte")] == [
        *[("unir", "reporte")] * 3,
        ("estado-en-mesa", "reporte"), ("estado-en-mesa", "asunto"),
        ("responder", "reporte"), ("responder", "asunto"),
        ("responder", "reporte"),
        ("separar", "reporte"),
    ]  # fmt: skip


async def test_of_two_who_join_the_second_is_told(world, browser):
    first, second = world.report("Uno"), world.report("Dos")
    page = await browser.opens(f"/panel/revisar/{first.id}")
    await browser.sends(f"/panel/revisar/{second.id}/estado", visto="1", estado="en-revision")

    page = await browser.sends(f"/panel/revisar/{first.id}/unir", visto="1", con=[f"{second.id}:1"])

    assert page.status_code == 409
    assert "El asunto" not in page.text
    assert world.kept(first).report == first


@pytest.mark.parametrize("ticked", [[], ["x:1"], ["x"], [":"], ["0" * 32 + ":1"], ["itself"]])
async def test_what_cannot_be_joined_is_said_and_nothing_changes(world, browser, ticked):
    report = world.report()
    await browser.opens(f"/panel/revisar/{report.id}")
    names = [f"{report.id}:1" if one == "itself" else one for one in ticked]

    page = await browser.sends(f"/panel/revisar/{report.id}/unir", visto="1", con=names)

    assert page.status_code in (404, 422)
    assert world.kept(report).report == report


async def test_a_report_of_another_territory_is_not_joined_even_by_who_has_both(world):
    own, foreign = world.report(), world.report(municipality="05001")
    one = await world.inside(world.account("coordinator", "cucuta"))
    both = await world.inside(world.account("coordinator", "cucuta", "medellin"))

    for browser, status in ((one, 404), (both, 422)):
        await browser.opens(f"/panel/revisar/{own.id}")
        answer = await browser.sends(f"/panel/revisar/{own.id}/unir", visto="1", con=[f"{foreign.id}:1"])
        assert answer.status_code == status

    assert (world.kept(own).report, world.kept(foreign).report) == (own, foreign)


async def test_a_rare_combination_is_told_coarser_and_the_page_says_so(world, browser):
    for _ in range(5):
        world.report(groups=("gestante",))
    rare = world.report(municipality="54874", groups=("gestante", "indigena"))

    page = (await browser.opens(f"/panel/revisar/{rare.id}")).text
    queue = (await browser.opens("/panel/revisar?orden=recientes")).text

    assert "Villa del Rosario" not in page + queue
    assert "<dt>Territorio</dt><dd>Cúcuta" in page
    assert "ndígena" not in page.split("<h2>Parecidos")[0].split("<h2>Lo que se contó")[1].split("Tipo y cola")[0]
    assert "otros que no se muestran" in page
    assert "de forma más general" in page


async def test_an_institution_that_few_name_is_not_told_nor_is_it_a_reason_to_join(world, browser):
    for _ in range(5):
        world.report(ips="cuc-huem")
    alone, other = (world.report(ips="cuc-imsalud", service=None) for _ in range(2))
    elsewhere = {"municipality": "54874", "week": MONDAY - timedelta(weeks=1), "service": "parto", "groups": ()}
    by_that_alone = world.report(ips="cuc-imsalud", **elsewhere)

    page = (await browser.opens(f"/panel/revisar/{alone.id}")).text
    queue = (await browser.opens("/panel/revisar")).text

    assert "Imsalud" not in page + queue
    assert "<dt>IPS</dt><dd>no se muestra</dd>" in page
    assert "de forma más general" in page
    assert f'value="{other.id}:1"' in page
    assert "misma IPS" not in page
    assert by_that_alone.id not in page, "that it is suggested at all would tell the reason"
    assert queue.count("Hospital Universitario Erasmo Meoz") == 5


async def test_an_institution_that_several_name_is_told_and_a_reason_to_join(world, browser):
    report, *_ = [world.report(ips="cuc-huem") for _ in range(5)]

    page = (await browser.opens(f"/panel/revisar/{report.id}")).text

    assert "Hospital Universitario Erasmo Meoz" in page
    assert "misma IPS" in page


async def test_what_several_share_is_told_as_it_was_reported(world, browser):
    report, *_ = [world.report(municipality="54874", groups=("gestante",)) for _ in range(5)]

    page = (await browser.opens(f"/panel/revisar/{report.id}")).text

    assert "<dt>Municipio</dt><dd>Villa del Rosario</dd>" in page
    assert "de forma más general" not in page


async def test_how_many_share_something_is_counted_anew_the_next_day(world, clock, browser, coordinator):
    report, *_ = [world.report(municipality="54874") for _ in range(4)]
    path = f"/panel/revisar/{report.id}"
    assert "Villa del Rosario" not in (await browser.opens(path)).text
    world.report(municipality="54874")

    assert "Villa del Rosario" not in (await browser.opens(path)).text

    clock.passes(days=1)

    tomorrow = await world.inside(coordinator)
    assert "Villa del Rosario" in (await tomorrow.opens(path)).text


async def test_a_report_leads_to_its_barriers_thread_and_to_what_was_promised(world, browser):
    report, elsewhere = world.report(), world.report(kind="buena-practica", barrier=None, practice=2)

    page = (await browser.opens(f"/panel/revisar/{report.id}")).text
    assert 'href="/panel/mesas/cucuta/barreras/urg.puerta"' in page
    assert "Todavía no hay un compromiso" in page
    assert "/panel/mesas/cucuta" not in (await browser.opens(f"/panel/revisar/{elsewhere.id}")).text
