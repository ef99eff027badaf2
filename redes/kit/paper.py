"""The plan of a session and its handout as data: the PDF and the document to edit are two prints of the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from redes.content.kit import Activity
from redes.content.schema import Contact
from redes.kit.material import Material, practices_of

Form = Literal["text", "list", "quotes", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page.

    Attributes:
        form: How its rows are set; a table's first row is its head.
        heading: What stands over it.
        rows: Of each its cells; one, but in a table.
    """

    form: Form
    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Something to hand out.

    Attributes:
        brand: Who speaks.
        kicker: What it is.
        title: Its title.
        parts: One below the other.
        foot: What it is and when it was reviewed.
        address: Where to ask more; None when no door is known.
        link: The same for a QR code.
    """

    brand: str
    kicker: str
    title: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
    address: str | None
    link: str | None


def plan_of(material: Material) -> Paper:
    """The plan: what happens from which minute to which, what to do and what to say."""
    kit, session, words = material.kit, material.session, material.kit.words
    rows, minute = [(words.minute, words.activity, words.steps)], 0
    for activity in session.activities:
        until = minute + activity.minutes
        rows.append((f"{minute}–{until}", activity.title, "\n".join(_steps(material, activity))))
        minute = until
    return _paper(
        material,
        words.plan,
        (
            *_part("text", words.aim, [session.aim]),
            *_part("list", words.prepare, kit.prepare),
            *_part("list", words.rules, kit.rules),
            Part(form="table", heading=f"{words.plan} · {session.minutes} min", rows=tuple(rows)),
            *_part("list", words.room, kit.room),
        ),
    )


def handout_of(material: Material) -> Paper:
    """The handout: what was taught, what is done from today on, what to say, whom to call, what it rests on."""
    words = material.kit.words
    phrases = dict.fromkeys(
        f"«{line}»"
        for said in (*(lesson.say for _, lesson in material.lessons), *(p.say[:2] for p in material.practices))
        for line in said
    )
    basis = tuple(
        one
        for bases in (*(lesson.basis for _, lesson in material.lessons), *(p.basis for p in material.practices))
        for one in bases
    )
    place = material.territory.name if material.territory else ""
    return _paper(
        material,
        words.handout,
        (
            *_part("list", words.know, (f"**{lesson.title}.** {lesson.text[0]}" for _, lesson in material.lessons)),
            *_part("list", words.practices, (f"**{p.number}. {p.title}.** {p.idea}" for p in material.practices)),
            *_part("quotes", words.phrases, phrases),
            *_part("list", words.lines, map(_called, material.lines)),
            *_part("list", words.places.format(lugar=place), map(_called, material.places)),
            *_part("text", words.sources, filter(None, [material.support(basis)])),
        ),
    )


def _paper(material: Material, kicker: str, parts: tuple[Part, ...]) -> Paper:
    words, ips = material.words, material.ips
    joins = material.kit.words.joins_ips.format(ips=ips.name, codigo=ips.id) if ips else None
    return Paper(
        brand=words.say("web.titulo"),
        kicker=kicker,
        title=material.session.title,
        parts=parts,
        foot=(*((joins,) if joins else ()), *material.notices),
        address=words.say("imagen.pregunte", direccion=material.shown) if material.shown else None,
        link=material.link,
    )


def _part(form: Form, heading: str, lines: Iterable[str]) -> tuple[Part, ...]:
    """A part of single lines; none at all when it has none."""
    rows = tuple((line,) for line in lines)
    return (Part(form=form, heading=heading, rows=rows),) if rows else ()


def _steps(material: Material, activity: Activity) -> Iterable[str]:
    """What is done, what is said, and what is shown meanwhile."""
    catalogue, words = material.catalogue, material.kit.words
    yield from activity.do
    if activity.say:
        yield f"{words.say}: " + " ".join(f"«{line}»" for line in activity.say)
    for taught in activity.teaches:
        module = catalogue.modules[taught.module]
        titles = "; ".join(module.lessons[card - 1].title for card in taught.cards)
        yield f"{module.label}: {titles}."
    for theme in activity.quiz:
        module = catalogue.modules[theme]
        yield f"{words.room}: {module.label}. {module.situation.story[0]}"
    for practice in practices_of(catalogue, activity.practices):
        yield f"{practice.number}. {practice.title}."


def _called(contact: Contact) -> str:
    reached = ". ".join(filter(None, (contact.phone, contact.address)))
    return f"**{contact.name}:** {reached}. {contact.offers}" if reached else f"**{contact.name}.** {contact.offers}"
