"""What a step does in a case that was reopened: the first term has ended, and what was first counted stays (law digest §2)."""

from collections.abc import Mapping
from dataclasses import replace

from requests_app.admin.acts import OfferedAct
from requests_app.choices import Status
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest

STAYS = "首次办结的结果、日期和统计不变。"
UNPAUSED = "首次答复的期限已终止，不再变动；重新答复的期限以复议决定或判决为准，不因征求意见改动。"
EFFECTS: Mapping[str, str] = {
    Act.CONSULT: UNPAUSED,
    Act.CONSULTATION_RETURNED: UNPAUSED,
    Act.PROPOSE_ANSWER: "审核人同意之日即作出决定之日。重新答复的期限照常计算。",
    Act.DECIDE: f"填了答复日期的，重新办理随即结束；没有填的等候送达，重新答复的期限照常计算。{STAYS}",
    Act.APPROVE: f"同意后即可送达重新答复。{STAYS}",
    Act.SERVE: f"重新办理随即结束。{STAYS}",
    Act.WITHDRAW: f"重新办理随即结束。{STAYS}",
}
"""Where a step does something else than in a first term."""


def as_for(act: OfferedAct, case: DisclosureRequest) -> OfferedAct:
    """Return an act as it is for `case`: in one that was reopened with what it does there."""
    if case.status != Status.REOPENED:
        return act
    return replace(act, effect=EFFECTS.get(act.code, act.effect))
