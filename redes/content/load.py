"""From the files under ``content/`` to a catalogue, or to the list of all that is wrong with them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from redes.content.catalogue import Catalogue, Place
from redes.content.kit import Kit
from redes.content.lessons import Exam, Ips, Module, Theme
from redes.content.rights import RightsPoster
from redes.content.schema import (
    BarrierCategory,
    Contact,
    Danger,
    Decalogo,
    Language,
    LanguageSheet,
    Menu,
    Norm,
    ReportWords,
    ShortForm,
    Talk,
    Territory,
    Texts,
    TopicFile,
    TopicTranslation,
    Vocabulary,
)
from redes.content.speech import Speech
from redes.content.strict_yaml import ContentError, Document, Mistake, validate
from redes.content.strict_yaml import survey as read_file

M = TypeVar("M", bound=BaseModel)

_NAMED = re.compile(r"^[\s-]*(?:id|topic|fact):\s*['\"]?([\w.-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a folder holds, as far as it can be read.

    Attributes:
        catalogue: All that can be read. An empty decálogo, menu or list of Spanish texts stands in for one that cannot.
        mistakes: What cannot be read and why; none means that the catalogue is whole.
        unreadable: Ids of what could not be read. That somebody names them is no mistake.
    """

    catalogue: Catalogue
    mistakes: tuple[Mistake, ...]
    unreadable: frozenset[str]


def content_files(folder: Path) -> list[Path]:
    """All authored files of a catalogue, in a fixed order."""
    return sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())


def fingerprint(folder: Path) -> str:
    """Version of a catalogue: changes when any file does; 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in content_files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


class _Reading:
    """Collects values, where they stand, every mistake on the way, and what could not be read for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []
        self.places: dict[str, Place] = {}
        self.unreadable: set[str] = set()

    def documents(self, room: str) -> Iterator[Document]:
        for path in content_files(self.folder / room):
            try:
                document, repeated = read_file(path, shown_as=f"{self.folder.name}/{path.relative_to(self.folder)}")
            except ContentError as refused:
                self.mistakes += refused.mistakes
                self.unreadable.update(_NAMED.findall(path.read_text(encoding="utf-8", errors="replace")))
            else:
                self.mistakes += repeated
                yield document

    def value(self, model: type[M], document: Document, *at: str | int) -> M | None:
        """A part of a document as a typed value; its mistakes are kept.

        Returns:
            The value; without those entries of its lists that are wrong; None when that does not make it right either.
        """
        try:
            return validate(model, document, at=at)
        except ContentError as refused:
            self.mistakes += refused.mistakes
        part = document.data
        for step in at:
            part = part[step]
        rest, dropped = _without_wrong_entries(model, part)
        try:
            value = model.model_validate(rest)
        except ValidationError:
            self.unreadable.update(_names(part))
            return None
        self.unreadable.update(_names(dropped))
        return value

    def note(self, kind: str, key: str, document: Document, *at: str | int) -> bool:
        """Remember where a value stands; a second one of the same id is a mistake."""
        name = f"{kind}:{key}"
        line = document.line_of(at)
        if name in self.places:
            first = self.places[name]
            self.mistakes.append(
                Mistake(document.path, line, f"the id '{key}' stands already at {first.path}:{first.line}")
            )
            return False
        self.places[name] = Place(document.path, line)
        return True

    def note_each(self, kind: str, document: Document, field: str, key: str = "id") -> None:
        """Remember where the entries of a list stand, the wrong ones too."""
        for index, entry in enumerate(document.data.get(field, ())):
            if isinstance(entry, dict) and key in entry:
                self.note(kind, str(entry[key]), document, field, index)

    def one_each(self, model: type[M], room: str) -> Iterator[tuple[M, Document]]:
        """Files that hold one value."""
        for document in self.documents(room):
            value = self.value(model, document)
            if value is not None:
                yield value, document

    def many(self, model: type[M], room: str, kind: str) -> dict[str, M]:
        """Files that hold a list of values with an ``id``."""
        found: dict[str, M] = {}
        for document in self.documents(room):
            if not isinstance(document.data, list):
                self.mistakes.append(
                    Mistake(document.path, 1, "must be a list of entries, each beginning with '- id:'")
                )
                self.unreadable.update(_names(document.data))
                continue
            for index in range(len(document.data)):
                value = self.value(model, document, index)
                if value is not None and self.note(kind, _id(value), document, index):
                    found[_id(value)] = value
        return found


