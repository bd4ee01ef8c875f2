"""What happened to a case or an appeal: an append-only log that the clock is folded from."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from openness.organs.models import User
from openness.personal_data import SealedJSONField
from requests_app.choices import EventKind

BY_HAND = Q(by__isnull=False, batch__isnull=True)
"""What a person did themselves, as against an import; no values in it, so that SQLite knows the index by it."""


class AppendOnly(TypeError):
    """Somebody tried to change or delete what is only ever added to."""


class EventQuerySet(models.QuerySet["CaseEvent"]):
    """The log; rows are added, never changed. Only taking back a whole import removes its own rows."""

    def update(self, **kwargs: Any) -> int:
        """Refuse: the log is append-only."""
        raise AppendOnly("案件日志只能追加，不能修改。")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: the log is append-only."""
        raise AppendOnly("案件日志只能追加，不能删除。")

    def done_by(self, user: User) -> Self:
        """Return what a person did to single cases, the latest first; a change of the calendar moves many at once."""
        return self.filter(BY_HAND, by=user).exclude(kind=EventKind.RECALCULATED).order_by("-id")

    def take_back(self) -> int:
        """Remove the rows of an import that is taken back whole, recalculations of its cases too; the batch stays."""
        rows: Any = super().filter(Q(batch__isnull=False) | Q(kind=EventKind.RECALCULATED))
        removed: int = rows._raw_delete(self.db)
        return removed


class CaseEvent(models.Model):
    """One thing that happened: when in law (`on`), when entered (`at`), by whom."""

    request = models.ForeignKey(
        "requests_app.DisclosureRequest",
        models.CASCADE,
        verbose_name="公开申请",
        related_name="events",
        null=True,
        db_index=False,
    )
    appeal = models.ForeignKey(
        "requests_app.Appeal", models.CASCADE, verbose_name="复议诉讼", related_name="events", null=True
    )
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("事项", max_length=24, choices=EventKind.choices)
    on = models.DateField("日期")
    at = models.DateTimeField("录入时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经手人", null=True, db_index=False)
    data = models.JSONField("内容", default=dict)
    sealed = SealedJSONField("个人信息", default=dict, blank=True)
    note = models.TextField("说明", blank=True)
    version = models.PositiveIntegerField("版本", null=True, editable=False, help_text="本项之后该件的版本")
    batch = models.ForeignKey(
        "requests_app.ImportBatch", models.PROTECT, verbose_name="导入批次", null=True, db_index=False
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "案件日志"
        verbose_name_plural = "案件日志"
        ordering = ["request", "seq"]
        constraints = [
            models.UniqueConstraint(
                name="event_once_per_place", fields=["request", "seq"], condition=Q(request__isnull=False)
            ),
            models.CheckConstraint(
                name="event_belongs_somewhere", condition=Q(request__isnull=False) | Q(appeal__isnull=False)
            ),
            models.CheckConstraint(name="event_kind_known", condition=Q(kind__in=EventKind.values)),
        ]
        indexes = [
            models.Index(name="event_by_batch", fields=["batch"], condition=Q(batch__isnull=False)),
            models.Index(name="event_by_person", fields=["by", "-id"], condition=BY_HAND),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event. Raises AppendOnly where it is already stored."""
        if not self._state.adding:
            raise AppendOnly("案件日志只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the log is append-only."""
        raise AppendOnly("案件日志只能追加，不能删除。")
