"""Cases and appeals as a ledger again: what is written here, an import reads back unchanged.

What the columns cannot carry stays behind: of several consultations the first is written; a decision and its reply
are one date; regime, service dates, later answers and the applicant's address are left out. A request without a legal
receipt date (待确认) has no row yet. Names of natural persons, identity and phone numbers, and an office's own columns that
are not known to be harmless, are masked unless they are asked for in full; an import takes a masked value of a case that it knows as unchanged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from openness.masks import HIDDEN, MASKS, mask_for_header
from openness.organs.choices import TrailKind
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.scopes import OrganSet, report_scope
from openness.organs.trail import leave
from requests_app.ledger.appeals import AppealRecord
from requests_app.ledger.columns import APPEAL_COLUMNS, APPEALS_SHEET, CASE_COLUMNS
from requests_app.ledger.labels import CHANNELS, KINDS, RESULTS, ROUTES, label_of
from requests_app.ledger.masked import MASKED_FIELDS, is_person
from requests_app.ledger.plans import chunks
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.stored import appeal_record_of, logs_of, record_of
from requests_app.ledger.tables import beside, replacing, write_csv, write_xlsx
from requests_app.models import Appeal, DisclosureRequest, masked
from requests_app.operations.records import Record
from requests_app.outcome_labels import outcome_to_ledger
from requests_app.regimes import EARLIEST_RECEIPT

CASES_SHEET = "台账"


@dataclass(frozen=True)
class Exported:
    """What was written: how many rows, into which files."""

    cases: int
    appeals: int
    files: Sequence[Path]


def export_ledger(
    *,
    organ: Organ,
    year: int,
    scope: str,
    path: Path,
    by: User | None,
    at: datetime,
    with_personal: bool = False,
    ip: str = "",
) -> Exported:
    """Write the requests received in a year, and the reviews and suits filed in it.

    Args:
        organ: the unit.
        year: the year of receipt, of appeals the year of filing.
        scope: `own` or `aggregate`; units stand where they stood that year, rights follow the tree of today.
        path: .xlsx (appeals as a second sheet) or .csv (appeals as a second file beside it).
        by: who exports; None is the system itself.
        at: when; a year that has not begun has no ledger.
        with_personal: write identity and phone numbers in full; needs the right to see personal data as well.
        ip: where the request came from, for the trail; empty for a command.

    Raises:
        LedgerRefused: no right, a year without requests under the Regulation, or a place that cannot be written to.
    """
    if by is not None and not may(by, Action.LEDGER_EXPORT, organ):
        raise LedgerRefused(
            "not_allowed", f"您没有导出“{organ}”台账的权限，没有导出任何内容。请联系本单位审核人或主管部门。"
        )
    if with_personal and by is not None and not may(by, Action.PERSONAL_VIEW, organ):
        raise LedgerRefused(
            "not_allowed", f"您没有查看“{organ}”申请人个人信息的权限，没有导出任何内容。请去掉 --with-personal 后重试。"
        )
    _require_year(year, localdate(at))
    source = _Source(report_scope(organ, year, scope), year, by, with_personal=with_personal)
    done = _write(source, path)
    leave(
        by=by, at=at, kind=TrailKind.EXPORT, subject=f"台账 {organ.code} {year} {scope}：{path.name}", organ=organ,
        rows=done.cases + done.appeals, with_personal=with_personal, ip=ip,
    )  # fmt: skip
    return done


def _write(source: "_Source", path: Path) -> Exported:
    cases = (CASES_SHEET, source.case_headers(), source.case_rows())
    appeals = (APPEALS_SHEET, [column.header for column in APPEAL_COLUMNS], source.appeal_rows())
    if path.suffix.lower() != ".csv":
        with replacing(path) as draft:
            write_xlsx(draft, [cases, appeals])
        return Exported(source.cases, source.appeals, [path])
    apart = beside(path, APPEALS_SHEET)
    for target, (_, headers, rows) in ((path, cases), (apart, appeals)):
        with replacing(target) as draft:
            write_csv(draft, headers, rows)
    return Exported(source.cases, source.appeals, [path, apart])


def _require_year(year: int, today: date) -> None:
    """Refuse a year that is surely mistyped: the file would be empty and look like a year without requests."""
    if year < EARLIEST_RECEIPT.year:
        why = f"《政府信息公开条例》{EARLIEST_RECEIPT} 起施行，{year}年没有依申请公开的台账"
    elif year > today.year:
        why = f"{year}年还没有开始（今天是 {today}），没有台账"
    else:
        return
    accepted = f"{EARLIEST_RECEIPT.year} 至 {today.year}"
    raise LedgerRefused("year", f"{why}，没有导出任何内容。请核对年份，可填 {accepted}。")


class _Source:
    """The rows to write, read from the database in chunks."""

    def __init__(self, organs: OrganSet, year: int, by: User | None, *, with_personal: bool) -> None:
        cases = DisclosureRequest.objects.received_in(year)
        appeals = Appeal.objects.filed_in(year)
        if by is not None:
            cases, appeals = cases.visible_to(by), appeals.visible_to(by)
        self._cases = organs.filter(cases).order_by("organ__path", "received_on", "pk")
        self._appeals = organs.filter(appeals).order_by("organ__path", "filed_on", "pk")
        self._with_personal = with_personal
        self._is_hidden = by is not None and not may(by, Action.PERSONAL_VIEW)
        self._codes: Mapping[int, str] = dict(Organ.objects.order_by().values_list("pk", "code"))
        self._extra: list[str] = []
        self.cases = self.appeals = 0

    def case_headers(self) -> list[str]:
        """Return the known columns, and behind them what ledgers had besides."""
        extras = self._cases.exclude(extra="").values_list("extra", flat=True)
        self._extra = list(dict.fromkeys(header for extra in extras.iterator() for header in extra))
        return [*(column.header for column in CASE_COLUMNS), *self._extra]

    def case_rows(self) -> Iterator[list[Any]]:
        """Yield one row a request."""
        for chunk in chunks(list(self._cases.values_list("pk", flat=True))):
            found = DisclosureRequest.objects.in_bulk(chunk)
            logs = logs_of(chunk)
            for pk in chunk:
                self.cases += 1
                yield self._case_row(record_of(found[pk], logs[pk]))

    def appeal_rows(self) -> Iterator[list[Any]]:
        """Yield one row a review or suit."""
        for appeal in self._appeals.select_related("request").iterator():
            self.appeals += 1
            yield self._appeal_row(appeal_record_of(appeal))

    def _case_row(self, record: Record) -> list[Any]:
        result, detail = outcome_to_ledger(record.outcome) if record.outcome else ("", "")
        written: dict[str, Any] = {
            "organ_code": self._codes[record.organ_id],
            "channel": label_of(record.channel, CHANNELS),
            "applicant_kind": label_of(record.applicant_kind, KINDS),
            "extension_days": record.extension_days or None,
            "result": result,
            "detail": detail,
        }
        if not self._with_personal:
            written |= {name: MASKS[name](getattr(record, name)) for name in MASKED_FIELDS}
            written["applicant_name"] = masked(record.applicant_name, is_person=is_person(record))
        known = [written[c.field] if c.field in written else getattr(record, c.field) for c in CASE_COLUMNS]
        return [*known, *(self._extra_cell(record, header) for header in self._extra)]

    def _extra_cell(self, record: Record, header: str) -> str | None:
        """Return a cell of a column that the office added itself."""
        value = record.extra.get(header)
        if value is None or self._with_personal:
            return value
        mask = mask_for_header(header)
        return HIDDEN if self._is_hidden else mask(value) if mask else value

    def _appeal_row(self, record: AppealRecord) -> list[Any]:
        written = {
            "organ_code": self._codes[record.organ_id],
            "year": record.year or None,
            "route": label_of(record.route, ROUTES),
            "result": label_of(record.result, RESULTS),
        }
        return [written[c.field] if c.field in written else getattr(record, c.field) for c in APPEAL_COLUMNS]
