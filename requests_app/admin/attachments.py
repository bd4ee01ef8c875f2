"""Pages of a case's attachments: handing one out, taking one down; uploading is an act like any other."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path

from openness.middleware import HEADER
from openness.organs.choices import TrailKind
from openness.organs.rights import Action
from openness.organs.trail import leave_for
from requests_app import operations
from requests_app.admin.desk import Desk
from requests_app.admin.doing import DoingAdmin, require_right
from requests_app.attachment_kinds import SHOWN_IN_THE_BROWSER
from requests_app.forms.attachments import RemoveAttachmentForm
from requests_app.models import Attachment, FileDamaged

SANDBOX = "; ".join(
    (
        "sandbox",
        *(f"{kind} 'none'" for kind in ("script-src", "object-src", "connect-src", "frame-src", "frame-ancestors")),
    )
)
"""Whatever a file contains: it runs nothing and is of no origin.

Not `default-src 'none'`: the browser's own page around a picture styles itself and would fill the console with violations.
"""
REMOVING = "撤下后不再能打开、下载，不进案卷；文件、原因和经手人仍留在系统里。撤下不能恢复，需要的重新上传。"
PIECE = 64 * 1024

_WHY: dict[str, tuple[str, str]] = {
    "removed": ("附件已撤下", "这个附件已经撤下，不再打开；撤下的原因见案件页的附件栏和日志。"),
    "missing": (
        "附件打不开",
        "服务器上找不到这个附件的文件，或读不出来。请告知系统管理员从备份恢复；案件的其他内容不受影响。",
    ),
    "altered": (
        "附件打不开",
        "服务器上的文件与上传时的内容不一致（SHA-256 不符），可能已损坏或被改动，因此不再打开。请告知系统管理员从备份恢复。",
    ),
}


class AttachmentPages(DoingAdmin):
    """The addresses of attachments below a case."""

    def get_urls(self) -> list[Any]:
        """Add them before Django's own, whose last pattern takes everything."""
        view = self.admin_site.admin_view
        name = self.page_name("attachment").removeprefix("admin:")
        place = "<int:pk>/attachment/<int:seq>/"
        return [
            path(place, view(self.attachment_view), name=name),
            path(f"{place}remove/", view(self.remove_attachment_view), name=f"{name}_remove"),
            *super().get_urls(),
        ]

    def attachment_view(self, request: HttpRequest, pk: int, seq: int) -> HttpResponseBase:
        """Hand a file out: 404 outside the subtree, 403 for whoever may not read personal data, for it is full of them."""
        case = self.subject_of(request, pk)
        require_right(request, Action.PERSONAL_VIEW, case.organ)
        attachment = attachment_of(case, seq)
        if attachment.removed_at is not None:
            return self._unavailable(request, case, "removed")
        try:
            content = attachment.open_checked()
        except FileDamaged as damaged:
            return self._unavailable(request, case, damaged.code)
        attachment_opened(request, attachment)
        return _handed_out(attachment, content, is_shown="show" in request.GET)

    def remove_attachment_view(self, request: HttpRequest, pk: int, seq: int) -> HttpResponse:
        """Ask why, and take a file down."""
        case = self.subject_of(request, pk)
        user = require_right(request, Action.CASE_WORK, case.organ)
        attachment, desk = attachment_of(case, seq), Desk.of(request)
        form = RemoveAttachmentForm(request.POST or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid():
            given: dict[str, Any] = {"attachment": attachment, "by": user, "at": desk.at}
            if form.call(operations.remove_attachment, **given) is not None:
                messages.success(request, f"已撤下第 {attachment.seq} 号附件。")
                return HttpResponseRedirect(f"{self.page_of(case)}#attachments")
        about = [*self.about(request, case), ("附件", f"第 {attachment.seq} 号　{attachment.name}")]
        return self.form_page(
            request, form, title="撤下附件", back=self.page_of(case), original=case, about=about,
            submit_label="确认撤下", is_grave=True, effect=REMOVING,
        )  # fmt: skip

    def _unavailable(self, request: HttpRequest, case: Any, code: str) -> HttpResponse:
        request.current_app = self.admin_site.name
        title, why = _WHY[code]
        page = {"title": title, "why": why, "original": case, "back": f"{self.page_of(case)}#attachments"}
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(
            request, "admin/requests_app/attachment_unavailable.html", {**shared, **page}, status=404
        )


def attachment_opened(request: HttpRequest, attachment: Attachment) -> None:
    """Leave a trace that somebody was handed an applicant's paper: its file name may name people and is not kept."""
    case = attachment.request
    leave_for(
        request, at=Desk.of(request).at, kind=TrailKind.DOWNLOAD, subject=f"{case.number} 第{attachment.seq}号附件",
        organ=case.organ, with_personal=True,
    )  # fmt: skip


def attachment_of(case: Any, seq: int) -> Attachment:
    """Return one attachment of a case, taken down or not. Raises Http404 where there is none."""
    found = Attachment.objects.filter(request=case, seq=seq).first()
    if found is None:
        raise Http404
    return found


def _handed_out(attachment: Attachment, content: Any, *, is_shown: bool) -> FileResponse:
    """Return the answer with the file; like every page of the admin it is `private, no-store`."""
    is_inline = is_shown and attachment.content_type in SHOWN_IN_THE_BROWSER
    response = FileResponse(
        content, as_attachment=not is_inline, filename=attachment.name, content_type=attachment.content_type
    )
    response.block_size = PIECE
    response[HEADER] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
