"""Who stands in for whom while somebody is absent (代理)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from openness.organs.models.person import User


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Domain questions about deputyships."""

    def in_force(self, today: date) -> Self:
        """Return those of which `today` is one of the days, the first and the last included."""
        return self.filter(since__lte=today, until__gte=today)


class Deputy(models.Model):
    """One stretch of days in which `deputy` may do what `person` may do; written by openness.organs.deputies only."""

    person = models.ForeignKey(User, models.PROTECT, verbose_name="被代理人", related_name="deputies")
    deputy = models.ForeignKey(User, models.PROTECT, verbose_name="代理人", related_name="deputyships")
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", help_text="含当日；提前回来的，改为最后一个代理日。")
    reason = models.CharField("理由", max_length=200, help_text="如：出差、休假。")
    set_by = models.ForeignKey(
        User, models.PROTECT, verbose_name="指定人", related_name="+", null=True, blank=True, editable=False
    )
    set_at = models.DateTimeField("指定时间", editable=False)
    history = HistoricalRecords(verbose_name="代理修改记录")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = "代理"
        verbose_name_plural = "代理"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="deputyship_ends_after_start",
                condition=Q(until__gte=F("since")),
                violation_error_message="截止日期不能早于起始日期。",
            ),
            models.CheckConstraint(
                name="nobody_is_own_deputy",
                condition=~Q(person=F("deputy")),
                violation_error_message="代理人不能是本人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} 代 {self.person}（{self.since} 至 {self.until}）"
