from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from looking import opened, scanned, text_of

from bot.voice import Voice
from redes.content.catalogue import Catalogue
from redes.content.schema import Language
from redes.doors import Doors
from redes.eligibility.counter_code import CounterCodes, grouped
from redes.eligibility.decide import CannotTell, Rulebook
from redes.eligibility.facts import Facts, make_facts
from redes.eligibility.load import Law, facts_of, load_law
from redes.eligibility.rule import Rule
from redes.pictures.counter import Paper, counter_sheet
from redes.pictures.typeset import PICTURE_WIDTH, pdf, pictures

Card = Callable[..., str]


@pytest.fixture(scope="module")
def law(real: Catalogue) -> Law:
    """The rules of the checkout."""
    return load_law(Path(__file__).parents[3] / "content" / "reglas", real.norms)


@pytest.fixture(scope="module")
def codes(real: Catalogue, law: Law) -> CounterCodes:
    """Makes codes over them."""
    return CounterCodes(b"k" * 32, law=lambda: law, catalogue=lambda: real)


@pytest.fixture
def card(law: Law, codes: CounterCodes, speak: Callable[[Language], Voice], day: date, doors: Doors) -> Card:
    """The data of the card of a case."""

    def make(facts: Facts, *, paper: Paper = "phone", doors: Doors = doors, on: date = day) -> str:
        verdict = law.rulebook.decide(facts, on=on)
        code = codes.make(verdict, facts, on)
        sheet = counter_sheet(speak("es"), verdict, facts, day=on, code=code, doors=doors, paper=paper)
        return sheet.to_json()

    return make


PREGNANT = make_facts(
    {"servicio": "control-prenatal", "documento": "ppt-vencido", "afiliacion": "no-afiliado"}, groups=["gestante"]
)


def test_it_says_the_case_the_verdict_the_rule_and_what_to_say(card: Card, law: Law, day: date):
    rule = law.rulebook.decide(PREGNANT, on=day).answers["debe_atender"].because

    (said,) = text_of(pdf("counter", card(PREGNANT, paper="letter")))

    assert "Sí: debe atender" in said
    assert "Documento: no puede exigirlo antes de atender." in said
    assert "Embarazo o parto" in said
    assert rule.sentence in said
    assert rule.claim is not None
    assert rule.claim in said
    assert rule.avoid[0] in said
    assert "21 de noviembre de 2026" in said
    assert "Sin datos personales" in said


def test_where_the_rule_is_in_doubt_the_person_is_given_no_claim(
    codes: CounterCodes, speak: Callable[[Language], Voice], day: date, doors: Doors
):
    def a_rule(id_: str, attend: str, **more: object) -> Rule:
        said = {"title": "Triage", "sentence": "Se atiende.", "for_person": "Usted tiene derecho.", "say": "Pase."}
        then = {"debe_atender": attend, "quien_paga": "eps", "puede_exigir_documento_para_atender": "no"}
        basis = [{"norm": "ley-1751-2015"}]
        return Rule.model_validate({"id": id_, "tier": "ley", "then": then, "basis": basis} | said | more)

    severe = a_rule("grave", "si", when={"triage": ["I"]}, claim="Pido que me atiendan.", before=["otros"])
    rulebook = Rulebook([severe, a_rule("otros", "no-obligatorio")])
    quotes = []
    for facts in (make_facts({"triage": "I"}), make_facts({})):
        verdict = rulebook.decide(facts, on=day)
        assert verdict.answers["debe_atender"].because == severe
        code = codes.make(verdict, facts, day)
        sheet = counter_sheet(speak("es"), verdict, facts, day=day, code=code, doors=doors, paper="phone")
        quotes += [run.text for one in sheet.blocks if one.kind == "quote" for item in one.items for run in item]

    assert quotes == ["«Pido que me atiendan.»", "«Pase.»"]


def test_its_code_is_printed_in_groups_and_read_by_a_telephone(card: Card, codes: CounterCodes):
    (phone,) = pictures("counter", card(PREGNANT))
    (said,) = text_of(pdf("counter", card(PREGNANT, paper="letter")))

    (link,) = scanned(phone, width=540)

    address, _, code = link.rpartition("/")
    assert address == "https://redes.example.org/v"
    assert codes.read(code).known == PREGNANT.known
    assert all(group in said for group in grouped(code))  # type: ignore[arg-type]


def test_without_an_address_of_the_web_its_code_opens_the_bot(card: Card):
    (phone,) = pictures("counter", card(PREGNANT, doors=Doors(bot="RedesBot")))

    (link,) = scanned(phone)

    assert link.startswith("https://t.me/RedesBot?start=v_")
    assert len(link.partition("start=")[2]) <= 64  # Telegram's limit of a start parameter


def test_without_any_door_it_is_made_all_the_same(card: Card):
    assert scanned(*pictures("counter", card(PREGNANT, doors=Doors()))) == []


def test_every_situation_fits_on_one_page(card: Card, law: Law, day: date):
    too_long = []
    for situation in law.situations[::6]:
        facts, on = facts_of(situation)
        try:
            data = card(facts, paper="letter", on=on or day)
        except CannotTell:
            continue
        if len(text_of(pdf("counter", data))) != 1:
            too_long.append(situation.name)

    assert too_long == []


def test_the_picture_is_one_and_as_wide_as_a_phone(card: Card):
    widest = make_facts({"servicio": "cirugia-programada", "documento": "cedula-venezolana"})

    (phone,) = pictures("counter", card(widest))

    assert opened(phone).width == PICTURE_WIDTH
    assert opened(phone).height <= 3 * PICTURE_WIDTH
