"""One request for government information (政府信息公开申请) from receipt to closing."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Value, When

from openness.masks import mask_name
from openness.personal_data import SealedJSONField, SealedTextField
from requests_app.choices import (
    MAY_BE_PERSON,
    ApplicantKind,
    Channel,
    Delivery,
    DesiredForm,
    ReceiptBasis,
    Regime,
    Status,
    Timeliness,
)
from requests_app.models.constraints import request_constraints, request_indexes
from requests_app.models.generated import REGISTERED_ON, YearOf, ended_year_of
from requests_app.querysets import SHOWN, RequestQuerySet


class DisclosureRequest(models.Model):
    """A request, its applicant, its dates and how it ended. Written by requests_app.operations only."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, verbose_name="受理单位", db_index=False)
    number = models.CharField("登记编号", max_length=80)

    channel = models.CharField("申请渠道", max_length=10, choices=Channel.choices)
    applicant_kind = models.CharField("申请人类型", max_length=3, choices=ApplicantKind.choices, blank=True)
    applicant_name = models.CharField("姓名或名称", max_length=200, blank=True)
    id_number = SealedTextField("证件号码", blank=True, help_text="自然人填证件号码，单位填统一社会信用代码")
    id_digest = models.CharField(max_length=40, blank=True, editable=False)
    representative = models.CharField("法定代表人", max_length=100, blank=True)
    contact_name = models.CharField("联系人", max_length=100, blank=True)
    phone = SealedTextField("联系电话", blank=True)
    phone_digest = models.CharField(max_length=40, blank=True, editable=False)
    address = SealedTextField("通信地址", blank=True)
    email = SealedTextField("电子邮箱", blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)

    content = models.TextField("所需信息内容", blank=True)
    desired_form = models.CharField("信息形式", max_length=12, choices=DesiredForm.choices, blank=True)
    desired_delivery = models.CharField("获取方式", max_length=8, choices=Delivery.choices, blank=True)

    arrived_on = models.DateField("到达日期")
    received_on = models.DateField("收到日期", null=True, blank=True, help_text="法定收到之日，期限自次日起算")
    receipt_basis = models.CharField("收到日期依据", max_length=12, choices=ReceiptBasis.choices, blank=True)
    entered_at = models.DateTimeField("录入时间")

    regime = models.CharField("适用条例", max_length=5, choices=Regime.choices)
    status = models.CharField("状态", max_length=12, choices=Status.choices)
    outcome = models.CharField("办理结果", max_length=40, blank=True)
    exemptions = models.JSONField("不予公开部分的理由", default=list, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True, help_text="首次答复作出之日")
    served_on = models.DateField("送达日期", null=True, blank=True)
    extension_days = models.PositiveSmallIntegerField("延期工作日", default=0)
    owes_notice = models.BooleanField(
        "延期未告知", default=False, editable=False, help_text="已延期，尚未登记告知申请人"
    )
    due_on = models.DateField("答复期限", null=True, blank=True, editable=False)
    is_provisional = models.BooleanField("期限暂定", default=False, editable=False)
    awaited_until = models.DateField(
        "申请人办理期限", null=True, blank=True, editable=False, help_text="补正、说明理由或缴费的最后一日"
    )
    processing_fee = models.DecimalField(
        "信息处理费（元）", max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="承办人",
        related_name="handled_cases",
        null=True,
        blank=True,
        db_index=False,
    )
    origin = models.ForeignKey(
        "self", models.PROTECT, verbose_name="分自", related_name="parts", null=True, blank=True, db_index=False
    )
    answer_by = models.DateField("重新答复期限", null=True, blank=True, help_text="复议决定或判决所定的期限")

    note = models.TextField("备注", blank=True)
    extra = SealedJSONField("台账其他列", blank=True, default=dict)
    batch = models.ForeignKey(
        "requests_app.ImportBatch", models.PROTECT, verbose_name="导入批次", null=True, blank=True, db_index=False
    )
    worked_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_live = models.BooleanField("计入统计", default=True, editable=False)

    registered_on = models.GeneratedField(expression=REGISTERED_ON, output_field=models.DateField(), db_persist=True)
    register_year = models.GeneratedField(
        expression=YearOf(REGISTERED_ON), output_field=models.IntegerField(), db_persist=True
    )
    received_year = models.GeneratedField(
        expression=YearOf("received_on"), output_field=models.IntegerField(), db_persist=True
    )
    closed_year = models.GeneratedField(
        expression=YearOf("closed_on"), output_field=models.IntegerField(), db_persist=True
    )
    ended_year = models.GeneratedField(
        expression=ended_year_of("closed_on"), output_field=models.IntegerField(), db_persist=True
    )
    is_shown = models.GeneratedField(
        expression=Case(When(SHOWN, then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    timeliness = models.GeneratedField(
        expression=Case(
            When(closed_on__isnull=True, then=Value("")),
            When(closed_on__gt=F("due_on"), then=Value(Timeliness.LATE.value)),
            When(extension_days__gt=0, then=Value(Timeliness.EXTENDED.value)),
            default=Value(Timeliness.ON_TIME.value),
        ),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "公开申请"
        verbose_name_plural = "公开申请"
        ordering = ["-registered_on", "-id"]
        indexes = request_indexes()
        constraints = request_constraints()

    def __str__(self) -> str:
        return self.number

    @property
    def masked_applicant(self) -> str:
        """The applicant's name as lists and logs show it: a person's given name is masked."""
        return masked(self.applicant_name, is_person=self.applicant_kind in MAY_BE_PERSON)

    def is_overdue(self, today: date) -> bool:
        """Say whether the term of a case in hand ran out before `today`; where it was reopened, the day ordered."""
        by = self.answer_by if self.status == Status.REOPENED else self.due_on if self.closed_on is None else None
        return self.is_live and by is not None and by < today


def masked(name: str, *, is_person: bool) -> str:
    """Return `name` with a person's given name masked; names of organizations are public."""
    return mask_name(name) if is_person else name
