"""The authored shapes: what may stand in the YAML files under ``content/``.

These models are the authors' reference; their docstrings say what a lawyer or a
coordinator must know to write a file. Every model forbids unknown keys, because a
misspelt key would otherwise lose a sentence in silence.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=64)]
"""Lower-case id without accents, parts joined by ``-`` or ``.``: ``urgencias-derecho``."""

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
"""One or two sentences a person reads; a small Markdown subset (``**bold**``) is allowed."""

Location = tuple[Annotated[float, Field(ge=-5, le=14)], Annotated[float, Field(ge=-82, le=-66)]]
"""Latitude and longitude in degrees (WGS 84), somewhere in Colombia: exchanged they are refused."""

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
"""DIVIPOLA code of the DANE, 5 digits, a string: ``05001`` keeps its zero."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language as ISO 639 writes it: ``es``, ``ht``, ``guc``. Which ones are offered is authored: ``content/idiomas/``."""

NORM_REVIEW_DAYS = 182
"""Half a year: a norm changes seldom, but nobody tells us when. Cards are compared with their norms twice as often."""

LANGUAGES: tuple[Language, ...] = ("es", "en", "pt", "fr", "ht")
"""Those in which everything must be said (``contracts.md``); others may come bit by bit."""

Topic = Literal[
    "urgencias",
    "embarazo-parto",
    "recien-nacido-registro",
    "vacunacion",
    "violencia-sexual-genero",
    "ive",
    "salud-mental",
    "crisis-suicida",
    "vih-its",
    "tuberculosis",
    "cancer-cronicas",
    "discapacidad",
    "lgbtiq",
    "indigenas",
    "victimas-conflicto",
    "ninez",
    "personas-mayores",
    "trata",
    "transito",
    "afiliacion-como",
    "afiliacion-documentos",
    "ppt-tramite",
    "ppt-vencido",
    "pep",
    "pep-tutor",
    "salvoconducto-refugio",
    "sisben",
    "sin-documentos",
    "retornados",
    "regimen-subsidiado",
    "eps-cambio-portabilidad",
    "medicamentos",
    "citas-consulta-externa",
    "quien-paga-facturacion",
    "tipo-documento-rips",
    "cobro-copagos",
    "negacion-servicio-queja",
    "tutela",
    "supersalud-defensoria",
    "xenofobia-discriminacion",
    "decalogo",
    "buen-trato",
    "idioma-interprete",
    "capacitacion-quiz",
    "directorio-donde-acudir",
    "reportar-barrera",
    "estado-de-mi-reporte",
    "privacidad-datos",
    "saludo",
    "agradecimiento",
    "despedida",
    "ayuda-menu",
    "hablar-con-humano",
    "cambiar-idioma",
    "fuera-de-alcance",
]
"""What a message can be about (``contracts.md``)."""

TOPICS: frozenset[str] = frozenset(get_args(Topic))


class Audience(StrEnum):
    """For whom a card speaks.

    ``migrante`` is the person who needs care (or who speaks for her), ``personal`` whoever works
    at an IPS, ``todos`` both.
    """

    MIGRANTE = "migrante"
    PERSONAL = "personal"
    TODOS = "todos"


