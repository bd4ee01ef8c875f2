"""The file of a case: one page to print, and a zip for the archive with papers, attachments and log."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.timezone import localtime

from openness.organs.rights import Action, may
from requests_app import letters
from requests_app.admin.case_page import case_context
from requests_app.admin.desk import Desk
from requests_app.admin.doing import DoingAdmin, require_right
from requests_app.admin.papers import personal_data_shown, private
from requests_app.choices import PaperKind
from requests_app.letters.archive import Item, csv_bytes, packed, papers_and_attachments, safe_name
from requests_app.models import DisclosureRequest, PaperDamaged
from requests_app.paper_occasions import Occasion
from requests_app.refusals import Refusal

STYLE = Path(__file__).resolve().parents[1] / "static" / "requests_app" / "print.css"
STYLE_BESIDE = "01-案卷.css"
"""The style of the page in the zip: a file beside it, for no page here bears a style of its own."""

PAGE = "admin/requests_app/case_file.html"
LOG_HEAD = ("序", "发生日", "事项", "内容", "说明", "经办", "录入时间")


class CaseFilePages(DoingAdmin):
    """The addresses of a case's file."""

    def get_urls(self) -> list[Any]:
        """Add them before Django's own, whose last pattern takes everything."""
        view, name = self.admin_site.admin_view, self.page_name("").removeprefix("admin:")
        return [
            path("<int:pk>/file/", view(self.file_view), name=f"{name}file"),
            path("<int:pk>/file.zip", view(self.zip_view), name=f"{name}zip"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the whole case on one page; the applicant masked as on the page of the case."""
        case = self.subject_of(request, pk)
        if may(request.user, Action.PERSONAL_VIEW, case.organ):
            personal_data_shown(request, case, "案卷")
        context = {**file_context(request, case), "back": self.page_of(case)}
        return private(TemplateResponse(request, PAGE, context))

    def zip_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Hand out the zip; where one of its files is missing or altered, none of it."""
        case = self.subject_of(request, pk)
        require_right(request, Action.PERSONAL_VIEW, case.organ)
        try:
            content = packed(_items(request, case))
        except (PaperDamaged, Refusal) as broken:
            messages.error(request, f"案卷没有导出，因为缺一份也不算完整：{broken}")
            return HttpResponseRedirect(f"{self.page_of(case)}#papers")
        personal_data_shown(request, case, "案卷（zip）")
        response = FileResponse(
            content,
            as_attachment=True,
            filename=safe_name(f"案卷 {case.number}") + ".zip",
            content_type="application/zip",
        )
        return private(response)


def file_context(request: HttpRequest, case: DisclosureRequest) -> dict[str, Any]:
    """Return everything that the file of a case draws: what its page shows, masked as there, under its own title."""
    return {**case_context(request, case), "title": f"案卷 {case.number}", "at": Desk.of(request).at}


def _items(request: HttpRequest, case: DisclosureRequest) -> Iterator[Item]:
    """Yield the files of the zip: contents first, then the page, the log, the papers, the attachments."""
    desk, context = Desk.of(request), file_context(request, case)
    listed = Occasion(PaperKind.ARCHIVE, desk.today)
    yield Item("00-归档目录.docx", letters.draft(case=case, occasion=listed, on=desk.today))
    page = render_to_string(PAGE, {**context, "stylesheet": STYLE_BESIDE})
    yield Item("01-案卷.html", page.encode())
    yield Item(STYLE_BESIDE, STYLE.read_bytes())
    yield Item("02-办理记录.csv", csv_bytes([LOG_HEAD, *map(_row, context["events"])]))
    yield from papers_and_attachments(case)


def _row(line: Any) -> tuple[str, ...]:
    entered = localtime(line.at).strftime("%Y-%m-%d %H:%M")
    details = "\n".join(line.details)
    what = f"{line.get_kind_display}{'（已撤销）' if line.is_struck else ''}"
    return (str(line.seq), str(line.on), what, details, line.note, str(line.by or "系统"), entered)
