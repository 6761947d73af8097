"""Somebody from another municipality, who tries the addresses of a draft."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.promises.scene import Scene

ADDRESSES = (
    "", "parter/", "bild/", "avsnitt/", "avsnitt/ny/", "dialog/", "aktiviteter/", "aktiviteter/ny/",
    "aktiviteter/klistra-in/", "uppfoljning/", "underskrifter/", "granska/", "granskning/", "faststall/",
    "forhandsgranska/", "skriv-under/", "skriv-under/nej/", "publicera/", "historik/", "ny-version/",
    "aterta/", "ta-bort/", "registrera/", "original/", "bekrafta/",
)  # fmt: skip


def test_somebody_from_another_municipality_gets_not_found_at_every_address_of_a_draft(
    scene: Scene, log_in: Callable[..., Page], javascript: bool
) -> None:
    page = log_in(scene.outsider, javascript=javascript)
    draft = f"/arbete/loften/{scene.revision.promise_id}/"
    activity = scene.revision.activities.get()

    for address in (*ADDRESSES, f"aktiviteter/{activity.pk}/"):
        response = page.goto(draft + address)
        assert response is not None
        assert response.status == 404, address
        expect(page.get_by_text(scene.revision.title)).to_have_count(0)
        expect(page.get_by_text(activity.text)).to_have_count(0)
