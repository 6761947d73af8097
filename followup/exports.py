"""The reports of a promise as a table, for Excel and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from followup.followed import FollowedPromise
from followup.models import Entry
from organisations import sheets

_WIDTHS = (8, 50, 12, 18, 30, 10, 12, 16, 24, 12, 10, 40, 40, 40, 40, 30, 20, 20)


def columns(followed: FollowedPromise) -> list[str]:
    labels = [
        _("Aktivitet"), _("Text"), _("Datum"), _("Läge"), _("Rapporterat för"), _("Antal"), _("Av hur många"),
        _("Enhet"), _("Plats"), _("Deltagare"), _("Timmar"), _("Vad ni såg"), _("Skäl"), _("Text till invånarna"),
        _("Anteckning för parterna"), _("Nästa steg"), _("Rättar en tidigare"),
    ]  # fmt: skip
    return [*labels, _("Demonstration")] if followed.document.demonstration else labels


def rows(followed: FollowedPromise) -> Iterator[list[Any]]:
    """Every report, corrected ones too, in order of day. Activities that are no longer promised have no number."""
    texts = {one.key: one.text for one in followed.activities}
    # On each row, which somebody may copy out of the file.
    mark = [_("Påhittad uppgift")] if followed.document.demonstration else []
    for entry in (
        Entry.objects.filter(promise=followed.promise)
        .select_related("organisation")
        .order_by("happened_on", "pk")
    ):
        text = texts.get(entry.activity_key)
        yield [
            text.number if text else "",
            text.text if text else "",
            entry.happened_on,
            entry.get_status_display(),
            str(entry.organisation),
            entry.quantity,
            entry.out_of,
            entry.unit,
            entry.place,
            entry.participants,
            entry.hours,
            entry.observation,
            entry.reason,
            entry.public_text,
            entry.internal_note,
            entry.next_step,
            _("Ja") if entry.supersedes_id else "",
            *mark,
        ]


def as_csv(followed: FollowedPromise) -> bytes:
    return sheets.as_csv(columns(followed), rows(followed))


def as_xlsx(followed: FollowedPromise) -> bytes:
    return sheets.as_xlsx(_("Rapporter"), columns(followed), rows(followed), _WIDTHS)
