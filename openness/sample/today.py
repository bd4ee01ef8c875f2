"""Invented cases that are in hand today: due, overdue, waiting. Their dates are counted back from the day of loading."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate, localtime

from openness.organs.models import Organ, User
from openness.sample.invented import applicant, matter, phone
from requests_app import operations
from requests_app.choices import ConsultedParty, FeeBasis, ProposedAct, ReceiptBasis, Regime
from requests_app.models import DisclosureRequest
from requests_app.regimes import terms
from requests_app.workdays import WorkCalendar, packaged_calendar


def register_living_cases(*, by: User, second: User, at: datetime, organs: list[Organ]) -> None:
    """Register the cases in hand: overdue, due today and soon, corrected, consulted, extended, decided, unconfirmed."""
    maker = _Maker(by=by, second=second, at=at, organs=organs)
    for days_left in (-6, -2, 0, 1, 2, 3, 5, 8, 12, 16, 19):
        maker.open(days_left)
    for days_ago in (4, 9):
        maker.correcting(days_ago)
        maker.consulting(days_ago)
    maker.extended()
    maker.decided()
    maker.submitted()
    maker.charged()
    for days_ago in (0, 3):
        maker.unconfirmed(days_ago)


class _Maker:
    """Makes cases whose term stands as wished on the day of loading."""

    def __init__(self, *, by: User, second: User, at: datetime, organs: list[Organ]) -> None:
        self.by, self.second, self.at, self.organs = by, second, at, organs
        self.today = localdate(at)
        self.calendar: WorkCalendar = packaged_calendar()
        self.dice = Random(1)  # noqa: S311  (the same sample every time)
        self.term = int(str(terms(Regime.R2019, self.today).reply_days.value))

    def open(self, days_left: int) -> DisclosureRequest:
        """Register a case with so many working days left; negative: overdue."""
        return self._register(received_on=self._workday_ago(self.term - days_left))

    def correcting(self, days_ago: int) -> None:
        """Register a case whose applicant was asked to correct it."""
        case = self._register(received_on=self._workday_ago(days_ago + 3))
        on = self._workday_ago(days_ago)
        operations.ask_correction(
            case=case,
            by=self.by,
            at=self.at,
            on=on,
            respond_by=on + timedelta(days=15),
            what="请写明文件名称或文号，于15日内补正（示例）",
        )

    def consulting(self, days_ago: int) -> None:
        """Register a case on which a third party is asked."""
        case = self._register(received_on=self._workday_ago(days_ago + 2))
        operations.consult(
            case=case, by=self.by, at=self.at, on=self._workday_ago(days_ago), party=ConsultedParty.THIRD_PARTY,
            name="示例工程有限公司（虚构）",
        )  # fmt: skip

    def extended(self) -> None:
        """Register a case whose term was extended."""
        case = self._register(received_on=self._workday_ago(22))
        on = self._workday_ago(4)
        operations.extend(
            case=case, by=self.by, at=self._morning(on), on=on, days=self.term, reason="需检索多年档案（示例）",
        )  # fmt: skip

    def decided(self) -> None:
        """Register a case whose answer waits for delivery."""
        case = self._register(received_on=self._workday_ago(12))
        on, answer = self._workday_ago(1), operations.Answer("OPEN", basis="示例")
        operations.propose_answer(case=case, by=self.by, at=self._morning(on), answer=answer)
        operations.approve(
            case=case, by=self.second, at=self._morning(on), act=ProposedAct.DECIDE, on=on, note="同意（示例）"
        )

    def submitted(self) -> None:
        """Register a case whose answer waits for approval, and one whose extension does."""
        answered = self._register(received_on=self._workday_ago(11))
        draft = operations.Answer("PARTIAL", exemptions=("DENY_THIRD",), basis="示例：其中的联系方式不予公开")
        operations.propose_answer(case=answered, by=self.by, at=self.at, answer=draft)
        extended = self._register(received_on=self._workday_ago(17))
        operations.propose_extension(
            case=extended, by=self.by, at=self.at, days=self.term, reason="需向多个部门查找（示例）"
        )

    def charged(self) -> None:
        """Register a case whose applicant is to pay."""
        case = self._register(received_on=self._workday_ago(9))
        operations.notice_fee(
            case=case, by=self.by, at=self.at, on=self._workday_ago(3), basis=FeeBasis.BY_PAGE, quantity=45
        )

    def unconfirmed(self, days_ago: int) -> None:
        """Register an internet request that is not yet confirmed with its applicant."""
        self._register(arrived_on=self.today - timedelta(days=days_ago), received_on=None)

    def _register(self, *, received_on: date | None, arrived_on: date | None = None) -> DisclosureRequest:
        kind = self.dice.choice(["np", "np", "np", "ent", "law"])
        return operations.register(
            by=self.by, at=self.at, organ=self.dice.choice(self.organs), channel="web" if received_on is None else "letter",
            arrived_on=arrived_on or received_on or self.today, received_on=received_on,
            receipt_basis=ReceiptBasis.SIGNED_FOR if received_on else "", applicant_kind=kind,
            applicant_name=applicant(self.dice, kind), phone=phone(self.dice), content=matter(self.dice, self.today.year),
            desired_form="paper", desired_delivery="post", note="示例数据：本件虚构",
        )  # fmt: skip

    def _morning(self, on: date) -> datetime:
        """Return an instant of a day that is over: what is dated then was entered then."""
        return min(self.at, localtime(self.at).replace(year=on.year, month=on.month, day=on.day))

    def _workday_ago(self, n: int) -> date:
        """Return the day from which `n` working days lead up to today, or to the last working day before it."""
        day = self.today
        while self.calendar.between(day, self.today) < n or not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        return day
