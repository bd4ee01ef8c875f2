"""Fixed lists of a case: channel, applicant kind, status, events, appeals. Codes are stable and never reused.

Outcomes are not here: their lists are dated law (requests_app.outcomes).
"""

from django.db.models import TextChoices


class Channel(TextChoices):
    """How a request arrived (申请渠道)."""

    IN_PERSON = "in_person", "当面"
    LETTER = "letter", "信函"
    WEB = "web", "网络"
    FAX = "fax", "传真"
    OTHER = "other", "其他"


class ApplicantKind(TextChoices):
    """Who asks: the six columns of part three since 2019 (申请人情况)."""

    NATURAL_PERSON = "np", "自然人"
    ENTERPRISE = "ent", "商业企业"
    RESEARCH = "res", "科研机构"
    PUBLIC_BENEFIT = "pub", "社会公益组织"
    LEGAL_SERVICE = "law", "法律服务机构"
    OTHER = "oth", "其他"


MAY_BE_PERSON = ("", ApplicantKind.NATURAL_PERSON)
"""Kinds whose name is masked: an old ledger may not tell what its applicants were."""


class Regime(TextChoices):
    """Which regulation's clock a case follows."""

    R2007 = "r2007", "《条例》（2007年）"
    R2019 = "r2019", "《条例》（2019年修订）"


class Status(TextChoices):
    """Where a case is; how it ended is its outcome, whether it is late is its clock."""

    UNCONFIRMED = "unconfirmed", "待确认"
    OPEN = "open", "办理中"
    CORRECTING = "correcting", "待补正"
    CONSULTING = "consulting", "征求意见中"
    EXPLAINING = "explaining", "待说明理由"
    PAYING = "paying", "待缴费"
    DECIDED = "decided", "待送达"
    CLOSED = "closed", "已办结"
    REOPENED = "reopened", "重新办理"
    VOID = "void", "已作废"


class Timeliness(TextChoices):
    """How a closed case stood to its term; open cases have none."""

    ON_TIME = "on_time", "按时办结"
    EXTENDED = "extended", "延期办结"
    LATE = "late", "逾期办结"


class AppealRoute(TextChoices):
    """How a reply was challenged: the three groups of part four."""

    REVIEW = "review", "行政复议"
    LIT_DIRECT = "lit_direct", "未经复议直接起诉"
    LIT_AFTER = "lit_after", "复议后起诉"


class AppealResult(TextChoices):
    """How a review or suit was concluded; empty while pending."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"


class EventKind(TextChoices):
    """What happened to a case, in the words of its log."""

    REGISTERED = "registered", "登记"
    RECEIPT_CONFIRMED = "receipt_confirmed", "确认收到"
    CORRECTION_ASKED = "correction_asked", "告知补正"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    CONSULTATION_SENT = "consultation_sent", "征求意见"
    CONSULTATION_DELIVERED = "consultation_delivered", "对方收到征求意见书"
    CONSULTATION_RETURNED = "consultation_returned", "收到意见"
    REASONS_ASKED = "reasons_asked", "要求说明理由"
    REASONS_GIVEN = "reasons_given", "收到理由说明"
    FEE_NOTICED = "fee_noticed", "发出收费通知"
    FEE_DELIVERED = "fee_delivered", "申请人收到收费通知"
    FEE_PAID = "fee_paid", "收到缴费"
    FEE_WAIVED = "fee_waived", "免收信息处理费"
    SUBMITTED = "submitted", "送审"
    SENT_BACK = "sent_back", "退回修改"
    RECALLED = "recalled", "撤回送审"
    EXTENDED = "extended", "延期"
    EXTENSION_TOLD = "extension_told", "告知延期"
    POSTPONED = "postponed", "合理延后"
    DECIDED = "decided", "作出决定"
    SERVED = "served", "答复送达"
    WITHDRAWN = "withdrawn", "申请人撤回"
    REOPENED = "reopened", "重新办理"
    AMENDED = "amended", "更正"
    VOIDED = "voided", "作废"
    APPEAL_OPENED = "appeal_opened", "提起复议诉讼"
    APPEAL_FURTHER = "appeal_further", "提起上诉"
    APPEAL_CLOSED = "appeal_closed", "复议诉讼审结"
    RECALCULATED = "recalculated", "期限重算"
    ASSIGNED = "assigned", "分派"
    CLAIMED = "claimed", "认领"
    HANDED_OVER = "handed_over", "移交"
    HANDED_BACK = "handed_back", "交回"
    SPLIT = "split", "分案"
    PAPER_ISSUED = "paper_issued", "制发文书"
    PAPER_SERVED = "paper_served", "文书送达"
    PAPER_VOIDED = "paper_voided", "文书作废"
    ATTACHED = "attached", "上传附件"
    ATTACHMENT_REMOVED = "attachment_removed", "撤下附件"


class ReceiptBasis(TextChoices):
    """How the legal receipt date was fixed (R19 Art. 31)."""

    SUBMITTED = "submitted", "当面提交之日"
    SIGNED_FOR = "signed_for", "邮寄签收之日"
    CONFIRMED = "confirmed", "与申请人确认之日"
    BOTH_SIDES = "both_sides", "双方确认之日"
    MAIL_SYSTEM = "mail_system", "邮件系统收到之日（旧条例）"
    LEDGER = "ledger", "台账所记"


class Mail(TextChoices):
    """Whether somebody signs for a letter: it decides the day of receipt (R19 Art. 31)."""

    REGISTERED = "registered", "须签收（挂号、特快等）"
    ORDINARY = "ordinary", "平信（无须签收）"


class ConfirmedBy(TextChoices):
    """By what means the receipt was confirmed with the applicant (R19 Art. 31)."""

    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    PLATFORM = "platform", "平台"
    WRITING = "writing", "书面"
    OTHER = "other", "其他"


class ConsultedParty(TextChoices):
    """Whose opinion is asked; silence means the opposite for the two (R19 Arts. 32 and 34)."""

    THIRD_PARTY = "third_party", "第三方"
    JOINT_ORGAN = "joint_organ", "共同制作的行政机关"


class Stance(TextChoices):
    """What an asked party answered; what silence means depends on the party (R19 Arts. 32 and 34)."""

    AGREES = "agrees", "同意公开"
    REFUSES = "refuses", "不同意公开"
    SILENT = "silent", "逾期未答复"


class FeeBasis(TextChoices):
    """By what a processing fee is reckoned, never by both (国办函〔2020〕109号)."""

    BY_ITEM = "by_item", "按件计收"
    BY_PAGE = "by_page", "按量计收"


class ProposedAct(TextChoices):
    """What a second person approves before it is done; the codes are those of the lifecycle's acts."""

    EXTEND = "extend", "延期答复"
    DECIDE = "decide", "答复决定"


