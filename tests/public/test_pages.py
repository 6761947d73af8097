import hashlib
import json
from datetime import date
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from promises.models import PromiseVersion, Revision
from promises.states import OPEN, Status
from public.querysets import municipalities_matching
from tests.factories.organisations import ContactFactory, CountyFactory, MunicipalityFactory
from tests.factories.promises import ActivityFactory, PartyFactory, PredecessorFactory, RevisionFactory
from tests.factories.published import publish

PAGES = [
    "/",
    "/?q=lanna",
    "/kommuner/",
    "/kommuner/lekeberg/",
    "/loften/",
    "/loften/lekeberg-2026/",
    "/loften/lekeberg-2026/versioner/1/",
    "/loften/lekeberg-2026.json",
    "/loften/lekeberg-2026/versioner/1.json",
    "/loften/lekeberg-2026.pdf",
    "/loften/lekeberg-2026/fel/",
    "/loften/lekeberg-2026/folj/",
    "/loften/lekeberg-2026/uppfoljning/",
    "/loften/lekeberg-2026/uppfoljning.atom",
    "/om/",
    "/om/kontrollera/",
    "/tillganglighet/",
    "/tillganglighet/brist/",
    "/personuppgifter/",
    "/kontakt/",
    "/robots.txt",
]


# What others rely on in the JSON, and of which type; ``police_area`` may be null as well.
CONTRACT = {
    **dict.fromkeys(["slug", "title", "sha256"], str),
    **dict.fromkeys(["municipalities", "sections", "aims", "focus_areas", "parties"], list),
    **dict.fromkeys(["signatures", "contacts", "activities"], list),
    **dict.fromkeys(["period", "follow_up"], dict),
    "registered_afterwards": bool,
    "version": int,
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_anyone_with_few_queries(page, client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        response = client.get(page)

    assert response.status_code == 200
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("page", ["/", "/loften/", "/kommuner/lekeberg/", "/kommuner/"])
def test_more_promises_cost_no_more_queries(
    page, client, published, lekeberg, writer, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as one:
        client.get(page)
    for number in (2, 3):
        revision = RevisionFactory(promise__slug=f"lekeberg-{number}", promise__owner=lekeberg)
        PartyFactory(revision=revision, organisation=lekeberg)
        publish(revision, writer)

    with django_assert_num_queries(len(one)):
        client.get(page)


@pytest.mark.parametrize("page", ["/", "/?q=lekeberg", "/loften/", "/kommuner/lekeberg/"])
def test_a_list_reads_no_whole_text(page, client, published):
    with CaptureQueriesContext(connection) as queries:
        assert "Tryggare Lekeberg" in client.get(page).content.decode()

    assert not [query for query in queries if '"canonical"' in query["sql"]]


def test_the_size_of_the_promise_costs_no_query(client, text, writer, django_assert_num_queries):
    for _ in range(60):
        ActivityFactory(revision=text)
    publish(text, writer)

    # Nine for the text and how it goes, one for what has been corrected of it.
    with django_assert_num_queries(6):
        response = client.get("/loften/lekeberg-2026/")

    assert response.content.decode().count("Trafikkontroller på Storgatan.") == 2 * 61


@pytest.mark.parametrize("status", sorted(OPEN | {Status.WITHDRAWN}))
def test_what_is_not_published_is_not_there(status, client, published):
    Revision.objects.update(status=status)

    for page in ("", "versioner/1/", "versioner/1.json", "fel/", "bild/", "original/"):
        assert client.get(f"/loften/lekeberg-2026/{page}").status_code == 404
    assert client.get("/loften/lekeberg-2026.json").status_code == 404
    assert client.get("/loften/lekeberg-2026.pdf").status_code == 404
    for page in ("/", "/loften/", "/kommuner/lekeberg/", "/?q=lekeberg"):
        assert "Tryggare Lekeberg" not in client.get(page).content.decode()


def test_a_promise_is_found_by_municipality_place_and_focus_area(client, published):
    for words in ("lekeberg", "LANNA badgruva", "trafik", "tryggare leke"):
        found = client.get("/", {"q": words}).content.decode()
        assert "Tryggare Lekeberg" in found, words
    assert "Tryggare Lekeberg" not in client.get("/", {"q": "kungsör"}).content.decode()


@pytest.mark.parametrize("page", ["/", "/loften/"])
@pytest.mark.parametrize(
    "words",
    ["' OR 1=1; --", "<script>alert(1)</script>", "%", "_", "a\x00b", "\x00", "\\", "å" * 10_000, "\ud800"],
)
def test_whatever_is_searched_for_gives_a_page(page, words, client, published):
    query = urlencode({"q": words}, errors="surrogatepass")

    response = client.get(f"{page}?{query}")

    assert response.status_code == 200
    assert b"<script" not in response.content
    if words in ("%", "_", "\\"):
        assert "Tryggare Lekeberg" not in response.content.decode()


def test_a_head_is_answered_like_a_get_without_the_page(client, published):
    for page in ("/", "/loften/", "/loften/lekeberg-2026/", "/loften/lekeberg-2026.json"):
        head, get = client.head(page), client.get(page)

        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == get["ETag"]


def test_a_municipality_is_found_without_its_dots(client, orebro):
    assert "Örebro kommun" in client.get("/", {"q": "orebro"}).content.decode()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("å", ["Åmål", "Ale", "Dals-Ed"]),
        ("a", ["Ale", "Åmål", "Dals-Ed"]),
        ("ED", ["Dals-Ed"]),
        ("al ed", ["Dals-Ed"]),
    ],
)
def test_municipalities_that_begin_as_it_is_written_come_first(text, names, db):
    for name in ("Dals-Ed", "Ale", "Åmål"):
        MunicipalityFactory(name=name)

    assert [place.name for place in municipalities_matching(text)] == names


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"amne": "traffic"}, True),
        ({"amne": "drugs"}, False),
        ({"ar": "2026"}, True),
        ({"ar": "2025"}, False),
        ({"omrade": "lokalpolisomrade-orebro"}, True),
        ({"q": "lanna"}, True),
        ({"q": "malmö"}, False),
        ({"lan": "99", "ar": "x", "amne": "<script>", "sida": "1000000000000000000000"}, True),
    ],
)
def test_promises_are_filtered_and_nonsense_is_passed_over(chosen, found, client, published):
    page = client.get("/loften/", chosen)

    assert page.status_code == 200
    assert ("Tryggare Lekeberg" in page.content.decode()) is found


