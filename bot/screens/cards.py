"""A card as a reply: the answer first, then what to do, its basis behind a button."""

import re
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.markdown import bold, bullets, paragraphs, section
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import Audience, Basis, Card, Contact, Norm


def card_reply(voice: Voice, card: Card, *, today: date) -> Reply:
    """One card.

    A card whose review is overdue says so at its top: what it states may have changed.
    """
    text = voice.card(card)
    parts = [
        voice.say("ficha.en-revision", dia=voice.day(card.review_by)) if card.review_by <= today else "",
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
        section(voice.say("ficha.contactos"), [contact_line(voice.catalogue.contacts[c]) for c in card.contacts]),
        voice.say("ficha.solo-en-espanol") if voice.language != "es" and text is card else "",
        voice.say("ficha.revisada", dia=voice.day(card.reviewed_on)) if card.states_law else "",
    ]
    return Reply(body=paragraphs(parts), buttons=_buttons(voice, card))


def _buttons(voice: Voice, card: Card) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    other = _other_voice(voice.catalogue, card)
    first = []
    if card.basis:
        first.append(Button(label=voice.say("boton.en-que-se-basa"), press=Press("basis", card.id)))
    if other is not None:
        key = "boton.para-personal" if other.audience is Audience.PERSONAL else "boton.para-migrante"
        first.append(Button(label=voice.say(key), press=Press("card", other.id)))
    if first:
        rows.append(tuple(first))
    rows += [
        (Button(label=voice.card(voice.catalogue.cards[target]).title[:60], press=Press("card", target)),)
        for target in card.next
    ]
    last = [Button(label=voice.say("boton.menu"), press=Press("menu"))]
    if card.states_law:
        last.insert(0, Button(label=voice.say("boton.reportar"), press=Press("report")))
    rows.append(tuple(last))
    return tuple(rows)


def _other_voice(catalogue: Catalogue, card: Card) -> Card | None:
    """The first card of the same topic that speaks to the other audience."""
    if card.audience is Audience.TODOS:
        return None
    for other in catalogue.topics[catalogue.topic_of[card.id]].cards:
        if other.audience is not Audience.TODOS and other.audience is not card.audience:
            return other
    return None


def basis_reply(voice: Voice, card: Card, *, today: date) -> Reply:
    """What a card stands on, with links."""
    lines = [basis_line(voice, basis, today=today) for basis in card.basis]
    body = paragraphs(
        [
            bold(voice.say("base.titulo", ficha=voice.card(card).title)),
            bullets(lines),
            voice.say("base.aviso", dia=voice.day(card.reviewed_on)),
        ]
    )
    return Reply(body=body, buttons=((Button(label=voice.say("boton.volver"), press=Press("card", card.id)),),))


def basis_line(voice: Voice, basis: Basis, *, today: date) -> str:
    """One norm: its name, what it supports, whether it is in force, where to read it."""
    norm = voice.catalogue.norms[basis.norm]
    name = norm_name(norm) if basis.at is None else f"{norm_name(norm)}, {basis.at}"
    said = basis.says or norm.says[0]
    ended = "" if norm.in_force(today) else " " + voice.say("base.sin-vigencia")
    return f"{bold(name)}. {said}{ended}" + (f" {norm.url}" if norm.url else "")


def norm_name(norm: Norm) -> str:
    """A norm as one cites it: ``Ley 1751 de 2015``, ``Sentencia T-210 de 2018``."""
    if norm.kind == "constitucion":
        return "Constitución Política"
    number = norm.number.partition("(")[0].strip()
    kind = {"ley estatutaria": "Ley Estatutaria", "conpes": "CONPES", "resolucion": "Resolución"}.get(
        norm.kind, norm.kind.capitalize()
    )
    if not number:
        return f"{norm.title} ({norm.year})"
    if str(norm.year) in number or number.endswith(f"/{norm.year % 100:02d}"):
        return f"{kind} {number}"
    return f"{kind} {number} de {norm.year}"


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
