"""Addresses of files that come in."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import imports

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/las-in/", imports.imports, name="imports"),
    path("<slug:slug>/las-in/ny/<slug:kind>/", imports.new, name="import_new"),
    path("<slug:slug>/las-in/mall/<slug:kind>.<slug:form>", imports.sample, name="import_sample"),
    path("<slug:slug>/dialoger/<int:pk>/las-in/", imports.new_in_dialogue, name="import_answers"),
    path("<slug:slug>/las-in/<int:pk>/", imports.one_import, name="import"),
    path("<slug:slug>/las-in/<int:pk>/kolumner/", imports.columns, name="import_columns"),
    path("<slug:slug>/las-in/<int:pk>/ord/", imports.words, name="import_words"),
    path("<slug:slug>/las-in/<int:pk>/fortsatt/", imports.step, name="import_step"),
    path("<slug:slug>/las-in/<int:pk>/bekrafta/", imports.confirm, name="import_confirm"),
    path("<slug:slug>/las-in/<int:pk>/avbryt/", imports.abandon, name="import_abandon"),
    path("<slug:slug>/las-in/<int:pk>/fel.csv", imports.faults, name="import_faults"),
]
