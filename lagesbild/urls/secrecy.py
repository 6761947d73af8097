"""Addresses of what is marked as secret and what was handed over."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import secrecy

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/sekretess/", secrecy.secrecy, name="secrecy"),
    path("<slug:slug>/sekretess/utlamna/", secrecy.share, name="share"),
]
