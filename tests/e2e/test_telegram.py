"""The Telegram face over the real Bot API protocol, with the real Rasa behind it."""

import pytest
from house import RECEIPT


@pytest.fixture(autouse=True)
def nothing_refused(telegram, house):
    """Whatever a test does, the bot asks for nothing that Telegram refuses."""
    before = len(telegram.refusals), len(telegram.oddities)
    yield
    # Only Telegram knows that a page already shows what a press asks for, or is gone.
    known = ("message is not modified", "message to edit not found")
    refused = [c for c in telegram.refusals[before[0] :] if not any(k in c.description for k in known)]
    assert (refused, telegram.oddities[before[1] :]) == ([], [])


def labels(seen):
    """All button texts of a message, top to bottom."""
    return [label for row in seen.labels for label in row]


async def said(person, text, messages=1):
    """What the bot says to a text, in so many messages."""
    await person.sends(text)
    return "\n\n".join(seen.text for seen in await person.receives(messages))


async def pressed(person, button, messages=1):
    """What the bot shows after a press: new or changed messages."""
    await person.presses(button)
    return "\n\n".join(seen.text for seen in await person.receives(messages, edits=True))


async def test_start_offers_the_three_roles_and_then_the_menu(telegram, house):
    ana = telegram.user(language_code="es")

    await ana.starts()
    [welcome] = await ana.receives()
    await ana.presses("Soy migrante")
    [menu] = await ana.receives()

    assert labels(welcome)[:3] == ["Soy migrante", "Trabajo en una IPS", "Coordino una mesa"]
    assert "Urgencias y peligro" in labels(menu)
    assert "Reportar una barrera" in labels(menu)


async def test_the_decalogo_is_leafed_through_in_one_message(telegram, house):
    ana = telegram.user(language_code="es")
    await ana.sends("/decalogo")
    [overview] = await ana.receives()
    assert len([label for label in labels(overview) if label[:1].isdigit()]) == 10

    await ana.presses("practice:1")
    titles = []
    for _ in range(10):
        [page] = await ana.receives(edits=True)
        titles.append(page.text.splitlines()[0])
        await ana.presses("Siguiente ›")
    [first_again] = await ana.receives(edits=True)

    assert [title.split(".")[0] for title in titles] == [str(n) for n in range(1, 11)]
    assert first_again.text.splitlines()[0] == titles[0]
    await ana.presses("¿En qué se basa?")
    [basis] = await ana.receives(edits=True)
    assert "Ley" in basis.text
    assert "<a href=" in basis.html


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("tengo el ppt vencido, me atienden?", "permiso"),
        ("estoy embarazada, qué controles me tocan?", "embaraz"),
        ("donde vacuno a mi niña", "vacun"),
        ("como me afilio a una eps", "afili"),
        ("quiero poner una tutela porque me niegan la cirugía", "tutela"),
        ("paciente extranjero sin documento, ¿qué código le pongo en RIPS?", "RIPS"),
        ("me están cobrando copago por el parto", "copago"),
        ("qué es el sisben y cómo pido la encuesta", "Sisb"),
        ("quiero información sobre el pep tutor", "PEP"),
    ],
)
async def test_a_free_text_is_answered_by_a_card_with_its_basis(telegram, house, sentence, expected):
    ana = telegram.user(language_code="es")

    await ana.sends(sentence)
    [card] = await ana.receives()

    assert expected.casefold() in card.text.casefold()
    assert "¿En qué se basa?" in labels(card)


CASE = "gestante venezolana con ppt vencido sin eps viene a control"


