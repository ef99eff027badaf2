"""The questions of a barrier report, each with its ways out."""

from collections.abc import Iterable

from bot.presses import Press
from bot.replies import Button, Reply, in_rows
from bot.screens.markdown import bold, paragraphs
from bot.voice import Voice
from redes.content.institution_search import gives_care, near_ids
from redes.dialogue import SKIPPED
from redes.reports.report import When
from redes.reports.telling import Question, Telling

WHENS: tuple[When, ...] = ("hoy", "esta-semana", "este-mes", "antes")

_MOST_INSTITUTIONS = 8


def ask(voice: Voice, slot: Question, told: Telling | None = None, offered: tuple[str, ...] = ()) -> Reply:
    """The question for a slot of the report, with its ways out.

    Args:
        voice: In which language.
        slot: Any but the consent, which :func:`bot.screens.preview.preview` asks for.
        told: What was told so far.
        offered: Values that fit what she wrote; they are offered instead of all.
    """
    told = told or Telling()
    match slot:
        case "report_barrier":
            return barriers(voice, offered, told) if offered else _ask_barrier(voice, told)
        case "report_practice":
            return _ask_practice(voice)
        case "report_place":
            return _ask_place(voice, told)
        case "report_service":
            return _ask_service(voice)
        case "report_ips":
            return _ask_institution(voice, told, offered)
        case "report_when":
            return _ask_when(voice)
        case "report_groups_done":
            return _ask_groups(voice, told.groups)
        case "report_urgent":
            return _ask_urgent(voice)
    return _ask_story(voice, told)


def _ways_out(voice: Voice, *, skip: str | None, back: bool = True) -> tuple[Button, ...]:
    ways = []
    if skip:
        ways.append(Button(label=voice.say("boton.saltar"), press=Press("set", SKIPPED, skip)))
    if back:
        ways.append(Button(label=voice.say("boton.atras"), press=Press("back")))
    ways.append(Button(label=voice.say("boton.cancelar"), press=Press("cancel")))
    return tuple(ways)


def _ask_barrier(voice: Voice, told: Telling) -> Reply:
    categories = [
        Button(label=voice.family(category)[:60], press=Press("category", category.id))
        for category in voice.catalogue.categories
    ]
    praise = (Button(label=voice.say("boton.buena-practica"), press=Press("praise")),)
    return Reply(
        body=paragraphs(
            [
                bold(voice.say("reporte.titulo")),
                voice.say("reporte.intro"),
                _already(voice, told),
                voice.say("reporte.pregunta-barrera"),
            ]
        ),
        buttons=(*in_rows(categories), praise, _ways_out(voice, skip=None, back=told.detail is not None)),
    )


def _already(voice: Voice, told: Telling) -> str:
    """What is known before the first question: where she came from, or what her words said."""
    known = list(filter(None, (institution_name(voice, told.ips), place_name(voice, told.municipality))))
    if told.service:
        known.append(voice.term("servicio", told.service))
    return voice.say("reporte.ya-se", datos=" · ".join(known)) if known else ""


def category(voice: Voice, category_id: str) -> Reply | None:
    """The kinds of barrier of a family, or None when there is no such family."""
    for family in voice.catalogue.categories:
        if family.id == category_id:
            return Reply(
                body=paragraphs([bold(voice.family(family)), voice.say("reporte.elija-barrera")]),
                buttons=_barrier_rows(voice, tuple(b.id for b in family.barriers)),
            )
    return None


def barriers(voice: Voice, ids: tuple[str, ...], told: Telling | None = None) -> Reply:
    """Kinds of barrier that fit what the person wrote."""
    known = tuple(i for i in ids if i in voice.catalogue.barriers)
    already = _already(voice, told) if told is not None else ""
    return Reply(body=paragraphs([already, voice.say("reporte.se-parece")]), buttons=_barrier_rows(voice, known))


def _barrier_rows(voice: Voice, ids: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
    buttons = [Button(label=voice.barrier(i)[:60], press=Press("set", i, "report_barrier")) for i in ids]
    others = (Button(label=voice.say("boton.otras-barreras"), press=Press("report")),)
    return (*in_rows(buttons), others, _ways_out(voice, skip=None, back=False))


def _ask_practice(voice: Voice) -> Reply:
    practices = [
        Button(label=f"{p.number}. {voice.practice(p)}"[:60], press=Press("set", str(p.number), "report_practice"))
        for p in voice.catalogue.decalogo.practices
    ]
    return Reply(
        body=paragraphs([bold(voice.say("reporte.titulo-buena-practica")), voice.say("reporte.pregunta-practica")]),
        buttons=(*in_rows(practices), _ways_out(voice, skip=None, back=False)),
    )


def _ask_place(voice: Voice, told: Telling) -> Reply:
    places = [
        Button(label=territory.name, press=Press("territory", territory.id))
        for territory in voice.catalogue.territories.values()
    ]
    barrier = voice.catalogue.barriers.get(told.barrier or "")
    urgent: tuple[tuple[Button, ...], ...] = ()
    if barrier is not None and barrier.care_now and told.urgent_now is None:
        urgent = ((Button(label=voice.say("boton.urgente-ahora"), press=Press("set", "si", "report_urgent")),),)
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-lugar")), voice.say("reporte.ayuda-lugar")]),
        buttons=(*urgent, *in_rows(places, width=2), _ways_out(voice, skip="report_place")),
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


def _ask_service(voice: Voice) -> Reply:
    services = [
        Button(label=voice.term("servicio", term.value)[:60], press=Press("set", term.value, "report_service"))
        for term in voice.catalogue.vocabularies["servicio"].terms
    ]
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-servicio")), voice.say("reporte.ayuda-servicio")]),
        buttons=(*in_rows(services, width=2), _ways_out(voice, skip="report_service")),
    )


