"""A notice of the 信息处理费 and what became of it (国办函〔2020〕109号); the system itself takes no money."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from requests_app.choices import FeeBasis
from requests_app.models.request import DisclosureRequest


class FeeNotice(models.Model):
    """One fee notice: how the amount was reckoned, what was waived and why, when it was received and paid."""

    request = models.ForeignKey(
        DisclosureRequest, models.CASCADE, verbose_name="公开申请", related_name="fee_notices", db_index=False
    )
    seq = models.PositiveSmallIntegerField("次序", default=1)
    basis = models.CharField("计收方式", max_length=8, choices=FeeBasis.choices)
    quantity = models.PositiveIntegerField("数量", help_text="按件计收的件数，或按量计收的页数")
    before = models.PositiveIntegerField("当月此前件数", default=0)
    computed = models.DecimalField("应收金额（元）", max_digits=12, decimal_places=2)
    waived = models.DecimalField("减免金额（元）", max_digits=12, decimal_places=2, default=0)
    waiver_reason = models.TextField("减免理由", blank=True)
    lines = models.JSONField("计算说明", default=list)
    noticed_on = models.DateField("通知日期")
    delivered_on = models.DateField("申请人收到日期", null=True, blank=True)
    pay_by = models.DateField("缴费期限", null=True, blank=True)
    paid_on = models.DateField("缴费日期", null=True, blank=True)
    paid = models.DecimalField("实缴金额（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    struck_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = "收费通知"
        verbose_name_plural = "收费通知"
        ordering = ["request", "seq"]
        constraints = [
            models.UniqueConstraint(name="fee_once_per_place", fields=["request", "seq"]),
            models.CheckConstraint(
                name="fee_waived_within_amount_and_explained",
                condition=Q(waived=0) | Q(waived__gt=0, waived__lte=F("computed")) & ~Q(waiver_reason=""),
                violation_error_message="减免金额不能超过应收金额，且须写明减免理由。",
            ),
            models.CheckConstraint(
                name="fee_delivered_after_notice",
                condition=Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("noticed_on")),
                violation_error_message="申请人收到收费通知的日期不能早于通知日期。",
            ),
            models.CheckConstraint(
                name="fee_paid_whole_and_after_notice",
                condition=Q(paid_on__isnull=True, paid__isnull=True) | Q(paid_on__gte=F("noticed_on"), paid__gte=0),
                violation_error_message="缴费日期与实缴金额须同时填写，且不能早于通知日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} 信息处理费 {self.amount} 元"

    @property
    def amount(self) -> Decimal:
        """What is to be paid: the reckoned amount less what was waived."""
        return Decimal(self.computed) - Decimal(self.waived)
