"""What runs in Rasa's Python: concepts, slips, the topic model and the figures of its evaluation."""

import io
import random
import tempfile
from pathlib import Path

import joblib
import numpy as np
from redes_nlu import evaluation_page
from redes_nlu.cross_validate import decided, leave_out, read_sentences
from redes_nlu.evaluate import summary
from redes_nlu.evaluation_scores import Judged, calibration_error, confusions, figures, reliability
from redes_nlu.lexicon import Lexicon, as_heard, read_lexicon
from redes_nlu.slips import mistyped
from redes_nlu.topic_classifier import LEXICON
from redes_nlu.topic_model import OUTSIDE, Settings, train

from redes.content.words import plain

SENTENCES = {
    "vacunacion": [
        "dónde vacunan niños",
        "quiero la vacuna del sarampión",
        "el carnet de vacunas se perdió",
        "vaccines for kids",
    ],
    "tutela": [
        "cómo pongo una tutela",
        "el juez falló la tutela",
        "necesito un abogado para demandar",
        "go to a judge",
    ],
    OUTSIDE: ["quién ganó el partido", "va a llover mañana", "cuéntame un chiste", "what is the weather"],
}
TEXTS = [text for of in SENTENCES.values() for text in of]
TOPICS = [topic for topic, of in SENTENCES.items() for _ in of]


def the_lexicon() -> Lexicon:
    return Lexicon(read_lexicon(LEXICON))


def found(lexicon: Lexicon, text: str) -> set:
    return {lexicon.names[number] for number in lexicon.find(text)}


def five_languages_share_a_concept() -> None:
    lexicon = the_lexicon()
    for text in ("estoy embarazada", "i am pregnant and alone", "estou grávida", "je suis enceinte", "mwen ansent"):
        assert "EMBARAZO" in found(lexicon, text), text


def slips_do_not_hide_a_concept() -> None:
    lexicon = the_lexicon()
    for text in ("toy embarasada", "estoy enbarazada", "VAKUNAS para mi hijo", "la bacunación", "tuberculossis"):
        assert found(lexicon, text) & {"EMBARAZO", "VACUNA", "TUBERCULOSIS"}, text


def what_sounds_alike_is_one_to_the_model() -> None:
    assert as_heard("Vakunas para mi hijo") == as_heard("bacunas  para mi hijo!") == as_heard("VACUNAS para mi hijo")
    assert as_heard("¿¿?? 🙂") == "¿¿?? 🙂"


def a_word_of_one_language_means_nothing_in_another() -> None:
    lexicon = Lexicon({"GOAL": {"fr": ["but"]}})
    assert found(lexicon, "he said that but they did not") == set()
    assert found(lexicon, "il a mis un but dans le match") == {"GOAL"}


def every_concept_is_a_name_and_has_words() -> None:
    concepts = read_lexicon(LEXICON)
    assert all(isinstance(name, str) and any(said.values()) for name, said in concepts.items())
    assert len(concepts) > 80


def a_slip_leaves_the_number_of_words_and_can_be_made_again() -> None:
    text = plain("necesito una cita para mi hijo porque está enfermo y no tengo papeles")
    assert mistyped(text, random.Random(3)) == mistyped(text, random.Random(3)) != text
    assert len(mistyped(text, random.Random(3)).split()) == len(text.split())


def a_model_learns_answers_and_is_the_same_after_being_kept() -> None:
    model = train(TEXTS, TOPICS, the_lexicon(), Settings(folds=2))
    kept = io.BytesIO()
    joblib.dump(model, kept)
    kept.seek(0)
    again = joblib.load(kept)
    for text in ("una vacuna para la niña", "ninguna palabra conocida xyzzy", "", "{}/slash <b>"):
        ranked, once_more = model.rank(text), again.rank(text)
        assert abs(sum(share for _, share in ranked) - 1) < 1e-5
        assert [name for name, _ in ranked] == [name for name, _ in once_more]
        np.testing.assert_allclose([s for _, s in ranked], [s for _, s in once_more], atol=2e-3)
    assert model.rank("una vacuna para la niña")[0][0] == "vacunacion"
    assert model.rank("necesito un abogado y una tutela")[0][0] == "tutela"


def one_text_and_many_give_the_same_features() -> None:
    features = train(TEXTS, TOPICS, the_lexicon(), Settings(folds=2)).features
    numbers, values = features.one("dónde vacunan a los niños")
    row = features.transform(["dónde vacunan a los niños"])
    assert dict(zip(numbers, values, strict=True)) == dict(zip(row.indices, row.data, strict=True))


