"""What to look at before a report is shown to everybody. The coordinator decides; nothing here refuses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from followup.models import Entry
from organisations.screening import find_personal_data, sentence_for
from promises.quality import pointing_out
from promises.quality.swedish import capital


def hints_of(entry: Entry) -> list[str]:
    """Sentences about personal data, small groups and pictures in what a report wants to show."""
    picture = getattr(entry, "picture", None)
    text = "\n".join(part for part in (entry.public_text, picture.alt if picture else "") if part)
    hints = [sentence_for(find_personal_data(text))] if text else []
    if few := pointing_out(text):
        hints.append(
            _("”%(words)s” kan peka ut några få personer. Be utföraren rätta texten, eller visa den inte.")
            % {"words": capital(few)}
        )
    if picture:
        hints.append(_("Titta noga på bilden: går någon person eller någons hem att känna igen?"))
    return [hint for hint in hints if hint]
