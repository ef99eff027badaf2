"""A card as a reply: the answer first, then what to do, its basis behind a button."""

import re
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.flag_button import flag_button
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.voice import Voice
from redes.content.citation import norm_name, supports
from redes.content.freshness import Reason, why_stale
from redes.content.schema import Audience, Basis, Card, Contact, Topic
from redes.flags.subject import card_subject
from redes.pictures.words import review_lines

_LONG = 2
"""Steps from which on a card is worth telling more simply."""


_OF_COMPLAINTS: frozenset[Topic] = frozenset({"negacion-servicio-queja", "supersalud-defensoria"})
"""Topics whose cards lead on to the text of a complaint (:mod:`bot.screens.formal`)."""


def card_reply(voice: Voice, card: Card, *, today: date) -> Reply:
    """One card.

    A card under review says so at its top. When it states law, only its safe part is shown then: what it
    says of rights and procedures may have changed.
    """
    reasons = why_stale(card, voice.catalogue, today=today)
    said = _safe_part(voice, card) if reasons and card.states_law else _whole(voice, card)
    return Reply(body=paragraphs([under_review(voice, reasons), *said]), buttons=_buttons(voice, card, today=today))


def _whole(voice: Voice, card: Card) -> list[str]:
    text = voice.card(card)
    return [
        bold(text.title),
        text.answer,
        section(voice.say("ficha.alarma"), text.alarm),
        section(voice.say("ficha.pasos"), text.steps, ordered=True),
        section(voice.say("ficha.lleve"), text.bring),
        section(voice.say("ficha.si-le-niegan"), text.if_refused),
        section(voice.say("ficha.no-haga"), text.avoid),
        section(voice.say("ficha.registro"), text.register_),
        section(voice.say("ficha.diga"), [f"«{sentence}»" for sentence in text.say]),
        voice.say("ficha.abierta", pregunta=text.open_question) if text.open_question else "",
        _contacts(voice, card),
        voice.say("ficha.solo-en-espanol") if voice.language != "es" and text is card else "",
        voice.say("ficha.revisada", dia=voice.day(card.reviewed_on)) if card.states_law else "",
    ]


def _safe_part(voice: Voice, card: Card) -> list[str]:
    """What stays true while the rest is under review: signs of danger, that an emergency is attended, whom to call.

    The title is left out with the answer, because many titles are the answer.
    """
    text = voice.card(card)
    return [
        bold(_topic_of(voice, card)),
        voice.say("ficha.solo-lo-seguro"),
        section(voice.say("ficha.alarma"), text.alarm),
        voice.say("ficha.urgencia-siempre"),
        _contacts(voice, card),
        voice.say("ficha.solo-en-espanol") if voice.language != "es" and text is card and text.alarm else "",
        voice.say("ficha.revisada", dia=voice.day(card.reviewed_on)),
    ]


def under_review(voice: Voice, reasons: tuple[Reason, ...]) -> str:
    """The lines at the top of a text that is not fresh; empty for one that is."""
    return "\n".join(review_lines(voice, reasons))


def _contacts(voice: Voice, card: Card) -> str:
    return section(voice.say("ficha.contactos"), [contact_line(voice.catalogue.contacts[c]) for c in card.contacts])


def _topic_of(voice: Voice, card: Card) -> str:
    return voice.topic(voice.catalogue.topic_of[card.id])


def _name(voice: Voice, card: Card, *, today: date) -> str:
    """What others call a card: its title, or its topic while the title may promise what is under review."""
    if card.states_law and why_stale(card, voice.catalogue, today=today):
        return _topic_of(voice, card)
    return voice.card(card).title


