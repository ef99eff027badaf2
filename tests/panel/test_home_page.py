"""The first page: what waits for whom."""

import re

import pytest
from makers import a_flag
from mesa_makers import a_table


async def first_page(world, *account):
    text = (await (await world.inside(world.account(*account))).opens("/panel")).text
    return re.sub(r"<[^>]+>|\s+", " ", text), text


async def test_a_coordinator_sees_first_what_waits_and_what_is_late(world, clock):
    a_table(world.parts)
    world.report(urgent_now=True)
    world.report(kind="propuesta", barrier=None, urgent_now=None)
    world.report(state="resuelto")
    world.report(municipality="05001")
    clock.passes(days=3)

    said, page = await first_page(world, "coordinator", "cucuta")
    words = " ".join(said.split())

    with world.parts.unit_of_work() as work:
        behind = sum(1 for one in work.reports.all() if one.state == "nuevo" and one.kind == "barrera")
    assert f"{behind - 1} reportes por revisar" in words
    assert "1 con atención urgente" in words
    assert "1 propuesta por leer" in words
    assert "1 compromiso abierto, 1 atrasado" in words
    assert page.index("por revisar") < page.index("Su cuenta")


@pytest.mark.parametrize("role", ["analyst", "administrator", "reviewer"])
async def test_who_reviews_nothing_is_told_nothing_of_reports(world, role):
    world.report()

    said, _ = await first_page(world, role)

    assert "por revisar" not in said
    assert "turno" not in said


async def test_who_judges_answers_sees_how_many_wait(world):
    with world.parts.unit_of_work() as work:
        for number in range(3):
            work.flags.add(a_flag(id=f"{number:012x}", state="rechazada" if number == 2 else "nueva"))
        work.commit()

    said, page = await first_page(world, "reviewer")

    assert "2 respuestas marcadas sin revisar" in " ".join(said.split())
    assert 'href="/panel/marcas"' in page
