"""The only writers of cases: keyword-only, one transaction, row locked, lifecycle checked, logged."""

from requests_app.operations.answer import decide, reopen, serve, withdraw
from requests_app.operations.appeals import amend_appeal, close_appeal, open_appeal, void_appeal
from requests_app.operations.attachments import attach, attach_all, remove_attachment
from requests_app.operations.intake import confirm_receipt, register
from requests_app.operations.mistakes import amend, strike, void
from requests_app.operations.recalculation import recalculate
from requests_app.operations.records import Record, record_closed
from requests_app.operations.steps import (
    ask_correction,
    consult,
    consultation_returned,
    extend,
    postpone,
    receive_correction,
)
from requests_app.operations.stored_together import stored_together

__all__ = [
    "Record",
    "amend",
    "amend_appeal",
    "ask_correction",
    "attach",
    "attach_all",
    "close_appeal",
    "confirm_receipt",
    "consult",
    "consultation_returned",
    "decide",
    "extend",
    "open_appeal",
    "postpone",
    "recalculate",
    "receive_correction",
    "record_closed",
    "register",
    "remove_attachment",
    "reopen",
    "serve",
    "stored_together",
    "strike",
    "void",
    "void_appeal",
    "withdraw",
]
