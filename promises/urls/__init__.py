"""Addresses under ``/arbete/loften/``: one module per part of a promise's life, each with its ``urlpatterns``."""

from promises.urls import drafting, publishing, review

app_name = "promises"

urlpatterns = [
    *drafting.urlpatterns,
    *review.urlpatterns,
    *publishing.urlpatterns,
]
