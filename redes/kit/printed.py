"""Slides, plan and handout as PDF, in the house's typeface."""

import json
from dataclasses import asdict
from typing import Any

from redes.kit.material import Material
from redes.kit.paper import Paper
from redes.kit.slides import Slide
from redes.pictures.qr import qr_svg
from redes.pictures.sheet import Run, printable, runs
from redes.pictures.typeset import pdf


def deck_pdf(material: Material, slides: tuple[Slide, ...]) -> bytes:
    """The slides, a page each; notes are not on them."""
    return pdf("deck", deck_json(material, slides))


def deck_json(material: Material, slides: tuple[Slide, ...]) -> str:
    """The slides as their template reads them."""
    return _json(
        {
            "brand": material.words.say("web.titulo"),
            "title": printable(material.session.title),
            "address": material.shown,
            "qr": qr_svg(material.link) if material.link else None,
            "slides": [_slide(slide) for slide in slides],
        }
    )


def paper_pdf(paper: Paper) -> bytes:
    """A plan or a handout, on letter pages."""
    return pdf("paper", paper_json(paper))


def paper_json(paper: Paper) -> str:
    """A plan or a handout as its template reads it."""
    return _json(
        {
            "brand": printable(paper.brand),
            "kicker": printable(paper.kicker),
            "title": printable(paper.title),
            "parts": [
                {
                    "form": part.form,
                    "heading": printable(part.heading),
                    "rows": [[_cell(cell) for cell in row] for row in part.rows],
                }
                for part in paper.parts
            ],
            "foot": [_runs(line) for line in paper.foot],
            "address": _runs(paper.address) if paper.address else None,
            "qr": qr_svg(paper.link) if paper.link else None,
        }
    )


def _slide(slide: Slide) -> dict[str, Any]:
    fields = asdict(slide)
    del fields["notes"]
    return {name: _printable(value) for name, value in fields.items()}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    return [_printable(one) for one in value] if isinstance(value, tuple) else value


def _cell(text: str) -> list[list[dict[str, Any]]]:
    return [_runs(line) for line in text.split("\n")]


def _runs(line: str) -> list[dict[str, Any]]:
    return [_run(run) for run in runs(line)]


def _run(run: Run) -> dict[str, Any]:
    return asdict(run)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
