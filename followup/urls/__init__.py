"""Addresses under ``/arbete/uppfoljning/``: one module per part of the follow-up, each with its ``urlpatterns``."""

from django.urls import path

from followup.urls import planning, reporting, results, rounds, telling
from followup.views import overview

app_name = "followup"

urlpatterns = [
    path("", overview.index, name="list"),
    path("<int:pk>/", overview.detail, name="detail"),
    path("<int:pk>/aktivitet/<uuid:key>/", overview.activity, name="activity"),
    *planning.urlpatterns,
    *reporting.urlpatterns,
    *rounds.urlpatterns,
    *results.urlpatterns,
    *telling.urlpatterns,
]
