"""Addresses of files that come in."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import imports, one_import

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/las-in/", imports.imports, name="imports"),
    path("<slug:slug>/las-in/ny/<slug:kind>/", imports.new, name="import_new"),
    path("<slug:slug>/las-in/mall/<slug:kind>.<slug:form>", imports.sample, name="import_sample"),
    path("<slug:slug>/dialoger/<int:pk>/las-in/", imports.new_in_dialogue, name="import_answers"),
    path("<slug:slug>/las-in/<int:pk>/", one_import.one_import, name="import"),
    path("<slug:slug>/las-in/<int:pk>/kolumner/", one_import.columns, name="import_columns"),
    path("<slug:slug>/las-in/<int:pk>/ord/", one_import.words, name="import_words"),
    path("<slug:slug>/las-in/<int:pk>/fortsatt/", one_import.step, name="import_step"),
    path("<slug:slug>/las-in/<int:pk>/bekrafta/", one_import.confirm, name="import_confirm"),
    path("<slug:slug>/las-in/<int:pk>/avbryt/", one_import.abandon, name="import_abandon"),
    path("<slug:slug>/las-in/<int:pk>/fel.csv", one_import.faults, name="import_faults"),
]
