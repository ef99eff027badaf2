"""A card, or a practice of the decálogo, as a sheet for a phone."""

from collections.abc import Iterable
from datetime import date

from redes.content.freshness import why_practice_stale, why_stale
from redes.content.schema import Basis, Card, Contact, Practice
from redes.doors import Doors
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import Block, Foot, Sheet, block, printable, runs
from redes.pictures.words import Words, norm_names, review_lines

_MOST_NORMS = 5


def card_sheet(words: Words, card: Card, *, today: date, doors: Doors) -> Sheet:
    """A card; one under review with its safe part only, as it is shown in the chat."""
    reasons = why_stale(card, words.catalogue, today=today)
    text = words.card(card)
    topic = words.topic(words.catalogue.topic_of[card.id])
    unsafe = bool(reasons) and card.states_law
    review = [*review_lines(words, reasons), *([words.say("ficha.solo-lo-seguro")] if unsafe else [])]
    if unsafe:
        body = (
            *block("alarm", words.say("ficha.alarma"), text.alarm),
            *block("text", None, [words.say("ficha.urgencia-siempre")]),
        )
    else:
        body = (
            *block("lead", None, [text.answer]),
            *block("alarm", words.say("ficha.alarma"), text.alarm),
            *block("steps", words.say("ficha.pasos"), text.steps),
            *block("list", words.say("ficha.lleve"), text.bring),
            *block("list", words.say("ficha.si-le-niegan"), text.if_refused),
            *block("avoid", words.say("ficha.no-haga"), text.avoid),
            *block("list", words.say("ficha.registro"), text.register_),
            *block("quote", words.say("ficha.diga"), [f"«{sentence}»" for sentence in text.say]),
            *block("note", None, _open(words, text.open_question)),
        )
    spanish = words.language != "es" and text is card
    return Sheet(
        lang="es" if spanish else words.language,
        paper="phone",
        brand=words.say("web.titulo"),
        kicker=None if unsafe or text.title.startswith(topic) else printable(topic),
        title=printable(topic if unsafe else text.title),
        blocks=(
            *block("note", None, review),
            *body,
            *_contacts(words, [words.catalogue.contacts[c] for c in card.contacts]),
            *block("text", None, [words.say("ficha.solo-en-espanol")] if spanish else []),
        ),
        foot=_foot(words, () if unsafe else card.basis, card.reviewed_on if card.states_law else None, doors),
    )


def practice_sheet(words: Words, practice: Practice, *, today: date, doors: Doors) -> Sheet:
    """A practice of the decálogo: what it asks, why, how by role, what to avoid, what to say; under review, as a card."""
    decalogo = words.catalogue.decalogo
    reasons = why_practice_stale(practice, words.catalogue, today=today)
    review = [*review_lines(words, reasons), *([words.say("ficha.solo-lo-seguro")] if reasons else [])]
    how = [f"**{words.say(f'puesto.{h.role}')}:** {h.action}" for h in practice.how]
    body = (
        *block("lead", None, [practice.idea]),
        *block("text", words.say("decalogo.por-que"), [practice.why]),
        *block("list", words.say("decalogo.como"), how),
        *block("avoid", words.say("decalogo.evite"), practice.avoid),
        *block("quote", words.say("ficha.diga"), [f"«{sentence}»" for sentence in practice.say]),
        *block("text", None, [words.say("ficha.solo-en-espanol")] if words.language != "es" else []),
        *block("note", None, [words.say("decalogo.propuesta")] if decalogo.status == "propuesta" else []),
    )
    return Sheet(
        lang=words.language if reasons else "es",
        paper="phone",
        brand=words.say("web.titulo"),
        kicker=f"{words.say('boton.decalogo')} · {practice.number}/{len(decalogo.practices)}",
        title=printable(words.say("decalogo.en-revision") if reasons else practice.title),
        blocks=(
            *block("note", None, review),
            *(block("text", None, [words.say("ficha.urgencia-siempre")]) if reasons else body),
        ),
        foot=_foot(words, () if reasons else practice.basis, decalogo.reviewed_on, doors),
    )


def _open(words: Words, question: str | None) -> list[str]:
    return [words.say("ficha.abierta", pregunta=question)] if question else []


def _contacts(words: Words, contacts: Iterable[Contact]) -> tuple[Block, ...]:
    lines = [
        f"{contact.name}: **{contact.phone}**" if contact.phone else f"{contact.name}: {contact.channels}"
        for contact in contacts
        if contact.phone or contact.channels
    ]
    return block("list", words.say("ficha.contactos"), lines)


def _foot(words: Words, bases: Iterable[Basis], reviewed_on: date | None, doors: Doors) -> Foot:
    names = norm_names(words, bases, most=_MOST_NORMS)
    lines = [
        *([words.say("imagen.base", normas=names)] if names else []),
        *([words.say("ficha.revisada", dia=words.day(reviewed_on))] if reviewed_on else []),
    ]
    return Foot(
        lines=tuple(map(runs, lines)),
        address=runs(words.say("imagen.pregunte", direccion=doors.shown)) if doors.shown else None,
        qr=qr_svg(doors.link) if doors.link else None,
    )
