"""Which answer of a case an amendment is about, where its values stand, and which logged steps carry its dates."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from requests_app.choices import EventKind
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.outcome_rules import check_outcome
from requests_app.operations.striking import REPLIES
from requests_app.operations.work import check_values
from requests_app.paper_steps import ANSWERING
from requests_app.refusals import Refusal
from requests_app.timeline import Entry

DECISION_FIELDS = {
    "outcome": "outcome", "exemptions": "exemptions", "decided_on": "decided_on", "closed_on": "replied_on",
    "served_on": "served_on", "document_number": "document_number",
}  # fmt: skip
"""What can be amended of an answer, with its name on the answer itself."""

ON_THE_CASE = frozenset(DECISION_FIELDS) - {"document_number"}
"""What the case carries of the answer that counts."""


def amendable_answers(case: DisclosureRequest) -> list[Decision]:
    """Return the answers that can be amended, in their order: those made, behind them one that waits for delivery."""
    made = list(case.decisions.made().order_by("seq"))
    waiting = case.decisions.waiting().order_by("seq").last()
    # one that waited when its applicant withdrew the request will never be given
    is_next = waiting is not None and (not made or waiting.seq > made[-1].seq)
    return [*made, waiting] if waiting is not None and is_next else made


def answer_to_amend(case: DisclosureRequest, seq: int | None) -> tuple[int, Decision | None]:
    """Return the answer of that place, or the latest one for None, and which of them it is; none where the case has none.

    From 0: the first is the one that counts (law digest §2).

    Raises:
        Refusal: there is no such answer.
    """
    answers = amendable_answers(case)
    if seq is None:
        return max(len(answers) - 1, 0), answers[-1] if answers else None
    for place, one in enumerate(answers):
        if one.seq == seq:
            return place, one
    known = "、".join(str(one.seq) for one in answers) or "无"
    raise Refusal("no_such_answer", f"本件没有可更正的第{seq}次答复（现有：{known}）。请刷新页面后重选。", "decision")


def value_of(case: DisclosureRequest, answer: Decision | None, name: str) -> Any:
    """Return what stands in a field that can be amended."""
    if answer is not None and name in DECISION_FIELDS:
        return getattr(answer, DECISION_FIELDS[name])
    return getattr(case, name)


def check_answer_changes(case: DisclosureRequest, answer: Decision | None, changes: Mapping[str, Any]) -> None:
    """Raise Refusal where an answer not given is amended, or one given loses what every answer has."""
    named = set(DECISION_FIELDS) & set(changes)
    if named and (answer is None or not case.outcome):
        raise Refusal("no_answer_yet", "本件尚未作出决定，没有可更正的办理结果和日期。", min(named))
    is_made = answer is not None and answer.replied_on is not None
    if not is_made and {"closed_on", "served_on"} & named:
        raise Refusal("not_replied_yet", "这次答复尚未作出，请用“登记送达”填写答复和送达日期。", min(named))
    _check_number(case, answer, changes)
    emptied = [name for name in ("outcome", "decided_on", "closed_on") if name in changes and not changes[name]]
    if emptied:
        raise Refusal("answer_emptied", "已作出的答复不能清空；误录的请用“撤销上一步”。", emptied[0])


def _check_number(case: DisclosureRequest, answer: Decision | None, changes: Mapping[str, Any]) -> None:
    """An answer never bears another number than the letter that was issued for it."""
    if answer is None or changes.get("document_number", answer.document_number) == answer.document_number:
        return
    letter = case.papers.standing().filter(kind__in=ANSWERING, decision=answer).last()
    if letter is not None:
        raise Refusal(
            "number_of_letter",
            f"这次答复已制发“{letter}”，答复文号就是它的文号，不能另填。文书编错的，请先作废，再重新制发。",
            "document_number",
        )


def write_answer(answer: Decision | None, real: Mapping[str, Any]) -> None:
    """Write the amended values to the answer.

    Raises:
        Refusal: an outcome of another list, or dates out of order.
    """
    values = {DECISION_FIELDS[name]: value for name, value in real.items() if name in DECISION_FIELDS}
    if answer is None or not values:
        return
    for name, value in values.items():
        setattr(answer, name, value)
    check_values(answer)
    check_outcome(answer.outcome, answer.decided_on, answer.exemptions)
    require_sequence([("决定", answer.decided_on), ("答复", answer.replied_on), ("送达", answer.served_on)])
    answer.save(update_fields=sorted(values))


def require_sequence(dated: Iterable[tuple[str, date | None]]) -> None:
    """Raise Refusal where a date lies before the one named before it; those not known are passed over."""
    before: tuple[str, date] | None = None
    for name, on in dated:
        if on is None:
            continue
        if before is not None and on < before[1]:
            raise Refusal("before_predecessor", f"{name}日期 {on} 早于{before[0]}日期 {before[1]}，请核对后一并更正。")
        before = (name, on)


def carrier_of(name: str, entries: list[Entry], place: int) -> Entry | None:
    """Return the logged step that carries a date of an answer.

    Args:
        name: which date.
        entries: the log, effective.
        place: which answer, from 0: each reopening leads to the next one.
    """
    own = _part_of(entries, place)
    reply = next((at for at, one in enumerate(own) if one.kind in REPLIES), len(own))
    if name == "decided_on":
        is_withdrawn = reply < len(own) and own[reply].kind == EventKind.WITHDRAWN
        decided = [one for one in own[:reply] if one.kind == EventKind.DECIDED]
        return decided[-1] if decided and not is_withdrawn else None
    if name == "closed_on":
        return own[reply] if reply < len(own) else None
    if name == "served_on":
        delivered = [one for one in own[reply:] if one.kind == EventKind.SERVED]
        return delivered[-1] if delivered else None
    return None


def _part_of(entries: list[Entry], place: int) -> list[Entry]:
    parts: list[list[Entry]] = [[]]
    for entry in entries:
        if entry.kind == EventKind.REOPENED:
            parts.append([])
        parts[-1].append(entry)
    return parts[place] if place < len(parts) else []
