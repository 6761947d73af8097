import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document as Word

from audit.models import Event
from lagesbild.actions import lagesbilder as actions
from lagesbild.checking import missing_from
from lagesbild.composition import adopted_document, document_of
from lagesbild.documents import LagesbildDocument, canonical, digest
from lagesbild.models import Lagesbild, LagesbildVersion, Layer, Problem
from lagesbild.presentation import present_lagesbild
from lagesbild.rendering import docx_of, pdf_of
from lagesbild.states import LagesbildStatus
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import (
    CauseFactory,
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildPlaceFactory,
    LagesbildProblemFactory,
    ProblemFactory,
)
from tests.pdf.validation import faults

pytestmark = pytest.mark.django_db

WHOLE = {
    "mapping": "Narkotika säljs öppet.\n\n- på torget\n- vid badplatsen",
    "other_information": "Kommunen växer.",
    "analysis": "Platsen saknar vuxna.",
}
DECISION = {
    "decided_by_organ": "Kommunstyrelsen",
    "decided_on": date(2026, 9, 15),
    "decision_paragraph": "112",
    "case_number": "KS 2026-77",
}


def kept(given):
    """Instead of the renderer: keeps in ``given`` what it is given."""

    def render(*args, **kwargs):
        given.append(repr(args))
        return b"%PDF-"

    return render


@pytest.fixture(autouse=True)
def _in_october(time_machine):
    time_machine.move_to("2026-10-20 12:00", tick=False)


@pytest.fixture
def draft(lekeberg):
    return LagesbildFactory(municipality=lekeberg, **WHOLE)


def start(lekeberg, by, **more):
    values = {
        "title": "Lägesbild 2028",
        "starts_on": date(2027, 9, 1),
        "ends_on": date(2028, 8, 31),
        "is_joint": True,
    }
    given = {"owner": lekeberg, "values": values, "creation_key": uuid4(), "by": by} | more
    return actions.start(lekeberg, **given)


def secret(problem):
    problem.secrecy_provision, problem.secrecy_on = "18 kap. 1 § OSL", date(2026, 10, 1)
    problem.secrecy_by = problem.municipality
    problem.save()


# --- Starting ----------------------------------------------------------------------------------------


def test_it_starts_from_the_one_before_with_texts_basis_and_problems_but_not_the_summary(
    draft, lekeberg, coordinator
):
    LagesbildBasisFactory(lagesbild=draft, name="Enkäten", position=1)
    for position, title in ((2, "Andra"), (1, "Första")):
        LagesbildProblemFactory(
            lagesbild=draft, problem__municipality=lekeberg, problem__title=title, position=position
        )
    draft.public_summary = "För alla."
    draft.save()

    made = start(lekeberg, coordinator, start_from=draft)

    assert (made.mapping, made.analysis, made.public_summary) == (draft.mapping, draft.analysis, "")
    assert made.started_from == draft
    assert [row.name for row in made.basis.all()] == ["Enkäten"]
    assert [str(row.problem) for row in made.chosen.all()] == ["Första", "Andra"]
    assert made.status == LagesbildStatus.DRAFT


def test_the_same_form_sent_twice_starts_one(lekeberg, coordinator):
    key = uuid4()

    assert start(lekeberg, coordinator, creation_key=key) == start(lekeberg, coordinator, creation_key=key)
    assert Event.objects.filter(action="lagesbild.lagesbild_started").count() == 1


def test_ended_problems_are_not_carried_over(draft, lekeberg, coordinator):
    LagesbildProblemFactory(lagesbild=draft, problem__municipality=lekeberg, problem__is_active=False)

    assert not start(lekeberg, coordinator, start_from=draft).chosen.exists()


def test_one_writes_for_ones_own_party(lekeberg, coordinator, orebro_area):
    with pytest.raises(PermissionDenied):
        start(lekeberg, coordinator, owner=orebro_area)


def test_a_partys_own_lagesbild_is_its_own(client, lekeberg, orebro_area, coordinator, municipal_police):
    found = LagesbildFactory(
        municipality=lekeberg, owner=orebro_area, is_joint=False, layer=Layer.OWN, title="Polisens egen"
    )
    page = reverse("lagesbild:lagesbild", args=[lekeberg.slug, found.pk])

    client.force_login(coordinator)
    assert client.get(page).status_code == 404
    listed = client.get(reverse("lagesbild:lagesbilder", args=[lekeberg.slug]))
    assert "Polisens egen" not in listed.content.decode()
    client.force_login(municipal_police)
    assert client.get(page).status_code == 200