def test_the_filter_remembers_what_was_chosen_and_escapes_names(client, published, lekeberg):
    CountyFactory(code="12", name="Skåne & <län>", slug="skane-lan", sort_key="skane lan")

    page = client.get("/loften/", {"lan": "12", "amne": "traffic"}).content.decode()

    assert '<option value="12" selected>Skåne &amp; &lt;län&gt;</option>' in page
    assert '<option value="traffic" selected>Trafik</option>' in page
    assert '<option value="">Alla år</option>' in page or '<option value="" selected>Alla år</option>' in page
    assert 'id="id_lan"' in page
    assert 'for="id_lan"' in page


def test_promises_are_filtered_by_county(client, published, lekeberg):
    CountyFactory(code="12", name="Skåne län", slug="skane-lan", sort_key="skane lan")

    assert "Tryggare Lekeberg" in client.get("/loften/", {"lan": lekeberg.county.code}).content.decode()
    assert "Tryggare Lekeberg" not in client.get("/loften/", {"lan": "12"}).content.decode()


def test_a_municipality_without_a_promise_shows_whom_to_ask(client, kungsor):
    ContactFactory(
        organisation=kungsor, title="Säkerhetssamordnare", phone="0227-60 00 00", function="coordination"
    )
    ContactFactory(organisation=kungsor, title="Hemlig funktion", is_public=False)

    page = client.get("/kommuner/kungsor/").content.decode()

    assert "Inget löfte är publicerat här" in page
    assert "0227-60 00 00" in page
    assert "Hemlig funktion" not in page


def test_the_published_hash_can_be_checked_in_three_lines(client, published):
    d = json.loads(client.get("/loften/lekeberg-2026.json").content)

    kept = {k: v for k, v in d.items() if k not in d["outside_hash"]}
    made = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert hashlib.sha256(made).hexdigest() == d["sha256"] == published.sha256


def test_a_version_is_given_byte_for_byte_as_it_was_frozen(client, published):
    content = client.get("/loften/lekeberg-2026/versioner/1.json").content

    assert hashlib.sha256(content).hexdigest() == published.sha256


def test_the_json_carries_what_others_rely_on(client, published):
    data = json.loads(client.get("/loften/lekeberg-2026.json").content)

    (area,) = data["focus_areas"]
    (activity,) = area["activities"]
    assert data["municipalities"] == [{"code": "1814", "name": "Lekeberg"}]
    assert data["police_area"] == "Lokalpolisområde Örebro"
    assert data["period"]["start"] == "2026-01-01"
    assert data["period"]["text"] == "2026–2027"
    assert [party["name"] for party in data["parties"]] == ["Lekebergs kommun", "Lokalpolisområde Örebro"]
    assert activity["executors"] == ["Lokalpolisområde Örebro"]
    assert activity["responsible"] == ["Folkhälsostrateg, Lekebergs kommun"]
    assert activity["scope"] == "minst 4 kontroller i månaden"
    assert data["version"] == 1
    assert data["registered_afterwards"] is False


