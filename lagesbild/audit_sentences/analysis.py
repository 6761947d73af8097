"""Hot spots and statistics."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.hot_spots_found": _("{actor} beräknade hot spots: {spots} av {reports} rapporter."),
        "lagesbild.hot_spot_named": _("{actor} gjorde en hot spot till en plats: {title}."),
        "lagesbild.series_removed": _("{actor} tog bort statistikserien {title}."),
        "lagesbild.series_loaded": _(
            "{actor} läste in statistiken {title}: {changed} nya eller ändrade värden."
        ),
    }
)
