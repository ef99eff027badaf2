"""What the tagger is fitted to: sentences with made-up names in them, and sentences that name nobody.

Nothing here is about a real person. The clean sentences are those of the repository: the training data of the
understanding (``nlu/data``) and all that the bot says (``content/``), in five languages.
"""

import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from redes.privacy.scrub import lexicon
from redes.privacy.scrub.public import key
from redes.privacy.scrub.structured import find_structured
from redes.privacy.scrub.training.marked import Marked, narratives
from redes.privacy.scrub.words import fold, fold_word, split

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
ROOT = HERE.parents[3]
LANGUAGES = ("es", "en", "pt", "fr", "ht")

Labelled = tuple[str, str]
"""A piece of text and its label: see :mod:`redes.privacy.scrub.tagger`."""

_SLOT = re.compile(r"\{(\w+)\}")


def lines(path: Path) -> list[str]:
    """The lines of a file that are no comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def repository_sentences(language: str) -> list[str]:
    """Sentences in a language that name nobody: what people ask, and what the bot says."""
    found: list[str] = []
    for path in sorted((ROOT / "nlu" / "data" / language).glob("*.yml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [
                _ANNOTATION.sub(r"\1", line[2:])
                for line in item.get("examples", "").splitlines()
                if line.startswith("- ")
            ]
    return found


_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def published_contacts() -> list[str]:
    """Phones, addresses, e-mails of institutions and file numbers of norms, as the catalogue gives them."""
    found: list[str] = []
    for folder in ("directorio", "normas", "seguridad"):
        for path in sorted((ROOT / "content" / folder).glob("*.y*ml")):
            found += [
                key(fold(text)[span.start : span.end])
                for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
                if "://" not in text
                for span in find_structured(text, fold(text)).spans()
            ]
    return list(dict.fromkeys(found))


@cache
def content_sentences() -> dict[str, list[str]]:
    """All that the bot says and knows, language -> texts of more than one word."""
    content = ROOT / "content"
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for path in sorted(content.rglob("*.y*ml")):
        parts = (*path.relative_to(content).parts, path.stem)
        language = next((part for part in parts if part in LANGUAGES), "es")
        texts = _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
        found[language] += [text for text in texts if " " in text and "://" not in text]
    return {language: list(dict.fromkeys(texts)) for language, texts in found.items()}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def institution_names() -> list[str]:
    """Names that hospitals, schools and streets bear, with those of towns of more than one word."""
    patrons = [line.removeprefix("names ") for line in lines(HERE / "institutions.txt") if line.startswith("names ")]
    return patrons + place_names() + municipalities()


def protected_names() -> list[str]:
    """What is never somebody's name: places, insurers, institutions (but for those a person may bear), set phrases."""
    names = _all_names()
    saints = {"san", "santa", "santo", "sao", "la", "las", "los", "el", "puerto", "villa", "nueva", "estado"}
    kept = []
    for name in place_names() + municipalities():
        words = [word.plain for word in split(fold(name))]
        if (words[0] in saints and len(words) > 1) or not any(word in names for word in words):
            kept.append(" ".join(words))
    kept += [" ".join(word.plain for word in split(fold(name))) for name in catalogue_names()]
    kept += [" ".join(word.plain for word in split(fold(phrase))) for phrase in lines(HERE / "phrases.txt")]
    return kept + [word for word in _said_alone() if word not in names]


def _said_alone() -> list[str]:
    """What the catalogue says in one word, folded: labels, names of topics."""
    found = {
        fold_word(text)
        for path in sorted((ROOT / "content").rglob("*.y*ml"))
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
        if text.isalpha()
    }
    return sorted(found)


