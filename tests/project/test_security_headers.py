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


HEADERS = {
    "Content-Security-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/robots.txt", 200),
        ("/konto/login/", 200),
        ("/kommuner", 301),
        ("/arbete/", 302),
        ("/finns-inte/", 404),
        ("/static/css/finns-inte.css", 404),
    ],
)
def test_every_kind_of_answer_has_them(path: str, status: int, client: Client) -> None:
    response = client.get(path)

    assert response.status_code == status
    assert set(response.headers) >= HEADERS


@pytest.mark.parametrize(
    ("method", "headers", "status"), [("post", {}, 403), ("get", {"host": "ond.example"}, 400)]
)
def test_what_is_refused_has_them(method: str, headers: dict[str, str], status: int) -> None:
    response = getattr(Client(enforce_csrf_checks=True, headers=headers), method)("/konto/login/")

    assert response.status_code == status
    assert set(response.headers) >= HEADERS
