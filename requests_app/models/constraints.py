"""What the database itself refuses about a request, and the indexes that its lists and counts stand on."""

from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint

from requests_app.choices import ApplicantKind, Channel, Regime, Status
from requests_app.outcomes import OUTCOMES
from requests_app.querysets import CARRIED, NO_PERSON
from requests_app.regimes import APPLICANT_KINDS_FROM, EARLIEST_RECEIPT, in_force_from


def request_constraints() -> list[BaseConstraint]:
    """Return the constraints of a request."""
    return [*_number(), *_lists(), *_dates(), *_closing()]


def _number() -> list[BaseConstraint]:
    return [
        UniqueConstraint(
            name="request_number_once_per_unit_year",
            fields=["organ", "register_year", "number"],
            violation_error_message="本单位该年度已有相同的登记编号。",
        ),
        CheckConstraint(
            name="request_number_given", condition=~Q(number=""), violation_error_message="登记编号不能为空。"
        ),
    ]


def _lists() -> list[BaseConstraint]:
    return [
        _known("channel", Channel.values, "申请渠道"),
        _known("applicant_kind", ["", *ApplicantKind.values], "申请人类型", name="kind"),
        _known("status", Status.values, "状态"),
        _known("regime", Regime.values, "适用条例"),
        CheckConstraint(
            name="request_kind_given_since_2019",
            condition=~Q(applicant_kind="")
            | Q(received_on__lt=APPLICANT_KINDS_FROM, closed_on__isnull=False, closed_on__lt=APPLICANT_KINDS_FROM),
            violation_error_message="2019年起收到或仍在办理的申请须填申请人类型。",
        ),
        CheckConstraint(
            name="request_channel_in_its_table",
            condition=~Q(channel=Channel.OTHER)
            | Q(received_on__isnull=True)
            | Q(received_on__gte=APPLICANT_KINDS_FROM),
            violation_error_message="2018年及以前的统计表没有“其他”渠道一行。",
        ),
    ]


def _known(field: str, values: list[str], label: str, name: str = "") -> CheckConstraint:
    return CheckConstraint(
        name=f"request_{name or field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=f"{label}不在可选之列。",
    )


def _dates() -> list[BaseConstraint]:
    return [
        CheckConstraint(
            name="request_received_after_arrival",
            condition=Q(received_on__isnull=True) | Q(received_on__gte=F("arrived_on")),
            violation_error_message="收到日期不能早于到达日期。",
        ),
        CheckConstraint(
            name="request_received_under_the_regulation",
            condition=Q(received_on__isnull=True) | Q(received_on__gte=EARLIEST_RECEIPT),
            violation_error_message="《条例》施行前收到的申请不在本系统办理范围。",
        ),
        CheckConstraint(
            name="request_decided_after_receipt",
            condition=Q(decided_on__isnull=True) | Q(received_on__isnull=False, decided_on__gte=F("received_on")),
            violation_error_message="决定日期不能早于收到日期。",
        ),
        CheckConstraint(
            name="request_closed_after_decision",
            condition=Q(closed_on__isnull=True) | Q(decided_on__isnull=False, closed_on__gte=F("decided_on")),
            violation_error_message="办结日期不能早于决定日期。",
        ),
        CheckConstraint(
            name="request_served_after_reply",
            condition=Q(served_on__isnull=True) | Q(closed_on__isnull=False, served_on__gte=F("closed_on")),
            violation_error_message="送达日期不能早于答复日期。",
        ),
    ]


