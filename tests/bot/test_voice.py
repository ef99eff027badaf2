"""Every sentence that is said exists, and every sentence that exists is said."""

import re
from datetime import date
from functools import cache
from typing import get_args

import pytest

from bot.commands import SHOWN
from bot.inbound import Unreadable
from bot.screens.formal import Risk
from bot.screens.reminders import DAYS
from bot.sessions import Role
from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.lessons import Construct
from redes.content.schema import LANGUAGES, Card, HowTo, Language
from redes.eligibility.facts import DOCUMENTS, DOMAIN
from redes.eligibility.rule import ATTEND, DEMAND, PAYERS
from redes.flags.states import Reason
from redes.followup.promised import Standing
from redes.privacy.scrub import Kind
from redes.reminding.subscription import KINDS
from redes.reports.report import Reason as PutAside
from redes.reports.report import State
from redes.reports.report import Voice as TellerVoice
from redes.reports.telling import Detail
from redes.settings import ROOT
from redes.training.progress import Moment
from redes.training.room import POSTS, TOGETHER

QUESTIONS_OF_A_CASE = (*(fact for fact in DOMAIN if ":" not in fact), "grupo")

FAMILIES = {
    "codigo.{state}": [f"codigo.{state}" for state in ("vigente", "vencida", "sin-respuesta")],
    "codigo.{state}-detalle": [f"codigo.{state}-detalle" for state in ("vigente", "vencida", "sin-respuesta")],
    "promesa.{one.standing}": [f"promesa.{standing}" for standing in get_args(Standing)],
    "comando.{name}": [f"comando.{name}" for name in SHOWN],
    "error.{kind}": [f"error.{kind}" for kind in get_args(Unreadable)],
    "boton.{value}": ["boton.si", "boton.no"],
    "caso.dato.{fact}": [f"caso.dato.{fact}" for fact in (*DOMAIN, "fecha") if ":" not in fact],
    "caso.dato.{change.fact}": [f"caso.dato.{fact}" for fact in (*DOMAIN, "fecha") if ":" not in fact],
    "caso.atender.{attend}": [f"caso.atender.{care}" for care in ATTEND],
    "caso.documento-personal.{document}": [f"caso.documento-personal.{may}" for may in DEMAND],
    "caso.paga-personal.{payer}": [f"caso.paga-personal.{who}" for who in PAYERS],
    "caso.{told}.{care}": [f"caso.{told}.{care}" for told in ("usted", "atender") for care in ATTEND],
    "caso.{verb}.{change.becomes}": [f"caso.{verb}.{care}" for verb in ("usted", "atender") for care in ATTEND],
    "caso.documento-{told}.{may}": [f"caso.documento-{told}.{may}" for told in ("usted", "personal") for may in DEMAND],
    "caso.documento-{told}.{change.becomes}": [
        f"caso.documento-{told}.{may}" for told in ("usted", "personal") for may in DEMAND
    ],
    "caso.paga-{told}.{payer.value}": [f"caso.paga-{told}.{who}" for told in ("usted", "personal") for who in PAYERS],
    "caso.paga-{told}.{change.becomes}": [
        f"caso.paga-{told}.{who}" for told in ("usted", "personal") for who in PAYERS
    ],
    "caso.pregunta.{name}": [f"caso.pregunta.{name}" for name in QUESTIONS_OF_A_CASE],
    "caso.pregunta-usted.{name}": [f"caso.pregunta-usted.{name}" for name in QUESTIONS_OF_A_CASE],
    "caso.registro.sin-documento-{age}": [f"caso.registro.sin-documento-{age}" for age in ("menor", "adulto")],
    "caso.registro.{document}": [f"caso.registro.{document}" for document in DOCUMENTS],
    "boton.detalle-{detail}": [f"boton.detalle-{detail}" for detail in get_args(Detail)],
    "boton.{kind}": [
        f"boton.{kind}"
        for kind in ("mine-add", "mine-answer", "mine-same", "mine-solved", "mine-withdraw", "mine-close")
    ],
    "estado.razon-{report.reason}": [f"estado.razon-{reason}" for reason in get_args(PutAside)],
    "hilo.escriba-{act}": ["hilo.escriba-aporte", "hilo.escriba-respuesta"],
    "boton.avisos-{kind}": [f"boton.avisos-{kind}" for kind in KINDS],
    "boton.cambiar-{wish.kind}": [f"boton.cambiar-{kind}" for kind in KINDS],
    "avisos.nombre-{wish.kind}": [f"avisos.nombre-{kind}" for kind in KINDS],
    "avisos.que-{wish.kind}": [f"avisos.que-{kind}" for kind in KINDS],
    "dia.{DAYS[weekday]}": [f"dia.{day}" for day in DAYS],
    "queja.nombre-{risk}": [f"queja.nombre-{risk}" for risk in get_args(Risk)],
    "queja.paso-{step}": [f"queja.paso-{step}" for step in ("atencion", "ips", "supersalud", "tutela")],
    "queja.riesgo-{risk}": [f"queja.riesgo-{risk}" for risk in get_args(Risk)],
    "quitado.{kind}": [f"quitado.{kind}" for kind in get_args(Kind)],
    "rastro.no-{what}": [f"rastro.no-{what}" for what in ("telegram", "telefono", "reporte")],
    "boton.respuestas-{moment}": [f"boton.respuestas-{moment}" for moment in get_args(Moment)],
    "prueba.fin-{moment}": [f"prueba.fin-{moment}" for moment in get_args(Moment)],
    "prueba.pregunta-{moment}": [f"prueba.pregunta-{moment}" for moment in get_args(Moment)],
    "sala.puesto-{post}": [f"sala.puesto-{post}" for post in (*POSTS, TOGETHER)],
    "reporte.voz-{draft.voice}": [f"reporte.voz-{voice}" for voice in get_args(TellerVoice)],
    "estado.{report.state}": [f"estado.{state}" for state in get_args(State)],
    "estado.{report.state}-que-sigue": [f"estado.{state}-que-sigue" for state in get_args(State)],
    "marca.razon.{reason}": [f"marca.razon.{reason}" for reason in get_args(Reason)],
    "propuesta.estado-{report.state}": [f"propuesta.estado-{state}" for state in get_args(State)],
    "propuesta.sigue-{report.state}": [f"propuesta.sigue-{state}" for state in get_args(State)],
    "propuesta.razon-{report.reason}": [f"propuesta.razon-{reason}" for reason in get_args(PutAside)],
    "menu.texto-{role}": [f"menu.texto-{role}" for role in get_args(Role)],
    "puesto.{h.role}": [f"puesto.{role}" for role in get_args(HowTo.model_fields["role"].annotation)],
}
"""Keys that are put together while running -> all that can come of it."""

