from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"
    verbose_name = "Uppföljning"

    def ready(self) -> None:
        """Tell the quality check how earlier promises went, and plans how what came of their rows goes."""
        from followup.earlier import outcomes  # noqa: PLC0415  # models are there only now
        from followup.plan_rows import standings  # noqa: PLC0415
        from lagesbild.measures import tell_activities_by  # noqa: PLC0415
        from promises.quality.outcomes import tell_outcomes_by  # noqa: PLC0415

        tell_outcomes_by(outcomes)
        tell_activities_by(standings)
