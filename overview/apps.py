from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = "Översikt"

    def ready(self) -> None:
        """Tell plans what their rows have become in promises."""
        from lagesbild.measures import tell_activities_by  # noqa: PLC0415  # models are there only now
        from overview.measures import activities_of  # noqa: PLC0415

        tell_activities_by(activities_of)
