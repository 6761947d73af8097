"""Find personal data in free text before it is saved.

Only authorities may process such data about crime, and no field here is meant for it: what is looked for is
personnummer, samordningsnummer, telephone numbers, e-mail addresses and registration numbers of vehicles.
Contact fields are exempt by not using these fields.

``find_personal_data`` is pure and takes time in proportion to the text: every pattern has an upper length and
can start only where its own first sign stands.
"""

from organisations.screening.fields import (
    ScreenedCharField,
    ScreenedFormMixin,
    ScreenedTextField,
    sentence_for,
    validate_no_personal_data,
)
from organisations.screening.finding import Hit, Kind, find_personal_data

__all__ = [
    "Hit",
    "Kind",
    "ScreenedCharField",
    "ScreenedFormMixin",
    "ScreenedTextField",
    "find_personal_data",
    "sentence_for",
    "validate_no_personal_data",
]
