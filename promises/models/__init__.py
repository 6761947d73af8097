"""The promise, its revisions and everything written in them."""

from promises.models.activity import Activity, ActivityActor, ActivityAnswer
from promises.models.content import (
    Aim,
    DialogueBasis,
    FocusArea,
    FollowUpPlan,
    Party,
    Picture,
    Place,
    Predecessor,
    PromiseContact,
    Section,
    Signatory,
)
from promises.models.indicator import Indicator
from promises.models.promise import Promise, Revision
from promises.models.review import Adoption, Approval, Comment
from promises.models.version import (
    Decline,
    PromiseVersion,
    Redaction,
    RegistrationConfirmation,
    Signature,
    SigningChallenge,
    SigningProof,
    Withdrawal,
)

__all__ = [
    "Activity",
    "ActivityActor",
    "ActivityAnswer",
    "Adoption",
    "Aim",
    "Approval",
    "Comment",
    "Decline",
    "DialogueBasis",
    "FocusArea",
    "FollowUpPlan",
    "Indicator",
    "Party",
    "Picture",
    "Place",
    "Predecessor",
    "Promise",
    "PromiseContact",
    "PromiseVersion",
    "Redaction",
    "RegistrationConfirmation",
    "Revision",
    "Section",
    "Signatory",
    "Signature",
    "SigningChallenge",
    "SigningProof",
    "Withdrawal",
]
