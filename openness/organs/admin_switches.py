"""The page on which a unit's way of approving is set: its own form, its own operations, always with a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openness.organs.models import Organ, User
from openness.organs.refusing import OrganRefusal
from openness.organs.switches import (
    REASON_ROOM,
    allow_self_approval,
    may_allow_self_approval,
    may_set_approval,
    set_approval,
)

TEMPLATE = "admin/organs/organ/switches.html"
APPROVAL, SELF_APPROVAL = "answers_need_approval", "may_approve_self"


class SwitchForm(forms.Form):
    """The switches that the person may set on this unit; the others are left out."""

    answers_need_approval = forms.BooleanField(label="答复须经第二人审核", required=False)
    may_approve_self = forms.BooleanField(
        label="可自行审批",
        required=False,
        help_text="只有一个人的单位用。每一次自行审批都会在案件日志里注明。",
    )
    reason = forms.CharField(
        label="理由",
        max_length=REASON_ROOM,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="必填，留在单位的修改记录里。",
        error_messages={"required": "请填写理由。"},
    )

    def __init__(self, *args: Any, user: User, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = {APPROVAL: may_set_approval(user, organ), SELF_APPROVAL: may_allow_self_approval(user, organ)}
        for name, is_allowed in allowed.items():
            self.fields[name].initial = getattr(organ, name)
            if not is_allowed:
                del self.fields[name]

    def save(self, *, organ: Organ, by: User) -> bool:
        """Call the operations for what is changed; say whether they were done, else show why not."""
        doing: dict[str, Any] = {"organ": organ, "by": by, "at": timezone.now(), "reason": self.cleaned_data["reason"]}
        wanted = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        try:
            if APPROVAL in wanted and wanted[APPROVAL] != organ.answers_need_approval:
                set_approval(needed=wanted[APPROVAL], **doing)
            if SELF_APPROVAL in wanted and wanted[SELF_APPROVAL] != organ.may_approve_self:
                allow_self_approval(allowed=wanted[SELF_APPROVAL], **doing)
        except OrganRefusal as refused:
            self.add_error(refused.field or None, refused.message)
            return False
        return True


def switches_page(admin: "ModelAdmin[Any]", request: HttpRequest, pk: int) -> HttpResponse:
    """Show and take the form: 404 outside the subtree, 403 for whoever may set nothing here.

    Args:
        admin: the page of units, whose rows are those that the person may see.
        request: whose person sets it.
        pk: the unit.
    """
    user, organ = request.user, admin.get_queryset(request).filter(pk=pk).first()
    if organ is None:
        raise Http404
    if not isinstance(user, User) or not (may_set_approval(user, organ) or may_allow_self_approval(user, organ)):
        raise PermissionDenied
    form = SwitchForm(request.POST or None, user=user, organ=organ)
    back = reverse("admin:organs_organ_change", args=(pk,))
    if request.method == "POST" and form.is_valid() and form.save(organ=organ, by=user):
        messages.success(request, f"“{organ}”的审批方式已保存。")
        return HttpResponseRedirect(back)
    request.current_app = admin.admin_site.name
    page = {"opts": admin.opts, "title": f"审批方式：{organ}", "original": organ, "form": form, "back": back}
    return TemplateResponse(request, TEMPLATE, {**admin.admin_site.each_context(request), **page})