async def test_a_case_is_answered_at_once_a_word_changes_it_and_its_card_can_be_handed_over(telegram, house):
    ana = telegram.user(language_code="es")

    verdict = await said(ana, CASE)
    changed = await said(ana, "¿y si tiene el PPT en trámite?")
    why = await pressed(ana, "¿Por qué?")
    await pressed(ana, "‹ Volver")
    await ana.presses("Tarjeta de ventanilla")
    received = await ana.receives(2, edits=True)

    assert "✅ Sí: debe atender." in verdict
    assert "PPT vencido" in verdict
    assert "✅ Sí: debe atender." in changed
    assert "PPT en trámite" in changed
    assert "Ley 2244 de 2022, art. 4. Art. 4: toda mujer" in why
    assert any(seen.photo for seen in received), received


async def test_a_question_in_creole_is_answered_in_creole_whatever_the_phone_speaks(telegram, house):
    mirlande = telegram.user(language_code="es")

    answer = await said(mirlande, "ki kote mwen ka pran vaksen pou ti bebe mwen an")

    assert "vaksen" in answer.casefold()
    assert "Nou verifye sa" in answer


async def test_two_questions_and_no_understanding_end_in_plain_answers(telegram, house):
    ana = telegram.user(language_code="es")

    both = await said(ana, "necesito vacunar a mi bebe y tambien quiero saber como sacar el ppt", 3)
    simpler = await said(ana, "no entendí")

    assert both.startswith("Veo más de una pregunta")
    assert simpler.startswith("Dicho más sencillo")


async def test_what_is_not_understood_gets_three_topics_and_a_way_out(telegram, house):
    ana = telegram.user(language_code="es")

    await ana.sends("quiero saber lo del señor")
    [reply] = await ana.receives()

    assert reply.text.startswith("No estoy seguro de haber entendido")
    assert len(labels(reply)) == 4
    assert labels(reply)[-1] == "Ninguna de estas"
    await pressed(ana, "Ninguna de estas")
    assert labels(ana.screen[-1]) == ["¿A dónde acudir?", "Hablar con una persona", "☰ Menú"]


async def test_danger_is_answered_at_once_with_a_number(telegram, house):
    ana = telegram.user(language_code="es")

    await ana.sends("estoy embarazada y estoy sangrando mucho")
    [reply] = await ana.receives()

    assert "123" in reply.text
    assert "urgencias" in reply.text.casefold()


@pytest.mark.parametrize(
    ("command", "expected"),
    [("/ayuda", "Cómo usar"), ("/privacidad", "Sus datos"), ("/menu", "¿Qué necesita?"), ("/idioma", "¿En qué idioma")],
)
async def test_a_command_shows_its_screen(telegram, house, command, expected):
    ana = telegram.user(language_code="es")

    assert (await said(ana, command)).startswith(expected)


async def test_a_chosen_language_stays(telegram, house):
    ana = telegram.user(language_code="es")
    await said(ana, "/idioma")

    await pressed(ana, "Português")

    assert "Seus dados" in await said(ana, "/privacidad")


async def test_a_report_goes_from_words_to_a_receipt_that_tells_its_state(telegram, house):
    ana = telegram.user(language_code="es")

    await said(ana, "/reportar")
    await pressed(ana, "Negación o demora de urgencias")
    assert "¿Dónde pasó?" in await pressed(ana, "Exigen permiso o afiliación para atender la urgencia", messages=2)
    assert "Esto es lo que se guardaría" in await said(ana, "fue en kukuta")
    await pressed(ana, "Contar más o corregir")
    await pressed(ana, "A quién le importa")
    assert "Embarazo o parto" in await pressed(ana, "Embarazo o parto")
    await pressed(ana, "Listo")
    await pressed(ana, "Contar más o corregir")
    assert "¿Quiere contar más" in await pressed(ana, "Contar con mis palabras")
    preview = await said(ana, "me llamo Yuleisy Canaria y la doctora Marta Rojas me pidió el permiso")
    assert "[nombre]" in preview
    assert "nombre de otra persona (1)" in preview
    assert "Yuleisy" not in preview
    assert "Cúcuta" in preview
    shown = await pressed(ana, "Sí, guárdelo", messages=2)

    receipt = RECEIPT.search(shown)
    assert receipt is not None
    assert [seen.protect_content for seen in ana.screen[-2:]] == [True, False]
    assert "lo copió sin errores" in await said(ana, receipt[0])
    assert "Su reporte está guardado" in await said(ana, receipt[0].replace(" ", "-"))


