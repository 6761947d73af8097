import pytest
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.urls import path

from audit import origin
from audit.actions import record
from audit.models import Event
from tests.factories.organisations import UserFactory


def refuse(request, pk):
    raise PermissionDenied("Du saknar mandat att skriva under.")


def hide(request, pk):
    raise Http404


@transaction.atomic
def begin_and_refuse(request, pk):
    record("promises.begun", by=request.user)
    raise PermissionDenied("Du saknar mandat.")


def show_origin(request):
    source = origin.current.get()
    return HttpResponse(f"{source.address} {source.user_agent}")


def act(request):
    with transaction.atomic():
        record("promises.signed", by=request.user)
    return HttpResponse()


def refused_page(request, exception):
    return HttpResponse(str(exception), status=403)


def missing_page(request, exception):
    return HttpResponse(status=404)


urlpatterns = [
    path("nekad/<int:pk>/", refuse, name="refuse"),
    path("dold/<int:pk>/", hide, name="hide"),
    path("avbruten/<int:pk>/", begin_and_refuse, name="begin_and_refuse"),
    path("ursprung/", show_origin),
    path("gor/", act),
    path("inloggad/", login_required(act, login_url="/logga-in/")),
]
handler403 = refused_page
handler404 = missing_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_a_refused_write_is_an_event_with_its_reason(client, user):
    response = client.post("/nekad/7/")

    event = Event.objects.get()
    assert response.status_code == 403
    assert (event.action, event.actor_id, event.object_id) == ("audit.refused", user.pk, "/nekad/7/")
    assert event.data["attempted"] == "refuse"
    assert event.data["reason"] == "Du saknar mandat att skriva under."


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_way_to_write_counts(client, user, method):
    getattr(client, method)("/nekad/7/")

    assert Event.objects.count() == 1


def test_a_refused_reading_is_no_event(client, user):
    assert client.get("/nekad/7/").status_code == 403
    assert not Event.objects.exists()


def test_a_write_to_what_one_may_not_see_is_an_event(client, user):
    assert client.post("/dold/7/").status_code == 404
    assert Event.objects.get().object_id == "/dold/7/"


def test_a_visitors_write_to_a_missing_page_is_not(client):
    client.post("/dold/7/")
    client.post("/finns-inte/")

    assert not Event.objects.exists()


def test_a_visitors_refused_write_is(client):
    client.post("/nekad/7/")

    assert Event.objects.get().actor_label == "Inte inloggad"


def test_being_sent_to_log_in_is_no_refusal(client):
    assert client.post("/inloggad/").status_code == 302
    assert not Event.objects.exists()


def test_repeated_refusals_are_one_event(client, user):
    for _ in range(3):
        client.post("/nekad/7/")
    client.post("/nekad/8/")

    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_refusal_stays_when_what_the_view_had_begun_is_rolled_back(client, user):
    client.post("/avbruten/7/")

    assert [event.action for event in Event.objects.all()] == ["audit.refused"]


def test_the_answer_is_still_no_when_the_log_cannot_be_written(client, user, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("audit.actions.record_refusal", fail)

    assert client.post("/nekad/7/").status_code == 403


def test_the_origin_is_known_while_a_request_is_served_and_forgotten_after(client):
    response = client.get("/ursprung/", REMOTE_ADDR="192.0.2.9", headers={"User-Agent": "Firefox"})

    assert response.content.decode() == "192.0.2.9 Firefox"
    assert origin.current.get() is None


def test_an_event_of_a_request_knows_its_origin(client, user):
    client.post("/gor/", REMOTE_ADDR="192.0.2.9")

    assert Event.objects.get().origin.address == "192.0.2.9"
