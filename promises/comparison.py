"""What changed between two texts of the same promise, in words a reader understands. Pure.

Whoever signs a new version trusts this list, so nothing that differs may be missing from it: everything in a document
is turned into named parts (``named_parts``), and the parts are compared whole. Only the number of the version and the
summary of the change, which are about the version and not in it, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from promises import documents as d
from promises.changes import Change
from promises.named_parts import PARTS, Named, lines

__all__ = ["Change", "compare", "same_text"]


def compare(before: d.Document, after: d.Document) -> list[Change]:
    """Every difference between two documents, in the order of the new one; what was removed comes last in its part.

    Activities are matched by their key, which follows an activity from version to version; everything else by its
    heading, since that is how a reader finds it.
    """
    changes: list[Change] = []
    for parts in PARTS:
        was, now = parts(before), parts(after)
        changes.extend(_differences(was, now))
        changes.extend(_moved(was, now))
    if not changes and not same_text(before, after):
        changes.append(Change(_("Texten"), "", _("Något litet skiljer sig. Jämför texterna i sin helhet.")))
    return changes


def same_text(before: d.Document, after: d.Document) -> bool:
    """Whether the two say the same, but for the number of the version and the summary of the change."""
    return replace(before, version=0, change_summary="") == replace(after, version=0, change_summary="")


def _differences(was: Named, now: Named) -> Iterator[Change]:
    for key, (where, text) in now.items():
        old = was.get(key, ("", ""))[1]
        if old != text:
            yield Change(where, old, text)
    for key, (where, text) in was.items():
        if key not in now and text:
            yield Change(where, text, "")


def _moved(was: Named, now: Named) -> Iterator[Change]:
    """That parts which stand in both texts stand in another order."""
    before = [key for key in was if key in now]
    after = [key for key in now if key in was]
    if before != after:
        yield Change(
            _("Ordning"), lines(*(_name(was[k]) for k in before)), lines(*(_name(now[k]) for k in after))
        )


def _name(part: tuple[str, str]) -> str:
    where, text = part
    first = text.split("\n", 1)[0]
    return where if first.startswith(where) else f"{where}: {first}"
