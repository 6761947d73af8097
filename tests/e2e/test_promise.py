"""The main journey: from nothing to a promise that a citizen reads."""

from collections.abc import Callable
from typing import Any

import time_machine
from playwright.sync_api import Page, expect

from promises.models import Promise, Signature
from tests.e2e import steps


def test_a_promise_of_eleven_activities_is_written_reviewed_signed_published_and_found(
    coordinator: Any,
    municipal_police: Any,
    chair: Any,
    police_chief: Any,
    log_in_by_form: Callable[..., Page],
    open_browser: Callable[..., Page],
    javascript: bool,
) -> None:
    writer = log_in_by_form(coordinator, javascript=javascript)
    draft = steps.write_promise(writer, "Trygg vardag i Lekeberg", activities=11)
    steps.submit(writer, draft)

    police = log_in_by_form(municipal_police, javascript=javascript)
    steps.approve(police, draft)
    steps.approve(writer, draft)
    steps.freeze(writer, draft)

    steps.sign(log_in_by_form(chair, javascript=javascript), draft)
    with time_machine.travel("2026-12-04T09:00:00+01:00"):
        # The chief signs on another day, on a phone; a login from the day before has run out by then.
        steps.sign(log_in_by_form(police_chief, javascript=javascript, phone=True), draft)

    steps.publish(writer, draft)
    citizen = open_browser(phone=True, javascript=javascript)
    citizen.goto("/")
    citizen.get_by_label("Sök kommun eller plats").fill("lekeberg")
    citizen.get_by_role("button", name="Sök").click()
    citizen.get_by_role("link", name="Trygg vardag i Lekeberg").click()
    expect(citizen.get_by_role("heading", level=1, name="Trygg vardag i Lekeberg")).to_be_visible()
    expect(citizen.get_by_text("minst 6 timmar per vecka", exact=True)).to_be_visible()
    expect(citizen.get_by_text("4 december 2026")).to_be_visible()
    promise = Promise.objects.get()
    assert Signature.objects.filter(version__revision__promise=promise).count() == 2
