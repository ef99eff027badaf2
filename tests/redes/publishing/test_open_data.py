import csv
import io
import json
from datetime import date

import pytest
from makers import THURSDAY

from redes.publishing.open_data import HEADINGS, as_csv, as_json, dictionary, periods_of, rows
from redes.publishing.periods import Period
from redes.publishing.release import Record, publish
from redes.publishing.shape import COLUMNS as COUNTED
from redes.publishing.shape import Tally, count, frame_of


@pytest.fixture(scope="module")
def record(real) -> Record:
    tallies = [
        Tally(column, town, {"barrier": ("urg.puerta",), "groups": ("gestante",)}.get(column, ()), number)
        for town, number in (("54001", 120), ("05001", 3), ("11001", 30))
        for column in COUNTED
    ]
    months = [Period(2024, "mes", number) for number in (1, 2)]
    return Record({month: publish(month, count(tallies, frame_of(real, ["una-regla"]))) for month in months})


@pytest.fixture(scope="module")
def table(record) -> list[dict[str, str]]:
    text = "".join(as_csv(rows(record, periods_of(record, 1))))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_only_the_last_months_are_in_it(table):
    assert {row["periodo"] for row in table} == {"2024-02"}


def test_each_count_has_one_row(table):
    keys = [tuple(row[name] for name in HEADINGS[:-2]) for row in table]

    assert len(keys) == len(set(keys))


def test_no_small_number_is_in_it_and_what_is_hidden_says_so(table):
    told = {row["territorio"]: (row["reportes"], row["oculto"]) for row in table if not any(list(row.values())[3:-2])}

    assert told[""] == ("153", "false")
    assert told["cucuta"] == ("120", "false")
    assert told["medellin"] == told["bogota-soacha"] == ("", "true")
    assert told["cali"] == ("0", "false")
    assert not {row["reportes"] for row in table} & {"1", "2", "3", "4"}


def test_the_rows_of_json_are_those_of_csv(record, table):
    data = json.loads("".join(as_json(rows(record, periods_of(record, 1)))))

    assert [
        {
            name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in row.items()
        }
        for row in data
    ] == table


def test_without_rows_both_forms_are_whole():
    assert json.loads("".join(as_json(iter([])))) == []
    assert "".join(as_csv(iter([]))) == ",".join(HEADINGS) + "\r\n"


def test_what_a_spreadsheet_would_run_is_text():
    row = dict.fromkeys(HEADINGS) | {"institucion": '=HYPERLINK("http://x")', "reportes": 7, "oculto": False}

    line = next(csv.DictReader(io.StringIO("".join(as_csv(iter([row]))))))

    assert line["institucion"] == '\'=HYPERLINK("http://x")'
    assert line["reportes"] == "7"


def test_the_dictionary_explains_every_column_and_names_every_value(record, table, real):
    about = dictionary(
        real, periods_of(record, 1), path="barreras.csv", rules={"una-regla": "Una regla."}, today=THURSDAY
    )

    fields = {field["name"]: field for field in about["resources"][0]["schema"]["fields"]}
    assert tuple(fields) == HEADINGS
    assert all(field["description"] for field in fields.values())
    for row in table:
        for name, field in fields.items():
            if "categories" in field and row[name]:
                assert row[name] in {category["value"] for category in field["categories"]}
    assert about["created"].startswith(date(2024, 7, 4).isoformat())
