"""The draft of a report: made and refreshed from the numbers, edited by people, never overwriting what they wrote."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openness.organs.models import Organ, User
from reports_app.compiling import Compiled, compiled, drafted
from reports_app.formats import format_for
from reports_app.models import Report
from reports_app.operations.preconditions import require_edit, require_format, require_scope
from requests_app.refusals import Refusal

LONGEST_PART = 100_000  # characters


@transaction.atomic
def compile_report(*, by: User | None, at: datetime, organ: Organ, year: int, scope: str) -> Report:
    """Make the draft of a report, or refresh it from the numbers of now, and return it.

    Args:
        by, at: who compiles it, when.
        organ, year, scope: whose report.

    Raises:
        Refusal: no right, no format for the year, unknown scope.
    """
    require_edit(by, organ)
    require_scope(scope)
    format = require_format(year, at)
    Organ.objects.select_for_update().get(pk=organ.pk)
    report = Report.objects.filter(organ=organ, year=year, scope=scope).first()
    report = report or Report(organ=organ, year=year, scope=scope, version=0)
    _refresh(report, compiled(organ=organ, year=year, scope=scope))
    report.format_id, report.compiled_at, report.compiled_by = format.id, at, by
    return _saved(report, by, at)


@transaction.atomic
def edit_report(
    *,
    by: User | None,
    at: datetime,
    report: Report,
    version: int,
    parts: Mapping[str, str] | None = None,
    introduction: str | None = None,
    signed_on: date | None = None,
) -> Report:
    """Change what people write in a report and return it.

    Args:
        by, at: who edits it, when.
        report, version: the report, and the version the person saw.
        parts: part number → text.
        introduction: the text before part one; None leaves it.
        signed_on: the date under the report; None leaves it.

    Raises:
        Refusal: no right, changed meanwhile, an unknown part, or a text too long.
    """
    require_edit(by, report.organ)
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.version != version:
        raise Refusal("changed_meanwhile", "保存前他人已修改本报告，您的改动没有写入；请先复制您的文字，刷新后再填写。")
    _check_texts(locked, parts or {}, introduction or "")
    locked.narrative = {**locked.narrative, **{no: _tidy(text) for no, text in (parts or {}).items()}}
    if introduction is not None:
        locked.introduction = _tidy(introduction)
    if signed_on is not None:
        locked.signed_on = signed_on
    return _saved(locked, by, at)


def _refresh(report: Report, numbers: Compiled) -> None:
    """Put the new draft where nobody wrote: the text still is the draft of last time, or there was none."""
    new = {no: part.text for no, part in drafted(numbers).items()}
    narrative: dict[str, str] = dict(report.narrative)
    for no, text in new.items():
        if narrative.get(no, "") == report.drafted.get(no, ""):
            narrative[no] = text
    report.narrative, report.drafted = narrative, new


def _check_texts(report: Report, parts: Mapping[str, str], introduction: str) -> None:
    known = {part.no for part in format_for(report.year).parts}
    unknown = [no for no in parts if no not in known]
    if unknown:
        raise Refusal("unknown_part", f"该年度报告没有第 {'、'.join(unknown)} 部分。")
    for text in (*parts.values(), introduction):
        if len(text) > LONGEST_PART:
            raise Refusal("too_long", f"文字共 {len(text)} 字，超过 {LONGEST_PART} 字；请删减后再保存。")


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


def _saved(report: Report, by: User | None, at: datetime) -> Report:
    history: Any = report
    history._history_user, history._history_date = by, at
    report.version += 1
    report.save()
    return report
