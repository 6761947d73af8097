"""Addresses of samverkansöverenskommelser."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import agreements as views
from lagesbild.views import removing

_ONE = "<slug:slug>/overenskommelser/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/overenskommelser/", views.agreements, name="agreements"),
    path("<slug:slug>/overenskommelser/ny/", views.add_agreement, name="add_agreement"),
    path(f"{_ONE}/", views.agreement, name="agreement"),
    path(f"{_ONE}/andra/", views.change_agreement, name="change_agreement"),
    path(f"{_ONE}/fil/", views.agreement_file, name="agreement_file"),
    path(f"{_ONE}/ta-bort/", removing.remove_agreement, name="remove_agreement"),
]
