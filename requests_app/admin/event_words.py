"""What an entry of the log says, in words; sealed parts only for whoever may read personal data, and masked even then."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openness.masks import HIDDEN, MASKS
from openness.organs.models import User
from requests_app.admin.log_names import REPLY, names_of, struck_of
from requests_app.choices import (
    AppealResult,
    AppealRoute,
    AttachmentKind,
    Channel,
    ConfirmedBy,
    Consequence,
    ConsultedParty,
    Delivery,
    DesiredForm,
    EventKind,
    FeeBasis,
    PaperKind,
    ProposedAct,
    ReceiptBasis,
    Regime,
    Stance,
)
from requests_app.forms.outcome_choices import outcome_label
from requests_app.models import Appeal, CaseEvent, Decision, DisclosureRequest


def _choice(choices: Any) -> Callable[[Any], str]:
    labels = dict(choices.choices)
    return lambda value: str(labels.get(value, value))


WORDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "channel": ("申请渠道", _choice(Channel)),
    "basis": ("依据", _choice(ReceiptBasis)),
    "how": ("确认方式", _choice(ConfirmedBy)),
    "with": ("与谁确认", str),
    "unconfirmed": ("收到日期", lambda value: "待确认" if value else ""),
    "ref": ("第几次", str),
    "party": ("对象", _choice(ConsultedParty)),
    "days": ("工作日数", str),
    "until": ("延后到", str),
    "approved_by": ("同意人", str),
    "proposed_by": ("起草人", str),
    "approval_note": ("审核意见", str),
    "in_place_of": ("代为办理", str),
    "self_approved": ("自行审批", lambda value: "是" if value else ""),
    "approved_outside": ("系统外审核", lambda value: "是" if value else ""),
    "act": ("送审事项", _choice(ProposedAct)),
    "same_as": ("同一对象", lambda ref: f"与第{ref}次相同"),
    "stance": ("意见", _choice(Stance)),
    "deemed": ("依法视为", _choice(Stance)),
    "none_came": ("理由", lambda value: "申请人没有说明理由" if value else ""),
    "respond_by": ("答复的期限", str),
    "late_reason": ("逾期告知的原因", str),
    "late_entry_reason": ("补登的原因", str),
    "fee_basis": ("计收方式", _choice(FeeBasis)),
    "amount": ("金额（元）", str),
    "accepted_late": ("逾期缴费仍予接受的理由", str),
    "pay_by": ("缴费期限", str),
    "from_person": ("原承办人", str),
    "to_person": ("承办人", str),
    "parts": ("另立", "、".join),
    "origin": ("分自", str),
    "answer_by": ("重新答复的期限", str),
    "appeal_words": ("依据的复议或诉讼", str),
    "first_result": ("一审结果", _choice(AppealResult)),
    "consequence": ("引起的结果", _choice(Consequence)),
    "reasons": ("申请人说明的理由", str),
    "outcome": ("办理结果", outcome_label),
    "decision": ("更正的答复", lambda seq: f"第{seq}次"),
    "paper_kind": ("文书", _choice(PaperKind)),
    "document_number": ("文号", str),
    "way": ("方式", _choice(Delivery)),
    "proof": ("凭证", str),
    "served_on": ("送达日期", str),
    "route": ("类别", _choice(AppealRoute)),
    "result": ("结果", _choice(AppealResult)),
    "name": ("名称或姓名", str),
    "attachment": ("附件", lambda seq: f"第{seq}号"),
    "attachment_kind": ("附件类别", _choice(AttachmentKind)),
    "file_name": ("文件名", str),
}
"""What a key of an event's data is called, and how its value reads; keys not named here are not shown."""

VALUES: dict[str, Callable[[Any], str]] = {
    "channel": _choice(Channel),
    "regime": _choice(Regime),
    "receipt_basis": _choice(ReceiptBasis),
    "desired_form": _choice(DesiredForm),
    "desired_delivery": _choice(Delivery),
    "outcome": outcome_label,
    "exemptions": lambda codes: "、".join(outcome_label(code) for code in codes),
    "route": _choice(AppealRoute),
    "result": _choice(AppealResult),
    "first_result": _choice(AppealResult),
    "consequence": _choice(Consequence),
}
"""How a corrected value of a field reads."""

OWN_KEYS = {"on": "日期", "days": "工作日数", "until": "延后到"}


LONG = 400
"""Characters of one entry above which a printed page may break within it."""


