"""Presidio as it comes, over standard input: run by ``bench.scrub`` in an environment of Presidio's own.

Its named-entity models are not on PyPI from their makers, so spaCy stands under it without one: what is
measured are the recognisers that Presidio brings for a language, and for a language it does not know those
that hold for all.
"""

import json
import sys
import time

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine


class _Blank(SpacyNlpEngine):
    """spaCy's tokenisers without a trained model."""

    def __init__(self, languages: list[str]) -> None:
        super().__init__(ner_model_configuration=NerModelConfiguration())
        self.nlp = {code: _tokeniser(code) for code in languages}


def _tokeniser(code: str) -> spacy.language.Language:
    try:
        return spacy.blank(code)
    except ImportError:
        return spacy.blank("xx")  # spaCy's own fallback for languages it has no tokeniser for


def main() -> None:
    """Answer each line ``{"lang", "text"}`` with ``{"pieces", "ms"}``."""
    lines = [json.loads(line) for line in sys.stdin]
    languages = sorted({line["lang"] for line in lines})
    registry = RecognizerRegistry(supported_languages=languages)
    registry.load_predefined_recognizers(languages=languages)
    engine = AnalyzerEngine(nlp_engine=_Blank(languages), registry=registry, supported_languages=languages)
    engine.analyze(lines[0]["text"], language=lines[0]["lang"])
    for line in lines:
        best, found = float("inf"), []
        for _ in range(3):
            begin = time.thread_time()
            found = engine.analyze(line["text"], language=line["lang"])
            best = min(best, 1000 * (time.thread_time() - begin))
        print(json.dumps({"pieces": [[one.start, one.end, one.entity_type] for one in found], "ms": best}))


if __name__ == "__main__":
    main()
