"""Where to go: a shared location, a typed place, the pages of a directory."""

import math
import pickle

import pytest
from makers import a_catalogue, a_contact, a_territory
from scripted import ANA, ScriptedDialogue, a_conversation, a_dialogue, pressed, sent, typed, understood

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens import menu
from bot.sessions import MemorySessions
from bot.shelf import Shelf
from bot.voice import Voice
from redes.content.nearest import nearby
from redes.content.schema import LANGUAGES
from redes.dialogue import ShowTopic

IN_CUCUTA = (7.8913571, -72.4967313)
ASKS_WHERE = understood(ShowTopic(), topic="directorio-donde-acudir")


def where() -> ScriptedDialogue:
    """A dialogue that takes everything for a question of where to go."""
    dialogue = a_dialogue()
    dialogue.otherwise = ASKS_WHERE
    return dialogue


def texts(shelf: Shelf) -> list:
    return list(shelf.catalogue.texts.values())


def a_shelf(shelf: Shelf, *contacts, territories=None) -> Shelf:
    """The real texts over an invented directory."""
    cucuta = a_territory(
        id="cucuta",
        name="Cúcuta",
        municipalities=[
            {"code": "54001", "name": "Cúcuta", "location": [7.906, -72.508]},
            {"code": "54874", "name": "Villa del Rosario", "location": [7.848, -72.470]},
        ],
    )
    resto = a_territory(
        id="resto",
        name="Otro lugar",
        mesa=False,
        municipalities=[
            {"code": "44001", "name": "Riohacha", "location": [11.529, -72.912]},
            {"code": "91001", "name": "Leticia", "location": [-4.199, -69.942]},
        ],
    )
    return Shelf(
        a_catalogue(
            contacts=[a_contact(), *contacts],
            territories=[cucuta, resto] if territories is None else territories,
            texts=texts(shelf),
        ),
        shelf.law,
    )


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


async def answered(shelf: Shelf, inbound, dialogue=None) -> Reply:
    [reply] = (await a_conversation(shelf, dialogue or a_dialogue()).reply(inbound)).replies
    return reply


async def test_a_shared_location_gets_what_is_near_and_the_national_lines(shelf: Shelf, voice: Voice):
    reply = await answered(shelf, sent(location=IN_CUCUTA))

    assert reply.body.startswith("**Cerca de usted: Cúcuta**")
    assert voice.say("directorio.centro", lugar="Cúcuta", km="5") in reply.body
    assert "ESE Hospital Universitario Erasmo Meoz" in reply.body
    assert "**Líneas nacionales**\n- **Línea 123 de emergencias**: [123](tel:123)" in reply.body
    assert reply.buttons[0] == (Button(label="Directorio: Cúcuta", press=Press("contacts", "cucuta")),)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_answer_says_that_the_location_was_not_kept(shelf: Shelf, language):
    near = await answered(shelf, sent(location=IN_CUCUTA, language=language))
    far = await answered(shelf, sent(location=(48.85, 2.35), language=language))

    promise = Voice(shelf.catalogue, language).say("directorio.ubicacion-no-guardada")
    assert promise in near.body
    assert promise in far.body


async def test_a_location_is_neither_logged_nor_stored_nor_handed_on(shelf: Shelf, loud_logs):
    sessions, dialogue = MemorySessions(), a_dialogue()
    inbound = sent(location=IN_CUCUTA)

    answer = await a_conversation(shelf, dialogue, sessions=sessions).reply(inbound)

    session = await sessions.get(ANA)
    traces = loud_logs.text + repr(session) + repr(sessions.__dict__) + repr(answer) + repr(inbound)
    for secret in ("7.89", "72.49", "8913571", "4967313"):
        assert secret not in traces
    assert pickle.dumps(session).find(b"8913571") == -1
    assert (dialogue.texts, dialogue.intents) == ([], [])


