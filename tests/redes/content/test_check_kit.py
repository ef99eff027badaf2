"""The plans of the kit add up, name what is there and state no law; the poster speaks every language."""

import dataclasses
from datetime import date

import pytest
import yaml
from pydantic import ValidationError

from redes.content.catalogue import Catalogue
from redes.content.check import citations
from redes.content.check_kit import (
    plans_name_what_is_there,
    plans_state_no_law,
    posters_lead_somewhere,
    what_is_printed_is_reviewed,
)
from redes.content.kit import Kit
from redes.content.rights import RightsPoster
from redes.settings import ROOT

DAY = date(2026, 11, 22)


def authored(path: str) -> dict:
    return yaml.safe_load((ROOT / "content" / path).read_text(encoding="utf-8"))


def a_kit(**activity) -> Kit:
    """The kit that ships, with the second activity of its first session changed."""
    kit = authored("capacitacion/kit/kit.yaml")
    kit["sessions"][0]["activities"][1] |= activity
    return Kit.model_validate(kit)


def messages(check, real: Catalogue, **parts) -> list[str]:
    return [finding.message for finding in check(dataclasses.replace(real, **parts), DAY)]


def test_the_content_that_ships_has_a_kit_and_a_poster(real: Catalogue):
    assert (real.kit is None, real.rights is None) == (False, False)


def test_activities_that_do_not_add_up_to_their_session_are_refused():
    with pytest.raises(ValidationError, match="take 16 minutes and the session 15"):
        a_kit(minutes=5)


def test_a_situation_decided_twice_is_refused():
    with pytest.raises(ValidationError, match="decided twice"):
        a_kit(quiz=["derechos-humanos"])


def test_a_session_in_which_nothing_is_decided_is_refused():
    kit = authored("capacitacion/kit/kit.yaml")
    for activity in kit["sessions"][0]["activities"]:
        activity.pop("quiz", None)

    with pytest.raises(ValidationError, match="needs a 'quiz'"):
        Kit.model_validate(kit)


def test_a_kit_without_one_of_its_lengths_is_refused():
    kit = authored("capacitacion/kit/kit.yaml")
    del kit["sessions"][1]

    with pytest.raises(ValidationError, match="one session of 15, one of 30 and one of 60"):
        Kit.model_validate(kit)


def test_a_card_that_a_module_does_not_have_is_told(real: Catalogue):
    kit = a_kit(teaches=[{"module": "genero", "cards": [1, 6]}])

    assert messages(plans_name_what_is_there, real, kit=kit) == [
        "the session of 15 minutes shows card 6 of 'genero', which is not there"
    ]


def test_a_module_that_is_not_there_is_told(real: Catalogue):
    modules = {theme: module for theme, module in real.modules.items() if theme != "atencion-humanizada"}

    assert [
        message for message in messages(plans_name_what_is_there, real, modules=modules) if "of 15 minutes" in message
    ] == ["the session of 15 minutes decides the situation of 'atencion-humanizada', of which there is no module"]


def test_a_plan_that_states_law_is_told(real: Catalogue):
    [message] = messages(plans_state_no_law, real, kit=a_kit(do=["Recuerde que la ley obliga a atender."]))

    assert message.startswith("the kit states law ('la ley')")


def test_a_poster_that_lacks_a_language_is_refused():
    poster = authored("carteles/conozca-sus-derechos.yaml")
    del poster["rights"][0]["says"]["ht"]

    with pytest.raises(ValidationError, match="what 'urgencias-migrante' says is missing in ht"):
        RightsPoster.model_validate(poster)


def test_a_poster_that_names_no_card_of_ours_or_no_norm_of_ours_is_told(real: Catalogue):
    poster = authored("carteles/conozca-sus-derechos.yaml")
    poster["rights"][0] |= {"card": "no-existe", "basis": [{"norm": "ley-9-1900"}]}
    changed = RightsPoster.model_validate(poster)

    assert messages(posters_lead_somewhere, real, rights=changed) == [
        "the poster names card 'no-existe', which does not exist"
    ]
    assert [m for m in messages(citations, real, rights=changed) if "ley-9-1900" in m] == [
        "the poster ('no-existe') cites 'ley-9-1900', which is not in content/normas/"
    ]


def test_an_overdue_review_of_kit_or_poster_is_told(real: Catalogue):
    late = {
        "kit": real.kit.model_copy(update={"review_by": DAY}),
        "rights": real.rights.model_copy(update={"review_by": DAY}),
    }

    assert [message.split(" was")[0] for message in messages(what_is_printed_is_reviewed, real, **late)] == [
        "the kit",
        "the poster",
    ]
