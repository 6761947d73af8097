from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = "Översikt"

    def ready(self) -> None:
        """Show the way to the thread and the law from a municipality's lägesbild, which cannot know this app."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415  # the apps are there only now

        from lagesbild.sections import DECIDE, Section  # noqa: PLC0415

        DECIDE.extend(
            [
                Section(
                    _("Tråden"),
                    _(
                        "Från det som sagts till problem, orsak, aktivitet och resultat, och det som saknar något."
                    ),
                    "overview:thread",
                ),
                Section(
                    _("Lagen i vår kommun"),
                    _("Varje krav i lagen, hur det ligger till och vad som visar det."),
                    "overview:law",
                ),
            ]
        )
