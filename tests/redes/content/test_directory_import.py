import re
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from makers import a_catalogue, a_contact, a_territory, write_content

from launch.cli import main
from redes.content.directory_import import COLUMNS, REPS_URL, import_list, to_yaml, told
from redes.content.load import load
from redes.content.phones import ImpossiblePhoneError, read_phones
from redes.content.schema import Contact
from redes.content.table import BadTable

TODAY = date(2026, 11, 21)
CUCUTA = a_territory(
    id="cucuta",
    name="Cúcuta",
    municipalities=[
        {"code": "54001", "name": "Cúcuta", "synonyms": ["san jose de cucuta"]},
        {"code": "54874", "name": "Villa del Rosario"},
    ],
)
VALLE = a_territory(id="cali", name="Cali", municipalities=[{"code": "76130", "name": "Candelaria"}])
TERRITORIES = [CUCUTA, a_territory(), VALLE]

REPS_HEADINGS = (
    "depa_nombre;muni_nombre;codigo_habilitacion;nombre_prestador;tido_codigo;nits_nit;razon_social;clpr_codigo;"
    "clpr_nombre;ese;direccion;telefono;fax;email;gerente;nivel;caracter;habilitado;fecha_radicacion;fecha_vencimiento;"
    "fecha_cierre;dv;clase_persona;naju_codigo;naju_nombre;numero_sede_principal;fecha_corte_REPS;telefono_adicional;"
    "email_adicional;rep_legal"
)
REPS = {
    "depa_nombre": "NORTE DE SANTANDER",
    "muni_nombre": "CÚCUTA",
    "codigo_habilitacion": "540010012301",
    "nombre_prestador": "ESE HOSPITAL INVENTADO",
    "tido_codigo": "NI",
    "clpr_nombre": "Instituciones - IPS",
    "ese": "SI",
    "direccion": "AVENIDA 11E # 5AN-71",
    "telefono": "6075746888",
    "email": "Contacto@Hospital.gov.co",
    "gerente": "MARIA GERENTE MARCADA",
    "habilitado": "SI",
    "clase_persona": "JURIDICO",
    "naju_nombre": "Pública",
    "numero_sede_principal": "01",
    "fecha_corte_REPS": "20261031",
    "rep_legal": "JOSE LEGAL MARCADO",
}


def a_list(*rows: str, headings: str = "nombre;municipio;direccion;telefono", end: str = "\n") -> bytes:
    return end.join([headings, *rows, ""]).encode()


def a_reps(*rows: dict[str, str]) -> bytes:
    names = REPS_HEADINGS.split(";")
    return a_list(*(";".join((REPS | row).get(name, "") for name in names) for row in rows), headings=REPS_HEADINGS)


def taken(data: bytes, territory=CUCUTA, known=(), today=TODAY):
    imported = import_list(data, territory=territory, territories=TERRITORIES, known=known, today=today)
    assert len(imported.entries) + len(imported.refused) + imported.empty == imported.read
    return imported


def reasons(data: bytes, **given) -> list[tuple[int, str]]:
    return [(refused.row, refused.reason) for refused in taken(data, **given).refused]


def test_a_row_of_a_territorys_own_list_becomes_an_entry():
    [entry] = taken(a_list("Centro Comunal;Cúcuta;Calle 1 # 2-3;(607) 572 1111 ext 4")).entries

    assert entry == Contact(
        id=entry.id,
        name="Centro Comunal",
        scope="cucuta",
        kind="entidad",
        offers="Pregunte allí qué servicios presta.",
        phone="607 572 1111 (ext. 4)",
        address="Calle 1 # 2-3, Cúcuta",
        source_url=None,
        source_date="2026-11-21 (importado de la lista del territorio)",
        confidence="media",
        municipality="54001",
    )
    assert re.fullmatch(r"cucuta-centro-comunal-[0-9a-f]{8}", entry.id)


def test_a_row_of_the_registry_becomes_an_entry_without_the_names_of_persons():
    imported = taken(a_reps({}))

    assert imported.entries == (
        Contact(
            id="cucuta-reps-540010012301-01",
            name="ESE HOSPITAL INVENTADO",
            scope="cucuta",
            kind="hospital-publico",
            offers="Institución pública que presta servicios de salud (IPS).",
            phone="607 574 6888",
            address="AVENIDA 11E # 5AN-71, Cúcuta",
            channels="contacto@hospital.gov.co",
            source_url=REPS_URL,
            source_date="2026-10-31 (REPS; importado el 2026-11-21)",
            confidence="media",
            municipality="54001",
        ),
    )
    assert {"gerente", "rep_legal", "nits_nit"} <= set(imported.left_out)
    assert "MARCAD" not in to_yaml(imported.entries, territory=CUCUTA, today=TODAY)


