import json

from makers import a_danger

from bench.danger import latencies, report, tell
from redes.safety.detect import DangerDetector


def test_the_table_counts_what_is_caught_and_what_is_a_false_alarm(tmp_path):
    rows = [
        {"text": "no puedo respirar", "danger": "medica", "kind": "direct"},
        {"text": "me muero", "danger": "medica", "kind": "veiled"},
        {"text": "ya no puedo respirar de la risa", "danger": None, "kind": "figure"},
        {"text": "hola", "danger": None, "kind": "ordinary"},
    ]
    file = tmp_path / "told.jsonl"
    file.write_text("\n".join(json.dumps(row | {"lang": "es", "noise": "clean"}) for row in rows), encoding="utf-8")
    detector = DangerDetector((a_danger(signs={"es": ["no puedo respirar"]}),))

    lines = list(report(tell(detector, [file])))

    assert lines[1].split() == ["all", "1/2", "50.0%", "1/2", "50.0%", "1/2", "50.0%"]
    assert len(latencies(detector, ["hola", "no puedo respirar"])) == 2
