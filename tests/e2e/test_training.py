"""A whole training, from the entry test to a certificate: on the web chat, and over Telegram's Bot API."""

import base64
import re

from house import WebPerson

ITEMS = 10
SCORE = re.compile(r"Acertó \d+ de 10")


def presses_of(person: WebPerson, kind: str) -> list[str]:
    """Data of the buttons of a kind in the latest replies."""
    buttons = [button for reply in person.replies for row in reply["buttons"] for button in row]
    return [b["press"] for b in buttons if b.get("press", "").partition(":")[0] == kind]


async def took_the_test(person: WebPerson, moment: str) -> str:
    """Answer all items of a test; gives what is shown at its end."""
    shown = await person.presses_anyway(f"test:{moment}")
    for _ in range(ITEMS):
        assert "Acertó" not in shown
        shown = await person.presses_anyway(presses_of(person, "answer")[0])
    return shown


async def went_through(person: WebPerson, module: str) -> str:
    """Read the cards of a module and decide its situation; gives what is said of the choice."""
    await person.presses_anyway(module)
    while not presses_of(person, "decide"):
        await person.presses_anyway(presses_of(person, "lesson")[-1])  # the way on stands behind the way back
    await person.presses_anyway(presses_of(person, "decide")[0])  # what happens, and the choices
    return await person.presses_anyway(presses_of(person, "decide")[0])


async def test_from_the_entry_test_over_all_modules_to_a_certificate_on_the_web(house):
    async with WebPerson(house.url) as luz:
        await luz.presses_anyway("training")
        modules = [one for one in dict.fromkeys(presses_of(luz, "lesson")) if "." not in one]
        assert len(modules) >= 8

        assert SCORE.search(await took_the_test(luz, "entrada"))
        for module in modules:
            assert await went_through(luz, module)
        assert "Entró con" in await took_the_test(luz, "salida")

        assert "Escriba el nombre" in await luz.presses_anyway("certificate")
        given = await luz.sends("Luz Marina Prueba")
        assert "Aquí está su constancia" in given
        [file] = [one for reply in luz.replies for one in reply["attachments"]]
        kind, _, content = file["url"].partition(
            ";base64,"
        )  # it comes with the answer: nothing of it is kept to be fetched
        assert (kind, base64.b64decode(content)[:4]) == ("data:application/pdf", b"%PDF")

        assert "No queda nada de su avance" in await luz.presses_anyway("forget:si")
        await luz.presses_anyway("test")
        assert "Empezar la prueba de entrada" in luz.labels


async def test_both_tests_over_telegram_show_the_gain(telegram, house):
    ana = telegram.user(language_code="es")
    await ana.sends("/capacitacion")
    await ana.receives(edits=True)
    for begin, end in (("Empezar la prueba de entrada", "Acertó"), ("Empezar la prueba de salida", "Entró con")):
        await ana.presses_old("test", message_id=1)
        await ana.receives(edits=True)
        await ana.presses(begin)
        [seen] = await ana.receives(edits=True)
        for _ in range(ITEMS):
            assert end not in seen.text
            await ana.presses("A")
            [seen] = await ana.receives(edits=True)
        assert end in seen.text
