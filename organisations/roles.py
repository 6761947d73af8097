"""Who may do what: roles in code, described in Swedish prose.

A role is held through a membership in an organisation (``Membership``). What a role may do depends on three
things: the role, the action, and the *relation* between the person's organisation and the object. The whole
policy is the table ``ROLES`` below; the staff page "Roller och behörigheter" and the tests are made from it.
Conditions on the object itself (its state, its signatories) are in each app's ``permissions.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.swedish import in_sentence


class RoleKey(models.TextChoices):
    COORDINATOR = "coordinator", _("Samordnare")
    MUNICIPAL_POLICE = "municipal_police", _("Kommunpolis")
    SIGNATORY = "signatory", _("Undertecknare")
    EXECUTOR = "executor", _("Utförare")
    REPORTER = "reporter", _("Rapportör")
    COUNCIL_SECRETARY = "council_secretary", _("BRÅ-sekreterare")
    POLICE_ADMINISTRATOR = "police_administrator", _("Polisens administratör")
    READER = "reader", _("Läsare")

    @property
    def in_text(self) -> str:
        """The name inside a sentence: ``samordnare``, but ``BRÅ-sekreterare``."""
        return in_sentence(str(self.label))


class Permission(StrEnum):
    """A named thing that a person can do. Swedish words for each are in ``role_texts``."""

    VIEW_DRAFT = "view_draft"
    CREATE_PROMISE = "create_promise"
    EDIT_DRAFT = "edit_draft"
    COMMENT = "comment"
    DELETE_DRAFT = "delete_draft"
    SUBMIT_FOR_REVIEW = "submit_for_review"
    REVIEW = "review"
    RECORD_ADOPTION = "record_adoption"
    FREEZE = "freeze"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    UPLOAD_PAPER_SIGNATURE = "upload_paper_signature"
    PUBLISH = "publish"
    AMEND = "amend"
    REGISTER_AFTERWARDS = "register_afterwards"
    CONFIRM_REGISTERED = "confirm_registered"
    ACCEPT_ACTIVITY = "accept_activity"
    REDACT = "redact"
    VIEW_HISTORY = "view_history"
    VIEW_FOLLOW_UP = "view_follow_up"
    PLAN = "plan"
    REPORT = "report"
    RELEASE = "release"
    CONFIRM_STANDING = "confirm_standing"
    CLOSE_ROUND = "close_round"
    MEASURE = "measure"
    EVALUATE = "evaluate"
    CONCLUDE = "conclude"
    RENEW = "renew"
    MAKE_REPORT = "make_report"
    HOLD_MEETINGS = "hold_meetings"
    CARRY_OUT_DECISION = "carry_out_decision"
    VIEW_LAGESBILD = "view_lagesbild"
    WRITE_LAGESBILD = "write_lagesbild"
    REPORT_INCIDENT = "report_incident"
    ADOPT_LAGESBILD = "adopt_lagesbild"
    SHARE_LAGESBILD = "share_lagesbild"
    VIEW_ORGANISATION = "view_organisation"
    ADD_ORGANISATION = "add_organisation"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_MANDATES = "manage_mandates"
    CONFIRM_MANDATE = "confirm_mandate"
    MANAGE_GROUPS = "manage_groups"
    MANAGE_CONTACTS = "manage_contacts"
    HAND_OVER = "hand_over"
    USE_ADMIN = "use_admin"


class Relation(StrEnum):
    """How the person's organisation stands to the object. Swedish words are in ``role_texts``."""

    OWN = "own"  # the organisation itself, or a unit or company under it
    PARTY = "party"  # the organisation is a party to the promise
    AREA = "area"  # the police area covers the municipality
    EXECUTOR = "executor"  # the organisation carries out or answers for an activity in the promise


@dataclass(frozen=True)
class Role:
    """A role: where it can be held, what it is for, and what it may do in which relation."""

    key: RoleKey
    description: str
    organisation_kinds: frozenset[str]
    grants: Mapping[Permission, frozenset[Relation]]
    may_grant: frozenset[RoleKey] = frozenset()


_ANY_SIDE = frozenset({Relation.OWN, Relation.PARTY, Relation.AREA})
_PARTY = frozenset({Relation.OWN, Relation.PARTY})
_OWN = frozenset({Relation.OWN})
# Where the police area covers the municipality. Only the police have it: a municipality sees its own.
_COVERED = frozenset({Relation.OWN, Relation.AREA})
# Only what the organisation itself carries out, answers for or evaluates: not the rest of the promise.
_CARRIED = frozenset({Relation.EXECUTOR})
_DOING = frozenset({Relation.OWN, Relation.PARTY, Relation.EXECUTOR})

