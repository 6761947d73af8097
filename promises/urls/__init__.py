"""Addresses under ``/arbete/loften/``: one module per part of a promise's life, each with its ``urlpatterns``."""

from promises.urls import activities, drafting, publishing, quality, review

app_name = "promises"

urlpatterns = [
    *drafting.urlpatterns,
    *activities.urlpatterns,
    *quality.urlpatterns,
    *review.urlpatterns,
    *publishing.urlpatterns,
]