def test_a_partys_own_that_both_read_is_written_by_that_party(lekeberg, orebro_area, coordinator):
    found = LagesbildFactory(municipality=lekeberg, owner=orebro_area, is_joint=False)

    with pytest.raises(PermissionDenied):
        actions.save_part(found, "analysis", edit_number=1, values={"analysis": "x"}, by=coordinator)


# --- Writing -----------------------------------------------------------------------------------------


def test_two_people_write_different_parts_at_once(draft, coordinator, municipal_police):
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)
    actions.save_part(draft, "mapping", edit_number=1, values={"mapping": "M"}, by=municipal_police)

    draft.refresh_from_db()
    assert (draft.analysis, draft.mapping) == ("A", "M")


def test_the_second_to_write_the_same_part_is_refused_with_what_stands_there(
    draft, coordinator, municipal_police
):
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)

    with pytest.raises(StaleEdit) as stale:
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "B"}, by=municipal_police)

    assert stale.value.current.analysis == "A"
    draft.refresh_from_db()
    assert draft.analysis == "A"


def test_a_stale_save_shows_both_texts_and_can_be_sent_again(client, draft, lekeberg, coordinator):
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "analys"])
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "Kollegans."}, by=coordinator)
    client.force_login(coordinator)

    answer = client.post(page, {"edit_number": 1, "analysis": "Min egen."})

    assert answer.status_code == 409
    assert "Kollegans." in answer.content.decode()
    assert "Min egen." in answer.content.decode()
    assert client.post(page, {"edit_number": 2, "analysis": "Min egen."}).status_code == 302
    draft.refresh_from_db()
    assert draft.analysis == "Min egen."


def test_a_form_sent_twice_is_no_conflict(draft, coordinator):
    for _time in range(2):
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)


def test_personal_data_is_refused(client, draft, lekeberg, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "kartlaggning"])

    answer = client.post(page, {"edit_number": 1, "mapping": "Ring 070-174 06 05."})

    assert "Personuppgifter" in answer.content.decode()


def test_a_part_of_the_municipality_must_be_named(client, draft, lekeberg, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "grunder"])
    sent = {
        "edit_number": 1,
        "title": "Ny",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "covers": "part",
        "is_joint": "1",
    }

    assert "Välj ett område" in client.post(page, sent).content.decode()
    assert client.post(page, sent | {"area_text": "Lanna"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.area_words) == ("Ny", "Lanna")
    assert (
        client.post(page, sent | {"edit_number": 2, "covers": "whole", "area_text": "Lanna"}).status_code
        == 302
    )
    draft.refresh_from_db()
    assert draft.area_words == ""


def test_a_rejected_source_needs_a_reason(draft, coordinator):
    values = {"name": "Appen", "period": "", "is_rejected": True, "note": ""}

    with pytest.raises(ValidationError):
        actions.add_basis(draft, creation_key=uuid4(), values=values, by=coordinator)


def test_rows_are_put_in_order(draft, lekeberg, coordinator):
    rows = [
        LagesbildProblemFactory(lagesbild=draft, problem__municipality=lekeberg, position=n)
        for n in (1, 2, 3)
    ]

    actions.move_problem(rows[2], up=True, by=coordinator)

    assert [row.pk for row in draft.chosen.all()] == [rows[0].pk, rows[2].pk, rows[1].pk]


def test_what_is_for_one_party_alone_is_not_taken_up(
    draft, lekeberg, orebro_area, coordinator, municipal_police
):
    own = ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)

    for by in (coordinator, municipal_police):
        with pytest.raises(ValidationError):
            actions.choose_problems(draft, [own], by=by)


def test_another_municipalitys_problem_is_not_taken_up(draft, orebro, municipal_police):
    with pytest.raises(ValidationError):
        actions.choose_problems(draft, [ProblemFactory(municipality=orebro)], by=municipal_police)


def test_a_draft_can_be_removed_and_an_adopted_one_never(draft, coordinator):
    other = LagesbildFactory(municipality=draft.municipality)
    actions.remove_draft(other, by=coordinator)
    adopted = actions.adopt(draft, by=coordinator, **DECISION)

    with pytest.raises(PermissionDenied):
        actions.remove_draft(adopted, by=coordinator)
    assert list(Lagesbild.objects.all()) == [adopted]


