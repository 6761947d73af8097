"""Addresses of rounds and meetings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
