"""What happens to a text that is already signed: a new version, or a no."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from promises.states import Status
from tests.e2e import steps
from tests.promises.scene import Scene

ACTIVITY = "Trygghetsrond på Storgatan."


def draft_of(scene: Scene) -> str:
    return f"/arbete/loften/{scene.revision.promise_id}/"


def test_an_amended_version_is_signed_anew_and_the_old_one_can_still_be_read(
    scene: Scene, log_in: Callable[..., Page], open_browser: Callable[..., Page], javascript: bool
) -> None:
    scene.advance(Status.PUBLISHED)
    draft, public = draft_of(scene), f"/loften/{scene.revision.promise.slug}/"
    writer = log_in(scene.coordinator, javascript=javascript)
    steps.amend(writer, draft)
    form = steps.open_activity(writer, draft, ACTIVITY)
    form.get_by_role("textbox", name="Omfattning").fill("4 st i månaden")
    steps.save_activity(form)
    expect(writer.get_by_text("4 st i månaden").first).to_be_visible()
    citizen = open_browser(javascript=javascript)
    citizen.goto(public)
    expect(citizen.get_by_text("2 st i månaden").first).to_be_visible()

    steps.submit(writer, draft)
    steps.approve(writer, draft)
    steps.approve(log_in(scene.officer, javascript=javascript), draft)
    steps.freeze(writer, draft)
    steps.sign(log_in(scene.chair, javascript=javascript), draft)
    steps.sign(log_in(scene.chief, javascript=javascript), draft)
    steps.publish(writer, draft)

    citizen.goto(public)
    expect(citizen.get_by_text("4 st i månaden").first).to_be_visible()
    citizen.get_by_role("link", name="Vad ändrades senast?").click()
    changes = citizen.get_by_role("region", name="Ändrat sedan förra versionen")
    expect(changes.locator("del").first).to_contain_text("2")
    expect(changes.locator("ins").first).to_contain_text("4")
    citizen.get_by_role("link", name="Version 1", exact=True).click()
    expect(citizen.get_by_text("Det här är version 1, som inte gäller längre.")).to_be_visible()
    expect(citizen.get_by_text("2 st i månaden").first).to_be_visible()


def test_a_no_after_the_first_signature_makes_that_signature_void_and_the_text_a_draft(
    scene: Scene, log_in: Callable[..., Page], javascript: bool
) -> None:
    scene.advance(Status.FOR_SIGNATURE)
    draft = draft_of(scene)
    steps.sign(log_in(scene.chair, javascript=javascript), draft)

    steps.decline(
        log_in(scene.chief, javascript=javascript), draft, "Vi har inte personal till rundorna i juli."
    )

    writer = log_in(scene.coordinator, javascript=javascript)
    writer.goto(f"{draft}historik/")
    expect(writer.get_by_text("Vi har inte personal till rundorna i juli.").first).to_be_visible()
    writer.locator("main").get_by_role("link", name="Version 1").first.click()
    expect(writer.get_by_text("Gäller inte").first).to_be_visible()
    steps.open_activity(writer, draft, ACTIVITY)
    assert scene.revision.promise.revisions.get(status=Status.DRAFT)