async def test_entries_with_coordinates_come_first_and_say_how_far_they_are(shelf: Shelf, voice: Voice):
    here = a_shelf(
        shelf,
        a_contact(id="a", name="Sin punto", scope="cucuta"),
        a_contact(id="b", name="Lejano", scope="cucuta", location=[8.1, -72.5]),
        a_contact(id="c", name="Cercano", scope="cucuta", location=[7.892, -72.497]),
    )

    reply = await answered(here, sent(location=IN_CUCUTA))

    at = [reply.body.index(name) for name in ("Cercano", "Lejano", "Sin punto")]
    assert at == sorted(at)
    assert reply.body.count(voice.say("directorio.distancia", km="1")) == 1
    assert reply.body.count(voice.say("directorio.distancia", km="50")) == 1
    assert reply.body.count("km") == 3  # the town's, and one for each entry that has a point of its own


@pytest.mark.parametrize(
    "location",
    [(48.85, 2.35), (-4.2, -69.94), (11.53, -72.91), (math.nan, math.nan), (math.inf, 0.0), (999.0, -999.0)],
    ids=["Paris", "Leticia", "Riohacha", "nan", "infinity", "off the map"],
)
async def test_where_nothing_is_near_the_national_lines_are_given(shelf: Shelf, voice: Voice, location):
    reply = await answered(shelf, sent(location=location))

    assert reply.body.startswith(voice.say("directorio.sin-cercanos"))
    assert "Línea 123 de emergencias" in reply.body


async def test_many_entries_are_cut_with_their_number_and_the_way_to_all(shelf: Shelf, voice: Voice):
    many = [a_contact(id=f"c-{i}", name=f"Centro {i}", scope="cucuta", offers="Algo. " * 40) for i in range(40)]

    reply = await answered(a_shelf(shelf, *many), sent(location=IN_CUCUTA))

    shown = reply.body.count("**Centro ")
    assert 0 < shown < 40
    assert voice.say("directorio.hay-mas", numero=str(40 - shown)) in reply.body
    assert labels(reply)[0] == "Directorio: Cúcuta"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("dónde voy en Cúcuta", "cucuta"),
        ("qué hospital me atiende en soacha", "bogota-soacha"),
        ("a donde voy en medallo", "medellin"),
    ],
)
async def test_a_place_in_the_question_opens_its_directory(shelf: Shelf, voice: Voice, text, scope):
    assert await answered(shelf, typed(text), where()) == menu.directory(voice, scope)


async def test_without_a_place_the_national_lines_are_shown(shelf: Shelf, voice: Voice):
    assert await answered(shelf, typed("a dónde puedo ir"), where()) == menu.national_lines(voice)


async def test_a_pressed_topic_looks_for_no_place(shelf: Shelf, voice: Voice):
    assert await answered(shelf, pressed("topic", "directorio-donde-acudir")) == menu.national_lines(voice)


async def test_a_place_without_entries_is_said_so(shelf: Shelf, voice: Voice):
    reply = await answered(shelf, typed("donde voy en riohacha"), where())

    assert reply.body.startswith(voice.say("directorio.sin-lugares", lugar="Riohacha"))
    assert "Línea 123 de emergencias" in reply.body


async def test_outside_the_territories_only_the_named_municipality_counts(shelf: Shelf):
    there = a_contact(id="r", name="Hospital de Riohacha", scope="resto", municipality="44001")
    elsewhere = a_contact(id="l", name="Hospital de Leticia", scope="resto", municipality="91001")

    reply = await answered(a_shelf(shelf, there, elsewhere), typed("donde voy en riohacha"), where())

    assert "Hospital de Riohacha" in reply.body
    assert "Leticia" not in reply.body


async def test_a_place_in_another_topic_changes_nothing(shelf: Shelf):
    dialogue = a_dialogue()
    dialogue.otherwise = understood(ShowTopic(), topic="vacunacion")

    answer = await a_conversation(shelf, dialogue).reply(typed("vacunas en Cúcuta"))

    assert answer.card is not None
    assert answer.card.startswith("vacunacion")


