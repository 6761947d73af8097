import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.utils.translation import gettext_lazy

from audit import presenters
from audit.models import Event
from tests.factories.audit import EventFactory
from tests.factories.organisations import UserFactory


@pytest.fixture
def sentences(monkeypatch):
    """Sentences that are gone with the test."""
    monkeypatch.setattr(presenters, "_sentences", dict(presenters._sentences))
    return presenters.register


def event(**changes):
    fields = {
        "number": 1,
        "at": "2026-02-03T04:05:06.000007Z",
        "actor_label": "Samordnare",
        "action": "example.submitted",
        "object_label": "Löfte för Lekeberg",
        "data": {},
    }
    return Event(**(fields | changes))


def test_an_app_describes_its_own_events(sentences):
    sentences(
        {"example.submitted": gettext_lazy("{actor} lämnade {object} för granskning i omgång {attempt}.")}
    )

    text = presenters.sentence(event(data={"attempt": 2}))

    assert text == "Samordnare lämnade Löfte för Lekeberg för granskning i omgång 2."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "ja"),
        (False, "nej"),
        (None, "–"),
        ("", "–"),
        (["a", 1], "a, 1"),
        ([], "–"),
        (0, "0"),
        ("2026-09-05", "5 september 2026"),
        ("2026-13-45", "2026-13-45"),
        ("KS 2026-09-05", "KS 2026-09-05"),
    ],
)
def test_values_are_shown_in_swedish(sentences, value, shown):
    sentences({"example.submitted": "{value}"})

    assert presenters.sentence(event(data={"value": value})) == shown


def test_what_an_older_event_lacks_is_shown_as_a_dash(sentences):
    sentences({"example.submitted": "{actor}: {later_added}"})

    assert presenters.sentence(event()) == "Samordnare: –"


def test_a_sentence_cannot_reach_into_objects(sentences):
    sentences({"example.submitted": "{actor.__class__} {data[secret]}"})

    assert presenters.sentence(event(data={"data": {"secret": "hemligt"}})) == "– –"


def test_data_cannot_pass_itself_off_as_the_actor(sentences):
    sentences({"example.submitted": "{actor} {object}"})

    text = presenters.sentence(event(data={"actor": "Polischefen", "object": "{actor}"}))

    assert text == "Samordnare Löfte för Lekeberg"


def test_what_a_person_has_written_is_never_read_as_a_sentence(sentences):
    sentences({"example.submitted": "{actor} skrev {note}"})

    assert presenters.sentence(event(data={"note": "{action}"})) == "Samordnare skrev {action}"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Löfte för Lekeberg", "Samordnare gjorde en ändring (example.unheard_of): Löfte för Lekeberg"),
        ("", "Samordnare gjorde en ändring (example.unheard_of)."),
    ],
)
def test_an_event_nobody_has_described_gets_a_neutral_sentence(label, shown):
    assert presenters.sentence(event(action="example.unheard_of", object_label=label)) == shown


def test_two_apps_cannot_describe_the_same_event(sentences):
    sentences({"example.submitted": "En mening."})

    with pytest.raises(ImproperlyConfigured, match=r"example\.submitted"):
        sentences({"example.submitted": "En annan."})


@pytest.mark.django_db
def test_a_refusal_reads_as_a_sentence_and_is_marked():
    (line,) = presenters.lines(
        [
            EventFactory(
                action="audit.refused", by=UserFactory(name="Läsare"), data={"reason": "Du saknar mandat."}
            )
        ]
    )

    assert (line.text, line.refused) == ("Läsare fick nej: Du saknar mandat.", True)


def render(events):
    template = Template("{% load audit_history %}{% history events %}")
    return template.render(Context({"events": events}))


@pytest.mark.django_db
def test_the_history_shows_when_who_and_what(sentences):
    sentences({"example.submitted": "{actor} lämnade löftet för granskning."})

    html = render([event()])

    assert "Samordnare lämnade löftet för granskning." in html
    assert '<time datetime="2026-02-03T05:05:06.000007+01:00">3 februari 2026 kl. 05.05</time>' in html


def test_the_history_escapes_what_people_have_written(sentences):
    sentences({"example.submitted": "{actor} skrev {note}"})

    html = render([event(actor_label="<b>A</b>", data={"note": "<script>x</script>"})])

    assert "&lt;b&gt;A&lt;/b&gt; skrev &lt;script&gt;x&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<b>" not in html


def test_an_empty_history_says_so():
    assert "Inget har hänt ännu." in render([])


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_history_costs_one_query_whatever_its_length(django_assert_num_queries, count):
    user = UserFactory()
    for _ in range(count):
        EventFactory(obj=user, by=user, organisations=[1])

    with django_assert_num_queries(1):
        render(Event.objects.for_object(user).newest_first())
