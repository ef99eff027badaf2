"""The reviewer's view as a page to read and print, and as a table to work in."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from redes.content.review import Review
from redes.content.review_items import Item, Part, Support, day
from redes.content.review_rules import RuleItem

COLUMNS = (
    "tipo",
    "id",
    "título",
    "tema",
    "público",
    "estado",
    "revisado el",
    "revisar antes del",
    "confianza",
    "legibilidad",
    "se llega por",
    "texto",
    "en qué se basa",
    "pregunta abierta",
    "cuidado",
    "traducciones",
    "directorio",
    "archivo",
    "visto bueno",
    "observaciones",
)
"""Columns of the table; the last two are empty, for the reviewer."""

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def review_html(review: Review) -> str:
    """The page: self-contained, without scripts, in Spanish."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"day": day, "marked": _marked, "web": lambda url: bool(url and _WEB.match(url))}
    return environment.get_template("review.html").render(review=review)


def review_csv(review: Review) -> str:
    """The table, as spreadsheets in Colombia open it: semicolons, since there the comma parts decimals.

    Write it as ``utf-8-sig``: without the mark at its beginning Excel reads accents wrong.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(review):
        writer.writerow([_harmless(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _marked(text: str) -> Markup:
    """A text with its ``**bold**`` shown as such; everything else in it is escaped."""
    return Markup(_BOLD.sub(r"<strong>\1</strong>", str(escape(text))))  # noqa: S704 - escaped one step before


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _rows(review: Review) -> Iterator[dict[str, str]]:
    yield from map(_item_row, review.agenda)
    yield from map(_rule_row, review.rules)
    for entry in review.norms:
        norm = entry.norm
        yield {
            "tipo": "norma",
            "id": norm.id,
            "título": f"{entry.name}: {norm.title}",
            "estado": f"EN REVISIÓN. {entry.force}" if entry.overdue else entry.force,
            "revisado el": norm.checked_on.isoformat(),
            "revisar antes del": norm.due.isoformat(),
            "confianza": norm.confidence,
            "texto": "\n".join(norm.says),
            "en qué se basa": _lines(
                f"Expide: {norm.issuer}",
                norm.url or "sin enlace",
                f"leída: {entry.read}",
                *(f"{meaning} {name}" for meaning, _, name in entry.links),
                *(f"citada por {item.kind} {item.id}" for item in entry.cited_by),
            ),
            "cuidado": norm.caution,
        }
    for territory, contacts in review.directory:
        for contact in contacts:
            yield {
                "tipo": "directorio",
                "id": contact.id,
                "título": contact.name,
                "tema": territory,
                "estado": contact.source_date or "fuente sin fecha",
                "confianza": contact.confidence,
                "texto": _lines(contact.offers, contact.phone, contact.address, contact.hours, contact.channels),
                "en qué se basa": contact.source_url or "sin enlace",
                "cuidado": contact.caution or "",
            }
    for finding in review.findings:
        yield {
            "tipo": "hallazgo",
            "estado": "error" if finding.severity == "error" else "aviso",
            "texto": finding.message,
            "archivo": f"{finding.path}:{finding.line}",
        }


def _item_row(item: Item) -> dict[str, str]:
    return {
        "tipo": item.kind,
        "id": item.id,
        "título": item.title,
        "tema": item.topic,
        "público": item.audience,
        "estado": " ".join(("EN REVISIÓN.", *item.reasons)) if item.reasons else "al día",
        "revisado el": item.reviewed_on.isoformat(),
        "revisar antes del": item.review_by.isoformat(),
        "confianza": item.confidence,
        "legibilidad": f"{item.score} ({item.scale}; se piden {item.least})",
        "se llega por": "" if item.ways is None else ", ".join(item.ways) or "NADIE LLEGA",
        "texto": _lines(*_text(item.parts)).replace("**", ""),
        "en qué se basa": _lines(*map(_support_line, item.supports)),
        "pregunta abierta": item.open_question,
        "cuidado": item.caution,
        "traducciones": _lines(*map(str, item.translations)),
        "directorio": _lines(
            *(f"{c.name} ({c.source_date or 'fuente sin fecha'}, confianza {c.confidence})" for c in item.contacts),
            *(f"{c}: no está en el directorio" for c in item.unknown_contacts),
        ),
        "archivo": f"{item.place.path}:{item.place.line}",
    }


def _rule_row(rule: RuleItem) -> dict[str, str]:
    return {
        "tipo": rule.kind,
        "id": rule.id,
        "título": rule.title,
        "tema": rule.tier,
        "estado": " ".join(("vigente" if rule.in_force else "no vigente", rule.period)).strip(),
        "texto": _lines(
            "CUÁNDO",
            *(rule.conditions or ("siempre",)),
            "RESPUESTA",
            *(f"{question} {answer}" for question, answer in rule.answers),
            *_text(rule.parts),
        ).replace("**", ""),
        "en qué se basa": _lines(*map(_support_line, rule.supports)),
        "pregunta abierta": rule.open_question,
        "cuidado": rule.caution,
    }


def _text(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if part.heading:
            yield f"{part.heading.upper()}"
        yield from _numbered(part.lines) if part.ordered else part.lines


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    return (f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _support_line(support: Support) -> str:
    name = f"{support.name}, {support.at}" if support.at else support.name
    about = [support.force, f"leída: {support.read}", f"confianza {support.confidence}", support.url or "sin enlace"]
    return f"{name}: {support.says} [{'; '.join(about)}]"


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)
