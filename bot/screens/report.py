"""The screens of a barrier report: each question, the preview, the receipt, the state."""

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.markdown import bold, bullets, paragraphs
from bot.voice import Voice
from redes.dialogue import SKIPPED
from redes.reports.draft import Draft
from redes.reports.report import Receipt, Report


def ask(voice: Voice, slot: str, chosen: tuple[str, ...] = ()) -> Reply:
    """The question for a slot of the report, with its ways out.

    Args:
        voice: In which language.
        slot: One of ``redes.dialogue.REPORT_SLOTS`` but the consent, which :func:`preview` asks for.
        chosen: Groups chosen so far.
    """
    if slot == "report_barrier":
        return _ask_barrier(voice)
    if slot == "report_place":
        return _ask_place(voice)
    if slot == "report_groups_done":
        return _ask_groups(voice, chosen)
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-relato")), voice.say("reporte.ayuda-relato")]),
        buttons=(_ways_out(voice, skip="report_story"),),
    )


def _ways_out(voice: Voice, *, skip: str | None, back: bool = True) -> tuple[Button, ...]:
    ways = []
    if skip:
        ways.append(Button(label=voice.say("boton.saltar"), press=Press("set", SKIPPED, skip)))
    if back:
        ways.append(Button(label=voice.say("boton.atras"), press=Press("back")))
    ways.append(Button(label=voice.say("boton.cancelar"), press=Press("cancel")))
    return tuple(ways)


def _ask_barrier(voice: Voice) -> Reply:
    categories = [
        Button(label=category.name, press=Press("category", category.id)) for category in voice.catalogue.categories
    ]
    return Reply(
        body=paragraphs(
            [bold(voice.say("reporte.titulo")), voice.say("reporte.intro"), voice.say("reporte.pregunta-barrera")]
        ),
        buttons=(*in_rows(categories), _ways_out(voice, skip=None, back=False)),
    )


def category(voice: Voice, category_id: str) -> Reply | None:
    """The kinds of barrier of a family, or None when there is no such family."""
    for family in voice.catalogue.categories:
        if family.id == category_id:
            return Reply(
                body=paragraphs([bold(family.name), voice.say("reporte.elija-barrera")]),
                buttons=_barrier_rows(voice, tuple(b.id for b in family.barriers)),
            )
    return None


def barriers(voice: Voice, ids: tuple[str, ...]) -> Reply:
    """Kinds of barrier that fit what the person wrote."""
    known = tuple(i for i in ids if i in voice.catalogue.barriers)
    return Reply(body=voice.say("reporte.se-parece"), buttons=_barrier_rows(voice, known))


def _barrier_rows(voice: Voice, ids: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(label=voice.catalogue.barriers[i].name[:60], press=Press("set", i, "report_barrier")) for i in ids
    ]
    others = (Button(label=voice.say("boton.otras-barreras"), press=Press("report")),)
    return (*in_rows(buttons), others, _ways_out(voice, skip=None, back=False))


def _ask_place(voice: Voice) -> Reply:
    places = [
        Button(label=territory.name, press=Press("territory", territory.id))
        for territory in voice.catalogue.territories.values()
    ]
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-lugar")), voice.say("reporte.ayuda-lugar")]),
        buttons=(*in_rows(places, width=2), _ways_out(voice, skip="report_place")),
    )


def territory(voice: Voice, territory_id: str) -> Reply | None:
    """The municipalities of a territory, or None when there is no such territory."""
    found = voice.catalogue.territories.get(territory_id)
    if found is None:
        return None
    if not found.mesa:
        return Reply(body=voice.say("reporte.escriba-lugar"), buttons=(_ways_out(voice, skip="report_place"),))
    buttons = [Button(label=m.name, press=Press("set", m.code, "report_place")) for m in found.municipalities]
    return Reply(
        body=bold(voice.say("reporte.pregunta-municipio")),
        buttons=(*in_rows(buttons, width=2), _ways_out(voice, skip="report_place")),
    )


def _ask_groups(voice: Voice, chosen: tuple[str, ...]) -> Reply:
    left = [
        Button(label=voice.term("grupo", term.value), press=Press("set", term.value, "report_groups_done"))
        for term in voice.catalogue.vocabularies["grupo"].terms
        if term.value not in chosen
    ]
    done = "boton.listo" if chosen else "boton.saltar"
    so_far = voice.say("reporte.grupos-elegidos", grupos=_groups(voice, chosen)) if chosen else ""
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-grupos")), so_far or voice.say("reporte.ayuda-grupos")]),
        buttons=(
            *in_rows(left, width=2),
            (Button(label=voice.say(done), press=Press("set", SKIPPED, "report_groups_done")),),
            _ways_out(voice, skip=None),
        ),
    )


def _groups(voice: Voice, groups: tuple[str, ...]) -> str:
    return ", ".join(voice.term("grupo", group) for group in groups)


def _about(voice: Voice, told: Draft | Report) -> str:
    """What a report is about: its kind of barrier, or the practice a compliment is for."""
    if told.barrier is not None:
        barrier = voice.catalogue.barriers.get(told.barrier)
        return barrier.name if barrier else told.barrier
    return next((p.title for p in voice.catalogue.decalogo.practices if p.number == told.practice), str(told.practice))


def preview(voice: Voice, draft: Draft) -> Reply:
    """What would be kept, word by word, and the question of consent."""
    untold = voice.say("reporte.sin-dato")
    place = voice.catalogue.municipalities.get(draft.municipality or "")
    lines = [
        f"{bold(voice.say('reporte.campo-barrera'))}: {_about(voice, draft)}",
        f"{bold(voice.say('reporte.campo-lugar'))}: {place[1].name if place else untold}",
        f"{bold(voice.say('reporte.campo-grupos'))}: {_groups(voice, draft.groups) or untold}",
        f"{bold(voice.say('reporte.campo-relato'))}: {draft.story or untold}",
        f"{bold(voice.say('reporte.campo-fecha'))}: {voice.say('reporte.solo-semana')}",
    ]
    return Reply(
        body=paragraphs([bold(voice.say("reporte.vista-previa")), bullets(lines), voice.say("reporte.consentimiento")]),
        buttons=(
            (Button(label=voice.say("boton.si-guardar"), press=Press("set", "si", "report_consent")),),
            (Button(label=voice.say("boton.no-guardar"), press=Press("set", "no", "report_consent")),),
            (Button(label=voice.say("boton.atras"), press=Press("back")),),
        ),
        protected=True,
    )


def receipt(voice: Voice, code: Receipt) -> Reply:
    """The receipt, shown once, with what it is for."""
    return Reply(
        body=paragraphs(
            [bold(voice.say("recibo.titulo")), bold(code), voice.say("recibo.texto"), voice.say("recibo.no-es-queja")]
        ),
        buttons=(
            (Button(label=voice.topic("negacion-servicio-queja"), press=Press("topic", "negacion-servicio-queja")),),
            (Button(label=voice.say("boton.menu"), press=Press("menu")),),
        ),
        protected=True,
    )


def state(voice: Voice, report: Report) -> Reply:
    """Where a report is on its way."""
    return Reply(
        body=paragraphs(
            [
                bold(voice.say(f"estado.{report.state}")),
                voice.say(
                    "estado.detalle",
                    barrera=_about(voice, report),
                    semana=voice.day(report.week),
                ),
                voice.say(f"estado.{report.state}-que-sigue"),
            ]
        ),
        buttons=((Button(label=voice.say("boton.menu"), press=Press("menu")),),),
        protected=True,
    )
