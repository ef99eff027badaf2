"""The commands that need the whole program: the terminal, ``redes ask``, PostgreSQL, a webhook."""

import json

from house import RECEIPT, RunningHouse, WebPerson, redes
from telegram_api import TelegramServer


async def test_the_terminal_holds_the_same_conversation(tmp_path):
    house = RunningHouse(tmp_path)
    case = ["gestante venezolana con ppt vencido sin eps viene a control", "¿y si tiene el PPT en trámite?"]
    lines = ["1", "como me afilio a una eps", *case, "/privacidad", "/reportar", "/cancelar", "999"]

    status, out, err = await redes("chat", typed="\n".join(lines) + "\n", REDES_DATA_DIR=str(house.data))

    assert (status, err) == (0, "")
    for expected in (
        "[1] Soy migrante",
        "¿Qué necesita?",
        "afili",
        "✅ Sí: le deben atender.",
        "PPT en trámite",
        "Sus datos",
        "¿Qué pasó?",
        "Cancelado",
        "No hay un botón con ese número",
    ):
        assert expected in out


async def test_ask_answers_line_by_line_each_in_a_session_of_its_own(tmp_path):
    house = RunningHouse(tmp_path)
    texts = {
        "a": "quiero poner una tutela porque me niegan la cirugía",
        "b": "me quiero morir",
        "c": "quiero saber lo del señor",
        "d": "/restart",
    }
    typed = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items())

    status, out, _ = await redes("ask", "--jsonl", typed=typed, REDES_DATA_DIR=str(house.data))

    answers = {answer["id"]: answer for answer in map(json.loads, out.splitlines())}
    assert status == 0
    keys = {"id", "topic", "confidence", "language", "emergency", "fallback", "suggestions", "card", "answer"}
    assert all(set(answer) == keys for answer in answers.values())
    assert answers["a"]["topic"] == "tutela"
    assert answers["a"]["card"] == "tutela-migrante"
    assert answers["b"]["emergency"] == "suicidio"
    assert answers["c"]["fallback"]
    assert len(answers["c"]["suggestions"]) == 3
    assert answers["d"]["answer"]


async def test_a_report_lives_in_postgresql_by_a_setting_alone(tmp_path, postgresql_url):
    house = RunningHouse(tmp_path, REDES_DATABASE_URL=postgresql_url)
    await house.start()
    await house.understands()
    async with WebPerson(house.url) as ana:
        await ana.presses_anyway("set:0=eco.deuda")
        await ana.sends("Soacha")
        await ana.presses("Contar más o corregir")
        await ana.presses("Contar con mis palabras")
        await ana.sends("me dejaron una deuda")
        receipt = RECEIPT.search(await ana.presses("Sí, guárdelo"))
        assert "lo copió sin errores" in await ana.sends(receipt[0])
        assert "Su reporte está guardado" in await ana.sends(receipt[0])
    assert await house.stop() == 0

    settings = {"REDES_DATABASE_URL": postgresql_url, "REDES_DATA_DIR": str(house.data)}
    status, out, _ = await redes("reports", "list", "--json", "--stories", **settings)

    assert status == 0
    [row] = [json.loads(line) for line in out.splitlines()]
    assert (row["barrier"], row["place"], row["story"]) == ("eco.deuda", "Soacha", "me dejaron una deuda")
    assert not (house.data / "redes.sqlite").exists()


async def test_updates_come_by_webhook_when_an_address_is_set(tmp_path):
    async with TelegramServer.start(token="123456:HOOK") as telegram:
        house = RunningHouse(tmp_path, REDES_TELEGRAM_TOKEN="123456:HOOK", REDES_TELEGRAM_BASE_URL=telegram.base_url)
        house.settings["REDES_TELEGRAM_WEBHOOK_URL"] = house.url
        await house.start()
        await house.answers()
        await telegram.listening()
        ana = telegram.user(language_code="es")

        await ana.sends("/privacidad")
        [reply] = await ana.receives(timeout_s=20)
        telegram.deliver_twice(1)
        await ana.sends("/ayuda")
        [after] = await ana.receives(timeout_s=20)

        assert reply.text.startswith("Sus datos")
        assert after.text.startswith("Cómo usar")
        assert telegram.calls_of("getUpdates") == []
        assert await house.stop() == 0


async def test_a_webhook_call_without_telegrams_secret_is_refused(tmp_path):
    async with TelegramServer.start(token="123456:HOOK") as telegram:
        house = RunningHouse(tmp_path, REDES_TELEGRAM_TOKEN="123456:HOOK", REDES_TELEGRAM_BASE_URL=telegram.base_url)
        house.settings["REDES_TELEGRAM_WEBHOOK_URL"] = house.url
        await house.start()
        await house.answers()
        async with WebPerson(house.url) as stranger:
            answer = await stranger.client.post("/telegram/webhook", json={"update_id": 1})

        assert answer.status_code == 403
        assert await house.stop() == 0


async def test_a_second_training_does_nothing(tmp_path):
    house = RunningHouse(tmp_path)

    status, out, _ = await redes("train", REDES_DATA_DIR=str(house.data))

    assert status == 0
    assert out.startswith("up to date: ")
