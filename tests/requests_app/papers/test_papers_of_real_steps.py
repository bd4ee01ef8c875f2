"""The steps as the operations log them call for their papers, and the letters say what was entered."""

from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest
from requests_app.operations.paper_assignments import occasions_of
from tests.office import NOW, Office
from tests.requests_app.papers.conftest import issued, words

pytestmark = pytest.mark.django_db


def due(case: DisclosureRequest) -> list[PaperKind]:
    return [one.kind for one in occasions_of(case) if one.is_due]


def test_correction_consultation_extension_answer_and_override(case: DisclosureRequest, office: Office) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    case = operations.ask_correction(
        case=case, **who, on=date(2026, 2, 12), what="写明文件名称（虚构）", respond_by=date(2026, 3, 1)
    )
    assert "2026年3月1日" in words(issued(case, office, PaperKind.CORRECTION).content())
    case = operations.receive_correction(case=case, **who, on=date(2026, 2, 26))
    for number in (1, 2):
        case = operations.consult(
            case=case,
            **who,
            on=date(2026, 2, 27),
            party="third_party",
            name=f"虚构公司{number}",
            note="价格条款（虚构）",
        )
    case = operations.consultation_returned(
        case=case, **who, on=date(2026, 3, 5), ref="1", stance="refuses", opinion="商业秘密（虚构）"
    )
    case = operations.consultation_returned(case=case, **who, on=date(2026, 3, 6), ref="2", stance="agrees")
    case = operations.decide(
        case=case,
        **who,
        on=date(2026, 3, 9),
        outcome="OPEN",
        basis="提供合同一份（虚构）",
        override_reason="公共利益（虚构）",
    )
    assert due(case).count(PaperKind.OVERRIDE) == 1
    said = words(issued(case, office, PaperKind.OVERRIDE).content())
    assert [
        one for one in ("虚构公司1：", "商业秘密（虚构）", "公共利益（虚构）", "2026年2月27日") if one not in said
    ] == []
    answer = issued(case, office, PaperKind.ANSWER)
    said = words(answer.content())
    assert [
        one for one in ("2026年2月26日，本机关收到您（单位）的补正材料", "提供合同一份（虚构）") if one not in said
    ] == []
    case.refresh_from_db()
    assert case.decisions.get().document_number == answer.number


def test_a_fee_notice_prints_its_reckoning_and_the_one_after_a_strike_its_own(
    case: DisclosureRequest, office: Office
) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    case = operations.notice_fee(case=case, **who, on=date(2026, 2, 20), basis="by_page", quantity=100)
    case = operations.strike(case=case, **who, reason="页数填错（虚构）")
    case = operations.notice_fee(case=case, **who, on=date(2026, 2, 23), basis="by_page", quantity=101)
    assert due(case).count(PaperKind.FEE) == 1
    said = words(issued(case, office, PaperKind.FEE).content())
    assert [one for one in ("720.00元", "第31至100页", "收到本通知次日起20个工作日内") if one not in said] == []


def test_reasons_and_a_postponement(case: DisclosureRequest, office: Office) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    case = operations.ask_reasons(
        case=case, **who, on=date(2026, 2, 20), what="本月第三十件（虚构）", respond_by=date(2026, 3, 2)
    )
    assert "本月第三十件（虚构）" in words(issued(case, office, PaperKind.REASONS).content())
    case = operations.receive_reasons(case=case, **who, on=date(2026, 2, 25), reasons="研究需要（虚构）")
    case = operations.postpone(case=case, **who, on=date(2026, 2, 26), until=date(2026, 5, 20), reason="数量多（虚构）")
    assert "2026年5月20日" in words(issued(case, office, PaperKind.EXTENSION).content())


ASKED, NOT_GIVEN, GIVEN = "本机关已要求您说明理由", "您没有说明理由", "您说明的理由不合理"


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (None, []),
        ({"none_came": True}, [ASKED, NOT_GIVEN]),
        ({}, [ASKED, NOT_GIVEN]),
        ({"reasons": "人多要看（虚构）"}, [ASKED, GIVEN]),
    ],
    ids=["never asked", "none came", "none recorded", "given"],
)
def test_an_excessive_request_is_told_what_happened_and_no_more(
    case: DisclosureRequest, office: Office, reasons: dict[str, Any] | None, said: list[str]
) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    if reasons is not None:
        case = operations.ask_reasons(
            case=case, **who, on=date(2026, 2, 12), what="一周80件（虚构）", respond_by=date(2026, 2, 25)
        )
    if reasons:
        case = operations.receive_reasons(case=case, **who, on=date(2026, 2, 26), **reasons)
    case = operations.decide(case=case, **who, on=date(2026, 2, 27), outcome="NP_EXCESSIVE", basis="一周80件（虚构）")
    letter = words(issued(case, office, PaperKind.ANSWER).content())
    assert [one for one in (ASKED, NOT_GIVEN, GIVEN) if one in letter] == said
    assert ("本机关收到您（单位）的理由说明" in letter) is (GIVEN in said)


def test_a_letter_tells_the_course_in_order_of_time(case: DisclosureRequest, office: Office) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    case = operations.consult(case=case, **who, on=date(2026, 2, 11), party="third_party", name="甲公司（虚构）")
    case = operations.consult(case=case, **who, on=date(2026, 2, 25), party="third_party", name="乙公司（虚构）")
    case = operations.consultation_returned(case=case, **who, on=date(2026, 2, 13), ref="1", stance="agrees")
    case = operations.consultation_returned(case=case, **who, on=date(2026, 2, 26), stance="agrees")
    case = operations.decide(case=case, **who, on=date(2026, 2, 27), outcome="OPEN", basis="示例")
    letter = words(issued(case, office, PaperKind.ANSWER).content())
    told = [letter.index(day) for day in ("2026年2月11日", "2026年2月13日，征求意见结束", "2026年2月25日")]
    assert told == sorted(told)
