"""The numbers of the 2018 report of 重庆市永川区 (published 2019-02-14), as counted facts and typed figures.

Totals are the report's. How the cases spread over appeal results and timeliness is not in it: invented, and only what
these tests need.
"""

from decimal import Decimal

from reports_app.facts import AppealFact, Counted, Fact, Phase
from reports_app.tabulate import TypedValue

CHANNELS = {"in_person": 31, "web": 4, "letter": 57}
OUTCOMES = {
    "OLD_ALREADY": 11,
    "OLD_OPEN": 55,
    "OLD_PARTIAL": 4,
    "OLD_TRADE": 1,
    "OLD_PRIV": 3,
    "OLD_NOTGOV": 10,
    "OLD_NOTEXIST": 4,
    "OLD_AMEND": 3,
    "OLD_OTHERROUTE": 1,
}
FIGURES = {
    "S/1.1": ("41087", "", ""),
    "S/7": ("0", "", ""),
    "P/platform": ("437", "", "在重庆市政府信息公开平台上发布政府各类信息"),
    "P/website": ("12363", "", "在永川区公众信息网上发布政务公开信息"),
    "P/weibo": ("6303", "", ""),
    "P/wechat": ("11139", "", ""),
    "P/gazette": ("108", "", ""),
    "P/other": ("10737", "", ""),
    "X/categories": (
        "11",
        "个",
        "组织机构、法规公文、人事信息、规划计划、统计分析、财政信息、工作动态、应急管理、行政执法、"
        "行政许可和便民服务、政府信息公开重点专栏",
    ),
    "X/approvals_centre": ("231.88", "万件", "区行政服务中心办理行政审批服务事项"),
    "X/approvals_accepted": ("27.19", "万件", "上线市网审平台受理行政审批服务事项"),
    "X/approvals_closed": ("27.15", "万件", "办结"),
    "X/petitions": ("2.6", "万件", "群工系统受理群众事项"),
    "X/petitions_rate": ("99.7", "%", "办结率"),
    "X/petitions_satisfaction": ("99.75", "%", "回访综合满意率"),
    "X/carriers": (
        "6",
        "个",
        "重庆市永川区人民政府门户网站：www.cqyc.gov.cn；重庆市永川区人民政府公报；"
        "重庆市永川区人民政府及各镇街内设查阅室和公示栏；邀请市民代表旁听两会；"
        "邀请人大代表、政协委员列席区政府常务会议；重庆市永川区档案局",
    ),
}


def counted() -> Counted:
    """The 92 cases and the appeals as facts."""
    received = {Fact(Phase.RECEIVED, channel=channel): number for channel, number in CHANNELS.items()}
    closed = {Fact(Phase.CLOSED, outcome=code, timeliness="on_time"): number for code, number in OUTCOMES.items()}
    appeals = {AppealFact("review", "upheld"): 2, AppealFact("lit_direct", "upheld"): 3}
    return Counted(cases={**received, **closed}, appeals=appeals, filed={"review": 2, "lit_direct": 3})


def typed() -> dict[str, list[TypedValue]]:
    """The figures that the district typed, in its own words."""
    return {
        address: [TypedValue(Decimal(number), "永川区", unit=unit, label=label)]
        for address, (number, unit, label) in FIGURES.items()
    }
