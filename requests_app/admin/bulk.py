"""The same step on many cases of the list: chosen, previewed case by case, then confirmed; all of them or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openness.keys import is_key
from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app import operations
from requests_app.act_law import basis_of
from requests_app.admin.desk import Desk
from requests_app.choices import Regime
from requests_app.forms.bulk import BulkAssignForm, BulkCloseForm, BulkExtendForm, BulkForm
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.bulk import MOST, Chosen, Foreseen, foresee

LIST = "admin:requests_app_disclosurerequest_changelist"
CONFIRM = "confirm"


@dataclass(frozen=True)
class BulkStep:
    """One thing that can be done to many cases.

    Args:
        code: its place in the address.
        title: what people call it.
        form: what is asked once for all.
        operation: the one call.
        effect: what it does to the terms.
        act: the act on each case, whose basis is shown.
    """

    code: str
    title: str
    form: type[BulkForm]
    operation: Callable[..., Any]
    effect: str
    act: Act


_ROWS = (
    BulkStep(
        "extend", "批量延期", BulkExtendForm, operations.bulk_extend,
        "每件的期限增加所填的工作日数，只能一次；请逐件告知申请人。", Act.EXTEND,
    ),
    BulkStep("assign", "批量分派", BulkAssignForm, operations.bulk_assign, "不影响答复期限。", Act.ASSIGN),
    BulkStep(
        "close", "批量办结（已在系统外答复）", BulkCloseForm, operations.bulk_close,
        "各件随即办结，期限停止计算；答复在系统外审核。", Act.DECIDE,
    ),
)  # fmt: skip
BULK_STEPS: Mapping[str, BulkStep] = {row.code: row for row in _ROWS}


def bulk_page(request: HttpRequest, step: BulkStep, visible: Any, shared: Mapping[str, Any]) -> HttpResponse:
    """Ask, preview and do a step on the chosen cases.

    Args:
        request: `ids` names the chosen cases; on POST the entries, and `confirm` with the versions of the preview.
        step: what is to be done.
        visible: the cases that the person may see.
        shared: what every admin page is drawn with.
    """
    user, desk = request.user, Desk.of(request)
    assert isinstance(user, User)  # noqa: S101  (the caller asked for the right)
    cases, left_out = _chosen(request, user, visible)
    if not cases:
        messages.warning(request, "没有选中可以办理的申请：请在列表里勾选本单位未作废的申请。")
        return HttpResponseRedirect(reverse(LIST))
    form = step.form(request.POST or None, user=user, today=desk.today, cases=cases)
    previewed: list[Foreseen] = []
    if request.method == "POST" and form.is_valid():
        if CONFIRM in request.POST and _do(request, step, form, cases, desk):
            return HttpResponseRedirect(reverse(LIST))
        previewed = foresee(cases=cases, step=step.operation, by=user, at=desk.at, **form.arguments())
    doable = [one for one in previewed if not one.refused]
    context = {
        **shared, "title": step.title, "step": step, "form": form, "media": form.media, "cases": cases,
        "left_out": left_out, "previewed": previewed, "doable": doable,
        "versions": [f"{one.case.pk}:{one.case.version}" for one in doable],
        "basis": basis_of(step.act, Regime.R2019).words, "refused": request.method == "POST" and not previewed,
        "back": reverse(LIST), "most": MOST,
    }  # fmt: skip
    return TemplateResponse(request, "admin/requests_app/bulk.html", context)


def _chosen(request: HttpRequest, user: User, visible: Any) -> tuple[list[DisclosureRequest], int]:
    """Return the chosen cases that the person may do bulk steps on, and how many more were chosen."""
    asked = request.POST.getlist("ids") or request.GET.get("ids", "").split(",")
    ids = list(dict.fromkeys(int(one) for one in asked if is_key(one)))
    found = visible.filter(pk__in=ids[:MOST]).select_related("organ", "handler").order_by("pk")
    cases = [case for case in found if may(user, Action.CASE_BULK, case.organ)]
    return cases, len(ids) - len(cases)


def _do(request: HttpRequest, step: BulkStep, form: BulkForm, cases: Sequence[DisclosureRequest], desk: Desk) -> bool:
    """Do the step on the cases as previewed; return whether it was done."""
    known = {case.pk: case for case in cases}
    pairs = [pair.partition(":") for pair in request.POST.getlist("versions")]
    chosen = [
        Chosen(known[int(pk)], int(version))
        for pk, _, version in pairs
        if is_key(pk) and is_key(version) and int(pk) in known
    ]
    done = form.call(step.operation, chosen=chosen, by=request.user, at=desk.at)
    if done is None:
        return False
    messages.success(request, f"{step.title}：已办理 {len(done)} 件。")
    return True
