"""Writes the diagrams of states from the tables in ``promises.states`` and ``lagesbild.states``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models

from lagesbild import states as lagesbild
from promises.states import Status, diagram

PAGE = """# The life of a text

Made by `manage.py state_diagram` from `promises/states.py` and `lagesbild/states.py`. Do not edit it here.

The state belongs to a text (a revision), not to the promise: a promise in force whose next version is under review is
both. A text that is declined or taken back stays, with its void signatures, and its content goes on in a new draft.

```mermaid
{diagram}
```

| in the code | people see |
|---|---|
{rows}

# The life of a lägesbild

Its text is frozen when it is adopted. The next one of the same area takes over; both stay, for ever.

```mermaid
{lagesbild}
```

| in the code | people see |
|---|---|
{lagesbild_rows}

# The life of an åtgärdsplan

What was decided stays as it is; how each row stands, and the plan's follow-ups, are written until it is replaced.

```mermaid
{plan}
```

| in the code | people see |
|---|---|
{plan_rows}
"""


def page() -> str:
    """The whole page, as the tables are now."""
    return PAGE.format(
        diagram=diagram(),
        rows=_rows(Status),
        lagesbild=lagesbild.diagram(lagesbild.LagesbildStatus, lagesbild.LAGESBILD_STEPS),
        lagesbild_rows=_rows(lagesbild.LagesbildStatus),
        plan=lagesbild.diagram(lagesbild.PlanStatus, lagesbild.PLAN_STEPS),
        plan_rows=_rows(lagesbild.PlanStatus),
    )


def _rows(statuses: type[models.TextChoices]) -> str:
    return "\n".join(f"| `{status.value}` | {status.label} |" for status in statuses)


class Command(BaseCommand):
    help = "Writes docs/states.md; with --check only says whether it is up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing, fail when the file is stale"
        )
        parser.add_argument("--path", type=Path, default=Path(settings.BASE_DIR) / "docs" / "states.md")

    def handle(self, *args: Any, check: bool, path: Path, **options: Any) -> None:
        if not check:
            path.write_text(page(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page():
            raise CommandError(
                f"{path.name} does not show the states as they are. Run: manage.py state_diagram"
            )
