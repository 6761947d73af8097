"""Nothing that somebody has typed is lost, and nothing is made twice."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from promises.models import Activity, Promise
from tests.e2e import steps
from tests.e2e.conftest import PASSWORD
from tests.promises.scene import Scene

ACTIVITY = "Trygghetsrond på Storgatan."
LONG = "Vi har frågat invånarna i hela kommunen om var de känner sig otrygga. " * 40


def draft_of(scene: Scene) -> str:
    return f"/arbete/loften/{scene.revision.promise_id}/"


def test_the_second_to_save_an_activity_sees_both_texts_and_can_keep_the_own_one(
    scene: Scene, log_in: Callable[..., Page], javascript: bool
) -> None:
    draft = draft_of(scene)
    first = log_in(scene.coordinator, javascript=javascript)
    second = log_in(scene.officer, javascript=javascript)
    first_form = steps.open_activity(first, draft, ACTIVITY)
    second_form = steps.open_activity(second, draft, ACTIVITY)
    first_form.get_by_role("textbox", name="Omfattning").fill("6 st i månaden")
    steps.save_activity(first_form)
    expect(first.get_by_text("6 st i månaden").first).to_be_visible()

    second_form.get_by_role("textbox", name="Omfattning").fill("1 i veckan")
    steps.save_activity(second_form)

    expect(second.get_by_text("Inget av det du skrev är borta.")).to_be_visible()
    expect(second.get_by_text("6 st i månaden").first).to_be_visible()
    expect(second.locator(".versus__mine").get_by_role("textbox", name="Omfattning")).to_have_value(
        "1 i veckan"
    )
    second.get_by_role("button", name="Spara min text").click()
    expect(second.get_by_role("link", name=f"Ändra {ACTIVITY}")).to_be_visible()
    assert Activity.objects.get().scope == "1 i veckan"


def test_a_login_that_runs_out_in_the_middle_of_a_long_text_loses_no_word_of_it(
    scene: Scene, log_in_by_form: Callable[..., Page], javascript: bool
) -> None:
    writer = log_in_by_form(scene.coordinator, javascript=javascript)
    writer.goto(f"{draft_of(scene)}dialog/")
    writer.get_by_label("Vad har invånarna sagt?").fill(LONG)
    writer.context.clear_cookies(name="sessionid")
    writer.get_by_role("button", name="Spara", exact=True).first.click()

    writer.get_by_label("E-post").fill(scene.coordinator.email)
    writer.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    writer.locator("main").get_by_role("button", name="Logga in", exact=True).first.click()

    expect(writer.get_by_text("Din text är kvar").first).to_be_visible()
    expect(writer.get_by_label("Vad har invånarna sagt?")).to_have_value(LONG)
    steps.send(writer, writer.get_by_role("button", name="Spara", exact=True).first)
    writer.goto(f"{draft_of(scene)}dialog/")
    expect(writer.get_by_label("Vad har invånarna sagt?")).to_have_value(LONG.strip())


def test_a_double_click_and_a_form_sent_twice_make_one_promise(
    coordinator: Any, orebro_area: Any, log_in: Callable[..., Page], javascript: bool
) -> None:
    page = log_in(coordinator, javascript=javascript)
    page.get_by_role("link", name="Skriv ett nytt löfte").click()
    page.get_by_label("Rubrik").fill("Tryggt i Mullhyttan")
    form = page.locator("form", has=page.get_by_label("Rubrik"))
    fields = form.evaluate("form => Object.fromEntries(new FormData(form))") if javascript else {}
    address = page.url
    page.get_by_role("button", name="Börja skriva").dblclick()
    expect(page.get_by_role("heading", level=1, name="Tryggt i Mullhyttan")).to_be_visible()
    assert Promise.objects.count() == 1

    if javascript:
        again = page.request.post(address, form=fields, headers={"Referer": address})
        assert again.url == page.url
    assert Promise.objects.count() == 1


def test_a_double_click_makes_and_shows_one_copy_and_one_new_row(
    scene: Scene, log_in: Callable[..., Page], javascript: bool
) -> None:
    page = log_in(scene.coordinator, javascript=javascript)
    page.goto(f"{draft_of(scene)}aktiviteter/")
    rows = page.get_by_role("link", name=re.compile("^Ändra (Trygghetsrond|Nattvandring)"))

    page.get_by_role("button", name=f"Kopiera {ACTIVITY}").dblclick()
    expect(rows).to_have_count(2)
    page.wait_for_load_state("networkidle")
    expect(rows).to_have_count(2)

    page.goto(f"{draft_of(scene)}aktiviteter/ny/")
    form = page.locator("form", has=page.get_by_label("Vad ska göras?")).last
    form.get_by_label("Vad ska göras?").fill("Nattvandring i centrum.")
    form.get_by_role("button", name="Lägg till", exact=True).dblclick()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Ändra Nattvandring i centrum.")).to_have_count(1)
    assert Activity.objects.count() == 3
