from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"
    verbose_name = "Uppföljning"

    def ready(self) -> None:
        """Tell the quality check how earlier promises went."""
        from followup.earlier import outcomes  # noqa: PLC0415  # models are there only now
        from promises.quality.outcomes import tell_outcomes_by  # noqa: PLC0415

        tell_outcomes_by(outcomes)
