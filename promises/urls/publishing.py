"""Addresses of publication, amendment, registration, redaction and history."""

from django.urls import path

from promises.views import history, publishing, redacting, registering

urlpatterns = [
    path("registrera/", registering.begin, name="register_new"),
    path("<int:pk>/registrera/", registering.register, name="register"),
    path("<int:pk>/original/", registering.original, name="original"),
    path("<int:pk>/original/fil/", registering.original_file, name="original_file"),
    path("<int:pk>/bekrafta/", registering.confirm, name="confirm"),
    path("<int:pk>/publicera/", publishing.publish, name="publish"),
    path("<int:pk>/ny-version/", publishing.amend, name="amend"),
    path("<int:pk>/historik/", history.history, name="history"),
    path("<int:pk>/historik/text/<int:version>/", history.version, name="version"),
    path("<int:pk>/historik/text/<int:version>/pdf/", history.version_pdf, name="version_pdf"),
    path("<int:pk>/historik/text/<int:version>/ta-bort-ord/", redacting.redact, name="redact"),
]
