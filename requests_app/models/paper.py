"""Papers of a case as they were issued, and the templates that units put in place of the built-in ones."""

import hashlib
from typing import Any, NoReturn, Self
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from openness.organs.models import Organ
from requests_app.choices import Delivery, PaperKind
from requests_app.models.decision import Decision
from requests_app.models.event import AppendOnly
from requests_app.models.fee import FeeNotice
from requests_app.models.request import DisclosureRequest


class PaperDamaged(Exception):
    """What lies on the disk is not what was kept; `code` is `missing` or `altered`."""

    def __init__(self, code: str, name: str) -> None:
        self.code = code
        what = "找不到了，或读不出来" if code == "missing" else "与保存时的内容不一致（SHA-256 不符）"
        super().__init__(f"“{name}”在服务器上的文件{what}。请告知系统管理员从备份恢复。")


def private_storage() -> Storage:
    """Return where the files lie."""
    return storages["private"]


def place_of(kept: "IssuedPaper | PaperTemplate", _name: str) -> str:
    """Return where a file goes; nothing of its place tells whose paper it is."""
    return f"{kept.FOLDER}/{uuid4().hex}.docx"


class KeptFile(models.Model):
    """A Word file kept byte for byte, with its fingerprint."""

    FOLDER = ""

    file = models.FileField("文件", storage=private_storage, upload_to=place_of, max_length=120)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("大小（字节）")

    class Meta:
        abstract = True

    def keep(self, content: bytes) -> str:
        """Write `content` to the storage, note its fingerprint and return its place; the row itself is saved later."""
        self.sha256, self.size = hashlib.sha256(content).hexdigest(), len(content)
        self.file.save("", ContentFile(content), save=False)
        return str(self.file.name)

    def content(self) -> bytes:
        """Return the file as it was kept.

        Raises:
            PaperDamaged: it is missing, cannot be read, or is not what was kept.
        """
        try:
            with self.file.storage.open(str(self.file.name), "rb") as kept:
                found: bytes = kept.read()
        except OSError as unreadable:
            raise PaperDamaged("missing", str(self)) from unreadable
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise PaperDamaged("altered", str(self))
        return found


class TemplateQuerySet(models.QuerySet["PaperTemplate"]):
    """Questions about templates."""

    def standing(self) -> Self:
        """Return the templates in use."""
        return self.filter(is_active=True)

    def for_unit(self, organ: Organ, kind: str) -> "PaperTemplate | None":
        """Return the template that a unit uses: its own, else that of the nearest unit above; None = the built-in one."""
        above = [organ.path[:end] for end in range(Organ.steplen, len(organ.path) + 1, Organ.steplen)]
        rows = self.standing().filter(kind=kind, organ__path__in=above).select_related("organ", "by")
        return rows.order_by("-organ__path").first()


class PaperTemplate(KeptFile):
    """A unit's own template of one kind of paper; replaced ones stay as history."""

    FOLDER = "templates"

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位", db_index=False)
    kind = models.CharField("文书种类", max_length=20, choices=PaperKind.choices)
    name = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", related_name="+", db_index=False
    )
    at = models.DateTimeField("上传时间")
    is_active = models.BooleanField("使用中", default=True)
    replaced_at = models.DateTimeField("停用时间", null=True, blank=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="停用人",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "文书模板"
        verbose_name_plural = "文书模板"
        ordering = ["organ", "kind", "-at"]
        constraints = [
            models.UniqueConstraint(name="template_one_in_use", fields=["organ", "kind"], condition=Q(is_active=True)),
            models.CheckConstraint(
                name="template_in_use_or_replaced",
                condition=Q(is_active=True, replaced_at__isnull=True) | Q(is_active=False, replaced_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="template_by_unit", fields=["organ", "kind", "-at"])]

    def __str__(self) -> str:
        return f"{self.organ}的{self.get_kind_display()}模板"


class PaperQuerySet(models.QuerySet["IssuedPaper"]):
    """Questions about issued papers; none is ever deleted."""

    def standing(self) -> Self:
        """Return the papers that were not voided."""
        return self.filter(voided_at__isnull=True)

    def delete(self) -> NoReturn:
        """Refuse: an issued paper is voided, not deleted."""
        raise AppendOnly("已制发的文书只能作废，不能删除。")


class IssuedPaper(KeptFile):
    """One paper as it went out: its number, for what it was written, and how it was served. Written by operations only."""

    FOLDER = "papers"

    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, verbose_name="公开申请", related_name="papers", db_index=False
    )
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("文书种类", max_length=20, choices=PaperKind.choices)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="制发单位", db_index=False)
    year = models.PositiveSmallIntegerField("编号年度")
    serial = models.PositiveIntegerField("顺序号", null=True, blank=True, help_text="不编文号的文书没有顺序号")
    number = models.CharField("文号", max_length=80, blank=True)
    event_seq = models.PositiveIntegerField("所依事项", null=True, blank=True, help_text="日志中的序号")
    decision = models.ForeignKey(
        Decision, models.PROTECT, verbose_name="所依决定", related_name="papers", null=True, blank=True, db_index=False
    )
    fee_notice = models.ForeignKey(
        FeeNotice, models.PROTECT, verbose_name="收费通知", related_name="papers", null=True, blank=True, db_index=False
    )
    about = models.ForeignKey(
        "self", models.PROTECT, verbose_name="所送文书", related_name="services", null=True, blank=True, db_index=False
    )
    template = models.ForeignKey(
        PaperTemplate, models.PROTECT, verbose_name="所用模板", null=True, blank=True, db_index=False
    )
    issued_on = models.DateField("成文日期")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="制发人", related_name="+", db_index=False
    )
    at = models.DateTimeField("制发时间")
    sent_on = models.DateField("送出日期", null=True, blank=True)
    way = models.CharField("送达方式", max_length=8, choices=Delivery.choices, blank=True)
    proof = models.CharField("送达凭证", max_length=200, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.TextField("作废原因", blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "制发的文书"
        verbose_name_plural = "制发的文书"
        ordering = ["request", "seq"]
        constraints = [
            models.UniqueConstraint(name="paper_once_per_place", fields=["request", "seq"]),
            models.UniqueConstraint(
                name="paper_number_once",
                fields=["organ", "kind", "year", "serial"],
                condition=Q(serial__isnull=False),
                violation_error_message="这个文号已经用过。",
            ),
            models.CheckConstraint(
                name="paper_numbered_whole",
                condition=Q(serial__isnull=True, number="") | Q(serial__isnull=False) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="paper_sent_after_issue",
                condition=Q(sent_on__isnull=True) | Q(sent_on__gte=models.F("issued_on")),
                violation_error_message="送出日期不能早于成文日期。",
            ),
            models.CheckConstraint(
                name="paper_received_after_sending",
                condition=Q(received_on__isnull=True) | Q(sent_on__isnull=False, received_on__gte=models.F("sent_on")),
                violation_error_message="签收日期不能早于送出日期。",
            ),
            models.CheckConstraint(
                name="paper_voided_with_reason",
                condition=Q(voided_at__isnull=True, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                violation_error_message="作废文书须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: an issued paper is voided, not deleted."""
        raise AppendOnly("已制发的文书只能作废，不能删除。")
