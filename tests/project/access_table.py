"""Who reaches which address: the one place where it is written down. A new address fails the test until it has a row.

A row says who gets the page (``get``) and who may send to it (``post``), by the names of the cast. Somebody else who
sees the object (``sees``) is refused with 403, everybody else with 404, and somebody who is not logged in is asked
to log in. ``None`` is a method that the address does not have.
"""

from dataclasses import replace
from typing import Any

from tests.project.access_followup import FOLLOWUP
from tests.project.access_lagesbild import LAGESBILD
from tests.project.access_lagesbild.people import READ, lekeberg
from tests.project.access_rows import (
    ADD,
    ADOPT,
    ANSWER,
    ANSWER_POLICE,
    DISCUSS,
    DRAFT,
    EVERYBODY,
    HISTORY,
    NOBODY,
    OPERATOR,
    PARTIES,
    SECRETARY,
    SEE_LEKEBERG,
    SIGN,
    START,
    WRITE,
    Arguments,
    Names,
    Row,
    people,
)
from tests.project.access_thread import THREAD
from tests.project.access_world import World


def _promise(at: str, **more: str) -> Arguments:
    """The address of a promise in the state ``at``, with other keys as attributes of the world."""
    return lambda world: {"pk": world.promise(at).pk, **{k: getattr(world, v).pk for k, v in more.items()}}


def _pk(name: str) -> Arguments:
    return lambda world: {"pk": getattr(world, name).pk}


# --- Drafting ----------------------------------------------------------------------------------------


def _draft(get: Names | None, post: Names | None, **more: str) -> Row:
    return Row(get, post, sees=DRAFT, arguments=_promise("draft", **more))


def _with(row: Row, data: Arguments) -> Row:
    return replace(row, data=data)


def _as_police(world: World) -> dict[str, Any]:
    return {"organisation": world.orebro_area.pk}


def _rows(kind: str) -> dict[str, Row]:
    """The addresses of one kind of row in a draft."""
    return {
        f"promises:{kind}_add": _draft(WRITE, WRITE),
        f"promises:{kind}_edit": _draft(WRITE, WRITE, row=kind),
        f"promises:{kind}_show": _draft(DRAFT, None, row=kind),
        f"promises:{kind}_move": _draft(None, WRITE, row=kind),
        f"promises:{kind}_remove": _draft(WRITE, WRITE, row=kind),
    }


DRAFTING = {
    "promises:list": Row(EVERYBODY),
    "promises:create": Row(START, START, sees=EVERYBODY),
    "promises:detail": _draft(DRAFT, None),
    "promises:delete": _draft(people("coordinator") | OPERATOR, people("coordinator") | OPERATOR),
    "promises:basics": _draft(DRAFT, WRITE),
    "promises:read_period": _draft(DRAFT, None),
    "promises:picture": _draft(WRITE, WRITE),
    "promises:picture_file": Row(DRAFT, arguments=lambda world: {"pk": world.picture.revision.promise_id}),
    "promises:picture_remove": _draft(WRITE, WRITE),
    "promises:sections": _draft(DRAFT, WRITE),
    "promises:preview_section": _draft(None, DRAFT),
    "promises:dialogue": _draft(DRAFT, WRITE),
    "promises:follow_up": _draft(DRAFT, WRITE),
    "promises:signatories": _draft(DRAFT, None),
    "promises:add_proposed": _draft(None, WRITE),
    "promises:comment_add": _with(_draft(DISCUSS, DISCUSS), lambda world: {"anchor": "basics"}),
    "promises:comment_resolve": _draft(None, DISCUSS, comment="comment"),
    **_rows("section"),
    **_rows("aim"),
    **_rows("party"),
    **_rows("place"),
    **_rows("predecessor"),
    **_rows("signatory"),
    **_rows("contact"),
    **_rows("indicator"),
    "promises:party_add": _with(_draft(WRITE, WRITE), lambda world: {"organisation": world.landlord.pk}),
    "promises:preview": _draft(DRAFT, None),
    "promises:check": _draft(DRAFT, None),
}

ACTIVITIES = {
    "promises:activities": _draft(DRAFT, None),
    "promises:activity_new": _draft(WRITE, WRITE),
    "promises:activity_paste": _draft(WRITE, WRITE),
    "promises:activity_reading": _draft(None, DRAFT),
    "promises:activity_hints": _draft(None, DRAFT),
    "promises:activity_copy": _draft(None, WRITE, row="activity"),
    "promises:activity_take_reading": _draft(None, WRITE, row="activity"),
    "promises:activity_comments": _draft(DRAFT, None, row="activity"),
    **_rows("activity"),
    **_rows("focus_area"),
    "promises:answers": Row(EVERYBODY),
    "promises:answer": Row(
        people("landlord_executor") | OPERATOR,
        people("landlord_executor") | OPERATOR,
        sees=DRAFT,
        arguments=lambda world: {"row": world.activity.pk, "organisation": world.landlord.pk},
    ),
}


