"""What would be kept, word by word, with what was taken out of it and why; and the question of consent."""

import re
from collections import Counter
from datetime import date
from typing import get_args

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.report import about, group_names, institution_name, place_name
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.dialogue import DETAIL
from redes.privacy.scrub import Kind
from redes.reports.draft import Draft, fingerprint
from redes.reports.telling import Detail

_REMOVED = re.compile(rf"\[({'|'.join(get_args(Kind))})\]")
_LAW = "ley-1581-2012"

REVIEW = "review"
"""Value of the detail that is none: the preview is shown again."""


def preview(voice: Voice, draft: Draft, *, erase_on: date) -> Reply:
    """What would be kept, and the question of consent; the yes counts for this draft only.

    Args:
        voice: In which language.
        draft: What was told.
        erase_on: Day on which the narrative is erased.
    """
    shaky = "reporte.reconocible" if draft.story else None
    rows = [
        (
            Button(
                label=voice.say("boton.si-guardar"), press=Press("set", f"si.{fingerprint(draft)}", "report_consent")
            ),
        ),
        (Button(label=voice.say("boton.mas-detalles"), press=Press("details", _told(draft))),),
        (Button(label=voice.say("boton.no-guardar"), press=Press("set", "no", "report_consent")),),
    ]
    if shaky:
        rows.insert(1, (Button(label=voice.say("boton.corregir-relato"), press=Press("set", "rewrite", DETAIL)),))
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("reporte.vista-previa")),
                bullets(lines(voice, draft)),
                removed(voice, draft.story),
                bold(voice.say(shaky)) if shaky else "",
                consent(voice, erase_on=erase_on),
            ]
        ),
        buttons=tuple(rows),
        protected=True,
    )


def lines(voice: Voice, draft: Draft) -> list[str]:
    """Each thing that would be kept, in words."""
    untold = voice.say("reporte.sin-dato")
    told = [
        ("reporte.campo-barrera" if draft.barrier else "reporte.campo-practica", about(voice, draft.barrier, draft.practice)),
        ("reporte.campo-lugar", place_name(voice, draft.municipality) or untold),
        ("reporte.campo-ips", institution_name(voice, draft.ips)),
        ("reporte.campo-servicio", voice.term("servicio", draft.service) if draft.service else None),
        ("reporte.campo-cuando", voice.term("cuando", draft.when) if draft.when else None),
        ("reporte.campo-grupos", group_names(voice, draft.groups) or None),
        ("reporte.campo-urgente", None if draft.urgent_now is None else voice.say("boton.si" if draft.urgent_now else "boton.no")),
        ("reporte.campo-voz", voice.say(f"reporte.voz-{draft.voice}") if draft.voice else None),
        ("reporte.campo-regla", voice.say("reporte.regla-si") if draft.rule else None),
        ("reporte.campo-relato", draft.story or untold),
        ("reporte.campo-fecha", voice.say("reporte.solo-semana")),
    ]  # fmt: skip
    return [f"{bold(voice.say(key))}: {value}" for key, value in told if value is not None]


def removed(voice: Voice, story: str | None) -> str:
    """What was taken out of the story, by kind, and why; empty when nothing was."""
    counts = Counter(_REMOVED.findall(story or ""))
    if not counts:
        return ""
    kinds = ", ".join(f"{voice.say(f'quitado.{kind}')} ({count})" for kind, count in counts.items())
    return voice.say("reporte.quitado", datos=kinds)


def consent(voice: Voice, *, erase_on: date) -> str:
    """What she agrees to, in plain words: what, who, how long, what it is not, and that no is fine."""
    return paragraphs(
        [
            bold(voice.say("reporte.acuerdo-titulo")),
            bullets(
                [
                    voice.say("reporte.acuerdo-que"),
                    voice.say("reporte.acuerdo-quien"),
                    voice.say("reporte.acuerdo-cuanto", dia=voice.day(erase_on)),
                    voice.say("reporte.acuerdo-no-es"),
                    voice.say("reporte.acuerdo-libre", norma=norm_name(voice.catalogue.norms[_LAW])),
                ]
            ),
        ]
    )


_DETAILS: tuple[Detail, ...] = ("story", "rewrite", "ips", "service", "when", "groups", "place", "urgent", "about")


def details(voice: Voice, told: str) -> Reply:
    """What can be added or changed, one button each.

    Args:
        voice: In which language.
        told: ``s`` when there is a story already, which can be added to or written again.
    """
    offered = [detail for detail in _DETAILS if detail != "rewrite" or told == "s"]
    buttons = [
        Button(label=voice.say(f"boton.detalle-{detail}"), press=Press("set", detail, DETAIL)) for detail in offered
    ]
    out = (
        Button(label=voice.say("boton.volver-a-revisar"), press=Press("set", REVIEW, DETAIL)),
        Button(label=voice.say("boton.cancelar"), press=Press("cancel")),
    )
    return Reply(body=bold(voice.say("reporte.que-agrega")), buttons=(*in_rows(buttons, width=2), out))


def _told(draft: Draft) -> str:
    return "s" if draft.story else ""
