from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "promises"
    verbose_name = "Medborgarlöften"

    def ready(self) -> None:
        """Tell the minutes of meetings which promises there are to change."""
        from organisations.changeable import tell_changeable_by  # noqa: PLC0415  # models are there only now
        from promises.changeable import in_force_for  # noqa: PLC0415

        tell_changeable_by(in_force_for)
