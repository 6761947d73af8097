"""What everybody reads of safety walks: published protocols, and of those what is for everybody."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from lagesbild.models import SafetyWalk
from tests.factories.lagesbild import (
    DialogueFactory,
    FindingFactory,
    LagesbildPlaceFactory,
    SafetyWalkFactory,
    WalkPointFactory,
)
from tests.factories.uploads import upload

pytestmark = pytest.mark.django_db

SECRET = "HEMLIGT-ORD"
WORDS = ("text", "place_text", "picture_alt", "measure", "measure_owner_title", "state_note", "internal_note")


@pytest.fixture
def walk(lekeberg: Any, coordinator: Any) -> SafetyWalk:
    """Published, with a point for everybody; and secrets in all that is not."""
    walk = SafetyWalkFactory(
        municipality=lekeberg,
        title="Vandring vid badgruvan",
        state="published",
        published_at="2026-10-01T12:00Z",
        published_by=coordinator,
        participants=3,
    )
    for name in ("walks/2026/visas.jpg", "walks/2026/dold.jpg"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(upload().read()))
    picture = {"picture": "walks/2026/visas.jpg", "picture_width": 40, "picture_height": 30}
    WalkPointFactory(
        walk=walk,
        text="Detta får alla läsa.",
        measure="Lampan byts.",
        picture_alt="En mörk brygga.",
        internal_note=f"{SECRET}-anteckning",
        latitude="59.17512",
        longitude="14.98765",
        **picture,
    )
    inside = {field: f"{SECRET}-{field}" for field in WORDS}
    WalkPointFactory(walk=walk, is_public=False, **inside | picture | {"picture": "walks/2026/dold.jpg"})
    for state in ("planned", "walked"):
        other = SafetyWalkFactory(
            municipality=lekeberg, title=f"{SECRET}-vandring", route=f"{SECRET}-väg", state=state
        )
        WalkPointFactory(walk=other, text=f"{SECRET}-punkt")
    told = DialogueFactory(
        municipality=lekeberg, title=f"{SECRET}-dialog", summary=f"{SECRET}-sammanfattning"
    )
    FindingFactory(dialogue=told, text=f"{SECRET}-resultat")
    return walk


def address(walk: SafetyWalk, rest: str = "/") -> str:
    return f"/kommuner/lekeberg/trygghetsvandringar/{walk.pk}{rest}"


def test_the_page_of_the_municipality_leads_to_the_protocol(client, walk):
    page = client.get("/kommuner/lekeberg/").content.decode()

    assert f'href="{address(walk)}"' in page
    assert SECRET not in page


def test_a_municipality_without_walks_says_nothing_of_them(client, lekeberg):
    assert "Trygghetsvandringar" not in client.get("/kommuner/lekeberg/").content.decode()


def test_the_protocol_is_read_by_anyone_with_few_queries(
    client, walk, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as one:
        page = client.get(address(walk)).content.decode()
    assert "Detta får alla läsa." in page
    assert "Lampan byts." in page
    for _ in range(2):
        WalkPointFactory(walk=walk)

    with django_assert_num_queries(len(one)):
        client.get(f"{address(walk)}?igen")


def test_nothing_internal_is_on_the_page(client, walk):
    page = client.get(address(walk)).content.decode()

    assert SECRET.lower() not in page.lower()
    assert "17512" not in page
    assert "Antal deltagare" not in page
    assert "2. " not in page.split("Punkter")[-1]


def test_nothing_internal_is_in_the_pdf(client, walk, monkeypatch):
    """What the engine is given is looked at, since the words of a finished PDF lie compressed in it."""
    given: list[Any] = []

    def render(*args: Any, **kwargs: Any) -> bytes:
        given.append((args, kwargs))
        return b"%PDF-"

    monkeypatch.setattr("pdf.render", render)

    assert client.get(address(walk, ".pdf")).status_code == 200
    (args, kwargs) = given[0]
    assert "Detta får alla läsa." in repr(args)
    assert SECRET not in repr(args)
    assert len(kwargs["files"]) == 1


def test_only_pictures_of_points_for_everybody_are_sent(client, walk):
    shown, hidden = walk.points.get(is_public=True), walk.points.get(is_public=False)

    response = client.get(address(walk, f"/bilder/{shown.pk}/"))
    assert response.status_code == 200
    b"".join(response.streaming_content)
    assert client.get(address(walk, f"/bilder/{hidden.pk}/")).status_code == 404
    SafetyWalk.objects.update(state="walked", published_at=None, published_by=None)
    assert client.get(address(walk, f"/bilder/{shown.pk}/")).status_code == 404


@pytest.mark.parametrize("rest", ["/", ".pdf"])
def test_what_is_not_published_is_not_there(rest, client, walk, kungsor):
    assert client.get(address(walk, rest).replace("lekeberg", "kungsor")).status_code == 404
    for other in SafetyWalk.objects.exclude(state="published"):
        assert client.get(address(other, rest)).status_code == 404
    SafetyWalk.objects.update(state="walked", published_at=None, published_by=None)
    assert client.get(address(walk, rest)).status_code == 404


def test_the_secrets_would_have_been_found(client, walk, coordinator):
    """The same words do show behind login, so the tests above look for something that is there."""
    client.force_login(coordinator)

    page = client.get(f"/arbete/lagesbild/lekeberg/trygghetsvandringar/{walk.pk}/").content.decode()

    for field in WORDS:
        assert f"{SECRET}-{field}" in page


def test_that_a_place_is_a_hot_spot_is_not_told(client, walk, lekeberg):
    spot = LagesbildPlaceFactory(municipality=lekeberg, name=f"{SECRET} 1:1", kind="hot_spot")
    WalkPointFactory(walk=walk, text="Också för alla.", place=spot, place_text="vid bryggan")

    page = client.get(address(walk)).content.decode()

    assert "vid bryggan" in page
    assert SECRET not in page
