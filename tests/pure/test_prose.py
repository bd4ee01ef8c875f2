"""The drafted sentences: every number of the seed's parts two to five, and only what is not zero."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from reports_app.facts import Counted, Fact, Phase
from reports_app.formats import format_for
from reports_app.prose import Draft, Words, draft
from reports_app.tabulate import TypedValue, tabulate
from tests.pure import yongchuan_2018


def drafted(
    year: int, counted: Counted | None, typed: Mapping[str, list[TypedValue]] | None = None
) -> dict[str, Draft]:
    format = format_for(year)
    grid = tabulate(format=format, counted=counted, typed=typed or {})
    return draft(format=format, values=grid.values, words=Words("永川区人民政府", "全区", year))


def yongchuan() -> dict[str, Draft]:
    return drafted(2018, yongchuan_2018.counted(), yongchuan_2018.typed())


# each number of parts two to five of the 2018 report of 永川区, in its words and order
SENTENCES = {
    "2": [
        "组织机构、法规公文、",
        "政府信息公开重点专栏等11个类别",
        "2018年，主动公开政府信息41087条",
        "在重庆市政府信息公开平台上发布政府各类信息437条",
        "在永川区公众信息网上发布政务公开信息12363条",
        "政务微博公开信息6303条",
        "政务微信公开信息11139条",
        "政务公报公开信息108条",
        "其他方式公开政府信息10737条",
        "区行政服务中心办理行政审批服务事项231.88万件",
        "受理行政审批服务事项27.19万件，办结27.15万件，办结率99.85%",
        "受理群众事项2.6万件，办结率99.7%，回访综合满意率99.75%",
        "1、重庆市永川区人民政府门户网站：www.cqyc.gov.cn\n2、重庆市永川区人民政府公报\n3、",
        "4、邀请市民代表旁听两会\n5、邀请人大代表、政协委员列席区政府常务会议\n6、重庆市永川区档案局",
    ],
    "3": [
        "2018年，全区共受理政府信息公开申请92件，其中当面申请31件，网络申请4件，信函申请57件。",
        "92件申请件已全部办理完毕",
        "属于已主动公开范围的11件",
        "“同意公开答复”的55件",
        "“同意部分公开答复”的4件",
        "“不同意公开答复”的14件（涉及商业秘密的1件，涉及个人隐私的3件，不是《条例》所指政府信息的10件）",
        "“申请信息不存在”的4件",
        "“告知作出更改补充”的3件",
        "“告知通过其他途径办理”的1件。",
    ],
    "4": ["全区全年无收费及减免情况。"],
    "5": ["2018年政府信息公开情况中，申请行政复议2件，提起行政诉讼案件3件。"],
}


@pytest.mark.parametrize("part", sorted(SENTENCES))
def test_the_2018_draft_says_what_the_seed_says_in_its_order(part: str) -> None:
    text = yongchuan()[part].text
    places = [text.find(sentence) for sentence in SENTENCES[part]]
    assert -1 not in places
    assert places == sorted(places)


def test_parts_one_and_six_of_2018_are_left_to_the_writer() -> None:
    assert {no: one.text for no, one in yongchuan().items() if no in ("1", "6")} == {"1": "", "6": ""}


def test_every_quoted_number_stands_in_the_text_and_in_the_table() -> None:
    grid = tabulate(format=format_for(2018), counted=yongchuan_2018.counted(), typed=yongchuan_2018.typed())
    for one in yongchuan().values():
        for quote in one.quotes:
            assert quote.text in one.text
            number = grid.numbers[quote.address]
            assert number is not None
            assert Decimal(quote.text) == number


def test_channels_nobody_used_are_not_named() -> None:
    counted = Counted({Fact(Phase.RECEIVED, "fax"): 2})
    assert drafted(2018, counted)["3"].text.endswith("全区共受理政府信息公开申请2件，其中传真申请2件。")


def test_a_year_without_requests_says_so() -> None:
    assert drafted(2018, Counted())["3"].text == "（一）申请情况\n2018年，全区未收到政府信息公开申请。"
    assert "未发生" in drafted(2018, Counted())["5"].text


def test_nothing_is_said_of_numbers_that_nobody_gave() -> None:
    assert {one.text for one in drafted(2018, None).values()} == {""}
    assert {one.text for one in drafted(2024, None).values()} == {""}


def test_not_all_answered_is_not_called_finished() -> None:
    received = {Fact(Phase.RECEIVED, "web"): 3, Fact(Phase.CLOSED, outcome="OLD_OPEN", timeliness="late"): 2}
    text = drafted(2018, Counted(received))["3"].text
    assert "全年办结申请2件，其中，“同意公开答复”的2件。" in text
    assert "全部办理完毕" not in text


def test_fees_of_the_old_kind_are_named() -> None:
    typed = {"S/7": [TypedValue(Decimal("1.5"), "某镇")]}
    assert drafted(2018, None, typed)["4"].text == "2018年，全区依申请公开信息收取费用1.5万元。"


def test_figures_in_the_reports_own_words_are_told_too() -> None:
    typed = {"X/hotline": [TypedValue(Decimal(12), "某镇", "件", "12345热线受理")]}
    assert "12345热线受理12件。" in drafted(2018, None, typed)["2"].text


def test_a_newer_report_tells_requests_results_and_the_fee() -> None:
    facts = {
        Fact(Phase.RECEIVED, "web", "np"): 10,
        Fact(Phase.RECEIVED, "web", "ent"): 2,
        Fact(Phase.CARRIED_IN, "web", "np"): 1,
        Fact(Phase.CLOSED, "web", "np", "OPEN", "on_time"): 9,
        Fact(Phase.CLOSED, "web", "np", "DENY_FILE", "on_time"): 2,
        Fact(Phase.CARRIED_OUT, "web", "ent"): 2,
    }
    parts = drafted(2024, Counted(facts, fee=Decimal("2230.00")))
    assert parts["1"].text == (
        "（二）依申请公开。2024年，全区新收政府信息公开申请12件，上年结转政府信息公开申请1件，办结11件，"
        "结转下年度继续办理2件。新收的申请中，自然人申请10件，法人或其他组织申请2件。"
        "办理结果为：予以公开9件，不予公开2件。"
    )
    assert parts["6"].text == "2024年，全区依申请公开收取信息处理费2230元。"
    assert parts["5"].text == ""


@pytest.mark.parametrize("year", [2019, 2024])
def test_no_processing_fee_is_said_too(year: int) -> None:
    assert drafted(year, Counted())["6"].text == f"{year}年，全区未收取信息处理费。"
