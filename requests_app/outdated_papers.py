"""Which issued papers no longer say what the case says: struck, amended or overtaken since. A person voids them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from requests_app.choices import EventKind
from requests_app.paper_occasions import Answer, Made, is_overtaken
from requests_app.timeline import Entry, effective

SAID = {"outcome": "办理结果", "exemptions": "不予公开部分的理由", "decided_on": "决定日期"}
"""What a letter says of an answer, and an amendment may change."""


@dataclass(frozen=True)
class Outdated:
    """Why a paper no longer stands for its occasion.

    Args:
        why: the reason, in words.
        is_replaced: whether another paper is to be issued, where the case still calls for one.
    """

    why: str
    is_replaced: bool = True

    @property
    def what_to_do(self) -> str:
        """What has to become of it, as the page of the case marks it."""
        return "须作废重发" if self.is_replaced else "须作废"


def outdated_papers(
    *, entries: Sequence[Entry], answers: Sequence[Answer], papers: Sequence[Made]
) -> dict[int, Outdated]:
    """Return the papers that no longer stand for their occasion, by their place.

    Args:
        entries: the log, amendments included.
        answers: the decisions that stand.
        papers: what was issued and not voided.
    """
    issued = {one.data.get("paper"): one.seq for one in entries if one.kind == EventKind.PAPER_ISSUED}
    now = {one.seq: one for one in effective(entries)}
    is_void = any(one.kind == EventKind.VOIDED for one in now.values())
    found: dict[int, Outdated] = {}
    for paper in papers:
        at = issued.get(paper.seq)
        if is_void:
            found[paper.seq] = Outdated("本件已作废", is_replaced=False)
        elif at is not None:
            why = _of_step(paper, entries, now, at) or _of_answer(paper, entries, answers, at)
            if why is not None:
                found[paper.seq] = why
    return found


def _of_step(paper: Made, entries: Sequence[Entry], now: Mapping[int, Entry], at: int) -> Outdated | None:
    """The step as the paper tells it is compared with the step as it stands: amended there and back is no change."""
    if paper.event_seq is None:
        return None
    then = next((one for one in effective(one for one in entries if one.seq <= at) if one.seq == paper.event_seq), None)
    if then is None:
        return None
    label = EventKind(then.kind).label
    if paper.event_seq not in now:
        return Outdated(f"所依的“{label}”已撤销")
    return Outdated(f"制发之后更正了所依的“{label}”") if now[paper.event_seq] != then else None


def _of_answer(paper: Made, entries: Sequence[Entry], answers: Sequence[Answer], at: int) -> Outdated | None:
    if paper.decision is None:
        return None
    answer = next((one for one in answers if one.seq == paper.decision), None)
    if answer is None:
        return Outdated("所依的答复决定已撤销")
    if is_overtaken(answer, answers):
        return Outdated("申请人已撤回申请，这次答复没有送出", is_replaced=False)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for changes in _amended(entries, answers, answer, at):
        for name, (old, new) in changes.items():
            before.setdefault(name, old)
            after[name] = new
    changed = [label for name, label in SAID.items() if name in after and before[name] != after[name]]
    return Outdated(f"制发之后更正了答复的{'、'.join(changed)}") if changed else None


def _amended(
    entries: Sequence[Entry], answers: Sequence[Answer], answer: Answer, at: int
) -> Iterator[Mapping[str, tuple[Any, Any]]]:
    """Yield what was amended of an answer since; entries that name no answer are about the one that counts."""
    for entry in entries:
        is_later = entry.kind == EventKind.AMENDED and entry.seq > at
        if is_later and entry.data.get("decision", answers[0].seq) == answer.seq:
            yield entry.data.get("changes", {})