_DRAFTING: dict[Permission, frozenset[Relation]] = {
    Permission.VIEW_DRAFT: _ANY_SIDE,
    Permission.CREATE_PROMISE: _ANY_SIDE,
    Permission.EDIT_DRAFT: _PARTY,
    Permission.COMMENT: _PARTY,
    Permission.SUBMIT_FOR_REVIEW: _PARTY,
    Permission.REVIEW: _PARTY,
    Permission.RECORD_ADOPTION: _PARTY,
    Permission.FREEZE: _PARTY,
    Permission.WITHDRAW: _PARTY,
    Permission.UPLOAD_PAPER_SIGNATURE: _PARTY,
    Permission.PUBLISH: _PARTY,
    Permission.AMEND: _PARTY,
    Permission.REGISTER_AFTERWARDS: _ANY_SIDE,
    Permission.CONFIRM_REGISTERED: _PARTY,
    Permission.ACCEPT_ACTIVITY: _DOING,
    Permission.VIEW_HISTORY: _PARTY,
    Permission.VIEW_FOLLOW_UP: _ANY_SIDE,
    Permission.PLAN: _PARTY,
    Permission.REPORT: _PARTY,
    Permission.RELEASE: _PARTY,
    Permission.CONFIRM_STANDING: _PARTY,
    Permission.CLOSE_ROUND: _PARTY,
    Permission.MEASURE: _PARTY,
    Permission.EVALUATE: _PARTY,
    Permission.CONCLUDE: _PARTY,
    Permission.RENEW: _PARTY,
    Permission.MAKE_REPORT: _COVERED,
    Permission.HOLD_MEETINGS: _COVERED,
    Permission.CARRY_OUT_DECISION: _OWN,
    Permission.VIEW_LAGESBILD: _COVERED,
    Permission.WRITE_LAGESBILD: _COVERED,
    Permission.REPORT_INCIDENT: _COVERED,
    Permission.SHARE_LAGESBILD: _COVERED,
    Permission.VIEW_ORGANISATION: _COVERED,
    Permission.ADD_ORGANISATION: _OWN,
}

_ADMINISTRATION: dict[Permission, frozenset[Relation]] = {
    Permission.VIEW_DRAFT: _PARTY,
    Permission.COMMENT: _PARTY,
    Permission.VIEW_HISTORY: _PARTY,
    Permission.VIEW_FOLLOW_UP: _PARTY,
    Permission.MAKE_REPORT: _OWN,
    Permission.HOLD_MEETINGS: _OWN,
    Permission.CARRY_OUT_DECISION: _OWN,
    Permission.VIEW_ORGANISATION: _COVERED,
    Permission.ADD_ORGANISATION: _OWN,
    Permission.MANAGE_MEMBERS: _OWN,
    Permission.MANAGE_MANDATES: _OWN,
    Permission.CONFIRM_MANDATE: _COVERED,
    Permission.MANAGE_GROUPS: _OWN,
    Permission.MANAGE_CONTACTS: _OWN,
    Permission.HAND_OVER: _OWN,
    Permission.USE_ADMIN: _OWN,
}


def _of_a_municipality(
    grants: dict[Permission, frozenset[Relation]],
) -> dict[Permission, frozenset[Relation]]:
    """The same for a role that only a municipality has: it covers no others, so nothing is said about them."""
    return {permission: relations - {Relation.AREA} for permission, relations in grants.items()}


_MUNICIPAL_KINDS = frozenset({"municipality"})
_POLICE_KINDS = frozenset({"police_area"})
_ALL_KINDS = frozenset(
    {
        "municipality",
        "police_area",
        "unit",
        "municipal_company",
        "landlord",
        "association",
        "region",
        "authority",
        "business",
    }
)

