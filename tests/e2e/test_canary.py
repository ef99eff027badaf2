"""Canary words and a canary id go through a whole conversation on every face; then every byte is looked at."""

import pytest_asyncio
from house import RECEIPT, WebPerson, on_telegram

TOKEN = "987654:CANARY-TOKEN-zzqx"

WORD = "palabracanariazzq"
NAME = "Zulimar Canariota"
DOCUMENT = "1098765432"
PHONE = "3175550199"


@pytest_asyncio.fixture(loop_scope="session")
async def canary_house(tmp_path):
    async with on_telegram(tmp_path, TOKEN) as both:
        yield both


async def test_no_word_no_name_no_id_no_token_is_found_in_any_file_or_log(canary_house, tmp_path):
    house, telegram = canary_house
    ana = telegram.user(first_name="CanariaNombre", username="canariausuario", language_code="es")

    async def say(text, messages=1):
        await ana.sends(text)
        return await ana.receives(messages)

    await say(f"hola soy {NAME} y {WORD}")
    await say(f"me llamo {NAME}, cc {DOCUMENT}, cel {PHONE}, tengo el ppt vencido {WORD}", messages=2)
    await ana.presses_old("set:0=urg.papeles", message_id=1)
    await ana.receives(2)
    await say("Cúcuta")
    await ana.presses_old("set:10=story", message_id=1)
    await ana.receives()
    await say(f"me llamo {NAME} mi cédula es {DOCUMENT} {WORD} sin permiso no me atendieron", messages=2)
    await ana.presses("Sí, guárdelo")
    receipt, _ = await ana.receives(2)
    code = RECEIPT.search(receipt.text)[0]
    await say(code)
    await say(code)
    await ana.presses("Agregar algo")
    await ana.receives()
    await say(f"además {WORD}, soy {NAME}, cc {DOCUMENT}", messages=2)
    await ana.presses_old("flag:c2tutela-migrante.0000", message_id=1)
    [taken] = await ana.receives()
    assert "Quedó anotado" in taken.text
    await say(f"está mal el teléfono, me llamo {NAME}, cc {DOCUMENT}, {WORD}")
    async with WebPerson(house.url) as luis:
        await luis.sends(f"{WORD} {DOCUMENT}")
    await house.stop()

    canaries = [WORD, NAME, "Zulimar", "Canariota", DOCUMENT, PHONE, code, code.replace(" ", ""), TOKEN, "zzqx",
                str(ana.account.id), "CanariaNombre", "canariausuario"]  # fmt: skip
    for path in [p for p in tmp_path.rglob("*") if p.is_file()]:
        content = path.read_bytes()
        found = [c for c in canaries for form in (c.encode(), c.encode("utf-16-le")) if form in content]
        assert (path.name, found) == (path.name, [])
    assert house.log.read_text().count("Rasa: listo") == 1