SOURCES = [
    path
    for folder in ("bot", "actions", "launch", "domain", "panel", "redes/pictures")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".html", ".js", ".yml")
]


def families(catalogue: Catalogue) -> dict[str, list[str]]:
    kinds = [danger.kind for danger in catalogue.dangers]
    return FAMILIES | {
        "peligro.{danger.kind}": [f"peligro.{kind}" for kind in kinds],
        "constructo.{construct}": [f"constructo.{construct}" for construct in get_args(Construct)],
        "peligro.{danger.kind}-diga": [f"peligro.{kind}-diga" for kind in kinds],
    }


def said() -> set[str]:
    """Keys as they stand in a call of ``say`` or in a directive; ``{}`` marks those put together."""
    called = re.compile(
        r"""\b_?(?:say|offer)\(\s*f?["']([^"']+)["']|Say\(text=["']([^"']+)["']|text: ([a-z]+\.[a-z-]+)"""
    )
    return {next(filter(None, found)) for path in SOURCES for found in called.findall(path.read_text(encoding="utf-8"))}


def mentioned() -> set[str]:
    """Everything in quotation marks that has the form of a key."""
    quoted = re.compile(r"""["'\s]([a-z]+\.[a-z][a-z-]*)["'}]""")
    return {key for path in SOURCES for key in quoted.findall(path.read_text(encoding="utf-8"))}


@cache
def _quoted_in_the_library() -> frozenset[str]:
    rooms = ("redes/followup", "redes/documents", "redes/publishing", "redes/seeing", "redes/demo", "panel")
    paths = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    return frozenset(
        word for path in paths for word in re.findall(r"""["']([a-z0-9_.-]+)["']""", path.read_text(encoding="utf-8"))
    )


