"""Which papers a case calls for, from its log alone."""

from collections.abc import Mapping
from datetime import date

import pytest

from requests_app.choices import EventKind, PaperKind
from requests_app.paper_occasions import Answer, Made, Occasion, occasions
from requests_app.timeline import Entry

Step = tuple[EventKind, Mapping[str, object]]

ON = date(2026, 3, 2)
REGISTERED: Step = (EventKind.REGISTERED, {})
THIRD: Step = (EventKind.CONSULTATION_SENT, {"ref": "1", "party": "third_party"})
REFUSED: Step = (EventKind.CONSULTATION_RETURNED, {"ref": "1", "stance": "refuses"})
DECIDED: Step = (EventKind.DECIDED, {})


def found(
    *steps: Step, answers: tuple[Answer, ...] = (), papers: tuple[Made, ...] = (), regime: str = "r2019"
) -> list[Occasion]:
    entries = [Entry(seq, kind, ON, data) for seq, (kind, data) in enumerate(steps, start=1)]
    return occasions(regime=regime, entries=entries, answers=answers, papers=papers)


def due(*steps: Step, answers: tuple[Answer, ...] = (), regime: str = "r2019") -> set[PaperKind]:
    return {one.kind for one in found(*steps, answers=answers, regime=regime) if one.is_due}


def answer(outcome: str, exemptions: tuple[str, ...] = (), is_override: bool = False) -> Answer:
    return Answer(1, outcome, ON, exemptions, is_override)


def test_an_unconfirmed_request_has_no_receipt_yet() -> None:
    assert due((EventKind.REGISTERED, {"unconfirmed": True})) == set()


@pytest.mark.parametrize(
    ("step", "kinds"),
    [
        ((EventKind.RECEIPT_CONFIRMED, {}), {PaperKind.RECEIPT}),
        ((EventKind.CORRECTION_ASKED, {}), {PaperKind.CORRECTION}),
        ((EventKind.REASONS_ASKED, {}), {PaperKind.REASONS}),
        ((EventKind.EXTENDED, {"days": 5}), {PaperKind.EXTENSION}),
        ((EventKind.POSTPONED, {"until": "2026-05-01"}), {PaperKind.EXTENSION}),
        ((EventKind.FEE_NOTICED, {}), {PaperKind.FEE}),
        (THIRD, {PaperKind.CONSULTATION, PaperKind.CONSULTATION_REPLY, PaperKind.CONSULTATION_NOTICE}),
        ((EventKind.CONSULTATION_SENT, {"ref": "1", "party": "joint_organ"}), {PaperKind.JOINT}),
        ((EventKind.SERVED, {}), set()),
    ],
)
def test_each_step_calls_for_its_papers(step: Step, kinds: set[PaperKind]) -> None:
    assert due((EventKind.REGISTERED, {"unconfirmed": True}), step) == kinds


@pytest.mark.parametrize(
    "kind", [EventKind.CORRECTION_ASKED, EventKind.REASONS_ASKED, EventKind.CONSULTATION_SENT, EventKind.POSTPONED]
)
def test_what_was_sent_for_the_whole_is_not_sent_again_for_a_part(kind: EventKind) -> None:
    copied = {"origin": "申〔2026〕1号", "ref": "1", "party": "third_party"}
    before = {one.kind for one in found((EventKind.REGISTERED, {**copied, "unconfirmed": True}), (kind, copied))}
    assert before <= {PaperKind.APPLICATION, PaperKind.EXTENSION}
    assert due((EventKind.REGISTERED, copied), (kind, copied)) == set()


def test_a_part_has_papers_of_its_own_number_and_calls_for_those_of_its_own_steps() -> None:
    copied = {"origin": "申〔2026〕1号"}
    possible = {one.kind for one in found((EventKind.REGISTERED, copied), (EventKind.EXTENDED, {**copied, "days": 5}))}
    assert possible == {PaperKind.RECEIPT, PaperKind.APPLICATION, PaperKind.EXTENSION}
    assert due((EventKind.REGISTERED, copied), (EventKind.REASONS_ASKED, {})) == {PaperKind.REASONS}


