"""The doors: welcome, menu, topics, languages, privacy, help, directory."""

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.cards import contact_line, contact_paragraph
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, paragraphs
from bot.screens.markdown import section as section_of
from bot.sessions import Role
from bot.voice import Voice
from redes.content.nearest import Nearby, at_most_km
from redes.content.schema import Contact, Topic
from redes.flags.subject import directory_subject

LONGEST_PAGE = 3300
"""Characters of directory entries in a message; Telegram takes 4096, and titles are added to them."""

LONGEST_HALF = 1900
"""The same where the national lines stand below them."""


def welcome(voice: Voice) -> Reply:
    """The first screen: what this is, that nobody asks who you are, and the choice of role."""
    return Reply(
        body=paragraphs([bold(voice.say("inicio.titulo")), voice.say("inicio.texto"), voice.say("inicio.pregunta")]),
        buttons=(
            (Button(label=voice.say("rol.migrante"), press=Press("role", "migrante")),),
            (Button(label=voice.say("rol.ips"), press=Press("role", "ips")),),
            (Button(label=voice.say("rol.mesa"), press=Press("role", "mesa")),),
            (Button(label=_all_names(voice), press=Press("languages")),),
        ),
    )


def _all_names(voice: Voice) -> str:
    """The first word of each language's name, for a button that everybody must recognise."""
    return " · ".join(sheet.name.split()[0] for sheet in voice.catalogue.languages.values())[:60]


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
        buttons=(case_row(voice, role), *in_rows(sections, width=2), *in_rows(doors, width=2)),
    )


def case_row(voice: Voice, role: Role | None) -> tuple[Button, ...]:
    """The door to the rules: to staff «¿Debo atender?», to everybody else «¿Me deben atender?»."""
    if role in ("ips", "mesa"):
        return (Button(label=voice.say("boton.debo-atender"), press=Press("case", "p")),)
    return (Button(label=voice.say("boton.me-deben-atender"), press=Press("case", "m")),)


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


def rows_below_a_short_answer(voice: Voice, whole: Press) -> tuple[tuple[Button, ...], ...]:
    """The ways on from an answer told more simply: the whole of it, a person to ask, the menu."""
    return (
        (
            Button(label=voice.say("boton.completa"), press=whole),
            Button(label=voice.topic("hablar-con-humano"), press=Press("topic", "hablar-con-humano")),
        ),
        menu_row(voice),
    )


def languages(voice: Voice) -> Reply:
    """The choice of language; each is written in itself."""
    return Reply(
        body=voice.say("idioma.pregunta"),
        buttons=in_rows(
            [
                Button(label=sheet.name, press=Press("language", code))
                for code, sheet in voice.catalogue.languages.items()
            ]
        ),
    )


def privacy(voice: Voice) -> Reply:
    """What is kept and what is not."""
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("privacidad.titulo")),
                voice.say("privacidad.texto"),
                voice.say("privacidad.capacitacion"),
                voice.say("privacidad.avisos"),
                voice.say("privacidad.sala"),
            ]
        ),
        buttons=(
            (Button(label=voice.say("boton.borrar-rastro"), press=Press("erase")),),
            (Button(label=voice.say("boton.mis-avisos"), press=Press("reminders")),),
            (Button(label=voice.say("boton.olvidar"), press=Press("forget")),),
            menu_row(voice),
        ),
    )


def help_(voice: Voice) -> Reply:
    """What can be asked and how."""
    return Reply(
        body=paragraphs([bold(voice.say("ayuda.titulo")), voice.say("ayuda.texto")]), buttons=(menu_row(voice),)
    )


def directory(voice: Voice, value: str) -> Reply | None:
    """A page of the directory of a territory, or None when there is no such territory or page.

    Args:
        voice: In which language.
        value: Id of the territory; with a dot and a number behind it from the second page on (``cali.2``).
    """
    scope, _, number = value.partition(".")
    territory = voice.catalogue.territories.get(scope)
    if territory is None:
        return None
    pages = _pages([contact_paragraph(voice, entry) for entry in voice.catalogue.contacts_of(scope)], LONGEST_PAGE)
    page = next((index for index in range(len(pages)) if number == (str(index + 1) if index else "")), None)
    if page is None:
        return None
    turns = [
        Button(label=voice.say(key), press=Press("contacts", scope if other == 0 else f"{scope}.{other + 1}"))
        for key, other in (("boton.anterior", page - 1), ("boton.siguiente", page + 1))
        if 0 <= other < len(pages)
    ]
    way_back = Button(label=voice.say("boton.volver"), press=Press("contacts"))
    title = bold(voice.say("directorio.de", lugar=territory.name))
    count = f" ({page + 1}/{len(pages)})" if len(pages) > 1 else ""
    return Reply(
        body=paragraphs(
            [title + count, *(pages[page] or (voice.say("directorio.sin-lugares", lugar=territory.name),))]
        ),
        buttons=(
            *([tuple(turns)] if turns else []),
            *([_hand_on(voice, scope)] if pages[0] else []),
            (flag_button(voice, directory_subject(voice.catalogue, scope)), way_back, *menu_row(voice)),
        ),
    )


