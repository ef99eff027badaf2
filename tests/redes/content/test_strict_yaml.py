from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict

from redes.content.strict_yaml import ContentError, Document, Mistake, read, survey, validate


class Person(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    age: int


class Family(BaseModel):
    model_config = ConfigDict(extra="forbid")

    people: tuple[Person, ...]


@pytest.fixture
def parse(tmp_path):
    """Reads a text as the file ``content/a.yaml``."""

    def parse(text: str | bytes) -> Document:
        path = tmp_path / "a.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, shown_as="content/a.yaml")

    return parse


@pytest.mark.parametrize(
    "word", ["no", "No", "yes", "on", "off", "y", "True", "FALSE", "Null", "1_000", "012", "0x1f", "1e3", "1:30"]
)
def test_a_bare_word_that_yaml_1_1_would_turn_into_something_else_stays_text(parse, word):
    assert parse(f"value: {word}\n").data == {"value": word}


def test_a_bare_on_is_a_key_like_any_other(parse):
    assert parse("on: 1\nno: 2\n").data == {"on": 1, "no": 2}


def test_plain_values_are_what_they_look_like(parse):
    text = "yes_: true\nno_: false\nnothing: null\ntilde: ~\nempty:\nwhole: -12\nzero: 0\npart: 1.5\nday: 2026-11-21\ntext: '012'\n"

    assert parse(text).data == {
        "yes_": True,
        "no_": False,
        "nothing": None,
        "tilde": None,
        "empty": None,
        "whole": -12,
        "zero": 0,
        "part": 1.5,
        "day": date(2026, 11, 21),
        "text": "012",
    }


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice; keep one"),
        ("a:\n  - b: 1\n    b: 2\n", 3, "the key 'b' stands twice; keep one"),
        ("", 1, "is empty; delete it or fill it in"),
        ("# only a comment\n", 1, "is empty; delete it or fill it in"),
        (b"a: \xff\n", 1, "is not UTF-8 text; save it as UTF-8"),
        ("a: \x01\n", 1, "holds characters that YAML does not allow"),
        ("a: 1\nday: 2026-02-30\n", 2, "'2026-02-30' is not a date that exists"),
        ("a: 1\nb: !!int many\n", 2, "'many' is not what its tag says"),
        ("a: 1\nb: !!bool maybe\n", 2, "'maybe' is not what its tag says"),
        ("a: 1\n? [b]\n: 2\n", 2, "a key must be a plain word"),
        ("a: 1\n? {b: 1}\n: 2\n", 2, "a key must be a plain word"),
        ("&a [*a]\n", 1, "is nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(parse, text, line, message):
    with pytest.raises(ContentError) as refused:
        parse(text)

    assert refused.value.mistakes == [Mistake("content/a.yaml", line, message)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\nb: *unknown\n", 2),
        ("a: 1\nb: !!python/object/apply:os.getcwd []\n", 2),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(parse, text, line):
    with pytest.raises(ContentError) as refused:
        parse(text)

    assert [(m.path, m.line) for m in refused.value.mistakes] == [("content/a.yaml", line)]


def test_of_repeated_keys_the_first_counts_and_each_is_told(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\na: 2\nb:\n  c: 3\n  c: 4\n")

    document, repeated = survey(path, shown_as="content/a.yaml")

    assert document.data == {"a": 1, "b": {"c": 3}}
    assert [str(mistake) for mistake in repeated] == [
        "content/a.yaml:2: the key 'a' stands twice; keep one",
        "content/a.yaml:5: the key 'c' stands twice; keep one",
    ]


def test_a_refusal_reads_as_file_line_and_reason(parse):
    with pytest.raises(ContentError, match=r"^content/a\.yaml:2: the key 'a' stands twice; keep one$"):
        parse("a: 1\na: 2\n")


def test_a_file_that_fits_becomes_a_value(parse):
    document = parse("people:\n  - name: Ana\n    age: 30\n")

    assert validate(Family, document) == Family(people=(Person(name="Ana", age=30),))


def test_all_mistakes_of_a_file_are_told_at_once_each_with_its_line(parse):
    document = parse(
        "people:\n  - name: Ana\n    age: old\n  - name: Eva\n    age: 7\n    agee: 8\n  - age: 9\nhouse: 1\n"
    )

    with pytest.raises(ContentError) as refused:
        validate(Family, document)

    assert refused.value.mistakes == [
        Mistake(
            "content/a.yaml", 3, "people.0.age: Input should be a valid integer, unable to parse string as an integer"
        ),
        Mistake("content/a.yaml", 6, "people.1.agee: unknown key; known here: age, name"),
        Mistake("content/a.yaml", 7, "people.2.name: Field required"),
        Mistake("content/a.yaml", 8, "house: unknown key; known here: people"),
    ]


def test_a_part_of_a_file_is_told_by_its_own_lines(parse):
    document = parse("- name: Ana\n  age: 30\n- name: Eva\n  age: old\n")

    with pytest.raises(ContentError) as refused:
        validate(Person, document, at=(1,))

    assert [m.line for m in refused.value.mistakes] == [4]


def test_mistakes_stand_in_order_of_file_and_line():
    mistakes = [Mistake("b.yaml", 1, "x"), Mistake("a.yaml", 10, "x"), Mistake("a.yaml", 9, "x")]

    assert ContentError(mistakes).mistakes == [
        Mistake("a.yaml", 9, "x"),
        Mistake("a.yaml", 10, "x"),
        Mistake("b.yaml", 1, "x"),
    ]