def _without_wrong_entries(model: type[BaseModel], part: Any) -> tuple[Any, list[Any]]:
    """A value without the entries of its lists that a model refuses, and without keys it does not know; those entries."""
    if not isinstance(part, dict):
        return part, []
    try:
        model.model_validate(part)
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
    wrong = {e["loc"][:2] for e in errors if len(e["loc"]) > 1 and isinstance(e["loc"][1], int)}
    unknown = {e["loc"][0] for e in errors if len(e["loc"]) == 1 and e["type"] == "extra_forbidden"}
    rest = {
        key: [entry for index, entry in enumerate(value) if (key, index) not in wrong]
        if isinstance(value, list)
        else value
        for key, value in part.items()
        if key not in unknown
    }
    return rest, [part[str(field)][index] for field, index in wrong]


def _names(part: Any) -> Iterator[str]:
    """The ids in a value, however deep."""
    if isinstance(part, dict):
        yield from (str(value) for key, value in part.items() if key in ("id", "topic", "fact"))
        part = list(part.values())
    if isinstance(part, list):
        for entry in part:
            yield from _names(entry)


def _id(value: Any) -> str:
    return str(value.id)


def _texts(reading: _Reading) -> dict[Language, Texts]:
    """The sentences of each language, gathered from its files; a key that stands in two of them is a mistake."""
    texts: dict[Language, Texts] = {}
    for part, document in reading.one_each(Texts, "textos"):
        language = part.language
        reading.places.setdefault(f"texts:{language}", Place(document.path, 1))
        fresh = {
            key: said
            for key, said in part.texts.items()
            if reading.note(f"text:{language}", key, document, "texts", key)
        }
        before = texts.get(language)
        # One part that no native speaker has read makes the whole language one that is not reviewed.
        state = part.state if before is None or before.state == "revisada" else before.state
        texts[language] = Texts(language=language, state=state, texts={**(before.texts if before else {}), **fresh})
    return texts


def load(folder: Path) -> Catalogue:
    """Read the whole catalogue.

    Args:
        folder: The ``content/`` folder.

    Raises:
        ContentError: All mistakes of all files, each with file and line. Links between values are
            not looked at here; see :mod:`redes.content.check`.
    """
    found = survey(folder)
    if found.mistakes:
        raise ContentError(list(found.mistakes))
    return found.catalogue


