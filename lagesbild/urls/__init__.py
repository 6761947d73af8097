"""Everything under ``/arbete/lagesbild/``, by what it is about."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.urls import (
    agreements,
    analysis,
    causes,
    dialogues,
    imports,
    lagesbilder,
    meetings,
    places,
    plans,
    problems,
    reports,
    secrecy,
    statistics,
    walks,
)
from lagesbild.views.start import municipality, start

app_name = "lagesbild"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    *agreements.urlpatterns,
    *analysis.urlpatterns,
    *causes.urlpatterns,
    *dialogues.urlpatterns,
    *imports.urlpatterns,
    *lagesbilder.urlpatterns,
    *meetings.urlpatterns,
    *places.urlpatterns,
    *plans.urlpatterns,
    *problems.urlpatterns,
    *reports.urlpatterns,
    *secrecy.urlpatterns,
    *statistics.urlpatterns,
    *walks.urlpatterns,
    path("<slug:slug>/", municipality, name="municipality"),
]
