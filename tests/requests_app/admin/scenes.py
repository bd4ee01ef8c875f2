"""Every act on a case with a case on which it is next, who takes it, and what is sent; all of 20–23 November 2026."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openness.organs.choices import Role
from openness.organs.models import User
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from tests.office import Office
from tests.requests_app.casework import Bureau, Hands

DAY = "2026-11-23"
ON = date(2026, 11, 23)


class Stage:
    """甲局, which decides alone, and 丙局, whose answers a second person approves, with their people."""

    def __init__(self, office: Office) -> None:
        self.office, self.bureau = office, Bureau(office)
        self.clerk, self.head = Hands(office.clerk), Hands(office.head)
        self.drafter = self.bureau.drafter
        self.colleague = office.person("tang.colleague", Role.CLERK, office.first)

    def case(self, **changes: Any) -> DisclosureRequest:
        """Register a request of 甲局, received on 20 November: due on 18 December."""
        received = date(2026, 11, 20)
        given: dict[str, Any] = {"arrived_on": received, "received_on": received, "by": self.clerk.by}
        return self.bureau.register(**(given | {"organ": self.office.first} | changes))

    def drafted(self, act: str = "decide") -> DisclosureRequest:
        """Register a request of 丙局 and hand a draft in."""
        case = self.case(organ=self.bureau.organ, by=self.drafter.by)
        made: DisclosureRequest
        if act == "decide":
            made = self.drafter.propose_answer(case=case, answer=Answer("OPEN"))
        else:
            made = self.drafter.propose_extension(case=case, days=20, reason="量大")
        return made

    def consulted(self) -> DisclosureRequest:
        """Ask a third party."""
        made: DisclosureRequest = self.clerk.consult(case=self.case(), on=ON, party="third_party", name="孙某（虚构）")
        return made

    def charged(self) -> DisclosureRequest:
        """Notice a fee of 150 yuan."""
        made: DisclosureRequest = self.clerk.notice_fee(case=self.case(), on=ON, basis="by_page", quantity=45)
        return made

    def answered(self) -> DisclosureRequest:
        """Answer at once."""
        made: DisclosureRequest = self.clerk.decide(case=self.case(), on=ON, outcome="OPEN", replied_on=ON)
        return made


@dataclass(frozen=True)
class Scene:
    """A case on which an act is next.

    Args:
        act: the act.
        before: makes the case.
        who: takes the act.
        sent: what the form sends.
        label: tells scenes of one act apart.
    """

    act: Act
    before: Callable[[Stage], DisclosureRequest]
    who: Callable[[Stage], User]
    sent: Callable[[Stage], dict[str, Any]]
    label: str = ""

    def __str__(self) -> str:
        return f"{self.act}{self.label and '-'}{self.label}"


def clerk(stage: Stage) -> User:
    return stage.office.clerk


def head(stage: Stage) -> User:
    return stage.office.head


def drafter(stage: Stage) -> User:
    return stage.drafter.by


def second(stage: Stage) -> User:
    return stage.bureau.head.by


def scene(
    act: Act,
    before: Callable[[Stage], Any] = Stage.case,
    who: Callable[[Stage], User] = clerk,
    label: str = "",
    /,
    **sent: Any,
) -> Scene:
    """Return a scene whose form sends what is given."""
    return Scene(act, before, who, lambda _: sent, label)


SCENES = [
    scene(
        Act.CONFIRM_RECEIPT, lambda s: s.case(channel="web", received_on=None, receipt_basis=""), on=DAY,
        confirmed_by="phone",
    ),
    scene(Act.ASK_CORRECTION, on=DAY, what="文号", respond_by="2026-12-10"),
    scene(
        Act.RECEIVE_CORRECTION, lambda s: s.clerk.ask_correction(case=s.case(), on=date(2026, 11, 20), what="文号", respond_by=date(2026, 12, 8)),
        on=DAY, content="绿化工程合同",
    ),
    scene(Act.CONSULT, on=DAY, party="third_party", name="孙某（虚构）"),
    scene(Act.CONSULTATION_DELIVERED, Stage.consulted, on=DAY),
    scene(Act.CONSULTATION_RETURNED, Stage.consulted, on=DAY, stance="agrees"),
    scene(Act.ASK_REASONS, on=DAY, what="一周80件", respond_by="2026-12-10"),
    scene(
        Act.RECEIVE_REASONS, lambda s: s.clerk.ask_reasons(case=s.case(), on=ON, what="一周80件", respond_by=date(2026, 12, 8)), on=DAY,
        reasons="研究需要",
    ),
    scene(Act.PROPOSE_EXTENSION, days="20", reason="量大"),
    scene(Act.EXTEND, Stage.case, head, on=DAY, days="20", reason="量大"),
    scene(
        Act.TELL_EXTENSION, lambda s: s.head.extend(case=s.case(), on=ON, days=10, reason="量大"), on=DAY,
    ),
    scene(Act.POSTPONE, on=DAY, until="2027-03-01", reason="一周80件"),
    scene(Act.NOTICE_FEE, on=DAY, basis="by_page", quantity="45"),
    scene(Act.DELIVER_FEE, Stage.charged, on=DAY),
    scene(Act.PAY_FEE, Stage.charged, on=DAY, paid="150"),
    scene(Act.WAIVE_FEE, Stage.charged, on=DAY, reason="低保户"),
    scene(
        Act.PROPOSE_ANSWER, lambda s: s.case(organ=s.bureau.organ, by=s.drafter.by), drafter, outcome="OPEN",
    ),
    scene(Act.DECIDE, Stage.case, clerk, "waiting", on=DAY, outcome="OPEN"),
    scene(Act.DECIDE, Stage.case, clerk, "replied", on=DAY, outcome="OPEN", replied_on=DAY),
    scene(Act.APPROVE, Stage.drafted, second, "answer", act="decide", on=DAY),
    scene(Act.APPROVE, lambda s: s.drafted("extend"), second, "extension", act="extend", on=DAY),
    scene(Act.SEND_BACK, Stage.drafted, second, act="decide", reason="缺依据"),
    scene(Act.RECALL, Stage.drafted, drafter, act="decide"),
    scene(Act.SERVE, lambda s: s.clerk.decide(case=s.case(), on=ON, outcome="OPEN"), clerk, "reply", on=DAY, way="post"),
    scene(Act.SERVE, Stage.answered, clerk, "delivery", on=DAY),
    scene(Act.WITHDRAW, on=DAY),
    scene(Act.REOPEN, Stage.answered, head, on=DAY, because="复议决定（虚构）"),
    scene(Act.OPEN_APPEAL, Stage.answered, route="review", filed_on=DAY),
    Scene(Act.ASSIGN, Stage.case, head, lambda s: {"to": s.colleague.pk, "reason": "分工"}),
    scene(Act.CLAIM),
    Scene(Act.HAND_OVER, lambda s: s.clerk.claim(case=s.case()), clerk, lambda s: {"to": s.colleague.pk, "reason": "休假"}),
    scene(Act.HAND_BACK, lambda s: s.clerk.claim(case=s.case()), reason="不归我管"),
    scene(Act.SPLIT, parts="合同\n\n图纸", reason="一事一申请"),
    scene(Act.AMEND, Stage.case, clerk, "receipt", received_on="2026-11-22", reason="看错邮戳"),
    scene(Act.AMEND, lambda s: s.head.extend(case=s.case(), on=ON, days=10, reason="量大"), head, "days",
          event_2_days="20", reason="批的是20天"),
    scene(Act.AMEND, Stage.answered, head, "closed", received_on="2026-11-22", reason="看错邮戳"),
    scene(Act.STRIKE, Stage.consulted, clerk, "letter", reason="登错"),
    scene(Act.STRIKE, lambda s: s.clerk.withdraw(case=s.charged(), on=ON), head, "withdrawal", reason="登错"),
    scene(Act.VOID, Stage.case, head, reason="重复登记"),
]  # fmt: skip
