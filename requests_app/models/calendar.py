"""The office's own day table over the packaged notices, and days off of a unit's subtree."""

from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.choices import Standing


class CalendarDay(models.Model):
    """A day that a notice made a working day or a day off; it stands before the packaged calendar."""

    on = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是工作日")
    notice = models.CharField("依据的通知", max_length=200)
    standing = models.CharField("核实情况", max_length=11, choices=Standing.choices, default=Standing.UNCONFIRMED)
    of_notice = models.ForeignKey(
        "requests_app.CalendarNotice", models.PROTECT, verbose_name="所属年度通知", related_name="days", null=True
    )
    history = HistoricalRecords(verbose_name="日历修改记录")

    class Meta:
        verbose_name = "工作日历"
        verbose_name_plural = "工作日历"
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.on} {'工作日' if self.is_workday else '休息日'}"


class CalendarNotice(models.Model):
    """A year whose holiday notice has been entered: its dates are no longer provisional."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    notice = models.CharField("通知名称或文号", max_length=200)
    standing = models.CharField("核实情况", max_length=11, choices=Standing.choices, default=Standing.UNCONFIRMED)
    history = HistoricalRecords(verbose_name="年度通知修改记录")

    class Meta:
        verbose_name = "年度放假通知"
        verbose_name_plural = "年度放假通知"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class ExtraDayOff(models.Model):
    """A day off for one unit's subtree only (民族自治地方的节日)."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位")
    on = models.DateField("日期")
    reason = models.CharField("依据", max_length=200)
    standing = models.CharField("核实情况", max_length=11, choices=Standing.choices, default=Standing.UNCONFIRMED)
    history = HistoricalRecords(verbose_name="地方休假修改记录")

    class Meta:
        verbose_name = "地方休假日"
        verbose_name_plural = "地方休假日"
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(name="extra_day_once_per_unit", fields=["organ", "on"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.on}"
