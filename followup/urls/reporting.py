"""Addresses of reports, their pictures, and what of them is shown."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
