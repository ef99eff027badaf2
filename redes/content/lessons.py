"""The authored shapes of the training: modules of short cards, and the test before and after them.

Like :mod:`redes.content.schema`, these docstrings are the authors' reference. What is taught about rights and procedures
stands on norms of the catalogue as a card does; what is taught about treating people may stand on a study instead, named
where it is taught. Modules are in Spanish: they are for staff of Colombian institutions, and the screens say so in the
other languages.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from redes.content.schema import Authored, Basis, MunicipalityCode, Sentence, Slug

Theme = Literal[
    "derechos-humanos",
    "genero",
    "inclusion",
    "xenofobia",
    "enfoque-diferencial",
    "atencion-humanizada",
    "normas",
    "rutas",
]
"""What there is a module about, in the order in which they are offered."""

Construct = Literal["derechos", "genero", "inclusion", "xenofobia", "normativa"]
"""What the test measures: the constructs of the experience *Redes saludables*, whose staff found gender and xenophobia hardest."""

Form = Literal["A", "B"]
"""One of the two parallel forms of the test."""

Difficulty = Literal["facil", "media", "dificil"]
"""How hard its author thinks an item is, before anybody has answered it."""

ITEMS = 10
"""Items of a form."""

Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
"""A question of the test or what one may answer; short enough that ten of them with their explanations can be shown."""

IpsCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{3,12}[0-9]{2,4}$")]
"""What an IPS is joined by: letters, then digits, so that no word is taken for a code: ``norte2026``."""


class Source(Authored):
    """Where something comes from that is no norm: a study, a guide, an account of experience.

    Attributes:
        says: Who says it, when and where, as one would cite it.
        url: Where to read it; None when it is not published.
    """

    says: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None


class Lesson(Authored):
    """One card of a module: a screen to be read between two patients.

    Attributes:
        title: What it teaches, at most 90 characters.
        text: Its paragraphs, in the voice for staff, 1 to 5.
        say: Sentences ready to be said aloud.
        basis: Norms it stands on; required as soon as it says anything about rights, duties or deadlines (the check reads
            for that).
    """

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=90)]
    text: tuple[Sentence, ...] = Field(min_length=1, max_length=5)
    say: tuple[Sentence, ...] = Field(default=(), max_length=4)
    basis: tuple[Basis, ...] = ()


class Choice(Authored):
    """One thing that one could do in a situation.

    Attributes:
        says: What one would do.
        right: Whether it is what the module teaches.
        feedback: What would come of it, and why; shown after it was chosen. Never a reproach.
    """

    says: Prompt
    right: bool
    feedback: Sentence


class Situation(Authored):
    """«¿Qué haría usted?»: an invented situation to decide.

    Attributes:
        story: What happens, with nobody's real case in it.
        choices: 3 or 4, of which at least one is right and at least one is not.
        basis: Norms that the feedback stands on.
    """

    story: tuple[Sentence, ...] = Field(min_length=1, max_length=3)
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=4)
    basis: tuple[Basis, ...] = ()

    @model_validator(mode="after")
    def _can_be_decided(self) -> "Situation":
        if len({choice.right for choice in self.choices}) != 2:
            raise ValueError("of the choices at least one must be right and at least one must not")
        return self


class Module(Authored):
    """A module of the training: one file under ``content/capacitacion/modulos/``.

    Attributes:
        id: Its theme.
        label: What its button says, at most 40 characters.
        title: What it teaches, in one line.
        trains: Which part of the test it prepares for.
        answers: What it helps to prevent: kinds of barrier (``urg.puerta``), or families of them (``urg``). Where these are
            reported it is proposed.
        aim: What one can do after it.
        lessons: 4 to 6 cards, in the order in which they are read.
        situation: What is decided after them.
        practice: Number of the practice of the decálogo that it puts into action.
        case: Facts of «¿Debo atender?» that it prepares for, in the words of the contracts (``servicio: urgencia``).
        question: The question of that case, as its button asks it, at most 60 characters.
        sources: What it rests on beside norms.
        confidence: ``alta`` or ``media``. What rests on less is not taught.
        caution: What the reviewer must know; not shown.
        reviewed_on, review_by: As on a card.
    """

    id: Theme
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=90)]
    trains: Construct
    answers: tuple[Slug, ...] = ()
    aim: Sentence
    lessons: tuple[Lesson, ...] = Field(min_length=4, max_length=6)
    situation: Situation
    practice: int = Field(ge=1, le=10)
    case: Mapping[str, str] = Field(min_length=1)
    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=60)]
    sources: tuple[Source, ...] = ()
    confidence: Literal["alta", "media"]
    caution: str = ""
    reviewed_on: date
    review_by: date

    @model_validator(mode="after")
    def _reviewed_in_time(self) -> "Module":
        if self.review_by <= self.reviewed_on:
            raise ValueError("'review_by' must come after 'reviewed_on'")
        return self

    @property
    def bases(self) -> tuple[Basis, ...]:
        """All norms it stands on, its situation's included."""
        return (*(basis for lesson in self.lessons for basis in lesson.basis), *self.situation.basis)


