from redes.safety.remembered import MOST, Remembered


def test_a_value_is_made_once():
    made = []
    lengths = Remembered[str, int](lambda word: made.append(word) or len(word))

    assert [lengths["fiebre"], lengths["fiebre"], lengths["tos"]] == [6, 6, 3]
    assert made == ["fiebre", "tos"]


def test_a_flood_of_new_words_does_not_fill_the_memory():
    lengths = Remembered[str, int](len)

    for number in range(MOST + 5):
        assert lengths[str(number)] == len(str(number))

    assert len(lengths) == 5
