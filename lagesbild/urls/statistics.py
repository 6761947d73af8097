"""The address of figures from others."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import statistics

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/statistik/", statistics.statistics, name="statistics"),
]
