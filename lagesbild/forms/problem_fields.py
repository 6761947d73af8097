"""The fields of a problem and the headings that they stand under, the same whether it is written, changed or joined."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.forms.secrecy import SecrecyFields
from lagesbild.models import Finding, Layer, Place, Problem
from lagesbild.models.base import SECRECY
from organisations.forms.base import (
    MAX_TEXT,
    RowsField,
    in_words,
    text_area,
)
from organisations.models import Municipality
from organisations.plain_text import plain_value
from organisations.themes import Theme

# The fields under headings, in the order that one thinks of a problem.
GROUPS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Vad"), "", ("owner", "title", "theme", "what")),
    (
        gettext_lazy("Var, när och hur"),
        gettext_lazy("Så noga som ni vet. Det är detta som visar var en åtgärd kan sättas in."),
        ("where", "places", "when", "how"),
    ),
    (
        gettext_lazy("Vilka drabbas"),
        gettext_lazy("Grupper, aldrig enskilda personer."),
        ("affected", "equality"),
    ),
    (
        gettext_lazy("Omfattning och utveckling"),
        "",
        ("extent", "trend", "trend_text", "consequences"),
    ),
    (
        gettext_lazy("Det som fungerar"),
        gettext_lazy("Vad skyddar i dag, och vad går bra? Det är värt att bygga vidare på."),
        ("positive_factors",),
    ),
    (
        gettext_lazy("Vad invånare och medarbetare har sagt"),
        gettext_lazy("Resultat av dialoger som hör till problemet."),
        ("findings",),
    ),
    (gettext_lazy("Vem får läsa"), "", ("layer", "public_text")),
    (
        gettext_lazy("Sekretess"),
        gettext_lazy(
            "Fyll i alla tre eller ingen. Det som är markerat döljs i allt som hämtas ut och för den som bara läser."
        ),
        SECRECY,
    ),
)


# Shown closed until somebody opens them: most problems do without.
CLOSED = ("findings", "secrecy_provision")


def long_text(label: Any, help_text: Any = "", rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A field for a paragraph or two."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=text_area(rows),
        max_length=MAX_TEXT,
        required=kwargs.pop("required", False),
        **kwargs,
    )


class _Findings(RowsField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.text[:140]} ({obj.dialogue})"


class ProblemFields(SecrecyFields):
    """Every field of a problem; ``groups`` puts them under headings."""

    mark_optional = False
    title = forms.CharField(label=gettext_lazy("Problemet i korthet"), max_length=150)
    theme = forms.ChoiceField(label=gettext_lazy("Ämne"), choices=[("", "---------"), *Theme.choices])
    what = long_text(
        gettext_lazy("Vad händer?"),
        gettext_lazy("Till exempel: Soptunnor välts och bänkar slås sönder."),
        rows=4,
        required=True,
    )
    where = long_text(gettext_lazy("Var?"), gettext_lazy("Gata, del av området, inne eller ute."))
    places = RowsField(
        label=gettext_lazy("Platser i lägesbilden"),
        queryset=Place.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    when = long_text(gettext_lazy("När?"), gettext_lazy("Tid på dygnet, veckodag, del av året."))
    how = long_text(gettext_lazy("Hur går det till?"))
    affected = long_text(gettext_lazy("Vilka grupper drabbas?"))
    equality = long_text(gettext_lazy("Skillnader mellan kvinnor och män, unga och äldre"))
    extent = long_text(
        gettext_lazy("Hur stort är det?"),
        gettext_lazy("Antal, och jämfört med vad. Skriv också vad ni inte vet."),
    )
    trend = forms.ChoiceField(
        label=gettext_lazy("Utveckling"),
        choices=Problem.Trend.choices,
        initial=Problem.Trend.UNKNOWN,
        widget=forms.RadioSelect,
    )
    trend_text = forms.CharField(
        label=gettext_lazy("Utvecklingen med ord och tal"), max_length=300, required=False
    )
    consequences = long_text(gettext_lazy("Vad blir följderna?"))
    positive_factors = long_text(gettext_lazy("Positiva och skyddande faktorer"))
    findings = _Findings(
        label=gettext_lazy("Resultat av dialoger"),
        queryset=Finding.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    layer = forms.ChoiceField(
        label=gettext_lazy("Vem får läsa?"),
        choices=Layer.choices,
        initial=Layer.PARTIES,
        widget=forms.RadioSelect,
    )
    public_text = long_text(
        gettext_lazy("Så här berättar vi om det för alla"),
        gettext_lazy(
            "Bara den här texten visas utanför, och bara när alla får läsa. Peka inte ut en liten grupp."
        ),
    )

    def __init__(
        self,
        *args: Any,
        municipality: Municipality,
        findings: QuerySet[Finding],
        **kwargs: Any,
    ) -> None:
        self.municipality = municipality
        super().__init__(*args, **kwargs)
        self._choices("places").queryset = Place.objects.filter(municipality=municipality, is_active=True)
        self._choices("findings").queryset = findings

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("layer") == Layer.OWN and values.get("public_text"):
            self.add_error(
                "public_text",
                _("Texten är till för alla, men problemet läses bara av er. Välj en annan läsare."),
            )
        return values

    def values(self) -> dict[str, Any]:
        """With lists of the chosen places and findings."""
        found = super().values()
        return {**found, "places": list(found["places"]), "findings": list(found["findings"])}

    def fill(self, row: Any) -> ProblemFields:
        """The problem's own values, its places and those of its findings that can be chosen here."""
        for name in ("places", "findings"):
            self.initial.setdefault(name, [one.pk for one in getattr(row, name).all()])
        super().fill(row)
        return self

    def groups(self) -> list[dict[str, Any]]:
        """The form's fields under their headings; an empty list of choices is left out."""
        made = []
        for heading, lead, names in GROUPS:
            shown = [self[name] for name in names if name in self.fields and not self._is_empty(name)]
            if shown:
                closed = names[0] in CLOSED and not any(bound.value() or bound.errors for bound in shown)
                made.append({"heading": heading, "lead": lead, "fields": shown, "closed": closed,
                             "folds": names[0] in CLOSED})  # fmt: skip
        return made

    def _is_empty(self, name: str) -> bool:
        return name in ("places", "findings") and not self._choices(name).queryset.exists()

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """As for every form; lists of rows are compared by what is chosen."""
        found = []
        for bound in self.visible_fields():
            if isinstance(bound.field, forms.ModelMultipleChoiceField):
                found += _other_rows(bound, current)
                continue
            value = getattr(current, bound.name, None)
            if bound.field.has_changed(bound.field.prepare_value(value), plain_value(bound.data)):
                found.append((str(bound.label), in_words(bound, value)))
        return found

    def show_newer(self, current: Any) -> list[tuple[str, str]]:
        """As for every form, with what is chosen in lists kept."""
        newer = self.differing(current)
        self.resend({"edit_number": str(current.edit_number)})
        return newer

    def resend(self, values: dict[str, str]) -> None:
        """Let the form, shown again, carry other hidden values."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data


def _other_rows(bound: BoundField, current: Any) -> list[tuple[str, str]]:
    field: Any = bound.field
    # Of those that can be chosen here: another party's own are chosen too, and not to be named.
    rows = list(getattr(current, bound.name).filter(pk__in=field.queryset.values("pk")))
    if {str(row.pk) for row in rows} == set(map(str, bound.data or [])):
        return []
    return [(str(bound.label), ", ".join(map(str, rows)) or _("(tomt)"))]
