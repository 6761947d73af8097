"""Addresses of review, freezing, signing and what follows."""

from django.urls import path

from promises.views import review, signing

urlpatterns = [
    path("<int:pk>/lamna/", review.submit, name="submit"),
    path("<int:pk>/granskning/", review.show, name="review"),
    path("<int:pk>/granskning/godkann/", review.approve, name="approve"),
    path("<int:pk>/granskning/skicka-tillbaka/", review.send_back, name="send_back"),
    path("<int:pk>/granskning/beslut/", review.adopt, name="adopt"),
    path(
        "<int:pk>/granskning/beslut/<int:adoption>/ta-bort/", review.remove_adoption, name="remove_adoption"
    ),
    path("<int:pk>/faststall/", review.freeze, name="freeze"),
    path("<int:pk>/skriv-under/", signing.sign, name="sign"),
    path("<int:pk>/skriv-under/nyckel/", signing.challenge, name="sign_challenge"),
    path("<int:pk>/skriv-under/nej/", signing.decline, name="decline"),
    path("<int:pk>/skriv-under/papper/<int:signatory>/", signing.paper, name="paper"),
    path("<int:pk>/skriv-under/papper/fil/<int:signature>/", signing.scan, name="scan"),
    path("<int:pk>/aterta/", signing.withdraw, name="withdraw"),
]
