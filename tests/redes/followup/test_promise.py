from datetime import date, timedelta

import pytest
from makers import THURSDAY
from mesa_makers import some_ground

from redes.followup.errors import FollowupError, Incomplete, NamesAPerson, NoSuchStep, told
from redes.followup.promise import STEPS, Evidence, Promise, advanced
from redes.reports.keeping import ChangedMeanwhile

NOTE = Evidence(kind="nota", text="Acta de la capacitación firmada")


def a_promise(**given):
    return Promise(**{"what": "Capacitar a la portería", "due": date(2024, 8, 1)} | given)


def test_a_promise_is_kept_with_evidence_only_and_is_whole_then():
    with pytest.raises(Incomplete):
        advanced(a_promise(), "cumplido", on=THURSDAY)

    kept = advanced(a_promise(progress=30), "cumplido", on=THURSDAY, evidence=NOTE)

    assert (kept.state, kept.progress, kept.closed_on, kept.evidence) == ("cumplido", 100, THURSDAY, NOTE)


@pytest.mark.parametrize("to", ["no-cumplido", "retirado"])
def test_who_breaks_a_promise_or_takes_it_back_says_why(to):
    with pytest.raises(Incomplete):
        advanced(a_promise(), to, on=THURSDAY, note="  ")

    assert advanced(a_promise(), to, on=THURSDAY, note="Sin presupuesto").steps[-1].note == "Sin presupuesto"


@pytest.mark.parametrize("progress", [-1, 100, 101])
def test_what_is_not_kept_is_never_whole(progress):
    with pytest.raises(Incomplete):
        advanced(a_promise(), "en-curso", on=THURSDAY, progress=progress)


def test_a_kept_promise_that_is_opened_again_is_not_whole_any_more():
    kept = advanced(a_promise(), "cumplido", on=THURSDAY, evidence=NOTE)

    again = advanced(kept, "en-curso", on=THURSDAY)

    assert (again.progress, again.closed_on, again.is_open) == (99, None, True)


@pytest.mark.parametrize(("start", "to"), [(a, b) for a in STEPS for b in STEPS if b not in STEPS[a]])
def test_steps_that_do_not_stand_in_the_table_are_refused(start, to):
    with pytest.raises(NoSuchStep):
        advanced(a_promise(state=start), to, on=THURSDAY, evidence=NOTE, note="Por algo")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.co/acta", "acta.pdf", "https://", "https://x.co/a b", "http://[", ""]
)
def test_evidence_is_no_other_address_than_one_of_the_web(address):
    with pytest.raises(Incomplete):
        advanced(a_promise(), "cumplido", on=THURSDAY, evidence=Evidence(kind="enlace", text=address))


def test_a_note_that_leads_to_a_person_is_refused():
    with pytest.raises(NamesAPerson):
        advanced(a_promise(), "en-curso", on=THURSDAY, note="Llamar al 300 123 4567")


@pytest.mark.parametrize(
    ("promise", "day", "late"),
    [
        (a_promise(), date(2024, 8, 1), False),
        (a_promise(), date(2024, 8, 2), True),
        (a_promise(state="cumplido", closed_on=date(2024, 8, 1)), date(2024, 9, 1), False),
        (a_promise(state="cumplido", closed_on=date(2024, 8, 2)), date(2024, 9, 1), True),
        (a_promise(state="retirado", closed_on=date(2024, 7, 2)), date(2024, 9, 1), False),
    ],
)
def test_a_promise_is_late_from_the_day_after_its_term(promise, day, late):
    assert promise.late(day) is late


def test_each_step_stands_in_its_way_with_its_day():
    way = advanced(a_promise(), "en-curso", on=THURSDAY, progress=40)
    way = advanced(way, "cumplido", on=THURSDAY + timedelta(days=9), evidence=NOTE, note="Listo")

    assert [(step.day, step.state, step.progress, step.note) for step in way.steps] == [
        (THURSDAY, "en-curso", 40, None),
        (THURSDAY + timedelta(days=9), "cumplido", 100, "Listo"),
    ]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_refusal_is_a_sentence_in_the_words_of_its_reader(language):
    texts = some_ground().catalogue.texts[language].texts

    with pytest.raises(FollowupError) as refused:
        advanced(a_promise(state="retirado"), "en-curso", on=THURSDAY)

    expected = {
        "es": "De «Retirado» no se puede pasar a «En curso».",
        "en": "There is no step from «Taken back» to «Under way».",
    }
    assert told(refused.value, texts) == expected[language]
    assert told(ChangedMeanwhile("x"), texts) == texts["mesa.error.cambio"]
