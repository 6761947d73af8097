from hypothesis import given
from hypothesis import strategies as st

from promises.changes import Change


def test_only_the_words_that_differ_are_marked():
    change = Change("Bakgrund", "Vi ses på torget\nvarje kväll.", "Vi ses på gatan\nvarje kväll.")

    assert [(part.text, part.differs) for part in change.before_parts] == [
        ("Vi ses på ", False),
        ("torget\n", True),
        ("varje kväll.", False),
    ]
    assert [part.text for part in change.after_parts if part.differs] == ["gatan\n"]


def test_something_new_is_marked_whole_and_something_gone_too():
    assert [(p.text, p.differs) for p in Change("Mål", "", "Ett nytt mål.").after_parts] == [
        ("Ett nytt mål.", True)
    ]
    assert [(p.text, p.differs) for p in Change("Mål", "Ett mål.", "").before_parts] == [("Ett mål.", True)]
    assert Change("Mål", "", "Nytt").before_parts == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_together_are_the_text(before, after):
    change = Change("Text", before, after)

    assert "".join(part.text for part in change.before_parts) == before
    assert "".join(part.text for part in change.after_parts) == after


def test_a_long_text_is_compared_by_its_lines_which_takes_no_time(steps):
    before = "\n".join(f"Rad {n} med åtta ord på varje rad." for n in range(400))
    change = Change("Bakgrund", before, before.replace("Rad 200 ", "Rad tvåhundra "))

    assert [part.text for part in change.after_parts if part.differs] == [
        "Rad tvåhundra med åtta ord på varje rad.\n"
    ]
    assert steps(lambda: change.after_parts) < 20_000


def test_the_pieces_of_a_long_text_are_the_text_as_well():
    text = "ord " * 600 + "\n\n" + "ord\n" * 600

    assert "".join(part.text for part in Change("Text", text, text[:-5] + "slut").before_parts) == text