async def test_a_place_is_found_while_rasa_starts(shelf: Shelf, voice: Voice):
    answer = await a_conversation(shelf, a_dialogue(up=False)).reply(typed("a dónde puedo ir o llamar en Cúcuta"))

    assert answer.replies[1] == menu.directory(voice, "cucuta")


async def test_a_long_directory_has_pages_and_no_entry_is_lost(shelf: Shelf):
    many = [a_contact(id=f"c-{i}", name=f"Centro {i:02}", scope="cucuta", offers="Algo. " * 40) for i in range(40)]
    here = a_shelf(shelf, *many)
    bodies, press = [], Press("contacts", "cucuta")

    while press:
        reply = await answered(here, pressed(press.kind, press.value))
        bodies.append(reply.body)
        press = next((b.press for row in reply.buttons for b in row if b.label == "Siguiente ›"), None)

    assert len(bodies) > 2
    assert all(len(body) < 4096 for body in bodies)
    assert [name for i in range(40) if (name := f"Centro {i:02}") not in "".join(bodies)] == []


@pytest.mark.parametrize("value", ["cucuta.0", "cucuta.1", "cucuta.99", "cucuta.x", "cucuta.-1", "nada"])
async def test_a_page_that_does_not_exist_is_an_old_button(shelf: Shelf, voice: Voice, value):
    reply = await answered(shelf, pressed("contacts", value))

    assert reply.body == voice.say("error.boton-viejo")


async def test_the_screen_is_made_of_what_is_near(shelf: Shelf, voice: Voice):
    assert await answered(shelf, sent(location=IN_CUCUTA)) == menu.around(voice, nearby(shelf.catalogue, IN_CUCUTA))


@pytest.mark.parametrize(
    ("text", "first", "language"),
    [
        ("donde vacuno en bucaramanga", "Centro de Salud Kennedy", "es"),
        ("violencia de mi marido en Cúcuta, a donde voy", "Línea 155", "es"),
        ("sicologo en medellin", "Línea Amiga Saludable", "es"),
        ("where can I get vaccinated in Bucaramanga", "Centro de Salud Kennedy", "en"),
    ],
)
async def test_a_need_beside_a_place_is_led_to_what_fits_it(shelf: Shelf, text, first, language):
    answer = await a_conversation(shelf, where()).reply(typed(text, language=language))

    reply = answer.replies[0]
    title, entry = reply.body.split("\n\n")[:2]
    assert title == f"**{Voice(shelf.catalogue, language).say('directorio.para-esto', lugar=_place_in(text))}**"
    assert entry.startswith(f"**{first}")
    assert [b.press.kind for row in reply.buttons for b in row if b.press][:1] == ["contacts"]


async def test_a_topic_asked_with_a_place_is_answered_by_its_card_and_by_where_to_go(shelf: Shelf, voice: Voice):
    dialogue = a_dialogue()
    dialogue.otherwise = understood(ShowTopic(), topic="embarazo-parto")

    answer = await a_conversation(shelf, dialogue).reply(typed("control prenatal en cúcuta"))

    card, places = answer.replies
    assert answer.card == "embarazo-parto-migrante"
    assert card.body.startswith(f"**{voice.catalogue.cards['embarazo-parto-migrante'].title}")
    assert "ESE Hospital Universitario Erasmo Meoz" in places.body


async def test_a_topic_that_nothing_there_serves_is_answered_by_its_card_alone(shelf: Shelf):
    dialogue = a_dialogue()
    dialogue.otherwise = understood(ShowTopic(), topic="sisben")

    answer = await a_conversation(shelf, dialogue).reply(typed("sisben en cali"))

    assert len(answer.replies) == 1


async def test_outside_the_territories_a_need_is_led_to_national_entries(shelf: Shelf):
    reply = await answered(shelf, typed("violencia de mi marido, donde voy en riohacha"), where())

    assert "Línea 155" in reply.body
    assert [b.label for row in reply.buttons for b in row] == ["¿A dónde acudir?", "☰ Menú"]


def _place_in(text: str) -> str:
    return next(name for name in ("Bucaramanga", "Cúcuta", "Medellín") if name.casefold()[:3] in text.casefold())