class ProposalState(TextChoices):
    """How far a draft for approval is."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    SENT_BACK = "sent_back", "已退回"
    APPROVED = "approved", "已同意"
    DROPPED = "dropped", "已撤销"


class Consequence(TextChoices):
    """What a concluded review or suit led to."""

    NOTHING = "nothing", "无须再办"
    NEW_ANSWER = "new_answer", "责令重新答复"
    UNLAWFUL = "unlawful", "确认违法"
    OTHER = "other", "其他"


class DesiredForm(TextChoices):
    """In what form the information is wanted (R19 Art. 29)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文档"
    COPY = "copy", "复制件"
    INSPECT = "inspect", "现场查阅"
    OTHER = "other", "其他"


class Delivery(TextChoices):
    """How the answer is delivered (R19 Art. 29; ways of reply)."""

    POST = "post", "邮寄"
    PICK_UP = "pick_up", "当面领取"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    WEB = "web", "网上获取"
    OTHER = "other", "其他"


class AttachmentKind(TextChoices):
    """What a file kept with a case is for (案卷材料)."""

    APPLICATION = "application", "申请材料"
    CORRECTION = "correction", "补正材料"
    OPINION = "opinion", "第三方意见"
    PROOF = "proof", "送达凭证"
    APPEAL = "appeal", "复议诉讼材料"
    OTHER = "other", "其他"


class Standing(TextChoices):
    """Whether a fact was read in an official text."""

    CONFIRMED = "confirmed", "已核实"
    UNCONFIRMED = "unconfirmed", "待核实"


class PaperKind(TextChoices):
    """The papers of a case, by the codes of law/papers.yaml; the first counts the register and is no paper."""

    REQUEST = "request", "公开申请登记"
    APPLICATION = "application", "申请表"
    RECEIPT = "receipt", "登记回执"
    CORRECTION = "correction", "补正告知书"
    REASONS = "reasons", "说明理由告知书"
    EXTENSION = "extension", "延期答复告知书"
    CONSULTATION = "consultation", "第三方意见征求书"
    CONSULTATION_REPLY = "consultation_reply", "第三方意见反馈表"
    CONSULTATION_NOTICE = "consultation_notice", "征求意见告知书"
    OVERRIDE = "override", "依申请公开告知书"
    JOINT = "joint", "协办函"
    FEE = "fee", "收费通知书"
    ANSWER = "answer", "答复告知书"
    ABANDONED = "abandoned", "不再处理告知书"
    SERVICE = "service", "送达回证"
    ARCHIVE = "archive", "归档目录"