@cache
def catalogue_names() -> list[str]:
    """Names of the entries of the directory."""
    return [
        entry["name"]
        for path in sorted((ROOT / "content" / "directorio").glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def municipalities() -> list[str]:
    """Municipalities of Colombia and towns of Venezuela."""
    return list(dict.fromkeys(name for line in lines(HERE / "municipalities.txt") for name in line.split(", ")))


def place_names() -> list[str]:
    """Towns, departments, insurers and institutions that are often spoken of: written down here and in ``content/``."""
    found = lines(HERE / "places.txt")
    for path in sorted((ROOT / "content" / "territorios").glob("*.yaml")):
        for territory in yaml.safe_load(path.read_text(encoding="utf-8")):
            for town in territory["municipalities"]:
                found += [town["name"], *town.get("synonyms", [])]
    return list(dict.fromkeys(found + catalogue_names()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Everyday words.

    Attributes:
        known: All of them, folded.
        rare: Those met at most twice. A sentence in which one stands is read as if the word were new: so it will be for
            the words of people that are in no list.
    """

    known: frozenset[str]
    rare: frozenset[str]


def vocabulary() -> Vocabulary:
    """The everyday words of the repository's sentences, of the carriers and of the lists ``everyday.txt`` and ``medical.txt``."""
    count: Counter[str] = Counter()
    said = content_sentences()
    for language in LANGUAGES:
        carriers = lines(HERE / "carriers" / f"{language}.txt") + lines(HERE / "carriers" / f"{language}.clean.txt")
        for sentence in repository_sentences(language) + said[language] + [_SLOT.sub(" ", line) for line in carriers]:
            count.update({word.plain for word in split(fold(sentence)) if word.plain[:1].isalpha()})
    names = _all_names()
    listed = _words_of("everyday.txt") | (_words_of("medical.txt") - names)
    told: Counter[str] = Counter()
    for one in narratives():
        told.update(words_beside(one))
    written_small = {
        word
        for texts in said.values()
        for text in texts
        for word in (fold(text[found.start : found.end]) for found in split(fold(text)) if text[found.start].islower())
    }
    return Vocabulary(
        # A name that only an institution bears is no everyday word: «San Antonio».
        known=frozenset(
            {word for word, often in count.items() if word not in names or (often > 2 and word in written_small)}
            | {word for word, often in (told + count).items() if often >= _OFTEN_TOLD and word not in names}
            | listed
        ),
        rare=frozenset({word for word, often in (told + count).items() if often <= _OFTEN_TOLD} - listed),
    )


def _words_of(name: str) -> set[str]:
    """The words of a list, folded."""
    return {fold_word(word) for line in lines(HERE / name) for word in line.split()}


_OFTEN_TOLD = 2
"""So often a word of the narratives must stand in them to be one of every day: one that is met once may be a name or a slip."""


def words_beside(narrative: Marked) -> set[str]:
    """The words of a narrative that are no part of what is marked in it, and that it does not write with a capital."""
    return {
        word.plain
        for word in split(fold(narrative.text))
        if word.plain.isalpha()
        and len(word.plain) > 1
        and narrative.text[word.start].islower()
        and not any(start < word.end and word.start < end for start, end, _ in narrative.spans)
    }


def _all_names() -> frozenset[str]:
    return lexicon.given_names() | lexicon.surnames()


def _parts(path: Path) -> list[list[str]]:
    """The names under each heading of a list; the blank line after its first comment ends that comment."""
    _, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    return [[n for line in part.splitlines()[1:] for n in line.split()] for part in body.split("# ") if part]


def _headed(path: Path) -> dict[str, list[str]]:
    """Heading -> the names under it."""
    _, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].split() for part in body.split("# ") if part}


_GIVEN_WEIGHTS = {
    "es": (30, 30, 20, 4, 6, 3, 3, 4),
    "en": (10, 10, 5, 1, 8, 3, 60, 3),
    "fr": (6, 6, 3, 1, 70, 2, 10, 2),
    "pt": (8, 8, 3, 1, 2, 72, 4, 2),
    "ht": (3, 3, 1, 1, 86, 1, 4, 1),
}
_LISTED = {"es": "es", "en": "en", "fr": "fr", "pt": "pt", "ht": "fr"}
"""Language -> heading of the lists of Faker that is nearest to it."""
_COMPOUND = (
    "Bien-Aimé Petit-Frère Sans-Souci Saint-Fleur Pierre-Louis Jean-Baptiste Jean-Louis Jean-Pierre Mon-Désir Bon-Homme Beau-Séjour Belle-Fleur "
    "Petit-Homme Petit-Bois Dieu-Donné Sainte-Rose Saint-Louis Saint-Juste Sans-Peur Bon-Temps Beau-Bois Bonne-Année Jean-François Pierre-Paul"
).split()
"""Haitian family names of two everyday words."""
_SURNAME_WEIGHTS = {
    "es": (84, 7, 5, 4),
    "en": (25, 8, 3, 64),
    "fr": (12, 66, 2, 20),
    "pt": (16, 2, 78, 4),
    "ht": (6, 86, 2, 6),
}
"""Language -> how often its writers bear a name of each part of ``given.txt`` or ``surnames.txt``, in the order of the file."""


class Names:
    """Made-up names in the shapes people write them.

    Args:
        rng: Of the run.
        common: Everyday words; names among them are chosen more often, for they are the hard ones.
    """

    def __init__(self, rng: random.Random, common: frozenset[str]) -> None:
        self._rng = rng
        self._given = _parts(DATA / "given.txt")
        self._surnames = _parts(DATA / "surnames.txt")
        pairs = [line.split(" ", 1) for line in lines(HERE / "hard.txt")]
        self._listed_given = _headed(DATA / "listed-given.txt")
        self._listed_surnames = _headed(DATA / "listed-surnames.txt")
        self._hardest = {lang: " ".join(names for head, names in pairs if head == lang).split() for lang in LANGUAGES}
        called = [line.split(" ", 1) for line in lines(HERE / "nicknames.txt")]
        self._nicknames = {
            lang: " ".join(names for head, names in called if head == lang).split() for lang in LANGUAGES
        }
        self._everyday = sorted(word for word in common if len(word) > 3)
        names = _all_names()
        self._no_names = [word for word in self._everyday if word not in names]
        towns = {fold_word(town) for town in (*place_names(), *municipalities())}
        self._towns_given = sorted({n for part in self._given for n in part if fold_word(n) in towns})
        self._towns_surnames = sorted({n for part in self._surnames for n in part if fold_word(n) in towns})
        self._hard_given = sorted({n for part in self._given for n in part if fold_word(n) in common})
        self._hard_surnames = sorted({n for part in self._surnames for n in part if fold_word(n) in common})

    def given(self, language: str) -> str:
        """A given name."""
        if self._rng.random() < 0.3:
            return self._cased(
                self._rng.choice(self._hardest[language] if self._rng.random() < 0.6 else self._hard_given)
            )
        draw = self._rng.random()
        if draw < 0.08:
            return self._coined()
        if draw < 0.11:
            return self._cased(self._rng.choice(self._towns_given))
        if draw < 0.12:
            # Any word may be somebody's name: then only what stands around it tells.
            return self._cased(self._rng.choice(self._everyday))
        if draw < 0.32:
            return self._cased(self._rng.choice(self._listed_given[_LISTED[language]]))
        (part,) = self._rng.choices(self._given, _GIVEN_WEIGHTS[language])
        return self._cased(self._rng.choice(part))

    def nickname(self, language: str) -> str:
        """What somebody is called besides her name."""
        if self._rng.random() < 0.35:
            return self.given(language)
        name = self._rng.choice(self._nicknames[language])
        name = name.replace("_", " ")
        return self._cased(name) if self._rng.random() < 0.5 else name

    def everyday(self) -> str:
        """A word that is no name."""
        return self._rng.choice(self._no_names)

    def surname(self, language: str) -> str:
        """A family name, sometimes with its particle."""
        if self._rng.random() < 0.14:
            return self._cased(self._rng.choice(self._hard_surnames))
        draw = self._rng.random()
        if draw < 0.03:
            return self._cased(self._coined())
        if draw < 0.07:
            return self._cased(self._rng.choice(self._towns_surnames))
        if draw < 0.13 and language in ("fr", "ht"):
            return self._rng.choice(_COMPOUND).replace("-", self._rng.choice(("-", "-", " ", "")))
        if draw < 0.3:
            return self._cased(self._rng.choice(self._listed_surnames[_LISTED[language]]))
        (part,) = self._rng.choices(self._surnames, _SURNAME_WEIGHTS[language])
        name = self._cased(self._rng.choice(part))
        if self._rng.random() < 0.06:
            particle = {"es": ("de la ", "de los ", "del ", "de "), "pt": ("da ", "dos ", "de ", "do ")}
            return self._rng.choice(particle.get(language, ("de ",))) + name
        return name

    def _cased(self, name: str) -> str:
        return name[:1].upper() + name[1:]

    def _coined(self) -> str:
        """A name nobody has listed, put together of the pieces of others."""
        pieces = (
            "yu",
            "ya",
            "wil",
            "jo",
            "ke",
            "der",
            "ey",
            "lei",
            "dar",
            "mar",
            "ro",
            "xio",
            "ni",
            "bel",
            "as",
            "er",
            "ju",
            "lu",
            "ka",
            "so",
            "ti",
            "vi",
            "jean",
            "fran",
            "mi",
            "da",
            "no",
            "ru",
            "es",
            "dy",
            "ela",
        )
        ends = (
            "ly",
            "lis",
            "nys",
            "mar",
            "son",
            "der",
            "ker",
            "dys",
            "na",
            "lín",
            "beth",
            "cy",
            "ner",
            "ela",
            "iel",
            "ton",
            "ris",
            "vic",
            "ine",
            "eus",
            "elle",
            "mir",
            "xa",
            "dán",
            "berto",
            "linda",
            "mary",
        )
        return (self._rng.choice(pieces) + self._rng.choice(("", *pieces)) + self._rng.choice(ends)).capitalize()

    def full(self, language: str) -> str:
        """Given and family names."""
        shape = self._rng.choices(
            ("gs", "ggs", "gss", "ggss", "g-gs", "gxs"), (40, 14, 16, 14, 6 if language in ("fr", "ht", "en") else 1, 6)
        )[0]
        if shape == "g-gs":
            return f"{self.given(language)}-{self.given(language)} {self.surname(language)}"
        if shape == "gxs":
            return f"{self._rng.choice(_DEVOUT.get(language, _DEVOUT['es']))} {self.surname(language)}"
        return " ".join(self.given(language) if letter == "g" else self.surname(language) for letter in shape)

    def any(self, language: str) -> str:
        """A name as somebody is spoken of: mostly the given name alone."""
        if self._rng.random() < 0.03:
            return (
                f"{self.given(language)} {self._rng.choice(string.ascii_uppercase)}{self._rng.choice(('.', '.', ''))}"
            )
        kind = self._rng.choices(("g", "gg", "full", "devout"), (52, 14, 32, 2))[0]
        if kind == "g":
            return self.given(language)
        if kind == "gg":
            return f"{self.given(language)}{'-' if self._rng.random() < (0.25 if language in ('fr', 'ht') else 0.02) else ' '}{self.given(language)}"
        return self.full(language) if kind == "full" else self._rng.choice(_DEVOUT.get(language, _DEVOUT["es"]))


_DEVOUT = {
    "es": (
        "María de los Ángeles",
        "María del Carmen",
        "José de Jesús",
        "Luz de la Cruz",
        "María de la Paz",
        "Juan de Dios",
        "Flor de María",
        "Ana de Jesús",
        "Blanca Nieves",
        "María del Mar",
        "Rosa del Valle",
        "José del Carmen",
        "Carmen del Pilar",
    ),
    "pt": (
        "Maria das Graças",
        "Maria do Socorro",
        "Maria da Conceição",
        "Maria de Fátima",
        "João de Deus",
        "Maria das Dores",
        "Francisca das Chagas",
        "José de Ribamar",
        "Maria de Lourdes",
    ),
}


@dataclass(slots=True)
class Generator:
    """Sentences for the tagger, drawn without end.

    Args:
        rng: Decides everything.
        common: Everyday words.
    """

    rng: random.Random
    common: frozenset[str]
    names: Names = field(init=False)
    _carriers: dict[str, list[str]] = field(init=False)
    _clean: dict[str, list[str]] = field(init=False)
    _said: dict[str, list[str]] = field(init=False)
    _asked: dict[str, list[str]] = field(init=False)
    _heads: dict[str, list[str]] = field(init=False)
    _patrons: list[str] = field(init=False)
    _places: list[str] = field(init=False)
    _towns: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.rng, self.common)
        self._carriers = {lang: lines(HERE / "carriers" / f"{lang}.txt") for lang in LANGUAGES}
        self._clean = {lang: lines(HERE / "carriers" / f"{lang}.clean.txt") for lang in LANGUAGES}
        self._said = content_sentences()
        self._asked = {lang: repository_sentences(lang) for lang in LANGUAGES}
        pairs = [line.split(" ", 1) for line in lines(HERE / "institutions.txt")]
        self._heads = {lang: [rest for head, rest in pairs if head == lang] for lang in LANGUAGES}
        self._patrons = [rest for head, rest in pairs if head == "names"]
        self._places = place_names()
        self._towns = municipalities()

    def narrative(self, language: str) -> list[Labelled]:
        """One made-up message."""
        draw = self.rng.random()
        if draw < 0.30:
            pieces = self._clean_one(language)
        elif draw < 0.50:
            pieces = self._woven(language) or self._carried(language)
        else:
            pieces = self._carried(language)
        return written(self._signed(pieces, language), self.rng)

    def said(self) -> Iterator[list[Labelled]]:
        """Everything the bot says and everything it is asked in training, once and as it stands."""
        for texts in (*self._said.values(), *self._asked.values()):
            for text in texts:
                yield [(text, "O")]

    def _clean_one(self, language: str) -> list[Labelled]:
        draw = self.rng.random()
        if draw < 0.55:
            return [(self.rng.choice(self._asked[language]), "O")]
        if draw < 0.65:
            return [(self.rng.choice(self._said[language]), "O")]
        pieces = self._filled(self.rng.choice(self._clean[language]), language)
        if self.rng.random() < 0.5:
            pieces = self._beside(pieces, language)
        return pieces

    def _carried(self, language: str) -> list[Labelled]:
        """One or two carriers, among clean sentences."""
        pieces = self._filled(self.rng.choice(self._carriers[language]), language)
        while self.rng.random() < 0.3:
            pieces = [*pieces, (self._joint(), "O"), *self._filled(self.rng.choice(self._carriers[language]), language)]
        if self.rng.random() < 0.15:
            pieces = [*pieces, (self._joint(), "O"), *self._filled(self.rng.choice(self._clean[language]), language)]
        if self.rng.random() < 0.25:
            pieces = [*pieces, (self._number(language), "O")]
        return self._beside(pieces, language) if self.rng.random() < 0.45 else pieces

    def _signed(self, pieces: list[Labelled], language: str) -> list[Labelled]:
        """Now and then with a name before it or under it that no word announces; or with a word in that place that is none."""
        draw = self.rng.random()
        name = self.names.any(language)
        if draw < 0.09:
            return [*pieces, (self.rng.choice(_ENDS), "O"), (name, "N"), (self.rng.choice(("", "", ".")), "O")]
        if draw < 0.13:
            return [(name, "N"), (self.rng.choice(_BEGINS), "O"), *pieces]
        if draw < 0.18:
            return [*pieces, (self.rng.choice(_ENDS) + self.names.everyday() + self.rng.choice(("", "", ".")), "O")]
        return pieces

    def _beside(self, pieces: list[Labelled], language: str) -> list[Labelled]:
        sentence = self.rng.choice(self._asked[language])
        if self.rng.random() < 0.5:
            return [(sentence + self._joint(), "O"), *pieces]
        return [*pieces, (self._joint() + sentence, "O")]

    def _joint(self) -> str:
        return self.rng.choice((". ", ". ", ", ", " ", " y ", "\n", "; "))

    def _number(self, language: str) -> str:
        digits = "".join(self.rng.choice(string.digits) for _ in range(8))
        cue = {
            "es": (" cc ", ", cédula ", " tel ", ", mi cel es 3", " ppt "),
            "en": (" phone ", ", passport ", " id "),
            "fr": (" tel ", ", passeport "),
            "pt": (" cpf ", ", telefone "),
            "ht": (" nimewo ", " paspò "),
        }
        return self.rng.choice(cue[language]) + digits

    def _woven(self, language: str) -> list[Labelled] | None:
        """A sentence somebody asked, with a name after, or instead of, whom it speaks of."""
        for _ in range(60):
            sentence = self.rng.choice(self._asked[language])
            kin = list(_KIN[language].finditer(sentence))
            if not kin:
                continue
            match = self.rng.choice(kin)
            name = self.names.any(language) if self.rng.random() < 0.75 else self.names.given(language)
            before, after = sentence[: match.start()], sentence[match.end() :]
            draw = self.rng.random()
            if draw < 0.55:
                comma = self.rng.random() < 0.2
                return [
                    (before + match.group() + (", " if comma else " "), "O"),
                    (name, "T"),
                    ((", " if comma and after.strip() else "") + after, "O"),
                ]
            if draw < 0.85:
                return [(before, "O"), (name, "T"), (after, "O")]
            return [(before, "O"), (name, "T"), (", " + match.group() + "," + after, "O")]
        return None

    def _filled(self, carrier: str, language: str) -> list[Labelled]:
        pieces: list[Labelled] = []
        position = 0
        for match in _SLOT.finditer(carrier):
            pieces.append((carrier[position : match.start()], "O"))
            pieces += self._slot(match.group(1), language)
            position = match.end()
        pieces.append((carrier[position:], "O"))
        return pieces

    def _slot(self, slot: str, language: str) -> list[Labelled]:
        label, form = slot[0], slot[1:]
        if label in "NT":
            make = {
                "": self.names.any,
                "g": self.names.given,
                "n": self.names.nickname,
                "f": self.names.full,
                "s": self.names.surname,
            }
            if form == "ss":
                return [(f"{self.names.surname(language)} {self.names.surname(language)}", label)]
            return [(make[form](language), label)]
        if label == "H":
            return [(self.rng.choice(self._patrons), "X")]
        if label == "I":
            return [(self._institution(language), "X")]
        if label == "P":
            return [(self.rng.choice(self._places if self.rng.random() < 0.6 else self._towns), "X")]
        if label == "A":
            return [(str(self.rng.randint(1, 80)), "O")]
        return [
            (self.rng.choice(("50.000 pesos", "$200.000", "80 mil", "cien mil pesos", "300000", "200 mil pesos")), "O")
        ]

    def _institution(self, language: str) -> str:
        draw = self.rng.random()
        if draw < 0.25:
            return self.rng.choice(self._places)
        head = self.rng.choice(self._heads[language])
        if draw < 0.75:
            patron = self.rng.choice(self._patrons)
        elif draw < 0.9:
            patron = self.names.full(language)
        else:
            patron = self.rng.choice(("San ", "Santa ", "")) + self.names.given("es")
        if head.endswith(("San", "Santa")):
            patron = re.sub(r"^(?:San|Santa)\s", "", patron)
        return f"{head} {patron}"


_ENDS = (". ", ". ", ". ", ".\n", "\n", " ", ", ", " - ", "; ", " : ")
_BEGINS = (", ", " ", " ", ": ", ". ", " - ", "\n", ", 24, ", " 31 ")
"""What stands between a message and the name of who wrote it."""

_KIN = {
    "es": re.compile(
        r"\b(?:mi|su) (?:hij[oa]|espos[oa]|marido|mujer|mam[aá]|pap[aá]|herman[oa]|prim[oa]|t[ií][oa]|abuel[oa]|ni[ñn][oa]|beb[eé]|sobrin[oa]|pareja|suegra|cu[ñn]ad[oa]|veci?n[oa]|amig[oa]|compa[ñn]er[oa]|niet[oa]|novi[oa]|se[ñn]ora|madre|padre|jefe|patrona)\b|\b(?:la|el) (?:doctora?|enfermer[oa]|vigilante|se[ñn]ora?|celador|recepcionista|ni[ñn][oa]|muchach[oa]|auxiliar|secretaria|gineco|pediatra)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bmy (?:son|daughter|wife|husband|mother|mom|mum|father|dad|sister|brother|baby|child|kid|cousin|aunt|uncle|friend|partner|boyfriend|girlfriend|grandmother|grandma|neighbou?r|boss)\b|\bthe (?:doctor|nurse|guard|receptionist|secretary)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:mon|ma) (?:fils|fille|mari|femme|m[eè]re|p[eè]re|s[oœ]e?ur|fr[eè]re|b[eé]b[eé]|enfant|cousine?|tante|oncle|amie?|voisine?|copain|grand-m[eè]re|patron|conjoint|compagnon)\b|\b(?:le m[eé]decin|le docteur|l['’]infirmi[eè]re|la secr[eé]taire)\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:meu|minha) (?:filh[oa]|espos[oa]|marido|mulher|m[aã]e|pai|irm[aã]o?|beb[eê]|prim[oa]|ti[oa]|av[oóô]|amig[oa]|vizinh[oa]|sogra|namorad[oa]|companheir[oa]|sobrinh[oa])\b|\b(?:o doutor|a doutora|a enfermeira|o m[eé]dico|a mo[cç]a|o guarda)\b",
        re.IGNORECASE,
    ),
    "ht": re.compile(
        r"\b(?:pitit(?: fi| gason)?|mari|madanm|manman|papa|s[eè]|fr[eè]|kouzen|kouzin|tonton|matant|grann|zanmi|vwazin|vwazen|bebe|fanm|mennaj|patwon) (?:mwen|m)\b|\b(?:dokt[eè] a|enfimy[eè] a)\b",
        re.IGNORECASE,
    ),
}


def written(pieces: list[Labelled], rng: random.Random) -> list[Labelled]:
    """The pieces as somebody writes them: carefully, in haste on a phone, or dictated."""
    style = rng.choices(("as is", "clean", "lower", "noisy", "voice", "upper"), (18, 18, 16, 28, 14, 6))[0]
    if style == "as is":
        return pieces
    if style == "clean":
        first, *rest = [piece for piece in pieces if piece[0]]
        return [(first[0][:1].upper() + first[0][1:], first[1]), *rest]
    if style == "upper":
        return [(_bare(text).upper() if rng.random() < 0.7 else text.upper(), label) for text, label in pieces]
    if style == "lower":
        return [(text.lower(), label) for text, label in pieces]
    if style == "voice":
        return [(re.sub(r"[.,;:¿?¡!()«»\"]", "", text.lower()).replace("\n", " "), label) for text, label in pieces]
    keep_capitals = rng.random() < 0.2
    rate = rng.choice((0.05, 0.15, 0.3, 0.5))
    out = []
    for text, label in pieces:
        hasty = _bare(text) if keep_capitals else _bare(text).lower()
        if rng.random() < 0.5:
            hasty = re.sub(r"[.,;:¿?¡!]", "", hasty)
        words = (_HASTE.get(word, word) if rng.random() < 2 * rate else word for word in hasty.split(" "))
        out.append((" ".join(_slipped(word, rng) if rng.random() < rate else word for word in words), label))
    return out


_HASTE = {
    "que": "q", "de": "d", "por": "x", "para": "pa", "porque": "xq", "estoy": "toy", "esta": "ta", "con": "cn", "me": "m", "te": "t", "tambien": "tmb", "buenas": "bnas", "tardes": "tds",
    "soy": "soi", "llamo": "yamo", "aqui": "aki", "quiero": "kiero", "hola": "ola", "hijo": "ijo", "hija": "ija", "hay": "ai", "y": "i", "hace": "ase", "cita": "sita", "necesito": "nesecito",
    "you": "u", "are": "r", "and": "n", "to": "2", "for": "4", "please": "pls", "the": "da", "my": "mi", "with": "wit", "because": "cuz", "is": "iz",
    "voce": "vc", "nao": "n", "muito": "mto", "comigo": "cmg", "obrigada": "obg",
    "je": "j", "suis": "sui", "est": "e", "pas": "pa", "c'est": "c", "j'ai": "jai", "quelque": "kelk", "et": "e", "mon": "mn",
    "mwen": "mwn", "pou": "pu", "nan": "nn", "rele": "rle", "gen": "gn", "bezwen": "bzwen",
}  # fmt: skip
"""How words of every day are cut short on a phone, in all languages."""


_ACCENTS = str.maketrans("áéíóúüàèìòùâêîôûãõçÁÉÍÓÚÀÈÒÂÊÎÔÛÃÕÇ", "aeiouuaeiouaeiouaocAEIOUAEOAEIOUAOC")
_SLIPS = (
    ("ll", "y"), ("y", "ll"), ("v", "b"), ("b", "v"), ("z", "s"), ("s", "z"), ("c", "s"), ("qu", "k"), ("h", ""), ("i", "y"), ("y", "i"), ("nn", "n"), ("n", "nn"), ("j", "g"),
    ("e", ""), ("a", ""), ("que", "q"), ("por", "x"), ("mb", "nb"), ("s", ""), ("r", "rr"), ("l", "ll"), ("x", "s"), ("gu", "w"), ("'", ""), ("’", ""), ("ph", "f"), ("ou", "u"), ("ee", "i"), ("c", "k"), ("g", "j"),
)  # fmt: skip


def _bare(text: str) -> str:
    return text.translate(_ACCENTS)


def _slipped(word: str, rng: random.Random) -> str:
    """A word with a slip of spelling or of the thumb."""
    if len(word) < 3:
        return word
    if rng.random() < 0.7 or len(word) < 4:
        fitting = [(old, new) for old, new in _SLIPS if old in word]
        if fitting:
            old, new = rng.choice(fitting)
            return word.replace(old, new, 1)
    place = rng.randrange(1, len(word) - 1)
    if rng.random() < 0.3:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
