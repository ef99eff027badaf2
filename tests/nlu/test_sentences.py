"""The training sentences of ``nlu/data``: enough, in all languages, and none a copy of another."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import get_args

import pytest
import yaml

from redes.content.function_words import FUNCTION_WORDS
from redes.content.schema import LANGUAGES, Topic
from redes.content.words import plain, words
from redes.settings import ROOT

DATA = ROOT / "nlu" / "data"
HELDOUT = ROOT / "nlu" / "heldout" / "blind"
ALIKE = 0.8

Sentences = Mapping[str, list[str]]


@pytest.fixture(scope="module")
def sentences() -> Mapping[str, Sentences]:
    """Language -> intent -> sentences."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        of = found.setdefault(language, defaultdict(list))
        for path in sorted((DATA / language).glob("*.yml")):
            for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
                of[block["intent"]] += [
                    line.removeprefix("- ") for line in block["examples"].splitlines() if line.startswith("- ")
                ]
    return found


def grams(text: str) -> frozenset[str]:
    """Runs of four characters of a text made plain."""
    said = f" {re.sub(r'[^0-9a-z]+', ' ', plain(text)).strip()} "
    return frozenset(said[at : at + 4] for at in range(max(1, len(said) - 3)))


def alike(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that share more than four fifths of their runs."""
    of = [grams(text) for text in texts]
    by_size = sorted(range(len(texts)), key=lambda at: len(of[at]))
    for place, one in enumerate(by_size):
        for other in by_size[place + 1 :]:
            if len(of[one]) < ALIKE * len(of[other]):
                break  # they only get longer: these two cannot share enough, nor any after them
            if resemble(of[one], of[other]):
                yield texts[one], texts[other]


def resemble(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share more than four fifths of their runs."""
    return len(one & other) > ALIKE * len(one | other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_a_copy_of_another_with_a_word_changed(sentences: Mapping[str, Sentences], language: str):
    copies = {topic: list(alike(texts)) for topic, texts in sentences[language].items() if topic in get_args(Topic)}

    assert {topic: pairs for topic, pairs in copies.items() if pairs} == {}


def test_a_copy_with_a_word_changed_would_be_seen():
    assert list(alike(["me pidieron el permiso en la ventanilla del hospital", "hola, buenas"])) == []
    assert len(list(alike(["me pidieron el permiso en la ventanilla del hospital de Cúcuta"] * 2))) == 1
    assert (
        len(
            list(
                alike(
                    [
                        "me pidieron el permiso en la ventanilla del hospital de Cúcuta",
                        "me pidieron el permiso en la ventanilla del hospital de Cucuta!",
                    ]
                )
            )
        )
        == 1
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_sentences_enough(sentences: Mapping[str, Sentences], language: str):
    least = 60 if language == "es" else 15

    assert {topic: len(sentences[language].get(topic, [])) for topic in get_args(Topic)} == {
        topic: max(least, len(sentences[language].get(topic, []))) for topic in get_args(Topic)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_means_two_topics(sentences: Mapping[str, Sentences], language: str):
    meant = defaultdict(set)
    for topic, texts in sentences[language].items():
        for text in texts:
            meant[" ".join(words(text)) or text].add(topic)

    assert {text: topics for text, topics in meant.items() if len(topics) > 1} == {}


def test_no_sentence_means_another_topic_in_another_language(sentences: Mapping[str, Sentences]):
    meant = defaultdict(set)
    for of in sentences.values():
        for topic, texts in of.items():
            for text in texts:
                meant[text].add(topic)

    assert {text: topics for text, topics in meant.items() if len(topics) > 1} == {}, "Rasa's own check refuses it"


def test_the_little_words_are_plain():
    assert {word for of in FUNCTION_WORDS.values() for word in of if words(word) != [word]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_resembles_one_that_is_held_out(sentences: Mapping[str, Sentences], language: str):
    path = HELDOUT / f"topics.{language}.jsonl"
    held_out = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    with_run = defaultdict(list)
    learnt = [(text, grams(text)) for texts in sentences[language].values() for text in texts]
    for at, (_, runs) in enumerate(learnt):
        for run in runs:
            with_run[run].append(at)

    found = set()
    for text in held_out:
        runs = grams(text)
        # Of two that share four fifths, each has one of any fifth and a run more of the other's.
        few = sorted(runs, key=lambda run: len(with_run[run]))[: int(len(runs) * (1 - ALIKE)) + 1]
        near = {at for run in few for at in with_run[run]}
        found |= {(text, learnt[at][0]) for at in near if resemble(runs, learnt[at][1])}

    assert found == set()
