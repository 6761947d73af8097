"""Addresses of the analysis of reports and its hot spots."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import analysis

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/analys/", analysis.analysis, name="analysis"),
    path("<slug:slug>/analys/hot-spots.json", analysis.hot_spots_json, name="hot_spots_json"),
    path("<slug:slug>/analys/hot-spots/<int:pk>/plats/", analysis.name_hot_spot, name="name_hot_spot"),
]
