"""Uploading a file, saying which column is which, and what their words mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lagesbild.imports.columns import Chosen, Words
from lagesbild.imports.files import letter
from lagesbild.imports.kinds import LEAVE_OUT, Field, Kind
from lagesbild.imports.values import folded
from lagesbild.models import ImportBatch
from organisations.forms.base import ActionForm, NewForm
from organisations.models import Organisation

ENCODINGS = [
    ("", gettext_lazy("Gissa")),
    ("utf-8-sig", "UTF-8"),
    ("cp1252", "Windows-1252 (ANSI)"),
    ("utf-16", "UTF-16 (Unicode)"),
]
DELIMITERS = [
    ("", gettext_lazy("Gissa")),
    (";", gettext_lazy("Semikolon (;)")),
    (",", gettext_lazy("Komma (,)")),
    ("tab", gettext_lazy("Tabb")),
]


class UploadForm(NewForm):
    """A file of one kind, or of one of several. ``speakers``: for whom the person may let it in."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad har filen i raderna?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Excel (.xlsx) eller CSV, högst 10 MB. Första raden ska ha rubriker."),
        allow_empty_file=True,
    )
    source = forms.CharField(
        label=gettext_lazy("Källa"),
        max_length=60,
        help_text=gettext_lazy(
            "Varifrån uppgifterna kommer, till exempel ”Hyresvärdens felanmälan”. Skriv samma nästa gång, så minns vi "
            "hur kolumnerna ska läsas."
        ),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Läs in för"), queryset=Organisation.objects.none()
    )
    delimiter = forms.ChoiceField(
        label=gettext_lazy("Avgränsare mellan kolumner"), choices=DELIMITERS, required=False
    )
    encoding = forms.ChoiceField(label=gettext_lazy("Teckenkodning"), choices=ENCODINGS, required=False)

    mark_optional = False

    def __init__(self, *args: Any, kinds: list[Kind], speakers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv,.txt,.tsv"
        self.kinds = {kind.key: kind for kind in kinds}
        if len(kinds) == 1:
            del self.fields["kind"]
        else:
            self.fields["kind"].choices = [(kind.key, kind.title) for kind in kinds]  # type: ignore[attr-defined]
        if len(speakers) == 1:
            del self.fields["organisation"]
        else:
            chosen = Organisation.objects.filter(pk__in=[one.pk for one in speakers])
            self.fields["organisation"].queryset = chosen  # type: ignore[attr-defined]
        self.only_speaker = speakers[0] if len(speakers) == 1 else None

    def clean_file(self) -> UploadedFile:
        """The upload handler has stopped what is larger; here it is said."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.MAX_FILE_BYTES:
            raise ValidationError(
                _(
                    "Filen är större än %(most)d MB. Dela den i flera, spara den som .xlsx, eller be er driftansvarige "
                    "läsa in den med kommandot import_reports."
                )
                % {"most": settings.MAX_FILE_BYTES // 1024 // 1024}
            )
        return file

    def arguments(self) -> dict[str, Any]:
        """The arguments of ``importing.receive``."""
        said = self.cleaned_data
        kind = self.kinds[said["kind"]] if "kind" in said else next(iter(self.kinds.values()))
        file: UploadedFile = said["file"]
        return {
            "file": file,
            "file_name": file.name or "",
            "kind": kind,
            "source": said["source"],
            "organisation": said.get("organisation") or self.only_speaker,
            "encoding": said["encoding"],
            "delimiter": said["delimiter"].replace("tab", "\t"),
            "creation_key": said["creation_key"],
        }


class ColumnsForm(ActionForm):
    """For each thing that we ask for, the column that holds it. ``samples``: a cell of each, to recognise it by."""

    def __init__(
        self, *args: Any, kind: Kind, batch: ImportBatch, guessed: Chosen, samples: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        columns = [
            (str(index), _column(index, heading, samples[index] if index < len(samples) else ""))
            for index, heading in enumerate(batch.headings)
        ]
        for field in kind.fields:
            # What must be there may be left open here: the action says which it is.
            self.fields[field.name] = forms.ChoiceField(
                label=str(field.label),
                choices=[("", _("Finns inte i filen")), *columns],
                required=False,
                initial=str(guessed[field.name]) if field.name in guessed else "",
                help_text=_("Måste finnas.") if field.required else "",
            )

    mark_optional = False

    def chosen(self) -> Chosen:
        """Our fields that have a column, and which."""
        return {name: int(value) for name, value in self.cleaned_data.items() if value != ""}


def _column(index: int, heading: str, sample: str) -> str:
    name = f"{letter(index)}: {heading}"
    return f"{name} ({_('till exempel')} ”{sample[:30]}”)" if sample.strip() else name


class WordsForm(ActionForm):
    """For each of their words, which of ours it is. ``asked``: {our field: [[word, how many], …]}."""

    mark_optional = False

    def __init__(
        self, *args: Any, kind: Kind, asked: dict[str, list[list[Any]]], words: Words, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[str, str]] = {}
        for name, found in asked.items():
            for index, (word, count) in enumerate(found):
                key = f"{name}-{index}"
                self.asked[key] = (name, folded(word))
                self.fields[key] = self._field(kind.field(name), word, count, words.get(name, {}))

    def _field(self, field: Field, word: str, count: int, known: dict[str, str]) -> forms.ChoiceField:
        leave = _("Läs inte in de raderna") if field.required else _("Räkna inte med det")
        choices = [("", _("Välj")), *field.choices, (LEAVE_OUT, leave)]
        return forms.ChoiceField(
            label=ngettext("”%(word)s” (%(count)d rad)", "”%(word)s” (%(count)d rader)", count)
            % {"word": word, "count": count},
            choices=choices,
            initial=known.get(folded(word), ""),
            error_messages={"required": _("Välj vad ordet betyder.")},
        )

    def words(self) -> Words:
        """Our value for each of their words."""
        found: Words = {}
        for key, (name, word) in self.asked.items():
            found.setdefault(name, {})[word] = self.cleaned_data[key]
        return found