@pytest.mark.parametrize(
    "headings",
    [
        "Nombre Sede;Municipio Sede;Nombre del Prestador;Dirección Sede;Teléfono Sede",
        "NOMBRE_SEDE;MUNICIPIO_SEDE;NOMBRE_DEL_PRESTADOR;DIRECCION_SEDE;TELEFONO_SEDE",
        "nombre sede ; municipioSede;nombre-del-prestador;direcci_nsede;t_lefonosede",
    ],
)
def test_headings_are_known_with_accents_capitals_and_spaces_of_all_kinds(headings):
    [entry] = taken(a_list("Sede Norte;Cúcuta;Hospital;Calle 1;123", headings=headings)).entries

    assert (entry.name, entry.address, entry.phone) == ("Hospital, Sede Norte", "Calle 1, Cúcuta", "123")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_any_usual_way_to_save_a_list_is_read(separator, end, encoding):
    rows = [
        ["nombre", "municipio", "dirección"],
        ["Peñón Útil", "Cúcuta", f'"Calle 5{separator} piso 2{end}ap. 3"'],
        ["", "", ""],
        ["", "", ""],
        ["Otro", "Villa del Rosario", '"Casa ""Azul"""'],
    ]

    imported = taken(end.join(separator.join(row) for row in rows).encode(encoding))

    assert [(e.name, e.address) for e in imported.entries] == [
        ("Peñón Útil", f"Calle 5{' ' if separator == chr(9) else separator} piso 2 ap. 3, Cúcuta".replace("  ", " ")),
        ("Otro", 'Casa "Azul", Villa del Rosario'),
    ]
    assert (imported.empty, imported.read) == (2, 4)


def test_lines_in_two_encodings_are_both_read():
    data = "nombre\nCúcuta Sana\n".encode() + "Peñón\n".encode("cp1252")

    assert [entry.name for entry in taken(data).entries] == ["Cúcuta Sana", "Peñón"]


def test_the_separator_line_of_excel_is_no_row():
    imported = taken(b"sep=;\n" + a_list("Centro;Cúcuta;;"))

    assert (len(imported.entries), imported.read) == (1, 1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";Cúcuta;Calle 1;", "it has no name"),
        ("SIN INFORMACIÓN;Cúcuta;Calle 1;", "it has no name"),
        ("Centro;;Calle 1;", "it has no municipality"),
        ("Centro;Macondo;;", "the municipality 'Macondo' is not in content/territorios/territorios.yaml"),
        ("Centro;medallo;;", "'medallo' belongs to the territory 'medellin', not to 'cucuta'"),
        ("Centro;Cúcuta;;5782341", "the phone '5782341' has 7 digits; since 2021 a landline has 10, 60X before the 7"),
        ("Centro;Cúcuta;;3,1E+09", "the phone '3,1E+09' was shortened by a spreadsheet; format the column as text"),
        ("Centro;Cúcuta;;pregunte", "the phone 'pregunte' is not a number"),
        ("=1+1;Cúcuta;;", "the cell 'name' begins like a formula (=); write it as text"),
        ("'=1+1;Cúcuta;;", "the cell 'name' begins like a formula (=); write it as text"),
        ('"=""=1+1""";Cúcuta;;', "the cell 'name' begins like a formula (=); write it as text"),
        ("Centro;Cúcuta;@SUM(A1);", "the cell 'address' begins like a formula (@); write it as text"),
        ("Centro;Cúcuta;+cmd|x;", "the cell 'address' begins like a formula (+); write it as text"),
        ("Centro;Cúcuta;-2+3;", "the cell 'address' begins like a formula (-); write it as text"),
        ("Centro;Cúcuta;;+A1", "the cell 'phone' begins like a formula (+); write it as text"),
        ("Centro;Cúcuta;;;de más", "it has more cells than the 4 headings: a cell with a separator in it needs quotes"),
        (
            "Cºntro \x07;Cúcuta;;",
            "letters of the cell 'name' were spoiled on the way; save the list as CSV UTF-8 again",
        ),
        ("AtenciÃ³n;Cúcuta;;", "letters of the cell 'name' were spoiled on the way; save the list as CSV UTF-8 again"),
        ("Atenci�n;Cúcuta;;", "letters of the cell 'name' were spoiled on the way; save the list as CSV UTF-8 again"),
        ("Atenci¢n;Cúcuta;;", "letters of the cell 'name' were spoiled on the way; save the list as CSV UTF-8 again"),
        (
            "[Pague](https://x.example);Cúcuta;;",
            "the cell 'name' holds marks that would change how it is shown (** or ]( )",
        ),
        ('Centro;Cúcuta;"Calle "1" Norte";', "a quote in it is not closed or stands in the middle of a cell"),
        ("x" * 121 + ";Cúcuta;;", "the cell 'name' has 121 characters; 120 fit"),
    ],
)
def test_a_row_that_would_mislead_is_refused_with_the_reason(row, reason):
    data = a_list("Antes;Cúcuta;;", row, "Después;Cúcuta;;")

    assert reasons(data) == [(3, reason)]
    assert [entry.name for entry in taken(data).entries] == ["Antes", "Después"]


