"""Every operation on a case as one row: adding an act is adding a row, and its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openness.organs.rights import Action
from requests_app import operations
from requests_app.act_law import Basis, basis_of
from requests_app.forms import answer, appeals, approvals, attachments, fees, handing, intake, mistakes, steps
from requests_app.forms.asking import SubjectForm
from requests_app.lifecycle import Act


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
        subject: how the operation calls what it is done to.
        group: the heading it stands under.
        submit: what its button says: the act itself, not that one is sure of it; empty: the title.
        is_main: the step that leads on, drawn strongly.
        is_grave: what cannot be taken back.
    """

    code: str
    title: str
    form: type[SubjectForm]
    operation: Callable[..., Any]
    right: Action
    effect: str
    subject: str = "case"
    group: str = ""
    submit: str = ""
    is_main: bool = False
    is_grave: bool = False

    @property
    def kind(self) -> str:
        """The look of its button."""
        return "grave" if self.is_grave else "main" if self.is_main else ""

    @property
    def submit_label(self) -> str:
        """What the button under its form says."""
        return self.submit or self.title

    def basis(self, regime: str) -> Basis:
        """Return what it rests on under a Regulation."""
        return basis_of(self.code, regime)


UNMOVED = "不影响答复期限。"
GROUPS = STEPS, APPROVAL, HANDS, MISTAKES = "办理", "审核", "分工", "差错"