def in_the_library(key: str) -> bool:
    """Whether a room that speaks by short keys (``mesas``, ``paquete``) names it, or the value it stands for."""
    tail = key.partition(".")[2].removesuffix("-doble")  # of reports that are twice as many
    return not {key, tail, tail.rpartition(".")[2]}.isdisjoint(_quoted_in_the_library())


def test_every_sentence_that_is_said_exists(catalogue: Catalogue):
    fixed = {key for key in said() if "{" not in key and "." in key}
    put_together = {key for keys in families(catalogue).values() for key in keys}

    missing = (fixed | put_together) - set(catalogue.texts["es"].texts)

    assert missing == set()
    assert len(fixed) > 80


def test_every_key_that_is_put_together_is_one_of_the_families_above(catalogue: Catalogue):
    assert {key for key in said() if "{" in key} == set(families(catalogue))


def test_every_sentence_that_exists_is_said_somewhere(catalogue: Catalogue):
    put_together = {key for keys in families(catalogue).values() for key in keys}

    rest = set(catalogue.texts["es"].texts) - said() - mentioned() - put_together

    assert {key for key in rest if not in_the_library(key)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_all_sentences_with_the_same_blanks(catalogue: Catalogue, language: Language):
    spanish, here = catalogue.texts["es"].texts, catalogue.texts[language].texts

    blanks = {key: sorted(re.findall(r"{(\w*)}", text)) for key, text in here.items()}

    assert blanks == {key: sorted(re.findall(r"{(\w*)}", text)) for key, text in spanish.items()}


def test_what_a_language_lacks_is_said_in_spanish(catalogue: Catalogue):
    partly = {"en": catalogue.texts["en"].model_copy(update={"texts": {"menu.titulo": "What do you need?"}})}
    voice = Voice(_with_texts(catalogue, partly), "en")

    assert voice.say("menu.titulo") == "What do you need?"
    assert voice.say("menu.elija") == catalogue.texts["es"].texts["menu.elija"]


def test_a_language_without_any_texts_is_spanish(catalogue: Catalogue):
    assert Voice(_with_texts(catalogue, {}), "ht").say("menu.elija") == catalogue.texts["es"].texts["menu.elija"]


def test_a_sentence_that_does_not_exist_is_an_error(voice: Voice):
    with pytest.raises(KeyError, match=r"no\.existe"):
        voice.say("no.existe")


def test_what_fills_a_blank_is_not_read_as_a_blank(voice: Voice):
    assert voice.say("reporte.grupos-elegidos", grupos="{grupos} {0}") == "Hasta ahora: {grupos} {0}. ¿Alguien más?"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "7 de agosto de 2026"),
        ("pt", "7 de agosto de 2026"),
        ("en", "7 August 2026"),
        ("fr", "7 août 2026"),
        ("ht", "7 out 2026"),
    ],
)
def test_a_day_is_said_in_words(catalogue: Catalogue, language: Language, words: str):
    assert Voice(catalogue, language).day(date(2026, 8, 7)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_twelve_months(catalogue: Catalogue, language: Language):
    voice = Voice(catalogue, language)

    assert len({voice.day(date(2026, month, 1)) for month in range(1, 13)}) == 12


def test_a_card_that_is_not_translated_is_the_spanish_card(catalogue: Catalogue):
    untranslated = _with(catalogue, topic_translations={})
    card = untranslated.cards["urgencias-migrante"]

    assert Voice(untranslated, "fr").card(card) is card
    assert isinstance(card, Card)


def test_a_value_nobody_named_is_said_as_it_is(voice: Voice):
    assert voice.term("grupo", "gestante") != "gestante"
    assert voice.term("grupo", "no-existe") == "no-existe"


def _with_texts(catalogue: Catalogue, more: dict[str, object]) -> Catalogue:
    return _with(catalogue, texts={"es": catalogue.texts["es"], **more})


def _with(catalogue: Catalogue, **given: object) -> Catalogue:
    fields = {name: getattr(catalogue, name) for name in catalogue.__dataclass_fields__}
    return Catalogue(**fields | given)