class Item(Authored):
    """One question of the test.

    Attributes:
        number: Its place in its form, 1 to 10. The items of one number in the two forms measure the same, equally hard.
        form: ``A`` or ``B``.
        measures: What it measures.
        difficulty: How hard it is thought to be; ``redes training report`` says how hard it was.
        question: The question.
        options: 3 or 4, of which one is right.
        correct: Index of the right one, from 0.
        explanation: Why, shown when the whole test is over.
        basis: Norms the right answer stands on.
        sources: What it rests on beside norms. An item needs a norm or a source.
        confidence: ``alta`` or ``media``.
        caution: What the reviewer must know; not shown.
    """

    number: int = Field(ge=1, le=ITEMS)
    form: Form
    measures: Construct
    difficulty: Difficulty
    question: Prompt
    options: tuple[Prompt, ...] = Field(min_length=3, max_length=4)
    correct: int = Field(ge=0, le=3)
    explanation: Sentence
    basis: tuple[Basis, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Literal["alta", "media"]
    caution: str = ""

    @model_validator(mode="after")
    def _can_be_judged(self) -> "Item":
        if self.correct >= len(self.options):
            raise ValueError("'correct' must be the index of an option, counted from 0")
        if len(set(self.options)) < len(self.options):
            raise ValueError("two options say the same")
        if not self.basis and not self.sources:
            raise ValueError(
                "an item needs a norm under 'basis' or a study under 'sources'; without one it is an opinion"
            )
        return self

    @property
    def id(self) -> str:
        """Form and number: ``A3``."""
        return f"{self.form}{self.number}"


class Exam(Authored):
    """The test of entry and exit: ``content/capacitacion/prueba/prueba.yaml``.

    Attributes:
        reviewed_on, review_by: As on a card. A test under review is not given.
        items: Ten of each form.
    """

    reviewed_on: date
    review_by: date
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _has_two_parallel_forms(self) -> "Exam":
        if self.review_by <= self.reviewed_on:
            raise ValueError("'review_by' must come after 'reviewed_on'")
        if sorted(item.id for item in self.items) != sorted(f"{form}{n}" for form in "AB" for n in range(1, ITEMS + 1)):
            raise ValueError(f"each form needs exactly one item of each number from 1 to {ITEMS}")
        for one, other in zip(self.form("A"), self.form("B"), strict=True):
            if (one.measures, one.difficulty) != (other.measures, other.difficulty):
                raise ValueError(f"{one.id} and {other.id} must measure the same construct and be thought equally hard")
        return self

    def form(self, form: Form) -> tuple[Item, ...]:
        """The items of a form, in order."""
        return tuple(sorted((item for item in self.items if item.form == form), key=lambda item: item.number))


class Ips(Authored):
    """An institution whose staff learns together: an entry of ``content/ips/``.

    It is joined by its code, never by a list of employees; whoever has the code may join.

    Attributes:
        id: The code: what stands behind ``ips_`` in its link and QR, and what is typed as ``IPS-...``.
        name: Its name, as its staff knows it.
        territory: Id of its territory.
        municipality: DIVIPOLA code of where it is.
        agreed_on: Day on which the institution agreed to take part.
        directory: Id of its directory entry, so that who scans its poster can tell what happened there; None when it has none.
    """

    id: IpsCode
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=90)]
    territory: Slug
    municipality: MunicipalityCode
    agreed_on: date
    directory: Slug | None = None
