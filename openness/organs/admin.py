"""Units in the admin: everybody reads those of their subtree, administrators manage them; people stand beside."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from openness.organs.admin_deputies import DeputyAdmin
from openness.organs.admin_forms import NewOrganForm, OrganForm
from openness.organs.admin_people import PersonAdmin
from openness.organs.admin_rights import HistoryAdmin
from openness.organs.admin_switches import switches_page
from openness.organs.admin_trail import TrailAdmin
from openness.organs.models import Organ, Placement, User
from openness.organs.operations import create_organ
from openness.organs.rights import Action
from openness.organs.switches import may_allow_self_approval, may_set_approval

__all__ = ["DeputyAdmin", "OrganAdmin", "PersonAdmin", "TrailAdmin"]

if TYPE_CHECKING:
    PlacementInlineBase = admin.TabularInline[Placement, Organ]
else:
    PlacementInlineBase = admin.TabularInline

# Rights here are roles and units; groups would be a second, unread answer to the same question.
admin.site.unregister(Group)

INDENT = "　"
APPROVAL: tuple[Any, ...] = (
    "审批方式",
    {
        "fields": ("approval", "self_approval"),
        "description": "另页设定：答复是否须经审核由主管部门或本单位审核人设定，可否自行审批只由上级单位的主管部门设定。",
    },
)
PROFILE: tuple[Any, ...] = (
    ("报告与文书用语", {"fields": ("scope_words", "document_prefix", "signature")}),
    ("救济途径", {"fields": ("review_body", "court")}),
    ("联系方式", {"fields": ("address", "postcode", "phone", "email", "website")}),
    (
        "三类联系人",
        {"fields": (("lead_name", "lead_phone"), ("office_name", "office_phone"), ("handler_name", "handler_phone"))},
    ),
)


class PlacementInline(PlacementInlineBase):
    """Where the unit stood in which years; `load_organs` writes it."""

    model = Placement
    fk_name = "organ"
    fields = ("parent", "placed_from", "placed_to", "vertical")
    readonly_fields = fields
    extra = 0
    can_delete = False
    template = "admin/organs/placements.html"
    verbose_name_plural = "隶属关系（调整由系统运维人员按起始日期导入，以免改动往年报告的汇总范围）"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let everybody read who may open the unit."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Add nothing here."""
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(Organ)
class OrganAdmin(HistoryAdmin):
    """The unit tree and each unit's profile."""

    form = OrganForm
    view_right = Action.ORGAN_VIEW
    add_right = change_right = Action.ORGAN_MANAGE

    list_display = ("indented_name", "code", "kind", "handler_name", "handler_phone")
    list_filter = ("kind",)
    search_fields = ("code", "name", "short_name")
    search_help_text = "按单位代码、名称或简称查找"
    ordering = ("path",)
    sortable_by = ()
    list_per_page = 100
    show_full_result_count = False
    inlines = (PlacementInline,)
    fieldsets = (("单位", {"fields": ("code", "name", "short_name", "kind", "parent_name")}), APPROVAL, *PROFILE)
    add_fieldsets = (("单位", {"fields": ("parent", "code", "name", "short_name", "kind")}), *PROFILE)
    readonly_fields = ("parent_name", "approval", "self_approval")

    def organ_of(self, obj: Any) -> Organ | None:
        """Return the unit itself."""
        return obj if isinstance(obj, Organ) else None

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the subtree of the person's unit."""
        within: QuerySet[Any] = rows.within(user.organ)  # type: ignore[attr-defined]
        return within

    def get_urls(self) -> list[Any]:
        """Add the page of how a unit approves."""
        page = self.admin_site.admin_view(self.switches_view)
        return [path("<int:pk>/switches/", page, name="organs_organ_switches"), *super().get_urls()]

    def switches_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show and set how a unit approves."""
        return switches_page(self, request, pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Lead to that page whoever may set something there."""
        user, organ = request.user, self.get_object(request, object_id)
        may_set = (
            isinstance(user, User)
            and organ is not None
            and (may_set_approval(user, organ) or may_allow_self_approval(user, organ))
        )
        more = {"switches_url": reverse("admin:organs_organ_switches", args=(object_id,))} if may_set else {}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    @admin.display(description="单位名称")
    def indented_name(self, organ: Organ) -> str:
        """Show the depth in the tree by indentation."""
        return INDENT * (organ.depth - 1) + organ.name

    @admin.display(description="答复须经第二人审核")
    def approval(self, organ: Organ) -> str:
        """Say it in words: a red cross would look like a fault."""
        return "是" if organ.answers_need_approval else "否"

    @admin.display(description="可自行审批")
    def self_approval(self, organ: Organ) -> str:
        """Say it in words."""
        return "是" if organ.may_approve_self else "否"

    @admin.display(description="上级单位")
    def parent_name(self, organ: Organ) -> str:
        """Show where the unit stands today."""
        parent = Organ.objects.get_parent(organ)
        return f"{parent}（要调整的，见下面“隶属关系”）" if parent else "（最上级）"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the parent only when a unit is added."""
        return self.fieldsets if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Show the placements of a unit that exists."""
        return self.inlines if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form of a new unit with the parents that the person may choose."""
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        form = super().get_form(request, obj, change, form=NewOrganForm, **kwargs)
        parent = form.base_fields["parent"]
        if isinstance(parent, ModelChoiceField) and isinstance(request.user, User):
            parent.queryset = Organ.objects.within(request.user.organ)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Create a unit by its operation; a change touches the profile only."""
        if change:
            return super().save_model(request, obj, form, change)
        profile = {name: value for name, value in form.cleaned_data.items() if name != "parent"}
        created = create_organ(parent=form.cleaned_data["parent"], **profile)
        obj.pk, obj._state.adding = created.pk, False
        obj.refresh_from_db()
        return None