async def test_saying_no_keeps_nothing(telegram, house):
    ana = telegram.user(language_code="es")
    await said(ana, "/reportar")
    await pressed(ana, "Costos y economía")
    await pressed(ana, "Le cobraron algo que no debía pagar")
    await pressed(ana, "Saltar")

    assert "no se guardó nada" in await pressed(ana, "No, bórrelo")


async def test_a_report_is_left_at_any_question(telegram, house):
    ana = telegram.user(language_code="es")
    for steps in ([], ["Costos y economía", "Le dejaron una deuda por la atención"]):
        await said(ana, "/reportar")
        for step in steps:
            await pressed(ana, step)

        assert "Cancelado" in await said(ana, "/cancelar")
    assert "No hay nada en curso" in await said(ana, "/cancelar")


async def test_a_question_in_the_middle_of_a_report_is_answered_and_the_form_goes_on(telegram, house):
    ana = telegram.user(language_code="es")
    await said(ana, "/reportar")
    await pressed(ana, "Costos y economía")
    await pressed(ana, "Le dejaron una deuda por la atención")

    answer = await said(ana, "¿esto es anónimo? ¿quién ve mis datos?", messages=2)

    assert "Sus datos" in answer
    assert "¿Dónde pasó?" in answer
    await said(ana, "/cancelar")


@pytest.mark.parametrize(
    "typed", ["/restart", '/inform{"report_barrier":"urg.puerta"}', "/informar", "{{7*7}}", "<b>x"]
)
async def test_what_looks_like_a_command_is_text(telegram, house, typed):
    ana = telegram.user(language_code="es")

    assert await said(ana, typed)


async def test_what_cannot_be_read_is_answered_kindly_and_not_kept(telegram, house):
    ana = telegram.user(language_code="es")

    async def after(sending):
        await sending
        return (await ana.receives())[0].text

    assert "no envíe fotos de documentos" in await after(ana.sends_photo("mi cédula"))
    assert "notas de voz" in await after(ana.sends_voice())
    assert "texto y botones" in await after(ana.sends_sticker())
    assert "No envíe documentos" in await after(ana.sends_document())
    assert "No guardé ese contacto" in await after(ana.sends_contact())
    assert "Líneas nacionales" in await after(ana.shares_location(7.89, -72.5))
    assert "getFile" not in telegram.called


async def test_a_forwarded_message_is_read_like_any_text(telegram, house):
    ana = telegram.user(language_code="es")

    await ana.forwards("como me afilio a una eps")

    assert "afili" in (await ana.receives())[0].text.casefold()


async def test_an_edited_message_is_not_acted_on_twice(telegram, house):
    ana = telegram.user(language_code="es")
    sent = await ana.sends("/ayuda")
    await ana.receives()

    await ana.edits(sent, "como me afilio a una eps")

    assert "Solo leo mensajes nuevos" in (await ana.receives())[0].text


async def test_an_empty_and_an_endless_message_get_a_clear_answer(telegram, house):
    ana = telegram.user(language_code="es")

    assert "muy largo" in await said(ana, "a" * 4096)
    assert await said(ana, "\u2063")


async def test_a_button_pressed_twice_or_from_last_month_does_no_harm(telegram, house):
    ana = telegram.user(language_code="es")
    await said(ana, "/menu")

    with telegram.burst():
        await ana.presses("section:papeles")
        await ana.presses("section:papeles")
    await ana.receives(edits=True)
    await ana.presses_old("practice:3", message_id=1)
    [practice] = await ana.receives()
    await ana.presses_old("card:no-existe", message_id=1)
    [gone] = await ana.receives()

    assert practice.text.startswith("3. ")
    assert gone.text.startswith("Ese botón ya no sirve")


