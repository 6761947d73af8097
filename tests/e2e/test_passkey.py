"""Signing with a passkey: a real browser, with a key that the browser itself plays."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from playwright.sync_api import Page, expect

from promises.models import Signature
from promises.states import Status
from tests.e2e.conftest import PASSWORD, check_accessibility

# A key that asks for the finger or the face of whoever holds it, and is always answered.
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_the_chair_adds_a_passkey_and_signs_with_it_on_a_phone(
    scene: Any, log_in_by_form: Callable[..., Page]
) -> None:
    scene.advance(Status.FOR_SIGNATURE)
    page = log_in_by_form(scene.chair, phone=True)
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    add_passkey(page)
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/skriv-under/")
    check_accessibility(page)
    page.get_by_role("button", name="Skriv under med passnyckel").click()

    expect(page.get_by_text("Tack, du har skrivit under.")).to_be_visible()
    signature = Signature.objects.get()
    assert (signature.user, signature.method) == (scene.chair, Signature.Method.PASSKEY)
    assert {"clientDataJSON", "authenticatorData", "signature"} <= set(signature.evidence)
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/historik/")
    expect(page.get_by_text("passnyckel").first).to_be_visible()


def add_passkey(page: Page) -> None:
    page.goto("/konto/2fa/webauthn/add/")
    if page.get_by_label("Lösenord", exact=True).count():
        page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
        page.locator("main").get_by_role("button").first.click()
    page.get_by_label("Namn på nyckeln").fill("Min mobil")
    page.get_by_role("button", name="Lägg till", exact=True).click()
    expect(page.get_by_role("link", name="Ladda ner koderna")).to_be_visible()
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1


def test_who_has_neither_password_nor_passkey_is_refused_with_a_sentence(
    scene: Any, client: Any, open_browser: Callable[..., Page], live_server: Any, javascript: bool
) -> None:
    scene.advance(Status.FOR_SIGNATURE)
    # Somebody whose employer vouches for them: logged in, with no secret of their own here.
    scene.chair.set_unusable_password()
    scene.chair.save()
    client.force_login(scene.chair)
    page = open_browser(javascript=javascript)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )

    answer = page.goto(f"/arbete/loften/{scene.revision.promise_id}/skriv-under/")

    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_text("Du har varken lösenord eller passnyckel")).to_be_visible()
    assert not Signature.objects.exists()
