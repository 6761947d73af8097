from dataclasses import dataclass
from itertools import combinations

from lagesbild.cause_pictures import Box, tree_picture, triangle_of, wrap
from lagesbild.cause_tree import descendants, missing, tree_of
from lagesbild.models import CauseAnalysis


@dataclass
class Row:
    pk: int
    parent_id: int | None = None
    text: str = "En orsak"
    side: str = "place"
    position: int = 1

    def get_side_display(self):
        return "Platsen"


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def test_a_text_is_wrapped_cut_and_a_long_word_broken():
    assert wrap("ett två tre fyra", 8, 3) == ["ett två", "tre fyra"]
    assert wrap("ett två tre fyra", 8, 1) == ["ett två…"]
    assert wrap("abcdefghij", 4, 3) == ["abcd", "efgh", "ij"]
    assert wrap("  ", 8, 3) == []


def test_the_tree_stands_in_order_and_a_cause_without_its_parent_is_direct():
    nodes = tree_of([Row(3, 1), Row(1, position=2), Row(2, position=1), Row(4, 99, position=3)])

    assert [(node.cause.pk, node.depth) for root in nodes for node in root.walk()] == [
        (2, 0),
        (1, 0),
        (3, 1),
        (4, 0),
    ]


def test_descendants_at_any_depth_even_in_a_ring():
    assert descendants(1, {1: None, 2: 1, 3: 2, 4: None}) == {2, 3}
    assert descendants(1, {1: 2, 2: 1}) == {1, 2}


def test_what_an_analysis_lacks():
    assert "steg 3" in missing(has_direct=False, has_evidence=False)[0]
    assert "steg 4" in missing(has_direct=True, has_evidence=False)[0]
    assert missing(has_direct=True, has_evidence=True) == []


def test_no_two_boxes_of_a_tree_lie_on_each_other_and_all_are_within():
    long = "En mycket lång orsak som behöver flera rader för att få plats i sin ruta och lite till"
    rows = [
        Row(1, text=long),
        Row(2, 1),
        Row(3, 1, text=long),
        Row(4, 2),
        Row(5),
        Row(6, 5, text=long),
        Row(7, 6),
    ]

    picture = tree_picture(tree_of(rows), "Problemet")

    assert len(picture.boxes) == 8
    assert len(picture.lines) == 7
    assert not any(overlap(one, other) for one, other in combinations(picture.boxes, 2))
    assert all(
        box.x + box.width <= picture.width and box.y + box.height <= picture.height for box in picture.boxes
    )
    assert all(box.x >= 0 and box.y >= 0 for box in picture.boxes)


def test_the_triangles_texts_stay_in_their_boxes_and_boxes_apart():
    fields = ("offender", "target", "place", "handler", "guardian", "manager")
    full = CauseAnalysis(**dict.fromkeys(fields, "ord och mer ord " * 40))

    for analysis in (full, CauseAnalysis()):
        picture = triangle_of(analysis, "Skadegörelse och nedskräpning vid badplatsen " * 3)
        assert not any(overlap(one, other) for one, other in combinations(picture.boxes, 2))
        for box in picture.boxes:
            assert all(box.y < word.y <= box.y + box.height for word in box.words)
