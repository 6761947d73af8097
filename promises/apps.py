from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "promises"
    verbose_name = "Medborgarlöften"

    def ready(self) -> None:
        """Tell the minutes of meetings which promises there are to change, and dialogues what was answered."""
        from lagesbild.answers import tell_answers_by  # noqa: PLC0415  # models are there only now
        from organisations.changeable import tell_changeable_by  # noqa: PLC0415
        from promises.changeable import in_force_for  # noqa: PLC0415
        from promises.finding_answers import told_of, url_to_answer  # noqa: PLC0415

        tell_changeable_by(in_force_for)
        tell_answers_by(told_of, answer_url=url_to_answer)
