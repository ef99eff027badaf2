"""Accounts and the audit log, by HTTP."""

import re

import pytest
from sqlalchemy import text


async def test_who_administers_invites_and_the_invited_gets_in(world):
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/cuentas")

    page = await administrator.sends(
        "/panel/cuentas", rol="coordinator", nombre="  Secretaría   de Salud ", territorio=["cucuta", "cali"]
    )

    link = re.search(r"http://localhost(/panel/entrar/[\w-]+)", page.text)[1]
    invited = world.browser()
    await invited.sends(link)
    home = (await invited.opens("/panel")).text
    assert "Secretaría de Salud" in home
    assert "Cali, Cúcuta" in re.sub(r" y [^,<]+", "", home)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rol": "coordinator", "nombre": "Alguien"},
        {"rol": "coordinator", "nombre": "Alguien", "territorio": "atlantis"},
        {"rol": "coordinator", "nombre": " ", "territorio": "cali"},
        {"rol": "coordinator", "nombre": "a" * 81, "territorio": "cali"},
        {"rol": "coordinator", "nombre": "ADMINISTRATOR", "territorio": "cali"},
        {"rol": "jefe", "nombre": "Alguien", "territorio": "cali"},
        {},
    ],
    ids=["no territory", "unknown territory", "no label", "long label", "a label there is", "unknown role", "nothing"],
)
async def test_an_invitation_that_does_not_go_says_so_and_makes_nothing(world, wrong):
    administrator = await world.inside(world.account("administrator", label="Administrator"))
    await administrator.opens("/panel/cuentas")

    page = await administrator.sends("/panel/cuentas", **wrong)

    assert page.status_code == 422
    assert "No se invitó a nadie" in page.text
    with world.parts.unit_of_work() as work:
        assert len(work.accounts.all()) == 1


async def test_a_label_is_shown_as_text(world):
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/cuentas")

    page = await administrator.sends("/panel/cuentas", rol="analyst", nombre="<script>x</script>", territorio="cali")

    assert "<script>" not in page.text
    assert "&lt;script&gt;" in (await administrator.opens("/panel/cuentas")).text


async def test_an_account_is_shut_after_a_question_and_never_ones_own(world):
    own, other = world.account("administrator"), world.account()
    administrator = await world.inside(own)

    asked = await administrator.opens(f"/panel/cuentas/{other.id}/cerrar")
    assert "¿Cerrar la cuenta?" in asked.text
    await administrator.sends(f"/panel/cuentas/{other.id}/cerrar")
    await administrator.opens(f"/panel/cuentas/{own.id}/cerrar")
    page = await administrator.sends(f"/panel/cuentas/{own.id}/cerrar")

    assert "Su propia cuenta no se cierra" in page.text
    with world.parts.unit_of_work() as work:
        assert {account.id: account.disabled for account in work.accounts.all()} == {own.id: False, other.id: True}


async def test_an_account_that_does_not_exist_is_told_plainly(world):
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/cuentas")

    assert (await administrator.sends("/panel/cuentas/000000000000/enlace")).status_code == 404


async def test_the_log_tells_who_did_what_and_turns_its_pages(world):
    administrator = await world.inside(world.account("administrator", label="La administradora"))
    for number in range(60):
        world.account(label=f"Cuenta {number}")

    first = (await administrator.opens("/panel/auditoria")).text
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = (await administrator.opens(older)).text.split("<tbody>")[1]

    assert "Cuenta 59" in first.split("<tbody>")[1]
    assert "Cuenta 59" not in second
    assert "La administradora" in second
    assert "entró" in second


async def test_the_log_can_be_narrowed_to_one_account(world):
    one, other = world.account("administrator", label="Una"), world.account(label="Otra")
    browser = await world.inside(one)
    await world.inside(other)

    page = (await browser.opens(f"/panel/auditoria?cuenta={other.id}")).text

    rows = page.split("<tbody>")[1]
    assert "Otra" in rows
    assert "Una" not in rows


@pytest.mark.parametrize(
    "query", ["?antes=x", "?antes=-1", "?antes=99999999999", "?cuenta=zz", "?aviso=%3Cb%3E", "?antes=²"]
)
async def test_a_forged_filter_is_no_filter(world, query):
    administrator = await world.inside(world.account("administrator"))

    page = await administrator.opens(f"/panel/auditoria{query}")

    assert page.status_code == 200
    assert "Línea de comandos" in page.text


async def test_a_changed_row_shows_as_a_broken_chain(world):
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/auditoria")
    assert "La cadena está completa: 3 entradas" in (await administrator.sends("/panel/auditoria")).text

    with world.parts.unit_of_work() as work:
        work._session.execute(text("DROP TRIGGER audit_refuses_update"))
        work._session.execute(text("UPDATE audit SET account = 'otra' WHERE number = 2"))
        work.commit()

    assert "rota desde la entrada 2" in (await administrator.sends("/panel/auditoria")).text


async def test_a_row_whose_minute_is_nonsense_is_shown_as_it_stands(world):
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/auditoria")

    with world.parts.unit_of_work() as work:
        work._session.execute(text("DROP TRIGGER audit_refuses_update"))
        work._session.execute(text("UPDATE audit SET at = 'ayer tarde' WHERE number = 1"))
        work.commit()

    page = await administrator.opens("/panel/auditoria")

    assert (page.status_code, page.text.count("ayer tarde")) == (200, 1)
