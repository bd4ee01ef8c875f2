"""The operations on a case, by name: what the lifecycle speaks of."""

from enum import StrEnum


class Act(StrEnum):
    """An operation on a case."""

    CONFIRM_RECEIPT = "confirm_receipt"
    ASK_CORRECTION = "ask_correction"
    RECEIVE_CORRECTION = "receive_correction"
    CONSULT = "consult"
    CONSULTATION_DELIVERED = "consultation_delivered"
    CONSULTATION_RETURNED = "consultation_returned"
    ASK_REASONS = "ask_reasons"
    RECEIVE_REASONS = "receive_reasons"
    PROPOSE_EXTENSION = "propose_extension"
    EXTEND = "extend"
    TELL_EXTENSION = "tell_extension"
    POSTPONE = "postpone"
    NOTICE_FEE = "notice_fee"
    DELIVER_FEE = "deliver_fee"
    PAY_FEE = "pay_fee"
    WAIVE_FEE = "waive_fee"
    PROPOSE_ANSWER = "propose_answer"
    DECIDE = "decide"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    RECALL = "recall"
    SERVE = "serve"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    OPEN_APPEAL = "open_appeal"
    ASSIGN = "assign"
    CLAIM = "claim"
    HAND_OVER = "hand_over"
    HAND_BACK = "hand_back"
    SPLIT = "split"
    ISSUE_PAPER = "issue_paper"
    SERVE_PAPER = "serve_paper"
    VOID_PAPER = "void_paper"
    AMEND = "amend"
    STRIKE = "strike"
    VOID = "void"


PAPER_ACTS = frozenset({Act.ISSUE_PAPER, Act.SERVE_PAPER, Act.VOID_PAPER})
"""Done on the pages of the papers, of which a case can have many at a time; the others have a form each."""
