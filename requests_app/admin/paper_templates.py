"""Templates of papers by unit: which one counts for each kind, uploading one's own with its check, going back."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from openness.organs.admin_rights import RightsAdmin
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.standing import units_where
from requests_app import letters, operations
from requests_app.admin.desk import Desk
from requests_app.admin.doing import require_right
from requests_app.admin.papers import DOCX, handed_out
from requests_app.choices import PaperKind
from requests_app.forms.papers import TemplateForm
from requests_app.models import PaperDamaged, PaperTemplate
from requests_app.paper_law import PAPERS
from requests_app.refusals import Refusal

NAME = "requests_app_papertemplate"
KINDS = tuple(kind for kind in PaperKind if kind != PaperKind.REQUEST)
FOUND = 50


@admin.register(PaperTemplate)
class PaperTemplateAdmin(RightsAdmin):
    """One page per unit with all kinds of paper; nothing is changed but by uploading and going back."""

    view_right = Action.TEMPLATE_MANAGE

    def get_urls(self) -> list[Any]:
        """Offer these addresses and none of Django's own."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name=f"{NAME}_changelist"),
            path("<int:pk>/<slug:kind>/", view(self.kind_view), name=f"{NAME}_kind"),
            path("<int:pk>/<slug:kind>/download/", view(self.download_view), name=f"{NAME}_download"),
            path("<int:pk>/<slug:kind>/restore/", view(self.restore_view), name=f"{NAME}_restore"),
            path("builtin/<slug:kind>/", view(self.builtin_view), name=f"{NAME}_builtin"),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show for one unit which template each kind of paper uses, since when and by whom."""
        user = require_right(request, Action.TEMPLATE_MANAGE)
        query = request.GET.get("unit", "").strip()
        found = list(_units(user, query)) if query else []
        exact = next((one for one in found if one.code == query), None)
        unit = exact or (found[0] if len(found) == 1 else None if query else user.organ)
        context = {
            "title": "文书模板", "unit": unit, "query": query, "found": [] if unit else found,
            "rows": [_row(unit, kind) for kind in KINDS] if unit else [],
        }  # fmt: skip
        return self._page(request, "admin/requests_app/paper_templates.html", context)

    def kind_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Show the fields of a kind of paper and take a template of the unit's own."""
        user, unit, paper = self._asked(request, pk, kind)
        desk, back = Desk.of(request), _back(unit)
        form = TemplateForm(request.POST or None, request.FILES or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid() and self._upload(form, user, unit, paper, desk):
            messages.success(request, f"“{unit}”的{paper.label}从现在起使用新模板。")
            return HttpResponseRedirect(back)
        history = PaperTemplate.objects.filter(organ=unit, kind=paper).select_related("by", "replaced_by")
        context = {
            "title": f"{paper.label}模板", "unit": unit, "kind": paper, "form": form, "back": back, "row": _row(unit, paper),
            "fields": letters.fields_of(paper), "history": history, "media": form.media,
            "refused": request.method == "POST",
        }  # fmt: skip
        return self._page(request, "admin/requests_app/paper_template.html", context)

    def download_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Hand out the template that counts for a unit."""
        _, unit, paper = self._asked(request, pk, kind)
        try:
            content = letters.template_bytes(paper, PaperTemplate.objects.for_unit(unit, paper))
        except PaperDamaged as damaged:
            messages.error(request, str(damaged))
            return HttpResponseRedirect(_back(unit))
        return handed_out(content, f"{PAPERS[paper].title}模板.docx", DOCX)

    def builtin_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Hand out the built-in template, as a beginning for one's own."""
        require_right(request, Action.TEMPLATE_MANAGE)
        paper = _kind(kind)
        return handed_out(letters.builtin_template(paper), f"{PAPERS[paper].title}（内置模板）.docx", DOCX)

    def restore_view(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Put the unit's own template out of use."""
        user, unit, paper = self._asked(request, pk, kind)
        if request.method == "POST":
            try:
                operations.restore_builtin(organ=unit, kind=paper, by=user, at=Desk.of(request).at)
                messages.success(request, f"“{unit}”的{paper.label}不再使用自己的模板。")
            except Refusal as refused:
                messages.error(request, refused.message)
        return HttpResponseRedirect(_back(unit))

    def _upload(self, form: TemplateForm, user: User, unit: Organ, kind: PaperKind, desk: Desk) -> bool:
        upload = form.cleaned_data["file"]
        try:
            operations.replace_template(
                organ=unit, kind=kind, by=user, at=desk.at, content=_read(upload), name=upload.name or "",
                check=letters.complaints_about,
            )  # fmt: skip
        except Refusal as refused:
            for line in refused.message.splitlines():
                form.add_error("file", line)
            return False
        return True

    def _asked(self, request: HttpRequest, pk: int, kind: str) -> tuple[User, Organ, PaperKind]:
        user = require_right(request, Action.TEMPLATE_MANAGE)
        unit = Organ.objects.filter(pk=pk).first()
        if unit is None or not may(user, Action.TEMPLATE_MANAGE, unit):
            raise Http404
        return user, unit, _kind(kind)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> TemplateResponse:
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shared, **context})


def _read(upload: Any) -> bytes:
    """Return the upload. Raises Refusal where it is too large to be looked at: of such a file nothing may be there."""
    most = settings.TEMPLATE_UPLOAD_MAX_BYTES
    if upload.size > most:
        raise Refusal("too_large", f"文件有 {upload.size // 1024} KB，超过 {most // 1024} KB；请压缩或删去其中的图片。")
    content: bytes = upload.read()
    return content


def _kind(slug: str) -> PaperKind:
    try:
        return KINDS[[kind.value.replace("_", "-") for kind in KINDS].index(slug)]
    except ValueError:
        raise Http404 from None


def _units(user: User, query: str) -> Any:
    rows = units_where(user, Action.TEMPLATE_MANAGE)
    named = rows.filter(name__icontains=query)
    return (rows.filter(code=query) | named)[:FOUND]


def _back(unit: Organ) -> str:
    return f"{reverse(f'admin:{NAME}_changelist')}?unit={unit.code}"


def _row(unit: Organ, kind: PaperKind) -> dict[str, Any]:
    used = PaperTemplate.objects.for_unit(unit, kind)
    slug = kind.value.replace("_", "-")
    own = used is not None and used.organ_id == unit.pk
    address = {name: reverse(f"admin:{NAME}_{name}", args=(unit.pk, slug)) for name in ("kind", "download", "restore")}
    return {
        "label": kind.label, "used": used, "is_own": own, "builtin": reverse(f"admin:{NAME}_builtin", args=(slug,)),
        **address,
    }  # fmt: skip
