"""What to look at before everybody may read it. The coordinator decides; nothing here refuses."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from followup.models import Entry
from followup.small_numbers import may_point_out
from organisations.screening import find_personal_data, sentence_for
from promises.documents import IndicatorText
from promises.quality import Passage, pointed_out


def hints_of(entry: Entry) -> list[str]:
    """Sentences about personal data, small groups and pictures in what a report wants to show."""
    picture = getattr(entry, "picture", None)
    text = "\n".join(part for part in (entry.public_text, picture.alt if picture else "") if part)
    hints = [sentence_for(find_personal_data(text))] if text else []
    hints += [
        f"{one} {_('Be utföraren rätta texten, eller visa den inte.')}" for one in small_groups_in([text])
    ]
    if picture:
        hints.append(_("Titta noga på bilden: går någon person eller någons hem att känna igen?"))
    return [hint for hint in hints if hint]


def small_groups_in(texts: Iterable[str]) -> list[str]:
    """A sentence for each text whose wording may point out a few people."""
    return [finding.message for finding in pointed_out(Passage("", "", "", text) for text in texts if text)]


def hint_of_value(indicator: IndicatorText, value: Decimal) -> str:
    """The sentence about so small a number that it could point somebody out; a share or a speed cannot."""
    if may_point_out(indicator, value):
        return _(
            "Så få kan gå att känna igen. Alla andra läser ”färre än 5”. Mät hellre en längre tid eller ett större "
            "område."
        )
    return ""