# --- Adopting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["mapping", "other_information", "analysis"])
@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_statutory_part_blocks(draft, coordinator, part, text):
    setattr(draft, part, text)
    draft.save()

    with pytest.raises(ValidationError):
        actions.adopt(draft, by=coordinator, **DECISION)

    draft.refresh_from_db()
    assert draft.is_draft


def test_a_problem_that_one_party_has_taken_back_blocks(draft, lekeberg, orebro_area, coordinator):
    LagesbildProblemFactory(
        lagesbild=draft, problem__municipality=lekeberg, problem__owner=orebro_area, problem__layer=Layer.OWN
    )

    with pytest.raises(ValidationError, match="bara för"):
        actions.adopt(draft, by=coordinator, **DECISION)


def test_the_polices_own_is_not_adopted_by_the_municipality(draft, orebro_area, coordinator):
    draft.owner, draft.is_joint = orebro_area, False
    draft.save()

    with pytest.raises(ValidationError, match="Polisens egen"):
        actions.adopt(draft, by=coordinator, **DECISION)


@pytest.mark.parametrize("name", ["municipal_police", "reader", "chair"])
def test_the_municipality_notes_its_own_decision(draft, member, name):
    with pytest.raises(PermissionDenied):
        actions.adopt(draft, by=member(name), **DECISION)


def test_a_decision_of_tomorrow_is_refused(draft, coordinator):
    tomorrow = DECISION | {"decided_on": timezone.localdate() + timedelta(days=1)}

    with pytest.raises(ValidationError, match="inte varit"):
        actions.adopt(draft, by=coordinator, **tomorrow)


def test_it_is_frozen_as_canonical_json_with_its_hash(draft, council_secretary):
    LagesbildBasisFactory(lagesbild=draft, name="Enkäten")

    actions.adopt(draft, by=council_secretary, **DECISION)

    version = LagesbildVersion.objects.get()
    document = LagesbildDocument.from_dict(json.loads(version.canonical))
    assert version.sha256 == digest(version.canonical)
    assert canonical(document) == version.canonical
    assert document.mapping == WHOLE["mapping"]
    assert [one.name for one in document.basis] == ["Enkäten"]
    assert document.decision.case_number == "KS 2026-77"


def test_the_frozen_text_is_never_changed(draft, coordinator):
    version = actions.adopt(draft, by=coordinator, **DECISION).version

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LagesbildVersion.objects.filter(pk=version.pk).update(canonical="{}")
    with pytest.raises(PermissionDenied):
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "x"}, by=coordinator)


def test_adopting_twice_is_adopting_once(draft, coordinator):
    for _time in range(2):
        actions.adopt(draft, by=coordinator, **DECISION)

    assert LagesbildVersion.objects.count() == 1
    assert Event.objects.filter(action="lagesbild.lagesbild_adopted").count() == 1


def test_it_replaces_the_one_in_force_for_the_same_area_only(draft, lekeberg, coordinator):
    part = LagesbildFactory(municipality=lekeberg, area_text="Lanna", **WHOLE)
    place = LagesbildFactory(
        municipality=lekeberg, area=LagesbildPlaceFactory(municipality=lekeberg), **WHOLE
    )
    for one in (draft, part, place):
        actions.adopt(one, by=coordinator, **DECISION)
    following = LagesbildFactory(municipality=lekeberg, title="Nästa", **WHOLE)

    adopted = actions.adopt(following, by=coordinator, **DECISION)

    states = {one.pk: one.status for one in Lagesbild.objects.all()}
    assert states[draft.pk] == LagesbildStatus.REPLACED
    assert states[part.pk] == states[place.pk] == states[following.pk] == LagesbildStatus.ADOPTED
    assert adopted.supersedes == draft
    assert adopted_document(adopted).follows == draft.title


def test_the_frozen_page_shows_what_was_adopted_and_not_what_rows_say_since(
    client, draft, lekeberg, coordinator, reader
):
    problem = ProblemFactory(municipality=lekeberg, title="Som det hette")
    CauseFactory(problem=problem, text="Ingen vuxen är där")
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    actions.adopt(draft, by=coordinator, **DECISION)
    Problem.objects.update(title="Som det heter nu")
    Lagesbild.objects.update(mapping="Ändrad bakom ryggen.")
    client.force_login(reader)

    content = client.get(reverse("lagesbild:lagesbild", args=[lekeberg.slug, draft.pk])).content.decode()

    assert "Som det hette" in content
    assert "Ingen vuxen är där" in content
    assert "Kommunstyrelsen, 15 september 2026, § 112, KS 2026-77" in content
    assert "heter nu" not in content
    assert "bakom ryggen" not in content


