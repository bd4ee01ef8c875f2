"""Running numbers without gaps, per unit, kind of paper and year (design, idea 10)."""

from django.db import models
from simple_history.models import HistoricalRecords

from requests_app.choices import PaperKind


class NumberSeries(models.Model):
    """The last number given out in one series; the row is locked while a number is taken."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="单位", db_index=False)
    paper = models.CharField("种类", max_length=20, choices=PaperKind.choices)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0, help_text="下一个号为此数加一；可设起始值")
    history = HistoricalRecords(verbose_name="编号序列修改记录")

    class Meta:
        verbose_name = "编号序列"
        verbose_name_plural = "编号序列"
        constraints = [
            models.UniqueConstraint(name="one_series_per_unit_paper_year", fields=["organ", "paper", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_paper_display()} {self.year}：{self.last}"