# --- Review, signing, publication ------------------------------------------------------------------------


def _at(state: str, get: Names | None, post: Names | None, **more: str) -> Row:
    return Row(get, post, sees=PARTIES, arguments=_promise(state, **more))


SIGNING = {
    "promises:submit": _draft(None, WRITE),
    "promises:review": _at("review", PARTIES, None),
    "promises:approve": _at("review", None, ANSWER),
    "promises:send_back": _at("review", None, ANSWER),
    "promises:adopt": _at("review", ADOPT, ADOPT),
    "promises:remove_adoption": _at("review", None, ADOPT, adoption="adoption"),
    "promises:freeze": _at("review", WRITE, WRITE),
    "promises:sign": _at("for_signature", SIGN, SIGN),
    # Nobody in the cast has a passkey to ask.
    "promises:sign_challenge": _at("for_signature", None, NOBODY),
    "promises:decline": _at("for_signature", SIGN, SIGN),
    "promises:paper": _at("for_signature", WRITE, WRITE, signatory="signatory_to_be"),
    # Nobody has signed on paper, so there is no scan to see.
    "promises:scan": Row(NOBODY, arguments=lambda world: {"pk": world.promise("signed").pk, "signature": 0}),
    "promises:withdraw": _at("for_signature", WRITE, WRITE),
    "promises:publish": _at("signed", WRITE, WRITE),
    "promises:amend": _at("published", WRITE, WRITE),
    "promises:history": _at("published", HISTORY, None),
    "promises:version": _at("published", HISTORY, None, version="version"),
    "promises:version_pdf": _at("published", PARTIES, None, version="version"),
    "promises:redact": _at(
        "published", people("coordinator") | OPERATOR, people("coordinator") | OPERATOR, version="version"
    ),
    "promises:register_new": Row(START, START, sees=EVERYBODY),
    "promises:register": _at("registering", WRITE, WRITE),
    "promises:original": _at("registering", WRITE, WRITE),
    "promises:original_file": _at("registering", PARTIES, None),
    "promises:confirm": _with(_at("registered", PARTIES, ANSWER_POLICE), _as_police),
}


# --- Organisations ---------------------------------------------------------------------------------------


def _lekeberg(get: Names | None, post: Names | None, arguments: Arguments) -> Row:
    return Row(get, post, sees=SEE_LEKEBERG, arguments=arguments)


def _managed(arguments: Arguments) -> Row:
    return _lekeberg(SECRETARY, SECRETARY, arguments)


# Whoever holds the meetings of Lekeberg's groups. The police's administrator does so for the police area's own.
HOLD = people("coordinator municipal_police council_secretary") | OPERATOR


def _held(arguments: Arguments, *, only_post: bool = False) -> Row:
    return _lekeberg(None if only_post else HOLD, HOLD, arguments)


MEETINGS = {
    "organisations:add_meeting": _held(_pk("group")),
    "organisations:meeting": _lekeberg(SEE_LEKEBERG, None, _pk("meeting")),
    "organisations:change_meeting": _held(_pk("meeting")),
    "organisations:repeat_meeting": _held(_pk("meeting")),
    "organisations:remove_meeting": _held(_pk("meeting")),
    "organisations:add_agenda_item": _held(_pk("meeting")),
    "organisations:add_decision": _held(_pk("meeting")),
    "organisations:agenda_item": _held(_pk("agenda_item")),
    "organisations:move_agenda_item": _held(_pk("agenda_item"), only_post=True),
    "organisations:remove_agenda_item": _held(_pk("agenda_item")),
    "organisations:decisions": Row(EVERYBODY),
    "organisations:decision": _held(_pk("decision")),
    "organisations:carry_out_decision": _held(_pk("decision")),
}

