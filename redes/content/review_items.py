"""One card or practice as a reviewer reads it: its text, what it stands on, its dates and its doubts.

Values only, in Spanish, ready to be laid out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from redes.content.catalogue import Catalogue, Place
from redes.content.check_prose import READABLE
from redes.content.check_reach import ways_to
from redes.content.citation import norm_name, supports
from redes.content.freshness import NormEnded, NormUnread, Reason, ReviewOverdue, why_practice_stale, why_stale
from redes.content.prose import card_lines, practice_lines, readability
from redes.content.schema import LANGUAGES, Audience, Basis, Card, Contact, Language, Norm, Practice
from redes.content.translation import languages_of, spanish_version

SOON_DAYS = 30
"""A review due within so many days is told beforehand."""

AUDIENCES = {"migrante": "Para la persona migrante", "personal": "Para el personal de salud", "todos": "Para todos"}
READ = {"primaria": "texto oficial", "secundaria": "fuente secundaria", "memoria": "de memoria, sin fuente abierta"}
STATUS = {
    "vigente": "vigente",
    "modificada": "vigente, modificada",
    "temporal-vencida": "su plazo venció",
    "derogada": "derogada",
    "por-verificar": "vigencia por verificar",
}
LANGUAGE_NAMES: dict[Language, str] = {
    "es": "español",
    "en": "inglés",
    "pt": "portugués",
    "fr": "francés",
    "ht": "criollo haitiano",
}
ROLES = {
    "atencion-usuario": "Atención al usuario",
    "facturacion": "Facturación",
    "vigilancia": "Vigilancia",
    "enfermeria": "Enfermería",
    "medicina": "Medicina",
    "trabajo-social": "Trabajo social",
    "directivos": "Dirección",
}
INFLESZ = (
    (81, "muy fácil"),
    (66, "bastante fácil"),
    (55, "normal"),
    (40, "algo difícil"),
    (-10_000, "muy difícil"),
)
"""Least index of Szigriszt-Pazos and what it means (Barrio-Cantalejo, 2008)."""

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def day(value: date) -> str:
    """A day, short and without doubt about its month: ``5 mar 2026``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a text under its heading.

    Attributes:
        heading: As on the card; empty for the answer itself.
        lines: What it says.
        ordered: Whether the order matters.
    """

    heading: str
    lines: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One legal support of a text.

    Attributes:
        norm_id: Id of the norm.
        name: The norm as one cites it.
        at: Where in it, or empty.
        says: What it supports.
        summary: Whether ``says`` is the norm's own summary, because the author gave no sentence for this text.
        url: Where to read it, or None.
        force: Whether it is in force on the day, in words.
        in_force: The same as yes or no.
        read: How well it was read, in words.
        weak: Whether nobody had its text or a source open, or it is of low confidence.
        confidence: ``alta``, ``media``, ``baja``; empty for a norm that is missing.
        checked_on: Day it was last compared with its source, or None.
        due: Day by which it is to be compared again, or None.
    """

    norm_id: str
    name: str
    at: str
    says: str
    summary: bool
    url: str | None
    force: str
    in_force: bool
    read: str
    weak: bool
    confidence: str
    checked_on: date | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """A language of a card.

    Attributes:
        language: Its name in Spanish.
        state: ``escrita``, ``revisada`` or ``falta``.
        stale: Whether the Spanish has changed since.
    """

    language: str
    state: str
    stale: bool = False

    def __str__(self) -> str:
        return f"{self.language}: {self.state}{', desactualizada' if self.stale else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A card or a practice, as a reviewer reads it.

    Attributes:
        kind: ``ficha`` or ``práctica``.
        id: Of the catalogue.
        anchor: Where it stands on the page.
        title, topic, audience: What it is, in words; ``audience_id`` as authored.
        parts: Its text.
        supports: What it stands on.
        reasons: Why it is under review, in sentences; empty when it is fresh.
        soon: Whether its review is due within ``SOON_DAYS``.
        reviewed_on, review_by: Its dates.
        confidence, open_question, caution: As authored.
        states_law: False for cards of conversation, which need no basis.
        translations: Its languages; a practice has none.
        contacts: Whom it tells to call; ``unknown_contacts`` are ids that the directory does not have.
        score: How easily it is read: Szigriszt-Pazos, cautiously; ``least`` is what its readers need.
        scale: The same in the words of the INFLESZ scale.
        ways: What leads to it: topics and cards; None for what is reached in another way.
        place: File and line.
    """

    kind: str
    id: str
    anchor: str
    title: str
    topic: str
    audience: str
    audience_id: str
    parts: tuple[Part, ...]
    supports: tuple[Support, ...]
    reasons: tuple[str, ...]
    soon: bool
    reviewed_on: date
    review_by: date
    confidence: str
    open_question: str
    caution: str
    states_law: bool = True
    translations: tuple[Translated, ...] = ()
    contacts: tuple[Contact, ...] = ()
    unknown_contacts: tuple[str, ...] = ()
    score: int
    least: int
    scale: str
    ways: tuple[str, ...] | None = None
    place: Place

    @property
    def hard(self) -> bool:
        """Whether it is harder to read than its readers need."""
        return self.score < self.least

    @property
    def weak(self) -> bool:
        """Whether one of its norms was not read with a source open."""
        return any(support.weak for support in self.supports)


def card_item(catalogue: Catalogue, card: Card, topic: str, *, today: date) -> Item:
    """A card; ``topic`` is what people call its topic."""
    reasons = why_stale(card, catalogue, today=today)
    return Item(
        kind="ficha",
        id=card.id,
        anchor=f"ficha-{card.id}",
        title=card.title,
        topic=topic,
        audience=AUDIENCES[card.audience],
        audience_id=card.audience,
        parts=filled(
            Part(heading="", lines=(card.answer,)),
            Part(heading="Señales de alarma: urgencias o 123", lines=card.alarm),
            Part(heading="Qué hacer ahora", lines=card.steps, ordered=True),
            Part(heading="Lleve, si lo tiene", lines=card.bring),
            Part(heading="Si le dicen que no", lines=card.if_refused),
            Part(heading="No pida ni haga", lines=card.avoid),
            Part(heading="Registro y cobro", lines=card.register_),
            Part(heading="Puede decir", lines=tuple(f"«{sentence}»" for sentence in card.say)),
        ),
        supports=supports_of(catalogue, card.basis, today),
        reasons=_sentences(catalogue, reasons, today),
        soon=not reasons and (card.review_by - today).days <= SOON_DAYS,
        reviewed_on=card.reviewed_on,
        review_by=card.review_by,
        confidence=card.confidence,
        open_question=card.open_question or "",
        caution=card.caution,
        states_law=card.states_law,
        translations=tuple(_translations(catalogue, card)),
        contacts=tuple(catalogue.contacts[c] for c in card.contacts if c in catalogue.contacts),
        unknown_contacts=tuple(c for c in card.contacts if c not in catalogue.contacts),
        **_read(card_lines(card), card.audience),
        ways=ways_to(catalogue, card),
        place=catalogue.places.get(f"card:{card.id}", Place("content/derechos", 0)),
    )


def practice_item(catalogue: Catalogue, practice: Practice, *, today: date) -> Item:
    """A practice, with the dates of its decálogo."""
    decalogo = catalogue.decalogo
    reasons = why_practice_stale(practice, catalogue, today=today)
    questions = tuple(
        f"{q.question} **Respuesta:** «{q.options[q.correct]}». {q.explanation} "
        f"(Otras opciones: {' / '.join(o for n, o in enumerate(q.options) if n != q.correct)})"
        for q in practice.self_check
    )
    return Item(
        kind="práctica",
        id=practice.id,
        anchor=f"practica-{practice.number}",
        title=f"{practice.number}. {practice.title}",
        topic="Decálogo",
        audience=AUDIENCES[Audience.PERSONAL],
        audience_id=Audience.PERSONAL,
        parts=filled(
            Part(heading="", lines=(practice.idea,)),
            Part(heading="Por qué", lines=(practice.why,)),
            Part(heading="Cómo se hace", lines=tuple(f"**{ROLES[h.role]}:** {h.action}" for h in practice.how)),
            Part(heading="Evite", lines=practice.avoid),
            Part(heading="Puede decir", lines=tuple(f"«{sentence}»" for sentence in practice.say)),
            Part(heading="Autoevaluación", lines=questions),
        ),
        supports=supports_of(catalogue, practice.basis, today),
        reasons=_sentences(catalogue, reasons, today),
        soon=not reasons and (decalogo.review_by - today).days <= SOON_DAYS,
        reviewed_on=decalogo.reviewed_on,
        review_by=decalogo.review_by,
        confidence=practice.confidence,
        open_question="",
        caution=practice.caution,
        **_read(practice_lines(practice), Audience.PERSONAL),
        place=catalogue.places.get(f"practice:{practice.number}", Place("content/decalogo/decalogo.yaml", 1)),
    )


class _Read(TypedDict):
    score: int
    least: int
    scale: str


def _read(lines: tuple[str, ...], audience: Audience) -> _Read:
    score = int(readability(lines))
    scale = next(name for least, name in INFLESZ if score >= least)
    return {"score": score, "least": READABLE[audience], "scale": scale}


def filled(*parts: Part) -> tuple[Part, ...]:
    """The parts that say something."""
    return tuple(part for part in parts if part.lines)


def supports_of(catalogue: Catalogue, bases: Iterable[Basis], today: date) -> tuple[Support, ...]:
    """What a text stands on, in the order in which it cites it."""
    return tuple(_support(catalogue.norms.get(basis.norm), basis, today) for basis in bases)


def _support(norm: Norm | None, basis: Basis, today: date) -> Support:
    return Support(
        norm_id=basis.norm,
        name=norm_name(norm) if norm else basis.norm,
        at=basis.at or "",
        says=supports(norm, basis) if norm else basis.says or "",
        summary=basis.says is None and not basis.ideas,
        url=norm.url if norm else None,
        force=force(norm, today) if norm else "no está en el catálogo",
        in_force=norm is not None and norm.in_force(today),
        read=READ[norm.read] if norm else "",
        weak=norm is None or norm.read == "memoria" or norm.confidence == "baja",
        confidence=norm.confidence if norm else "",
        checked_on=norm.checked_on if norm else None,
        due=norm.due if norm else None,
    )


def force(norm: Norm, today: date) -> str:
    """Whether a norm is in force, as one would say it to a lawyer."""
    if norm.in_force(today):
        return STATUS[norm.status] + (f" hasta el {day(norm.until)}" if norm.until else "")
    if norm.since is not None and norm.since > today:
        return f"no vigente: empieza el {day(norm.since)}"
    why = f" ({STATUS[norm.status]})" if norm.status in ("derogada", "temporal-vencida") else ""
    return "no vigente" + why + (f": rigió hasta el {day(norm.until)}" if norm.until else "")


def _sentences(catalogue: Catalogue, reasons: Iterable[Reason], today: date) -> tuple[str, ...]:
    said = []
    for reason in reasons:
        match reason:
            case ReviewOverdue(since=since):
                ago = (today - since).days
                late = "vence hoy" if ago == 0 else f"hace {ago} {'día' if ago == 1 else 'días'}"
                said.append(f"Su revisión venció el {day(since)} ({late}).")
            case NormUnread(norm=norm, since=since):
                name = norm_name(catalogue.norms[norm])
                said.append(f"Se apoya en {name}, que había que comparar con su fuente antes del {day(since)}.")
            case NormEnded(norm=norm):
                known = catalogue.norms[norm]
                said.append(f"Se apoya en {norm_name(known)}: {force(known, today)}.")
    return tuple(said)


def _translations(catalogue: Catalogue, card: Card) -> Iterator[Translated]:
    """The languages a card has, and those it should have: all for migrants, English for staff."""
    for language in LANGUAGES:
        found = catalogue.card_translations.get((language, card.id))
        if found is not None:
            stale = found.follows != spanish_version(card)
            yield Translated(language=LANGUAGE_NAMES[language], state=found.state, stale=stale)
        elif language in languages_of(card.audience):
            yield Translated(language=LANGUAGE_NAMES[language], state="falta")
