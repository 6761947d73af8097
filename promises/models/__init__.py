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
from promises.models.links import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    MeasureActivity,
    PromiseBasis,
    PromiseFinding,
)
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
    "ActivityCause",
    "ActivityProblem",
    "Adoption",
    "Aim",
    "Approval",
    "Comment",
    "Decline",
    "DialogueBasis",
    "FindingAnswer",
    "FocusArea",
    "FocusAreaProblem",
    "FollowUpPlan",
    "Indicator",
    "MeasureActivity",
    "Party",
    "Picture",
    "Place",
    "Predecessor",
    "Promise",
    "PromiseBasis",
    "PromiseContact",
    "PromiseFinding",
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
