"""What happened to organisations and people, in words."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "organisations.account_created": _("{object} fick ett konto."),
        "organisations.account_renamed": _("{actor} ändrade sitt namn till {object}."),
        "organisations.invited": _("{actor} bjöd in någon till rollen {role}."),
        "organisations.invitation_sent_again": _("{actor} skickade inbjudan till rollen {role} igen."),
        "organisations.invitation_withdrawn": _("{actor} tog tillbaka inbjudan till rollen {role}."),
        "organisations.invitation_accepted": _("{person} tackade ja till rollen {role}."),
        "organisations.member_added": _(
            "{actor} gav {person} rollen {role} från {valid_from}. Sista dag: {valid_to}."
        ),
        "organisations.member_changed": _(
            "{actor} ändrade {person}, {role}: från {valid_from}. Sista dag: {valid_to}."
        ),
        "organisations.member_ended": _("{actor} avslutade {person}, {role}. Sista dag: {valid_to}."),
        "organisations.member_handed_over": _(
            "{actor} överlämnade rollen {role} från {person} till {successor}. Sista dag: {valid_to}."
        ),
        "organisations.mandate_granted": _(
            "{actor} lade in mandat för {person} att skriva under som {title}. Beslut: {decision}."
        ),
        "organisations.mandate_delegated": _(
            "{actor} lade in {person}, {title}, som ersättare. Beslut: {decision}."
        ),
        "organisations.mandate_confirmed": _(
            "{actor} bekräftade mandatet för {person} att skriva under som {title}."
        ),
        "organisations.mandate_revoked": _("{actor} återkallade mandatet för {person}, {title}."),
        "organisations.contact_added": _("{actor} lade till kontakten {object}."),
        "organisations.contact_changed": _("{actor} ändrade kontakten {object}."),
        "organisations.contact_removed": _("{actor} tog bort kontakten {object}."),
        "organisations.group_added": _("{actor} lade till gruppen {group}."),
        "organisations.group_changed": _("{actor} ändrade gruppen {group}."),
        "organisations.group_closed": _("{actor} avslutade gruppen {group}."),
        "organisations.seat_added": _("{actor} lade till platsen {seat} i {group}. Person: {person}."),
        "organisations.seat_changed": _("{actor} ändrade platsen {seat} i {group}. Person: {person}."),
        "organisations.seat_removed": _("{actor} tog bort platsen {seat} ur {group}."),
        "organisations.meeting_added": _("{actor} lade till ett möte {held_on} i {group}."),
        "organisations.meeting_changed": _("{actor} ändrade mötet {held_on} i {group}."),
        "organisations.meeting_removed": _("{actor} tog bort mötet {held_on} i {group}."),
        "organisations.meetings_repeated": _("{actor} lade in {count} möten i {group} till och med {until}."),
        "organisations.agenda_item_added": _("{actor} lade till en punkt på mötet {held_on} i {group}."),
        "organisations.agenda_item_changed": _("{actor} ändrade en punkt på mötet {held_on} i {group}."),
        "organisations.agenda_item_removed": _("{actor} tog bort en punkt från mötet {held_on} i {group}."),
        "organisations.agenda_filled": _(
            "{actor} fyllde på dagordningen för {held_on} i {group}: {count} punkter."
        ),
        "organisations.decision_made": _("{actor} skrev in beslut {number} från mötet {held_on} i {group}."),
        "organisations.decision_changed": _(
            "{actor} ändrade beslut {number} från mötet {held_on} i {group}."
        ),
        "organisations.decision_carried_out": _(
            "{actor} noterade att beslut {number} från mötet {held_on} i {group} är klart."
        ),
        "organisations.organisation_added": _("{actor} lade till {object} ({kind})."),
        "organisations.organisation_changed": _("{actor} ändrade uppgifter om {object}."),
        "organisations.account_closed": _("{actor} stängde kontot för {object}."),
        "organisations.account_opened": _("{actor} öppnade kontot för {object}."),
        "organisations.reference_data_loaded": _("Uppgifter om län, kommuner och polisområden lästes in."),
        "organisations.place_added": _("{actor} lade till {object}."),
        "organisations.place_changed": _("{actor} ändrade uppgifter om {object}."),
        "organisations.police_area_covers": _(
            "{actor} lade till {municipality} i {police_area}. Källa: {source}, {year}."
        ),
        "organisations.police_area_coverage_changed": _(
            "{actor} ändrade källan till att {municipality} hör till {police_area}: {source}, {year}."
        ),
        "organisations.police_area_covers_no_more": _("{actor} tog bort {municipality} ur {police_area}."),
    }
)
