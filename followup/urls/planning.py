"""Addresses of plans, the year wheel and calendars."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
