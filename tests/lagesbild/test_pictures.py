from lagesbild.pictures import bars, heat

DAYS = ["må", "ti", "on", "to", "fr", "lö", "sö"]


def test_bars_are_as_long_as_their_counts():
    drawn = bars([("Skadegörelse", 10, 5), ("Annat", 0, 10)])

    assert [(bar.now, bar.then) for bar in drawn.bars] == [(340, 170), (0, 340)]


def test_nothing_is_no_picture():
    assert bars([("Annat", 0, 0)]) is None
    assert heat({}, DAYS) is None


def test_darker_squares_have_more():
    drawn = heat({(5, 20): 10, (6, 23): 1, (1, 0): 5}, DAYS)

    steps = {(cell.x, cell.y): cell.step for cell in drawn.cells}
    assert len(steps) == 7 * 24
    assert sorted(step for step in steps.values() if step) == [1, 3, 5]
    assert drawn.key == [(1, 1), (2, 3), (3, 5), (4, 7), (5, 9)]


def test_few_reports_have_as_few_steps_as_the_key_says():
    drawn = heat({(1, 1): 2, (1, 2): 1}, DAYS)

    used = {cell.step for cell in drawn.cells if cell.step}
    assert used <= {n for n, _limit in drawn.key}
    assert [limit for _n, limit in drawn.key] == [1, 2]
