"""What the tests of a report's pages share."""

import re

FORM = {
    "happened_on": "2027-06-15",
    "status": "done",
    "quantity": "1",
    "unit": "lyktor",
    "place": "",
    "reason": "",
    "exactness": "exact",
}


def typist(response):
    return re.search(r'name="_typist" value="([^"]+)"', response.content.decode())[1]


def initial(response):
    form = response.context["form"]
    return {name: form[name].value() for name in ("happened_on", "status", "quantity", "unit", "place")}
