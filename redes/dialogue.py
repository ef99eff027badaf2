"""What the dialogue (Rasa and its actions) and the faces have agreed on.

Rasa never holds a sentence for people. It answers with *directives*: small facts about what to show
next. The conversation turns a directive into replies in the person's language, from the catalogue.
So nothing that is said passes through Rasa's tracker, and a new language needs no training.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from redes.reports.draft import Draft

REPORT_FORM = "report_form"
"""The Rasa form of a barrier report."""

REPORT_SLOTS = ("report_barrier", "report_place", "report_groups_done", "report_story", "report_consent")
"""Its slots, in the order in which they are asked."""

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
        slot: One of ``REPORT_SLOTS``.
        chosen: What was chosen so far, where several may be.
    """

    show: Literal["ask"] = "ask"
    slot: str
    chosen: tuple[str, ...] = ()


class OfferBarriers(_Directive):
    """The person's words fit these kinds of barrier; she picks."""

    show: Literal["barriers"] = "barriers"
    barriers: tuple[str, ...]


class Preview(_Directive):
    """Show what would be kept, and ask for consent."""

    show: Literal["preview"] = "preview"
    draft: Draft


class ShowReceipt(_Directive):
    """The report is durable; hand its receipt out. The only place where a receipt is in clear."""

    show: Literal["receipt"] = "receipt"
    receipt: str


class Say(_Directive):
    """Say one sentence of ``content/textos``.

    Attributes:
        text: Its key.
    """

    show: Literal["say"] = "say"
    text: str


Directive = ShowTopic | ShowFallback | Ask | OfferBarriers | Preview | ShowReceipt | Say

_DIRECTIVE: TypeAdapter[Directive] = TypeAdapter(Annotated[Directive, Field(discriminator="show")])


def parse_directive(data: object) -> Directive:
    """A directive from the JSON that Rasa returned.

    Raises:
        pydantic.ValidationError: It is none; the domain and this module disagree.
    """
    return _DIRECTIVE.validate_python(data)
