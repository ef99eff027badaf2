"""``redes check``: the machine-readable door of the rules, with bad input and explanations."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from launch.cli import main
from launch.law import check_one
from redes.content.load import load
from redes.eligibility.decide import Rulebook
from redes.eligibility.load import Law, load_law
from redes.eligibility.said import FactReader
from tests.redes.eligibility.makers import REST, make_norm, make_rule

_CONTENT = Path(__file__).parents[2] / "content"
_CATALOGUE = load(_CONTENT)
_LAW = load_law(_CONTENT / "reglas", _CATALOGUE.norms)
_TEXTS = _CATALOGUE.texts["es"].texts
_READER = FactReader(_CATALOGUE)
_TODAY = date(2026, 11, 21)
_ELECTIVE: dict[str, Any] = {
    "documento": "cedula-venezolana",
    "afiliacion": "no-afiliado",
    "servicio": "odontologia",
    "grupos": [],
    "situacion-grave": "no",
    "triage": "V",
}


def check(law: Law = _LAW, *, explain: bool = False, **line: Any) -> dict[str, Any]:
    told = {key.replace("_", "-"): value for key, value in line.items()}
    return check_one(law, told, today=_TODAY, texts=_TEXTS, reader=_READER, with_explanation=explain)


# Answers


def test_an_answer_has_the_parts_the_contracts_name() -> None:
    said = check(id="a", documento="ppt-vencido", afiliacion="no-afiliado", servicio="control-prenatal")
    assert {key: said[key] for key in ("id", "debe_atender", "quien_paga", "regla", "faltan")} == {
        "id": "a",
        "debe_atender": "si",
        "quien_paga": "entidad-territorial",
        "regla": "control-prenatal-sin-papeles",
        "faltan": [],
    }
    assert (
        list(said)[1:]
        == (
            "debe_atender quien_paga puede_exigir_documento_para_atender regla base pasos no_haga contactos faltan "
            "advertencia"
        ).split()
    )


def test_what_is_missing_comes_in_the_order_in_which_it_is_asked() -> None:
    assert check(documento="cedula-venezolana", servicio="odontologia", afiliacion="no-afiliado")["faltan"] == [
        "menor",
        "gestante",
        "situacion-grave",
        "triage",
        "persona-mayor",
        "discapacidad",
        "indigena",
        "habitante-calle",
        "refugio",
        "victima-conflicto",
        "victima-violencia",
        "trata",
    ]


@pytest.mark.parametrize("value", [None, "no sé", "no-sabe", ""])
def test_not_knowing_a_fact_is_leaving_it_out(value: str | None) -> None:
    assert check(**(_ELECTIVE | {"triage": value})) == check(**{k: v for k, v in _ELECTIVE.items() if k != "triage"})


def test_true_and_false_are_yes_and_no() -> None:
    assert check(**(_ELECTIVE | {"situacion-grave": True}))["regla"] == "urgencia-escrita-por-profesional"
    assert check(**(_ELECTIVE | {"situacion-grave": False})) == check(**_ELECTIVE)


def test_a_town_is_no_fact_of_the_rules_and_no_mistake() -> None:
    assert check(**_ELECTIVE, municipio="54001") == check(**_ELECTIVE)


def test_no_day_and_an_empty_day_mean_today() -> None:
    assert check(**_ELECTIVE, fecha=None) == check(**_ELECTIVE) == check(**_ELECTIVE, fecha=_TODAY.isoformat())


def test_a_day_that_is_still_to_come_is_answered_with_a_warning() -> None:
    warning = _TEXTS["reglas.dia-futuro"]
    tomorrow = (_TODAY + timedelta(days=1)).isoformat()
    assert warning not in check(**_ELECTIVE)["advertencia"]
    assert warning in check(**_ELECTIVE, fecha=tomorrow)["advertencia"]


def test_an_earlier_bill_is_not_judged_by_a_later_ruling() -> None:
    pregnant = {"servicio": "control-prenatal", "documento": "pasaporte-vencido", "afiliacion": "no-afiliado"}
    assert "sentencia-t-213-2025" in check(**pregnant)["base"]
    before = check(**pregnant, fecha="2024-06-01")
    assert "sentencia-t-213-2025" not in before["base"]
    assert before["debe_atender"] == "si"


def test_a_norm_that_ends_takes_along_the_rule_that_stood_on_it() -> None:
    """Only the norm's own entry says when: the rule has no dates."""
    norms = {
        "decreto-1-2021": make_norm("decreto-1-2021", year=2021, until=date(2026, 5, 30)),
        "ley-1-2000": make_norm(),
    }
    permit = make_rule("permiso", {"debe_atender": "depende"}, basis=[{"norm": "decreto-1-2021"}])
    law = Law(rulebook=Rulebook((permit, REST), norms), invariants=(), situations=(), first_day=_LAW.first_day)
    assert check(law, fecha="2026-05-30")["regla"] == "permiso"
    assert check(law, fecha="2026-05-31")["regla"] == "lo-demas"
    (change,) = check(law, fecha="2026-05-01", explain=True)["explicacion"]["cambiaria"]
    assert (change["hecho"], change["valores"], change["era"], change["seria"]) == (
        "fecha",
        ["2026-05-31"],
        "depende",
        "si",
    )


