"""The table of signatures, and of those that are missing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pdf.blocks import Table
from promises import documents as d
from promises.presentation.words import signatory_line, swedish_day


def signature_table(publication: d.Publication) -> Table | None:
    rows = [[[signatory_line(s)], [_signed(s)]] for s in publication.signatures]
    rows += [[[signatory_line(s)], [_("Har inte skrivit under än.")]] for s in publication.missing_signatures]
    if not rows:
        return None
    return Table(_("Underskrifter"), [_("Undertecknare"), _("Undertecknat")], rows)


def _signed(signature: d.SignatureText) -> str:
    day = swedish_day(signature.signed_on) or signature.signed_text or _("utan datum")
    words = ", ".join(part for part in (signature.place, day) if part)
    if signature.method == "paper":
        return _("%(words)s, på papper") % {"words": words}
    return words
