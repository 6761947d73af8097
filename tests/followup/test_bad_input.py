"""What people and programs send that no report should hold."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from followup import exports
from followup.actions import measuring, releasing, reporting, telling
from followup.followed import followed
from followup.forms.measuring import ObservationForm
from followup.likely import check_values
from followup.models import Entry, Observation, Report
from organisations.models import Meeting, OutboxMessage
from tests.factories.followup import EntryPictureFactory, FollowerFactory, ObservationFactory, ReleaseFactory
from tests.factories.organisations import GroupFactory
from tests.followup.lanterns import TODAY

pytestmark = pytest.mark.usefixtures("in_june")

CONTROL = "\x0b\x1b\x07"
RIGHT_TO_LEFT = "\u202e"


@pytest.fixture
def send(client, lanterns, address, landlord_executor) -> Any:
    """Reports on the landlord's activity through its form."""
    client.force_login(landlord_executor)

    def post(**values: Any) -> Any:
        said = {"happened_on": TODAY.isoformat(), "status": "done", "creation_key": str(uuid.uuid4())}
        return client.post(address("report", lanterns.promise.pk, lanterns.key), {**said, **values})

    return post


@pytest.mark.parametrize(
    ("typed", "number"), [("1 000,5", "1000.50"), ("1\u00a0000", "1000"), ("1\u202f234", "1234")]
)
def test_a_number_is_read_with_the_spaces_that_people_write(send, typed, number):
    send(quantity=typed, is_sure="on")

    assert Entry.objects.get().quantity == Decimal(number)


@pytest.mark.parametrize("typed", ["-1", "\N{MINUS SIGN}1", "NaN", "Infinity", "1e400", "1,234", "9" * 30])
def test_a_number_that_is_none_is_refused_in_words(send, typed):
    page = send(quantity=typed, is_sure="on").content.decode()

    assert not Entry.objects.exists()
    assert any(word in page for word in ("mindre än noll", "Skriv ett tal", "för stort", "två decimaler"))


@pytest.mark.parametrize("name", ["quantity", "out_of", "hours", "participants"])
def test_more_than_the_column_holds_is_refused_however_sure_one_is(lanterns, name):
    """SQLite takes it without a word, and then no page that shows the row opens."""
    values = {"happened_on": TODAY, "status": "done", name: Decimal(10**10)}

    with pytest.raises(ValidationError, match="för stort"):
        check_values(lanterns.activity(), values, TODAY, is_sure=True)


def test_hours_that_do_not_fit_are_refused_in_the_form(send):
    page = send(hours="12345678,5", is_sure="on").content.decode()

    assert "Talet är för stort." in page
    assert not Entry.objects.exists()


def test_signs_that_nobody_sees_are_left_out(send):
    send(
        observation=f"Det{CONTROL} lyser.\r\nBra.",
        public_text=f"{RIGHT_TO_LEFT}Lampor.",
        place=f"{CONTROL}Gården",
    )

    entry = Entry.objects.get()
    assert (entry.observation, entry.public_text, entry.place) == ("Det lyser.\nBra.", "Lampor.", "Gården")
    assert exports.as_xlsx(followed(entry.promise))


def test_a_reason_of_signs_that_nobody_sees_is_no_reason(send):
    page = send(status="not_done", reason=CONTROL).content.decode()

    assert "Skriv varför" in page
    assert not Entry.objects.exists()


def test_a_telephone_number_does_not_hide_behind_a_control_character(send):
    assert "telefonnummer" in send(observation="Ring 070-1\x0723 45 67").content.decode()
    assert not Entry.objects.exists()


def test_minutes_are_cleaned_too(client, lekeberg, coordinator):
    client.force_login(coordinator)
    group = GroupFactory(parent=lekeberg)

    client.post(
        reverse("organisations:add_meeting", args=[group.pk]),
        {"held_on": "2027-06-15", "minutes": f"Vi{CONTROL}{RIGHT_TO_LEFT} beslöt."},
    )

    assert Meeting.objects.get().minutes == "Vi beslöt."