def place(voice: Voice, code: str) -> Reply:
    """Where to go in a municipality: its territory's directory.

    The rest of the country is no neighbourhood: there only entries in that very municipality are shown.
    """
    territory, municipality = voice.catalogue.municipalities[code]
    entries = list(voice.catalogue.contacts_of(territory.id))
    if territory.mesa and entries:
        whole = directory(voice, territory.id)
        assert whole is not None
        return whole
    there = [contact_paragraph(voice, entry) for entry in entries if entry.municipality == code]
    name = municipality.name
    if there:
        shown = [bold(voice.say("directorio.de", lugar=name)), *_as_many_as_fit(voice, there)]
    else:
        shown = [voice.say("directorio.sin-lugares", lugar=name)]
    wrong = flag_button(voice, directory_subject(voice.catalogue, territory.id))
    return Reply(body=paragraphs([*shown, _national_section(voice)]), buttons=((wrong,), _ways_to_all(voice)))


def serving(voice: Voice, code: str, entries: tuple[Contact, ...]) -> Reply:
    """The entries around a municipality that fit what was asked for, and the way to all of its territory."""
    territory, municipality = voice.catalogue.municipalities[code]
    shown = [contact_paragraph(voice, entry) for entry in entries]
    title = bold(voice.say("directorio.para-esto", lugar=municipality.name))
    rows = [_ways_to_all(voice)]
    if territory.mesa:
        label = voice.say("directorio.de", lugar=territory.name)
        rows.insert(0, (Button(label=label, press=Press("contacts", territory.id)),))
    return Reply(body=paragraphs([title, *_as_many_as_fit(voice, shown)]), buttons=tuple(rows))


def around(voice: Voice, found: Nearby | None) -> Reply:
    """What is near a shared location, how far it is, and that the location was not kept.

    Args:
        voice: In which language.
        found: What the directory has there; None when nothing is near.
    """
    if found is None:
        parts = [voice.say("directorio.sin-cercanos"), voice.say("directorio.ubicacion-no-guardada")]
        return Reply(body=paragraphs([*parts, _national_section(voice)]), buttons=(_ways_to_all(voice),))
    name = found.municipality.name
    entries = []
    for near in found.entries:
        paragraph = contact_paragraph(voice, near.contact)
        if near.km is not None:
            paragraph += "\n" + voice.say("directorio.distancia", km=str(at_most_km(near.km)))
        entries.append(paragraph)
    body = paragraphs(
        [
            bold(voice.say("directorio.cerca", lugar=name)),
            voice.say("directorio.centro", lugar=name, km=str(at_most_km(found.km))),
            voice.say("directorio.ubicacion-no-guardada"),
            *_as_many_as_fit(voice, entries),
            _national_section(voice),
        ]
    )
    whole = Button(
        label=voice.say("directorio.de", lugar=found.territory.name), press=Press("contacts", found.territory.id)
    )
    wrong = flag_button(voice, directory_subject(voice.catalogue, found.territory.id))
    return Reply(body=body, buttons=((whole,), (wrong,), _ways_to_all(voice)))


def national_lines(voice: Voice) -> Reply:
    """National lines and the choice of a territory."""
    places = [
        Button(label=t.name, press=Press("contacts", t.id)) for t in voice.catalogue.territories.values() if t.mesa
    ]
    lines = _pages([contact_paragraph(voice, line) for line in _national(voice)], LONGEST_PAGE)[0]
    return Reply(
        body=paragraphs([bold(voice.say("directorio.nacional")), *lines]),
        buttons=(
            *in_rows(places, width=2),
            _hand_on(voice, "nacional"),
            (flag_button(voice, directory_subject(voice.catalogue, "nacional")), *menu_row(voice)),
        ),
    )


def _hand_on(voice: Voice, scope: str) -> tuple[Button, ...]:
    """A directory as a text to share and as a file to keep."""
    return (
        Button(label=voice.say("boton.compartir"), press=Press("share-city", scope)),
        Button(label=voice.say("boton.como-archivo"), press=Press("city-file", scope)),
    )


def _national(voice: Voice) -> list[Contact]:
    return [contact for contact in voice.catalogue.contacts_of("nacional") if contact.phone]


def _national_section(voice: Voice) -> str:
    """The national lines in a line each, to stand below other things."""
    return section_of(voice.say("directorio.nacional"), [contact_line(line) for line in _national(voice)][:8])


def _ways_to_all(voice: Voice) -> tuple[Button, ...]:
    return (Button(label=voice.say("boton.donde-acudir"), press=Press("contacts")), *menu_row(voice))


def _pages(entries: list[str], longest: int) -> list[list[str]]:
    """Entries in pages of so many characters at most; one page at least, even an empty one."""
    pages: list[list[str]] = [[]]
    for entry in entries:
        if pages[-1] and sum(map(len, pages[-1])) + len(entry) > longest:
            pages.append([])
        pages[-1].append(entry)
    return pages


def _as_many_as_fit(voice: Voice, entries: list[str]) -> list[str]:
    """The first entries, and how many more there are."""
    shown = _pages(entries, LONGEST_HALF)[0]
    more = len(entries) - len(shown)
    return [*shown, voice.say("directorio.hay-mas", numero=str(more))] if more else shown
