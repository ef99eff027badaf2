"""The queue of flags, by HTTP."""

import re

import pytest
from makers import a_card_subject, a_flag

from redes.flags.subject import Subject, card_subject
from redes.privacy.seal import Sealer

GUARD = "content/reglas/invariantes.yaml: urgencia-para-todos"
CARD = "tutela-migrante"


@pytest.fixture
async def reviewer(world):
    return await world.inside(world.account("reviewer", label="Revisión"))


@pytest.fixture
def raise_flag(world, catalogue):
    def raise_flag(number=0, **given):
        default = {"id": f"{number:012x}", "subject": card_subject(catalogue.cards[CARD])}
        flag = a_flag(**default | given)
        with world.parts.unit_of_work() as work:
            work.flags.add(flag)
            work.commit()
        return flag

    return raise_flag


def kept(world, flag):
    with world.parts.unit_of_work() as work:
        return work.flags.find(flag.id)


def listed(page):
    return re.findall(r'href="/panel/marcas/([0-9a-f]{12})"', page.text)


async def judged(browser, flag, **fields):
    await browser.opens(f"/panel/marcas/{flag.id}")
    return await browser.sends(f"/panel/marcas/{flag.id}", **{"visto": flag.state} | fields)


async def test_flags_stand_by_answer_the_one_with_most_first(raise_flag, reviewer):
    other = Subject(kind="directory", id="nacional", version="0000")
    raise_flag(1, subject=other)
    raise_flag(2)
    raise_flag(3)
    raise_flag(4, state="resuelta", guarded_by=GUARD)

    page = await reviewer.opens("/panel/marcas")

    assert listed(page) == ["000000000002", "000000000003", "000000000001"]
    assert listed(await reviewer.opens("/panel/marcas?estado=resuelta")) == ["000000000004"]
    assert listed(await reviewer.opens("/panel/marcas?tipo=directory&estado=x")) == ["000000000001"]
    assert "No hay avisos" in (await reviewer.opens("/panel/marcas?tipo=x")).text


async def test_turning_pages_shows_every_answer_once(raise_flag, reviewer):
    for number in range(45):
        raise_flag(number, subject=a_card_subject(id=f"ficha-{number}"))

    found, address = [], "/panel/marcas"
    while address:
        page = await reviewer.opens(address)
        found += listed(page)
        older = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = older[1].replace("&amp;", "&") if older else None

    assert sorted(found) == [f"{number:012x}" for number in range(45)]


async def test_a_flag_shows_the_answer_what_was_added_and_the_case(catalogue, raise_flag, reviewer):
    worded = raise_flag(1, words=Sealer(b"f" * 32).seal("<b>El teléfono</b> ya no sirve"))
    rule = Subject(kind="rule", id="urgencia-sin-requisitos", version="0000", case="ps0dz")
    asked = raise_flag(2, subject=rule, words=b"sealed by another key")

    page = (await reviewer.opens(f"/panel/marcas/{worded.id}")).text
    about_rule = (await reviewer.opens(f"/panel/marcas/{asked.id}")).text

    assert catalogue.cards[CARD].title in page
    assert "&lt;b&gt;El teléfono&lt;/b&gt; ya no sirve" in page
    assert "misma versión" in page
    assert "<dt>Documento</dt><dd>no lo sabía</dd>" in about_rule
    assert "Lo que agregó" not in about_rule


async def test_a_verdict_is_kept_ends_the_words_and_is_on_record(world, raise_flag, reviewer):
    flag = raise_flag(words=b"sealed")

    page = await judged(reviewer, flag, estado="resuelta", prueba=GUARD, nota="Corregido.")

    assert "La decisión quedó guardada" in page.text
    done = kept(world, flag)
    assert (done.state, done.guarded_by, done.note, done.words) == ("resuelta", GUARD, "Corregido.", None)
    assert world.deeds()[-1][1] == "juzgar-marca-resuelta"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"estado": "resuelta"}, "Falta algo"),
        ({"estado": "resuelta", "prueba": GUARD + "-no"}, "no existe en los archivos"),
        ({"estado": "rechazada", "nota": " "}, "Falta algo"),
        ({"estado": "nueva"}, "Falta algo"),
        ({"estado": "aceptada", "visto": "x"}, "Falta algo"),
        ({"estado": "aceptada", "nota": "x" * 1001}, "Falta algo"),
    ],
)
async def test_what_is_missing_is_said_and_what_was_typed_stays(world, raise_flag, reviewer, fields, said):
    flag = raise_flag()

    page = await judged(reviewer, flag, **{"nota": "Lo que escribí"} | fields)

    assert page.status_code == 422
    assert said in page.text
    assert fields.get("nota", "Lo que escribí").strip() in page.text
    assert kept(world, flag) == flag


async def test_of_two_who_judge_a_flag_the_second_is_told(world, raise_flag, reviewer):
    flag = raise_flag()
    await judged(reviewer, flag, estado="rechazada", nota="Está vigente.")

    page = await judged(reviewer, flag, estado="aceptada")

    assert page.status_code == 409
    assert "Otra persona ya revisó" in page.text
    assert kept(world, flag).state == "rechazada"


async def test_a_flag_that_does_not_exist_is_told_plainly(reviewer):
    assert (await reviewer.opens("/panel/marcas/" + "0" * 12)).status_code == 404
    await reviewer.opens("/panel/marcas")
    assert (await reviewer.sends("/panel")).status_code == 405
    await reviewer.opens("/panel")
    answer = await reviewer.sends("/panel/marcas/" + "0" * 12, estado="aceptada", visto="nueva")
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "analyst"])
async def test_who_may_not_judge_answers_reads_no_flag(world, raise_flag, role):
    flag = raise_flag(words=Sealer(b"f" * 32).seal("CANARIA"))
    browser = await world.inside(world.account(role))
    await browser.opens("/panel")

    page = await browser.opens(f"/panel/marcas/{flag.id}")
    await browser.opens("/panel")
    sent = await browser.sends(f"/panel/marcas/{flag.id}", estado="aceptada", visto="nueva")

    assert (page.status_code, sent.status_code, "CANARIA" in page.text + sent.text) == (404, 404, False)
    assert kept(world, flag) == flag


async def test_who_reviews_answers_sees_no_report_and_no_count(world, reviewer):
    for path in ("/panel/revisar", "/panel/tablero", "/panel/mesas", "/panel/cuentas", "/panel/auditoria"):
        assert (await reviewer.opens(path)).status_code == 404