@pytest.mark.parametrize("text", ["\n=1+1", "＝1+1", "＠SUM(1)", "=1+1", "-1"])
def test_no_text_becomes_a_formula(lanterns, text):
    lanterns.entry(observation=text)

    table = exports.as_csv(lanterns.found()).decode("utf-8-sig")

    assert f"'{text}" in table


# --- Keys that come from the browser ------------------------------------------------------------------------


def test_the_key_of_another_value_makes_none_and_gives_none(lanterns, coordinator):
    other = ObservationFactory()
    indicator = lanterns.found().document.indicators[0]
    values: Any = {"series": "", "measured_on": TODAY, "value": 5, "source": "", "note": ""}

    with pytest.raises(ValidationError, match="redan använt"):
        measuring.record(
            lanterns.found(), indicator, values=values, creation_key=other.creation_key, by=coordinator
        )
    assert Observation.objects.count() == 1


def test_a_measured_value_is_read_as_people_write_it():
    form = ObservationForm({"measured_on": "2027-06-15", "value": "\N{MINUS SIGN}1 000,5"})

    assert form.is_valid()
    assert form.cleaned_data["value"] == Decimal("-1000.5")


def test_the_key_of_another_organisations_report_gives_neither(lanterns, lekeberg, orebro_area, coordinator):
    days = {"starts_on": TODAY.replace(month=1), "ends_on": TODAY, "audience": "council"}
    made = telling.deliver(lekeberg, creation_key=uuid.uuid4(), by=coordinator, **days)
    coordinator.is_superuser = True

    with pytest.raises(ValidationError, match="redan använt"):
        telling.deliver(orebro_area, creation_key=made.creation_key, by=coordinator, **days)
    assert Report.objects.count() == 1


def test_a_damaged_key_is_said_in_words_that_people_know(send):
    page = send(creation_key="x").content.decode()

    assert "Sidan är skadad. Ladda om den och försök igen." in page
    assert "UUID" not in page


# --- Taking back ----------------------------------------------------------------------------------------------


def test_a_picture_can_be_hidden_after_the_end_while_the_text_stays(lanterns, coordinator):
    entry = lanterns.entry(public_text="Det lyser.")
    EntryPictureFactory(entry=entry)
    ReleaseFactory(entry=entry, shows_text=True, shows_picture=True)
    _end(lanterns)

    releasing.release(entry, shows_text=True, shows_picture=False, reason="Ett ansikte.", by=coordinator)

    assert not entry.releases.first().shows_picture
    with pytest.raises(PermissionDenied, match="avslutat"):
        releasing.release(entry, shows_text=True, shows_picture=True, reason="", by=coordinator)


def _end(lanterns: Any) -> None:
    type(lanterns.revision).objects.filter(pk=lanterns.revision.pk).update(status="ended")


@pytest.mark.parametrize("how", ["withheld", "retracted", "corrected"])
def test_a_letter_that_has_not_left_does_not_tell_what_is_taken_back(lanterns, coordinator, how):
    FollowerFactory(promise=lanterns.promise)
    entry = lanterns.entry(public_text="Anna på gården.")
    releasing.release(entry, shows_text=True, shows_picture=False, reason="", by=coordinator)
    assert "Anna" in OutboxMessage.objects.get().body

    if how == "withheld":
        releasing.release(entry, shows_text=False, shows_picture=False, reason="Ett namn.", by=coordinator)
    elif how == "retracted":
        reporting.retract(entry, reason="Fel gård.", by=coordinator)
    else:
        values: Any = {"happened_on": TODAY, "status": "done", "public_text": "En granne."}
        reporting.correct(entry, values=values, creation_key=uuid.uuid4(), by=coordinator)

    assert not OutboxMessage.objects.exists()
