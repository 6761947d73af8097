"""Addresses of delivered reports and exports."""

from django.urls import path

from followup.views import telling

urlpatterns = [
    path("rapporter/", telling.index, name="reports"),
    path("rapporter/ny/", telling.make, name="report_make"),
    path("rapporter/<int:pk>/", telling.delivered, name="report_delivered"),
    path("rapporter/<int:pk>/<slug:kind>/", telling.file, name="report_file"),
    path("<int:pk>/hamta/<slug:kind>/", telling.export, name="export"),
]
