"""Steps on many cases: the preview writes nothing, what is done is done to all or none, and each as the single step."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.choices import Status
from requests_app.models import DisclosureRequest, ExtraDayOff
from requests_app.operations import Answer, bulk
from requests_app.operations.bulk import Chosen
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

EXTENDING = {"on": day("03-02"), "days": 10, "reason": "检索系统停用", "late_entry_reason": "补登"}
CLOSING = {
    "decided_on": day("03-02"), "outcome": "OPEN", "replied_on": day("03-03"), "way": "post", "reason": "见纸质档案",
}  # fmt: skip


def chosen(cases: Iterable[DisclosureRequest]) -> list[Chosen]:
    """Choose cases as their list showed them."""
    return [Chosen(case, case.version) for case in cases]


def read_from_the_list() -> list[DisclosureRequest]:
    """Return the cases as the page of a bulk step reads them."""
    return list(DisclosureRequest.objects.select_related("organ", "handler").order_by("pk"))


def everything() -> dict[str, list[Any]]:
    """Return every row of the cases' tables."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in apps.get_app_config("requests_app").get_models()}  # type: ignore[attr-defined]  # fmt: skip


@pytest.fixture
def cases(register: Register) -> list[DisclosureRequest]:
    return [register() for _ in range(3)]


@pytest.mark.parametrize("step", ["bulk_extend", "bulk_assign", "bulk_close"])
def test_a_preview_writes_nothing_and_says_what_would_become_of_each(
    cases: list[DisclosureRequest], office: Office, clerk: Hands, step: str
) -> None:
    clerk.withdraw(case=cases[1], on=day("02-12"))
    given: dict[str, Any] = {
        "bulk_extend": EXTENDING, "bulk_assign": {"to": office.clerk, "reason": "分工"}, "bulk_close": CLOSING,
    }[step]  # fmt: skip
    listed = list(DisclosureRequest.objects.order_by("pk"))
    before = everything()
    found = bulk.foresee(cases=listed, step=getattr(bulk, step), by=office.head, at=NOW, **given)
    assert everything() == before
    assert [bool(one.refused) for one in found] == [False, True, False]
    assert cases[1].number in found[1].refused
    due = {"bulk_extend": day("03-30"), "bulk_assign": day("03-16"), "bulk_close": None}[step]
    assert [found[0].due_on, found[2].due_on] == [due, due]


def test_a_preview_is_what_is_then_done(cases: list[DisclosureRequest], office: Office, head: Hands) -> None:
    found = bulk.foresee(cases=cases, step=bulk.bulk_extend, by=office.head, at=NOW, **EXTENDING)
    done = head.bulk_extend(chosen=chosen(cases), **EXTENDING)
    assert [one.due_on for one in done] == [one.due_on for one in found]


@pytest.mark.parametrize("who", ["clerk", "neighbour", "auditor", "administrator", "stranger"])
def test_only_who_supervises_the_unit_takes_many_cases(
    cases: list[DisclosureRequest], office: Office, who: str
) -> None:
    for step, given in (("bulk_extend", EXTENDING), ("bulk_close", CLOSING)):
        with refused("not_allowed"):
            getattr(Hands(getattr(office, who)), step)(chosen=chosen(cases), **given)


def test_a_case_of_another_unit_among_them_refuses_them_all(
    cases: list[DisclosureRequest], register: Register, office: Office, head: Hands
) -> None:
    cases.append(register(organ=office.second, by=office.neighbour))
    with refused("not_allowed"):
        head.bulk_extend(chosen=chosen(cases), **EXTENDING)
    assert not DisclosureRequest.objects.filter(extension_days__gt=0).exists()


def test_all_are_done_or_none_and_the_refusal_names_the_case(
    cases: list[DisclosureRequest], head: Hands, clerk: Hands
) -> None:
    cases[2] = clerk.ask_correction(case=cases[2], on=day("02-12"), what="文号", respond_by=day("02-27"))
    before = everything()
    with refused("not_in_this_status") as caught:
        head.bulk_extend(chosen=chosen(cases), **EXTENDING)
    assert caught.value.message.startswith(cases[2].number)
    assert everything() == before


@pytest.mark.parametrize("changed", [0, 2])
@pytest.mark.parametrize("step", ["bulk_extend", "bulk_assign", "bulk_close"])
def test_a_case_changed_since_the_preview_stops_them_all(
    cases: list[DisclosureRequest], office: Office, head: Hands, clerk: Hands, step: str, changed: int
) -> None:
    given: dict[str, Any] = {
        "bulk_extend": EXTENDING, "bulk_assign": {"to": office.head, "reason": "分工"}, "bulk_close": CLOSING,
    }[step]  # fmt: skip
    clerk.claim(case=cases[changed])
    before = everything()
    with refused("changed_meanwhile") as caught:
        getattr(head, step)(chosen=chosen(cases), **given)
    assert caught.value.message.startswith(cases[changed].number)
    assert everything() == before


