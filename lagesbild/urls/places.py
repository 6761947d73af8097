"""Addresses of places and of what maps ask for."""

from django.urls import URLPattern, URLResolver, path

from lagesbild.views import maps, places, removing

urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/kommungrans.json", maps.outline, name="outline"),
    path("<slug:slug>/platser/", places.index, name="places"),
    path("<slug:slug>/platser/ny/", places.add, name="add_place"),
    path("<slug:slug>/platser/<int:pk>/", places.place, name="place"),
    path("<slug:slug>/platser/<int:pk>/andra/", places.change, name="change_place"),
    path("<slug:slug>/platser/<int:pk>/i-bruk/", places.put_in_use, name="put_place_in_use"),
    path("<slug:slug>/platser/<int:pk>/ta-bort/", removing.remove_place, name="remove_place"),
]