def _ask_institution(voice: Voice, told: Telling, offered: tuple[str, ...]) -> Reply:
    contacts = voice.catalogue.contacts
    near = (i for i in near_ids(voice.catalogue, told.municipality) if gives_care(contacts[i]))
    ids = [i for i in offered if i in contacts] or (list(near) if told.municipality else [])
    buttons = [
        Button(label=contacts[i].name[:60], press=Press("set", i, "report_ips")) for i in ids[:_MOST_INSTITUTIONS]
    ]
    question = voice.say("reporte.se-parece-ips") if offered else bold(voice.say("reporte.pregunta-ips"))
    other = (Button(label=voice.say("boton.otra-ips"), press=Press("set", SKIPPED, "report_ips")),)
    return Reply(
        body=paragraphs([question, voice.say("reporte.ayuda-ips")]),
        buttons=(*in_rows(buttons), other, _ways_out(voice, skip=None)),
    )


def _ask_when(voice: Voice) -> Reply:
    buttons = [Button(label=voice.term("cuando", when), press=Press("set", when, "report_when")) for when in WHENS]
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-cuando")), voice.say("reporte.ayuda-cuando")]),
        buttons=(*in_rows(buttons, width=2), _ways_out(voice, skip="report_when")),
    )


def _ask_groups(voice: Voice, chosen: tuple[str, ...]) -> Reply:
    left = [
        Button(label=voice.term("grupo", term.value), press=Press("set", term.value, "report_groups_done"))
        for term in voice.catalogue.vocabularies["grupo"].terms
        if term.value not in chosen
    ]
    done = "boton.listo" if chosen else "boton.saltar"
    so_far = voice.say("reporte.grupos-elegidos", grupos=group_names(voice, chosen)) if chosen else ""
    return Reply(
        body=paragraphs([bold(voice.say("reporte.pregunta-grupos")), so_far or voice.say("reporte.ayuda-grupos")]),
        buttons=(
            *in_rows(left, width=2),
            (Button(label=voice.say(done), press=Press("set", SKIPPED, "report_groups_done")),),
            _ways_out(voice, skip=None),
        ),
    )


def _ask_urgent(voice: Voice) -> Reply:
    yes_no = [
        Button(label=voice.say("boton.urgente-ahora"), press=Press("set", "si", "report_urgent")),
        Button(label=voice.say("boton.urgente-no"), press=Press("set", "no", "report_urgent")),
    ]
    return Reply(
        body=bold(voice.say("reporte.pregunta-urgente")),
        buttons=(*in_rows(yes_no), _ways_out(voice, skip="report_urgent")),
    )


def _ask_story(voice: Voice, told: Telling) -> Reply:
    adds = told.story is not None and told.detail != "rewrite"
    question = voice.say("reporte.pregunta-mas") if adds else voice.say("reporte.pregunta-relato")
    out = _ways_out(voice, skip=None)
    if told.detail == "rewrite":
        out = (Button(label=voice.say("boton.sin-relato"), press=Press("set", SKIPPED, "report_story")), *out)
    return Reply(
        body=paragraphs([bold(question), voice.say("reporte.ayuda-relato")]), buttons=in_rows(list(out), width=2)
    )


def group_names(voice: Voice, groups: Iterable[str]) -> str:
    """Groups as one reads them."""
    return ", ".join(voice.term("grupo", group) for group in groups)


def place_name(voice: Voice, code: str | None) -> str | None:
    """What a municipality is called; None when there is none."""
    found = voice.catalogue.municipalities.get(code or "")
    return None if found is None else found[1].name


def institution_name(voice: Voice, contact_id: str | None) -> str | None:
    """What an entry of the directory is called; None when there is none (any more)."""
    found = voice.catalogue.contacts.get(contact_id or "")
    return None if found is None else found.name


def about(voice: Voice, barrier: str | None, practice: int | None) -> str:
    """What a report is about: its kind of barrier, or the practice a compliment is for."""
    if barrier is not None:
        return voice.barrier(barrier)
    return next((voice.practice(p) for p in voice.catalogue.decalogo.practices if p.number == practice), str(practice))