ROLES: dict[RoleKey, Role] = {
    role.key: role
    for role in (
        Role(
            RoleKey.COORDINATOR,
            "Skriver löften för kommunen tillsammans med polisen, skickar dem på granskning, fastställer texten "
            "och publicerar. Är lagens samordningsfunktion (2023:196, 11 §).",
            _MUNICIPAL_KINDS,
            {
                **_of_a_municipality(_DRAFTING),
                Permission.DELETE_DRAFT: _OWN,
                Permission.REDACT: _OWN,
                Permission.ADOPT_LAGESBILD: _OWN,
                Permission.MANAGE_CONTACTS: _OWN,
            },
        ),
        Role(
            RoleKey.MUNICIPAL_POLICE,
            "Skriver löften för lokalpolisområdet tillsammans med kommunen och granskar för polisens del. "
            "Leder uppföljningen för polisens del. Ser alla kommuner i området.",
            _POLICE_KINDS,
            {
                **_DRAFTING,
                Permission.DELETE_DRAFT: _OWN,
                Permission.REDACT: _OWN,
                Permission.MANAGE_CONTACTS: _OWN,
            },
        ),
        Role(
            RoleKey.SIGNATORY,
            "Beslutar och skriver under för sin organisation, med ett giltigt mandat. Granskar också.",
            _ALL_KINDS,
            {
                Permission.VIEW_DRAFT: _ANY_SIDE,
                Permission.COMMENT: _PARTY,
                Permission.REVIEW: _PARTY,
                Permission.RECORD_ADOPTION: _PARTY,
                Permission.SIGN: _PARTY,
                Permission.CONFIRM_REGISTERED: _PARTY,
                Permission.VIEW_HISTORY: _PARTY,
                Permission.VIEW_FOLLOW_UP: _ANY_SIDE,
                Permission.CONFIRM_STANDING: _PARTY,
                Permission.CARRY_OUT_DECISION: _OWN,
                Permission.VIEW_LAGESBILD: _COVERED,
                Permission.VIEW_ORGANISATION: _COVERED,
            },
        ),
        Role(
            RoleKey.EXECUTOR,
            "Utför aktiviteter eller ansvarar för dem: tackar ja eller nej, planerar, rapporterar och bekräftar "
            "hur de ligger till. Ser bara de aktiviteter som gäller den egna organisationen.",
            _ALL_KINDS,
            {
                Permission.VIEW_DRAFT: _DOING,
                Permission.COMMENT: _PARTY,
                Permission.ACCEPT_ACTIVITY: _DOING,
                Permission.VIEW_FOLLOW_UP: _CARRIED,
                Permission.PLAN: _CARRIED,
                Permission.REPORT: _CARRIED,
                Permission.CONFIRM_STANDING: _CARRIED,
                Permission.EVALUATE: _CARRIED,
                Permission.CARRY_OUT_DECISION: _OWN,
                Permission.VIEW_ORGANISATION: _OWN,
            },
        ),
        Role(
            RoleKey.REPORTER,
            "Rapporterar händelser till lägesbilden. Läser publicerade löften.",
            _ALL_KINDS,
            {Permission.REPORT_INCIDENT: _OWN, Permission.VIEW_ORGANISATION: _OWN},
        ),
        Role(
            RoleKey.COUNCIL_SECRETARY,
            "Sekreterare i det lokala brottsförebyggande rådet. Sköter personer, mandat, kontakter och grupper för "
            "den egna kommunen i administrationen.",
            _MUNICIPAL_KINDS,
            {
                **_of_a_municipality(_ADMINISTRATION),
                Permission.VIEW_LAGESBILD: _OWN,
                Permission.ADOPT_LAGESBILD: _OWN,
            },
            frozenset(
                {
                    RoleKey.COORDINATOR,
                    RoleKey.SIGNATORY,
                    RoleKey.EXECUTOR,
                    RoleKey.REPORTER,
                    RoleKey.READER,
                }
            ),
        ),
        Role(
            RoleKey.POLICE_ADMINISTRATOR,
            "Sköter lokalpolisområdets personer och mandat i administrationen.",
            _POLICE_KINDS,
            _ADMINISTRATION,
            frozenset(
                {
                    RoleKey.MUNICIPAL_POLICE,
                    RoleKey.SIGNATORY,
                    RoleKey.EXECUTOR,
                    RoleKey.REPORTER,
                    RoleKey.READER,
                }
            ),
        ),
        Role(
            RoleKey.READER,
            "Läser lägesbild, utkast, historik, uppföljning och publicerade löften, till exempel som ledamot i "
            "styrgruppen, rådet eller som revisor.",
            _ALL_KINDS,
            {
                Permission.VIEW_DRAFT: _PARTY,
                Permission.VIEW_HISTORY: _PARTY,
                Permission.VIEW_FOLLOW_UP: _PARTY,
                Permission.VIEW_LAGESBILD: _OWN,
                Permission.VIEW_ORGANISATION: _OWN,
            },
        ),
    )
}


def allows(role: str, permission: Permission, relation: Relation) -> bool:
    """Whether the table grants ``permission`` to ``role`` in ``relation``."""
    return relation in ROLES[RoleKey(role)].grants.get(permission, frozenset())


def roles_with(permission: Permission) -> frozenset[RoleKey]:
    """The roles that have ``permission`` in any relation."""
    return frozenset(key for key, role in ROLES.items() if permission in role.grants)
