"""What the dialogue (Rasa and its actions) and the faces have agreed on.

Rasa never holds a sentence for people. It answers with *directives*: small facts about what to show
next. The conversation turns a directive into replies in the person's language, from the catalogue.
So nothing that is said passes through Rasa's tracker, and a new language needs no training.
"""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from redes.reports.draft import Draft
from redes.reports.telling import Question, Telling

REPORT_FORM = "report_form"
"""The Rasa form of a barrier report."""

REPORT_SLOTS = get_args(Question)
"""The slots that can be asked for; each holds an answer only until it is checked."""

KEPT = "report_kept"
"""The slot with what was told and checked so far, a :class:`~redes.reports.telling.Telling` as JSON."""

GIVEN = "report_given"
"""The slot with what is known when a report begins (the rule that was broken, an institution), likewise."""

DETAIL = "report_detail"
"""The slot with the detail that is to be added or changed."""

SKIPPED = "sin-dato"
"""Value of a slot that the person chose to leave out."""


class _Directive(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ShowTopic(_Directive):
    """Answer a topic with its card.

    Attributes:
        topic: Which; None means the one just understood.
    """

    show: Literal["topic"] = "topic"
    topic: str | None = None


class ShowFallback(_Directive):
    """Not understood well enough: offer the nearest topics."""

    show: Literal["fallback"] = "fallback"


class Ask(_Directive):
    """Ask for a slot of the report.

    Attributes:
        slot: Which.
        told: What was told so far; it decides what is offered.
        offered: Values that fit what she wrote, for her to pick from; empty when she wrote nothing like it.
    """

    show: Literal["ask"] = "ask"
    slot: Question
    told: Telling = Telling()
    offered: tuple[str, ...] = ()


class Preview(_Directive):
    """Show what would be kept, and ask for consent."""

    show: Literal["preview"] = "preview"
    draft: Draft


class ShowReceipt(_Directive):
    """The report is durable; hand its receipt out. The only place where a receipt is in clear.

    Attributes:
        receipt: The receipt.
        barrier: What it was about, so that the formal way can be shown beside it; None for a compliment.
        municipality: Where, or None.
    """

    show: Literal["receipt"] = "receipt"
    receipt: str
    barrier: str | None = None
    municipality: str | None = None


class ShowDanger(_Directive):
    """Somebody needs care now: say first what to do.

    Attributes:
        kind: Of danger, as in ``content/seguridad``.
    """

    show: Literal["danger"] = "danger"
    kind: str


class Say(_Directive):
    """Say one sentence of ``content/textos``.

    Attributes:
        text: Its key.
    """

    show: Literal["say"] = "say"
    text: str


Directive = ShowTopic | ShowFallback | Ask | Preview | ShowReceipt | ShowDanger | Say

_DIRECTIVE: TypeAdapter[Directive] = TypeAdapter(Annotated[Directive, Field(discriminator="show")])


def parse_directive(data: object) -> Directive:
    """A directive from the JSON that Rasa returned.

    Raises:
        pydantic.ValidationError: It is none; the domain and this module disagree.
    """
    return _DIRECTIVE.validate_python(data)
