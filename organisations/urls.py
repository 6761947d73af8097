from django.urls import URLPattern, URLResolver, path

from organisations.views import (
    contacts,
    decisions,
    groups,
    invitation,
    mandates,
    meetings,
    members,
    organisations,
    parked,
)

app_name = "organisations"

organisation_urls = [
    path("", organisations.list_organisations, name="list"),
    path("<int:pk>/", organisations.detail, name="detail"),
    path("<int:pk>/andra/", organisations.change, name="change"),
    path("<int:pk>/lagg-till/", organisations.add, name="add"),
    path("<int:pk>/bjud-in/", members.invite, name="invite"),
    path("<int:pk>/nytt-mandat/", mandates.grant, name="grant_mandate"),
    path("<int:pk>/ny-kontakt/", contacts.add, name="add_contact"),
    path("<int:pk>/ny-grupp/", groups.add, name="add_group"),
]

# /personer/<membership>/
member_urls = [
    path("personer/<int:pk>/", members.change, name="membership"),
    path("personer/<int:pk>/avsluta/", members.end, name="end_membership"),
    path("personer/<int:pk>/overlamna/", members.hand_over, name="hand_over"),
    path("inbjudningar/<int:pk>/skicka-igen/", members.send_again, name="send_invitation_again"),
    path("inbjudningar/<int:pk>/ta-tillbaka/", members.withdraw, name="withdraw_invitation"),
    path("inbjudan/<str:secret>/", invitation.invitation, name="invitation"),
]

mandate_urls = [
    path("mandat/<int:pk>/ersattare/", mandates.delegate, name="delegate_mandate"),
    path("mandat/<int:pk>/bekrafta/", mandates.confirm, name="confirm_mandate"),
    path("mandat/<int:pk>/aterkalla/", mandates.revoke, name="revoke_mandate"),
]

contact_urls = [
    path("kontakter/<int:pk>/", contacts.change, name="contact"),
    path("kontakter/<int:pk>/ta-bort/", contacts.remove, name="remove_contact"),
]

group_urls = [
    path("grupper/<int:pk>/", groups.detail, name="group"),
    path("grupper/<int:pk>/andra/", groups.change, name="change_group"),
    path("grupper/<int:pk>/avsluta/", groups.close, name="close_group"),
    path("grupper/<int:pk>/ny-plats/", groups.add_seat, name="add_seat"),
    path("platser/<int:pk>/", groups.change_seat, name="seat"),
    path("platser/<int:pk>/ta-bort/", groups.remove_seat, name="remove_seat"),
]

meeting_urls = [
    path("grupper/<int:pk>/nytt-mote/", meetings.add, name="add_meeting"),
    path("moten/<int:pk>/", meetings.detail, name="meeting"),
    path("moten/<int:pk>/andra/", meetings.change, name="change_meeting"),
    path("moten/<int:pk>/upprepa/", meetings.repeat, name="repeat_meeting"),
    path("moten/<int:pk>/ta-bort/", meetings.remove, name="remove_meeting"),
    path("moten/<int:pk>/ny-punkt/", meetings.add_item, name="add_agenda_item"),
    path("moten/<int:pk>/nytt-beslut/", decisions.decide, name="add_decision"),
    path("punkter/<int:pk>/", meetings.change_item, name="agenda_item"),
    path("punkter/<int:pk>/flytta/", meetings.move_item, name="move_agenda_item"),
    path("punkter/<int:pk>/ta-bort/", meetings.remove_item, name="remove_agenda_item"),
    path("beslut/", decisions.decisions, name="decisions"),
    path("beslut/<int:pk>/", decisions.change_decision, name="decision"),
    path("beslut/<int:pk>/klart/", decisions.carry_out, name="carry_out_decision"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *organisation_urls,
    *member_urls,
    *mandate_urls,
    *contact_urls,
    *group_urls,
    *meeting_urls,
    path("sparad-text/<uuid:key>/", parked.parked_text, name="parked_text"),
]
