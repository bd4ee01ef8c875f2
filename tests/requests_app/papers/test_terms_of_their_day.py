"""A paper names the terms of the day of what it answers to, not later ones that the law file holds already."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requests_app import regimes
from requests_app.choices import EventKind, PaperKind
from requests_app.letters.context import values_of
from requests_app.models import DisclosureRequest, FeeNotice
from requests_app.operations.paper_assignments import assignment_of
from requests_app.regimes import Regulation
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import charged, consulted, logged, occasion_for

pytestmark = pytest.mark.django_db

LATER = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _amended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an invented amendment of June 2026 change every term that papers name."""
    regulation: Regulation = regimes.REGULATIONS["r2019"]
    last = regulation.terms[-1][1]
    changed = replace(
        last,
        consultation_days=replace(last.consultation_days, value=3),
        joint_consultation_days=replace(last.joint_consultation_days, value=4),
        fee_payment_days=replace(last.fee_payment_days, value=5),
        postponement=replace(last.postponement, article="虚构的后来条款"),
    )
    amended = replace(regulation, terms=(*regulation.terms, (LATER, changed)))
    monkeypatch.setattr(regimes, "REGULATIONS", {**regimes.REGULATIONS, "r2019": amended})


def values(case: DisclosureRequest, kind: PaperKind, on: date | None = None) -> dict[str, Any]:
    """Return the fields of the paper of a kind that the case calls for."""
    one = occasion_for(case, kind)
    return values_of(assignment_of(case, one, on=on or one.on, number=""))


@pytest.mark.parametrize("on", [None, LATER])
@pytest.mark.parametrize(("kind", "party"), [(PaperKind.CONSULTATION, "third_party"), (PaperKind.JOINT, "joint_organ")])
def test_a_letter_of_march_names_the_days_of_march_whenever_it_is_written(
    case: DisclosureRequest, kind: PaperKind, party: str, on: date | None
) -> None:
    consulted(case, party=party)
    assert values(case, kind, on)["opinion_due_on"] == "收到本函之日起15个工作日内"


@pytest.mark.parametrize("on", [None, LATER])
def test_a_fee_notice_of_march_names_the_days_of_march(case: DisclosureRequest, on: date | None) -> None:
    charged(case)
    assert values(case, PaperKind.FEE, on)["fee_due_on"] == "收到本通知次日起20个工作日内"


def test_a_fee_notice_of_before_the_fee_existed_names_no_day(register: Register) -> None:
    day = date(2020, 6, 1)
    case = register(arrived_on=day, received_on=day)
    logged(case, EventKind.FEE_NOTICED, day)
    FeeNotice.objects.create(request=case, basis="by_item", quantity=15, computed=500, noticed_on=day)
    assert values(case, PaperKind.FEE)["fee_due_on"] == ""


def test_a_postponement_rests_on_the_article_of_its_day(case: DisclosureRequest) -> None:
    logged(case, EventKind.POSTPONED, data={"until": "2026-05-29"})
    assert values(case, PaperKind.EXTENSION, LATER)["basis"] == "《中华人民共和国政府信息公开条例》第三十五条"


def test_what_is_noticed_after_the_amendment_names_the_new_terms(register: Register) -> None:
    case = register(arrived_on=LATER, received_on=LATER)
    logged(case, EventKind.CONSULTATION_SENT, LATER, data={"ref": "1", "party": "third_party"})
    logged(case, EventKind.POSTPONED, LATER, data={"until": "2026-12-31"})
    assert values(case, PaperKind.CONSULTATION)["opinion_due_on"] == "收到本函之日起3个工作日内"
    assert values(case, PaperKind.EXTENSION)["basis"] == "虚构的后来条款"
