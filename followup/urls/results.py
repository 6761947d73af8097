"""Addresses of measured values, evaluations, verdicts, the answer, the conclusion and the renewal."""

from django.urls import path

from followup.views import concluding, correcting, evaluating, measuring, renewing

urlpatterns = [
    path("<int:pk>/matvarden/", measuring.measures, name="measures"),
    path("<int:pk>/matvarden/<uuid:indicator>/nytt/", measuring.measure, name="measure"),
    path("<int:pk>/matvarden/ratta/<int:observation>/", measuring.correct_measure, name="correct_measure"),
    path("<int:pk>/avslut/", concluding.conclusion, name="conclusion"),
    path("<int:pk>/omdomen/", concluding.verdicts, name="verdicts"),
    path("<int:pk>/svar/", concluding.answer, name="answer"),
    path("<int:pk>/svar/visa/", concluding.release_answer, name="release_answer"),
    path("<int:pk>/svar/sluta-visa/", correcting.hide_answer, name="hide_answer"),
    path("<int:pk>/avsluta/", concluding.conclude, name="conclude"),
    path("<int:pk>/utvardering/", evaluating.evaluations, name="evaluations"),
    path("<int:pk>/utvardering/loftet/<slug:kind>/", evaluating.evaluate, name="evaluate"),
    path(
        "<int:pk>/utvardering/<slug:subject>/<uuid:key>/<slug:kind>/",
        evaluating.evaluate,
        name="evaluate_part",
    ),
    path(
        "<int:pk>/utvardering/<int:evaluation>/visa/",
        evaluating.release_evaluation,
        name="release_evaluation",
    ),
    path(
        "<int:pk>/utvardering/<int:evaluation>/sluta-visa/",
        correcting.hide_evaluation,
        name="hide_evaluation",
    ),
    path("<int:pk>/nasta-period/", renewing.renew, name="renew"),
    path("<int:pk>/nasta-period/utkastet/", renewing.renewed, name="renewed"),
    path("fran-forra-perioden/<int:pk>/", renewing.carried, name="carried"),
]