@dataclass(frozen=True)
class LoggedLine:
    """One entry of the log as the page draws it."""

    seq: int
    get_kind_display: str
    on: Any
    at: Any
    by: User | None
    note: str
    details: list[str]
    is_struck: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it may take half a printed page: then it may go on overleaf."""
        return len(self.note) + sum(map(len, self.details)) > LONG


def lines_of(events: Iterable[CaseEvent], *, with_personal: bool) -> list[LoggedLine]:
    """Return the log in words.

    Args:
        events: the entries, oldest first.
        with_personal: whether the reader may see personal data.
    """
    listed = list(events)
    struck = struck_of(listed)
    names = names_of(listed, struck)
    named = {event.seq: name for event, name in zip(listed, names, strict=True)}
    return [
        LoggedLine(
            event.seq or place, names[place - 1], event.on, event.at, event.by, event.note,
            details_of(event, named, with_personal=with_personal), event.seq in struck,
        )
        for place, event in enumerate(listed, start=1)
    ]  # fmt: skip


def details_of(event: CaseEvent, named: Mapping[int, str], *, with_personal: bool) -> list[str]:
    """Return the lines behind one entry: its particulars, what was corrected, what is sealed."""
    sealed: Mapping[str, Any] = event.sealed if with_personal else {}
    return [
        *_told(event, named),
        *_particulars(event.data),
        *_struck(event.data.get("struck", []), named),
        *_changes({name: pair for name, pair in event.data.get("changes", {}).items() if name != "step"}),
        *_corrected_steps(event.data.get("events", {}), named),
        *_sealed(event, sealed),
    ]


def _particulars(data: Mapping[str, Any]) -> list[str]:
    spoken = [(WORDS[key], value) for key, value in data.items() if key in WORDS and value not in ("", None, False)]
    return [f"{name}：{say(value)}" for (name, say), value in spoken]


def _changes(changes: Mapping[str, Any]) -> list[str]:
    """Return corrected values; a personal one that an earlier version kept in the open (postcodes) is masked here."""
    return [
        f"{_field_name(name)}：{say(name, before)} → {say(name, after)}"
        for name, (before, after) in changes.items()
        for say in [_masked if name in MASKS else _value]
    ]


def _masked_changes(changes: Mapping[str, Any]) -> list[str]:
    """Return corrected personal values, before and after masked: whoever needs them in full has the case itself."""
    lines = []
    for name, (before, after) in changes.items():
        old, new = _masked(name, before), _masked(name, after)
        unseen = "（被遮盖的部分有更正）" if old == new else ""
        lines.append(f"{_field_name(name)}：{old} → {new}{unseen}")
    return lines


def _masked(name: str, value: Any) -> str:
    if value in ("", None, [], {}):
        return "（空）"
    return MASKS[name](str(value)) if name in MASKS else HIDDEN


def _told(event: CaseEvent, named: Mapping[int, str]) -> list[str]:
    """Return on which day the applicant was told or had the answer, and that the way of it is not on record."""
    if event.kind == EventKind.EXTENSION_TOLD:
        return [f"{event.on} 告知申请人延期", *([] if event.note or event.data.get("way") else ["告知方式：未登记"])]
    if event.kind != EventKind.SERVED:
        return []
    if named.get(event.seq) != REPLY:
        return [f"{event.on} 送达申请人"]
    return [f"{event.on} 作出答复", *([] if event.data.get("way") else ["方式：未登记"])]


def _struck(seqs: Iterable[int], named: Mapping[int, str]) -> list[str]:
    return [f"撤销第{seq}项“{named.get(int(seq), '')}”" for seq in seqs]


def _corrected_steps(steps: Mapping[str, Any], named: Mapping[int, str]) -> list[str]:
    return [
        f"第{seq}项“{named.get(int(seq), '')}”的{OWN_KEYS.get(key, key)}改为 {value}"
        for seq, corrected in steps.items()
        for key, value in corrected.items()
    ]


def _sealed(event: CaseEvent, sealed: Mapping[str, Any]) -> list[str]:
    if event.kind == EventKind.AMENDED:
        hidden = [name for name in event.data.get("personal", []) if name not in sealed]
        unseen = [f"{_field_name(name)}：已更正（个人信息，不显示）" for name in hidden]
        return [*_masked_changes(sealed), *unseen]
    return _particulars(sealed)


def _field_name(name: str) -> str:
    for model in (DisclosureRequest, Appeal, Decision):
        for field in model._meta.concrete_fields:
            if field.name == name:
                return str(field.verbose_name)
    return WORDS[name][0] if name in WORDS else name


def _value(name: str, value: Any) -> str:
    if value in ("", None, []):
        return "（空）"
    return VALUES.get(name, str)(value)
