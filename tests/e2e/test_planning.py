"""From a published promise to a plan that people keep, with JavaScript and without, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from promises import extent as extents
from promises.states import Status
from tests.e2e.conftest import look_of
from tests.e2e.steps import follow, press
from tests.promises.scene import Scene


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_plan_is_made_moved_cancelled_and_subscribed_to(
    phone: bool, scene: Scene, log_in: Callable[..., Page]
) -> None:
    activity = scene.revision.activities.get()
    activity.extent = extents.to_dict(extents.parse(activity.scope))
    activity.save()
    scene.advance(Status.PUBLISHED)
    # The phone does without JavaScript, the desk with.
    page = log_in(scene.coordinator, phone=phone, javascript=not phone)
    check = look_of(javascript=not phone)
    title = scene.revision.title

    page.goto("/arbete/uppfoljning/")
    follow(page, page.get_by_role("link", name=title))
    follow(page, page.get_by_role("link", name="Plan", exact=True))
    check(page)
    page.get_by_role("button", name="Skapa plan").click()
    expect(page.get_by_text("24 tillfällen är planerade.")).to_be_visible()
    expect(page.get_by_role("img", name="Årshjul för 2027")).to_be_visible()
    check(page)

    follow(page, page.get_by_role("link", name="1–15 januari 2027"))
    check(page)
    follow(page, page.get_by_role("link", name="Flytta"))
    check(page)
    page.get_by_label("Datum").fill("2027-01-20")
    page.get_by_label("Senast").fill("2027-01-19")
    page.get_by_role("button", name="Flytta").click()
    expect(page.get_by_role("link", name="Sista dagen kan inte vara före den första.")).to_be_visible()
    check(page)
    page.get_by_label("Senast").fill("")
    page.get_by_role("button", name="Flytta").click()
    expect(page.get_by_text("Tillfället är flyttat.")).to_be_visible()

    page.get_by_role("link", name="Ställ in").click()
    page.get_by_label("Varför blir det inställt?").fill("För få anmälda")
    page.get_by_role("button", name="Ställ in tillfället").click()
    expect(page.get_by_text("För få anmälda")).to_be_visible()
    check(page)

    follow(page, page.get_by_role("link", name="Plan", exact=True))
    follow(page, page.get_by_role("link", name="Visa i din kalender"))
    press(page, "Skapa adress")
    address = page.locator(".calendar-address").inner_text()
    check(page)
    path = address[address.index("/kalender/") :]
    fetched = page.request.get(path)
    assert fetched.status == 200
    assert "STATUS:CANCELLED" in fetched.text()

    page.get_by_role("button", name="Stäng adressen").click()
    expect(page.get_by_text("Adressen är stängd.")).to_be_visible()
    check(page)
    assert page.request.get(path).status == 404
