"""A secret in every word of a municipality's lägesbild, beside one summary that everybody may read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from lagesbild.composition import document_of
from lagesbild.documents import canonical, digest
from lagesbild.models import Lagesbild, LagesbildVersion
from lagesbild.states import PlanStatus
from tests.factories import lagesbild as factories

SUMMARY = "Sammanfattningen som alla får läsa."
TITLE = "Lägesbild 2026"
# Set by rules of the database, or hashes.
_LEFT = {"secrecy_provision", "case_number", "sha256", "file_sha256", "picture_alt", "canonical"}


def plant(municipality: Any, writer: Any, secret: str) -> Lagesbild:
    """One row of each kind, every word of it the secret; and an adopted lägesbild whose summary is told."""
    of = {"municipality": municipality}
    factories.LagesbildPlaceFactory(**of)
    factories.IncidentReportFactory(**of)
    factories.FindingFactory(dialogue__municipality=municipality)
    factories.WalkPointFactory(walk__municipality=municipality)
    problem = factories.ProblemFactory(**of)
    factories.CauseFactory(problem=problem)
    factories.CooperationAgreementFactory(**of, is_public=False, ends_on=date(2099, 1, 1))
    factories.LagesbildFactory(**of, title=f"{secret}-utkast", public_summary=f"{secret}-inte antagen")
    adopted = factories.AdoptedLagesbildFactory(**of)
    factories.LagesbildBasisFactory(lagesbild=adopted)
    factories.LagesbildProblemFactory(lagesbild=adopted, problem=problem)
    _fill(secret)
    version = _adopted(adopted, writer)
    decided = {"status": PlanStatus.DECIDED, "decided_by_organ": secret, "decided_on": date(2026, 10, 1)}
    plan = factories.ActionPlanFactory(**of, version=version, title=f"{secret}-plan", **decided)
    factories.MeasureFactory(
        plan=plan, text=f"{secret}-åtgärd", cause_text=secret, goal=secret, who_text=secret
    )
    factories.PlanFollowUpFactory(plan=plan, text=f"{secret}-uppföljning")
    # What rows say after the adoption is not told either.
    Lagesbild.objects.filter(pk=adopted.pk).update(title=f"{secret}-efter", public_summary=f"{secret}-efter")
    return adopted


def _adopted(adopted: Lagesbild, writer: Any) -> LagesbildVersion:
    Lagesbild.objects.filter(pk=adopted.pk).update(
        title=TITLE, public_summary=SUMMARY, area_text="", decided_by_organ="Kommunstyrelsen"
    )
    text = canonical(document_of(Lagesbild.objects.get(pk=adopted.pk)))
    return LagesbildVersion.objects.create(
        lagesbild=adopted, canonical=text, sha256=digest(text), frozen_by=writer
    )


def _fill(secret: str) -> None:
    """Every free text of every row becomes the secret."""
    for model in apps.get_app_config("lagesbild").get_models():
        texts = [field.name for field in model._meta.local_concrete_fields if _is_words(field)]
        if texts and not hasattr(model, "append_only"):
            model._default_manager.update(**dict.fromkeys(texts, secret))


def _is_words(field: Any) -> bool:
    long_enough = isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and (field.max_length or 0) >= 80
    )
    return long_enough and not field.choices and field.name not in _LEFT and field.editable
