from lagesbild.pairing import Sketch, suggest, words_of


def sketch(pk, theme="vandalism", places=(), text=""):
    return Sketch(pk, theme, frozenset(places), words_of(text))


def test_the_same_theme_alone_is_not_enough():
    assert suggest([sketch(1)], [sketch(2)]) == []


def test_the_same_place_is_enough_and_is_said():
    [pair] = suggest([sketch(1, "traffic", ["Torget"])], [sketch(2, "drugs", ["Torget"])])

    assert (pair.one, pair.other, pair.places, pair.same_theme) == (1, 2, ("Torget",), False)


def test_the_same_theme_and_a_word_in_another_form_is_enough():
    [pair] = suggest(
        [sketch(1, text="Vid badplatsen slås bänkar")], [sketch(2, text="Skräp på badplatserna")]
    )

    assert pair.words == ("badplatsen",)


def test_each_problem_is_in_one_pair_at_most_and_the_likest_wins():
    ours = [sketch(1, places=["Torget"]), sketch(2, places=["Torget"], text="glaskross bänkar")]
    theirs = [sketch(3, places=["Torget"], text="glaskross bänkar")]

    assert [(pair.one, pair.other) for pair in suggest(ours, theirs)] == [(2, 3)]


def test_words_that_say_nothing_pair_nothing():
    text = "Problemet finns på många platser i kommunen och området"

    assert suggest([sketch(1, text=text)], [sketch(2, text=text)]) == []


def test_a_word_that_most_problems_share_tells_none_of_them_apart():
    ours = [sketch(n, text="otrygghet") for n in range(3)]
    theirs = [sketch(n, text="otrygghet") for n in range(3, 6)]

    assert suggest(ours, theirs) == []
