"""What a promise, a problem or something that people say is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """For readers who look for one subject in the whole country."""

    DRUGS = "drugs", _("Narkotika och alkohol")
    TRAFFIC = "traffic", _("Trafik")
    PUBLIC_PLACES = "public_places", _("Otrygga platser")
    VIOLENCE = "violence", _("Våld")
    SEXUAL_VIOLENCE = "sexual_violence", _("Sexuellt våld")
    CLOSE_RELATIONS = "close_relations", _("Våld i nära relation")
    BURGLARY = "burglary", _("Inbrott och stöld")
    VANDALISM = "vandalism", _("Skadegörelse och nedskräpning")
    SCHOOL = "school", _("Skola och unga")
    PRESENCE = "presence", _("Närvaro och tillgänglighet")
    COOPERATION = "cooperation", _("Samverkan")
    VICTIMS = "victims", _("Brottsoffer")
    HOUSING = "housing", _("Bostadsområden")
    OTHER = "other", _("Annat")
