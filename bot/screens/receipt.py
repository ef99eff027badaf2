"""The receipt, and what its holder sees and may do with it."""

from collections.abc import Mapping
from datetime import date

from bot.presses import Press
from bot.replies import Button, Reply
from bot.screens.formal import formal_row
from bot.screens.markdown import bold, bullets, paragraphs
from bot.screens.menu import menu_row, topic_rows
from bot.screens.propose import what
from bot.screens.report import about
from bot.voice import Voice
from redes.followup.promised import PromiseTold
from redes.reports.message import Act, Said, open_question
from redes.reports.report import Receipt, Report
from redes.reports.thread import MOST

_TAG = 8
"""Characters of a report's id in a button: enough to tell two apart, too few to be one."""

_MOST_ROUTES = 2
"""Topics offered beside a receipt: where what is said at once stands with its law."""

_MOST_SHOWN = 12
"""Messages of a thread that are shown; the latest."""

_SAYS: Mapping[Act, str] = {
    "aporte": "hilo.aporte",
    "pregunta": "hilo.pregunta",
    "respuesta": "hilo.respuesta",
    "sigue-igual": "hilo.sigue-igual",
    "se-resolvio": "hilo.se-resolvio",
}


def tag(report_id: str) -> str:
    """What a button carries of a report, so that an old one does not act on another report."""
    return report_id[:_TAG]


def receipt(
    voice: Voice, code: Receipt, *, erase_on: date, barrier: str | None, municipality: str | None
) -> tuple[Reply, Reply]:
    """The receipt, shown once, with what it is for; and the wish to have it typed once, which can be left.

    Args:
        voice: In which language.
        code: The receipt.
        erase_on: Day on which the narrative is erased.
        barrier: What the report was about, for the formal way; None for a compliment.
        municipality: Where, or None.
    """
    formal = (formal_row(voice, barrier, municipality),) if barrier else ()
    known = voice.catalogue.barriers.get(barrier or "")
    routes = topic_rows(voice, known.routes[:_MOST_ROUTES]) if known else ()
    shown = Reply(
        body=paragraphs(
            [
                bold(voice.say("recibo.titulo")),
                bold(code),
                voice.say("recibo.llave"),
                voice.say("recibo.borrado", dia=voice.day(erase_on)),
                voice.say("recibo.no-es-queja") if barrier else "",
                voice.say("recibo.mientras", haga=voice.at_once(known.id)) if known else "",
            ]
        ),
        buttons=(
            *formal,
            *routes,
            (Button(label=voice.say("boton.borrar-rastro"), press=Press("erase")),),
            menu_row(voice),
        ),
        protected=True,
    )
    return shown, Reply(
        body=voice.say("recibo.copie"),
        buttons=((Button(label=voice.say("boton.ya-lo-copie"), press=Press("mine-copied")),),),
    )


def state(voice: Voice, report: Report, thread: tuple[Said, ...], promised: tuple[PromiseTold, ...] = ()) -> Reply:
    """Where a report is on its way, what was promised about it, what the mesa said, and what its author may do."""
    asked = open_question(thread) is not None
    proposed = report.kind == "propuesta"
    named = what(voice, report.practice, report.card) if proposed else about(voice, report.barrier, report.practice)
    shown = thread[-_MOST_SHOWN:]
    return Reply(
        body=paragraphs(
            [
                bold(_where_it_is(voice, report)),
                voice.say(
                    "estado.que-es",
                    asunto=named,
                    semana=voice.day(report.week),
                    dia=voice.day(report.erase_on),
                ),
                _what_comes(voice, report),
                bold(voice.say("promesa.titulo")) if promised else "",
                bullets(_promise(voice, one) for one in promised),
                bold(voice.say("hilo.titulo")) if shown else "",
                bullets(_line(voice, said) for said in shown),
                bold(voice.say("hilo.le-preguntan")) if asked else "",
            ]
        ),
        buttons=_ways(voice, report, asked=asked, full=len(thread) >= MOST),
        protected=True,
    )


def _promise(voice: Voice, one: PromiseTold) -> str:
    return voice.say(f"promesa.{one.standing}", quien=one.who, que=one.what, dia=voice.day(one.due))


def _where_it_is(voice: Voice, report: Report) -> str:
    if report.kind == "propuesta":
        return voice.say(f"propuesta.estado-{report.state}")
    return voice.say(f"estado.{report.state}")


def _what_comes(voice: Voice, report: Report) -> str:
    """What comes next, and why it was put aside."""
    if report.kind == "propuesta":
        why = voice.say(f"propuesta.razon-{report.reason}") if report.reason else ""
        return paragraphs([voice.say(f"propuesta.sigue-{report.state}"), why])
    why = voice.say(f"estado.razon-{report.reason}") if report.reason else ""
    return paragraphs([voice.say(f"estado.{report.state}-que-sigue"), why])


def _line(voice: Voice, said: Said) -> str:
    who = voice.say(_SAYS[said.act] if said.author == "autor" or said.act == "pregunta" else "hilo.mesa")
    words = "" if said.text is None else " " + " ".join(said.text.split())
    return f"{bold(who)} ({voice.day(said.week)}){words and ':'}{words}"


def _ways(voice: Voice, report: Report, *, asked: bool, full: bool) -> tuple[tuple[Button, ...], ...]:
    own = tag(report.id)

    def way(kind: str) -> Button:
        return Button(label=voice.say(f"boton.{kind}"), press=Press(kind, own))  # type: ignore[arg-type]  # one of Receiving

    rows: list[tuple[Button, ...]] = []
    if asked and not full:
        rows.append((way("mine-answer"),))
    if not full:
        rows.append((way("mine-add"),))
        if report.kind != "propuesta":
            rows.append((way("mine-same"), way("mine-solved")))
    taken_back = way("mine-withdraw")
    if report.kind == "propuesta":
        taken_back = Button(label=voice.say("boton.retirar-propuesta"), press=taken_back.press)
    rows.append((taken_back, way("mine-close")))
    if report.barrier:
        rows.append(formal_row(voice, report.barrier, report.municipality))
    return tuple(rows)


def ask_words(voice: Voice, report_id: str, act: str) -> Reply:
    """The wish for what she wants to add, or for her answer."""
    back = Button(label=voice.say("boton.volver"), press=Press("mine", tag(report_id)))
    return Reply(
        body=paragraphs([bold(voice.say(f"hilo.escriba-{act}")), voice.say("reporte.ayuda-relato")]), buttons=((back,),)
    )


def ask_withdrawal(voice: Voice, report_id: str) -> Reply:
    """Whether she really wants it deleted."""
    own = tag(report_id)
    return Reply(
        body=voice.say("hilo.retirar"),
        buttons=(
            (Button(label=voice.say("boton.mine-withdrawn"), press=Press("mine-withdrawn", own)),),
            (Button(label=voice.say("boton.volver"), press=Press("mine", own)),),
        ),
    )
