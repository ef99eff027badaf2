"""From the files under ``content/`` to a catalogue, or to the list of all that is wrong with them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from redes.content.catalogue import Catalogue, Place
from redes.content.schema import (
    BarrierCategory,
    Contact,
    Danger,
    Decalogo,
    Language,
    LanguageSheet,
    Menu,
    Norm,
    Talk,
    Territory,
    Texts,
    TopicFile,
    TopicTranslation,
    Vocabulary,
)
from redes.content.strict_yaml import ContentError, Document, Mistake, read, validate

M = TypeVar("M", bound=BaseModel)


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
    """Collects values, where they stand, and every mistake on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []
        self.places: dict[str, Place] = {}

    def documents(self, room: str) -> Iterator[Document]:
        for path in content_files(self.folder / room):
            try:
                yield read(path, shown_as=f"{self.folder.name}/{path.relative_to(self.folder)}")
            except ContentError as refused:
                self.mistakes += refused.mistakes

    def value(self, model: type[M], document: Document, *at: str | int) -> M | None:
        """A part of a document as a typed value, or None with its mistakes kept."""
        try:
            return validate(model, document, at=at)
        except ContentError as refused:
            self.mistakes += refused.mistakes
            return None

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
                continue
            for index in range(len(document.data)):
                value = self.value(model, document, index)
                if value is not None and self.note(kind, _id(value), document, index):
                    found[_id(value)] = value
        return found


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
    if not folder.is_dir():
        raise ContentError([Mistake(str(folder), 0, "is no folder; REDES_CONTENT_DIR must name the catalogue")])
    reading = _Reading(folder)
    topics = {}
    for room in ("derechos", "rutas"):
        for file, document in reading.one_each(TopicFile, room):
            if reading.note("topic", file.topic, document):
                topics[file.topic] = file
            for index, card in enumerate(file.cards):
                reading.note("card", card.id, document, "cards", index)
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
    vocabularies = {}
    for vocabulary, document in reading.one_each(Vocabulary, "vocabulario"):
        if reading.note("vocabulary", vocabulary.fact, document):
            vocabularies[vocabulary.fact] = vocabulary
    dangers = [danger for danger, _ in reading.one_each(Danger, "seguridad")]
    menus = [menu for menu, _ in reading.one_each(Menu, "menu")]
    talks = [talk for talk, _ in reading.one_each(Talk, "conversacion")]
    decalogos = [decalogo for decalogo, _ in reading.one_each(Decalogo, "decalogo")]
    categories = reading.many(BarrierCategory, "barreras", "category")
    contacts = reading.many(Contact, "directorio", "contact")
    norms = reading.many(Norm, "normas", "norm")
    territories = reading.many(Territory, "territorios", "territory")
    all_read = not reading.mistakes  # what is there and wrong is told as wrong, not also as missing
    for missing, present in (
        ("idiomas/es.yaml with the Spanish language", "es" in languages),
        ("textos/es/ with the Spanish texts", "es" in texts),
        ("decalogo/decalogo.yaml with the ten practices", len(decalogos) == 1),
        ("menu/menu.yaml with the menu", len(menus) == 1),
        ("conversacion/conversacion.yaml", len(talks) == 1),
        ("barreras/ with at least one category", bool(categories)),
        ("territorios/ with at least one territory", bool(territories)),
    ):
        if all_read and not present:
            reading.mistakes.append(Mistake(folder.name, 0, f"needs exactly one {missing}"))
    if reading.mistakes:
        raise ContentError(reading.mistakes)
    return Catalogue(
        version=fingerprint(folder),
        norms=MappingProxyType(norms),
        topics=MappingProxyType(topics),
        topic_translations=MappingProxyType(translations),
        decalogo=decalogos[0],
        menu=menus[0],
        talk=talks[0],
        categories=tuple(categories.values()),
        contacts=MappingProxyType(contacts),
        territories=MappingProxyType(territories),
        vocabularies=MappingProxyType(vocabularies),
        languages=MappingProxyType(dict(sorted(languages.items(), key=lambda one: one[1].order))),
        texts=MappingProxyType(texts),
        dangers=tuple(sorted(dangers, key=lambda d: d.order)),
        places=MappingProxyType(reading.places),
    )
