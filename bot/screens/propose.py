"""A proposal: what is asked, what would be kept, and the receipt. What it is about stands in its buttons."""

import re
from dataclasses import dataclass
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row
from bot.screens.preview import removed
from bot.screens.report import place_name
from bot.voice import Voice
from redes.content.citation import norm_name
from redes.reports.draft import Draft, fingerprint
from redes.reports.report import Receipt

NEW = "practica"
"""Value of the button that proposes a practice which is not in the decálogo."""

NOWHERE = "no"
"""Value of the button of who does not say where."""

LONGEST = 1500
"""Characters of a proposal: one reads it at a table."""

_LAW = "ley-1581-2012"
_PRACTICE = re.compile(r"p(\d{1,2})")


@dataclass(frozen=True, slots=True)
class About:
    """What is proposed: a new practice when both are None.

    Attributes:
        practice: Number of the practice that it would change.
        card: Id of the card that it would change.
    """

    practice: int | None = None
    card: str | None = None


def read_about(voice: Voice, value: str) -> About | None:
    """What a button carries; None when there is no such practice or card (any more)."""
    if value == NEW:
        return About()
    if number := _PRACTICE.fullmatch(value):
        known = {practice.number for practice in voice.catalogue.decalogo.practices}
        return About(practice=int(number[1])) if int(number[1]) in known else None
    card = value.removeprefix("c.")
    return About(card=card) if value != card and card in voice.catalogue.cards else None


def propose_practice(voice: Voice) -> Button:
    """Proposes a practice that is not there yet."""
    return Button(label=voice.say("boton.proponer-practica"), press=Press("propose", NEW))


def propose_change(voice: Voice, *, practice: int | None = None, card: str | None = None) -> Button:
    """Proposes a change to a practice or a card."""
    value = f"c.{card}" if card else f"p{practice}"
    return Button(label=voice.say("boton.proponer-cambio"), press=Press("propose", value))


def what(voice: Voice, practice: int | None, card: str | None) -> str:
    """What a proposal is about, in words."""
    if card is not None:
        found = voice.catalogue.cards.get(card)
        return voice.say("propuesta.cambio-ficha", titulo=voice.card(found).title if found else card)
    if practice is not None:
        return voice.say("propuesta.cambio-practica", numero=str(practice), titulo=_title(voice, practice))
    return voice.say("propuesta.nueva")


def ask_words(voice: Voice, about: About, *, note: str = "") -> Reply:
    """The wish for the proposal, in words; who reads it, and that nothing is kept yet."""
    return Reply(
        body=paragraphs(
            [
                note,
                bold(voice.say("propuesta.titulo")),
                what(voice, about.practice, about.card),
                voice.say("propuesta.escriba", maximo=str(LONGEST)),
                voice.say("propuesta.quien-lee"),
            ]
        ),
        buttons=(_way_out(voice),),
        protected=bool(note),
    )


def ask_territory(voice: Voice, *, note: str = "") -> Reply:
    """Where it is for: the mesa that will read it."""
    places = [
        Button(label=territory.name, press=Press("propose-in", territory.id))
        for territory in voice.catalogue.territories.values()
    ]
    nowhere = Button(label=voice.say("boton.sin-lugar"), press=Press("propose-at", NOWHERE))
    return Reply(
        body=paragraphs([note, bold(voice.say("propuesta.lugar")), voice.say("propuesta.lugar-ayuda")]),
        buttons=(*in_rows(places, width=2), (nowhere, *_way_out(voice))),
    )


def ask_municipality(voice: Voice, territory_id: str) -> Reply | None:
    """The municipalities of a territory with a mesa; None when there are none to pick from."""
    found = voice.catalogue.territories.get(territory_id)
    if found is None or not found.mesa:
        return None
    towns = [Button(label=town.name, press=Press("propose-at", town.code)) for town in found.municipalities]
    nowhere = Button(label=voice.say("boton.sin-lugar"), press=Press("propose-at", NOWHERE))
    return Reply(
        body=bold(voice.say("reporte.pregunta-municipio")),
        buttons=(*in_rows(towns, width=2), (nowhere, *_way_out(voice))),
    )


def preview(voice: Voice, draft: Draft, *, erase_on: date) -> Reply:
    """What would be kept, word by word, and the question of consent; the yes counts for this draft only."""
    untold = voice.say("reporte.sin-dato")
    lines = [
        ("propuesta.campo-que", what(voice, draft.practice, draft.card)),
        ("reporte.campo-lugar", place_name(voice, draft.municipality) or untold),
        ("reporte.campo-voz", voice.say(f"reporte.voz-{draft.voice}") if draft.voice else ""),
        ("propuesta.campo-palabras", draft.story or ""),
        ("reporte.campo-fecha", voice.say("reporte.solo-semana")),
    ]
    agreed = [
        voice.say("reporte.acuerdo-que"),
        voice.say("propuesta.acuerdo-quien"),
        voice.say("propuesta.acuerdo-cuanto", dia=voice.day(erase_on)),
        voice.say("reporte.acuerdo-libre", norma=norm_name(voice.catalogue.norms[_LAW])),
    ]
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("propuesta.vista-previa")),
                bullets(f"{bold(voice.say(key))}: {value}" for key, value in lines if value),
                removed(voice, draft.story),
                bold(voice.say("propuesta.reconocible")),
                bold(voice.say("reporte.acuerdo-titulo")),
                bullets(agreed),
            ]
        ),
        buttons=(
            (Button(label=voice.say("boton.si-guardar"), press=Press("propose-yes", fingerprint(draft))),),
            (Button(label=voice.say("boton.escribir-otra-vez"), press=Press("propose-again")),),
            (Button(label=voice.say("boton.no-guardar"), press=Press("propose-no")),),
        ),
        protected=True,
    )


def receipt(voice: Voice, code: Receipt, *, erase_on: date) -> tuple[Reply, Reply]:
    """The receipt, shown once, with what it is for; and the wish to have it typed once, which can be left."""
    shown = Reply(
        body=paragraphs(
            [
                bold(voice.say("propuesta.recibo")),
                bold(code),
                voice.say("propuesta.llave"),
                voice.say("propuesta.se-borra", dia=voice.day(erase_on)),
            ]
        ),
        buttons=((Button(label=voice.say("boton.borrar-rastro"), press=Press("erase")),), menu_row(voice)),
        protected=True,
    )
    copied = Button(label=voice.say("boton.ya-lo-copie"), press=Press("mine-copied"))
    return shown, Reply(body=voice.say("recibo.copie"), buttons=((copied,),))


def said(voice: Voice, key: str, **blanks: str) -> Reply:
    """A short answer with the ways to propose again and to the menu."""
    return Reply(body=voice.say(key, **blanks), buttons=((propose_practice(voice),), menu_row(voice)))


def _way_out(voice: Voice) -> tuple[Button, ...]:
    return (Button(label=voice.say("boton.cancelar"), press=Press("propose-no")),)


def _title(voice: Voice, number: int) -> str:
    return next((p.title for p in voice.catalogue.decalogo.practices if p.number == number), "")