def test_a_party_that_refused_before_the_split_is_told_of_the_answer_to_the_part() -> None:
    asked, refused = (THIRD[0], {**THIRD[1], "origin": "申〔2026〕1号"}), (REFUSED[0], {**REFUSED[1], "origin": "x"})
    assert PaperKind.OVERRIDE in due(REGISTERED, asked, refused, DECIDED, answers=(answer("OPEN", is_override=True),))


def test_a_struck_step_calls_for_nothing() -> None:
    struck = (EventKind.AMENDED, {"struck": [2]})
    assert due(REGISTERED, (EventKind.CORRECTION_ASKED, {}), struck) == {PaperKind.RECEIPT}


def test_what_the_old_regulation_does_not_know_is_not_called_for() -> None:
    assert due(REGISTERED, (EventKind.REASONS_ASKED, {}), regime="r2007") == {PaperKind.RECEIPT}


@pytest.mark.parametrize("outcome", ["OTHER_NO_CORRECTION", "OTHER_NO_FEE"])
def test_what_is_abandoned_gets_the_letter_of_that_not_an_answer(outcome: str) -> None:
    assert due(REGISTERED, DECIDED, answers=(answer(outcome),)) == {PaperKind.RECEIPT, PaperKind.ABANDONED}


def test_what_was_withdrawn_gets_no_letter() -> None:
    withdrawn: Step = (EventKind.WITHDRAWN, {})
    assert due(REGISTERED, withdrawn, answers=(answer("OTHER_OTHER"),)) == {PaperKind.RECEIPT}


def test_an_answer_that_a_ledger_tells_of_may_be_written_but_is_not_due() -> None:
    kinds = {one.kind: one.is_due for one in found(REGISTERED, answers=(answer("OPEN"),))}
    assert kinds[PaperKind.ANSWER] is False


def test_an_outcome_left_open_by_a_ledger_has_no_letter() -> None:
    assert PaperKind.ANSWER not in {one.kind for one in found(REGISTERED, answers=(answer("OPEN_UNSPECIFIED"),))}


@pytest.mark.parametrize(
    ("given", "is_told"),
    [
        (answer("OPEN"), True),
        (answer("OPEN_ALREADY"), False),  # no override, for nothing new is given out: the operation asks for no reason
        (answer("PARTIAL"), True),
        (answer("PARTIAL", ("DENY_THIRD",)), False),
        (answer("PARTIAL", ("DENY_THIRD",), is_override=True), True),
        (answer("DENY_THIRD"), False),
    ],
)
def test_a_refusing_third_party_is_told_of_a_disclosure(given: Answer, is_told: bool) -> None:
    assert (PaperKind.OVERRIDE in due(REGISTERED, THIRD, REFUSED, DECIDED, answers=(given,))) is is_told


def test_each_refusing_third_party_gets_a_letter_and_no_other_party_does() -> None:
    steps: list[Step] = [REGISTERED]
    for ref, party, stance in (("1", "third_party", "refuses"), ("2", "third_party", "agrees"),
                               ("3", "joint_organ", "refuses"), ("4", "third_party", "refuses")):  # fmt: skip
        steps.append((EventKind.CONSULTATION_SENT, {"ref": ref, "party": party}))
        steps.append((EventKind.CONSULTATION_RETURNED, {"ref": ref, "stance": stance}))
    told = [
        one.event_seq for one in found(*steps, DECIDED, answers=(answer("OPEN"),)) if one.kind == PaperKind.OVERRIDE
    ]
    assert told == [3, 9]


def test_what_is_made_is_not_called_for_again_and_may_be_served() -> None:
    made = Made(1, PaperKind.CORRECTION, ON, event_seq=2)
    kinds = [(one.kind, one.about) for one in found(REGISTERED, (EventKind.CORRECTION_ASKED, {}), papers=(made,))]
    assert (PaperKind.CORRECTION, None) not in kinds
    assert (PaperKind.SERVICE, 1) in kinds


def test_keys_are_unlike_each_other() -> None:
    listed = found(REGISTERED, THIRD, REFUSED, DECIDED, answers=(answer("OPEN"),), papers=(Made(1, "fee", ON, 9),))
    keys = [one.key for one in listed]
    assert len(set(keys)) == len(keys)
