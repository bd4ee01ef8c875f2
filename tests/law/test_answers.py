"""The operative paragraph of an answer: one for each outcome that people may choose, naming the article it rests on."""

import re

import pytest
import yaml

from requests_app.answer_law import ANSWERS, CIRCUMSTANCES, LAW_FILE, answer_paragraph
from requests_app.outcomes import OUTCOMES
from requests_app.paper_law import PAPERS, PaperError

OWN = set(yaml.safe_load(LAW_FILE.read_text(encoding="utf-8"))["answers"])
CHOSEN = {one.code for one in OUTCOMES.values() if not one.unspecified}
CHOSEN_2019 = {code for code in CHOSEN if OUTCOMES[code].list == "r2019"}
# outcomes.yaml names no article for these that a letter could rest on
WITHOUT_ARTICLE = {
    "OLD_OTHERLAW", "OLD_OTHERROUTE", "OLD_WITHDRAWN", "UNABLE_UNCLEAR", "NP_REISSUE", "OTHER_OTHER",
}  # fmt: skip


def test_an_unknown_outcome_is_refused() -> None:
    with pytest.raises(PaperError) as refused:
        answer_paragraph("NO_SUCH_OUTCOME")
    assert refused.value.code == "unknown_outcome"


@pytest.mark.parametrize("code", [one.code for one in OUTCOMES.values() if one.unspecified])
def test_an_outcome_that_only_ledgers_leave_open_is_too_coarse_for_a_letter(code: str) -> None:
    with pytest.raises(PaperError) as refused:
        answer_paragraph(code)
    assert refused.value.code == "unspecified_outcome"
    assert OUTCOMES[code].label in str(refused.value)


def test_every_outcome_of_2019_that_people_choose_has_a_paragraph_of_its_own_and_no_other_has() -> None:
    assert {code for code in OWN if not code.startswith("OLD_")} == CHOSEN_2019


def test_every_outcome_that_people_choose_has_a_paragraph() -> None:
    assert set(ANSWERS) == CHOSEN


def test_no_two_outcomes_of_2019_say_the_same() -> None:
    assert len({answer_paragraph(code).template for code in CHOSEN_2019}) == len(CHOSEN_2019)


@pytest.mark.parametrize("code", sorted(CHOSEN))
def test_a_paragraph_names_the_articles_of_its_outcome_and_no_other(code: str) -> None:
    article = r"第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+款)?(?:第（[一二三四五六七八九十]+）项)?"
    paragraph = answer_paragraph(code)
    cited = [] if code in WITHOUT_ARTICLE else re.findall(article, OUTCOMES[code].article)
    assert re.findall(article, paragraph.template) == cited
    assert (paragraph.article, paragraph.standing) == (OUTCOMES[code].article, OUTCOMES[code].standing)


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_an_excessive_request_is_told_only_what_happened(circumstance: str) -> None:
    usual, otherwise = answer_paragraph("NP_EXCESSIVE"), answer_paragraph("NP_EXCESSIVE", circumstance)
    assert "您说明的理由不合理" in usual.template
    assert "您说明的理由" not in otherwise.template
    assert ("已要求您说明理由" in otherwise.template) is (circumstance != "reasons_not_asked")
    assert (otherwise.article, otherwise.paper) == (usual.article, usual.paper)
    assert "第三十五条" in otherwise.template
    assert f"【请填写：{otherwise.asks}】" in otherwise.words()


def test_a_circumstance_that_does_not_matter_changes_nothing() -> None:
    assert answer_paragraph("OPEN", "reasons_not_asked") == answer_paragraph("OPEN")


def test_articles_of_several_parts_read_as_one_enumeration() -> None:
    assert "条例》第十四条、第三十六条第（三）项的规定" in answer_paragraph("DENY_SECRET").template


def test_an_unpaid_fee_names_its_circular() -> None:
    assert "国办函〔2020〕109号" in answer_paragraph("OTHER_NO_FEE").template


def test_an_old_outcome_without_a_paragraph_of_its_own_is_answered_in_its_label() -> None:
    paragraph = answer_paragraph("OLD_TRADE")
    assert paragraph.words("理由如下。") == (
        "经审查，您的申请属于以下情形：涉及商业秘密。根据《中华人民共和国政府信息公开条例》第十四条、第二十三条的规定，"
        "现答复如下：理由如下。"
    )


def test_the_clerk_s_words_stand_in_their_place_as_written() -> None:
    assert answer_paragraph("UNABLE_NOT_EXIST").words(" 检索{档案室} ").endswith("检索情况：检索{档案室}")


@pytest.mark.parametrize("code", sorted(CHOSEN))
def test_without_the_clerk_s_words_the_gap_says_what_is_missing(code: str) -> None:
    paragraph = answer_paragraph(code)
    assert f"【请填写：{paragraph.asks}】" in paragraph.words("  ")
    assert "{" not in paragraph.words()


def test_only_the_abandoned_requests_go_out_on_the_paper_for_them() -> None:
    assert {code for code in CHOSEN if answer_paragraph(code).paper == "abandoned"} == {
        "OTHER_NO_CORRECTION", "OTHER_NO_FEE",
    }  # fmt: skip
    assert {answer_paragraph(code).paper for code in CHOSEN} <= set(PAPERS)
