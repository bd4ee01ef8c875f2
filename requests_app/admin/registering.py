"""The screen of registration: its form, the applicant found again, the due date while it is being typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_GET, require_POST

from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.rights import Action
from openness.organs.trail import leave_for
from requests_app import operations
from requests_app.admin.applicants import Found, find_applicants, request_of, taken_over
from requests_app.admin.desk import Desk
from requests_app.admin.doing import DoingAdmin, require_right
from requests_app.admin.due import due_told
from requests_app.admin.kin import kin_of
from requests_app.forms.intake import RegisterForm
from requests_app.forms.outcome_choices import outcome_label
from requests_app.forms.receiving import DueForm
from requests_app.forms.records import RecordClosedForm
from requests_app.models import DisclosureRequest

REGISTER_PAGE = "admin/requests_app/register.html"
FOUND = "admin/requests_app/applicants_found.html"
FIND, ADOPT = "find", "adopt"
SEARCHING = "search"
"""The button 查找, which reloads the form where no script does it."""


class RegisteringAdmin(DoingAdmin):
    """The pages that put a new case into the system."""

    def get_urls(self) -> list[Any]:
        """Add the form of cases handled elsewhere, and what the script of the registration asks."""
        pages = {
            "record": self.record_view,
            "due": require_GET(self.due_view),
            "applicants": require_POST(self.applicants_view),
        }
        own = [
            path(f"{name}/", self.admin_site.admin_view(view), name=self.page_name(name).removeprefix("admin:"))
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Register a request; a search for its applicant gives the form back with everything that was typed."""
        user, desk = require_right(request, Action.CASE_REGISTER), Desk.of(request)
        if request.method == "POST" and _searches(request):
            found, applicant = _looked_up(request, user)
            form = RegisterForm(user=user, today=desk.today, initial={**request.POST.dict(), **applicant})
            return self._register_page(request, form, found=found, focus="content" if applicant else "")
        form = RegisterForm(request.POST or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid():
            case = form.call(operations.register, by=user, at=desk.at)
            if case is not None:
                return self._registered(request, form, case)
        return self._register_page(request, form)

    def record_view(self, request: HttpRequest) -> HttpResponse:
        """Put a case on record that was handled outside the system."""
        user, desk = require_right(request, Action.CASE_REGISTER), Desk.of(request)
        form = RecordClosedForm(request.POST or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid():
            case = form.call(operations.record_closed, by=user, at=desk.at)
            if case is not None:
                self.tell(request, form, case, f"已补录：{case.number}，{outcome_label(case.outcome)}。")
                return HttpResponseRedirect(self.page_of(case))
        back = reverse(self.page_name("changelist"))
        return self.form_page(request, form, title="补录已办结申请", back=back)

    def due_view(self, request: HttpRequest) -> JsonResponse:
        """Tell the due date of what has been typed so far; nothing is stored."""
        user, desk = require_right(request, Action.CASE_REGISTER), Desk.of(request)
        return JsonResponse(due_told(DueForm(request.GET, user=user, today=desk.today), desk))

    def applicants_view(self, request: HttpRequest) -> JsonResponse:
        """Find applicants, or give one in full; by POST, so that no name or number stands in a log of addresses."""
        user = require_right(request, Action.CASE_REGISTER)
        require_right(request, Action.PERSONAL_VIEW)
        if ADOPT in request.POST:
            applicant = _adopted(request, user)
            return JsonResponse({"applicant": applicant} if applicant else {"error": "没有这一申请人，请重新查找。"})
        found = _found(request, user)
        return JsonResponse({"count": len(found.matches), "html": render_to_string(FOUND, {"found": found})})

    def _register_page(
        self, request: HttpRequest, form: RegisterForm, *, found: Found | None = None, focus: str = ""
    ) -> HttpResponse:
        if _receipt_page(0) is None:
            del form.fields["print_receipt"]
        form.starts_at = focus
        form.is_searched = found is not None and not focus
        asked = {"due_url": reverse(self.page_name("due")), "applicants_url": reverse(self.page_name("applicants"))}
        back = reverse(self.page_name("changelist"))
        page: dict[str, Any] = {"title": "登记申请", "back": back, "found": found, **asked}
        return self.form_page(request, form, template=REGISTER_PAGE, refused=bool(form.errors), **page)

    def _registered(self, request: HttpRequest, form: RegisterForm, case: DisclosureRequest) -> HttpResponse:
        due = f"答复期限：{case.due_on}。" if case.due_on else "收到日期待确认，期限尚未起算。"
        receipt = _receipt_page(case.pk)
        link = format_html(' <a href="{}">打印登记回执</a>', receipt) if receipt else ""
        if not self.tell(request, form, case, format_html("已登记：{}。{}{}", case.number, due, link)):
            return HttpResponseRedirect(self.page_of(case))
        if form.caution():
            messages.warning(request, form.caution())
        _warn_of_alike(request, case)
        wants_receipt = receipt is not None and form.cleaned_data.get("print_receipt")
        return HttpResponseRedirect(str(receipt) if wants_receipt else self.page_of(case))


def _warn_of_alike(request: HttpRequest, case: DisclosureRequest) -> None:
    """Name the same applicant's requests with a similar text, so that one entered twice is seen at once."""
    kin = kin_of(case, request.user) if isinstance(request.user, User) else {}
    alike = [(one.url, one.number) for one in kin.get("rows", ()) if one.is_alike]
    if alike:
        links = format_html_join("、", '<a href="{}">{}</a>', alike)
        said = (
            "同一申请人已有内容相近的申请：{}。同一件登记了两次的，请审核人作废其一；是否属于重复申请，由经办人判断。"
        )
        messages.warning(request, format_html(said, links))


def _searches(request: HttpRequest) -> bool:
    """Say whether a search was meant; Enter in its entry sends the form as if it were to be saved."""
    sent = request.POST
    return ADOPT in sent or SEARCHING in sent or bool(sent.get(FIND) and not sent.get("applicant_name"))


def _looked_up(request: HttpRequest, user: User) -> tuple[Found, dict[str, Any]]:
    """Return what the search found, and the entries that the choice of an applicant fills."""
    if ADOPT not in request.POST:
        return _found(request, user), {}
    applicant = _adopted(request, user)
    said = f"已填入“{applicant['applicant_name']}”，请核对。" if applicant else "没有这一申请人，请重新查找。"
    return Found(request.POST.get(FIND, ""), (), said), applicant


def _found(request: HttpRequest, user: User) -> Found:
    """Look applicants up, and leave in the trail which requests were shown, never what was typed."""
    found = find_applicants(user, request.POST.get(FIND, ""))
    numbers = "、".join(match.last_number for match in found.matches)
    _leave(request, user, f"查找申请人：{numbers or '没有找到'}", rows=len(found.matches), with_personal=False)
    return found


def _adopted(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what an earlier request says of its applicant, in full, and leave in the trail that it was shown."""
    case = request_of(user, request.POST[ADOPT])
    if case is None:
        return {}
    _leave(request, user, case.number, rows=1, with_personal=True)
    return taken_over(case)


def _leave(request: HttpRequest, user: User, subject: str, **more: Any) -> None:
    leave_for(request, at=Desk.of(request).at, kind=TrailKind.LOOK, organ=user.organ, subject=subject, **more)


def _receipt_page(key: int) -> str | None:
    """Return the address of a case's receipt; None where the papers are not installed."""
    try:
        return reverse("admin:requests_app_disclosurerequest_receipt", args=(key,))
    except NoReverseMatch:
        return None
