"""A review or suit about a reply (行政复议、行政诉讼): part four is counted from these."""

from django.db import models
from django.db.models import F, Q

from requests_app.choices import AppealResult, AppealRoute, Consequence
from requests_app.models.generated import YearOf, ended_year_of
from requests_app.models.request import DisclosureRequest
from requests_app.querysets import AppealQuerySet


class Appeal(models.Model):
    """One review or one suit; a suit is concluded only when no instance is open."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="被申请（被告）单位", db_index=False)
    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, verbose_name="公开申请", related_name="appeals", null=True, blank=True
    )
    request_number = models.CharField("登记编号", max_length=80, blank=True, help_text="不在本系统的申请可只填编号")
    route = models.CharField("类别", max_length=10, choices=AppealRoute.choices)
    filed_on = models.DateField("提起日期")
    body = models.CharField("受理机关", max_length=120, blank=True)
    case_number = models.CharField("案号", max_length=120, blank=True)
    first_concluded_on = models.DateField("一审裁判日期", null=True, blank=True)
    first_result = models.CharField("一审结果", max_length=10, choices=AppealResult.choices, blank=True)
    second_filed_on = models.DateField("上诉日期", null=True, blank=True)
    second_body = models.CharField("二审法院", max_length=120, blank=True)
    second_case_number = models.CharField("二审案号", max_length=120, blank=True)
    result = models.CharField("结果", max_length=10, choices=AppealResult.choices, blank=True)
    concluded_on = models.DateField("审结日期", null=True, blank=True)
    consequence = models.CharField("引起的结果", max_length=10, choices=Consequence.choices, blank=True)
    note = models.TextField("备注", blank=True)
    batch = models.ForeignKey(
        "requests_app.ImportBatch", models.PROTECT, verbose_name="导入批次", null=True, blank=True, db_index=False
    )
    worked_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_live = models.BooleanField("计入统计", default=True, editable=False)
    filed_year = models.GeneratedField(
        expression=YearOf("filed_on"), output_field=models.IntegerField(), db_persist=True
    )
    concluded_year = models.GeneratedField(
        expression=YearOf("concluded_on"), output_field=models.IntegerField(), db_persist=True
    )
    ended_year = models.GeneratedField(
        expression=ended_year_of("concluded_on"), output_field=models.IntegerField(), db_persist=True
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = "复议诉讼"
        verbose_name_plural = "复议诉讼"
        ordering = ["-filed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="appeal_route_known",
                condition=Q(route__in=AppealRoute.values),
                violation_error_message="类别不在可选之列。",
            ),
            models.CheckConstraint(
                name="appeal_concluded_has_result",
                condition=Q(result="", concluded_on__isnull=True)
                | Q(result__in=AppealResult.values, concluded_on__isnull=False),
                violation_error_message="审结日期与结果须同时填写；尚未审结的两项都空白。",
            ),
            models.CheckConstraint(
                name="appeal_concluded_after_filing",
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("filed_on")),
                violation_error_message="审结日期不能早于提起日期。",
            ),
            models.CheckConstraint(
                name="appeal_second_instance_of_a_suit",
                condition=Q(second_filed_on__isnull=True)
                | ~Q(route=AppealRoute.REVIEW)
                & Q(first_result__in=AppealResult.values, second_filed_on__gte=F("first_concluded_on")),
                violation_error_message="只有诉讼才有二审，且须先登记一审的裁判日期和结果。",
            ),
            models.CheckConstraint(
                name="appeal_first_instance_whole",
                condition=Q(first_result="", first_concluded_on__isnull=True)
                | Q(first_result__in=AppealResult.values, first_concluded_on__gte=F("filed_on")),
                violation_error_message="一审裁判日期与一审结果须同时填写，且不能早于提起日期。",
            ),
        ]
        indexes = [
            models.Index(
                name="appeal_counts",
                fields=["ended_year", "filed_year", "organ", "route", "result"],
                condition=Q(is_live=True),
            ),
            models.Index(
                name="appeal_orders",
                fields=["consequence", "organ", "request"],
                condition=Q(is_live=True) & ~Q(consequence=""),
            ),
            models.Index(name="appeal_by_date", fields=["-filed_on", "-id"]),
            models.Index(name="appeal_by_unit", fields=["organ", "-filed_on"]),
            models.Index(name="appeal_by_batch", fields=["batch"], condition=Q(batch__isnull=False)),
        ]

    def __str__(self) -> str:
        known = self.case_number or self.request_number
        return (
            f"{self.get_route_display()} {known}"
            if known
            else f"{self.get_route_display()}（{self.filed_on} 提起，案号未登记）"
        )