_ROWS = (
    OfferedAct(
        Act.CONFIRM_RECEIPT, "确认收到日期", intake.ConfirmReceiptForm, operations.confirm_receipt, Action.CASE_WORK,
        "确认后期限从次日起算。", group=STEPS, submit="确认日期", is_main=True,
    ),
    OfferedAct(
        Act.ASK_CORRECTION, "告知补正", steps.AskCorrectionForm, operations.ask_correction, Action.CASE_WORK,
        "发出告知后期限停止计算，收到补正后重新起算；只能告知一次。", group=STEPS, submit="登记补正告知",
    ),
    OfferedAct(
        Act.RECEIVE_CORRECTION, "收到补正", steps.ReceiveCorrectionForm, operations.receive_correction, Action.CASE_WORK,
        "期限从收到补正的次日起重新计算。", group=STEPS, submit="登记收到补正", is_main=True,
    ),
    OfferedAct(
        Act.CONSULT, "征求意见", steps.ConsultForm, operations.consult, Action.CASE_WORK,
        "从发函次日起到收到意见之日止不计入期限。", group=STEPS, submit="登记征求意见",
    ),
    OfferedAct(
        Act.CONSULTATION_DELIVERED, "对方收到征求意见书", steps.ConsultationDeliveredForm,
        operations.consultation_delivered, Action.CASE_WORK, "对方答复意见的期限从收到次日起算。", group=STEPS, submit="登记对方收到日期",
    ),
    OfferedAct(
        Act.CONSULTATION_RETURNED, "收到意见", steps.ConsultationReturnedForm, operations.consultation_returned,
        Action.CASE_WORK, "期限从次日起接着计算。", group=STEPS, submit="登记收到意见", is_main=True,
    ),
    OfferedAct(
        Act.ASK_REASONS, "要求说明理由", steps.AskReasonsForm, operations.ask_reasons, Action.CASE_WORK,
        "期限照常计算。理由不合理的不予处理；合理但不能按期答复的，可以合理延后。", group=STEPS, submit="登记告知",
    ),
    OfferedAct(
        Act.RECEIVE_REASONS, "收到理由说明", steps.ReceiveReasonsForm, operations.receive_reasons, Action.CASE_WORK,
        "期限照常计算。", group=STEPS, submit="登记理由说明", is_main=True,
    ),
    OfferedAct(
        Act.PROPOSE_EXTENSION, "拟延期送审", approvals.ProposeExtensionForm, operations.propose_extension,
        Action.CASE_WORK, "送审期间期限照常计算；负责人同意后增加所填的工作日数，只能一次。", group=STEPS, submit="送审",
    ),
    OfferedAct(
        Act.EXTEND, "延期答复", approvals.ExtendForm, operations.extend, Action.CASE_WORK,
        "期限增加所填的工作日数，只能一次，并应告知申请人。", group=APPROVAL, submit="同意延期",
    ),
    OfferedAct(
        Act.TELL_EXTENSION, "登记延期告知", approvals.TellExtensionForm, operations.tell_extension, Action.CASE_WORK,
        "期限在同意延期时已延长，告知后不再变动。", group=STEPS, is_main=True,
    ),
    OfferedAct(
        Act.POSTPONE, "合理延后", steps.PostponeForm, operations.postpone, Action.CASE_WORK,
        "答复期限改为所填日期；只用于数量、频次明显超过合理范围而理由合理的申请。", group=STEPS, submit="登记合理延后",
    ),
    OfferedAct(
        Act.NOTICE_FEE, "发收费通知", fees.NoticeFeeForm, operations.notice_fee, Action.CASE_WORK,
        "通知后期限停止计算，缴费次日起重新计算。", group=STEPS, submit="登记收费通知",
    ),
    OfferedAct(
        Act.DELIVER_FEE, "申请人收到收费通知", fees.DeliverFeeForm, operations.deliver_fee, Action.CASE_WORK,
        "缴费期限从次日起算；期满未缴的视为放弃申请。", group=STEPS, submit="登记收到日期",
    ),
    OfferedAct(
        Act.PAY_FEE, "登记缴费", fees.PayFeeForm, operations.pay_fee, Action.CASE_WORK,
        "期限从缴费次日起重新计算。", group=STEPS, is_main=True,
    ),
    OfferedAct(
        Act.WAIVE_FEE, "免收", fees.WaiveFeeForm, operations.waive_fee, Action.CASE_WORK,
        "发过收费通知的，通知以来的工作日不计入期限，此后接着计算；没有发过的，期限照常计算。", group=STEPS,
        submit="登记免收",
    ),
    OfferedAct(
        Act.PROPOSE_ANSWER, "拟答复", approvals.ProposeAnswerForm, operations.propose_answer, Action.CASE_WORK,
        "送审期间期限照常计算；审核人同意之日即作出决定之日。", group=STEPS, submit="送审", is_main=True,
    ),
    OfferedAct(
        Act.DECIDE, "作出决定", answer.DecideForm, operations.decide, Action.CASE_WORK,
        "填了答复日期的，本件随即办结；没有填的等候送达，期限照常计算。", group=STEPS, is_main=True,
    ),
    OfferedAct(
        Act.APPROVE, "审核：同意", approvals.ApproveForm, operations.approve, Action.CASE_WORK,
        "同意延期的，期限随即延长；同意答复的，本件进入待送达。", group=APPROVAL, submit="同意", is_main=True,
    ),
    OfferedAct(
        Act.SEND_BACK, "审核：退回修改", approvals.SendBackForm, operations.send_back, Action.CASE_WORK,
        UNMOVED, group=APPROVAL, submit="退回修改",
    ),
    OfferedAct(
        Act.RECALL, "撤回送审", approvals.RecallForm, operations.recall, Action.CASE_WORK, UNMOVED, group=APPROVAL,
    ),
    OfferedAct(
        Act.SERVE, "登记送达", answer.ServeForm, operations.serve, Action.CASE_WORK,
        "首次答复作出之日为办结日期，期限停止计算。", group=STEPS, is_main=True,
    ),
    OfferedAct(
        Act.WITHDRAW, "申请人撤回", answer.WithdrawForm, operations.withdraw, Action.CASE_WORK,
        "本件随即办结，期限停止计算。", group=STEPS, submit="登记撤回",
    ),
    OfferedAct(
        Act.REOPEN, "重新办理", answer.ReopenForm, operations.reopen, Action.CASE_VOID,
        "依复议决定或判决再次答复；本件仍计入首次办结的年度，原期限不变。", group=STEPS,
    ),
    OfferedAct(
        Act.OPEN_APPEAL, "登记复议或诉讼", appeals.OpenAppealForm, operations.open_appeal, Action.CASE_WORK,
        UNMOVED, group=STEPS,
    ),
    OfferedAct(
        Act.ASSIGN, "分派", handing.AssignForm, operations.assign, Action.CASE_ASSIGN, UNMOVED, group=HANDS,
    ),
    OfferedAct(Act.CLAIM, "认领", handing.ClaimForm, operations.claim, Action.CASE_WORK, UNMOVED, group=HANDS),
    OfferedAct(
        Act.HAND_OVER, "移交", handing.HandOverForm, operations.hand_over, Action.CASE_WORK, UNMOVED, group=HANDS,
    ),
    OfferedAct(
        Act.HAND_BACK, "交回", handing.HandBackForm, operations.hand_back, Action.CASE_WORK, UNMOVED, group=HANDS,
    ),
    OfferedAct(
        Act.SPLIT, "分案", handing.SplitForm, operations.split, Action.CASE_REGISTER,
        "一事一申请：各件的收到日期和期限与本件相同。", group=HANDS,
    ),
    OfferedAct(
        Act.ATTACH, "上传附件", attachments.AttachForm, operations.attach_all, Action.CASE_WORK,
        "不影响答复期限；办结以后也可以上传，如送达凭证。", group=STEPS,
    ),
    OfferedAct(
        Act.AMEND, "更正", mistakes.AmendForm, operations.amend, Action.CASE_AMEND, "更正日期后期限随之重算。",
        group=MISTAKES, submit="保存更正",
    ),
    OfferedAct(
        Act.STRIKE, "撤销上一步", mistakes.StrikeForm, operations.strike, Action.CASE_AMEND,
        "只撤销最后登记的一步，期限随之重算；日志里保留这一步并注明撤销。", group=MISTAKES, submit="撤销这一步",
    ),
    OfferedAct(
        Act.VOID, "作废", mistakes.VoidForm, operations.void, Action.CASE_VOID,
        "不再计入任何统计，登记编号保留。作废后不能恢复。", group=MISTAKES, submit="确认作废", is_grave=True,
    ),
)  # fmt: skip

CASE_ACTS: Mapping[str, OfferedAct] = {row.code: row for row in _ROWS}

_APPEAL_ROWS = (
    OfferedAct(
        "further", "登记上诉", appeals.AppealFurtherForm, operations.appeal_further, Action.CASE_WORK,
        "二审期间仍计为尚未审结。", subject="appeal",
    ),
    OfferedAct(
        "close", "登记审结", appeals.CloseAppealForm, operations.close_appeal, Action.CASE_WORK,
        "计入审结年度的统计。", subject="appeal", is_main=True,
    ),
    OfferedAct(
        "amend", "更正", appeals.AmendAppealForm, operations.amend_appeal, Action.CASE_AMEND,
        "更正前后的内容都留在日志里。", subject="appeal", submit="保存更正",
    ),
    OfferedAct(
        "void", "作废", appeals.VoidAppealForm, operations.void_appeal, Action.CASE_VOID,
        "不再计入任何统计。作废后不能恢复。", subject="appeal", submit="确认作废", is_grave=True,
    ),
)  # fmt: skip

APPEAL_ACTS: Mapping[str, OfferedAct] = {row.code: row for row in _APPEAL_ROWS}
