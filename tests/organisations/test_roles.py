"""The table of roles, cell by cell, written a second time on purpose: a change there must be meant here too."""

import itertools

import pytest

from organisations import role_texts, roles
from organisations.models import Organisation
from organisations.roles import Permission, Relation, RoleKey

LETTERS = {Relation.OWN: "O", Relation.PARTY: "P", Relation.AREA: "A", Relation.EXECUTOR: "E"}

# For each permission, what each role has: coordinator, municipal police, signatory, executor, reporter,
# council secretary, police administrator, reader.
COLUMNS = (
    RoleKey.COORDINATOR,
    RoleKey.MUNICIPAL_POLICE,
    RoleKey.SIGNATORY,
    RoleKey.EXECUTOR,
    RoleKey.REPORTER,
    RoleKey.COUNCIL_SECRETARY,
    RoleKey.POLICE_ADMINISTRATOR,
    RoleKey.READER,
)
TABLE = {
    "view_draft": ("OP", "OPA", "OPA", "OPE", "", "OP", "OP", "OP"),
    "create_promise": ("OP", "OPA", "", "", "", "", "", ""),
    "edit_draft": ("OP", "OP", "", "", "", "", "", ""),
    "comment": ("OP", "OP", "OP", "OP", "", "OP", "OP", ""),
    "delete_draft": ("O", "O", "", "", "", "", "", ""),
    "submit_for_review": ("OP", "OP", "", "", "", "", "", ""),
    "review": ("OP", "OP", "OP", "", "", "", "", ""),
    "record_adoption": ("OP", "OP", "OP", "", "", "", "", ""),
    "freeze": ("OP", "OP", "", "", "", "", "", ""),
    "withdraw": ("OP", "OP", "", "", "", "", "", ""),
    "sign": ("", "", "OP", "", "", "", "", ""),
    "upload_paper_signature": ("OP", "OP", "", "", "", "", "", ""),
    "publish": ("OP", "OP", "", "", "", "", "", ""),
    "amend": ("OP", "OP", "", "", "", "", "", ""),
    "register_afterwards": ("OP", "OPA", "", "", "", "", "", ""),
    "confirm_registered": ("OP", "OP", "OP", "", "", "", "", ""),
    "accept_activity": ("OPE", "OPE", "", "OPE", "", "", "", ""),
    "redact": ("O", "O", "", "", "", "", "", ""),
    "view_history": ("OP", "OP", "OP", "", "", "OP", "OP", "OP"),
    "view_follow_up": ("OP", "OPA", "OPA", "E", "", "OP", "OP", "OP"),
    "plan": ("OP", "OP", "", "E", "", "", "", ""),
    "report": ("OP", "OP", "", "E", "", "", "", ""),
    "release": ("OP", "OP", "", "", "", "", "", ""),
    "confirm_standing": ("OP", "OP", "OP", "E", "", "", "", ""),
    "close_round": ("OP", "OP", "", "", "", "", "", ""),
    "measure": ("OP", "OP", "", "", "", "", "", ""),
    "evaluate": ("OP", "OP", "", "E", "", "", "", ""),
    "conclude": ("OP", "OP", "", "", "", "", "", ""),
    "renew": ("OP", "OP", "", "", "", "", "", ""),
    "make_report": ("O", "OA", "", "", "", "O", "O", ""),
    "hold_meetings": ("O", "OA", "", "", "", "O", "O", ""),
    "carry_out_decision": ("O", "O", "O", "O", "", "O", "O", ""),
    "view_lagesbild": ("O", "OA", "OA", "", "", "O", "", "O"),
    "write_lagesbild": ("O", "OA", "", "", "", "", "", ""),
    "report_incident": ("O", "OA", "", "", "O", "", "", ""),
    "adopt_lagesbild": ("O", "", "", "", "", "O", "", ""),
    "share_lagesbild": ("O", "OA", "", "", "", "", "", ""),
    "view_organisation": ("O", "OA", "OA", "O", "O", "O", "OA", "O"),
    "add_organisation": ("O", "O", "", "", "", "O", "O", ""),
    "manage_members": ("", "", "", "", "", "O", "O", ""),
    "manage_mandates": ("", "", "", "", "", "O", "O", ""),
    "confirm_mandate": ("", "", "", "", "", "O", "OA", ""),
    "manage_groups": ("", "", "", "", "", "O", "O", ""),
    "manage_contacts": ("O", "O", "", "", "", "O", "O", ""),
    "hand_over": ("", "", "", "", "", "O", "O", ""),
    "use_admin": ("", "", "", "", "", "O", "O", ""),
}
CELLS = list(itertools.product(RoleKey, Permission, Relation))


@pytest.mark.parametrize(("role", "permission", "relation"), CELLS)
def test_every_cell_of_the_table(role, permission, relation):
    expected = LETTERS[relation] in TABLE[permission][COLUMNS.index(role)]

    assert roles.allows(role, permission, relation) == expected


def test_a_role_of_municipalities_says_nothing_of_a_police_area():
    """The page says what the table says, and a municipality's people see only their own."""
    municipal = [
        role for role in roles.ROLES.values() if Organisation.Kind.POLICE_AREA not in role.organisation_kinds
    ]

    assert {role.key for role in municipal} == {RoleKey.COORDINATOR, RoleKey.COUNCIL_SECRETARY}
    assert not any(Relation.AREA in relations for role in municipal for relations in role.grants.values())


def test_the_table_here_has_every_permission_and_role():
    assert set(TABLE) == set(Permission)
    assert set(COLUMNS) == set(RoleKey) == set(roles.ROLES)


def test_everything_has_words():
    assert set(role_texts.PERMISSION_TEXTS) == set(Permission)
    assert set(role_texts.RELATION_TEXTS) == set(role_texts.RELATION_NAMES) == set(Relation)


@pytest.mark.parametrize("role", RoleKey)
def test_a_role_is_held_where_it_makes_sense(role):
    kinds = roles.ROLES[role].organisation_kinds

    assert kinds <= set(Organisation.Kind)
    assert Organisation.Kind.GROUP not in kinds


@pytest.mark.parametrize("role", RoleKey)
def test_nobody_may_give_a_role_that_gives_roles(role):
    powerful = roles.roles_with(Permission.MANAGE_MEMBERS)

    assert not roles.ROLES[role].may_grant & powerful


def test_only_those_who_manage_members_may_give_roles():
    givers = {key for key, role in roles.ROLES.items() if role.may_grant}

    assert givers == roles.roles_with(Permission.MANAGE_MEMBERS)


@pytest.mark.parametrize("permission", [Permission.CREATE_PROMISE, Permission.EDIT_DRAFT, Permission.REVIEW])
def test_whoever_administers_people_does_not_decide_promises(permission):
    assert not roles.roles_with(permission) & roles.roles_with(Permission.MANAGE_MEMBERS)
