"""Into the panel and out of it, by HTTP."""

import asyncio
import re

import httpx
import pyotp
import pytest

from redes.followup.access import Link
from redes.followup.invitations import disable, invite


async def test_whoever_has_no_session_is_told_who_may_enter(world):
    page = await world.browser().opens("/panel")

    assert page.status_code == 403
    assert "coordina" in page.text


async def test_a_link_lets_in_whoever_presses_its_button(world):
    account = world.account(label="Referente de salud")

    page = await (await world.inside(account)).opens("/panel")

    assert page.status_code == 200
    assert "Referente de salud" in page.text
    assert "Coordinación" in page.text
    assert (account.id, "entrar") in world.deeds()


async def test_looking_at_a_link_does_not_use_it_up(world):
    link = world.link(world.account())

    for _ in range(3):
        assert "sirve una sola vez" in (await world.browser().opens(link)).text

    assert (await world.browser().sends(link)).status_code == 200


async def test_a_link_is_good_once(world):
    link = world.link(world.account())
    await world.browser().sends(link)

    second = world.browser()
    looked, pressed = await second.opens(link), await second.sends(link)

    assert (looked.status_code, pressed.status_code) == (410, 410)
    assert "ya no sirve" in pressed.text
    assert not second.client.cookies


async def test_of_many_who_press_a_link_at_once_one_gets_in(world):
    link = world.link(world.account())

    answers = await asyncio.gather(*(world.browser().client.post(link, data={}) for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [303] + [410] * 7


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 410)])
async def test_a_link_to_enter_is_good_for_five_minutes(world, seconds, status):
    link = world.link(world.account())

    world.clock.passes(seconds=seconds)

    assert (await world.browser().sends(link)).status_code == status


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410)])
async def test_an_invitation_is_good_for_seven_days(world, seconds, status):
    parts = world.parts
    _, secret = invite(
        scope=world.scope,
        role="analyst",
        territories=["cali"],
        label="Observatorio",
        work=parts.unit_of_work(),
        tokens=parts.tokens,
        witness=parts.witness,
    )

    world.clock.passes(days=7, seconds=seconds)

    assert (await world.browser().sends(f"/panel/entrar/{secret}")).status_code == status


@pytest.mark.parametrize("secret", ["a" * 32, "x", "%00", "ñ"])
async def test_a_forged_link_lets_nobody_in(world, secret):
    world.account()

    assert (await world.browser().client.post(f"/panel/entrar/{secret}")).status_code == 410


async def test_a_code_for_telegram_opens_no_panel(world):
    account, parts = world.account(), world.parts
    with parts.unit_of_work() as work:
        work.links.add(
            Link(
                hash=parts.tokens.hash("c" * 32),
                account=account.id,
                purpose="telegram",
                until=int(world.clock().timestamp()) + 60,
            )
        )
        work.commit()

    assert (await world.browser().sends(f"/panel/entrar/{'c' * 32}")).status_code == 410


async def test_neither_links_nor_sessions_are_kept_in_clear(world):
    account = world.account()
    link = world.link(account)
    other = world.link(account)
    browser = world.browser()
    await browser.sends(link)

    with world.parts.unit_of_work() as work:
        kept = repr((work.links.get(world.parts.tokens.hash(other.rpartition("/")[2])), work.sessions.of(account.id)))
    assert account.id in kept
    assert other.rpartition("/")[2] not in kept
    assert browser.client.cookies["redes_panel"] not in kept


async def test_the_cookie_is_for_this_server_only_and_no_script_reads_it(world):
    account = world.account()
    over_https = httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="https://panel.example")
    world.clients.append(over_https)

    plain = (await world.browser().client.post(world.link(account))).headers["set-cookie"]
    safe = (await over_https.post(world.link(account))).headers["set-cookie"]

    assert re.fullmatch(r"redes_panel=[\w-]{32}; HttpOnly; Path=/; SameSite=lax", plain)
    assert re.fullmatch(r"__Host-redes_panel=[\w-]{32}; HttpOnly; Path=/; SameSite=lax; Secure", safe)


async def test_without_https_the_panel_opens_on_this_machine_only(world):
    link = world.link(world.account())

    page = await world.browser("http://panel.example").opens(link)

    assert page.status_code == 403
    assert "conexión segura" in page.text


@pytest.mark.parametrize("cookie", [b"", b"x", b"a" * 32, "ñ".encode()])
async def test_a_forged_cookie_lets_nobody_in(world, cookie):
    world.account()

    page = await world.browser().client.get("/panel", headers={"Cookie": b"redes_panel=" + cookie})

    assert page.status_code == 403


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 403)])
async def test_a_session_ends_when_nobody_uses_it(world, minutes, status):
    browser = await world.inside(world.account())

    world.clock.passes(minutes=minutes)

    assert (await browser.opens("/panel")).status_code == status


async def test_a_session_ends_after_twelve_hours_however_much_it_is_used(world):
    browser = await world.inside(world.account())

    for _ in range(47):
        world.clock.passes(minutes=15)
        assert (await browser.opens("/panel")).status_code == 200
    world.clock.passes(minutes=15)

    page = await browser.opens("/panel")
    assert page.status_code == 403
    assert "Su sesión terminó" in page.text


async def test_who_leaves_is_out_with_the_same_cookie(world):
    browser = await world.inside(world.account())
    await browser.opens("/panel")
    cookie = browser.client.cookies["redes_panel"]

    page = await browser.sends("/panel/salir")

    assert "Salió del panel" in page.text
    assert "redes_panel" not in browser.client.cookies
    again = await world.browser().client.get("/panel", headers={"Cookie": f"redes_panel={cookie}"})
    assert again.status_code == 403


