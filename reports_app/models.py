"""The draft of a report and its typed figures; the numbers counted from cases are never stored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from openness.organs.choices import Scope


class ReportStatus(models.TextChoices):
    """How far a report is."""

    DRAFT = "draft", "草稿"


class Report(models.Model):
    """One unit's report of one year and scope: its prose, and who worked on it."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("范围", max_length=9, choices=Scope.choices, default=Scope.OWN)
    format_id = models.CharField("格式", max_length=20)
    status = models.CharField("状态", max_length=9, choices=ReportStatus.choices, default=ReportStatus.DRAFT)
    introduction = models.TextField("前言", blank=True)
    narrative = models.JSONField("正文", default=dict, help_text="各部分序号 → 正文")
    drafted = models.JSONField("草拟稿", default=dict, editable=False)
    signed_on = models.DateField("落款日期", null=True, blank=True)
    compiled_at = models.DateTimeField("编制时间", null=True, blank=True)
    compiled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编制人", null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(verbose_name="报告修改记录")

    class Meta:
        verbose_name = "年度报告"
        verbose_name_plural = "年度报告"
        ordering = ["-year", "organ", "scope"]
        constraints = [
            models.UniqueConstraint(name="one_report_per_unit_year_scope", fields=["organ", "year", "scope"]),
            models.CheckConstraint(name="report_scope_known", condition=Q(scope__in=Scope.values)),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.year}年 {self.get_scope_display()}"


class Figure(models.Model):
    """One typed figure at one address; no row means not entered, which is not zero."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    scope = models.CharField("范围", max_length=9, choices=Scope.choices, default=Scope.OWN)
    address = models.CharField("单元格", max_length=60)
    value = models.DecimalField("数值", max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    label = models.TextField("说明文字", blank=True)
    of = models.JSONField("由此计算", default=list, blank=True, help_text="比率由这两个数计算")
    note = models.CharField("备注", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="填报人", null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField("填报时间")
    history = HistoricalRecords(verbose_name="填报记录")

    class Meta:
        verbose_name = "填报数"
        verbose_name_plural = "填报数"
        ordering = ["organ", "-year", "address"]
        constraints = [
            models.UniqueConstraint(name="one_figure_per_cell", fields=["organ", "year", "scope", "address"]),
            models.CheckConstraint(name="figure_scope_known", condition=Q(scope__in=Scope.values)),
            models.CheckConstraint(
                name="figure_is_number_or_rate",
                condition=Q(value__isnull=False) | ~Q(of=[]),
                violation_error_message="请填数值，或指明由哪两个数计算。",
            ),
        ]
        indexes = [models.Index(name="figure_by_year", fields=["year", "scope", "organ"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.year} {self.address} = {self.value}"
