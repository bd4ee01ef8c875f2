"""Random legal sequences of steps through the real operations: the case stays whole after each, and there is always a way on."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Trying
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from openness.organs.models import Organ
from reports_app.facts import Fact, Phase
from reports_app.formats import all_formats
from requests_app import clock
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind, Regime, Status
from requests_app.lifecycle import Act, is_step
from requests_app.models import DisclosureRequest
from requests_app.outcomes import OUTCOMES
from requests_app.refusals import Refusal
from requests_app.timeline import ANSWERED, clock_events, effective
from tests.office import Office
from tests.pure.test_formats import cells_of
from tests.requests_app.casework import Bureau
from tests.requests_app.legal_arguments import legal_arguments
from tests.requests_app.walking import NoWay, Pick, Place, regime_start

LONGEST = 12
APPEALS = frozenset({Act.OPEN_APPEAL})  # of the case they change nothing
ASIDE = frozenset(
    {Act.OPEN_APPEAL, Act.ASSIGN, Act.CLAIM, Act.HAND_OVER, Act.HAND_BACK, Act.SPLIT, Act.AMEND, Act.STRIKE, Act.VOID}
)
WAYS_OUT = frozenset({Act.VOID, Act.STRIKE, Act.AMEND})
"""Ways of mending a mistake: a case must not need them to go on."""

DRAFT_OVERTAKEN = frozenset(
    {"correction_awaited", "correction_received", "payment_awaited", "never_charged", "never_asked", "time_to_correct",
     "time_to_pay", "notice_not_delivered", "override_unexplained", "nothing_overridden", "outcome_of_another_list",
     "after_due", "not_in_this_status", "exemption_unknown", "exemptions_need_partial", "consultation_open",
     "not_corrected", "time_to_explain"}
)  # fmt: skip
"""Why a draft that could be handed in cannot be approved any more; it can be sent back."""

ONWARD = (
    Act.CONFIRM_RECEIPT, Act.SERVE, Act.RECEIVE_CORRECTION, Act.PAY_FEE, Act.APPROVE, Act.DECIDE, Act.SEND_BACK,
    Act.PROPOSE_ANSWER,
)  # fmt: skip


class TestWalks(TestCase):
    """Walks of one case; the office is rolled back with each."""

    # shrinking a failing walk would take minutes, for each try of it is a new office
    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Trying.explicit, Trying.reuse, Trying.generate],
    )  # fmt: skip
    @given(st.data())
    def test_a_case_stays_whole_and_has_a_way_on(self, data: st.DataObject) -> None:
        """Walk a random way, look at the case after each step, then walk it to its end."""

        def pick(choices: Any) -> Any:
            return data.draw(st.sampled_from(list(choices)))

        bureau = made_up(Bureau(Office()), pick)
        place = begun(bureau, pick)
        done = 0
        for _ in range(pick(range(LONGEST + 1))):
            place = Place(place.case, place.people, place.today + timedelta(days=pick([0, 0, 1, 3, 15])), pick)
            step = one_step(place, pick)
            if step is None:
                break
            done += step not in APPEALS
            place = Place(place.case, place.people, place.today, pick)
            look_at(place, operations=done)
        walk_to_the_end(place)


def made_up(bureau: Bureau, pick: Pick) -> Bureau:
    """Let the unit approve by a second person, itself, or not at all."""
    organ: Organ = bureau.organ
    organ.answers_need_approval, organ.may_approve_self = pick([(True, False), (True, True), (False, False)])
    organ.save(update_fields=["answers_need_approval", "may_approve_self"])
    return bureau


def begun(bureau: Bureau, pick: Pick) -> Place:
    """Register a case under one of the Regulations, its receipt confirmed or not."""
    start, is_confirmed = regime_start(pick(Regime.values)), pick([True, True, False])
    received = {"received_on": start} if is_confirmed else {"received_on": None, "receipt_basis": "", "channel": "web"}
    case = bureau.register(arrived_on=start, **received)
    return Place(case, list(bureau.people.values()), start, pick)


def one_step(place: Place, pick: Pick) -> Act | None:
    """Take one of the offered steps; return it, None where none is offered."""
    offered = place.offered()
    assert offered or place.case.status == Status.VOID
    # the steps of the law lead somewhere; the others, which can always be taken, less often, and void, the end, seldom
    onward = [(act, who) for act, who in offered if act not in ASIDE]
    possible = onward if onward and pick([True, True, True, False]) else offered
    if pick([True] * 9 + [False]):
        possible = [(act, who) for act, who in possible if act != Act.VOID]
    if not possible:
        return None
    act: Act = pick(sorted({act for act, _ in possible}))
    who = pick([one for offered_act, one in possible if offered_act == act])
    before = state_of(place)
    try:
        with transaction.atomic():
            given = legal_arguments(place, act, who)
            place.take(act, who, given)
    except Refusal as refused:
        assert act == Act.APPROVE, (act, refused)
        assert refused.code in DRAFT_OVERTAKEN, refused
        assert state_of(Place(place.case, place.people, place.today, pick)) == before
        who = next(one for one in reversed(place.people) if place.is_offered(Act.SEND_BACK, one))
        place.take(Act.SEND_BACK, who, {"act": given["act"], "reason": "已不能这样办理"})
        return Act.SEND_BACK
    undo(place, act, before)
    return act


def undo(place: Place, act: Act, before: dict[str, Any]) -> None:
    """Strike the steps that an act took, look whether all is as before, and let them stand after all."""
    now = Place(place.case, place.people, place.today, place.pick)
    taken = now.course.steps - place.course.steps
    if act in (Act.STRIKE, Act.AMEND, Act.VOID) or taken < 1:
        return
    with transaction.atomic():
        for _ in range(taken):
            again = Place(place.case, place.people, place.today, place.pick)
            again.take(Act.STRIKE, place.people[-1], {"reason": "试"})
        after = state_of(Place(place.case, place.people, place.today, place.pick))
        transaction.set_rollback(True)
    place.case.refresh_from_db()
    assert after == before, (act, {name: (before[name], after[name]) for name in before if before[name] != after[name]})


def state_of(place: Place) -> dict[str, Any]:
    """Return everything of a case but its log and its version."""
    case = DisclosureRequest.objects.get(pk=place.case.pk)
    kept = {field.attname: getattr(case, field.attname) for field in case._meta.concrete_fields}
    for name in ("version", "worked_on_at"):
        del kept[name]
    drafts = case.proposals.order_by("pk").values_list("act", "state", "by", "decided_by", "is_self_approved")
    decisions = case.decisions.standing().values_list(
        "outcome", "decided_on", "replied_on", "served_on", "reply_way", "proof"
    )
    fees = case.fee_notices.filter(struck_at=None).values_list(
        "computed", "waived", "delivered_on", "pay_by", "paid_on", "paid"
    )
    return kept | {"course": place.course, "drafts": list(drafts), "decisions": list(decisions), "fees": list(fees)}


def look_at(place: Place, *, operations: int) -> None:
    """Assert that what is stored is what the log says."""
    case, course = place.case, place.course
    reading = clock.read(regime=case.regime, events=clock_events(place.entries), calendar=calendar_of(case.organ))
    assert (case.due_on, case.is_provisional, case.status) == (reading.due_on, reading.provisional, course.status)
    assert case.version == 1 + operations
    look_at_the_order(place)
    waiting = set(case.proposals.submitted().values_list("act", flat=True))
    assert waiting == course.pending
    if course.is_void or course.status == Status.CLOSED:
        assert not case.proposals.live().exists()
    look_at_the_fee(place)
    if case.closed_on and case.is_live:
        look_at_the_rows(case)


def look_at_the_order(place: Place) -> None:
    """Assert that the office's own steps follow each other, and what is learned late what it answers."""
    steps = [one for one in effective(place.entries) if is_step(one)]
    for earlier, later in pairwise(one for one in steps if one.kind not in ANSWERED):
        assert earlier.on <= later.on
    days = {(one.kind, one.data.get("ref")): one.on for one in steps}
    assert days.get((EventKind.EXTENSION_TOLD, None), date.max) >= days.get((EventKind.EXTENDED, None), date.min)
    assert days.get((EventKind.FEE_DELIVERED, None), date.max) >= days.get((EventKind.FEE_NOTICED, None), date.min)
    for ref in place.course.sent_consultations:
        sent = days[EventKind.CONSULTATION_SENT, ref]
        received = days.get((EventKind.CONSULTATION_DELIVERED, ref), sent)
        assert sent <= received <= days.get((EventKind.CONSULTATION_RETURNED, ref), date.max)


