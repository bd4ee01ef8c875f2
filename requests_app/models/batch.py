"""One ledger import: its record, and the handle by which it is taken back."""

from django.conf import settings
from django.db import models


class BatchState(models.TextChoices):
    """How far an import is."""

    WRITING = "writing", "写入中"
    DONE = "done", "已生效"
    UNDONE = "undone", "已撤回"


class ImportBatch(models.Model):
    """A ledger that was read into the system as a whole."""

    name = models.CharField("批次名称", max_length=120, unique=True)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="默认单位")
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("文件指纹", max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="导入人", null=True, blank=True)
    at = models.DateTimeField("导入时间")
    state = models.CharField("状态", max_length=8, choices=BatchState.choices, default=BatchState.WRITING)
    read = models.PositiveIntegerField("读取行数", default=0)
    created = models.PositiveIntegerField("新增", default=0)
    updated = models.PositiveIntegerField("更新", default=0)
    unchanged = models.PositiveIntegerField("未变", default=0)
    rejected = models.PositiveIntegerField("退回", default=0)
    undone_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "台账导入批次"
        verbose_name_plural = "台账导入批次"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
