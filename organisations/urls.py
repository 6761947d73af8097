from django.urls import URLPattern, URLResolver, path

from organisations.views import parked

app_name = "organisations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sparad-text/<uuid:key>/", parked.parked_text, name="parked_text"),
]
