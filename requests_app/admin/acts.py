"""Every operation on a case as one row: adding an act is adding a row, and its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openness.organs.rights import Action
from requests_app import operations
from requests_app.forms import answer, appeals, attachments, intake, mistakes, steps
from requests_app.forms.asking import SubjectForm
from requests_app.lifecycle import Act
from requests_app.regimes import terms


@dataclass(frozen=True)
class OfferedAct:
    """One thing that can be done to a case or an appeal.

    Args:
        code: its place in the address.
        title: what people call it.
        form: what is asked.
        operation: the one call.
        right: who may.
        effect: what it does to the term.
        rule: the name of the term of the Regulation it rests on; its article is printed. Empty where none is kept.
        subject: how the operation calls what it is done to.
        is_main: the step that leads on, drawn strongly.
        is_grave: what cannot be taken back.
    """

    code: str
    title: str
    form: type[SubjectForm]
    operation: Callable[..., Any]
    right: Action
    effect: str
    rule: str = ""
    subject: str = "case"
    is_main: bool = False
    is_grave: bool = False

    @property
    def kind(self) -> str:
        """The look of its button."""
        return "grave" if self.is_grave else "main" if self.is_main else ""

    def article(self, regime: str) -> str:
        """Return the article behind it in a Regulation."""
        return str(getattr(terms(regime), self.rule).article) if self.rule else ""


_ROWS = (
    OfferedAct(
        Act.CONFIRM_RECEIPT, "确认收到日期", intake.ConfirmReceiptForm, operations.confirm_receipt, Action.CASE_WORK,
        "确认后期限从次日起算。", is_main=True,
    ),
    OfferedAct(
        Act.ASK_CORRECTION, "告知补正", steps.AskCorrectionForm, operations.ask_correction, Action.CASE_WORK,
        "发出告知后期限停止计算，收到补正后重新起算；只能告知一次。", rule="correction_notice_days",
    ),
    OfferedAct(
        Act.RECEIVE_CORRECTION, "收到补正", steps.ReceiveCorrectionForm, operations.receive_correction, Action.CASE_WORK,
        "期限从收到补正的次日起重新计算。", rule="correction_restart", is_main=True,
    ),
    OfferedAct(
        Act.CONSULT, "征求意见", steps.ConsultForm, operations.consult, Action.CASE_WORK,
        "从发函次日起到收到意见之日止不计入期限。", rule="pause",
    ),
    OfferedAct(
        Act.CONSULTATION_RETURNED, "收到意见", steps.ConsultationReturnedForm, operations.consultation_returned,
        Action.CASE_WORK, "期限从次日起接着计算。", rule="pause", is_main=True,
    ),
    OfferedAct(
        Act.EXTEND, "延期答复", steps.ExtendForm, operations.extend, Action.CASE_WORK,
        "期限增加所填的工作日数，只能一次。", rule="extension_days",
    ),
    OfferedAct(
        Act.POSTPONE, "合理延后", steps.PostponeForm, operations.postpone, Action.CASE_WORK,
        "答复期限改为所填日期；只用于数量、频次明显超过合理范围而理由合理的申请。", rule="postponement",
    ),
    OfferedAct(
        Act.DECIDE, "作出决定", answer.DecideForm, operations.decide, Action.CASE_WORK,
        "填了答复日期的，本件随即办结；没有填的等候送达，期限照常计算。", rule="reply_days", is_main=True,
    ),
    OfferedAct(
        Act.SERVE, "登记送达", answer.ServeForm, operations.serve, Action.CASE_WORK,
        "首次答复作出之日为办结日期，期限停止计算。", is_main=True,
    ),
    OfferedAct(
        Act.WITHDRAW, "申请人撤回", answer.WithdrawForm, operations.withdraw, Action.CASE_WORK,
        "本件随即办结，期限停止计算。",
    ),
    OfferedAct(
        Act.REOPEN, "重新办理", answer.ReopenForm, operations.reopen, Action.CASE_VOID,
        "依复议决定或判决再次答复；本件仍计入首次办结的年度，原期限不变。",
    ),
    OfferedAct(
        Act.OPEN_APPEAL, "登记复议或诉讼", appeals.OpenAppealForm, operations.open_appeal, Action.CASE_WORK,
        "不影响答复期限。",
    ),
    OfferedAct(
        Act.ATTACH, "上传附件", attachments.AttachForm, operations.attach_all, Action.CASE_WORK,
        "不影响答复期限；办结以后也可以上传，如送达凭证。",
    ),
    OfferedAct(
        Act.AMEND, "更正", mistakes.AmendForm, operations.amend, Action.CASE_AMEND, "更正日期后期限随之重算。",
    ),
    OfferedAct(
        Act.STRIKE,
        "撤销上一步",
        mistakes.StrikeForm,
        operations.strike,
        Action.CASE_AMEND,
        "只撤销最后登记的一步，期限随之重算；日志里保留这一步并注明撤销。",
    ),
    OfferedAct(
        Act.VOID, "作废", mistakes.VoidForm, operations.void, Action.CASE_VOID,
        "不再计入任何统计，登记编号保留。作废后不能恢复。", is_grave=True,
    ),
)  # fmt: skip

CASE_ACTS: Mapping[str, OfferedAct] = {row.code: row for row in _ROWS}

_APPEAL_ROWS = (
    OfferedAct(
        "close", "登记审结", appeals.CloseAppealForm, operations.close_appeal, Action.CASE_WORK,
        "计入审结年度的统计。", subject="appeal", is_main=True,
    ),
    OfferedAct(
        "amend", "更正", appeals.AmendAppealForm, operations.amend_appeal, Action.CASE_AMEND,
        "更正前后的内容都留在日志里。", subject="appeal",
    ),
    OfferedAct(
        "void", "作废", appeals.VoidAppealForm, operations.void_appeal, Action.CASE_VOID,
        "不再计入任何统计。作废后不能恢复。", subject="appeal", is_grave=True,
    ),
)  # fmt: skip

APPEAL_ACTS: Mapping[str, OfferedAct] = {row.code: row for row in _APPEAL_ROWS}
