import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def headers(client: Client) -> dict[str, str]:
    return dict(client.get("/healthz").headers)


def test_the_content_security_policy_allows_nothing_but_our_own_files(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]

    assert set(policy.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "manifest-src 'self'",
    }


def test_the_page_may_use_neither_camera_nor_position(headers: dict[str, str]) -> None:
    features = headers["Permissions-Policy"].split(", ")

    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(features)


def test_other_sites_learn_nothing_and_show_nothing(headers: dict[str, str]) -> None:
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