class Authored(BaseModel):
    """What all authored values share: nothing unknown, nothing changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Norm(Authored):
    """A norm or ruling of the catalogue, as authored under ``content/normas/``.

    Attributes:
        id: ``tipo-numero-anio``, with ``-art-N`` when it stands for one article.
        kind: What it is: ``ley``, ``decreto``, ``sentencia`` and so on.
        number: Its number as cited, empty for the Constitution.
        year: Year of issue, 1886 to the current one.
        issuer: Who issued it.
        title: What it is about, in a few words.
        says: What it establishes, in our own words, one idea a line.
        status: Whether it is in force (``vigente``, ``modificada``: amended but in force,
            ``temporal-vencida``: its time ran out, ``derogada``: repealed, ``por-verificar``).
        since: First day in force; None when not verified.
        until: Last day in force; None when no end is known.
        amended_by, repeals, replaced_by: Ids of other norms; empty means none known.
        url: Official or best source; None when no source was confirmed, and then none is shown.
        read: How well it was read: ``primaria`` (official text), ``secundaria`` (a summary or a
            quotation) or ``memoria`` (no source open).
        confidence: ``baja`` never supports a statement alone.
        checked_on: Day somebody last compared this entry with its source.
        review_by: Day by which it must be compared again, where that is sooner or later than the house rule
            (``NORM_REVIEW_DAYS`` after ``checked_on``); None for the house rule.
        caution: What the reviewer must know; not shown to people.
    """

    id: Slug
    kind: str
    number: str
    year: int = Field(ge=1886, le=2100)
    issuer: str
    title: Sentence
    says: tuple[Sentence, ...] = Field(min_length=1)
    status: Literal["vigente", "modificada", "temporal-vencida", "derogada", "por-verificar"]
    since: date | None
    until: date | None
    amended_by: tuple[Slug, ...] = ()
    repeals: tuple[Slug, ...] = ()
    replaced_by: tuple[Slug, ...] = ()
    url: str | None
    read: Literal["primaria", "secundaria", "memoria"]
    confidence: Literal["alta", "media", "baja"]
    checked_on: date
    review_by: date | None = None
    caution: str = ""

    @property
    def due(self) -> date:
        """From this day on nobody may rely on the entry before it was compared with its source again."""
        return self.review_by or self.checked_on + timedelta(days=NORM_REVIEW_DAYS)

    @model_validator(mode="after")
    def _reviewed_after_it_was_checked(self) -> "Norm":
        if self.review_by is not None and self.review_by <= self.checked_on:
            raise ValueError("'review_by' must come after 'checked_on'")
        return self

    def in_force(self, on: date) -> bool:
        """Whether the norm can be cited as law on a day.

        A norm ``por-verificar`` counts as in force: what is not known to have ended is not
        declared ended. Its confidence already says how little is known of it.
        """
        if self.status in ("derogada", "temporal-vencida") and self.until is None:
            return False
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Basis(Authored):
    """One legal support of a card or a practice.

    Attributes:
        norm: Id of a norm of the catalogue.
        at: Where in it, as one would cite it: ``art. 10, literal b``.
        says: What it supports, in one plain sentence of our own; None when the norm's own
            summary says it.
        ideas: Which lines of the norm's ``says`` those are, counted from 1; empty for the first. Read them with
            :func:`redes.content.citation.supports`.
    """

    norm: Slug
    at: str | None = None
    says: Sentence | None = None
    ideas: tuple[Annotated[int, Field(ge=1)], ...] = ()


class Card(Authored):
    """One screen of guidance, as authored under ``content/derechos/`` and ``content/rutas/``.

    A card opens with the answer. Everything after it is optional, in the order a person under
    pressure needs it. The whole card fits one Telegram message.

    Attributes:
        id: Unique in the catalogue: the topic, then what tells this card apart.
        audience: For whom it speaks.
        title: What the card answers, at most 90 characters.
        answer: The answer, in one or two short sentences.
        alarm: Signs that mean: emergency room now. Shown first, with the number 123.
        steps: What to do now, in order, one action each.
        bring: What to take along when there is time; never a requirement for an emergency.
        if_refused: What to say and do when care is refused (for ``migrante``).
        avoid: What not to ask for or do (for ``personal``).
        register: How it is registered and billed (for ``personal``).
        say: Sentences ready to be said aloud, in quotation by the face.
        open_question: What the sources leave open or contradict, said plainly to the reader.
        basis: The norms the statements stand on. Only cards of conversation (greetings, menu)
            may have none; those set ``states_law: false``.
        states_law: Whether the card says anything about rights, duties or procedures.
        contacts: Ids of directory entries.
        next: Ids of the cards offered next, in display order, at most 4.
        keywords: Words people use for this and that the text does not hold; for the search.
        confidence: ``alta`` or ``media``. What rests on less is not written.
        caution: What the reviewer must know; not shown to people.
        reviewed_on: Day the text was last compared with its norms.
        review_by: From this day on the card says that it is under review.
    """

    id: Slug
    audience: Audience
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=90)]
    answer: Sentence
    alarm: tuple[Sentence, ...] = Field(default=(), max_length=10)
    steps: tuple[Sentence, ...] = Field(default=(), max_length=8)
    bring: tuple[Sentence, ...] = Field(default=(), max_length=8)
    if_refused: tuple[Sentence, ...] = Field(default=(), max_length=5)
    avoid: tuple[Sentence, ...] = Field(default=(), max_length=6)
    register_: tuple[Sentence, ...] = Field(default=(), max_length=6, alias="register")
    say: tuple[Sentence, ...] = Field(default=(), max_length=4)
    open_question: Sentence | None = None
    basis: tuple[Basis, ...] = ()
    states_law: bool = True
    contacts: tuple[Slug, ...] = ()
    next: tuple[Slug, ...] = Field(default=(), max_length=4)
    keywords: tuple[str, ...] = ()
    confidence: Literal["alta", "media"] = "media"
    caution: str = ""
    reviewed_on: date
    review_by: date

    @model_validator(mode="after")
    def _law_has_a_basis(self) -> "Card":
        if self.states_law and not self.basis:
            raise ValueError("a card that states law needs at least one norm under 'basis'")
        if self.review_by <= self.reviewed_on:
            raise ValueError("'review_by' must come after 'reviewed_on'")
        return self


class TopicFile(Authored):
    """All cards of one topic: one file under ``content/derechos/``.

    Attributes:
        topic: The topic as the understanding names it.
        label: What a button for the topic says, at most 40 characters.
        cards: Its cards. The first one of each audience is the one a question is answered with; the very
            first answers people who have not said who they are.
    """

    topic: Topic
    label: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    cards: tuple[Card, ...] = ()


class HowTo(Authored):
    """How one role puts a practice into action."""

    role: Literal[
        "atencion-usuario", "facturacion", "vigilancia", "enfermeria", "medicina", "trabajo-social", "directivos"
    ]
    action: Sentence


class SelfCheck(Authored):
    """One question of a practice's short self-check.

    Attributes:
        question: The question.
        options: What one may answer, 2 to 4.
        correct: Index of the right option, from 0.
        explanation: Why, shown after the choice.
    """

    question: Sentence
    options: tuple[Sentence, ...] = Field(min_length=2, max_length=4)
    correct: int = Field(ge=0, le=3)
    explanation: Sentence

    @model_validator(mode="after")
    def _correct_names_an_option(self) -> "SelfCheck":
        if self.correct >= len(self.options):
            raise ValueError("'correct' must be the index of an option, counted from 0")
        return self


class Practice(Authored):
    """One practice of the decálogo.

    Attributes:
        number: Its place, 1 to 10.
        id: Slug of the practice.
        title: What it asks, in one line.
        idea: The practice in one or two sentences.
        why: What happens to people without it.
        how: What each role does.
        avoid: What to stop doing.
        say: Sentences to say to people.
        basis: Norms it stands on.
        self_check: Short questions to try oneself.
        confidence: How well supported the practice is.
        caution: For the reviewer; not shown.
    """

    number: int = Field(ge=1, le=10)
    id: Slug
    title: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    idea: Sentence
    why: Sentence
    how: tuple[HowTo, ...] = Field(min_length=1)
    avoid: tuple[Sentence, ...] = Field(min_length=1)
    say: tuple[Sentence, ...] = Field(min_length=1)
    basis: tuple[Basis, ...] = Field(min_length=1)
    self_check: tuple[SelfCheck, ...] = Field(min_length=1)
    confidence: Literal["alta", "media"]
    caution: str = ""


class Decalogo(Authored):
    """The ten practices: ``content/decalogo/decalogo.yaml``.

    Attributes:
        title: Its name.
        status: ``propuesta`` until the mesas validate it; then ``validado``.
        notice: What is said wherever it is shown, while it is a proposal.
        reviewed_on, review_by: As on a card.
        practices: Exactly ten, numbered 1 to 10 in order.
    """

    title: str
    status: Literal["propuesta", "validado"]
    notice: Sentence
    reviewed_on: date
    review_by: date
    practices: tuple[Practice, ...] = Field(min_length=10, max_length=10)

    @model_validator(mode="after")
    def _numbered_in_order(self) -> "Decalogo":
        if [p.number for p in self.practices] != list(range(1, 11)):
            raise ValueError("the practices must be numbered 1 to 10, in order")
        return self


ATTENDS = frozenset({"hospital-publico", "ips"})
"""Kinds of the entries of the directory that attend people; an office or a hotline makes no plan of care."""


class Contact(Authored):
    """A line, service or organisation of the directory: ``content/directorio/``.

    What is not confirmed is absent: a wrong number costs somebody the call that mattered.

    Attributes:
        id: Slug, unique.
        name: What people call it.
        scope: ``nacional`` or the id of a territory.
        kind: ``linea``, ``entidad``, ``hospital``, ``organizacion`` and so on.
        offers: What it does, for whom.
        topics: Needs that it serves, as far as its source says so; empty when it says nothing so definite.
        phone: As one dials it, or None.
        address: Street address, or None.
        hours: When it answers, or None when not known.
        channels: Web, e-mail or other ways, or None.
        source_url: Where the data comes from.
        source_date: Date of the source, as known (``2023-08-25``, ``2021 (aprox.)``).
        confidence: ``alta`` or ``media``; an entry of low confidence is not published.
        caution: What a caller must know, shown; or None.
        municipality: DIVIPOLA code of the municipality of the scope it stands in, where known.
        location: Latitude and longitude in degrees (WGS 84), where known.
    """

    id: Slug
    name: str
    scope: Slug
    kind: str
    offers: Sentence
    topics: tuple[Topic, ...] = ()
    phone: str | None = None
    address: str | None = None
    hours: str | None = None
    channels: str | None = None
    source_url: str | None
    source_date: str | None
    confidence: Literal["alta", "media"]
    caution: str | None = None
    municipality: MunicipalityCode | None = None
    location: Location | None = None


class Barrier(Authored):
    """A kind of barrier that can be reported.

    Attributes:
        id: ``category.kind``.
        name: In the words of whoever met it, at most 60 characters (it is a button's text).
        description: What it covers.
        examples: Invented examples, for authors and for the search; never testimonies.
        keywords: Words and turns with which people tell of it; for the search.
        urgency: ``inmediata``, ``alta``, ``media`` or ``baja``: how soon somebody must look.
        care_now: Whether the person may need care right now, so that it is asked first.
        message: What to do at once, shown when it is chosen.
        routes: Topics to offer.
        practices: Numbers of the decálogo's practices that it breaks, the first the main one.
    """

    id: Slug
    name: Annotated[str, StringConstraints(max_length=64)]
    description: Sentence
    examples: tuple[Sentence, ...] = ()
    keywords: tuple[str, ...] = ()
    urgency: Literal["inmediata", "alta", "media", "baja"]
    care_now: bool
    message: Sentence
    routes: tuple[Topic, ...] = ()
    practices: tuple[int, ...] = ()


class BarrierCategory(Authored):
    """A family of barriers: ``content/barreras/barreras.yaml``.

    Attributes:
        id: Short slug, the first part of its barriers' ids.
        name: At most 40 characters (it is a button's text).
        barriers: Its kinds.
    """

    id: Slug
    name: Annotated[str, StringConstraints(max_length=44)]
    description: Sentence
    barriers: tuple[Barrier, ...] = Field(min_length=1)


class Municipality(Authored):
    """A municipality people may name.

    Attributes:
        code: DIVIPOLA code of the DANE, 5 digits, a string (``05001`` keeps its zero).
        name: Its name.
        synonyms: Other ways to write it.
        location: Where its town is, latitude and longitude in degrees; without it nobody who shares a
            location is led there.
    """

    code: MunicipalityCode
    name: str
    synonyms: tuple[str, ...] = ()
    location: Location | None = None


class Territory(Authored):
    """A territory with a mesa, or the rest of the country: ``content/territorios/``.

    Attributes:
        id: Slug, the ``scope`` of its directory entries.
        name: Button text.
        mesa: Whether an intersectoral table meets there.
        municipalities: Those that belong to it.
    """

    id: Slug
    name: Annotated[str, StringConstraints(max_length=40)]
    mesa: bool
    municipalities: tuple[Municipality, ...] = Field(min_length=1)


Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
"""What people write for something, in plain words: no accents, lower case.

``*`` at the end of a word stands for any ending, ``|`` parts alternatives (``_`` joins two words of one
alternative: ``bebe|recien_nacid*``), ``...`` allows up to three other words of the same sentence, and a comma, in between,
``<name>`` stands for the alternatives listed under ``words`` of the file. Articles and the like
(:class:`redes.content.speech.Speech`) may stand anywhere between the words and are left out.
"""


class Term(Authored):
    """A value of the vocabulary with the many names people give it: ``content/vocabulario/``.

    Attributes:
        value: The value of the contracts (``ppt-vencido``).
        label: What a button or a sentence calls it, language -> text; Spanish is required.
        names: What people answer when they are asked for this fact, in any language, lower case.
        said: Language -> what says it in the middle of a sentence. Narrower than ``names``: who is asked for her
            groups and answers "calle" lives there; who writes "calle" may only give an address.
        general: Whether it is a kind of care that other services are made of: who asks for medicines for tuberculosis
            asks for the care of tuberculosis.
        denied: The value that is meant when this one is denied ("ya no", "sin"); None when its denial tells only
            that it is not this one.
    """

    value: Slug | Literal["I", "II", "III", "IV", "V"]
    label: Mapping[Language, str]
    names: tuple[str, ...] = ()
    said: Mapping[Language, tuple[Phrase, ...]] = Field(default_factory=dict)
    general: bool = False
    denied: Slug | None = None

    @model_validator(mode="after")
    def _spanish_is_there(self) -> "Term":
        if "es" not in self.label:
            raise ValueError("the Spanish label is missing")
        return self


class Hint(Authored):
    """Something said that is no value by itself: "EPS", "mi cédula", "viene a control".

    Attributes:
        said: Language -> phrases, as in a term.
        value: What it is taken for when the sentence says nothing surer of this fact; None: nothing.
        denied: What its denial means ("sin EPS": ``no-afiliado``); None: nothing.
        beside: ``fact=value`` said elsewhere in the sentence -> what the hint then means
            (``nacionalidad=colombiana: cc`` for "cédula").
    """

    said: Mapping[Language, tuple[Phrase, ...]]
    value: Slug | None = None
    denied: Slug | None = None
    beside: Mapping[str, Slug] = Field(default_factory=dict)


class Vocabulary(Authored):
    """One list of terms: ``content/vocabulario/<fact>.yaml``.

    Attributes:
        fact: The fact of the contracts; ``grupo`` for the groups.
        terms: Its values. When a sentence says several, the one listed first wins (but for groups, which go
            together).
        hints: What is said of the fact without naming a value.
        not_meant: Language -> phrases that hold the name of a value and do not state it ("me piden el PPT").
        words: Name -> alternatives, for ``<name>`` in phrases.
        walls: Names under ``words`` that a ``...`` never steps over: in "PPT y pasaporte vencido" the PPT has
            not expired.
        lackable: Whether lacking it denies it. Who "has no medicines" asks for them: of services only "no es",
            "no quiero" and the like count as a denial.
    """

    fact: Slug
    terms: tuple[Term, ...] = Field(min_length=1)
    hints: tuple[Hint, ...] = ()
    not_meant: Mapping[Language, tuple[Phrase, ...]] = Field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    walls: tuple[str, ...] = ()
    lackable: bool = True

    @model_validator(mode="after")
    def _words_are_listed(self) -> "Vocabulary":
        spoken = [term.said for term in self.terms] + [hint.said for hint in self.hints] + [self.not_meant]
        named = {
            name
            for said in spoken
            for phrases in said.values()
            for phrase in phrases
            for name in re.findall(r"<([^>]*)>", phrase)
        }
        if unknown := sorted((named | set(self.walls)) - self.words.keys()):
            raise ValueError(f"not listed under 'words': {', '.join(unknown)}")
        return self


class LanguageSheet(Authored):
    """A language that people can choose: ``content/idiomas/<code>.yaml``.

    Attributes:
        code: As ISO 639 writes it.
        order: Its place where languages are offered; Spanish is the first.
        name: Its name in itself: whoever needs it reads it.
        in_spanish: Its name for the reviewers.
        months: The twelve, as they stand in a date.
        day: How a date is said; ``{dia}``, ``{mes}`` and ``{anio}`` are filled in.
    """

    code: Language
    order: int = Field(ge=1)
    name: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    in_spanish: str
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    day: str


class ShortForm(Authored):
    """An abbreviation with what it means in plain words: an entry of ``content/siglas/``.

    Attributes:
        id: The abbreviation as it is written, without what may follow it: ``PEP`` also for ``PEP-Tutor``, ``SC`` for ``SC-2``.
        means: Language -> what it means; Spanish is required.
        known_to: Who meets it daily, so that a card need not explain it to them: ``migrante``, ``personal``, or both.
            A card for ``todos`` may use it unexplained only when both know it.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-ZÁÉÍÓÚÑ]{2,}$")]
    means: Mapping[Language, Sentence]
    known_to: tuple[Literal["migrante", "personal"], ...] = ()

    @model_validator(mode="after")
    def _spanish_is_there(self) -> "ShortForm":
        if "es" not in self.means:
            raise ValueError("the Spanish meaning is missing")
        return self

    def is_known_to(self, audience: Audience) -> bool:
        """Whether a card for these readers may use it without saying what it means."""
        readers = ("migrante", "personal") if audience is Audience.TODOS else (audience.value,)
        return all(reader in self.known_to for reader in readers)


class Texts(Authored):
    """Sentences the program says in one language: a file ``content/textos/<language>/<room>.yml``.

    The files of a language are read as one; a key stands in one of them only.

    Attributes:
        language: Which.
        state: ``autoridad`` for Spanish; ``escrita`` or ``revisada`` (by a native speaker) else.
        texts: Key -> sentence; ``{name}`` marks a place that the program fills in.
    """

    language: Language
    state: Literal["autoridad", "escrita", "revisada"]
    texts: Mapping[str, str]


class CardTranslation(Authored):
    """A card in another language: an entry of ``content/traducciones/<language>/<topic>.yaml``.

    Attributes:
        id: The card.
        follows: Fingerprint of the Spanish text it translates, as ``redes content check``
            prints it; a different one means that the translation is stale.
        state: ``escrita`` or ``revisada`` by a native speaker.
        keywords: Words people of this language use for it and that the text does not hold; for the search. They
            translate nothing, so a translation stays what it was when they change.
        title, answer, alarm, steps, bring, if_refused, avoid, register, say, open_question: As on the card.
    """

    id: Slug
    follows: str
    state: Literal["escrita", "revisada"]
    keywords: tuple[str, ...] = ()
    title: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    answer: Sentence
    alarm: tuple[Sentence, ...] = ()
    steps: tuple[Sentence, ...] = ()
    bring: tuple[Sentence, ...] = ()
    if_refused: tuple[Sentence, ...] = ()
    avoid: tuple[Sentence, ...] = ()
    register_: tuple[Sentence, ...] = Field(default=(), alias="register")
    say: tuple[Sentence, ...] = ()
    open_question: Sentence | None = None


class TopicTranslation(Authored):
    """A topic in another language."""

    topic: Topic
    label: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    cards: tuple[CardTranslation, ...] = ()


class BarrierWords(Authored):
    """A kind of barrier in another language.

    Attributes:
        name, message: As on the barrier.
        keywords: Words and turns with which people of this language tell of it; for the search.
    """

    name: Annotated[str, StringConstraints(max_length=64)]
    message: Sentence
    keywords: tuple[str, ...] = Field(min_length=1)


class ReportWords(Authored):
    """What a report is picked from, in another language: a file under ``content/reportes/``.

    Attributes:
        language: Which; never Spanish, whose words stand on the barriers themselves.
        follows, state: As on a translated card.
        families: Id of a family of barriers -> its name.
        barriers: Id of a barrier -> its words.
        practices: Number of a practice of the decálogo -> its title, for who tells of one that went well.
    """

    language: Literal["en", "pt", "fr", "ht"]
    follows: str
    state: Literal["escrita", "revisada"]
    families: Mapping[str, Annotated[str, StringConstraints(max_length=60)]]
    barriers: Mapping[str, BarrierWords]
    practices: Mapping[int, Annotated[str, StringConstraints(max_length=90)]]


class Danger(Authored):
    """One kind of danger: a file under ``content/seguridad/``, reviewable by a clinician.

    A pattern is a list of words in the order people write them, without accents and in lower case.
    ``*`` at the end of a word stands for any ending, ``|`` parts alternatives (``_`` joins two words
    of one alternative: ``bebe|recien_nacid*``), ``...`` allows up to four other words in between.

    Attributes:
        kind: As in ``contracts.md``.
        order: Which kind wins when a message shows several; 1 is answered first.
        contacts: Directory ids to call, in order.
        topic: Topic offered behind the answer.
        signs: Language -> patterns that mean this danger.
        not_meant: Language -> patterns that look alike and are harmless ("me muero de la risa");
            they are taken out of the message before the signs are looked for.
    """

    kind: Literal["medica", "obstetrica", "pediatrica", "suicidio", "violencia", "trata", "negacion-urgencia"]
    order: int = Field(ge=1, le=20)
    contacts: tuple[Slug, ...] = Field(min_length=1)
    topic: Topic
    signs: Mapping[Language, tuple[str, ...]]
    not_meant: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)


