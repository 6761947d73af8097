"""A citizen reads how a promise is kept, and follows it by mail, with a browser that runs no scripts of ours."""

import re
from collections.abc import Callable
from typing import Any

from django.core import mail
from playwright.sync_api import Page, expect

from followup.models import Follower
from tests.e2e.conftest import DESK, PHONE, check_accessibility
from tests.e2e.steps import follow, press
from tests.factories.followup import EntryFactory, ReleaseFactory, RoundFactory
from tests.promises.scene import Scene


def at_both_widths(page: Page) -> None:
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        check_accessibility(page)


def test_a_citizen_reads_follows_and_stops(
    scene: Scene, open_browser: Callable[..., Page], live_server: Any
) -> None:
    revision = scene.advance("published").revision
    key, slug = revision.activities.get().key, revision.promise.slug
    entry = EntryFactory(
        version=scene.version, activity_key=key, happened_on="2026-03-02", public_text="Nu lyser det."
    )
    ReleaseFactory(entry=entry)
    RoundFactory(promise=revision.promise, number=1, starts_on="2026-01-01", ends_on="2026-03-31")
    RoundFactory(promise=revision.promise, number=2, starts_on="2026-04-01", ends_on="2026-06-30")
    page = open_browser()

    page.goto(f"{live_server.url}/loften/{slug}/")
    expect(page.locator("#sa-gar-det")).to_contain_text("Nu lyser det.")
    expect(page.locator("#sa-gar-det")).to_contain_text("Ingen rapport")
    at_both_widths(page)
    page.get_by_role("link", name="Allt som har hänt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det har hänt")
    at_both_widths(page)

    page.get_by_role("link", name="Följ löftet med e-post").click()
    press(page, "Skicka mejlet")
    at_both_widths(page)
    page.get_by_label("Din e-postadress").fill("nagon@post.example")
    page.get_by_role("button", name="Skicka mejlet").click()
    expect(page.get_by_text("Titta i din e-post")).to_be_visible()

    (path,) = re.findall(r"(/folj/\S+)", mail.outbox[-1].body)
    page.goto(f"{live_server.url}{path}")
    at_both_widths(page)
    page.get_by_role("button", name="Ja, jag vill följa löftet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du följer löftet")
    at_both_widths(page)
    follow(page, page.get_by_role("link", name="Sluta följa löftet"))
    at_both_widths(page)
    page.get_by_role("button", name="Sluta följa löftet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du följer inte längre löftet")
    at_both_widths(page)
    assert not Follower.objects.exists()
    page.goto(f"{live_server.url}{path}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken gäller inte längre")
    at_both_widths(page)
