"""Rule 15: an activity that is nearly one from before."""

import pytest

from promises.quality import (
    Earlier,
)
from promises.quality.outcomes import Known
from tests.promises.judging import ACTIVITY, earlier, judged, said


@pytest.mark.parametrize(
    "text",
    [
        "Trygghetsronder i Kronogården och Lextorp.",
        "trygghetsrond i kronogården, och i Lextorp",
        "Trygghetsronder i stadsdelarna Kronogården och Lextorp.",
        "Trygghetsronderna i Kronogården och i Lextorp ska genomföras.",
    ],
)
def test_nearly_the_same_as_before_is_warned_about(text):
    assert said(judged(facts=earlier(text)), 15) == [("warn", "text")]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [(Known.SAID, None), (Known.NOT_DONE, "som inte blev gjord"), (Known.NOTHING, "inte hur det gick")],
)
def test_what_is_known_of_last_time_decides_what_is_said(known, sentence):
    before = Earlier("x", ACTIVITY.text, "Medborgarlöfte 2026", known=known)

    messages = [finding.message for finding in judged(facts={"earlier": [before]})]

    assert [sentence in message for message in messages] == ([True] if sentence else [])


@pytest.mark.parametrize(
    "text",
    [
        "Trygghetsvandringar i Sylte och Hjortmossen.",
        "Trygghetsronder i Sylte och Hjortmossen.",
        "Polisen patrullerar i Kronogården och Lextorp på kvällarna och talar med dem som är ute.",
        "Trygghetsronder.",
        "",
    ],
)
def test_something_else_than_before_passes(text):
    assert judged(facts=earlier(text)) == []


def test_an_activity_that_an_amendment_carries_over_is_itself():
    assert judged(facts=earlier(ACTIVITY.text, key="a", same=True)) == []


def test_a_new_activity_with_the_words_of_an_old_version_is_not():
    assert said(judged(facts=earlier(ACTIVITY.text, key="b", same=True)), 15) == [("warn", "text")]


def test_a_copy_from_another_promise_is_warned_about_whatever_its_key():
    assert said(judged(facts=earlier(ACTIVITY.text, key="a")), 15) == [("warn", "text")]
