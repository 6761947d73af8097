"""Addresses of event reports."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import exports, reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("rapportera/", reports.choose, name="choose_municipality"),
    path("rapporterat/", reports.own, name="own_reports"),
    path("handelser/<int:pk>/", reports.report, name="report"),
    path("handelser/<int:pk>/ratta/", reports.correct, name="correct_report"),
    path("handelser/<int:pk>/ta-bort/", reports.remove, name="remove_report"),
    path("<slug:slug>/rapportera/", reports.tell, name="tell"),
    path("<slug:slug>/handelser/", reports.index, name="reports"),
    path("<slug:slug>/handelser/hamta/<slug:kind>/", exports.reports, name="export_reports"),
]
