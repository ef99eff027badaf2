"""What is checked of the training over the whole catalogue."""

from datetime import date

from makers import THURSDAY, a_catalogue, a_module, a_norm, all_modules, an_exam, an_ips, an_item, write_content

from redes.content.check import check
from redes.content.lessons import Module
from redes.content.load import load

LAW = {"title": "La urgencia", "text": ["La ley obliga a toda la gente."]}


def told(**catalogue) -> list[str]:
    return [finding.message for finding in check(a_catalogue(**catalogue), today=THURSDAY)]


def with_lesson(**lesson) -> list[Module]:
    plain = {"title": "Ficha", "text": ["Salude y escuche."]}
    return all_modules(a_module(lessons=[plain, plain, plain, plain | lesson]))


def test_a_lesson_that_speaks_of_law_without_a_norm_is_an_error():
    assert told(modules=with_lesson(**LAW)) == [
        "the lesson 'La urgencia' of 'rutas' states law ('La ley') and cites no norm; fill 'basis'"
    ]
    assert told(modules=with_lesson(**LAW, basis=[{"norm": "ley-1-2020"}])) == []


def test_a_lesson_and_an_item_cite_norms_that_exist_were_read_and_are_in_force():
    norms = [a_norm(), a_norm(id="ley-2-2020", confidence="baja"), a_norm(id="ley-3-2020", until=date(2021, 1, 1))]

    assert told(norms=norms, modules=with_lesson(basis=[{"norm": "ley-9-2020"}, {"norm": "ley-2-2020"}])) == [
        "module 'rutas' cites 'ley-2-2020', which nobody has read well enough (confidence: baja)",
        "module 'rutas' cites 'ley-9-2020', which is not in content/normas/",
    ]
    assert told(norms=norms, exam=an_exam(an_item("B", 7, basis=[{"norm": "ley-3-2020"}]))) == [
        "item B7 cites 'ley-3-2020' as law, but it is not in force"
    ]


def test_a_case_that_cannot_be_asked_is_an_error():
    [said] = told(modules=all_modules(a_module(case={"servicio": "magia"})))

    assert said.startswith("the case of 'rutas' cannot be asked: ")


def test_what_can_be_reported_is_answered_by_a_module_and_what_a_module_answers_can_be_reported():
    assert told(modules=[module.model_copy(update={"answers": ("urg.puerta",)}) for module in all_modules()]) == []
    assert told(modules=[module.model_copy(update={"answers": ()}) for module in all_modules()]) == [
        "no module answers 'urg.puerta'; list it, or 'urg', under 'answers' of one"
    ]
    assert told(modules=all_modules(a_module(answers=["urg.ventana"]))) == [
        "'rutas' answers 'urg.ventana', which is no barrier and no family in content/barreras/"
    ]


def test_a_screen_that_no_message_holds_is_an_error():
    [said, *_] = told(modules=with_lesson(text=["Salude y escuche. " * 30] * 5, say=["Buenos días. " * 45] * 4))

    assert said.startswith("a screen of 'rutas' takes up to ")


def test_answers_that_no_message_holds_are_an_error():
    long = {
        "explanation": "Escuche siempre y bien. " * 25,
        "options": ["Oigo bien. " * 27, "Miro a otro lado.", "Me voy."],
    }

    def sizes(**given):
        exam = an_exam(*(an_item("A", number, **given) for number in range(1, 11)))
        return [said for said in told(exam=exam) if "the answers of form A take up to" in said]

    assert len(sizes(**long)) == 1
    assert sizes() == []


def test_a_theme_without_a_module_is_an_error():
    assert told(modules=all_modules()[1:]) == [
        "there is no module 'derechos-humanos'; add it to content/capacitacion/modulos/"
    ]


def test_a_form_that_measures_one_construct_more_often_is_an_error():
    uneven = an_exam(an_item("A", 1, measures="genero"), an_item("B", 1, measures="genero"))

    [said] = told(exam=uneven)

    assert said.startswith("a form measures its constructs unequally (derechos 1, genero 3, ")


def test_an_overdue_module_or_test_is_told_and_stops_nothing():
    late = {"reviewed_on": date(2023, 1, 1), "review_by": date(2024, 1, 1)}

    findings = check(a_catalogue(modules=all_modules(a_module(**late)), exam=an_exam(**late)), today=THURSDAY)

    assert [(f.severity, f.message) for f in findings] == [
        ("issue", "module 'rutas' was to be reviewed by 2024-01-01"),
        ("issue", "the test was to be reviewed by 2024-01-01; it is not given meanwhile"),
    ]


def test_lessons_and_items_are_plain_explain_their_abbreviations_and_name_no_phone():
    hard = "La institucionalidad administrativa territorial correspondiente implementará procedimientos interdisciplinarios."

    assert [said for said in told(modules=all_modules(a_module(aim=hard))) if "module 'rutas' reads at" in said]
    assert [said for said in told(exam=an_exam(an_item(explanation="Mire el XYZ."))) if "what XYZ means" in said]
    assert [said for said in told(modules=with_lesson(text=["Marque 3001234567."])) if "holds a phone number" in said]


def test_an_ips_belongs_to_a_municipality_of_its_territory():
    assert told(ips=[an_ips(territory="luna")]) == ["'norte24' is of 'luna', which is not in content/territorios/"]
    assert told(ips=[an_ips(municipality="54001")]) == ["'norte24' is in 54001, no municipality of 'medellin'"]
    assert told(ips=[an_ips()]) == []


def test_modules_test_and_institutions_are_read_as_they_were_written(tmp_path):
    written = a_catalogue(ips=[an_ips()])

    read = load(write_content(tmp_path, written))

    assert (read.modules, read.exam, read.ips) == (written.modules, written.exam, written.ips)
    assert read.places["module:rutas"].path.endswith("capacitacion/modulos/rutas.yaml")
