"""Plans and calendars."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.plan_generated": _(
            "{actor} planerade {occasions} tillfällen för {organisation}, aktivitet {activity}"
        ),
        "followup.plans_generated": _(
            "{actor} planerade {occasions} tillfällen. Aktiviteter i planen: {activities}."
        ),
        "followup.occasion_added": _("{actor} lade till ett tillfälle {day}, aktivitet {activity}"),
        "followup.occasion_changed": _("{actor} ändrade tillfället {day}, aktivitet {activity}"),
        "followup.occasion_moved": _(
            "{actor} flyttade ett tillfälle från {was} till {day}, aktivitet {activity}"
        ),
        "followup.occasion_cancelled": _("{actor} ställde in tillfället {day}, aktivitet {activity}"),
        "followup.occasion_restored": _("{actor} återställde tillfället {day}, aktivitet {activity}"),
        "followup.calendar_opened": _("{actor} skapade en kalenderadress för sina tillfällen i löftet."),
        "followup.calendar_closed": _("{actor} stängde sin kalenderadress för löftet."),
        "followup.calendar_of_all_opened": _("{actor} skapade en kalenderadress för alla sina tillfällen."),
        "followup.calendar_of_all_closed": _("{actor} stängde kalenderadressen för alla sina tillfällen."),
    }
)