def survey(folder: Path) -> Survey:
    """Read a catalogue as far as it can be read.

    Args:
        folder: The ``content/`` folder.

    Raises:
        ContentError: There is no such folder.
    """
    if not folder.is_dir():
        raise ContentError([Mistake(str(folder), 0, "is no folder; REDES_CONTENT_DIR must name the catalogue")])
    reading = _Reading(folder)
    topics = {}
    for room in ("derechos", "rutas"):
        for file, document in reading.one_each(TopicFile, room):
            if reading.note("topic", file.topic, document):
                topics[file.topic] = file
            reading.note_each("card", document, "cards")
    translations = {}
    languages = {}
    for sheet, document in reading.one_each(LanguageSheet, "idiomas"):
        if reading.note("language", sheet.code, document):
            languages[sheet.code] = sheet
    texts = _texts(reading)
    for language in languages:
        for translated, document in reading.one_each(TopicTranslation, f"traducciones/{language}"):
            if reading.note("translation", f"{language}:{translated.topic}", document):
                translations[language, translated.topic] = translated
            reading.note_each(f"card translation:{language}", document, "cards")
    vocabularies = {}
    for vocabulary, document in reading.one_each(Vocabulary, "vocabulario"):
        if reading.note("vocabulary", vocabulary.fact, document):
            vocabularies[vocabulary.fact] = vocabulary
    dangers = []
    for danger, document in reading.one_each(Danger, "seguridad"):
        if reading.note("danger", danger.kind, document):
            dangers.append(danger)
    speeches = [speech for speech, _ in reading.one_each(Speech, "habla")]
    menus = [menu for menu, _ in reading.one_each(Menu, "menu")]
    talks = [talk for talk, _ in reading.one_each(Talk, "conversacion")]
    decalogos = []
    for decalogo, document in reading.one_each(Decalogo, "decalogo"):
        decalogos.append(decalogo)
        reading.note("decalogo", "decalogo", document)
        reading.note_each("practice", document, "practices", "number")
    modules = {}
    for module, document in reading.one_each(Module, "capacitacion/modulos"):
        if reading.note("module", module.id, document):
            modules[module.id] = module
    exams = []
    for exam, document in reading.one_each(Exam, "capacitacion/prueba"):
        if reading.note("exam", "exam", document):
            exams.append(exam)
        for index, item in enumerate(exam.items):
            reading.note("item", item.id, document, "items", index)
    kits = [kit for kit, document in reading.one_each(Kit, "capacitacion/kit") if reading.note("kit", "kit", document)]
    posters = [
        poster
        for poster, document in reading.one_each(RightsPoster, "carteles")
        if reading.note("rights", "rights", document)
    ]
    report_words: dict[Language, ReportWords] = {
        spoken.language: spoken
        for spoken, document in reading.one_each(ReportWords, "reportes")
        if reading.note("report words", spoken.language, document)
    }
    ips = reading.many(Ips, "ips", "ips")
    categories = reading.many(BarrierCategory, "barreras", "category")
    contacts = reading.many(Contact, "directorio", "contact")
    norms = reading.many(Norm, "normas", "norm")
    short_forms = reading.many(ShortForm, "siglas", "short form")
    territories = reading.many(Territory, "territorios", "territory")
    all_read = not reading.mistakes  # what is there and wrong is told as wrong, not also as missing
    for missing, present in (
        ("idiomas/es.yaml with the Spanish language", "es" in languages),
        ("textos/es/ with the Spanish texts", "es" in texts),
        ("decalogo/decalogo.yaml with the ten practices", len(decalogos) == 1),
        ("menu/menu.yaml with the menu", len(menus) == 1),
        ("conversacion/conversacion.yaml", len(talks) == 1),
        ("habla/habla.yaml with how people put things", len(speeches) == 1),
        ("barreras/ with at least one category", bool(categories)),
        ("territorios/ with at least one territory", bool(territories)),
    ):
        if all_read and not present:
            reading.mistakes.append(Mistake(folder.name, 0, f"needs exactly one {missing}"))
    texts.setdefault("es", Texts(language="es", state="autoridad", texts={}))
    catalogue = Catalogue(
        version=fingerprint(folder),
        norms=MappingProxyType(norms),
        topics=MappingProxyType(topics),
        topic_translations=MappingProxyType(translations),
        decalogo=decalogos[0] if decalogos else _NO_DECALOGO,
        menu=menus[0] if menus else Menu.model_construct(sections=()),
        talk=talks[0] if talks else Talk(),
        categories=tuple(categories.values()),
        contacts=MappingProxyType(contacts),
        territories=MappingProxyType(territories),
        vocabularies=MappingProxyType(vocabularies),
        languages=MappingProxyType(dict(sorted(languages.items(), key=lambda one: one[1].order))),
        short_forms=MappingProxyType(short_forms),
        speech=speeches[0] if speeches else Speech(),
        texts=MappingProxyType(texts),
        dangers=tuple(sorted(dangers, key=lambda d: d.order)),
        places=MappingProxyType(reading.places),
        modules=MappingProxyType({theme: modules[theme] for theme in get_args(Theme) if theme in modules}),
        exam=exams[0] if exams else None,
        ips=MappingProxyType(ips),
        kit=kits[0] if kits else None,
        rights=posters[0] if posters else None,
        report_words=MappingProxyType(report_words),
    )
    return Survey(
        catalogue=catalogue, mistakes=tuple(sorted(reading.mistakes)), unreadable=frozenset(reading.unreadable)
    )


_NO_DECALOGO = Decalogo.model_construct(
    title="", status="propuesta", notice="", reviewed_on=date.min, review_by=date.max, practices=()
)
"""Stands in for one that cannot be read."""
