"""Drafting, in words. ``what`` is the row as it reads: a heading, a name, a title with its organisation."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "promises.created": _("{actor} började skriva löftet."),
        "promises.basics_saved": _("{actor} ändrade rubrik, period eller ämne."),
        "promises.aims_lead_saved": _("{actor} ändrade meningen före målen."),
        "promises.dialoguebasis_saved": _("{actor} skrev om dialogen med invånarna."),
        "promises.followupplan_saved": _("{actor} skrev om uppföljning och återkoppling."),
        "promises.draft_deleted": _("{actor} tog bort utkastet till version {version}."),
        "promises.party_added": _("{actor} lade till {what} som part."),
        "promises.party_changed": _("{actor} ändrade hur {what} kallas i texten."),
        "promises.party_moved": _("{actor} ändrade ordningen på parterna: {what}."),
        "promises.party_removed": _("{actor} tog bort {what} som part."),
        "promises.section_added": _("{actor} lade till avsnittet ”{what}”."),
        "promises.section_changed": _("{actor} ändrade avsnittet ”{what}”."),
        "promises.section_moved": _("{actor} flyttade avsnittet ”{what}”."),
        "promises.section_removed": _("{actor} tog bort avsnittet ”{what}”."),
        "promises.indicator_added": _("{actor} lade till att ”{what}” mäts."),
        "promises.indicator_changed": _("{actor} ändrade hur ”{what}” mäts."),
        "promises.indicator_moved": _("{actor} flyttade ”{what}” bland det som mäts."),
        "promises.indicator_removed": _("{actor} tog bort att ”{what}” mäts."),
        "promises.aim_added": _("{actor} lade till målet ”{what}”."),
        "promises.aim_changed": _("{actor} ändrade målet ”{what}”."),
        "promises.aim_moved": _("{actor} flyttade målet ”{what}”."),
        "promises.aim_removed": _("{actor} tog bort målet ”{what}”."),
        "promises.place_added": _("{actor} lade till platsen {what}."),
        "promises.place_changed": _("{actor} ändrade platsen {what}."),
        "promises.place_moved": _("{actor} flyttade platsen {what}."),
        "promises.place_removed": _("{actor} tog bort platsen {what}."),
        "promises.predecessor_added": _("{actor} angav {what} som tidigare löfte."),
        "promises.predecessor_changed": _("{actor} ändrade det tidigare löftet {what}."),
        "promises.predecessor_moved": _("{actor} flyttade det tidigare löftet {what}."),
        "promises.predecessor_removed": _("{actor} tog bort {what} som tidigare löfte."),
        "promises.signatory_added": _("{actor} lade till undertecknaren {what}."),
        "promises.signatory_changed": _("{actor} ändrade undertecknaren {what}."),
        "promises.signatory_moved": _("{actor} flyttade undertecknaren {what}."),
        "promises.signatory_removed": _("{actor} tog bort undertecknaren {what}."),
        "promises.promisecontact_added": _("{actor} lade till kontakten {what}."),
        "promises.promisecontact_changed": _("{actor} ändrade kontakten {what}."),
        "promises.promisecontact_moved": _("{actor} flyttade kontakten {what}."),
        "promises.promisecontact_removed": _("{actor} tog bort kontakten {what}."),
        "promises.picture_saved": _("{actor} sparade bilden ”{what}”."),
        "promises.picture_removed": _("{actor} tog bort bilden ”{what}”."),
        "promises.comment_added": _("{actor} skrev en kommentar."),
        "promises.comment_resolved": _("{actor} markerade en kommentar som löst."),
        "promises.comment_reopened": _("{actor} öppnade en kommentar igen."),
    }
)