# Bad input


@pytest.mark.parametrize(
    ("line", "where", "nearest"),
    [
        ({"servicio": "urgencias"}, "servicio", "urgencia"),
        ({"documento": "PPT vencida"}, "documento", "ppt-vencido"),
        ({"triage": "no clasificado"}, "triage", "sin-clasificar"),
        ({"grupos": ["gestantes"]}, "grupos", "gestante"),
        ({"documneto": "cc"}, "fact", "documento"),
        ({"triage": 3}, "triage", "I"),
    ],
)
def test_an_unknown_value_says_where_what_and_the_nearest(line: dict[str, Any], where: str, nearest: str) -> None:
    said = check(id=7, **line)
    assert said["id"] == 7
    assert said["error"].startswith(f"{where}: '{said['valor']}' is not known; nearest: {said['cercanos'][0]}")
    assert said["hecho"] == where
    assert nearest in said["cercanos"]
    assert "debe_atender" not in said


@pytest.mark.parametrize(
    ("line", "two"),
    [
        ({"grupos": ["recien-nacido", "persona-mayor"]}, {"recien-nacido", "persona-mayor"}),
        ({"grupos": ["menor", "persona-mayor"]}, {"menor", "persona-mayor"}),
        ({"documento": "cc", "nacionalidad": "venezolana"}, {"documento", "nacionalidad"}),
        ({"servicio": "parto", "grupos": ["recien-nacido"]}, {"servicio", "recien-nacido"}),
        ({"documento": "ppt-vigente", "grupos": ["retornado"]}, {"documento", "retornado"}),
    ],
)
def test_an_impossible_case_is_said_as_such_with_the_two_facts(line: dict[str, Any], two: set[str]) -> None:
    said = check(**line)
    assert said["error"].startswith("impossible case: ")
    assert {fact["hecho"] for fact in said["excluyentes"]} == two


def test_a_colombian_card_leaves_no_question_of_nationality() -> None:
    for service in ("urgencia", "odontologia", "cancer"):
        assert "nacionalidad" not in check(documento="cc", servicio=service)["faltan"]
    assert "nacionalidad" in check(documento="sin-documento", servicio="odontologia")["faltan"]


