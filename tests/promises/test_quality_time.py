"""The check takes time in proportion to the text, whatever the text is."""

from dataclasses import replace

import pytest

from promises import documents as d
from promises.quality import Earlier, Subject, check_activity, judge, lix
from promises.quality.measures import unexplained
from tests.promises.judging import DOCUMENT

HOSTILE = [
    "a",
    "a-",
    "A",
    "AB ",
    ".",
    ". ",
    "! ?",
    "…",
    "( ",
    "EST (",
    "EST ",
    "EST, effektiv ",
    "\n",
    "\n\n- ",
    " ",
    "vid behov ",
    "verka för och ",
    "två tre fyra ",
    "ett fåtal ",
    "minst 4 kontroller ",
    "från 1 till ",
    "klockan 22 ",
    "7.40",
    "razzia på Storgatan fredag ",
    "möte",
    "t.ex.",
    "kl. ",
    "\u00ad",
    "å\u030a",
    "”.”",
    "070-",
    "1",
]
SHORT, LONG = 1_000, 6_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_longer_text_takes_proportionally_longer(piece, steps):
    def count(length: int) -> int:
        text = (piece * length)[:length]
        return steps(lambda: [check_activity(text, text[:300]), lix(text), unexplained([(text, False)])])

    count(50)
    assert count(LONG) < (LONG / SHORT) * 2 * count(SHORT) + 2_000


def test_more_activities_take_proportionally_longer(steps):
    def count(number: int) -> int:
        activities = [
            d.ActivityText(
                # Not the words of the other count, since readings are remembered by their words.
                str(n),
                f"key-{n}",
                f"Trygghetsronder i stadsdel {number} och kvarter {n}.",
                scope="2 st",
            )
            for n in range(number)
        ]
        earlier = [
            Earlier(f"old-{n}", f"Nattvandringar i by {n}, byalag {n} och skola {n}.", "Förr")
            for n in range(number)
        ]
        areas = [d.FocusAreaText(f"Område {n}", activities=[a]) for n, a in enumerate(activities)]
        subject = Subject(replace(DOCUMENT, focus_areas=areas), earlier=earlier)
        return steps(lambda: judge(subject))

    count(5)
    assert count(160) < 8 * 2 * count(20)


def test_text_beyond_what_a_form_accepts_is_not_read(steps):
    def count(length: int) -> int:
        return steps(lambda: check_activity("Verka för trygghet. " * length))

    count(5)
    assert count(100_000) < 1.1 * count(2_000)
