import pytest
from makers import a_card, a_catalogue, some_texts, write_content

from redes.content.catalogue import Catalogue, Place
from redes.content.load import content_files, fingerprint, load, survey
from redes.content.schema import CardTranslation, TopicTranslation
from redes.content.strict_yaml import ContentError, Mistake


@pytest.fixture
def folder(tmp_path):
    """A catalogue on disk in which nothing is missing."""
    return write_content(tmp_path / "content", a_catalogue(cards=[a_card()]))


def mistakes(folder) -> list[Mistake]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    return refused.value.mistakes


def without_places(catalogue: Catalogue) -> dict[str, object]:
    return {name: value for name, value in vars(catalogue).items() if name not in ("version", "places")}


def test_what_authors_write_is_what_is_loaded(tmp_path):
    translation = CardTranslation(id="tutela", follows="0" * 12, state="escrita", title="Tutela", answer="A judge.")
    catalogue = a_catalogue(
        cards=[a_card(register=["Anote."])],
        texts=[some_texts(), some_texts("en", {"saludo": "Hello, {name}."})],
        translations={("en", "tutela"): TopicTranslation(topic="tutela", label="Tutela", cards=[translation])},
    )

    loaded = load(write_content(tmp_path / "content", catalogue))

    assert without_places(loaded) == without_places(catalogue)


def test_every_value_has_its_place(folder):
    places = load(folder).places

    assert {name: places[name] for name in ("topic:tutela", "card:tutela", "norm:ley-1-2020", "texts:es")} == {
        "topic:tutela": Place("content/derechos/tutela.yaml", 1),
        "card:tutela": Place("content/derechos/tutela.yaml", 4),
        "norm:ley-1-2020": Place("content/normas/leyes.yaml", 1),
        "texts:es": Place("content/textos/es/general.yml", 1),
    }


def test_all_mistakes_of_all_files_are_told_at_once(folder):
    (folder / "normas" / "leyes.yaml").write_text("id: ley-1-2020\n")
    (folder / "menu" / "menu.yaml").write_text("sections: []\nsecciones: []\n")
    (folder / "textos" / "es" / "general.yml").write_text("language: es\nlanguage: en\n")

    assert mistakes(folder) == [
        Mistake("content/menu/menu.yaml", 1, "sections: Tuple should have at least 1 item after validation, not 0"),
        Mistake("content/menu/menu.yaml", 2, "secciones: unknown key; known here: sections"),
        Mistake("content/normas/leyes.yaml", 1, "must be a list of entries, each beginning with '- id:'"),
        Mistake("content/textos/es/general.yml", 1, "state: Field required"),
        Mistake("content/textos/es/general.yml", 1, "texts: Field required"),
        Mistake("content/textos/es/general.yml", 2, "the key 'language' stands twice; keep one"),
    ]


def test_what_is_right_beside_a_mistake_is_read_all_the_same(folder):
    cards = folder / "derechos" / "urgencias.yaml"
    card = cards.read_text().split("cards:\n")[1]
    wrong = card.replace("urgencias-migrante", "urgencias-personal").replace("answer:", "anser:")
    cards.write_text(cards.read_text().replace("topic:", "color: rojo\ntopic:", 1) + wrong)

    found = survey(folder)

    assert set(found.catalogue.topics["urgencias"].cards) == {a_card()}
    assert found.unreadable == {"urgencias-personal"}
    assert [str(mistake).partition(";")[0] for mistake in found.mistakes] == [
        "content/derechos/urgencias.yaml:1: color: unknown key",
        f"content/derechos/urgencias.yaml:{len(card.splitlines()) + 5}: cards.1.answer: Field required",
        f"content/derechos/urgencias.yaml:{len(card.splitlines()) + 8}: cards.1.anser: unknown key",
    ]


def test_the_ids_of_a_file_that_is_no_yaml_are_known_to_be_missing(folder):
    (folder / "derechos" / "tutela.yaml").write_text(
        "topic: tutela\ncards:\n  - id: 'tutela-migrante\n  - id: tutela\n"
    )

    found = survey(folder)

    assert found.unreadable == {"tutela", "tutela-migrante"}
    assert "tutela" not in found.catalogue.topics


def test_a_list_a_decalogo_and_a_menu_that_cannot_be_read_leave_something_empty(folder):
    (folder / "normas" / "leyes.yaml").write_text("id: ley-1-2020\n")
    (folder / "decalogo" / "decalogo.yaml").write_text("title: Nada\n")
    (folder / "menu" / "menu.yaml").write_text("sections: []\n")

    catalogue = survey(folder).catalogue

    assert (dict(catalogue.norms), catalogue.decalogo.practices, catalogue.menu.sections) == ({}, (), ())


def test_an_id_that_stands_twice_is_refused_with_both_places(folder):
    (folder / "derechos" / "z.yaml").write_text((folder / "derechos" / "tutela.yaml").read_text())

    assert mistakes(folder) == [
        Mistake("content/derechos/z.yaml", 1, "the id 'tutela' stands already at content/derechos/tutela.yaml:1"),
        Mistake("content/derechos/z.yaml", 4, "the id 'tutela' stands already at content/derechos/tutela.yaml:4"),
    ]


def test_an_empty_folder_is_told_all_that_it_needs(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()

    assert mistakes(folder) == [
        Mistake("content", 0, f"needs exactly one {missing}")
        for missing in (
            "barreras/ with at least one category",
            "conversacion/conversacion.yaml",
            "decalogo/decalogo.yaml with the ten practices",
            "habla/habla.yaml with how people put things",
            "idiomas/es.yaml with the Spanish language",
            "menu/menu.yaml with the menu",
            "territorios/ with at least one territory",
            "textos/es/ with the Spanish texts",
        )
    ]


def test_a_folder_that_is_none_is_refused(tmp_path):
    assert mistakes(tmp_path / "nowhere") == [
        Mistake(str(tmp_path / "nowhere"), 0, "is no folder; REDES_CONTENT_DIR must name the catalogue")
    ]


def test_the_version_changes_with_any_file_and_with_nothing_else(folder):
    before = load(folder).version
    (folder / "notes.txt").write_text("not content")
    untouched = fingerprint(folder)
    menu = folder / "menu" / "menu.yaml"
    menu.write_text(menu.read_text() + "# a comment\n")

    assert untouched == before
    assert fingerprint(folder) != before


def test_content_files_stand_in_a_fixed_order(folder):
    files = content_files(folder)

    assert files == sorted(files)
    assert {file.suffix for file in files} == {".yaml", ".yml"}


def test_a_loaded_catalogue_cannot_be_changed(folder):
    catalogue = load(folder)

    with pytest.raises(TypeError):
        catalogue.norms["ley-9-2020"] = None


def test_the_real_catalogue_speaks_all_languages(real):
    assert set(real.texts) == {"es", "en", "pt", "fr", "ht"}


def test_the_files_of_a_language_are_read_as_one_and_a_key_in_two_of_them_is_refused(tmp_path):
    folder = write_content(tmp_path / "content", a_catalogue())
    more = folder / "textos" / "es" / "mesas.yml"
    more.write_text("language: es\nstate: autoridad\ntexts:\n  mesa: Mesa.\n")
    assert load(folder).texts["es"].texts == {"saludo": "Hola, {name}.", "mesa": "Mesa."}
    more.write_text("language: es\nstate: autoridad\ntexts:\n  mesa: Mesa.\n  saludo: Hola otra vez.\n")
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert [str(m) for m in refused.value.mistakes] == [
        "content/textos/es/mesas.yml:5: the id 'saludo' stands already at content/textos/es/general.yml:4"
    ]
