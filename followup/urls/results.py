"""Addresses of measured values, evaluations, verdicts, the answer, the conclusion and the renewal."""

from django.urls import path

from followup.views import concluding

urlpatterns = [
    path("<int:pk>/avslut/", concluding.conclusion, name="conclusion"),
    path("<int:pk>/omdomen/", concluding.verdicts, name="verdicts"),
    path("<int:pk>/svar/", concluding.answer, name="answer"),
    path("<int:pk>/svar/visa/", concluding.release_answer, name="release_answer"),
    path("<int:pk>/avsluta/", concluding.conclude, name="conclude"),
]