def judged(topic: str, answered: object, *ranking: tuple, language: str = "es") -> Judged:
    return Judged(
        topic=topic, language=language, noise="clean", voice="migrante", answered=answered, ranking=ranking, ms=1.0
    )


CASES = [
    judged("tutela", "tutela", ("tutela", 0.9), ("vacunacion", 0.1)),
    judged("tutela", "vacunacion", ("vacunacion", 0.8), ("tutela", 0.2)),
    judged("vacunacion", None, ("tutela", 0.3), ("vacunacion", 0.2), language="fr"),
    judged(OUTSIDE, OUTSIDE, (OUTSIDE, 0.9)),
    judged(OUTSIDE, "tutela", ("tutela", 0.7), (OUTSIDE, 0.3)),
]


def a_sentence_is_judged_once_and_by_a_model_that_has_not_seen_it() -> None:
    sentences = [(text, topic, "es") for text, topic in zip(TEXTS, TOPICS, strict=True)]
    odd = ("qwxz qwxz qwxz", "tutela", "es")
    ranked = leave_out([*sentences, odd], the_lexicon(), Settings(folds=2), parts=2)
    assert sorted(sentence for sentence, _ in ranked) == sorted([*sentences, odd])
    assert dict(ranked)[odd][0][1] < 0.9, "nothing but the sentence itself tells its topic"
    assert len(leave_out(sentences, the_lexicon(), Settings(folds=2), parts=2, looked_at=1)) == len(TEXTS) / 2


def a_threshold_leaves_unanswered_what_is_below_it() -> None:
    ranked = [
        (("sure", "tutela", "es"), [("tutela", 0.8), ("vacunacion", 0.2)]),
        (("even", "tutela", "es"), [("tutela", 0.5), ("vacunacion", 0.45)]),
        (("weak", "tutela", "es"), [("tutela", 0.3), ("vacunacion", 0.1)]),
    ]
    assert [one.answered for one in decided(ranked, 0.4, 0.1)] == ["tutela", None, None]
    assert [one.answered for one in decided(ranked, 0.3, 0.0)] == ["tutela", "tutela", "tutela"]


def training_sentences_are_read_with_topic_and_language() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ht").mkdir()
        (Path(folder) / "ht" / "tutela.yml").write_text(
            "nlu:\n- intent: tutela\n  examples: |\n    - jij la\n    - ki jan?\n", encoding="utf-8"
        )
        assert read_sentences(Path(folder)) == [("jij la", "tutela", "ht"), ("ki jan?", "tutela", "ht")]


def figures_count_what_was_answered() -> None:
    assert figures(CASES) == {
        "n": 5,
        "top1": 2 / 5,
        "answered_right": 1 / 3,
        "answered_wrong": 1 / 3,
        "unsure": 1 / 3,
        "offered": 1.0,
        "top3": 1.0,
        "outside_answered": 1 / 2,
    }
    assert confusions(CASES, 1) == [("tutela", "vacunacion", 1)]
    assert figures([])["top1"] is None


def perfect_confidence_has_no_calibration_error() -> None:
    assert calibration_error([judged("tutela", "tutela", ("tutela", 1.0))] * 4) == 0.0
    assert abs(calibration_error(CASES[:2]) - (0.1 + 0.8) / 2) < 1e-9
    assert reliability(CASES[:1]) == [(0.9, 1.0, 1)]


def the_page_shows_figures_and_no_sentence() -> None:
    told = {"redes": summary(CASES)}
    with tempfile.TemporaryDirectory() as folder:
        evaluation_page.write(Path(folder) / "index.html", told)
        page = (Path(folder) / "index.html").read_text(encoding="utf-8")
    assert "40.0%" in page
    assert page.count("data:image/png;base64,") == 3
    assert "http" not in page
    assert "40.0%" in evaluation_page.table(told)


CHECKS = [
    five_languages_share_a_concept,
    slips_do_not_hide_a_concept,
    what_sounds_alike_is_one_to_the_model,
    a_word_of_one_language_means_nothing_in_another,
    every_concept_is_a_name_and_has_words,
    a_slip_leaves_the_number_of_words_and_can_be_made_again,
    a_model_learns_answers_and_is_the_same_after_being_kept,
    one_text_and_many_give_the_same_features,
    a_sentence_is_judged_once_and_by_a_model_that_has_not_seen_it,
    a_threshold_leaves_unanswered_what_is_below_it,
    training_sentences_are_read_with_topic_and_language,
    figures_count_what_was_answered,
    perfect_confidence_has_no_calibration_error,
    the_page_shows_figures_and_no_sentence,
]

if __name__ == "__main__":
    for check in CHECKS:
        check()
        print(check.__name__)
