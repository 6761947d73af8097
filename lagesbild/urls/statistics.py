"""The address of figures from others."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import removing, statistics

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/statistik/", statistics.statistics, name="statistics"),
    path("<slug:slug>/statistik/<int:pk>/ta-bort/", removing.remove_series, name="remove_series"),
]
