"""Addresses of the quality check."""

from django.urls import path

from promises.views import quality

urlpatterns = [
    path("<int:pk>/granska/", quality.check, name="check"),
]
