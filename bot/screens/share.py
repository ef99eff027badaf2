"""What is handed on: a short text for WhatsApp and other chats, with a link that opens them, and pictures."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from bot.presses import Press
from bot.replies import Attachment, Button, Reply
from bot.screens.decalogo import name_of, practice_of
from bot.screens.markdown import bold, bullets, numbered, paragraphs
from bot.screens.menu import menu_row
from bot.voice import Voice
from redes.content.freshness import why_practice_stale, why_stale
from redes.content.schema import Basis, Card, CardTranslation, Contact
from redes.doors import Doors
from redes.pictures.directory import NATIONAL
from redes.pictures.words import norm_names, review_lines

LONGEST_URL = 1900
"""Characters of a ``wa.me`` address; beyond some two thousand, phones and Telegram cut it."""

_LINK = re.compile(r"\[[^\]\[]+\]\((https?://[^\s()]+)\)")

_MOST_POINTS = 4
_MOST_NORMS = 2


def share_card(voice: Voice, card: Card, *, today: date, doors: Doors) -> Reply:
    """A card as a text to hand on; of one under review the safe part only."""
    reasons = why_stale(card, voice.catalogue, today=today)
    text = voice.card(card)
    if reasons and card.states_law:
        contacts = [voice.catalogue.contacts[c] for c in card.contacts]
        head = [
            "\n".join(review_lines(voice, reasons)),
            bold(voice.topic(voice.catalogue.topic_of[card.id])),
            voice.say("ficha.solo-lo-seguro"),
            voice.say("ficha.urgencia-siempre"),
        ]
        shared = _fitted(head, list(filter(None, map(_line, contacts))), _foot(voice, (), card.reviewed_on, doors))
    else:
        points, ordered = _points(text)
        foot = _foot(voice, card.basis, card.reviewed_on if card.states_law else None, doors)
        untranslated = text is card and voice.language != "es"
        head = [bold(text.title), text.answer, voice.say("ficha.solo-en-espanol") if untranslated else ""]
        shared = _fitted(head, points[:_MOST_POINTS], foot, ordered=ordered)
    picture = Button(label=voice.say("boton.como-imagen"), press=Press("picture", card.id))
    back = Button(label=voice.say("boton.volver"), press=Press("card", card.id))
    return _reply(voice, shared, picture, back)


def share_practice(voice: Voice, number: str, *, today: date, doors: Doors) -> Reply | None:
    """A practice of the decálogo, or with no number the list of all ten; None when there is no such practice.

    Of a practice under review only what stays true is handed on.
    """
    decalogo = voice.catalogue.decalogo
    proposal = voice.say("decalogo.propuesta") if decalogo.status == "propuesta" else ""
    spanish = voice.say("ficha.solo-en-espanol") if voice.language != "es" else ""
    if not number:
        foot = _foot(voice, (), decalogo.reviewed_on, doors)
        shared = _fitted(
            [bold(decalogo.title), voice.say("compartir.decalogo")],
            [name_of(voice, practice, today=today) for practice in decalogo.practices],
            [spanish, proposal, *foot],
        )
        return _reply(voice, shared, Button(label=voice.say("boton.volver"), press=Press("decalogo")))
    practice = practice_of(voice, number)
    if practice is None:
        return None
    reasons = why_practice_stale(practice, voice.catalogue, today=today)
    named = bold(name_of(voice, practice, today=today))
    if reasons:
        safe = [voice.say("ficha.solo-lo-seguro"), voice.say("ficha.urgencia-siempre")]
        foot = _foot(voice, (), decalogo.reviewed_on, doors)
        shared = _fitted(["\n".join(review_lines(voice, reasons)), named, *safe], [], foot)
    else:
        foot = [spanish, proposal, *_foot(voice, practice.basis, decalogo.reviewed_on, doors)]
        shared = _fitted([named, practice.idea], [f"«{sentence}»" for sentence in practice.say[:_MOST_POINTS]], foot)
    picture = Button(label=voice.say("boton.como-imagen"), press=Press("picture-practice", number))
    back = Button(label=voice.say("boton.volver"), press=Press("practice", number))
    return _reply(voice, shared, picture, back)


def share_city(voice: Voice, scope: str, *, doors: Doors) -> Reply | None:
    """The directory of a territory (or the national lines) as a text, those with a phone first; None when it has no entries."""
    territory = voice.catalogue.territories.get(scope)
    entries = [line for line in map(_line, voice.catalogue.contacts_of(scope)) if line]
    if not entries or (territory is None and scope != NATIONAL):
        return None
    title = voice.say("directorio.de", lugar=territory.name) if territory else voice.say("directorio.nacional")
    foot = [voice.say("compartir.fuente"), _address(voice, doors)]
    more = "compartir.y-mas"
    shared = _fitted([bold(title)], sorted(entries, key=lambda line: "📞" not in line), foot, more=(voice, more))
    keep = Button(label=voice.say("boton.como-archivo"), press=Press("city-file", scope))
    back = Button(label=voice.say("boton.volver"), press=Press("contacts", "" if scope == NATIONAL else scope))
    return _reply(voice, shared, keep, back)


def pictured(voice: Voice, pages: tuple[Attachment, ...], *, back: Press) -> Reply:
    """Pictures with a word on what they are for."""
    said = voice.say("imagen.lista") if len(pages) == 1 else voice.say("imagen.listas", numero=str(len(pages)))
    row = (Button(label=voice.say("boton.volver"), press=back), *menu_row(voice))
    return Reply(body=said, buttons=(row,), attachments=pages)


def kept(voice: Voice, file: Attachment, scope: str) -> Reply:
    """The directory of a territory as a file, with a word on what it is for."""
    territory = voice.catalogue.territories.get(scope)
    place = territory.name if territory else "Colombia"
    share = Button(label=voice.say("boton.compartir"), press=Press("share-city", scope))
    return Reply(
        body=voice.say("archivo.listo", lugar=place), buttons=((share, *menu_row(voice)),), attachments=(file,)
    )


def whatsapp_link(text: str) -> str:
    """The address that opens WhatsApp with a text, in its marks: one star for bold, links written out."""
    return "https://wa.me/?text=" + quote(_LINK.sub(r"\1", text.replace("**", "*")), safe="")


def _reply(voice: Voice, shared: str, *others: Button) -> Reply:
    send = Button(label=voice.say("boton.por-whatsapp"), url=whatsapp_link(shared))
    *wide, back = others
    return Reply(body=shared, buttons=((send, *wide), (back, *menu_row(voice))))


def _points(text: Card | CardTranslation) -> tuple[list[str], bool]:
    """What a card says to do, the first list that it has, and whether its order matters."""
    if text.steps:
        return list(text.steps), True
    return list(text.if_refused or text.register_ or text.avoid or text.alarm), False


def _foot(voice: Voice, bases: Iterable[Basis], reviewed_on: date | None, doors: Doors) -> list[str]:
    norms = norm_names(voice, bases, most=_MOST_NORMS)
    return [
        voice.say("compartir.base", normas=norms) if norms else "",
        voice.say("compartir.revisado", dia=voice.day(reviewed_on)) if reviewed_on else "",
        _address(voice, doors),
    ]


def _address(voice: Voice, doors: Doors) -> str:
    return voice.say("compartir.pregunte", direccion=f"[{doors.shown}]({doors.link})") if doors.link else ""


def _line(contact: Contact) -> str:
    """A directory entry in a line; empty when it says neither number nor place."""
    if contact.phone:
        return f"{contact.name}: 📞 {contact.phone}"
    return f"{contact.name}: 📍 {contact.address}" if contact.address else ""


def _fitted(
    head: list[str],
    points: list[str],
    foot: list[str],
    *,
    ordered: bool = False,
    more: tuple[Voice, str] | None = None,
) -> str:
    """As many points as the address has room for; the head and the foot always stand."""
    for count in range(len(points), -1, -1):
        left = len(points) - count
        listed = (numbered if ordered else bullets)(points[:count])
        rest = more[0].say(more[1], numero=str(left)) if more and left else ""
        text = paragraphs([*head, "\n".join(filter(None, [listed, rest])), "\n".join(filter(None, foot))])
        if len(whatsapp_link(text)) <= LONGEST_URL:
            return text
    return text
