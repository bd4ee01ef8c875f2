"""Cases, their log, decisions, appeals, numbers and the calendar."""

from requests_app.choices import PaperKind
from requests_app.models.appeal import Appeal
from requests_app.models.attachment import Attachment, FileDamaged
from requests_app.models.batch import BatchState, ImportBatch
from requests_app.models.calendar import CalendarDay, CalendarNotice, ExtraDayOff
from requests_app.models.decision import Decision
from requests_app.models.event import AppendOnly, CaseEvent
from requests_app.models.fee import FeeNotice
from requests_app.models.numbering import NumberSeries
from requests_app.models.paper import IssuedPaper, PaperDamaged, PaperTemplate
from requests_app.models.proposal import Proposal
from requests_app.models.request import DisclosureRequest, masked
from requests_app.models.submission import Submission

__all__ = [
    "Appeal",
    "AppendOnly",
    "Attachment",
    "BatchState",
    "CalendarDay",
    "CalendarNotice",
    "CaseEvent",
    "Decision",
    "DisclosureRequest",
    "ExtraDayOff",
    "FeeNotice",
    "FileDamaged",
    "ImportBatch",
    "IssuedPaper",
    "NumberSeries",
    "PaperDamaged",
    "PaperKind",
    "PaperTemplate",
    "Proposal",
    "Submission",
    "masked",
]
