"""Values for tests, with sensible defaults: a test names only what matters to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import yaml

from redes.content.catalogue import Catalogue, Place
from redes.content.lessons import ITEMS, Construct, Exam, Form, Ips, Item, Module, Theme
from redes.content.schema import (
    Authored,
    Barrier,
    BarrierCategory,
    Basis,
    Card,
    Contact,
    Danger,
    Decalogo,
    LanguageSheet,
    Menu,
    Norm,
    Practice,
    ShortForm,
    Talk,
    Territory,
    Texts,
    Topic,
    TopicFile,
    TopicTranslation,
    Vocabulary,
)
from redes.content.speech import Speech
from redes.flags.flag import Flag
from redes.flags.subject import Subject
from redes.privacy.keyring import Keyring
from redes.privacy.vault import Vault
from redes.reports.draft import Draft
from redes.reports.message import Message
from redes.reports.receipts import Receipts
from redes.reports.report import Report
from redes.settings import ROOT
from redes.training.progress import Learner, Progress

THURSDAY = date(2024, 7, 4)
"""The day of the tests; its week begins on the first of July."""

CHEAP = Receipts(b"a pepper for tests: 32 bytes....", cost=2)
"""Receipts with scrypt at its lowest cost: hashing is made cheap, never switched off."""


def a_vault(folder: Path, **given: Any) -> Vault:
    """A vault with a keyring of its own in a folder."""
    return Vault(Keyring(folder / "keyring.json", secret=b"s" * 32, today=THURSDAY), **given)


def a_norm(**given: Any) -> Norm:
    """A norm in force."""
    default = {
        "id": "ley-1-2020",
        "kind": "ley",
        "number": "1",
        "year": 2020,
        "issuer": "Congreso",
        "title": "Una ley inventada",
        "says": ["Dice algo."],
        "status": "vigente",
        "since": date(2020, 1, 1),
        "until": None,
        "url": None,
        "read": "primaria",
        "confidence": "alta",
        "checked_on": date(2024, 1, 1),
        "review_by": date(2099, 1, 1),
    }
    return Norm(**default | given)


def a_card(**given: Any) -> Card:
    """A card that states law, on the norm that ``a_norm`` makes."""
    default = {
        "id": "urgencias-migrante",
        "audience": "migrante",
        "title": "Urgencias",
        "answer": "Vaya a urgencias.",
        "basis": [Basis(norm="ley-1-2020")],
        "confidence": "alta",
        "reviewed_on": date(2024, 1, 1),
        "review_by": date(2025, 1, 1),
    }
    return Card(**default | given)


def a_topic(topic: Topic = "urgencias", *cards: Card, label: str | None = None) -> TopicFile:
    """A topic with its cards; without any, with one that states no law."""
    plain = a_card(id=topic, audience="todos", title=topic, answer="Eso.", basis=[], states_law=False)
    return TopicFile(topic=topic, label=label or topic, cards=cards or (plain,))


def a_practice(number: int = 1, **given: Any) -> Practice:
    """A practice of the decálogo."""
    default = {
        "number": number,
        "id": f"practica-{number}",
        "title": f"Práctica {number}",
        "idea": "Una idea.",
        "why": "Un porqué.",
        "how": [{"role": "vigilancia", "action": "Deje entrar."}],
        "avoid": ["Negar."],
        "say": ["Pase."],
        "basis": [{"norm": "ley-1-2020"}],
        "self_check": [{"question": "¿Sí?", "options": ["Sí", "No"], "correct": 0, "explanation": "Porque sí."}],
        "confidence": "alta",
    }
    return Practice(**default | given)


def a_decalogo(**given: Any) -> Decalogo:
    """Ten practices."""
    default = {
        "title": "Decálogo",
        "status": "propuesta",
        "notice": "Es una propuesta.",
        "reviewed_on": date(2024, 1, 1),
        "review_by": date(2025, 1, 1),
        "practices": [a_practice(number) for number in range(1, 11)],
    }
    return Decalogo(**default | given)


def a_contact(**given: Any) -> Contact:
    """A national line."""
    default = {
        "id": "nac-123",
        "name": "Línea 123",
        "scope": "nacional",
        "kind": "linea",
        "offers": "Emergencias.",
        "phone": "123",
        "source_url": None,
        "source_date": None,
        "confidence": "alta",
    }
    return Contact(**default | given)


def a_barrier(**given: Any) -> Barrier:
    """A kind of barrier."""
    default = {
        "id": "urg.puerta",
        "name": "No dejan entrar",
        "description": "El guarda frena a la persona.",
        "urgency": "alta",
        "care_now": True,
        "message": "Pida triage.",
        "routes": ["urgencias"],
    }
    return Barrier(**default | given)


def a_category(*barriers: Barrier, **given: Any) -> BarrierCategory:
    """A family of barriers; with one barrier when none is given."""
    default = {"id": "urg", "name": "Urgencias", "description": "Al llegar.", "barriers": barriers or (a_barrier(),)}
    return BarrierCategory(**default | given)


def a_territory(**given: Any) -> Territory:
    """A territory of one municipality."""
    default = {
        "id": "medellin",
        "name": "Medellín",
        "mesa": True,
        "municipalities": [{"code": "05001", "name": "Medellín", "synonyms": ["medallo"]}],
    }
    return Territory(**default | given)


def a_vocabulary(**given: Any) -> Vocabulary:
    """A list of one term."""
    default = {"fact": "grupo", "terms": [{"value": "gestante", "label": {"es": "Embarazo"}, "names": ["embarazada"]}]}
    return Vocabulary(**default | given)


def a_language(code: str = "es", **given: Any) -> LanguageSheet:
    """A language as it ships, or one made up."""
    sheet = ROOT / "content" / "idiomas" / f"{code}.yaml"
    if sheet.exists():
        return LanguageSheet(**yaml.safe_load(sheet.read_text()) | given)
    months = [f"mes{number}" for number in range(1, 13)]
    default = {"code": code, "order": 9, "name": code.upper() * 2, "in_spanish": code, "months": months}
    return LanguageSheet(**default | {"day": "{dia} {mes} {anio}"} | given)


def a_short_form(**given: Any) -> ShortForm:
    """An abbreviation that staff know and migrants do not."""
    default = {"id": "EPS", "means": {"es": "su aseguradora de salud"}, "known_to": ["personal"]}
    return ShortForm(**default | given)


def some_texts(language: str = "es", texts: Mapping[str, str] | None = None) -> Texts:
    """Sentences of one language."""
    return Texts(
        language=language,
        state="autoridad" if language == "es" else "escrita",
        texts={"saludo": "Hola, {name}."} if texts is None else texts,
    )


def a_danger(**given: Any) -> Danger:
    """A danger told by one sign."""
    default = {
        "kind": "medica",
        "order": 1,
        "contacts": ["nac-123"],
        "topic": "urgencias",
        "signs": {"es": ["no puedo respirar"]},
    }
    return Danger(**default | given)


def a_module(**given: Any) -> Module:
    """A module of four lessons that state no law."""
    default = {
        "id": "rutas",
        "label": "Las rutas",
        "title": "Las rutas",
        "trains": "normativa",
        "answers": ["urg"],
        "aim": "Sabrá qué hacer.",
        "lessons": [{"title": f"Ficha {number}", "text": ["Salude y escuche."]} for number in range(1, 5)],
        "situation": {
            "story": ["Llega una persona."],
            "choices": [
                {"says": "La saludo.", "right": True, "feedback": "Bien hecho."},
                {"says": "Miro a otro lado.", "right": False, "feedback": "Así se va."},
                {"says": "Le grito.", "right": False, "feedback": "Así se asusta."},
            ],
        },
        "practice": 1,
        "case": {"servicio": "urgencia"},
        "question": "¿Debo atender una urgencia?",
        "confidence": "alta",
        "reviewed_on": date(2024, 1, 1),
        "review_by": date(2025, 1, 1),
    }
    return Module(**default | given)


def all_modules(*instead: Module) -> list[Module]:
    """A module about every theme."""
    given = {module.id: module for module in instead}
    return [given.get(theme) or a_module(id=theme) for theme in get_args(Theme)]


def an_item(form: Form = "A", number: int = 1, **given: Any) -> Item:
    """An item whose first option is right; a form measures each construct twice."""
    default = {
        "number": number,
        "form": form,
        "measures": get_args(Construct)[(number - 1) // 2],
        "difficulty": "media",
        "question": f"¿Qué va primero, {form}{number}?",
        "options": ["La persona", "El papel", "El pago"],
        "correct": 0,
        "explanation": "La persona va primero.",
        "sources": [{"says": "Un estudio inventado."}],
        "confidence": "alta",
    }
    return Item(**default | given)


def an_exam(*instead: Item, **given: Any) -> Exam:
    """Two parallel forms of ten items."""
    named = {item.id: item for item in instead}
    items = [an_item(form, number) for form in get_args(Form) for number in range(1, ITEMS + 1)]
    default = {
        "reviewed_on": date(2024, 1, 1),
        "review_by": date(2025, 1, 1),
        "items": [named.get(item.id, item) for item in items],
    }
    return Exam(**default | given)


def an_ips(**given: Any) -> Ips:
    """An institution whose staff learns together."""
    default = {
        "id": "norte24",
        "name": "IPS de prueba",
        "territory": "medellin",
        "municipality": "05001",
        "agreed_on": date(2024, 1, 1),
    }
    return Ips(**default | given)


def a_menu(**given: Any) -> Menu:
    """A menu of one section."""
    default = {"sections": [{"id": "urgencias", "label": {"es": "Urgencias"}, "topics": ["urgencias"]}]}
    return Menu(**default | given)


def a_catalogue(
    *,
    cards: Iterable[Card] = (),
    topics: Iterable[TopicFile] | None = None,
    translations: Mapping[tuple[str, str], TopicTranslation] | None = None,
    norms: Iterable[Norm] | None = None,
    decalogo: Decalogo | None = None,
    menu: Menu | None = None,
    talk: Talk | None = None,
    categories: Iterable[BarrierCategory] | None = None,
    contacts: Iterable[Contact] | None = None,
    territories: Iterable[Territory] | None = None,
    vocabularies: Iterable[Vocabulary] | None = None,
    languages: Iterable[LanguageSheet] | None = None,
    short_forms: Iterable[ShortForm] | None = None,
    speech: Speech | None = None,
    texts: Iterable[Texts] | None = None,
    dangers: Iterable[Danger] | None = None,
    modules: Iterable[Module] | None = None,
    exam: Exam | None = None,
    ips: Iterable[Ips] = (),
    places: Mapping[str, Place] | None = None,
) -> Catalogue:
    """A catalogue in which nothing is missing: ``check`` finds nothing in it.

    Args:
        cards: Cards of the topic ``urgencias``; every other topic gets a card that states no law.
        topics: All topics there are, instead of the above.
        translations: (language, topic) -> translation.
        norms, decalogo, menu, talk, categories, contacts, territories, vocabularies, speech, languages, texts, dangers: Instead of one of each.
        norms, decalogo, menu, categories, contacts, territories, vocabularies, short_forms, texts, dangers:
            Instead of one of each.
        modules: Instead of one about every theme.
        exam: Instead of one that is balanced.
        ips: None unless given.
        places: ``kind:id`` -> where it is said to stand.
    """
    if topics is None:
        topics = [a_topic(topic, *(cards if topic == "urgencias" else ())) for topic in get_args(Topic)]
    if texts is None:
        texts = [some_texts()]
    return Catalogue(
        version="0123456789ab",
        norms=_by_id([a_norm()] if norms is None else norms),
        topics=MappingProxyType({file.topic: file for file in topics}),
        topic_translations=MappingProxyType(dict(translations or {})),
        decalogo=decalogo or a_decalogo(),
        menu=menu or a_menu(),
        talk=talk or Talk(),
        categories=tuple([a_category()] if categories is None else categories),
        contacts=_by_id([a_contact()] if contacts is None else contacts),
        territories=_by_id([a_territory()] if territories is None else territories),
        vocabularies=MappingProxyType(
            {v.fact: v for v in ([a_vocabulary()] if vocabularies is None else vocabularies)}
        ),
        languages=MappingProxyType({one.code: one for one in languages or [a_language(t.language) for t in texts]}),
        short_forms=_by_id([a_short_form()] if short_forms is None else short_forms),
        speech=speech or Speech(fillers=["el", "la", "de"]),
        texts=MappingProxyType({t.language: t for t in texts}),
        dangers=tuple([a_danger()] if dangers is None else dangers),
        modules=_by_id(all_modules() if modules is None else modules),
        exam=exam or an_exam(),
        ips=_by_id(ips),
        places=MappingProxyType(dict(places or {})),
    )


def _by_id(values: Iterable[Any]) -> Mapping[str, Any]:
    return MappingProxyType({value.id: value for value in values})


def write_content(folder: Path, catalogue: Catalogue) -> Path:
    """Write a catalogue as its authors would, one file a value or list; returns the folder."""
    for topic, file in catalogue.topics.items():
        _write(folder / "derechos" / f"{topic}.yaml", file)
    for (language, topic), translation in catalogue.topic_translations.items():
        _write(folder / "traducciones" / language / f"{topic}.yaml", translation)
    for code, sheet in catalogue.languages.items():
        _write(folder / "idiomas" / f"{code}.yaml", sheet)
    for language, texts in catalogue.texts.items():
        _write(folder / "textos" / language / "general.yml", texts)
    for fact, vocabulary in catalogue.vocabularies.items():
        _write(folder / "vocabulario" / f"{fact}.yaml", vocabulary)
    _write(folder / "siglas" / "siglas.yaml", *catalogue.short_forms.values(), listed=True)
    for danger in catalogue.dangers:
        _write(folder / "seguridad" / f"{danger.kind}.yaml", danger)
    _write(folder / "menu" / "menu.yaml", catalogue.menu)
    _write(folder / "conversacion" / "conversacion.yaml", catalogue.talk)
    _write(folder / "habla" / "habla.yaml", catalogue.speech)
    _write(folder / "decalogo" / "decalogo.yaml", catalogue.decalogo)
    _write(folder / "barreras" / "barreras.yaml", *catalogue.categories, listed=True)
    _write(folder / "directorio" / "nacional.yaml", *catalogue.contacts.values(), listed=True)
    _write(folder / "normas" / "leyes.yaml", *catalogue.norms.values(), listed=True)
    for theme, module in catalogue.modules.items():
        _write(folder / "capacitacion" / "modulos" / f"{theme}.yaml", module)
    if catalogue.exam is not None:
        _write(folder / "capacitacion" / "prueba" / "prueba.yaml", catalogue.exam)
    _write(folder / "ips" / "ips.yaml", *catalogue.ips.values(), listed=True)
    _write(folder / "territorios" / "territorios.yaml", *catalogue.territories.values(), listed=True)
    return folder


def _write(path: Path, *values: Authored, listed: bool = False) -> None:
    plain = [value.model_dump(mode="python", by_alias=True) for value in values]
    plain = [_yaml_ready(value) for value in plain]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(plain if listed else plain[0], allow_unicode=True, sort_keys=False), "utf-8")


def _yaml_ready(value: Any) -> Any:
    """A value with lists for tuples and words for enumerations, as YAML writes them."""
    if isinstance(value, Mapping):
        return {str(key): _yaml_ready(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_yaml_ready(item) for item in value]
    return str(value) if isinstance(value, str) else value


def a_draft(**given: Any) -> Draft:
    """A report before consent, with all there can be in it."""
    default = {
        "barrier": "urg.puerta",
        "municipality": "05001",
        "service": "urgencia",
        "ips": "med-hospital",
        "rule": "urgencia-sin-requisitos",
        "when": "esta-semana",
        "urgent_now": False,
        "voice": "migrante",
        "groups": ("gestante",),
        "story": "No me dejaron entrar.",
    }
    return Draft(**default | given)


def a_report(**given: Any) -> Report:
    """A report at rest, with all there can be in it."""
    receipt_hash = given.get("receipt_hash", "ab" * 32)
    default = {
        "id": f"{receipt_hash}"[:32],
        "receipt_hash": receipt_hash,
        "week": date(2024, 7, 1),
        "erase_on": date(2026, 7, 1),
        "kind": "barrera",
        "queue": "normal",
        "voice": "migrante",
        "barrier": "urg.puerta",
        "practice": None,
        "municipality": "05001",
        "service": "urgencia",
        "ips": "med-hospital",
        "rule": "urgencia-sin-requisitos",
        "when": "esta-semana",
        "urgent_now": False,
        "groups": ("gestante",),
        "story": b"sealed",
        "state": "nuevo",
        "reason": None,
        "language": "es",
        "version": 1,
    }
    return Report(**default | given)


def a_message(**given: Any) -> Message:
    """A message of that report's thread."""
    default = {
        "report_id": "ab" * 16,
        "number": 1,
        "author": "mesa",
        "act": "pregunta",
        "text": b"sealed",
        "week": date(2024, 7, 8),
    }
    return Message(**default | given)


def a_card_subject(**given: Any) -> Subject:
    """The answer of a card, as a flag names it."""
    default = {"kind": "card", "id": "urgencias-migrante", "version": "0123abcd", "case": None}
    return Subject(**default | given)


def a_flag(**given: Any) -> Flag:
    """A flag nobody has looked at yet, without words."""
    default = {
        "id": "0a1b2c3d4e5f",
        "subject": a_card_subject(),
        "reason": "dato-errado",
        "language": "es",
        "words": None,
        "week": date(2024, 7, 1),
        "state": "nueva",
        "guarded_by": None,
        "note": None,
    }
    return Flag(**default | given)


def a_progress(**given: Any) -> Progress:
    """Somebody in the middle of the entry test, with one module begun."""
    default = {
        "learner": Learner("ab" * 16),
        "exam": "0123abcd",
        "first": "A",
        "entry": (0, 2, 1),
        "exit": (),
        "lessons": {"genero": 2},
        "ips": "norte24",
        "week": date(2024, 7, 1),
    }
    return Progress(**default | given)
