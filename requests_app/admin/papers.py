"""Pages of a case's papers: what is issued and what is due, drafts, issuing, downloads, service, voiding."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header

from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.rights import Action
from openness.organs.trail import leave_for
from requests_app import letters, operations
from requests_app.admin.desk import Desk
from requests_app.admin.doing import DoingAdmin, require_right
from requests_app.admin.looks import bears_personal, leave_look
from requests_app.admin.paper_lines import CASE, fee_due
from requests_app.answer_law import ANSWERS
from requests_app.choices import PaperKind
from requests_app.forms.papers import IssuePaperForm, ServePaperForm, VoidPaperForm
from requests_app.letters.archive import safe_name
from requests_app.letters.context import DRAFT_NUMBER
from requests_app.letters.legal import paragraph_of
from requests_app.letters.reading import blocks_of
from requests_app.models import DisclosureRequest, IssuedPaper, PaperDamaged
from requests_app.operations.paper_assignments import occasions_of, open_step_of
from requests_app.operations.paper_checks import require_issuable, step_sentence
from requests_app.paper_law import PAPERS
from requests_app.paper_occasions import Occasion
from requests_app.refusals import Refusal

Response = TypeVar("Response", bound=HttpResponseBase)
VOIDING = "作废后文号不再使用，文书和作废原因仍留在案卷里；作废不能恢复，需要的另行制发。"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperPages(DoingAdmin):
    """The addresses of papers below a case."""

    def get_urls(self) -> list[Any]:
        """Add them before Django's own, whose last pattern takes everything."""
        pages: tuple[tuple[str, Callable[..., HttpResponseBase], str], ...] = (
            ("<int:pk>/paper/<slug:key>/", self.issue_paper_view, "paper"),
            ("<int:pk>/paper/<slug:key>/draft/", self.draft_view, "paper_draft"),
            ("<int:pk>/papers/<int:seq>/", self.paper_file_view, "paper_file"),
            ("<int:pk>/papers/<int:seq>/serve/", self.serve_paper_view, "paper_serve"),
            ("<int:pk>/papers/<int:seq>/void/", self.void_paper_view, "paper_void"),
            ("<int:pk>/receipt/", self.receipt_view, "receipt"),
        )
        own = [
            path(route, self.admin_site.admin_view(view), name=self.page_name(name).removeprefix("admin:"))
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def issue_paper_view(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """Ask what the paper needs, and issue it."""
        case, occasion, user = self._occasion(request, pk, key)
        if request.method == "GET" and self._is_barred(request, case, occasion):
            return HttpResponseRedirect(f"{self.page_of(case)}#papers")
        form, title = self._issue_form(request, case, occasion, user), PAPERS[occasion.kind].title
        if request.method == "POST" and form.is_valid():
            given: dict[str, Any] = {
                "case": case, "by": user, "at": Desk.of(request).at, "kind": occasion.kind,
                "event_seq": occasion.event_seq, "decision": occasion.decision, "about": occasion.about,
            }  # fmt: skip
            paper = form.call(letters.issue_paper, **given)
            if paper is not None:
                messages.success(request, f"已制发：{title} {paper.number}".strip() + "。")
                return HttpResponseRedirect(f"{self.page_of(case)}#papers")
        if bears_personal(case, form.asked.values()):
            leave_look(request, case)
        page = self.form_page(
            request, form, title=f"制发{title}", back=f"{self.page_of(case)}#papers", original=case,
            about=[*self.about(request, case), *fee_due(case, occasion)], submit_label="编号并制发", draft_url=reverse(f"{CASE}_paper_draft", args=(pk, key)),
        )  # fmt: skip
        page.template_name = "admin/requests_app/issue_paper.html"
        return page

    def draft_view(self, request: HttpRequest, pk: int, key: str) -> HttpResponse:
        """Hand out the paper as it would be issued; nothing is kept and no number taken."""
        case, occasion, user = self._occasion(request, pk, key)
        on, typed = _first_day(occasion, Desk.of(request).today), None
        if request.method == "POST":
            form = self._issue_form(request, case, occasion, user)
            form.is_valid()
            typed = {code: str(form.cleaned_data.get(code, "")) for code in form.asked}
            on = form.cleaned_data.get("on") or on
        try:
            content = letters.draft(case=case, occasion=occasion, on=on, typed=typed)
        except Refusal as refused:
            messages.error(request, refused.message)
            return HttpResponseRedirect(reverse(f"{CASE}_paper", args=(pk, key)))
        personal_data_shown(request, case, f"{PAPERS[occasion.kind].title}草稿")
        return handed_out(content, f"草稿 {PAPERS[occasion.kind].title}.docx", DOCX)

    def paper_file_view(self, request: HttpRequest, pk: int, seq: int) -> HttpResponse:
        """Hand a paper out as it was issued; it names the applicant, so only to whoever may read personal data."""
        case = self.subject_of(request, pk)
        require_right(request, Action.PERSONAL_VIEW, case.organ)
        paper = _paper(case, seq)
        try:
            content = paper.content()
        except PaperDamaged as damaged:
            messages.error(request, str(damaged))
            return HttpResponseRedirect(f"{self.page_of(case)}#papers")
        personal_data_shown(request, case, str(paper))
        return handed_out(content, f"{PAPERS[PaperKind(paper.kind)].title} {paper.number}".strip() + ".docx", DOCX)

    def serve_paper_view(self, request: HttpRequest, pk: int, seq: int) -> HttpResponse:
        """Ask how a paper was served."""
        case, paper, user = self._paper_at_work(request, pk, seq)
        step = open_step_of(paper)
        if step is not None and request.method == "GET":
            messages.warning(request, step_sentence(step))
            return HttpResponseRedirect(reverse(self.page_name("do"), args=(pk, step.value)))
        form = ServePaperForm(request.POST or None, user=user, today=Desk.of(request).today, paper=paper)
        return self._do_to_paper(
            request, case, paper, form, operations.record_paper_service, "登记文书送达", submit_label="登记送达"
        )

    def void_paper_view(self, request: HttpRequest, pk: int, seq: int) -> HttpResponse:
        """Ask why a paper is voided."""
        case, paper, user = self._paper_at_work(request, pk, seq)
        form = VoidPaperForm(request.POST or None, user=user, today=Desk.of(request).today)
        return self._do_to_paper(
            request, case, paper, form, operations.void_paper, "作废文书",
            submit_label="确认作废", is_grave=True, effect=VOIDING,
        )  # fmt: skip

    def receipt_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the receipt for printing: word for word the paper that was issued, or else its draft."""
        case = self.subject_of(request, pk)
        require_right(request, Action.PERSONAL_VIEW, case.organ)
        content = self._receipt(request, case)
        if content is None:
            return HttpResponseRedirect(f"{self.page_of(case)}#papers")
        personal_data_shown(request, case, "登记回执")
        # a print that takes no number has no line for one
        blocks = [block for block in blocks_of(content) if DRAFT_NUMBER not in block.text]
        context = {"title": PAPERS[PaperKind.RECEIPT].title, "blocks": blocks, "back": self.page_of(case)}
        return private(TemplateResponse(request, "admin/requests_app/printed_paper.html", context))

    def _receipt(self, request: HttpRequest, case: DisclosureRequest) -> bytes | None:
        issued = case.papers.standing().filter(kind=PaperKind.RECEIPT).last()
        called_for = next((one for one in occasions_of(case) if one.kind == PaperKind.RECEIPT), None)
        try:
            if issued is not None:
                return issued.content()
            if called_for is not None:
                return letters.draft(case=case, occasion=called_for, on=called_for.on)
            messages.warning(request, "收到日期尚未确认，还没有登记回执。请先办理“确认收到日期”。")
        except (PaperDamaged, Refusal) as broken:
            messages.error(request, str(broken))
        return None

    def _occasion(self, request: HttpRequest, pk: int, key: str) -> tuple[DisclosureRequest, Occasion, User]:
        case = self.subject_of(request, pk)
        user = require_right(request, Action.CASE_WORK, case.organ)
        found = next((one for one in occasions_of(case) if one.key == key), None)
        if found is None:
            raise Http404
        return case, found, user

    def _is_barred(self, request: HttpRequest, case: DisclosureRequest, occasion: Occasion) -> bool:
        """Say, and tell, that a paper is called for but cannot be issued yet."""
        try:
            require_issuable(case, occasion)
        except Refusal as refused:
            messages.error(request, refused.message)
            return True
        return False

    def _issue_form(
        self, request: HttpRequest, case: DisclosureRequest, occasion: Occasion, user: User
    ) -> IssuePaperForm:
        today = Desk.of(request).today
        first_on = _first_day(occasion, today)
        decision = case.decisions.filter(seq=occasion.decision).first() if occasion.decision else None
        words = paragraph_of(decision) if decision and decision.outcome in ANSWERS else None
        return IssuePaperForm(
            request.POST or None, user=user, today=today, subject=case, first_on=first_on,
            asked=letters.asked_for(case=case, occasion=occasion, on=first_on), asks=words.asks if words else "",
        )  # fmt: skip

    def _paper_at_work(self, request: HttpRequest, pk: int, seq: int) -> tuple[DisclosureRequest, IssuedPaper, User]:
        case = self.subject_of(request, pk)
        user = require_right(request, Action.CASE_WORK, case.organ)
        return case, _paper(case, seq), user

    def _do_to_paper(
        self,
        request: HttpRequest,
        case: DisclosureRequest,
        paper: IssuedPaper,
        form: Any,
        operation: Any,
        title: str,
        **drawn: Any,
    ) -> HttpResponse:
        back = f"{self.page_of(case)}#papers"
        if request.method == "POST" and form.is_valid():
            given: dict[str, Any] = {"paper": paper, "by": form.user, "at": Desk.of(request).at}
            if form.call(operation, **given) is not None:
                messages.success(request, f"“{paper}”：{title}已登记。")
                return HttpResponseRedirect(back)
        about = [*self.about(request, case), ("文书", str(paper)), ("成文日期", str(paper.issued_on))]
        return self.form_page(request, form, title=title, back=back, original=case, about=about, **drawn)


def personal_data_shown(request: HttpRequest, case: DisclosureRequest, what: str) -> None:
    """Leave a trace that somebody was shown or handed papers that name an applicant: the one place for it.

    Args:
        request: whose person it was, and when.
        case: whose applicant.
        what: which paper or page, in words.
    """
    leave_for(
        request, at=Desk.of(request).at, kind=TrailKind.DOWNLOAD, subject=f"{case.number} {what}", organ=case.organ,
        with_personal=True,
    )  # fmt: skip


def handed_out(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file as a download that nobody keeps on the way."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, safe_name(name))
    return private(response)


def private(response: Response) -> Response:
    """Mark an answer with personal data: not kept by anybody on the way, and no other kind than it says."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _first_day(occasion: Occasion, today: date) -> date:
    return occasion.on if occasion.is_due else min(today, occasion.until or today)


def _paper(case: DisclosureRequest, seq: int) -> IssuedPaper:
    found = case.papers.filter(seq=seq).first()
    if found is None:
        raise Http404
    return found