# --- Secrecy -----------------------------------------------------------------------------------------


def test_a_marked_problem_is_masked_in_the_frozen_text(draft, lekeberg, coordinator):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord", what="Mer hemligt")
    secret(problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)

    version = actions.adopt(draft, by=coordinator, **DECISION).version

    assert "emligt" not in version.canonical
    assert "18 kap. 1 § OSL" in version.canonical


def test_what_is_marked_afterwards_is_masked_for_readers_and_in_every_file(
    client, draft, lekeberg, coordinator, reader
):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord", what="Mer hemligt")
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    actions.adopt(draft, by=coordinator, **DECISION)
    secret(problem)
    client.force_login(reader)

    page = client.get(reverse("lagesbild:lagesbild", args=[lekeberg.slug, draft.pk])).content.decode()
    shown = present_lagesbild(adopted_document(Lagesbild.objects.get(pk=draft.pk)), sha256="x")

    assert "emligt" not in page
    assert "18 kap. 1 § OSL" in page
    assert "emligt" not in repr(shown)
    json_page = reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, draft.pk, "json"])
    assert client.get(json_page).status_code == 404


def test_of_a_lagesbild_that_is_marked_no_text_leaves(client, draft, lekeberg, coordinator):
    secret(draft)
    actions.adopt(draft, by=coordinator, **DECISION)

    shown = present_lagesbild(adopted_document(Lagesbild.objects.get(pk=draft.pk)), sha256="x")

    assert "Narkotika" not in repr(shown)
    assert "Sekretessmarkerat enligt" in repr(shown)


def test_who_writes_sees_what_is_marked_on_the_page_and_nobody_in_a_file(
    client, draft, lekeberg, coordinator, reader, monkeypatch
):
    adopted = actions.adopt(draft, by=coordinator, **DECISION)
    mark = reverse("lagesbild:mark_lagesbild", args=[lekeberg.slug, adopted.pk])
    client.force_login(coordinator)
    sent = {"edit_number": adopted.edit_number, "secrecy_provision": "18 kap. 1 § OSL"}
    assert "Fyll i alla tre" in client.post(mark, sent).content.decode()
    assert (
        client.post(mark, sent | {"secrecy_on": "2026-10-01", "secrecy_by": lekeberg.pk}).status_code == 302
    )
    page = reverse("lagesbild:lagesbild", args=[lekeberg.slug, adopted.pk])
    given = []
    monkeypatch.setattr("pdf.render", kept(given))

    assert "Narkotika" in client.get(page).content.decode()
    client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, adopted.pk, "pdf"]))
    client.force_login(reader)
    assert "Narkotika" not in client.get(page).content.decode()

    assert "Narkotika" not in given[0]
    assert Event.objects.filter(action="lagesbild.lagesbild_marked").count() == 1


def test_who_only_reads_is_not_told_the_name_of_a_marked_problem(client, draft, lekeberg, reader):
    problem = ProblemFactory(municipality=lekeberg, title="Hemligt ord")
    secret(problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    client.force_login(reader)

    for name in ("lagesbild_problems", "check_lagesbild", "lagesbild"):
        page = reverse(f"lagesbild:{name}", args=[lekeberg.slug, draft.pk])
        assert "Hemligt ord" not in client.get(page).content.decode()


def test_a_marked_draft_is_masked_in_its_files_too(client, draft, lekeberg, coordinator, monkeypatch):
    secret(draft)
    given = []
    monkeypatch.setattr("pdf.render", kept(given))
    client.force_login(coordinator)

    client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, draft.pk, "pdf"]))

    assert "Narkotika" not in given[0]
    assert "Sekretessmarkerat enligt" in given[0]


# --- Files -------------------------------------------------------------------------------------------

HOSTILE = '#panic() *fet* $x$ <script> "citat" \\ åäö @ref'


