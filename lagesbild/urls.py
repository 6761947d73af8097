from django.urls import URLPattern, URLResolver

app_name = "lagesbild"

urlpatterns: list[URLPattern | URLResolver] = []