def test_text_that_only_looks_like_a_formula_is_read():
    row = '"=""Centro""";Cúcuta;- Calle 1;+57 310 123 4567'

    [entry] = taken(a_list(row)).entries

    assert (entry.name, entry.address, entry.phone) == ("Centro", "Calle 1, Cúcuta", "310 123 4567")


def test_a_formula_in_a_column_that_is_left_out_harms_nobody():
    assert len(taken(a_reps({"gerente": "=HYPERLINK(A1)", "fax": "@x"})).entries) == 1


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_after_it():
    data = a_list("Uno;Cúcuta;;", 'Dos;Cúcuta;"Calle;', "Tres;Cúcuta;;", "Cuatro;Cúcuta;;")

    assert reasons(data) == [(3, "a quote in it is not closed or stands in the middle of a cell")]
    assert [entry.name for entry in taken(data).entries] == ["Uno", "Tres", "Cuatro"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"clpr_nombre": "Profesional Independiente"}, "it names a person who practises alone"),
        ({"clase_persona": "NATURAL"}, "it names a person who practises alone"),
        ({"tido_codigo": "CC"}, "it names a person who practises alone"),
        ({"habilitado": "NO"}, "the registry says that it is closed"),
        ({"fecha_cierre": "20250131"}, "the registry says that it is closed"),
        ({"depa_nombre": "ANTIOQUIA"}, "the municipality 'CÚCUTA' is not in"),
        ({"email": "no-es-correo"}, "its e-mail address is none"),
    ],
)
def test_what_the_registry_knows_better_is_heeded(row, reason):
    [(number, said)] = reasons(a_reps(row))

    assert (number, said[: len(reason)]) == (2, reason)
    assert "MARCAD" not in said


def test_a_town_of_the_same_name_in_another_department_is_another_town():
    headings = "departamento;municipio;nombre"

    here = taken(a_list("Valle del Cauca;CANDELARIA;Centro", headings=headings), territory=VALLE)
    there = taken(a_list("Atlántico;CANDELARIA;Centro", headings=headings), territory=VALLE)

    assert (len(here.entries), len(there.refused)) == (1, 1)


def test_a_municipality_may_be_given_by_its_code():
    data = a_list("Centro;5001", "Otro;54874", headings="nombre;codigo_municipio")

    assert [entry.municipality for entry in taken(data).entries] == ["54874"]
    assert [entry.municipality for entry in taken(data, territory=TERRITORIES[1]).entries] == ["05001"]


def test_a_list_without_municipalities_speaks_of_its_territory():
    [entry] = taken(a_list("Centro;Calle 1", headings="nombre;direccion")).entries

    assert (entry.scope, entry.municipality, entry.address) == ("cucuta", None, "Calle 1")


def test_the_same_name_and_address_twice_is_told_with_the_first_row():
    data = a_list("Centro;Cúcuta;Calle 1 # 2;", "CENTRO;cucuta;CALLE 1 No... #2;", "Céntro;CÚCUTA;calle 1 #2;")

    assert reasons(data) == [(4, "it has the same name and address as row 2")]


def test_the_same_name_elsewhere_is_another_place():
    assert (
        len(taken(a_list("Centro;Cúcuta;Calle 1;", "Centro;Cúcuta;Calle 2;", "Centro;Villa del Rosario;;")).entries)
        == 3
    )


def test_repeated_digits_are_not_taken_for_one():
    data = a_list("Centro;Cúcuta;Calle 1 # 2;", "Centro;Cúcuta;Calle 111 # 2;")

    assert len({entry.id for entry in taken(data).entries}) == 2
    assert taken(a_reps({"codigo_habilitacion": "540010000001"})).entries[0].id == "cucuta-reps-540010000001-01"