def test_the_json_has_every_key_of_the_contract(client, published):
    data = json.loads(client.get("/loften/lekeberg-2026.json").content)

    assert {name: type(data[name]) for name in CONTRACT} == CONTRACT
    assert data.keys() >= {"police_area"}
    assert data["municipalities"][0].keys() == {"code", "name"}
    assert data["period"].keys() >= {"start", "end", "precision", "text"}
    assert data["sections"][0].keys() >= {"kind", "heading", "body"}
    assert data["parties"][0].keys() >= {"name", "kind"}
    area = data["focus_areas"][0]
    assert area.keys() >= {"title", "background", "purpose", "goal", "activities"}
    activity = area["activities"][0]
    assert activity.keys() >= {"number", "text", "scope", "extent", "purpose"}
    for name in ("executors", "responsible", "follow_up_by", "evaluation_by", "places"):
        assert all(isinstance(one, str) for one in activity[name]), name


def test_an_old_version_stays_readable_and_says_what_changed(client, published, text, writer):
    Revision.objects.filter(pk=text.pk).update(status=Status.SUPERSEDED)
    newer = RevisionFactory(promise=text.promise, number=2, title="Ännu tryggare Lekeberg")
    publish(newer, writer)

    assert "Ännu tryggare Lekeberg" in client.get("/loften/lekeberg-2026/").content.decode()
    old = client.get("/loften/lekeberg-2026/versioner/1/").content.decode()
    new = client.get("/loften/lekeberg-2026/versioner/2/").content.decode()
    assert "gäller inte längre" in old or "inte gäller längre" in old
    assert "Ändrat sedan förra versionen" in new
    assert "<del>" in new
    assert "<ins>" in new


def test_predecessor_and_successor_are_linked_when_both_are_public(client, published, text, writer, lekeberg):
    successor = RevisionFactory(promise__slug="lekeberg-2028", promise__owner=lekeberg, title="Löftet efter")
    PredecessorFactory(revision=successor, promise=text.promise, title="")
    assert "Löftet efter" not in client.get("/loften/lekeberg-2026/").content.decode()

    publish(successor, writer)

    assert "Löftet efter" in client.get("/loften/lekeberg-2026/").content.decode()
    assert "Tryggare Lekeberg" in client.get("/loften/lekeberg-2028/").content.decode()


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 12, 31), "Börjar gälla"),
        (date(2026, 1, 1), "Gäller nu"),
        (date(2027, 12, 31), "Gäller nu"),
        (date(2028, 1, 1), "Perioden är slut, resultat väntas"),
    ],
)
def test_a_reader_sees_where_the_period_stands(today, words, client, published):
    with time_machine.travel(f"{today}T12:00:00+01:00"):
        assert words in client.get("/loften/lekeberg-2026/").content.decode()


def test_nobody_may_keep_the_page_of_somebody_logged_in(client, published, coordinator):
    client.force_login(coordinator)

    response = client.get("/loften/lekeberg-2026/")

    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


def test_a_public_page_has_no_script_and_no_inline_style(client, published):
    for page in PAGES:
        content = client.get(page).content
        if content.startswith(b"<!doctype"):
            assert b"<script" not in content
            assert b" style=" not in content


def test_nothing_is_changed_by_a_post(client, published):
    for page in (
        "/",
        "/loften/",
        "/loften/lekeberg-2026/",
        reverse("public:promise_json", args=["lekeberg-2026"]),
    ):
        assert client.post(page).status_code == 405


def test_the_json_is_the_frozen_text_even_if_the_rows_have_changed(client, published, text):
    Revision.objects.filter(pk=text.pk).update(title="Ändrad bakvägen")

    assert json.loads(client.get("/loften/lekeberg-2026.json").content)["title"] == "Tryggare Lekeberg"
    assert PromiseVersion.objects.get().sha256 == published.sha256


def test_the_original_is_the_one_that_the_text_in_force_names(client, text, writer):
    promise = text.promise
    promise.registered_afterwards = True
    promise.original_file.save("a.pdf", ContentFile(b"%PDF the first %%EOF"))
    publish(Revision.objects.get(pk=text.pk), writer)

    # A correction is being written, with another original.
    promise.original_file.save("b.pdf", ContentFile(b"%PDF another %%EOF"))

    assert (
        b"".join(client.get("/loften/lekeberg-2026/original/").streaming_content) == b"%PDF the first %%EOF"
    )
