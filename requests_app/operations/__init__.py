"""The only writers of cases: keyword-only, one transaction, row locked, lifecycle checked, logged."""

from requests_app.operations.answer import decide, reopen, serve, withdraw
from requests_app.operations.appeals import amend_appeal, close_appeal, open_appeal, void_appeal
from requests_app.operations.intake import confirm_receipt, register
from requests_app.operations.mistakes import amend, strike, void
from requests_app.operations.paper_templates import replace_template, restore_builtin
from requests_app.operations.papers import issue_paper, record_paper_service, void_paper
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

__all__ = [
    "Record",
    "amend",
    "amend_appeal",
    "ask_correction",
    "close_appeal",
    "confirm_receipt",
    "consult",
    "consultation_returned",
    "decide",
    "extend",
    "issue_paper",
    "open_appeal",
    "postpone",
    "recalculate",
    "receive_correction",
    "record_closed",
    "record_paper_service",
    "register",
    "reopen",
    "replace_template",
    "restore_builtin",
    "serve",
    "strike",
    "void",
    "void_appeal",
    "void_paper",
    "withdraw",
]
