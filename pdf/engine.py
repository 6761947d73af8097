"""Typst as a library: one compiler of fonts for the process, a template and JSON in, PDF/A-2a and PDF/UA-1 out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "frontend" / "node_modules" / "@expo-google-fonts" / "source-sans-3"
# Only the cuts that the templates use: reading all sixteen costs a fifth of a second in a new process.
_CUTS = ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold")


class PdfError(Exception):
    """The template or its data could not become an accessible PDF; the message is the engine's own."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS / cut) for cut in _CUTS])


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """Render ``pdf/templates/<template>.typ`` with ``data`` to a PDF that is both PDF/A-2a and PDF/UA-1.

    ``data`` holds JSON types only and reaches the template as data, so that no text in it can become markup.
    ``files`` are pictures by the plain name that the template uses. ``made_at`` is written in the file; the same
    data and time give the same bytes. The engine refuses a missing title, a picture without text alternative and
    a skipped heading level: that raises ``PdfError``.
    """
    when = made_at or datetime.now(UTC)
    # A folder of its own is all that the engine may read: the template cannot reach another file of the machine.
    with TemporaryDirectory(prefix="pdf-") as folder:
        main = Path(folder, "main.typ")
        main.write_bytes((_HERE / "templates" / f"{template}.typ").read_bytes())
        for name, content in (files or {}).items():
            Path(folder, Path(name).name).write_bytes(content)
        return _compile(main, json.dumps(data, ensure_ascii=False), int(when.timestamp()))


def _compile(main: Path, data: str, timestamp: int) -> bytes:
    try:
        return typst.compile(
            str(main),
            root=str(main.parent),
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"data": data},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=timestamp,
        )
    except (typst.TypstError, RuntimeError) as error:
        raise PdfError(str(error)) from error
