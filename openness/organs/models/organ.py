"""A unit of the tree (行政机关) with the profile that reports and letters print."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from openness.organs.choices import OrganKind

PREFIX_ROOM = 40


class OrganQuerySet(MP_NodeQuerySet):
    """Domain questions about units."""

    def within(self, organ: "Organ | None") -> "OrganQuerySet":
        """Return the units of today's subtree of `organ`, itself included; nothing for nobody's unit."""
        if organ is None:
            return self.none()
        return self.filter(path__gte=organ.path, path__lt=path_after(organ.path))

    def within_any(self, organs: "Iterable[Organ]") -> "OrganQuerySet":
        """Return the units of today's subtrees of `organs`, themselves included; nothing for none."""
        wanted = models.Q(pk__in=[])
        for organ in organs:
            wanted |= models.Q(path__gte=organ.path, path__lt=path_after(organ.path))
        return self.filter(wanted)


class OrganManager(MP_NodeManager.from_queryset(OrganQuerySet)):  # type: ignore[misc]
    """Units in tree order."""

    def get_queryset(self) -> OrganQuerySet:
        """Return units in the order of the tree."""
        return OrganQuerySet(self.model, using=self._db).order_by("path")


class Organ(MP_Node):
    """A unit that handles requests and reports on them."""

    code = models.CharField("单位代码", max_length=32, unique=True)
    name = models.CharField("单位名称", max_length=200)
    short_name = models.CharField("简称", max_length=100, blank=True)
    kind = models.CharField("类别", max_length=12, choices=OrganKind.choices, default=OrganKind.DEPARTMENT)
    scope_words = models.CharField("统计范围用语", max_length=20, blank=True, help_text="如：全区、全市、本机关")
    document_prefix = models.CharField("发文代字", max_length=PREFIX_ROOM, blank=True, help_text="如：永川府公开")
    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    email = models.CharField("电子邮箱", max_length=120, blank=True)
    website = models.CharField("网站", max_length=200, blank=True)
    signature = models.CharField("署名", max_length=200, blank=True, help_text="报告落款；空白时用单位名称")
    lead_name = models.CharField("分管领导", max_length=60, blank=True)
    lead_phone = models.CharField("分管领导电话", max_length=60, blank=True)
    office_name = models.CharField("负责科室", max_length=100, blank=True)
    office_phone = models.CharField("负责科室电话", max_length=60, blank=True)
    handler_name = models.CharField("经办人", max_length=60, blank=True)
    handler_phone = models.CharField("经办人电话", max_length=60, blank=True)
    review_body = models.CharField(
        "复议机关",
        max_length=200,
        blank=True,
        help_text="答复告知书写明的行政复议机关；空白时写“有权受理的行政复议机关”。",
    )
    court = models.CharField(
        "管辖法院", max_length=200, blank=True, help_text="答复告知书写明的人民法院；空白时写“有管辖权的人民法院”。"
    )
    answers_need_approval = models.BooleanField(
        "答复须经第二人审核", default=True, help_text="由主管部门或本单位审核人设定，须说明理由。"
    )
    may_approve_self = models.BooleanField(
        "可自行审批",
        default=False,
        help_text="只有一个人的单位用：承办人可审批自己的延期和答复，每次都注明。只能由上级单位的主管部门人员设定。",
    )
    history = HistoricalRecords(verbose_name="单位修改记录")

    objects: ClassVar[OrganManager] = OrganManager()

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def __str__(self) -> str:
        return self.name

    @property
    def signed_name(self) -> str:
        """The name under a report."""
        return self.signature or self.name

    @property
    def paper_prefix(self) -> str:
        """What its 文号 begin with: its 发文代字, else its name, so that two units never number alike for want of one."""
        return self.document_prefix or (self.short_name or self.name)[:PREFIX_ROOM]

    def contains(self, other: "Organ") -> bool:
        """Say whether `other` stands in today's subtree of this unit, itself included."""
        return bool(other.path.startswith(self.path))


def path_after(path: str) -> str:
    """Return a path behind every path of the subtree of `path`: the open end of its range.

    Steps are four characters of 0–9 and A–Z, so only a unit with 1.6 million children could reach the last step.
    """
    return path + "Z" * Organ.steplen
