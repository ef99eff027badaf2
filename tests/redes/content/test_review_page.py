"""What a lawyer gets: everything, with its doubts, in a page and a table that open anywhere."""

import csv
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner
from makers import THURSDAY, a_card, a_catalogue, a_contact, a_norm, a_topic, write_content

from launch.cli import main
from redes.content.citation import supports
from redes.content.review import review
from redes.content.review_page import COLUMNS, review_csv, review_html
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.translation import spanish_version
from redes.eligibility.rule import Rule

CUTOFF = date(2026, 11, 21)


class Page(HTMLParser):
    """Reads a page: its words, ids, links, and whatever a browser would fetch or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag in ("script", "link", "img", "iframe", "object", "embed") or "src" in given:
            self.fetched.append((tag, given))

    def handle_data(self, data):
        self.words.append(data)


def rows(catalogue, today=THURSDAY):
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(review_csv(review(catalogue, today=today)).splitlines(keepends=True), delimiter=";"))


def page(catalogue, today=THURSDAY):
    return Page(review_html(review(catalogue, today=today)))


@pytest.fixture(scope="module")
def real_page(real):
    return page(real, CUTOFF)


def test_every_card_practice_norm_and_entry_stands_on_the_page_once(real, real_page):
    expected = (
        [f"ficha-{card}" for card in real.cards]
        + [f"practica-{number}" for number in range(1, 11)]
        + [f"norma-{norm}" for norm in real.norms]
        + [f"dir-{contact}" for contact in real.contacts]
        + [f"tema-{topic}" for topic in real.topics]
    )

    assert sorted(set(expected) - set(real_page.ids)) == []
    assert len(real_page.ids) == len(set(real_page.ids))


def test_every_word_of_every_card_is_on_the_page_with_its_doubts(real, real_page):
    def flat(text):
        return " ".join(text.replace("**", "").split())

    said = [
        (card.id, text)
        for card in real.cards.values()
        for text in (
            card.title, card.answer, *card.alarm, *card.steps, *card.bring, *card.if_refused, *card.avoid,
            *card.register_, *card.say, card.open_question or "", card.caution,
            *(supports(real.norms[basis.norm], basis) for basis in card.basis),
        )
    ]  # fmt: skip
    shown = " ".join(real_page.text.split())

    assert [one for one in said if flat(one[1]) not in shown] == []


def test_the_page_fetches_and_runs_nothing(real_page, real):
    html = review_html(review(real, today=CUTOFF))

    assert real_page.fetched == []
    assert not re.search(r"@import|url\(|<script|\son\w+=|javascript:", html)


def test_links_inside_the_page_lead_somewhere_and_the_others_to_the_web(real_page):
    inside = {link[1:] for link in real_page.links if link.startswith("#")}

    assert sorted(inside - set(real_page.ids)) == []
    assert [link for link in real_page.links if not link.startswith(("#", "https://", "http://"))] == []


def test_authored_text_is_text_and_only_web_addresses_become_links():
    card = a_card(answer="<script>alert(1)</script> y **fuerte**", caution='<img src="x">')
    norm = a_norm(url="javascript:alert(1)")

    html = review_html(review(a_catalogue(cards=[card], norms=[norm]), today=THURSDAY))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; y <strong>fuerte</strong>" in html
    assert Page(html).fetched == []
    assert "javascript:" not in html


def test_each_basis_tells_article_force_how_it_was_read_and_how_sure_it_is():
    card = a_card(basis=[{"norm": "ley-1-2020", "at": "art. 3"}])
    norm = a_norm(status="modificada", read="memoria", confidence="media", url="https://example.org/ley")

    text = page(a_catalogue(cards=[card], norms=[norm])).text

    assert (
        "Ley 1 de 2020 , art. 3. Dice algo. (resumen de la norma) vigente, modificada "
        "leída: de memoria, sin fuente abierta confianza media comparada el 1 ene 2024 ; otra vez antes del 1 ene 2099 https://example.org/ley"
    ) in text
    assert "norma sin leer" in text


def test_what_is_under_review_comes_first_and_says_why():
    stale = a_card(id="urgencias-vieja", title="La vieja", review_by=THURSDAY, basis=[{"norm": "ley-2-2020"}])
    catalogue = a_catalogue(
        cards=[a_card(title="La nueva"), stale],
        norms=[a_norm(), a_norm(id="ley-2-2020", number="2", until=date(2024, 7, 1))],
    )
    gathered = review(catalogue, today=THURSDAY)

    assert [item.id for item in gathered.stale] == ["urgencias-vieja"]
    assert gathered.stale[0].reasons == (
        "Su revisión venció el 4 jul 2024 (vence hoy).",
        "Se apoya en Ley 2 de 2020: no vigente: rigió hasta el 1 jul 2024.",
    )
    assert gathered.agenda[0].id == "urgencias-vieja"
    assert [card.title for card in gathered.sections[0].topics[0].cards] == ["La vieja", "La nueva"]
    assert [entry.norm.id for entry in gathered.norms] == ["ley-2-2020", "ley-1-2020"]
    assert rows(catalogue)[0]["estado"].startswith("EN REVISIÓN. Su revisión venció")


def test_a_fresh_catalogue_says_so():
    text = page(a_catalogue(cards=[a_card()])).text

    assert "Ningún texto está vencido y ninguna norma en que se apoyan ha terminado." in text
    assert "Sin hallazgos" in text


def test_the_findings_of_the_check_are_on_it_and_a_broken_catalogue_still_gets_its_page():
    card = a_card(basis=[{"norm": "ley-9-2020"}], contacts=["no-existe"], next=["tampoco"])
    catalogue = a_catalogue(cards=[card], norms=[a_norm(replaced_by=["ley-8-2020"])])

    text = page(catalogue).text

    assert "cites 'ley-9-2020', which is not in content/normas/" in text
    assert "offers 'tampoco' next, which does not exist" in text
    assert "no está en el directorio no-existe" in text
    assert [row["estado"] for row in rows(catalogue) if row["tipo"] == "hallazgo"] == ["error"] * 4


def test_translations_tell_their_state_and_whether_the_spanish_has_changed():
    migrant, staff = a_card(), a_card(id="urgencias-personal", audience="personal")
    english = CardTranslation(
        id=migrant.id, follows=spanish_version(migrant), state="revisada", title="Emergency", answer="Go."
    )
    french = english.model_copy(update={"follows": "00000000", "state": "escrita"})
    catalogue = a_catalogue(
        cards=[migrant, staff],
        translations={
            ("en", "urgencias"): TopicTranslation(topic="urgencias", label="Emergency", cards=[english]),
            ("fr", "urgencias"): TopicTranslation(topic="urgencias", label="Urgences", cards=[french]),
        },
    )
    cards = {card.id: card for card in review(catalogue, today=THURSDAY).cards}

    assert [str(one) for one in cards[migrant.id].translations] == [
        "inglés: revisada", "portugués: falta", "francés: escrita, desactualizada", "criollo haitiano: falta",
    ]  # fmt: skip
    assert [str(one) for one in cards[staff.id].translations] == ["inglés: falta"]


def test_directory_entries_tell_the_date_of_their_source_and_how_sure_they_are():
    catalogue = a_catalogue(
        cards=[a_card(contacts=["nac-123"])], contacts=[a_contact(source_date="2021 (aprox.)", confidence="media")]
    )

    assert "Línea 123 : 123 fuente: 2021 (aprox.) confianza media" in page(catalogue).text
    assert rows(catalogue)[-1] | {"tipo": "directorio", "estado": "2021 (aprox.)"} == rows(catalogue)[-1]


def test_each_card_tells_how_easily_it_is_read_and_what_leads_to_it():
    plain = a_card(next=["urgencias-despues"])
    hard = a_card(
        id="urgencias-despues", answer="Institucionalización interadministrativa de procedimientos asistenciales."
    )
    lost = a_card(id="urgencias-oculta")
    catalogue = a_catalogue(cards=[plain, hard, lost])

    gathered = review(catalogue, today=THURSDAY)
    table = {row["id"]: row for row in rows(catalogue)}

    assert {card.id: card.ways for card in gathered.cards if "urgencias-" in card.id} == {
        "urgencias-migrante": ("urgencias",), "urgencias-despues": ("urgencias-migrante",), "urgencias-oculta": (),
    }  # fmt: skip
    assert [item.id for item in gathered.agenda if item.hard] == ["urgencias-despues"]
    assert [item.id for item in gathered.unreached] == ["urgencias-oculta"]
    assert table["urgencias-despues"]["legibilidad"].endswith("(muy difícil; se piden 65)")
    assert table["urgencias-oculta"]["se llega por"] == "NADIE LLEGA"
    assert {"difícil de leer", "nadie llega"} <= {word.strip() for word in page(catalogue).words}


def test_norms_tell_when_they_must_be_read_again_and_the_overdue_come_first():
    norms = [a_norm(), a_norm(id="ley-2-2020", review_by=THURSDAY), a_norm(id="ley-3-2020", review_by=THURSDAY)]
    catalogue = a_catalogue(cards=[a_card(basis=[{"norm": "ley-2-2020"}])], norms=norms)

    gathered = review(catalogue, today=THURSDAY)

    assert [(entry.norm.id, entry.overdue) for entry in gathered.norms] == [
        ("ley-2-2020", True), ("ley-1-2020", False), ("ley-3-2020", False),
    ]  # fmt: skip
    assert [(due, [e.norm.id for e in entries]) for due, entries in gathered.norms_due] == [
        (THURSDAY, ["ley-2-2020"]), (date(2099, 1, 1), ["ley-1-2020"]),
    ]  # fmt: skip
    assert "hay que volver a leerla" in page(catalogue).text


def a_rule(**given) -> Rule:
    default = {
        "id": "urgencia-a-todos", "title": "Urgencias", "tier": "ley", "when": {"servicio": ["urgencia"]},
        "then": {"debe_atender": "si"}, "sentence": "Se atiende.", "for_person": "Le atienden.",
        "basis": [{"norm": "ley-1-2020", "at": "art. 2"}],
    }  # fmt: skip
    return Rule(**default | given)


def test_rules_stand_on_the_page_with_their_case_their_answer_and_their_norms():
    rule = a_rule(any_group=["menor", "gestante"], caution="Duda.", steps=["Abra."])
    gathered = review(a_catalogue(), today=THURSDAY, rules=[rule])
    shown = Page(review_html(gathered))
    [row] = [
        row for row in csv.DictReader(review_csv(gathered).splitlines(True), delimiter=";") if row["tipo"] == "regla"
    ]

    assert "regla-urgencia-a-todos" in shown.ids
    assert "servicio: urgencia al menos uno de: menor, gestante" in shown.text
    assert "¿Debe atender? si" in shown.text
    assert "Ley 1 de 2020 , art. 2. Dice algo." in shown.text
    assert "urgencia-a-todos" in [item.id for entry in gathered.norms for item in entry.cited_by]
    assert row["cuidado"] == "Duda."
    assert "1. Abra." in row["texto"]


def test_an_ended_norm_is_no_concern_when_only_rules_that_ended_with_it_cite_it():
    ended = a_norm(id="ley-2-2020", until=date(2023, 12, 31))
    rule = a_rule(basis=[{"norm": "ley-2-2020"}], until=date(2023, 12, 31))
    living = a_rule(id="otra", basis=[{"norm": "ley-2-2020"}])

    def relied_on(*rules):
        norms = review(a_catalogue(norms=[a_norm(), ended]), today=THURSDAY, rules=rules).norms
        return {entry.norm.id: entry.relied_on for entry in norms}

    assert relied_on(rule) == {"ley-1-2020": True, "ley-2-2020": False}
    assert relied_on(rule, living) == {"ley-1-2020": True, "ley-2-2020": True}


def test_the_rules_that_ship_stand_in_the_report_of_the_command(tmp_path):
    done = CliRunner().invoke(main, ["content", "report", "--out", str(tmp_path)])

    html = (tmp_path / "review.html").read_text("utf-8")
    assert done.exit_code == 0, done.output
    assert 'id="regla-urgencia-a-todos"' in html
    assert re.search(r"\d{2} rules, ", done.output)


def test_topics_outside_the_menu_are_on_it_too():
    catalogue = a_catalogue(topics=[a_topic("urgencias"), a_topic("saludo")])

    assert [(s.label, [t.id for t in s.topics]) for s in review(catalogue, today=THURSDAY).sections] == [
        ("Urgencias", ["urgencias"]), ("Fuera del menú", ["saludo"]),
    ]  # fmt: skip


@pytest.mark.parametrize("formula", ["=1+1", "+57 300", "-2 + 3", "@SUMA(A1)", '=HYPERLINK("http://x")'])
def test_no_cell_of_the_table_is_a_formula(formula):
    card = a_card(title=formula, caution=formula, open_question=formula)

    table = rows(a_catalogue(cards=[card], contacts=[a_contact(name=formula)]))

    row = next(row for row in table if row["id"] == card.id)
    assert {row["título"], row["cuidado"], row["pregunta abierta"]} == {f"'{formula}"}
    assert [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_table_has_a_row_for_everything(real):
    table = rows(real, CUTOFF)

    assert all(set(row) == set(COLUMNS) for row in table)
    assert {row["id"] for row in table if row["tipo"] == "ficha"} == set(real.cards)
    assert {row["id"] for row in table if row["tipo"] == "norma"} == set(real.norms)
    assert {row["id"] for row in table if row["tipo"] == "directorio"} == set(real.contacts)
    assert sum(row["tipo"] == "práctica" for row in table) == 10
    assert all(len(cell) <= 32767 for row in table for cell in row.values())  # what a cell of Excel holds


def test_the_command_writes_both_files_as_browsers_and_excel_want_them(tmp_path, monkeypatch):
    folder = write_content(tmp_path / "content", a_catalogue(cards=[a_card(title="Atención")]))
    monkeypatch.setenv("REDES_CONTENT_DIR", str(folder))

    done = CliRunner().invoke(main, ["content", "report", "--out", str(tmp_path / "a" / "b")])

    html = (tmp_path / "a" / "b" / "review.html").read_bytes()
    table = (tmp_path / "a" / "b" / "review.csv").read_bytes()
    assert done.exit_code == 0, done.output
    assert html.startswith(b"<!doctype html>")
    assert "Atención" in html.decode("utf-8")
    assert table.startswith(b"\xef\xbb\xbftipo;id;t")
    assert b"\r\r\n" not in table
    assert str(tmp_path / "a" / "b" / "review.html") in done.output


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("REDES_CONTENT_DIR", str(write_content(tmp_path / "content", a_catalogue())))
    (tmp_path / "file").write_text("")

    done = CliRunner().invoke(main, ["content", "report", "--out", str(tmp_path / "file" / "below")])

    assert done.exit_code == 1
    assert "cannot write into" in done.output
