"""Named preconditions of the acts on a case, each with the sentence that refuses (R19 Arts. 30–37)."""

from collections.abc import Callable

from requests_app.acts import Act
from requests_app.choices import ProposedAct, Regime, Status
from requests_app.course import Course

Predicate = Callable[[Course], bool]
Precondition = tuple[Predicate, str, str]
"""What must hold, the code of the refusal, and its sentence."""


def not_corrected_before(course: Course) -> bool:
    """Correction is asked for once (R19 Art. 30: 一次性告知)."""
    return not course.was_corrected


def not_extended(course: Course) -> bool:
    """A term is extended once (R19 Art. 33; R07 Art. 24)."""
    return not course.is_extended


def under_2019(course: Course) -> bool:
    """Postponement of excessive requests (Art. 35) and the processing fee (国办函〔2020〕109号) exist under the 2019 one."""
    return course.regime == Regime.R2019


def extension_not_told(course: Course) -> bool:
    """An extension is told to the applicant (R19 Art. 33), once."""
    return course.is_extended and not course.extension_is_told


def letter_on_its_way(course: Course) -> bool:
    """Some letter asking for an opinion has not been recorded as received by its party."""
    return bool(course.open_consultations - course.delivered_consultations)


def not_asked_reasons(course: Course) -> bool:
    """Reasons for an excessive request are asked for once (R19 Art. 35)."""
    return not course.was_asked_reasons


def not_charged(course: Course) -> bool:
    """A request bears one fee notice: by item or by volume, never both (国办函〔2020〕109号)."""
    return not course.was_charged


def charge_not_delivered(course: Course) -> bool:
    """The day the applicant received the fee notice is recorded once."""
    return not course.charge_is_delivered


def answer_not_pending(course: Course) -> bool:
    """A draft answer that waits for approval is approved or sent back before another way is taken."""
    return ProposedAct.DECIDE not in course.pending


def extension_not_pending(course: Course) -> bool:
    """An extension that waits for approval is approved or sent back before another way is taken."""
    return ProposedAct.EXTEND not in course.pending


def something_pending(course: Course) -> bool:
    """There is a draft that waits for approval."""
    return bool(course.pending)


def no_open_answer(course: Course) -> bool:
    """An answer that waits for delivery is delivered or amended before another is given."""
    return not course.has_open_answer


def delivery_missing(course: Course) -> bool:
    """There is an answer to deliver, or the delivery date of the one given is still missing."""
    return course.has_open_answer or (course.status == Status.CLOSED and not course.is_served)


def answered_again(course: Course) -> bool:
    """A case in hand again has a new answer; the delivery of the one before is amended, for it lies before the reopening."""
    return course.status != Status.REOPENED or course.has_open_answer


def has_steps(course: Course) -> bool:
    """The registration itself is not struck: a case entered by mistake is voided."""
    return course.steps > 1


_EXTENDED_ALREADY = (
    not_extended,
    "extension_once",
    "答复期限只能延长一次，本件已延期。请在现有期限内答复。",
)
_EXTENSION_PENDING = (
    extension_not_pending,
    "approval_pending",
    "本件的延期正在送审。请等候审核；要改的先“撤回送审”，或由审核人退回。",
)
_UNDER_2019 = (
    under_2019,
    "postpone_2019_only",
    "这一步（第三十五条）只适用于2019年修订的《条例》，本件适用旧条例。",
)
_ANSWER_WAITS = (
    no_open_answer,
    "answer_waits",
    "本件已有待送达的答复。请先登记送达，或用“更正”修改该答复。",
)
_ANSWER_PENDING = (
    answer_not_pending,
    "approval_pending",
    "本件的答复正在送审。请等候审核；要改的先“撤回送审”，或由审核人退回。",
)
_NOTHING_PENDING = (something_pending, "nothing_pending", "本件没有正在送审的内容。")

PRECONDITIONS: dict[Act, tuple[Precondition, ...]] = {
    Act.ASK_CORRECTION: (
        (
            not_corrected_before,
            "correction_once",
            "补正只能一次性告知，本件已告知过补正。仍不明确的，可在答复中按“补正后申请内容仍不明确”处理。",
        ),
    ),
    Act.CONSULTATION_DELIVERED: (
        (letter_on_its_way, "already_delivered", "已发出的征求意见书都登记过对方收到的日期。填错的请用“更正”。"),
    ),
    Act.ASK_REASONS: (
        _UNDER_2019,
        (not_asked_reasons, "reasons_once", "本件已要求过说明理由。请按收到的理由决定不予处理或合理延后。"),
    ),
    Act.PROPOSE_EXTENSION: (_EXTENDED_ALREADY, _EXTENSION_PENDING),
    Act.EXTEND: (_EXTENDED_ALREADY, _EXTENSION_PENDING),
    Act.TELL_EXTENSION: (
        (extension_not_told, "nothing_to_tell", "本件没有延期，或已登记告知申请人的日期。填错的请用“更正”。"),
    ),
    Act.POSTPONE: (_UNDER_2019,),
    Act.NOTICE_FEE: (
        (under_2019, "fee_2019_only", "信息处理费只适用于2019年修订的《条例》，本件适用旧条例，不能发收费通知。"),
        (not_charged, "charged_once", "本件已发过收费通知；一件申请只能按件或按量计收一次。填错的请用“撤销上一步”。"),
    ),
    Act.DELIVER_FEE: (
        (charge_not_delivered, "already_delivered", "已登记过申请人收到收费通知的日期。填错的请用“撤销上一步”。"),
    ),
    Act.PROPOSE_ANSWER: (_ANSWER_WAITS, _ANSWER_PENDING),
    Act.DECIDE: (_ANSWER_WAITS, _ANSWER_PENDING),
    Act.SPLIT: (
        (not_charged, "charged_whole", "本件已按整件计收信息处理费，不能再分案。收费通知发错的，先用“撤销上一步”。"),
        _ANSWER_PENDING,
    ),
    Act.APPROVE: (_NOTHING_PENDING,),
    Act.SEND_BACK: (_NOTHING_PENDING,),
    Act.RECALL: (_NOTHING_PENDING,),
    Act.STRIKE: (
        (has_steps, "nothing_to_strike", "登记之后还没有办过任何一步，没有可撤销的。整件登记错的请用“作废”。"),
    ),
    Act.SERVE: (
        (
            answered_again,
            "nothing_to_serve",
            "本件正在重新办理，还没有作出新的答复。要补登前一次答复的送达日期，请用“更正”。",
        ),
        (delivery_missing, "nothing_to_serve", "没有待送达的答复：送达日期已登记，或尚未作出决定。填错的请用“更正”。"),
    ),
}
