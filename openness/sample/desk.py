"""Invented cases on the desk of one clerk and one head, one in each state of an ordinary day; each was entered on its day."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from openness.organs.models import Organ, User
from openness.sample.days import Days
from openness.sample.invented import applicant, identity, matter, phone
from requests_app import operations
from requests_app.choices import ConfirmedBy, ConsultedParty, ProposedAct, ReceiptBasis
from requests_app.models import DisclosureRequest

NOTE = "示例数据：本件虚构"


def register_desk(*, organ: Organ, clerk: User, head: User, at: datetime) -> None:
    """Register the cases of one unit.

    Args:
        organ: the unit.
        clerk: who handles them.
        head: who approves in the same unit.
        at: the instant of loading; every date is counted back from it.
    """
    desk = _Desk(organ=organ, clerk=clerk, head=head, at=at)
    desk.decided()
    desk.told_late()
    desk.due_soon()
    desk.extending()
    desk.sent_back()
    desk.answered()
    desk.correcting()
    desk.consulting()
    desk.unclaimed()
    desk.unconfirmed()


class _Desk:
    """Makes one case for each state."""

    def __init__(self, *, organ: Organ, clerk: User, head: User, at: datetime) -> None:
        self.organ, self.clerk, self.head, self.days = organ, clerk, head, Days(at)
        self.dice = Random(2)  # noqa: S311  (the same sample every time)

    def due_soon(self) -> None:
        """Two working days are left and nothing was done: to be answered or extended."""
        self._claimed(self.days.term - 2, "np", channel="letter")

    def unclaimed(self) -> None:
        """Handed in at the counter yesterday; nobody has claimed it."""
        self._register(self.days.workday_ago(1), "np", channel="in_person")

    def unconfirmed(self) -> None:
        """Came over the internet today; the receipt is still to be confirmed with the applicant."""
        self._register(self.days.today, "np", channel="web", is_confirmed=False)

    def correcting(self) -> None:
        """The applicant was asked to say which document is meant."""
        case, on = self._claimed(6, "np", channel="letter"), self.days.workday_ago(3)
        operations.ask_correction(
            case=case, on=on, respond_by=on + timedelta(days=15), what="请写明文件名称或文号（示例）", **self._clerk(on)
        )

    def consulting(self) -> None:
        """A third party was asked and has received the letter."""
        case, on, then = self._claimed(8, "ent", channel="web"), self.days.workday_ago(5), self.days.workday_ago(3)
        operations.consult(
            case=case, on=on, party=ConsultedParty.THIRD_PARTY, name="示例工程有限公司（虚构）", **self._clerk(on)
        )
        operations.consultation_delivered(case=case, on=then, **self._clerk(then))

    def extending(self) -> None:
        """An extension waits for the consent of the head."""
        case, on = self._claimed(self.days.term - 3, "law", channel="letter"), self.days.workday_ago(1)
        operations.propose_extension(
            case=case, days=self.days.term, reason="需向多个科室查找历年档案（示例）", **self._clerk(on)
        )

    def told_late(self) -> None:
        """The head consented to an extension; the applicant is still to be told."""
        case, on = self._claimed(self.days.term - 1, "np", channel="letter"), self.days.workday_ago(2)
        operations.propose_extension(
            case=case, days=self.days.term, reason="档案正在数字化，需逐卷核对（示例）", **self._clerk(on)
        )
        self._approve(case, ProposedAct.EXTEND, on)

    def answered(self) -> None:
        """An answer waits for the head."""
        case, on = self._claimed(11, "np", channel="web"), self.days.workday_ago(1)
        answer = operations.Answer("PARTIAL", exemptions=("DENY_THIRD",), basis="其中的联系方式不予公开（示例）")
        operations.propose_answer(case=case, answer=answer, **self._clerk(on))

    def sent_back(self) -> None:
        """The head sent an answer back."""
        case, on = self._claimed(9, "np", channel="letter"), self.days.workday_ago(2)
        answer = operations.Answer("UNABLE_NOT_EXIST", basis="经检索，没有找到（示例）")
        operations.propose_answer(case=case, answer=answer, **self._clerk(on))
        operations.send_back(
            case=case, by=self.head, at=self.days.entered(on), act=ProposedAct.DECIDE,
            reason="请写明检索了哪些门类和年度（示例）",
        )  # fmt: skip

    def decided(self) -> None:
        """The head agreed to an answer; the letter is to be issued and sent."""
        case, on = self._claimed(12, "np", channel="letter"), self.days.workday_ago(1)
        answer = operations.Answer("OPEN", basis="所申请的文件由本机关制作并保存（示例）")
        operations.propose_answer(case=case, answer=answer, **self._clerk(on))
        self._approve(case, ProposedAct.DECIDE, on)

    def _approve(self, case: DisclosureRequest, act: ProposedAct, on: date) -> None:
        operations.approve(case=case, by=self.head, at=self.days.entered(on), act=act, on=on, note="同意（示例）")

    def _clerk(self, on: date) -> dict[str, Any]:
        return {"by": self.clerk, "at": self.days.entered(on)}

    def _claimed(self, days_ago: int, kind: str, *, channel: str) -> DisclosureRequest:
        """Register a case received so many working days ago, and give it to the clerk."""
        on = self.days.workday_ago(days_ago)
        case = self._register(on, kind, channel=channel)
        return operations.claim(case=case, **self._clerk(on))

    def _register(self, on: date, kind: str, *, channel: str, is_confirmed: bool = True) -> DisclosureRequest:
        bases = {"in_person": ReceiptBasis.SUBMITTED, "letter": ReceiptBasis.SIGNED_FOR, "web": ReceiptBasis.BOTH_SIDES}
        is_asked = channel == "web" and is_confirmed
        is_firm = kind != "np"
        return operations.register(
            organ=self.organ, channel=channel, arrived_on=on, received_on=on if is_confirmed else None,
            receipt_basis=bases[channel] if is_confirmed else "", confirmed_by=ConfirmedBy.PHONE if is_asked else "",
            confirmed_with="申请人本人" if is_asked else "", applicant_kind=kind,
            applicant_name=applicant(self.dice, kind), id_number=identity(self.dice, kind),
            representative="示例（虚构）" if is_firm else "", contact_name="示例（虚构）" if is_firm else "",
            phone=phone(self.dice), address="重庆市永川区示例路1号（虚构）", content=matter(self.dice, on.year),
            desired_form="paper", desired_delivery="post", note=NOTE, **self._clerk(on),
        )  # fmt: skip
