import pytest

from redes.content.denial import Denials
from redes.content.phrases import tokens_of
from redes.content.speech import Denial

DENIALS = Denials(
    Denial(
        lacking=["sin", "ni"],
        denying=["no", "ya no"],
        having="tengo tiene ningun",
        being="es estoy",
        also="ni tampoco",
        after=["no", "no tiene", "tampoco"],
    ),
    ["el", "la"],
)
NAMES = ("ppt", "eps", "gestante", "urgencia")


def denied(text):
    tokens = tokens_of(text)
    reached = DENIALS.reach(tokens, {i: i for i, token in enumerate(tokens) if token.word in NAMES})
    return [(t.word, kind) for t, kind in zip(tokens, reached, strict=True) if t.word in NAMES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tengo ppt", [("ppt", None)]),
        ("no tengo ppt", [("ppt", "lack")]),
        ("no tengo ningún ppt", [("ppt", "lack")]),
        ("sin la eps", [("eps", "lack")]),
        ("ya no estoy gestante", [("gestante", "no")]),
        ("no es urgencia", [("urgencia", "no")]),
        ("no gestante", [("gestante", "no")]),
        ("no me atienden con ppt", [("ppt", None)]),
        ("no tengo eps ni ppt", [("eps", "lack"), ("ppt", "lack")]),
        ("no tengo plata ni eps", [("eps", "lack")]),
        ("no tengo eps y estoy gestante", [("eps", "lack"), ("gestante", None)]),
        ("sin eps gestante", [("eps", "lack"), ("gestante", None)]),
        ("no, tengo ppt", [("ppt", None)]),
        ("eps no tiene, ppt tampoco", [("eps", "lack"), ("ppt", "lack")]),
        ("ppt: no. gestante", [("ppt", "lack"), ("gestante", None)]),
        ("tengo ppt no me atienden", [("ppt", None)]),
        ("ppt no tengo eps", [("ppt", None), ("eps", "lack")]),
    ],
)
def test_a_denial_reaches_what_it_denies_and_no_farther(text, expected):
    assert denied(text) == expected
