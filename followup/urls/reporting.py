"""Addresses of reports, their pictures, and what of them is shown."""

from django.urls import URLPattern, path

from followup.views import releases, reporting

urlpatterns: list[URLPattern] = [
    path("att-rapportera/", reporting.my_reports, name="my_reports"),
    path("att-godkanna/", releases.releases, name="releases"),
    path("<int:pk>/aktivitet/<uuid:key>/rapportera/", reporting.report, name="report"),
    path("<int:pk>/rapport/<int:entry>/", reporting.reported, name="reported"),
    path("<int:pk>/rapport/<int:entry>/ratta/", reporting.correct, name="correct"),
    path("<int:pk>/rapport/<int:entry>/ta-tillbaka/", reporting.retract, name="retract"),
    path("<int:pk>/rapport/<int:entry>/visa/", releases.release, name="release"),
    path("<int:pk>/rapport/<int:entry>/bild/", releases.entry_picture, name="entry_picture"),
]
