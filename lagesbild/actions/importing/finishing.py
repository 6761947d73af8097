"""What a file of survey results or figures becomes, in one short transaction: it has few rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild.actions.importing import rules
from lagesbild.imports.kinds import digest
from lagesbild.imports.values import folded
from lagesbild.models import Breakdown, Dialogue, Figure, Finding, ImportBatch, Series
from organisations.actions.editing import last_position
from organisations.models import User

KEY_LENGTH = 60


def _values(batch: ImportBatch) -> Iterator[dict[str, Any]]:
    waiting = batch.staged.filter(is_duplicate=False, is_left_out=False).order_by("number")
    return waiting.values_list("values", flat=True).iterator()


# --- Dialogues --------------------------------------------------------------------------------------


def findings(batch: ImportBatch, by: User) -> int:
    """Each row becomes a finding, last in the dialogue."""
    dialogue = rules.open_dialogue(batch)
    first = last_position(Finding.objects.filter(dialogue=dialogue))
    rows = [
        Finding(
            dialogue=dialogue,
            position=position,
            edited_by=by,
            theme=values["theme"],
            asks=values.get("asks") or "",
            text=values["text"],
            count=values.get("count"),
            place_id=values.get("place"),
            when_text=values.get("when_text") or "",
            who_text=values.get("who_text") or "",
        )
        for position, values in enumerate(_values(batch), start=first)
    ]
    return len(Finding.objects.bulk_create(rows))


def breakdown(batch: ImportBatch, by: User) -> int:
    """Each row says how many a group was; said again, the new number is the one."""
    dialogue = rules.open_dialogue(batch)
    return _count_groups(dialogue, {(one["sex"], one["age"]): one["count"] for one in _values(batch)})


def answers(batch: ImportBatch, by: User) -> int:
    """Count the answers: by what was answered, and by sex and age. No single answer is kept."""
    dialogue = rules.open_dialogue(batch)
    _check_not_counted(batch)
    groups: Counter[tuple[str, str]] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], str] = {}
    total = 0
    for values in _values(batch):
        total += 1
        groups[values["sex"], values["age"]] += 1
        for key, word in {(folded(word), theme): word for word, theme in values["answers"]}.items():
            said[key] += 1
            words.setdefault(key, word)
    groups.pop(("", ""), None)
    _count_groups(dialogue, groups)
    if dialogue.reached is None:
        changes: dict[str, Any] = {"reached": total, "edit_number": F("edit_number") + 1, "edited_by": by}
        Dialogue.objects.filter(pk=dialogue.pk).update(**changes, edited_at=timezone.now())
    return _count_findings(dialogue, [(words[key], key[1], count) for key, count in said.most_common()], by)


def _check_not_counted(batch: ImportBatch) -> None:
    same = ImportBatch.objects.filter(
        kind=batch.kind, target=batch.target, file_sha256=batch.file_sha256, state=ImportBatch.State.DONE
    )
    if same.exists():
        raise ValidationError(_("Filens svar är redan räknade i dialogen."))


def _count_groups(dialogue: Dialogue, groups: dict[tuple[str, str], int] | Counter[tuple[str, str]]) -> int:
    rows = [
        Breakdown(dialogue=dialogue, sex=sex, age=age, count=count) for (sex, age), count in groups.items()
    ]
    Breakdown.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["dialogue", "sex", "age"], update_fields=["count"]
    )
    return len(rows)


def _count_findings(dialogue: Dialogue, counted: list[tuple[str, str, int]], by: User) -> int:
    """One finding for each thing that was answered. What the dialogue has in the same words gets its number."""
    known = {(folded(one.text), one.theme): one for one in Finding.objects.filter(dialogue=dialogue)}
    position = last_position(Finding.objects.filter(dialogue=dialogue))
    new: list[Finding] = []
    for text, theme, count in counted:
        if found := known.get((folded(text), theme)):
            found.count, found.edited_by, found.edited_at = count, by, timezone.now()
            found.edit_number += 1
            found.save()
            continue
        new.append(
            Finding(
                dialogue=dialogue,
                theme=theme,
                text=text,
                count=count,
                position=position + len(new),
                edited_by=by,
            )
        )
    Finding.objects.bulk_create(new)
    return len(counted)


# --- Statistics -------------------------------------------------------------------------------------


def series(batch: ImportBatch, by: User) -> int:
    """Each row is a figure of a series of the municipality's own, which is made when there is none."""
    rows = list(_values(batch))
    own = _series(batch, rows, by)
    known = {
        (one.series_id, one.year, one.month, one.sex): one
        for one in Figure.objects.filter(series__in=own.values(), municipality=batch.municipality_id)
    }
    new: list[Figure] = []
    changed: list[Figure] = []
    for values in rows:
        one = own[series_key(values["title"])]
        value = Decimal(values["value"]) if values["value"] else None
        place = (one.pk, values["year"], values["month"], values["sex"])
        if found := known.get(place):
            found.value = value
            changed.append(found)
        else:
            new.append(
                Figure(
                    series=one,
                    municipality_id=batch.municipality_id,
                    year=values["year"],
                    month=values["month"],
                    sex=values["sex"],
                    value=value,
                )
            )
    Figure.objects.bulk_create(new)
    Figure.objects.bulk_update(changed, ["value"], batch_size=500)
    return len(rows)


def _series(batch: ImportBatch, rows: list[dict[str, Any]], by: User) -> dict[str, Series]:
    titles: dict[str, dict[str, Any]] = {}
    for one in rows:
        first = titles.setdefault(series_key(one["title"]), dict(one))
        # The unit may stand in any of the rows.
        first["unit"] = first["unit"] or one["unit"]
    own = {one.key: one for one in Series.objects.filter(municipality=batch.municipality_id, key__in=titles)}
    now = timezone.now()
    for key, values in titles.items():
        if key not in own:
            own[key] = Series.objects.create(
                source=Series.Source.OWN,
                municipality_id=batch.municipality_id,
                key=key,
                title=values["title"],
                unit=values["unit"],
                origin=batch.source,
                edited_by=by,
            )
    Series.objects.filter(pk__in=[one.pk for one in own.values()]).update(fetched_at=now)
    return own


def series_key(title: str) -> str:
    """The same for a title however it is cased and spaced; long ones keep their beginning and a hash."""
    words = folded(title).replace(" ", "-")
    return words if len(words) <= KEY_LENGTH else f"{words[: KEY_LENGTH - 9]}-{digest(title)[:8]}"


FINISHERS: dict[str, Callable[[ImportBatch, User], int]] = {
    "findings": findings,
    "breakdown": breakdown,
    "answers": answers,
    "series": series,
}