def _closing() -> list[BaseConstraint]:
    changed_on = in_force_from(Regime.R2019)
    old = [code for code, outcome in OUTCOMES.items() if outcome.list == Regime.R2007]
    new = [code for code, outcome in OUTCOMES.items() if outcome.list == Regime.R2019]
    ended = [Status.CLOSED, Status.REOPENED]
    return [
        CheckConstraint(
            name="request_closed_has_outcome_and_date",
            condition=Q(status=Status.VOID)
            | Q(status__in=ended, closed_on__isnull=False, decided_on__isnull=False) & ~Q(outcome="")
            | ~Q(status__in=ended) & Q(closed_on__isnull=True),
            violation_error_message="已办结的申请须有办理结果和办结日期。",
        ),
        CheckConstraint(
            name="request_outcome_of_its_decision_date",
            condition=Q(outcome="", decided_on__isnull=True)
            | Q(decided_on__lt=changed_on, outcome__in=old)
            | Q(decided_on__gte=changed_on, outcome__in=new),
            violation_error_message="办理结果不在决定之日适用的清单内。",
        ),
        CheckConstraint(
            name="request_unconfirmed_has_no_receipt",
            condition=Q(status=Status.VOID)
            | Q(status=Status.UNCONFIRMED, received_on__isnull=True)
            | ~Q(status=Status.UNCONFIRMED) & Q(received_on__isnull=False),
            violation_error_message="待确认的申请没有法定收到日期；其他状态必须有。",
        ),
        CheckConstraint(
            name="request_void_is_not_counted",
            condition=~Q(status=Status.VOID) | Q(is_live=False),
            violation_error_message="已作废的申请不能计入统计。",
        ),
        CheckConstraint(
            name="request_fee_not_negative_nor_old",
            condition=Q(processing_fee__isnull=True) | Q(processing_fee__gte=0, regime=Regime.R2019),
            violation_error_message="信息处理费不能为负；2007年条例下没有信息处理费。",
        ),
    ]


def request_indexes() -> list[Index]:
    """Return the indexes: covering ones for the report's counts and for the length of lists, the rest for search."""
    live, shown = Q(is_live=True), Q(is_shown=True)
    return [
        Index(
            name="request_counts_received",
            fields=["received_year", "organ", "channel", "applicant_kind"],
            condition=live,
        ),
        Index(
            name="request_counts_closed",
            fields=["closed_year", "organ", "outcome", "applicant_kind", "timeliness"],
            condition=live,
        ),
        Index(
            name="request_counts_carried",
            fields=["ended_year", "received_year", "organ", "applicant_kind"],
            condition=live & CARRIED,
        ),
        Index(
            name="request_counts_carried_by_unit",
            fields=["organ", "ended_year", "received_year", "applicant_kind"],
            condition=live & CARRIED,
        ),
        Index(
            name="request_fees",
            fields=["closed_year", "organ", "processing_fee"],
            condition=live & Q(processing_fee__isnull=False),
        ),
        Index(
            name="request_open_by_unit",
            fields=["organ", "due_on", "status", "arrived_on", "awaited_until"],
            condition=live & Q(closed_on__isnull=True),
        ),
        Index(name="request_open_due", fields=["due_on", "organ"], condition=live & Q(closed_on__isnull=True)),
        Index(
            name="request_awaited",
            fields=["awaited_until", "organ"],
            condition=live & Q(closed_on__isnull=True, awaited_until__isnull=False),
        ),
        Index(name="request_again", fields=["answer_by", "organ"], condition=live & Q(answer_by__isnull=False)),
        Index(name="request_again_by_unit", fields=["organ", "answer_by"], condition=live & Q(answer_by__isnull=False)),
        Index(name="request_by_date", fields=["-registered_on", "-id"], condition=shown),
        Index(name="request_by_unit", fields=["organ", "-registered_on", "-id", "status", "outcome"], condition=shown),
        Index(name="request_by_status", fields=["status", "-registered_on", "-id"], condition=shown),
        Index(name="request_by_outcome", fields=["outcome", "-registered_on", "-id"], condition=shown),
        Index(name="request_by_handler", fields=["handler", "due_on"], condition=live & Q(handler__isnull=False)),
        Index(
            name="request_owes_notice", fields=["organ", "-registered_on", "-id"], condition=shown & Q(owes_notice=True)
        ),
        Index(name="request_by_origin", fields=["origin"], condition=Q(origin__isnull=False)),
        Index(name="request_by_batch", fields=["batch"], condition=Q(batch__isnull=False)),
        Index(name="request_by_id_digest", fields=["id_digest"], condition=~Q(id_digest="")),
        Index(name="request_by_organization", fields=["applicant_name"], condition=NO_PERSON),
        Index(name="request_by_phone_digest", fields=["phone_digest"], condition=~Q(phone_digest="")),
    ]
