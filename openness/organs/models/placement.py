"""Where a unit stood in which year (design, idea 9)."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from openness.organs.models.organ import Organ

DEVIATING = Q(placed_from__isnull=False) | Q(placed_to__isnull=False) | Q(vertical=True)
"""A placement that may differ from today's tree in some year; nearly all units have only one that never does."""


class Placement(models.Model):
    """One dated stretch `[placed_from, placed_to)` of a unit under a parent; open ends mean "always"."""

    organ = models.ForeignKey(Organ, models.CASCADE, verbose_name="单位", related_name="placements")
    parent = models.ForeignKey(
        Organ, models.PROTECT, verbose_name="上级单位", related_name="placed_children", null=True, blank=True
    )
    placed_from = models.DateField("起始日期", null=True, blank=True)
    placed_to = models.DateField("截止日期", null=True, blank=True, help_text="当日起不再隶属")
    vertical = models.BooleanField("垂直管理", default=False, help_text="垂直管理单位不计入当地政府汇总")
    history = HistoricalRecords(verbose_name="隶属关系修改记录")

    class Meta:
        verbose_name = "隶属关系"
        verbose_name_plural = "隶属关系"
        ordering = ["organ", F("placed_from").asc(nulls_first=True)]
        indexes = [models.Index(name="placement_deviating", fields=["organ"], condition=DEVIATING)]
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_start",
                condition=Q(placed_from=None) | Q(placed_to=None) | Q(placed_to__gt=F("placed_from")),
                violation_error_message="截止日期应晚于起始日期。",
            ),
            models.UniqueConstraint(
                name="placement_starts_once",
                fields=["organ", "placed_from"],
                condition=Q(placed_from__isnull=False),
                violation_error_message="该单位在同一起始日期已有隶属关系。",
            ),
            models.UniqueConstraint(
                name="placement_first_once",
                fields=["organ"],
                condition=Q(placed_from__isnull=True),
                violation_error_message="该单位已有一条不限起始日期的隶属关系。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} ← {self.parent or '（无上级）'}"
