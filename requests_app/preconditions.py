"""Named preconditions of the acts on a case, each with the sentence that refuses (R19 Arts. 30–37)."""

from collections.abc import Callable, Mapping

from requests_app.acts import Act
from requests_app.choices import ProposedAct, Regime, Status
from requests_app.course import Course
from requests_app.regimes import in_force_from, terms

Predicate = Callable[[Course], bool]
Precondition = tuple[Predicate, str, str]
"""What must hold, the code of the refusal, and its sentence."""


def may_be_corrected(course: Course) -> bool:
    """Correction is asked for once where the Regulation says so (R19 Art. 30: 一次性告知; R07 Art. 21(4) does not)."""
    # no clock here: the day of the last step, before which no further one is dated, stands for that of the next
    on = course.last_on or in_force_from(course.regime)
    return not course.was_corrected or not terms(course.regime, on).correction_once.value


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
    """Some letter asking for an opinion has not been recorded as received by its party, be it answered or not."""
    return bool(course.undelivered_consultations)


def opinion_awaited(course: Course) -> bool:
    """Some letter asking for an opinion has not been answered."""
    return bool(course.open_consultations)


def not_asked_reasons(course: Course) -> bool:
    """Reasons for an excessive request are asked for once (R19 Art. 35)."""
    return not course.was_asked_reasons


def not_charged(course: Course) -> bool:
    """A request bears one fee notice: by item or by volume, never both (国办函〔2020〕109号)."""
    return not course.was_charged


def fee_not_waived(course: Course) -> bool:
    """A fee that was waived is not asked for."""
    return not course.is_fee_waived


def fee_open_to_waiver(course: Course) -> bool:
    """What is waived is not paid or waived already: a notice stands unpaid, or none was sent."""
    return course.is_paying or not (course.was_charged or course.is_fee_waived)


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
_OPINION_AWAITED = (
    opinion_awaited,
    "no_opinion_awaited",
    "没有还在等候的意见：没有发过征求意见书，或意见都已登记。填错的请用“更正”。",
)
_NOTHING_PENDING = (something_pending, "nothing_pending", "本件没有正在送审的内容。")

PRECONDITIONS: dict[Act, tuple[Precondition, ...]] = {
    Act.ASK_CORRECTION: (
        (
            may_be_corrected,
            "correction_once",
            "补正只能一次性告知，本件已告知过补正。仍不明确的，可在答复中按“补正后申请内容仍不明确”处理。",
        ),
    ),
    Act.CONSULT: (_ANSWER_WAITS,),
    Act.CONSULTATION_DELIVERED: (
        (
            letter_on_its_way,
            "already_delivered",
            "没有征求意见书还要登记对方收到的日期：没有发过，或都登记过。填错的请用“更正”。",
        ),
    ),
    Act.CONSULTATION_RETURNED: (_OPINION_AWAITED,),
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
        (fee_not_waived, "waived_already", "本件已登记免收信息处理费，不能再发收费通知。免收登错的请用“撤销上一步”。"),
    ),
    Act.WAIVE_FEE: (
        (under_2019, "fee_2019_only", "信息处理费只适用于2019年修订的《条例》，本件适用旧条例，没有可免收的费用。"),
        (fee_open_to_waiver, "nothing_to_waive", "本件已缴费或已登记免收，没有可免收的费用。登错的请用“撤销上一步”。"),
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

FIRST_TERM_ONLY: Mapping[Act, str] = {
    act: f"本件是“重新办理”：首次答复的期限已经终止，{what}只属于首次办理，不能再登记。"
    "需要时可以征求意见，然后重新答复；申请人不再要求的，登记撤回。"
    for act, what in {
        Act.ASK_CORRECTION: "告知补正",
        Act.ASK_REASONS: "要求说明理由",
        Act.PROPOSE_EXTENSION: "延期",
        Act.EXTEND: "延期",
        Act.POSTPONE: "合理延后",
        Act.NOTICE_FEE: "收费",
    }.items()
}
"""Why these steps are barred on a reopened case: they belong to the first term, which ended with the first reply (law digest §2)."""
