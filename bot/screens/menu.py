"""The doors: welcome, menu, topics, languages, privacy, help, directory."""

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import contact_paragraph
from bot.screens.markdown import bold, paragraphs
from bot.sessions import Role
from bot.voice import Voice
from redes.content.schema import LANGUAGES, Contact, Topic

LANGUAGE_NAMES = {"es": "Español", "en": "English", "pt": "Português", "fr": "Français", "ht": "Kreyòl ayisyen"}
"""Each language in its own name: whoever needs it reads it."""


def welcome(voice: Voice) -> Reply:
    """The first screen: what this is, that nobody asks who you are, and the choice of role."""
    return Reply(
        body=paragraphs([bold(voice.say("inicio.titulo")), voice.say("inicio.texto"), voice.say("inicio.pregunta")]),
        buttons=(
            (Button(label=voice.say("rol.migrante"), press=Press("role", "migrante")),),
            (Button(label=voice.say("rol.ips"), press=Press("role", "ips")),),
            (Button(label=voice.say("rol.mesa"), press=Press("role", "mesa")),),
            (Button(label="Español · English · Português · Français · Kreyòl", press=Press("languages")),),
        ),
    )


def menu(voice: Voice, role: Role | None) -> Reply:
    """The sections of topics and the doors beside them."""
    sections = [
        Button(label=section.label.get(voice.language, section.label["es"]), press=Press("section", section.id))
        for section in voice.catalogue.menu.sections
    ]
    doors = [
        Button(label=voice.say("boton.decalogo"), press=Press("decalogo")),
        Button(label=voice.say("boton.donde-acudir"), press=Press("contacts")),
        Button(label=voice.say("boton.reportar"), press=Press("report")),
        Button(label=voice.say("boton.mi-reporte"), press=Press("status")),
    ]
    intro = voice.say(f"menu.texto-{role}") if role else voice.say("menu.texto")
    return Reply(
        body=paragraphs([bold(voice.say("menu.titulo")), intro]),
        buttons=in_rows(sections, width=2) + in_rows(doors, width=2),
    )


def section(voice: Voice, section_id: str) -> Reply | None:
    """The topics of a section, or None when there is no such section."""
    for one in voice.catalogue.menu.sections:
        if one.id == section_id:
            label = one.label.get(voice.language, one.label["es"])
            return Reply(
                body=paragraphs([bold(label), voice.say("menu.elija")]),
                buttons=(*topic_rows(voice, one.topics), menu_row(voice)),
            )
    return None


def topic_rows(voice: Voice, topics: tuple[Topic, ...]) -> tuple[tuple[Button, ...], ...]:
    """One button a topic, one below the other."""
    return in_rows([Button(label=voice.topic(topic), press=Press("topic", topic)) for topic in topics])


def menu_row(voice: Voice) -> tuple[Button, ...]:
    """The way back to the menu."""
    return (Button(label=voice.say("boton.menu"), press=Press("menu")),)


def languages(voice: Voice) -> Reply:
    """The choice of language; each is written in itself, and only languages with texts are offered."""
    return Reply(
        body=voice.say("idioma.pregunta"),
        buttons=in_rows(
            [
                Button(label=LANGUAGE_NAMES[language], press=Press("language", language))
                for language in LANGUAGES
                if language in voice.catalogue.texts
            ]
        ),
    )


def privacy(voice: Voice) -> Reply:
    """What is kept and what is not."""
    return Reply(
        body=paragraphs([bold(voice.say("privacidad.titulo")), voice.say("privacidad.texto")]),
        buttons=(menu_row(voice),),
    )


def help_(voice: Voice) -> Reply:
    """What can be asked and how."""
    return Reply(
        body=paragraphs([bold(voice.say("ayuda.titulo")), voice.say("ayuda.texto")]), buttons=(menu_row(voice),)
    )


def directory(voice: Voice, scope: str) -> Reply | None:
    """The directory of a territory, or None when there is no such territory."""
    territory = voice.catalogue.territories.get(scope)
    if territory is None:
        return None
    way_back = Button(label=voice.say("boton.volver"), press=Press("contacts"))
    return _entries(
        voice,
        voice.say("directorio.de", lugar=territory.name),
        list(voice.catalogue.contacts_of(scope)),
        ((way_back, *menu_row(voice)),),
    )


def national_lines(voice: Voice) -> Reply:
    """National lines and the choice of a territory."""
    catalogue = voice.catalogue
    places = [Button(label=t.name, press=Press("contacts", t.id)) for t in catalogue.territories.values() if t.mesa]
    entries = [contact for contact in catalogue.contacts_of("nacional") if contact.phone]
    return _entries(voice, voice.say("directorio.nacional"), entries, (*in_rows(places, width=2), menu_row(voice)))


def _entries(voice: Voice, title: str, entries: list[Contact], buttons: tuple[tuple[Button, ...], ...]) -> Reply:
    shown: list[str] = []
    for entry in entries:
        paragraph = contact_paragraph(voice, entry)
        if sum(map(len, shown)) + len(paragraph) > 3300:
            break
        shown.append(paragraph)
    return Reply(body=paragraphs([bold(title), *shown]), buttons=buttons)
