"""The only writers of cases: keyword-only, one transaction, row locked, lifecycle checked, logged."""

from requests_app.operations.answer import decide, serve, withdraw
from requests_app.operations.answer_checks import Answer
from requests_app.operations.appeal_mistakes import amend_appeal, void_appeal
from requests_app.operations.appeals import appeal_further, close_appeal, open_appeal
from requests_app.operations.attachments import attach, attach_all, remove_attachment
from requests_app.operations.bulk import bulk_assign, bulk_close, bulk_extend
from requests_app.operations.calendar import change_calendar
from requests_app.operations.calendar_effect import preview_change
from requests_app.operations.consultation import consult, consultation_delivered, consultation_returned
from requests_app.operations.correction import ask_correction, receive_correction
from requests_app.operations.excessive import ask_reasons, postpone, receive_reasons
from requests_app.operations.extension import extend, tell_extension
from requests_app.operations.fees import deliver_fee, notice_fee, pay_fee, waive_fee
from requests_app.operations.handing import assign, claim, hand_back, hand_over
from requests_app.operations.intake import confirm_receipt, register
from requests_app.operations.mistakes import amend, strike, void
from requests_app.operations.paper_templates import replace_template, restore_builtin
from requests_app.operations.papers import issue_paper, record_paper_service, void_paper
from requests_app.operations.proposals import approve, propose_answer, propose_extension, recall, send_back
from requests_app.operations.recalculation import recalculate
from requests_app.operations.records import Record, record_closed
from requests_app.operations.reopening import reopen
from requests_app.operations.splitting import split
from requests_app.operations.stored_together import stored_together

__all__ = [
    "Answer",
    "Record",
    "amend",
    "amend_appeal",
    "appeal_further",
    "approve",
    "ask_correction",
    "ask_reasons",
    "assign",
    "attach",
    "attach_all",
    "bulk_assign",
    "bulk_close",
    "bulk_extend",
    "change_calendar",
    "claim",
    "close_appeal",
    "confirm_receipt",
    "consult",
    "consultation_delivered",
    "consultation_returned",
    "decide",
    "deliver_fee",
    "extend",
    "hand_back",
    "hand_over",
    "issue_paper",
    "notice_fee",
    "open_appeal",
    "pay_fee",
    "postpone",
    "preview_change",
    "propose_answer",
    "propose_extension",
    "recalculate",
    "recall",
    "receive_correction",
    "receive_reasons",
    "record_closed",
    "record_paper_service",
    "register",
    "remove_attachment",
    "reopen",
    "replace_template",
    "restore_builtin",
    "send_back",
    "serve",
    "split",
    "stored_together",
    "strike",
    "tell_extension",
    "void",
    "void_appeal",
    "void_paper",
    "waive_fee",
    "withdraw",
]  # fmt: skip