def test_a_day_before_the_catalogue_is_told_with_its_first_day() -> None:
    said = check(**_ELECTIVE, fecha="2023-12-31")
    assert said["error"] == "fecha: we cannot tell for days before 2024-01-01, the first day of the catalogue"
    assert said["primer_dia"] == "2024-01-01"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ({"fecha": "21/11/2026"}, "fecha: must be a day such as 2026-11-21"),
        ({"fecha": 20261121}, "fecha: must be a day such as 2026-11-21"),
        ({"fecha": "2026-02-30"}, "fecha: must be a day such as 2026-11-21"),
        ({"grupos": "gestante"}, "grupos: must be a list of names"),
        ({"grupos": [None]}, "grupos: must be a list of names"),
        ({"servicio": ["parto"]}, "servicio: must be one word"),
        ({"documento": {"tipo": "cc"}}, "documento: must be one word"),
    ],
)
def test_what_is_not_of_the_right_kind_is_told(line: dict[str, Any], error: str) -> None:
    assert check(**line)["error"].startswith(error)


def test_a_gap_in_the_rules_is_told_and_not_guessed() -> None:
    only = make_rule("vih", {"debe_atender": "si"}, when={"servicio": ["vih"]})
    law = Law(rulebook=Rulebook((only,)), invariants=(), situations=(), first_day=_LAW.first_day)
    assert check(law, id=1, servicio="parto") == {
        "id": 1,
        "error": "no rule answers 'debe_atender' for this case on this day",
    }


# The explanation


def test_an_explanation_says_which_rules_lost_and_why() -> None:
    porque = check(**_ELECTIVE, explain=True)["explicacion"]["porque"]
    assert [one["pregunta"] for one in porque] == ["debe_atender", "quien_paga", "puede_exigir_documento_para_atender"]
    attend = porque[0]
    assert (attend["respuesta"], attend["regla"]) == ("no-obligatorio", "adulto-odontologia-que-puede-esperar")
    assert attend["base"] == [
        {"norma": "sentencia-t-452-2019", "en": None},
        {"norma": "sentencia-t-210-2018", "en": None},
    ]
    lost = {one["regla"]: one for one in attend["perdieron"]}
    assert (lost["caso-sin-regla-propia"]["por"], lost["caso-sin-regla-propia"]["hechos"]) == ("va-despues", [])
    assert (lost["nino-lo-que-necesite"]["por"], lost["nino-lo-que-necesite"]["hechos"]) == ("no-aplica", ["menor"])
    assert {"norma": "ley-1098-2006", "en": "arts. 4 y 27"} in lost["nino-lo-que-necesite"]["base"]
    assert lost["urgencia-escrita-por-profesional"]["hechos"] == ["situacion-grave"]


def test_an_explanation_says_what_would_change_the_answer() -> None:
    changes = check(**_ELECTIVE, explain=True)["explicacion"]["cambiaria"]
    insured = next(one for one in changes if one["hecho"] == "afiliacion" and one["pregunta"] == "quien_paga")
    assert insured["valores"] == ["contributivo", "subsidiado"]
    assert (insured["era"], insured["seria"], insured["regla"]) == ("persona", "eps", "afiliado-paga-la-eps")
    assert {"norma": "ley-100-1993-art-168", "en": None} in insured["base"]


def test_a_rule_that_waits_for_a_fact_is_named_with_it() -> None:
    line = {k: v for k, v in _ELECTIVE.items() if k != "situacion-grave"}
    attend = check(**line, explain=True)["explicacion"]["porque"][0]
    waiting = {one["regla"]: one["hechos"] for one in attend["perdieron"] if one["por"] == "falta-saber"}
    assert waiting["urgencia-escrita-por-profesional"] == ["situacion-grave"]


def test_the_command_explains_only_when_asked() -> None:
    stdin = json.dumps({"id": 1, **_ELECTIVE}) + "\n"
    plain = CliRunner().invoke(main, ["check", "--jsonl"], input=stdin)
    explained = CliRunner().invoke(main, ["check", "--jsonl", "--explain"], input=stdin)
    assert (plain.exit_code, explained.exit_code) == (0, 0)
    short, long = json.loads(plain.stdout), json.loads(explained.stdout)
    assert set(long.pop("explicacion")) == {"porque", "cambiaria"}
    assert short == long
