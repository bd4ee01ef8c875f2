"""Files kept with a case: scanned requests, opinions, proofs of delivery; never changed, taken down but never deleted."""

import hashlib
from typing import Any, NoReturn, Self

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from requests_app.choices import AttachmentKind
from requests_app.models.event import AppendOnly
from requests_app.models.request import DisclosureRequest

REMOVAL = frozenset({"removed_at", "removed_because"})
PER_FOLDER = 1000
"""Cases whose files share one folder: file systems slow down over very many entries."""


class FileDamaged(Exception):
    """What lies on the disk is not what was uploaded; `code` is `missing` or `altered`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def private_storage() -> Storage:
    """Return where the files lie."""
    return storages["private"]


def place_of(attachment: "Attachment", _name: str) -> str:
    """Return where the content goes: named by case and content, never by what a person called it."""
    case = attachment.request_id
    return f"attachments/{case // PER_FOLDER}/{case}/{attachment.sha256}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Questions about attachments; rows are added, never changed in bulk, never deleted."""

    def kept(self) -> Self:
        """Return the attachments that were not taken down."""
        return self.filter(removed_at__isnull=True)

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: attachments are not changed."""
        raise AppendOnly("附件只能新增或撤下，不能修改。")

    def delete(self) -> NoReturn:
        """Refuse: attachments are not deleted."""
        raise AppendOnly("附件只能撤下，不能删除。")


class Attachment(models.Model):
    """One file of a case. Written by requests_app.operations only."""

    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, verbose_name="公开申请", related_name="attachments", db_index=False
    )
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("类别", max_length=12, choices=AttachmentKind.choices)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("内容类型", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.FileField("文件", storage=private_storage, upload_to=place_of, max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", db_index=False)
    at = models.DateTimeField("上传时间")
    removed_at = models.DateTimeField("撤下时间", null=True, blank=True)
    removed_because = models.TextField("撤下原因", blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["request", "seq"]
        constraints = [
            models.UniqueConstraint(
                name="attachment_once_per_place",
                fields=["request", "seq"],
                violation_error_message="本件已有这个序号的附件。",
            ),
            models.UniqueConstraint(
                name="attachment_once_per_content",
                fields=["request", "sha256"],
                condition=Q(removed_at__isnull=True),
                violation_error_message="本件已有内容完全相同的附件。",
            ),
            models.CheckConstraint(
                name="attachment_kind_known",
                condition=Q(kind__in=AttachmentKind.values),
                violation_error_message="附件类别不在可选之列。",
            ),
            models.CheckConstraint(
                name="attachment_has_content", condition=Q(size__gt=0), violation_error_message="附件不能是空文件。"
            ),
            models.CheckConstraint(
                name="attachment_named", condition=~Q(name=""), violation_error_message="附件须有文件名。"
            ),
            models.CheckConstraint(
                name="attachment_removed_with_reason",
                condition=Q(removed_at__isnull=True, removed_because="")
                | Q(removed_at__isnull=False) & ~Q(removed_because=""),
                violation_error_message="撤下附件须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} 附件{self.seq}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the attachment, or take it down. Raises AppendOnly for any other change."""
        if not self._state.adding and frozenset(kwargs.get("update_fields") or ()) != REMOVAL:
            raise AppendOnly("附件只能新增或撤下，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: attachments are taken down, not deleted."""
        raise AppendOnly("附件只能撤下，不能删除。")

    def open_checked(self) -> File:  # type: ignore[type-arg]
        """Return the content, open at its beginning, after comparing it with the fingerprint kept.

        The same open file is read for both, so that nothing can change in between.

        Raises:
            FileDamaged: it is missing, cannot be read, or is not what was uploaded.
        """
        digest = hashlib.sha256()
        try:
            content = self.file.storage.open(str(self.file.name), "rb")
            for chunk in content.chunks():
                digest.update(chunk)
        except OSError as unreadable:
            raise FileDamaged("missing") from unreadable
        if digest.hexdigest() != self.sha256:
            content.close()
            raise FileDamaged("altered")
        content.seek(0)
        return content