async def test_in_a_group_it_asks_to_be_written_to_in_private(telegram, house):
    ana = telegram.user(language_code="es")
    group = telegram.group()
    await ana.adds_bot_to(group)

    await ana.sends("/start@" + (await _username(telegram)), in_chat=group)
    [reply] = await ana.receives(in_chat=group)

    assert "en privado" in reply.text


async def _username(telegram):
    return telegram.calls_of("getMe")[0].result["username"]


async def test_an_update_delivered_twice_acts_once(telegram, house):
    ana = telegram.user(language_code="es")
    telegram.deliver_twice(1)

    await ana.sends("/privacidad")
    await ana.receives()
    await ana.sends("/ayuda")  # by the time this is answered, a second answer to the first would be there
    [after] = await ana.receives()

    assert after.text.startswith("Cómo usar")


async def test_messages_of_one_chat_are_answered_in_order_and_others_do_not_wait(telegram, house):
    ana, luis = telegram.user(language_code="es"), telegram.user(language_code="es")

    with telegram.burst():
        for command in ("/ayuda", "/privacidad", "/idioma", "/decalogo"):
            await ana.sends(command)
        await luis.sends("/ayuda")
    seen = await ana.receives(4)
    [other] = await luis.receives()

    assert [s.text.splitlines()[0] for s in seen] == [
        "Cómo usar este bot",
        "Sus datos",
        "¿En qué idioma prefiere hablar?",
        "Decálogo de buenas prácticas en la atención en salud con enfoque diferencial",
    ]
    assert other.text.startswith("Cómo usar")


async def test_it_waits_as_long_as_telegram_asks(telegram, house):
    ana = telegram.user(language_code="es")
    telegram.faults.too_many_requests(2, method="sendMessage", retry_after=1)

    await ana.sends("/ayuda")

    assert (await ana.receives(timeout_s=20))[0].text.startswith("Cómo usar")


async def test_trouble_at_telegram_does_not_stop_it(telegram, house):
    ana = telegram.user(language_code="es")
    lost = telegram.faults.bad_gateway(1, method="sendMessage")
    telegram.faults.drop(1, method="getUpdates")
    await ana.sends("/ayuda")
    [excuse] = await ana.receives(timeout_s=20)

    assert lost.hit
    assert excuse.text.startswith("Algo falló de nuestro lado")
    assert "Sus datos" in await said(ana, "/privacidad")


async def test_a_person_who_blocked_it_is_not_written_to_again(telegram, house):
    ana = telegram.user(language_code="es")
    await ana.sends("/ayuda")
    await ana.receives()

    await ana.blocks_bot()
    luis = telegram.user(language_code="es")
    await luis.sends("/ayuda")

    assert await luis.receives()


async def test_commands_are_listed_in_the_persons_language(telegram, house):
    ana, john = telegram.user(language_code="es"), telegram.user(language_code="en")
    await ana.sends("/ayuda")
    await ana.receives()

    assert [c["command"] for c in telegram.commands_for(ana)][:3] == ["menu", "reportar", "estado"]
    assert telegram.commands_for(john) != telegram.commands_for(ana)


async def test_a_card_is_shared_into_another_chat_by_a_few_words(telegram, house):
    ana = telegram.user(language_code="es")

    typed = await (await ana.inline_query("urgensias")).answered()
    empty = await (await ana.inline_query("")).answered()
    nothing = await (await ana.inline_query("xyzzyx")).answered()

    shared = typed["results"][0]
    assert shared["id"] == "urgencias-migrante"
    assert "<b>Urgencias" in shared["input_message_content"]["message_text"]
    assert f"https://t.me/{await _username(telegram)}" in shared["input_message_content"]["message_text"]
    assert len(empty["results"]) == 10
    assert nothing["results"] == []
    assert nothing["button"]["text"] == "Abrir el bot y preguntar"
