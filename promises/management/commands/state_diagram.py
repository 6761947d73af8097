"""Writes the diagram of a text's states from the table in ``promises.states``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from promises.states import Status, diagram

PAGE = """# The life of a text

Made by `manage.py state_diagram` from `promises/states.py`. Do not edit it here.

The state belongs to a text (a revision), not to the promise: a promise in force whose next version is under review is
both. A text that is declined or taken back stays, with its void signatures, and its content goes on in a new draft.

```mermaid
{diagram}
```

| in the code | people see |
|---|---|
{rows}
"""


class Command(BaseCommand):
    help = "Writes docs/states.md; with --check only says whether it is up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing, fail when the file is stale"
        )
        parser.add_argument("--path", type=Path, default=Path(settings.BASE_DIR) / "docs" / "states.md")

    def handle(self, *args: Any, check: bool, path: Path, **options: Any) -> None:
        rows = "\n".join(f"| `{status.value}` | {status.label} |" for status in Status)
        page = PAGE.format(diagram=diagram(), rows=rows)
        if not check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            raise CommandError(
                f"{path.name} does not show the states as they are. Run: manage.py state_diagram"
            )
