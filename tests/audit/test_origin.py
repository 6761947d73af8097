import pytest
from django.test import RequestFactory

from audit.origin import client_address, origin_of


def request(remote="192.0.2.1", forwarded=None, **headers):
    if forwarded is not None:
        headers["X-Forwarded-For"] = forwarded
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "rubbish", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_have_written_is_believed(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(request(forwarded=forwarded)) == address


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:192.0.2.5", "192.0.2.5"),
        ("fe80::1%eth0", "fe80::1"),
        ("", None),
        ("/run/app.sock", None),
    ],
)
def test_an_address_is_written_one_way_or_not_at_all(remote, address):
    assert client_address(request(remote=remote)) == address


def test_a_browser_that_talks_too_much_is_cut_off():
    assert len(origin_of(request(**{"User-Agent": "x" * 1000})).user_agent) == 300