def test_the_same_code_and_site_twice_is_told():
    assert reasons(a_reps({}, {"direccion": "OTRA"})) == [(3, "it has the same code and site as row 2")]
    assert reasons(a_reps({}, {"direccion": "OTRA", "numero_sede_principal": "02"})) == []


def test_what_stands_in_the_directory_already_is_not_written_twice():
    known = [a_contact(id="cuc-hospital", name="E.S.E. Hospital inventado", scope="cucuta", phone=None)]
    assert reasons(a_reps({}), known=known) == [
        (2, "it stands in the directory already, as 'cuc-hospital': complete that entry by hand")
    ]


def test_coordinates_are_read_or_the_row_is_refused():
    headings = "nombre;latitud;longitud"
    data = a_list(
        "A;7,906;-72,508", "B;7.906;-72.508", "C;-72.508;7.906", "D;norte;1", "E;;", "F;7.9;", headings=headings
    )

    assert [entry.location for entry in taken(data).entries] == [(7.906, -72.508), (7.906, -72.508), None]
    assert reasons(data) == [
        (4, "its coordinates are not in Colombia; were latitude and longitude exchanged?"),
        (5, "its coordinates are no numbers in degrees"),
        (7, "its coordinates are no numbers in degrees"),
    ]


def test_the_same_list_gives_the_same_ids_on_any_day_in_any_order():
    rows = ("Centro;Cúcuta;Calle 1;", "Otro;Villa del Rosario;Calle 2;123")
    today, later = taken(a_list(*rows)), taken(a_list(*reversed(rows)), today=date(2027, 5, 1))

    assert {entry.id for entry in today.entries} == {entry.id for entry in later.entries}
    assert taken(a_reps({"codigo_habilitacion": "50010012301"})).entries[0].id == "cucuta-reps-050010012301-01"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file holds nothing"),
        (b"\n;;\n", "the file holds nothing"),
        (b"PK\x03\x04...", "is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0...", "is an old Excel workbook"),
        (b" <html><table>", "is a web page"),
        (b"\xff\xfea\x00b", "is broken UTF-16"),
        (b"calle;telefono\na;b\n", "no column holds names"),
        (b'"nombre;a\nx\n', "the headings in row 1 cannot be read"),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(data, message):
    with pytest.raises(BadTable, match=message):
        taken(data)


def test_refusals_are_told_by_reason_and_the_sum_at_the_end():
    data = a_list("Centro;Cúcuta;;", ";Cúcuta;;", ";Cúcuta;;", ";;;", ";Cúcuta;;", "Otro;Macondo;;")

    assert list(told(taken(data))) == [
        "rows 3-4, 6: refused: it has no name",
        "row 7: refused: the municipality 'Macondo' is not in content/territorios/territorios.yaml",
        "6 rows read = 1 written + 4 refused + 1 empty",
    ]


@given(st.binary(max_size=400))
def test_whatever_the_bytes_no_row_is_lost(data):
    try:
        imported = taken(b"nombre,municipio,direccion,telefono\n" + data)
    except BadTable:
        return

    assert to_yaml(imported.entries, territory=CUCUTA, today=TODAY)


CELL = st.text(alphabet="aé\"\n\r;,=+@- 0123'\t", max_size=8)


@given(st.lists(st.tuples(CELL, st.sampled_from(["Cúcuta", "", "Macondo"]), CELL, CELL), max_size=6), st.booleans())
def test_quotes_separators_and_formulas_in_any_order_lose_no_row(rows, quoted):
    lines = [";".join('"' + cell.replace('"', '""') + '"' if quoted else cell for cell in row) for row in rows]

    imported = taken(a_list(*lines))

    written = to_yaml(imported.entries, territory=CUCUTA, today=TODAY)
    assert not re.search(r"^  (?:name|address|offers|channels): '?[=+@]", written, re.MULTILINE)
    if quoted:
        assert imported.read == len(rows)


