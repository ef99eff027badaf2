import json

from bench.facts import Tally, closed, main, pairs


def test_pairs_of_facts_and_values():
    assert pairs({"documento": "cc", "grupos": ["menor", "gestante"], "triage": None}) == {
        ("documento", "cc"),
        ("grupos", "menor"),
        ("grupos", "gestante"),
    }


def test_precision_recall_and_exact_sentences_are_counted():
    tally = Tally()
    tally.add({("documento", "cc"), ("servicio", "parto")}, {("documento", "cc"), ("triage", "I")})
    tally.add(set(), set())

    assert list(tally.rows()) == [
        ("documento", 1.0, 1.0, 1.0, 1),
        ("servicio", 0.0, 1.0, 0.0, 0),
        ("triage", 1.0, 0.0, 0.0, 1),
        ("all", 0.5, 0.5, 0.5, 2),
    ]
    assert (tally.exact, tally.sentences) == (1, 2)


def test_closed_facts_hold_what_follows_from_them():
    assert closed({("servicio", "parto")}) == {("servicio", "parto"), ("grupos", "gestante")}
    assert closed({("documento", "cc"), ("nacionalidad", "otra")}) == {("documento", "cc"), ("nacionalidad", "otra")}


def test_a_file_is_scored(tmp_path, capsys):
    file = tmp_path / "facts.jsonl"
    rows = [
        {"text": "ppt vencido sin eps", "hechos": {"documento": "ppt-vencido", "afiliacion": "no-afiliado"}},
        {"text": "hola", "hechos": {"documento": "cc"}},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows))

    assert main([str(file), "--wrong"]) == 0

    said = capsys.readouterr().out
    assert "hola\n    not read [('documento', 'cc')]; wrongly read []" in said
    assert "exact 50.0%, closed 50.0%" in said
