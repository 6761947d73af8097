"""Another authority's server that is slow, away, overloaded or wrong."""

import pytest

from lagesbild.statistics.fetching import FetchError, fetch
from tests.lagesbild.statistics.server import Answer, answering


def _fetch(url, pauses=None, **limits):
    return fetch(url, sleep=(pauses if pauses is not None else []).append, **limits)


def _in_turn(*answers):
    left = list(answers)
    return lambda path: left.pop(0) if len(left) > 1 else left[0]


def test_the_answer_is_fetched():
    with answering(lambda path: Answer(b"hej")) as server:
        assert _fetch(server.url) == b"hej"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_trouble_that_passes_is_asked_again(status):
    pauses = []

    with answering(_in_turn(Answer(status=status), Answer(status=status), Answer(b"till slut"))) as server:
        assert _fetch(server.url, pauses) == b"till slut"

    assert pauses == [1.0, 2.0]


def test_the_server_may_say_how_long_to_wait_but_not_for_ever():
    pauses = []
    busy = [Answer(status=429, headers={"Retry-After": said}) for said in ("7", "86400", "i morgon")]

    with answering(_in_turn(*busy, Answer(b"nu"))) as server:
        assert _fetch(server.url, pauses) == b"nu"

    assert pauses == [7.0, 60.0, 4.0]


def test_it_gives_up_after_four_tries():
    with answering(lambda path: Answer(status=503)) as server:
        with pytest.raises(FetchError, match=r"Servern svarar 503. Försökte 4 gånger"):
            _fetch(server.url)

        assert len(server.asked) == 4


def test_what_does_not_pass_is_not_asked_again():
    with answering(lambda path: Answer(status=404)) as server:
        with pytest.raises(FetchError, match="svarar 404"):
            _fetch(server.url)

        assert len(server.asked) == 1


def test_a_truncated_answer_is_asked_again_and_never_used():
    with answering(_in_turn(Answer(b"halva", cut=5), Answer(b"hela svaret"))) as server:
        assert _fetch(server.url) == b"hela svaret"

    with (
        answering(lambda path: Answer(b"halva", cut=5)) as server,
        pytest.raises(FetchError, match="tog slut i förtid"),
    ):
        _fetch(server.url, tries=2)


def test_a_server_that_says_nothing_is_left():
    with (
        answering(lambda path: Answer(b"abc", drip=0.5)) as server,
        pytest.raises(FetchError, match=r"i tid|långsamt"),
    ):
        _fetch(server.url, tries=1, timeout=0.05)


def test_a_server_that_drips_is_left():
    with (
        answering(lambda path: Answer(b"x" * 200, drip=0.01)) as server,
        pytest.raises(FetchError, match="för långsamt"),
    ):
        _fetch(server.url, tries=1, longest=0.05)


def test_an_answer_that_is_too_large_is_refused_at_once():
    with answering(lambda path: Answer(b"x" * 3_000_000)) as server:
        with pytest.raises(FetchError, match="större än 1 MB"):
            _fetch(server.url, largest=1_000_000)

        assert len(server.asked) == 1


def test_a_redirect_is_not_followed():
    with (
        answering(lambda path: Answer(status=302, headers={"Location": "http://127.0.0.1:1/"})) as server,
        pytest.raises(FetchError, match="hänvisar till en annan adress"),
    ):
        _fetch(server.url)


def test_a_server_that_is_away():
    with answering(lambda path: Answer()) as server:
        url = server.url

    with pytest.raises(FetchError, match="går inte att nå"):
        _fetch(url, tries=2)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.com/", "api.kolada.se"])
def test_only_the_web_is_fetched_from(url):
    with pytest.raises(FetchError, match="börjar inte med https"):
        _fetch(url)
