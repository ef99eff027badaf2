import pytest
from makers import a_barrier, a_catalogue, a_category

from redes.content.barrier_search import BarrierSearch

BARRIERS = BarrierSearch(
    a_catalogue(
        categories=[
            a_category(
                a_barrier(
                    id="urg.puerta", name="No dejan entrar", description="El guarda frena a la persona en la reja."
                ),
                a_barrier(id="urg.cobro", name="Cobran antes de atender", description="Exigen un depósito o pagaré."),
                a_barrier(
                    id="urg.trato",
                    name="Mal trato",
                    description="Insultos o burlas.",
                    examples=["El guarda me insultó."],
                ),
            )
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "barriers"),
    [
        ("me piden un pagaré", ("urg.cobro",)),
        ("PAGARES", ("urg.cobro",)),
        ("me pidieron deposto", ("urg.cobro",)),
        ("el guarda no me deja pasar de la reja", ("urg.puerta", "urg.trato")),
        ("", ()),
        ("de la que", ()),
        ("xyzzyx", ()),
    ],
)
def test_barriers_fit_the_words_best_first(text, barriers):
    assert BARRIERS.find(text, limit=3) == barriers


def test_keywords_are_searched_and_ties_keep_the_order_of_the_catalogue():
    search = BarrierSearch(
        a_catalogue(
            categories=[
                a_category(*(a_barrier(id=f"urg.{n}", name=f"Nombre {n}", keywords=["celador"]) for n in ("b", "a")))
            ]
        )
    )

    assert search.find("el celador", limit=3) == ("urg.b", "urg.a")


def test_no_more_barriers_than_asked_for():
    assert BARRIERS.find("el guarda me pide un pagaré", limit=1) == ("urg.cobro",)


def test_the_authors_own_examples_find_their_barrier(real):
    search = BarrierSearch(real)
    missed = {
        (barrier.id, example)
        for barrier in real.barriers.values()
        for example in barrier.examples
        if barrier.id not in search.find(example, limit=3)
    }

    assert missed == set()
