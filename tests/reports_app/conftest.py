"""The office of the tests, and the same office with ten made-up years."""

import pytest

from tests.office import Office
from tests.reports_app.made_up import make_appeals, make_cases

YEARS = range(2017, 2026)


@pytest.fixture
def office(db: None) -> Office:
    """Return a fresh office without cases."""
    return Office()


@pytest.fixture
def busy(office: Office) -> Office:
    """Return the office with cases and appeals in the district and both departments."""
    organs = [office.district, office.first, office.second]
    make_cases(organs, years=YEARS, each=60)
    make_appeals(organs, years=YEARS, each=15)
    return office