def _buttons(voice: Voice, card: Card, *, today: date) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    other = voice.catalogue.other_voice(card)
    first = []
    if card.basis:
        first.append(Button(label=voice.say("boton.en-que-se-basa"), press=Press("basis", card.id)))
    if card.states_law:
        first.append(Button(label=voice.say("boton.compartir"), press=Press("share", card.id)))
    if first:
        rows.append(tuple(first))
    if card.states_law and len(card.steps) > _LONG:
        rows.append((Button(label=voice.say("boton.mas-sencillo"), press=Press("simple", card.id)),))
    second = []
    if other is not None:
        key = "boton.para-personal" if other.audience is Audience.PERSONAL else "boton.para-migrante"
        second.append(Button(label=voice.say(key), press=Press("card", other.id)))
    if card.states_law:  # the others are talk: greetings, thanks
        second.append(flag_button(voice, card_subject(card)))
    if second:
        rows.append(tuple(second))
    rows += [
        (Button(label=_name(voice, voice.catalogue.cards[target], today=today)[:60], press=Press("card", target)),)
        for target in card.next
    ]
    if voice.catalogue.topic_of[card.id] in _OF_COMPLAINTS:
        rows.append((Button(label=voice.say("boton.queja-formal"), press=Press("formal", "any")),))
    last = [Button(label=voice.say("boton.menu"), press=Press("menu"))]
    if card.states_law:
        last.insert(0, Button(label=voice.say("boton.reportar"), press=Press("report")))
    rows.append(tuple(last))
    return tuple(rows)


def basis_reply(voice: Voice, card: Card, *, today: date) -> Reply:
    """What a card stands on, with links; of a card under review the norms alone, without what they support."""
    reasons = why_stale(card, voice.catalogue, today=today)
    lines = [basis_line(voice, basis, today=today, name_only=bool(reasons)) for basis in card.basis]
    body = paragraphs(
        [
            under_review(voice, reasons),
            bold(voice.say("base.titulo", ficha=_name(voice, card, today=today))),
            bullets(lines),
            voice.say("base.aviso", dia=voice.day(card.reviewed_on)),
        ]
    )
    back = Button(label=voice.say("boton.volver"), press=Press("card", card.id))
    return Reply(body=body, buttons=((back, flag_button(voice, card_subject(card))),))


def basis_line(voice: Voice, basis: Basis, *, today: date, name_only: bool = False) -> str:
    """One norm: its name, what it supports (unless ``name_only``), whether it is in force, where to read it."""
    norm = voice.catalogue.norms[basis.norm]
    name = norm_name(norm) if basis.at is None else f"{norm_name(norm)}, {basis.at}"
    said = "" if name_only else f" {supports(norm, basis)}"
    ended = "" if norm.in_force(today) else " " + voice.say("base.sin-vigencia")
    return f"{bold(name)}.{said}{ended}" + (f" {norm.url}" if norm.url else "")


def contact_line(contact: Contact) -> str:
    """A directory entry in one line: name, phone, hours, what else to know."""
    reach = dialable(contact.phone) if contact.phone else contact.channels or contact.address
    line = f"{bold(contact.name)}: {reach}" if reach else bold(contact.name)
    if contact.hours:
        line += f" ({contact.hours})"
    return line


def dialable(phone: str) -> str:
    """A phone number that can be tapped, when it is one number; several stay text."""
    digits = re.sub(r"[\s.-]", "", phone)
    return f"[{phone}](tel:{digits})" if re.fullmatch(r"\+?\d{3,13}", digits) else phone


def contact_paragraph(voice: Voice, contact: Contact) -> str:
    """A directory entry with all that a person needs to go there or to call."""
    parts = [bold(contact.name), contact.offers]
    for key, value in (
        ("directorio.telefono", dialable(contact.phone) if contact.phone else None),
        ("directorio.direccion", contact.address),
        ("directorio.horario", contact.hours),
        ("directorio.canales", contact.channels),
        ("directorio.ojo", contact.caution),
    ):
        if value:
            parts.append(voice.say(key, valor=value))
    if contact.source_date:
        parts.append(voice.say("directorio.fuente", fecha=contact.source_date))
    return "\n".join(parts)
