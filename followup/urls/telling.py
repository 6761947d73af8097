"""Addresses of delivered reports, exports and reminders."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