ORGANISATIONS = {
    "organisations:list": Row(EVERYBODY),
    "organisations:detail": _lekeberg(SEE_LEKEBERG, None, _pk("lekeberg")),
    "organisations:change": _lekeberg(ADD, ADD, _pk("school")),
    "organisations:add": _lekeberg(ADD, ADD, _pk("lekeberg")),
    "organisations:invite": _managed(_pk("lekeberg")),
    "organisations:grant_mandate": _managed(_pk("lekeberg")),
    "organisations:add_contact": _lekeberg(ADD, ADD, _pk("lekeberg")),
    "organisations:add_group": _managed(_pk("lekeberg")),
    "organisations:membership": _managed(_pk("membership")),
    "organisations:end_membership": _managed(_pk("membership")),
    "organisations:hand_over": _managed(_pk("membership")),
    "organisations:send_invitation_again": _lekeberg(None, SECRETARY, _pk("invitation")),
    "organisations:withdraw_invitation": _lekeberg(None, SECRETARY, _pk("invitation")),
    "organisations:invitation": Row(
        EVERYBODY, EVERYBODY, arguments=lambda world: {"secret": world.secret}, is_open=True
    ),
    "organisations:delegate_mandate": _managed(_pk("mandate")),
    # The secretary has entered this one, so it takes the police's administrator or whoever runs the service.
    "organisations:confirm_mandate": _lekeberg(
        people("police_administrator") | OPERATOR,
        people("police_administrator") | OPERATOR,
        _pk("mandate_to_confirm"),
    ),
    "organisations:revoke_mandate": _managed(_pk("mandate")),
    "organisations:contact": _lekeberg(ADD, ADD, _pk("function")),
    "organisations:remove_contact": _lekeberg(ADD, ADD, _pk("function")),
    "organisations:group": _lekeberg(SEE_LEKEBERG, None, _pk("group")),
    "organisations:change_group": _managed(_pk("group")),
    "organisations:close_group": _managed(_pk("group")),
    "organisations:add_seat": _managed(_pk("group")),
    "organisations:seat": _managed(_pk("seat")),
    "organisations:remove_seat": _managed(_pk("seat")),
    **MEETINGS,
    "organisations:parked_text": Row(
        people("coordinator"), people("coordinator"), arguments=lambda world: {"key": world.parked.key}
    ),
}

OVERVIEW = {
    "overview:home": Row(EVERYBODY),
    "overview:roles": Row(EVERYBODY),
    "overview:account": Row(EVERYBODY, EVERYBODY),
    "overview:style_guide": Row(OPERATOR, None, sees=EVERYBODY),
    # Whoever reads some municipality's lägesbild sees how that municipality follows the law.
    "overview:law_list": Row(READ | people("outsider_coordinator outsider_police"), sees=EVERYBODY),
    "overview:law": Row(READ, arguments=lekeberg),
}


# --- Open to all -----------------------------------------------------------------------------------------


def _open(arguments: Arguments = lambda world: {}, *, form: bool = False) -> Row:
    return Row(EVERYBODY, EVERYBODY if form else None, arguments=arguments, is_open=True)


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.promise("published").slug}


def _followed(world: World) -> dict[str, Any]:
    return {"slug": world.followed.promise.slug}


def _version(world: World) -> dict[str, Any]:
    return {"slug": world.promise("published").slug, "number": 1}


PUBLIC = {
    "healthz": _open(),
    "public:home": _open(),
    "public:municipalities": _open(),
    "public:municipality": _open(lambda world: {"slug": world.lekeberg.slug}),
    # Nobody has chosen a summary for everybody, so there is none to read.
    "public:lagesbild": Row(NOBODY, arguments=lambda world: {"slug": world.lekeberg.slug}, is_open=True),
    "public:promises": _open(),
    "public:promise": _open(_slug),
    "public:promise_json": _open(_slug),
    "public:promise_pdf": _open(_slug),
    "public:entry_picture": _open(
        lambda world: {"slug": world.followed.promise.slug, "entry": world.shown_entry.pk}
    ),
    "public:answer": _open(lambda world: {"slug": world.answered.slug}),
    "public:measures": _open(lambda world: {"slug": world.followed.promise.slug}),
    "public:updates": _open(_followed),
    "public:feed": _open(_followed),
    "public:follow": _open(_followed, form=True),
    "public:confirm_following": _open(lambda world: {"secret": world.follower.secret}, form=True),
    "public:stop_following": _open(lambda world: {"secret": world.follower.secret}, form=True),
    "public:report_error": _open(_slug, form=True),
    "public:version": _open(_version),
    "public:version_json": _open(_version),
    "public:about": _open(),
    "public:check": _open(),
    "public:accessibility": _open(),
    "public:report_fault": _open(form=True),
    "public:privacy": _open(),
    "public:contact": _open(),
    "public:robots": _open(),
    "public:calendar": _open(lambda world: {"secret": world.calendar_feed.secret}),
}

TABLE = DRAFTING | ACTIVITIES | SIGNING | LAGESBILD | THREAD | FOLLOWUP | ORGANISATIONS | OVERVIEW | PUBLIC

# Open, but there is nothing to show of the promise of this test: not found, for everybody alike.
MISSING = frozenset({"public:picture", "public:original"})

# The login library's own: everybody's own account, or the way to it. Never an error, never somebody else's.
ACCOUNT_OPEN = frozenset(
    """
    account_login account_logout account_inactive account_signup account_email_verification_sent
    account_reset_password account_reset_password_done account_reset_password_from_key
    account_reset_password_from_key_done account_confirm_email account_confirm_login_code mfa_authenticate
    mfa_login_webauthn
    """.split()
)
ACCOUNT_OWN = frozenset(
    """
    account_reauthenticate account_email account_change_password account_set_password mfa_index mfa_reauthenticate
    mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
    mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn
    mfa_edit_webauthn
    """.split()
)
ACCOUNT_ARGUMENTS = {
    "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
}

ADMINISTRATORS = people("council_secretary police_administrator") | OPERATOR