def test_nothing_or_too_much_chosen_is_refused(
    cases: list[DisclosureRequest], head: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    with refused("nothing_chosen"):
        head.bulk_extend(chosen=[], **EXTENDING)
    monkeypatch.setattr(bulk, "MOST", 2)
    with refused("too_many_chosen"):
        head.bulk_extend(chosen=chosen(cases), **EXTENDING)


def test_cases_are_locked_in_one_order_whatever_was_ticked_first(
    cases: list[DisclosureRequest], office: Office, head: Hands
) -> None:
    done = head.bulk_assign(chosen=chosen(reversed(cases)), to=office.clerk, reason="分工")
    assert [case.pk for case in done] == sorted(case.pk for case in cases)


def test_each_is_assigned_and_logged_as_the_single_step(
    cases: list[DisclosureRequest], office: Office, head: Hands
) -> None:
    for case in head.bulk_assign(chosen=chosen(cases), to=office.clerk, reason="分工"):
        assert (case.handler, case.version, case.events.get(kind="assigned").note) == (office.clerk, 2, "分工")


def test_cases_closed_in_bulk_are_marked_as_approved_outside(bureau: Bureau) -> None:
    cases = [bureau.register() for _ in range(2)]
    for case in bureau.head.bulk_close(chosen=chosen(cases), **CLOSING):
        assert (case.status, case.closed_on, case.outcome) == (Status.CLOSED, day("03-03"), "OPEN")
        assert case.events.get(kind="decided").data["approved_outside"] is True
        decision = case.decisions.get()
        assert (decision.approved_by, decision.basis, decision.is_self_approved) == (None, "见纸质档案", False)
        assert decision.is_approved_outside


def test_where_no_second_person_is_asked_for_nothing_is_marked(cases: list[DisclosureRequest], head: Hands) -> None:
    for case in head.bulk_close(chosen=chosen(cases), **CLOSING):
        assert not case.decisions.get().is_approved_outside


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("reason_missing", {"reason": " "}),
        ("outcome_of_another_list", {"outcome": "OLD_OPEN"}),
        ("before_predecessor", {"replied_on": day("03-01")}),
        ("in_the_future", {"replied_on": day("11-24")}),
        ("value_not_possible", {"way": "pigeon"}),
    ],
)
def test_a_closing_that_cannot_be_closes_none(
    cases: list[DisclosureRequest], head: Hands, code: str, changes: dict[str, Any]
) -> None:
    with refused(code):
        head.bulk_close(chosen=chosen(cases), **{**CLOSING, **changes})
    assert not DisclosureRequest.objects.exclude(status=Status.OPEN).exists()


def test_what_waits_for_approval_is_not_closed_over_it(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    with refused("approval_pending"):
        bureau.head.bulk_close(chosen=chosen([case]), **CLOSING)


@pytest.mark.parametrize(
    ("step", "previewed", "done"), [("bulk_extend", 12, 8), ("bulk_assign", 11, 7), ("bulk_close", 23, 21)]
)
def test_each_further_case_costs_few_queries_and_none_for_the_calendar(
    cases: list[DisclosureRequest], office: Office, step: str, previewed: int, done: int
) -> None:
    given: dict[str, Any] = {
        "bulk_extend": EXTENDING, "bulk_assign": {"to": office.clerk, "reason": "分工"}, "bulk_close": CLOSING,
    }[step]  # fmt: skip
    given = {**given, "by": office.head, "at": NOW}
    operation = getattr(bulk, step)

    def queries_of_preview(number: int) -> list[str]:
        listed = read_from_the_list()[:number]
        with CaptureQueriesContext(connection) as seen:
            assert not any(one.refused for one in bulk.foresee(cases=listed, step=operation, **given))
        return [one["sql"] for one in seen]

    one, three = queries_of_preview(1), queries_of_preview(3)
    assert len(three) - len(one) <= 2 * previewed
    assert sum("calendarday" in sql for sql in three) == 1
    listed = read_from_the_list()
    with CaptureQueriesContext(connection) as alone:
        operation(chosen=chosen(listed[:1]), **given)
    with CaptureQueriesContext(connection) as two:
        operation(chosen=chosen(listed[1:]), **given)
    assert len(two) - len(alone) <= done
    assert sum("calendarday" in seen["sql"] for seen in two) == 1


def test_each_case_has_its_term_by_the_days_off_of_its_own_unit(
    cases: list[DisclosureRequest], register: Register, office: Office
) -> None:
    ExtraDayOff.objects.create(organ=office.second, on=day("03-20"), reason="地方节日（虚构）")
    cases.append(register(organ=office.second, by=office.neighbour))
    given: dict[str, Any] = {"by": office.coordinator, "at": NOW, **EXTENDING}
    seen = bulk.foresee(cases=cases, step=bulk.bulk_extend, **given)
    done = bulk.bulk_extend(chosen=chosen(cases), **given)
    for found in (seen, done):
        assert [one.due_on for one in found] == [day("03-30")] * 3 + [day("03-31")]