def look_at_the_fee(place: Place) -> None:
    """Assert that the standing notice has the days of the log, and that only what was paid is counted."""
    days = {one.kind: one.on for one in effective(place.entries)}
    notices = list(place.case.fee_notices.filter(struck_at=None))
    assert len(notices) == (EventKind.FEE_NOTICED in days)
    for notice in notices:
        kinds = (EventKind.FEE_NOTICED, EventKind.FEE_DELIVERED, EventKind.FEE_PAID)
        assert (notice.noticed_on, notice.delivered_on, notice.paid_on) == tuple(days.get(kind) for kind in kinds)
        assert place.case.processing_fee == notice.paid
        assert (notice.paid is not None) == (EventKind.FEE_PAID in days)


def look_at_the_rows(case: DisclosureRequest) -> None:
    """Assert that a closed case falls in exactly one leaf row of each format that its outcome can meet."""
    fact = Fact(Phase.CLOSED, "", case.applicant_kind, case.outcome, case.timeliness)
    for form in all_formats():
        row = OUTCOMES[case.outcome].rows.get(form.id)
        if form.id not in OUTCOMES[case.outcome].rows:
            continue
        found = [cell for cell in cells_of(form, fact) if not cell.startswith("S/3.2.")]
        assert len(found) == (row is not None), (form.id, case.outcome, found)


def walk_to_the_end(place: Place) -> None:
    """Assert that the law's own steps lead a case from here to its end, without voiding or striking anything."""
    for _ in range(LONGEST):
        place = Place(place.case, place.people, place.today + timedelta(days=40), place.pick)
        if place.course.status in (Status.CLOSED, Status.VOID):
            return
        assert [act for act, _ in place.offered() if act not in WAYS_OUT | APPEALS], place.course
        assert any(_done(place, act) for act in ONWARD), place.course
    raise AssertionError(f"no end in sight: {place.course}")


def _done(place: Place, act: Act) -> bool:
    # the head, who supervises, comes last; a draft is another's, so that the head can approve it
    people = place.people if act == Act.PROPOSE_ANSWER else reversed(place.people)
    who = next((one for one in people if place.is_offered(act, one)), None)
    if who is None:
        return False
    try:
        with transaction.atomic():
            place.take(act, who, legal_arguments(place, act, who))
    except (NoWay, Refusal):
        return False
    return True