@pytest.fixture
def full(draft, lekeberg):
    """One of everything."""
    for name in ("positive_factors", "forecast", "planned_events", "public_summary", "mapping"):
        setattr(draft, name, f"{HOSTILE}\n\n- ett\n- två")
    draft.save()
    LagesbildBasisFactory(lagesbild=draft, name=HOSTILE)
    LagesbildBasisFactory(lagesbild=draft, is_rejected=True, note="Gammal.")
    problem = ProblemFactory(municipality=lekeberg, title=HOSTILE, how="Så här.")
    CauseFactory(problem=problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    return draft


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_an_accessible_archive_file(full, profile, tmp_path):
    file = tmp_path / "lagesbild.pdf"
    shown = present_lagesbild(document_of(full), sha256="0" * 64)
    file.write_bytes(pdf_of(shown, kind="Lägesbild", author="Lekebergs kommun"))

    assert faults(file, profile) == []


def test_the_word_file_has_real_headings_and_tables(full, tmp_path):
    file = tmp_path / "lagesbild.docx"
    file.write_bytes(docx_of(present_lagesbild(document_of(full)), author="Lekebergs kommun"))

    word = Word(str(file))

    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert {"Analys", "Problem", "Vad lägesbilden bygger på"} <= set(headings)
    assert len(word.tables) == 3
    assert word.core_properties.language == "sv-SE"


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("json", b"{")])
def test_the_files_of_an_adopted_one(client, full, lekeberg, coordinator, reader, kind, starts):
    adopted = actions.adopt(full, by=coordinator, **DECISION)
    client.force_login(reader)

    answer = client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, adopted.pk, kind]))

    assert answer.content.startswith(starts)
    if kind == "json":
        assert digest(answer.content.decode()) == adopted.version.sha256


# --- Pages -------------------------------------------------------------------------------------------


def test_the_check_page_says_what_is_missing_and_where(client, lekeberg, coordinator):
    draft = LagesbildFactory(municipality=lekeberg)
    client.force_login(coordinator)

    content = client.get(
        reverse("lagesbild:check_lagesbild", args=[lekeberg.slug, draft.pk])
    ).content.decode()

    assert "Analysen är tom." in content
    assert reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "analys"]) in content
    assert "Anteckna beslut" not in content
    assert {one.part for one in missing_from(draft) if one.blocks} == {
        "mapping",
        "other_information",
        "analysis",
    }


@pytest.mark.parametrize(
    "name", ["lagesbilder", "lagesbild", "lagesbild_problems", "lagesbild_basis", "check_lagesbild"]
)
def test_more_rows_cost_no_more_queries(
    name, client, draft, lekeberg, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    def more():
        LagesbildFactory(municipality=lekeberg)
        LagesbildBasisFactory(lagesbild=draft)
        problem = ProblemFactory(municipality=lekeberg)
        CauseFactory(problem=problem)
        LagesbildProblemFactory(lagesbild=draft, problem=problem)

    arguments = [lekeberg.slug] + ([draft.pk] if name != "lagesbilder" else [])
    page = reverse(f"lagesbild:{name}", args=arguments)
    client.force_login(coordinator)
    more()
    client.get(page)
    with django_assert_max_num_queries(40) as one:
        client.get(page)
    more()
    more()

    with django_assert_num_queries(len(one)):
        client.get(page)


def test_from_start_to_adoption_by_the_pages(client, lekeberg, coordinator):
    client.force_login(coordinator)
    start_url = reverse("lagesbild:start_lagesbild", args=[lekeberg.slug])
    form = client.get(start_url).context["form"]
    sent = {
        "creation_key": form.initial.get("creation_key", "") or "",
        "owner": lekeberg.pk,
        "title": "Lägesbild 2026",
        "starts_on": "2025-09-01",
        "ends_on": "2026-08-31",
        "covers": "whole",
        "is_joint": "1",
    }
    assert client.post(start_url, sent).status_code == 302
    made = Lagesbild.objects.get()
    for part, name in (
        ("kartlaggning", "mapping"),
        ("annan-information", "other_information"),
        ("analys", "analysis"),
    ):
        page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, made.pk, part])
        assert client.post(page, {"edit_number": 1, name: "Text."}).status_code == 302

    adopt = reverse("lagesbild:adopt_lagesbild", args=[lekeberg.slug, made.pk])
    sent = {"decided_by_organ": "Kommunstyrelsen", "decided_on": "2026-09-15"}
    assert client.post(adopt, sent).status_code == 302

    made.refresh_from_db()
    assert made.is_adopted
