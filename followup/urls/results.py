"""Addresses of measured values, evaluations, verdicts, the answer, the conclusion and the renewal."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
