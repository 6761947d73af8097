"""The Swedish words of the table in ``roles``: what each permission lets a person do, and to whose things."""

from collections.abc import Mapping

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from organisations.roles import Permission, Relation

# What each permission lets a person do: it follows after "får".
PERMISSION_TEXTS: Mapping[Permission, str | LazyText] = {
    Permission.VIEW_DRAFT: _("läsa utkast"),
    Permission.CREATE_PROMISE: _("börja på ett löfte"),
    Permission.EDIT_DRAFT: _("skriva i utkast"),
    Permission.COMMENT: _("kommentera utkast"),
    Permission.DELETE_DRAFT: _("ta bort utkast"),
    Permission.SUBMIT_FOR_REVIEW: _("skicka på granskning"),
    Permission.REVIEW: _("godkänna eller lämna tillbaka vid granskning"),
    Permission.RECORD_ADOPTION: _("anteckna styrgruppens beslut"),
    Permission.FREEZE: _("fastställa texten för underskrift"),
    Permission.WITHDRAW: _("ta tillbaka från granskning eller underskrift"),
    Permission.SIGN: _("skriva under, med giltigt mandat"),
    Permission.UPLOAD_PAPER_SIGNATURE: _("lägga in en underskrift på papper"),
    Permission.PUBLISH: _("publicera"),
    Permission.AMEND: _("börja på en ändrad version"),
    Permission.REGISTER_AFTERWARDS: _("lägga in ett löfte som redan finns"),
    Permission.CONFIRM_REGISTERED: _("bekräfta ett inlagt löfte"),
    Permission.ACCEPT_ACTIVITY: _("tacka ja eller nej till en aktivitet"),
    Permission.REDACT: _("maskera text i ett publicerat löfte"),
    Permission.VIEW_HISTORY: _("se löftets historik"),
    Permission.VIEW_FOLLOW_UP: _("läsa uppföljningen"),
    Permission.PLAN: _("planera tillfällen"),
    Permission.REPORT: _("rapportera vad som är gjort"),
    Permission.RELEASE: _("godkänna texter och bilder som visas för alla"),
    Permission.CONFIRM_STANDING: _("bekräfta hur aktiviteter ligger till"),
    Permission.CLOSE_ROUND: _("avsluta en uppföljningsomgång"),
    Permission.MEASURE: _("lägga in mätvärden"),
    Permission.EVALUATE: _("utvärdera"),
    Permission.CONCLUDE: _("ge omdömen, svara invånarna och avsluta löftet"),
    Permission.RENEW: _("börja på nästa periods löfte"),
    Permission.MAKE_REPORT: _("göra rapporter och hämta ut uppgifter"),
    Permission.HOLD_MEETINGS: _("hålla möten: dagordning, anteckningar och beslut"),
    Permission.CARRY_OUT_DECISION: _("säga att ett beslut är klart"),
    Permission.VIEW_LAGESBILD: _("läsa lägesbilden"),
    Permission.WRITE_LAGESBILD: _("skriva i lägesbilden: dialoger, platser, problem och orsaker"),
    Permission.REPORT_INCIDENT: _("rapportera händelser och platser"),
    Permission.ADOPT_LAGESBILD: _("anteckna beslut om lägesbild och åtgärdsplan"),
    Permission.SHARE_LAGESBILD: _("hämta ut lägesbilden, sekretessmarkera och anteckna utlämnanden"),
    Permission.VIEW_ORGANISATION: _("se organisationens personer, mandat och grupper"),
    Permission.ADD_ORGANISATION: _("lägga till verksamheter, bolag och andra parter"),
    Permission.MANAGE_MEMBERS: _("bjuda in personer och ändra roller"),
    Permission.MANAGE_MANDATES: _("lägga in och återkalla mandat att skriva under"),
    Permission.CONFIRM_MANDATE: _("bekräfta mandat som en kollega har lagt in"),
    Permission.MANAGE_GROUPS: _("sköta råd, grupper och möten"),
    Permission.MANAGE_CONTACTS: _("ändra kontaktuppgifter"),
    Permission.HAND_OVER: _("överlämna en roll till en efterträdare"),
    Permission.USE_ADMIN: _("öppna administrationen"),
}

# To whose things: it follows after the permission.
RELATION_TEXTS: Mapping[Relation, str | LazyText] = {
    Relation.OWN: _("den egna organisationens, och det som hör till den"),
    Relation.PARTY: _("löften där den egna organisationen är part"),
    Relation.AREA: _("kommunerna i det egna lokalpolisområdet"),
    Relation.EXECUTOR: _("löften där den egna organisationen utför eller ansvarar för en aktivitet"),
}
RELATION_NAMES: Mapping[Relation, str | LazyText] = {
    Relation.OWN: _("egna"),
    Relation.PARTY: _("part"),
    Relation.AREA: _("området"),
    Relation.EXECUTOR: _("utför"),
}