def test_no_heading_stands_for_two_things():
    names = [(name, what) for what, names in COLUMNS.items() for name in names]

    assert len({name for name, _ in names}) == len(names)
    assert not {"gerente", "rep_legal", "representante_legal", "contacto"} & {name for name, _ in names}


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("6015551234", "601 555 1234"),
        ("57 607 5721111", "607 572 1111"),
        ("+57 (310) 123-4567", "310 123 4567"),
        ("601 364 9090 (ext. 6656 y 6657)", "601 364 9090 (ext. 6656 y 6657)"),
        ("6075784980 EXT 101 - 3101234567", "607 578 4980 (ext. 101); 310 123 4567"),
        ("310-123-4567/3209876543", "310 123 4567; 320 987 6543"),
        ("6075721111 3101234567", "607 572 1111; 310 123 4567"),
        ("PBX: 6015551234 Cel. 3101234567", "601 555 1234; 310 123 4567"),
        ("3101234567.0", "310 123 4567"),
        ("018000 910 097", "01 8000 910097"),
        ("123", "123"),
        ("3101234567; 310 123 4567", "310 123 4567"),
    ],
)
def test_a_phone_is_written_as_one_dials_it(text, dialled):
    assert read_phones(text) == dialled


@pytest.mark.parametrize(
    "text",
    ["5782341", "3000000000", "6035551234", "12", "3.10123E+09", "abc", "310123456", "4101234567", "6015551234 y 12"],
)
def test_a_phone_that_cannot_be_dialled_is_refused(text):
    with pytest.raises(ImpossiblePhoneError):
        read_phones(text)


# The command


@pytest.fixture
def content(tmp_path, monkeypatch):
    folder = write_content(tmp_path / "content", a_catalogue(territories=TERRITORIES))
    monkeypatch.setenv("REDES_CONTENT_DIR", str(folder))
    monkeypatch.setenv("REDES_DATA_DIR", str(tmp_path / "data"))
    return folder


def run(*arguments: object):
    return CliRunner().invoke(main, ["directory", "import", *map(str, arguments)])


def test_the_command_writes_a_file_that_the_catalogue_takes(content, tmp_path):
    (tmp_path / "lista.csv").write_bytes(a_list("Centro Nº 1: sí;Cúcuta;Calle 1 # 2;123", ";Cúcuta;;", ";;;"))

    done = run(tmp_path / "lista.csv", "--territory", "cucuta")

    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:2] == [
        "row 3: refused: it has no name",
        "3 rows read = 1 written + 1 refused + 1 empty",
    ]
    [entry] = load(content).contacts_of("cucuta")
    assert (entry.name, entry.address, entry.phone) == ("Centro Nº 1: sí", "Calle 1 # 2, Cúcuta", "123")
    assert [p.name for p in (content / "directorio").iterdir() if "importado" in p.name] == ["cucuta-importado.yaml"]


def test_importing_again_changes_nothing(content, tmp_path):
    (tmp_path / "lista.csv").write_bytes(a_reps({}, {"codigo_habilitacion": "540010012302", "direccion": "OTRA"}))
    run(tmp_path / "lista.csv", "--territory", "cucuta")
    first = (content / "directorio/cucuta-importado.yaml").read_text(encoding="utf-8")

    done = run(tmp_path / "lista.csv", "--territory", "cucuta")

    assert done.exit_code == 0, done.output
    assert (content / "directorio/cucuta-importado.yaml").read_text(encoding="utf-8") == first


def test_a_dry_run_tells_and_touches_nothing(content, tmp_path):
    (tmp_path / "lista.csv").write_bytes(a_list("Centro;Cúcuta;;"))

    done = run(tmp_path / "lista.csv", "--territory", "cucuta", "--dry-run")

    assert "1 rows read = 1 written + 0 refused + 0 empty" in done.output
    assert not (content / "directorio/cucuta-importado.yaml").exists()


def test_the_file_can_be_written_elsewhere(content, tmp_path):
    (tmp_path / "lista.csv").write_bytes(a_list("Centro;Cúcuta;;"))

    done = run(tmp_path / "lista.csv", "--territory", "cucuta", "--out", tmp_path / "otro.yaml")

    assert done.exit_code == 0
    assert "name: Centro" in (tmp_path / "otro.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "territory", "exit_code", "said"),
    [
        (b"PK\x03\x04", "cucuta", 1, "is an Excel workbook"),
        (a_list(";Cúcuta;;"), "cucuta", 1, "no row could be written"),
        (a_list("Centro;Cúcuta;;"), "atlantis", 2, "is one of cucuta, medellin, cali"),
    ],
)
def test_a_refusal_leaves_the_earlier_import_as_it_was(content, tmp_path, data, territory, exit_code, said):
    (content / "directorio/cucuta-importado.yaml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "lista.csv").write_bytes(data)

    done = run(tmp_path / "lista.csv", "--territory", territory)

    assert (done.exit_code, said in done.output) == (exit_code, True)
    assert (content / "directorio/cucuta-importado.yaml").read_text(encoding="utf-8") == "[]\n"