async def test_all_sessions_of_an_account_can_be_closed_at_once_and_of_no_other(world):
    account, other = world.account(), await world.inside(world.account("coordinator", "cali"))
    one, two = await world.inside(account), await world.inside(account)
    link = world.link(account)
    await one.opens("/panel")

    await one.sends("/panel/salir", todas="si")

    assert (await two.opens("/panel")).status_code == 403
    assert (await world.browser().sends(link)).status_code == 410
    assert (await other.opens("/panel")).status_code == 200


async def test_a_shut_account_is_out_at_once(world):
    account = world.account()
    browser, link = await world.inside(account), world.link(account)

    disable(account.id, scope=world.scope, work=world.parts.unit_of_work(), witness=world.parts.witness)

    assert (await browser.opens("/panel")).status_code == 403
    assert (await world.browser().sends(link)).status_code == 410


# Forms


@pytest.mark.parametrize("token", ["", "0" * 32, None], ids=["empty", "forged", "missing"])
async def test_a_form_without_its_sessions_token_does_nothing(world, token):
    browser = await world.inside(world.account("administrator"))

    answer = await browser.client.post(
        "/panel/cuentas",
        data={"rol": "administrator", "nombre": "Intruso"} | ({} if token is None else {"csrf": token}),
    )

    assert answer.status_code == 403
    assert "Intruso" not in (await browser.opens("/panel/cuentas")).text


async def test_a_form_with_the_token_of_another_session_does_nothing(world):
    account = world.account("administrator")
    one, two = await world.inside(account), await world.inside(account)
    await one.opens("/panel/cuentas")
    two.shown = one.shown

    assert (await two.sends("/panel/cuentas", rol="administrator", nombre="Intruso")).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://other.example"}],
    ids=str,
)
async def test_a_form_of_another_site_is_refused_even_with_the_right_token(world, headers):
    browser = await world.inside(world.account())
    token = re.search(r'name="csrf" value="(\w+)"', (await browser.opens("/panel")).text)[1]

    answer = await browser.client.post("/panel/salir", data={"csrf": token}, headers=headers)

    assert answer.status_code == 403
    assert (await browser.opens("/panel")).status_code == 200


async def test_another_site_cannot_press_the_button_of_a_link(world):
    link = world.link(world.account())

    answer = await world.browser().client.post(link, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert (await world.browser().sends(link)).status_code == 200


async def test_a_paste_of_five_megabytes_is_refused_with_a_sentence(world):
    browser = await world.inside(world.account("administrator"))
    await browser.opens("/panel/cuentas")

    page = await browser.sends("/panel/cuentas", nombre="a" * 5_000_000, rol="administrator")

    assert page.status_code == 413
    assert "demasiado largo" in page.text


async def test_every_answer_forbids_caches_scripts_frames_and_referrers(world):
    browser = await world.inside(world.account())

    for path in ("/panel", "/panel/entrar/x", "/panel/cuentas"):
        headers = (await browser.opens(path)).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy


# The second step


async def with_second_step(world, browser) -> str:
    page = await browser.opens("/panel/segundo-paso")
    secret = re.search(r'name="secreto" value="(\w+)"', page.text)[1]
    code = pyotp.TOTP(secret).at(world.clock())
    assert "Desde ahora" in (await browser.sends("/panel/segundo-paso", secreto=secret, codigo=code)).text
    return secret


async def test_with_a_second_step_the_link_alone_opens_nothing(world):
    account = world.account("administrator")
    secret = await with_second_step(world, await world.inside(account))
    world.clock.passes(minutes=2)
    browser = world.browser()

    asked = await browser.sends(world.link(account))

    assert "Escriba el código" in asked.text
    assert "Escriba el código" in (await browser.opens("/panel/cuentas")).text
    code = pyotp.TOTP(secret).at(world.clock())
    wrong = await browser.sends("/panel/codigo", codigo="000000" if code != "000000" else "111111")
    assert wrong.status_code == 422
    assert "Las cuentas" not in (await browser.opens("/panel/cuentas")).text
    await browser.sends("/panel/codigo", codigo=f"{code[:3]} {code[3:]}")
    assert "Las cuentas" in (await browser.opens("/panel/cuentas")).text


async def test_a_code_is_good_once(world):
    account = world.account()
    secret = await with_second_step(world, await world.inside(account))
    world.clock.passes(minutes=2)
    code = pyotp.TOTP(secret).at(world.clock())
    first, second = await world.inside(account), await world.inside(account)

    assert (await first.sends("/panel/codigo", codigo=code)).status_code == 200
    assert (await second.sends("/panel/codigo", codigo=code)).status_code == 422


async def test_five_wrong_codes_end_the_session(world):
    account = world.account()
    await with_second_step(world, await world.inside(account))
    browser = await world.inside(account)

    answers = [(await browser.sends("/panel/codigo", codigo="x")).status_code for _ in range(5)]

    assert answers == [422, 422, 422, 422, 403]
    assert (await browser.opens("/panel/codigo")).status_code == 403


async def test_the_secret_of_the_second_step_is_kept_sealed(world):
    account = world.account()
    secret = await with_second_step(world, await world.inside(account))

    with world.parts.unit_of_work() as work:
        kept = work.accounts.get(account.id).second_step

    assert secret.encode() not in kept
    assert world.parts.sealer.open(kept) == secret


async def test_who_administers_takes_the_second_step_away_from_who_lost_the_telephone(world):
    account = world.account()
    await with_second_step(world, await world.inside(account))
    administrator = await world.inside(world.account("administrator"))
    await administrator.opens("/panel/cuentas")

    await administrator.sends(f"/panel/cuentas/{account.id}/sin-segundo-paso")

    assert "Su cuenta" in (await (await world.inside(account)).opens("/panel")).text
