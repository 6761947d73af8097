"""A text that is sent after the login has run out is there again for the one who typed it, and for nobody else."""

import io
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from organisations import parking
from organisations.models import ParkedPost
from organisations.views import parked

PAGE = "/arbete/prov/"


class TextForm(forms.Form):
    text = forms.CharField()


def _respond(request, source, context):
    return HttpResponse(engines["django"].from_string(source).render(context, request))


@parking.member_required
def page(request):
    form = TextForm(parking.posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        return HttpResponse(status=302, headers={"Location": "/klart/"})
    source = '{% parked_notice %}<form method="post">{% csrf_token %}{{ form.text }}</form>'
    return _respond(request, source, {"form": form})


@parking.member_required
def deaf_page(request):
    """Does not take its text back."""
    return _respond(request, '{% parked_notice %}<form method="post">{% csrf_token %}</form>', {})


def public_page(request):
    return _respond(request, '<form method="post">{% csrf_token %}</form>', {})


organisation_urls = [path("t/<uuid:key>/", parked.parked_text, name="parked_text")]
urlpatterns = [
    path("arbete/prov/", page),
    path("arbete/stum/", deaf_page),
    path(
        "arbete/organisationer/",
        include(([path("t/<uuid:key>/", parked.parked_text, name="parked_text")], "organisations")),
    ),
    path("oppen/", public_page),
    path("arbete/", page, name="home"),
    path("konto/", include("allauth.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


def _hidden(response, name):
    found = re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())
    return found[1] if found else ""


def _filled_in(response, **values):
    tokens = {name: _hidden(response, name) for name in ("csrfmiddlewaretoken", parking.FIELD)}
    return {**tokens, **values}


def _log_out(visitor):
    del visitor.cookies["sessionid"]


def _send_too_late(visitor, user, path=PAGE, **values):
    """Open a form, let the login run out and send the form."""
    visitor.force_login(user)
    filled_in = _filled_in(visitor.get(path), **values)
    _log_out(visitor)
    return visitor.post(path, filled_in)


def _page_in(response):
    return parse_qs(urlsplit(response.url).query)["next"][0]


def test_a_form_sent_in_time_is_not_parked(visitor, coordinator):
    visitor.force_login(coordinator)

    response = visitor.post(PAGE, _filled_in(visitor.get(PAGE), text="i tid"))

    assert response.status_code == 302
    assert not ParkedPost.objects.exists()


def test_the_same_person_gets_the_text_back_after_logging_in(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, text="en lång text")
    visitor.force_login(coordinator)

    again = visitor.get(_page_in(response))

    assert 'value="en lång text"' in again.content.decode()
    assert "Din text är kvar" in again.content.decode()


def test_the_real_login_page_leads_back_to_the_text(visitor, coordinator):
    coordinator.set_password("ett långt lösenord")
    coordinator.save()
    to_login = _send_too_late(visitor, coordinator, text="en lång text")
    login = visitor.get(to_login.url)
    assert "Logga in igen som samma person" in login.content.decode()
    assert "Logga in igen som samma person" not in visitor.get("/konto/login/?next=/arbete/").content.decode()
    values = {"login": coordinator.email, "password": "ett långt lösenord", "next": _hidden(login, "next")}

    response = visitor.post("/konto/login/", _filled_in(login, **values), follow=True)

    assert 'value="en lång text"' in response.content.decode()


@pytest.mark.parametrize("path", [PAGE, "/arbete/stum/"])
def test_a_file_that_was_sent_along_is_said_to_be_gone(visitor, coordinator, path):
    picture = SimpleUploadedFile("lykta.jpg", b"x", "image/jpeg")
    response = _send_too_late(visitor, coordinator, path, text="en lång text", picture=picture)
    visitor.force_login(coordinator)

    again = visitor.get(_page_in(response)).content.decode()
    whole = visitor.get(f"/arbete/organisationer/t/{ParkedPost.objects.get().key}/").content.decode()

    assert "en lång text" in again
    assert "Filen du hade valt är inte kvar. Välj den igen innan du sparar." in again
    assert "Filen du hade valt är inte kvar." in whole


def test_without_a_file_nothing_is_said_of_one(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, text="en lång text", **{parking.WITH_FILE: "1"})
    visitor.force_login(coordinator)

    assert "Filen du hade valt" not in visitor.get(_page_in(response)).content.decode()


def test_another_person_never_sees_it(visitor, coordinator, reader):
    response = _send_too_late(visitor, coordinator, text="en lång text")
    visitor.force_login(reader)

    again = visitor.get(_page_in(response))

    assert "en lång text" not in again.content.decode()
    assert "Din text är kvar" not in again.content.decode()


def test_the_text_is_forgotten_once_it_is_saved(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, text="en lång text")
    visitor.force_login(coordinator)
    address = _page_in(response)

    visitor.post(address, _filled_in(visitor.get(address), text="en lång text"))

    assert not ParkedPost.objects.exists()


def test_a_login_in_another_tab_changes_the_token_but_loses_no_text(visitor, coordinator):
    visitor.force_login(coordinator)
    filled_in = _filled_in(visitor.get(PAGE), text="en lång text")
    visitor.force_login(coordinator)
    visitor.cookies["csrftoken"] = "x" * 32

    response = visitor.post(PAGE, filled_in)

    assert 'value="en lång text"' in visitor.get(_page_in(response)).content.decode()


def test_who_is_already_logged_in_again_is_led_straight_to_the_text(visitor, coordinator):
    visitor.force_login(coordinator)
    filled_in = _filled_in(visitor.get(PAGE), text="en lång text")
    visitor.cookies["csrftoken"] = "x" * 32

    again = visitor.post(PAGE, filled_in, follow=True)

    assert [url.partition("?")[0] for url, _status in again.redirect_chain] == ["/konto/login/", PAGE]
    assert 'value="en lång text"' in again.content.decode()


def test_a_colleague_who_has_logged_in_meanwhile_neither_saves_nor_sees_it(visitor, coordinator, reader):
    visitor.force_login(coordinator)
    filled_in = _filled_in(visitor.get(PAGE), text="en lång text")
    visitor.force_login(reader)

    response = visitor.post(PAGE, filled_in)

    assert response.status_code == 403
    assert "en lång text" not in response.content.decode()
    assert ParkedPost.objects.get().user == coordinator


def test_a_forged_form_is_still_refused(visitor, coordinator):
    visitor.force_login(coordinator)

    response = visitor.post(PAGE, {"text": "x"})

    assert response.status_code == 403
    assert not ParkedPost.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "1:2:3", "eyJ1c2VyIjoxfQ:1:x"])
def test_a_name_we_have_not_signed_counts_for_nothing(client, coordinator, token):
    response = client.post(PAGE, {parking.FIELD: token, "text": "x"})

    assert _page_in(response) == PAGE
    assert not ParkedPost.objects.exists()


def test_passwords_and_tokens_are_never_kept(visitor, coordinator):
    _send_too_late(
        visitor, coordinator, text="x", password="hemligt", new_password2="hemligt", credential="{}"
    )

    assert ParkedPost.objects.get().data == "text=x"


def test_a_page_that_does_not_take_its_text_back_shows_it_to_be_copied(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, "/arbete/stum/", body="rad ett\nrad två")
    visitor.force_login(coordinator)

    again = visitor.get(_page_in(response)).content.decode()

    assert "rad ett\nrad två</textarea>" in again


def test_what_was_sent_elsewhere_does_not_fill_in_this_page(visitor, rf, coordinator):
    _send_too_late(visitor, coordinator, text="x")
    post = ParkedPost.objects.get()
    request = rf.get("/arbete/annan/", {parking.PARAMETER: post.key})
    request.user = coordinator

    assert parking.parked_data(request) is None
    assert parking.parked_data(request, PAGE).dict() == {"text": "x"}


def test_a_page_that_is_gone_leads_to_the_text_itself(visitor, coordinator):
    post = ParkedPost.objects.create(user=coordinator, path=PAGE, action=PAGE, data="text=en+text")
    visitor.force_login(coordinator)

    response = visitor.get(f"/arbete/organisationer/t/{post.key}/")

    assert "en text" in response.content.decode()


def test_nobody_opens_another_persons_kept_text(client, coordinator, reader):
    post = ParkedPost.objects.create(user=coordinator, path=PAGE, action=PAGE, data="text=en+text")
    client.force_login(reader)

    assert client.get(f"/arbete/organisationer/t/{post.key}/").status_code == 404


def test_a_fragment_sends_the_whole_page_to_the_login(client, coordinator):
    client.force_login(coordinator)
    filled_in = _filled_in(client.get(PAGE), text="x")
    _log_out(client)

    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/arbete/stum/?flik=2"}
    response = client.post(PAGE, filled_in, headers=headers)

    assert response.headers["HX-Redirect"].startswith("/konto/login/")
    assert ParkedPost.objects.get().path == "/arbete/stum/?flik=2"


def test_a_text_too_long_to_keep_is_given_back_at_once(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, text="ord " * 60_000)

    assert response.status_code == 403
    assert "ord ord ord" in response.content.decode()
    assert not ParkedPost.objects.exists()


def test_twenty_texts_are_kept_and_the_oldest_gives_way(visitor, coordinator):
    for number in range(22):
        _send_too_late(visitor, coordinator, text=f"text {number}")

    kept = [parked.data for parked in ParkedPost.objects.order_by("pk")]
    assert kept == [f"text=text+{number}" for number in range(2, 22)]


def test_a_text_is_kept_for_a_week(visitor, coordinator):
    response = _send_too_late(visitor, coordinator, text="en text")
    ParkedPost.objects.update(created_at=timezone.now() - timedelta(days=8))
    visitor.force_login(coordinator)

    assert "en text" not in visitor.get(_page_in(response)).content.decode()
    call_command("weed_parked_posts", stdout=io.StringIO())
    assert not ParkedPost.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "0b7c1d52-6f0e-4f0a-9f52-3b1f6c1f0a11"])
def test_an_unknown_key_changes_nothing(client, coordinator, key):
    client.force_login(coordinator)

    response = client.get(PAGE, {parking.PARAMETER: key})

    assert response.status_code == 200
    assert "Din text är kvar" not in response.content.decode()


def test_public_forms_do_not_say_who_is_logged_in(client, coordinator):
    client.force_login(coordinator)

    assert parking.FIELD not in client.get("/oppen/").content.decode()
