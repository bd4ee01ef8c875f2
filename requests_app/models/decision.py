"""The answers given to a request; the first one made closes the case and is the one counted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from requests_app.choices import Delivery
from requests_app.models.request import DisclosureRequest


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Questions about answers."""

    def standing(self) -> Self:
        """Return the answers that were not struck as entered by mistake."""
        return self.filter(struck_at__isnull=True)

    def approved_outside(self) -> Self:
        """Return the answers of units that ask for approval that no second person approved here."""
        return self.filter(is_approved_outside=True, struck_at__isnull=True)

    def made(self) -> Self:
        """Return the answers whose reply was made."""
        return self.standing().filter(replied_on__isnull=False)

    def waiting(self) -> Self:
        """Return the answers that wait for delivery."""
        return self.standing().filter(replied_on__isnull=True)


class Decision(models.Model):
    """One answer: what was decided when, how it was replied and served."""

    request = models.ForeignKey(
        DisclosureRequest, models.CASCADE, verbose_name="公开申请", related_name="decisions", db_index=False
    )
    seq = models.PositiveSmallIntegerField("次序", default=1)
    decided_on = models.DateField("决定日期")
    outcome = models.CharField("办理结果", max_length=40)
    exemptions = models.JSONField("不予公开部分的理由", default=list, blank=True)
    basis = models.TextField("事实与依据", blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    reply_way = models.CharField("答复方式", max_length=8, choices=Delivery.choices, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    proof = models.CharField("送达凭证", max_length=200, blank=True)
    because = models.TextField("重新办理原因", blank=True)
    override_reason = models.TextField("第三方不同意而仍予公开的理由", blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="起草人",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审核人",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    is_self_approved = models.BooleanField("自行审批", default=False)
    is_approved_outside = models.BooleanField(
        "系统外审核", default=False, help_text="单位的答复须经审核，而本件在系统外办理，系统里没有第二人审核的记录"
    )
    struck_at = models.DateTimeField("撤销时间", null=True, blank=True, help_text="误录而撤销的决定")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "答复决定"
        verbose_name_plural = "答复决定"
        ordering = ["request", "seq"]
        indexes = [
            models.Index(
                name="decision_approved_outside",
                fields=["request"],
                condition=Q(is_approved_outside=True, struck_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="decision_once_per_place", fields=["request", "seq"]),
            models.CheckConstraint(
                name="decision_replied_after_decided",
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=F("decided_on")),
                violation_error_message="答复日期不能早于决定日期。",
            ),
            models.CheckConstraint(
                name="decision_served_after_reply",
                condition=Q(served_on__isnull=True) | Q(replied_on__isnull=False, served_on__gte=F("replied_on")),
                violation_error_message="送达日期不能早于答复日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} 第{self.seq}次答复"