class MenuSection(Authored):
    """One button of the menu and the topics behind it.

    Attributes:
        id: Slug.
        label: Language -> button text, at most 40 characters; Spanish is required.
        topics: In display order.
    """

    id: Slug
    label: Mapping[Language, Annotated[str, StringConstraints(max_length=40)]]
    topics: tuple[Topic, ...] = Field(min_length=1)


class Menu(Authored):
    """The menu: ``content/menu/menu.yaml``.

    Attributes:
        sections: In display order.
    """

    sections: tuple[MenuSection, ...] = Field(min_length=1)


class Talk(Authored):
    """What the conversation knows by words: ``content/conversacion/conversacion.yaml``.

    Words are compared without accents and capitals, whole words only.

    Attributes:
        case_topics: Topics that the rules answer when a message holds a case (a service, and a document or an
            affiliation); all others are answered by their card, whatever facts the message holds.
        follow_up: Language -> how a sentence begins that changes one fact of the case before it.
        not_understood: Language -> words of somebody whom an answer did not reach; it is told again more simply.
        greetings: Language -> how a message begins that greets before it says what it wants.
        where: Language -> how somebody begins who asks where to go for what was just answered.
        group_topics: Group of which somebody asks after an answer («¿y para mi hijo?») -> the topic that tells of it.
        joins: Language -> what stands between two questions in one message.
        staff_words: Language -> words of somebody who works at an IPS; she is answered in the voice for staff
            though she has not said who she is.
        insults: Language -> insults; a report that holds nothing else waits apart for a coordinator.
        around_insults: Language -> small words that stand beside insults and tell nothing.
    """

    case_topics: tuple[Topic, ...] = ()
    follow_up: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    not_understood: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    greetings: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    where: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    group_topics: Mapping[str, Topic] = Field(default_factory=dict)
    joins: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    staff_words: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    insults: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
    around_insults: Mapping[Language, tuple[str, ...]] = Field(default_factory=dict)
