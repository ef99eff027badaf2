"""What a norm is shown to say for a rule: the ideas it rests on, never those of another article."""

import shutil
from pathlib import Path

import pytest
from makers import a_norm

from redes.content.citation import misquoted, supports
from redes.content.load import load
from redes.content.schema import Basis
from redes.content.strict_yaml import ContentError
from redes.eligibility.load import load_law

_CONTENT = Path(__file__).parents[3] / "content"
_LAW = a_norm(says=["Art. 6: nadie discrimina.", "Art. 11: el embarazo se atiende.", "Rige en todo el país."])


def test_a_basis_shows_the_ideas_it_rests_on():
    assert supports(_LAW, Basis(norm="ley-1-2020", at="art. 11", ideas=(2, 3))) == (
        "Art. 11: el embarazo se atiende. Rige en todo el país."
    )


def test_the_authors_own_sentence_comes_before_the_norms():
    assert supports(_LAW, Basis(norm="ley-1-2020", says="Lo dice así.", ideas=(1,))) == "Lo dice así."


@pytest.mark.parametrize(
    ("at", "ideas", "wrong"),
    [
        ("art. 11", (2,), None),
        ("arts. 6 y 11", (2, 3), None),
        (None, (1,), None),
        ("art. 11", (1,), "an idea of other articles (6)"),
        ("art. 11", (), "says not which of the 3 ideas"),
        ("art. 11", (4,), "rests on idea 4"),
    ],
)
def test_a_basis_that_quotes_another_article_or_none_is_wrong(at, ideas, wrong):
    found = misquoted(_LAW, Basis(norm="ley-1-2020", at=at, ideas=ideas))

    assert (wrong is None and found is None) or (wrong is not None and wrong in (found or ""))


def test_rules_that_quote_another_article_are_refused_with_file_and_line(tmp_path):
    rules = tmp_path / "reglas"
    shutil.copytree(_CONTENT / "reglas", rules)
    births = rules / "gestacion.yaml"
    quoted = '{norm: ley-1751-2015, at: "art. 11", ideas: [4]}'
    assert quoted in births.read_text(encoding="utf-8")
    births.write_text(births.read_text(encoding="utf-8").replace(quoted, quoted.replace("4", "1"), 1), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_law(rules, load(_CONTENT).norms)

    assert [str(mistake) for mistake in refused.value.mistakes if "other articles (6)" in str(mistake)]
