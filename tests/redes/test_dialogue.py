import pytest
from makers import a_draft
from pydantic import ValidationError

from redes.dialogue import (
    REPORT_SLOTS,
    Ask,
    Preview,
    Say,
    ShowDanger,
    ShowFallback,
    ShowReceipt,
    ShowTopic,
    parse_directive,
)
from redes.reports.telling import Telling


@pytest.mark.parametrize(
    "directive",
    [
        ShowTopic(),
        ShowTopic(topic="urgencias"),
        ShowFallback(),
        Ask(slot=REPORT_SLOTS[0]),
        Ask(slot="report_groups_done", told=Telling(groups=("gestante",), detail="groups")),
        Ask(slot="report_barrier", offered=("urg.puerta", "urg.papeles")),
        ShowDanger(kind="medica"),
        Preview(draft=a_draft()),
        Preview(draft=a_draft(municipality=None, groups=(), story=None)),
        ShowReceipt(receipt="0000 0000 0000 0000 0000"),
        ShowReceipt(receipt="0000 0000 0000 0000 0000", barrier="urg.puerta", municipality="05001"),
        Say(text="reporte.cancelado"),
    ],
    ids=lambda directive: directive.show,
)
def test_a_directive_comes_back_from_rasa_as_it_was_sent(directive):
    assert parse_directive(directive.model_dump(mode="json")) == directive


@pytest.mark.parametrize(
    "data",
    [
        None,
        "hola",
        {},
        {"show": "unknown"},
        {"show": "say"},
        {"show": "say", "text": "a", "more": 1},
        {"text": "a"},
        [],
    ],
)
def test_what_is_no_directive_is_refused(data):
    with pytest.raises(ValidationError):
        parse_directive(data)
