"""What the tests of reports share."""

from decimal import Decimal
from typing import Any

from followup.actions import reporting
from organisations.pictures import read_picture
from tests.factories.uploads import upload
from tests.followup.lanterns import TODAY

VALUES: Any = {"happened_on": TODAY, "status": "done", "quantity": Decimal(1), "unit": "lyktor"}


def a_picture(alt="Lyktan"):
    return reporting.ReportPicture(read_picture(upload()), alt)


def said(error):
    return " ".join(error.value.messages)
