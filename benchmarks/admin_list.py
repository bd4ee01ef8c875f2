"""The admin's list of cases as people open it: among all cases beside among a few thousand."""

from collections.abc import Callable, Iterator
from datetime import date

from django.test import Client
from django.urls import reverse

from benchmarks.figures import Figure
from benchmarks.populating import CLERK, DISTRICT, REPORT_YEAR, ROOT, person
from benchmarks.timing import in_turns
from benchmarks.worlds import FEW, WHOLE, Size, world
from requests_app.outcomes import outcomes_on

GOAL = 1.5
OUTCOME = outcomes_on(date(REPORT_YEAR, 1, 1))[0].code  # a common one: a full page of it at any size
PEOPLE = {"clerk": CLERK, "coordinator of a district": DISTRICT, "coordinator at the root": ROOT}
PAGES = {
    "first page": "",
    "one outcome": f"?outcome={OUTCOME}",
    "one year": f"?year={REPORT_YEAR}",
}
ROW = b'class="field-status_tag"'


def admin_list(size: Size) -> Iterator[Figure]:
    """Measure the list's first page and filtered ones, as a clerk of one unit and as coordinators."""
    for who, username in PEOPLE.items():
        for name, query in PAGES.items():
            many, few = _opening(WHOLE, username, query), _opening(FEW, username, query)
            times = in_turns({"many": many, "few": few}, repeats=size.repeats * 2)
            note = f"{many()} rows on the page, {few()} beside it"
            beside = f"with {size.few_cases:,} cases"
            yield Figure(f"case list, {who}, {name}", times["many"], beside, times["few"], goal=GOAL, note=note)


def _opening(alias: str, username: str, query: str) -> Callable[[], int]:
    """Return what opens the page and gives the number of its rows."""
    client = Client(SERVER_NAME="127.0.0.1")
    address = reverse("admin:requests_app_disclosurerequest_changelist") + query
    with world(alias):
        client.force_login(person(alias, username), backend="django.contrib.auth.backends.ModelBackend")

    def opened() -> int:
        with world(alias):
            answer = client.get(address)
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
        return int(answer.content.count(ROW))

    return opened
