"""Every kind of paper, written from a case and opened again: what it has to say stands in it."""

import io
from datetime import date

import pytest
from docx import Document
from docx.shared import Length

from requests_app import letters
from requests_app.answer_law import ANSWERS, REASONS_NOT_ASKED, answer_paragraph
from requests_app.choices import EventKind, PaperKind, Stance
from requests_app.letters.fields import EXAMPLES, name_of
from requests_app.letters.wordings import WORDINGS
from requests_app.models import DisclosureRequest
from requests_app.paper_law import PAPER_FIELDS, PAPERS
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import consulted, decided, issued, logged, occasion_for, stepped, words

pytestmark = pytest.mark.django_db

KINDS = [kind for kind in PaperKind if kind != PaperKind.REQUEST]
APPLICANT = "张三（虚构）"
REGULATION = "《中华人民共和国政府信息公开条例》"

SAYS: dict[PaperKind, tuple[str, ...]] = {
    PaperKind.APPLICATION: (APPLICANT, "虚构路1号", "13800001111", "2025年绿化工程合同"),
    PaperKind.RECEIPT: (APPLICANT, "2026年2月10日", "当面提交之日", "2026年3月16日"),
    PaperKind.CORRECTION: (APPLICANT, "请写明文件名称", "2026年3月31日", f"{REGULATION}第三十条"),
    PaperKind.REASONS: ("一个月内三十件", "2026年3月20日", f"{REGULATION}第三十五条"),
    PaperKind.EXTENSION: ("档案较多", "20个工作日", "2026年4月14日", f"{REGULATION}第三十三条"),
    PaperKind.CONSULTATION: ("虚构公司1：", "价格条款", "收到本函之日起15个工作日内", f"{REGULATION}第三十二条", "由本机关依法决定"),
    PaperKind.CONSULTATION_REPLY: ("虚构公司1", "□ 同意公开", "价格条款"),
    PaperKind.CONSULTATION_NOTICE: (APPLICANT, "2026年3月2日", "不计入答复期限"),
    PaperKind.OVERRIDE: ("虚构公司1：", "涉及商业秘密", "重大影响", f"{REGULATION}第三十二条", "行政复议"),
    PaperKind.JOINT: ("虚构公司1：", "视为同意公开", f"{REGULATION}第三十四条"),
    PaperKind.FEE: ("第11至30件：5件 × 100元 = 500元", "500.00元", "按件计收", "国办函〔2020〕109号", "20个工作日"),
    PaperKind.ANSWER: (
        APPLICANT, "2026年2月10日，本机关收到", "可以公开", "合同复印件一份", f"{REGULATION}第三十六条第（二）项", "行政复议",
    ),
    PaperKind.ABANDONED: (APPLICANT, "视为放弃申请", f"{REGULATION}第三十条"),
    PaperKind.SERVICE: (APPLICANT, "政府信息公开申请答复告知书（", "虚构路1号"),
    PaperKind.ARCHIVE: (APPLICANT, "政府信息公开申请登记回执"),
}  # fmt: skip


def test_kinds_fields_and_wordings_are_those_of_the_law_file_both_ways() -> None:
    assert {kind.value for kind in KINDS} == set(PAPERS)
    assert set(WORDINGS) == set(KINDS)
    assert set(EXAMPLES) == set(PAPER_FIELDS)
    names = [name_of(code) for code in PAPER_FIELDS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_what_it_has_to_say(case: DisclosureRequest, office: Office, kind: PaperKind) -> None:
    stepped(case, kind)
    if kind == PaperKind.SERVICE:
        issued(case, office, PaperKind.ANSWER)
    if kind == PaperKind.ARCHIVE:
        issued(case, office, PaperKind.RECEIPT)
    paper = issued(case, office, kind)
    said = words(paper.content())
    assert [part for part in (PAPERS[kind].title, *SAYS[kind]) if part not in said] == []
    assert paper.number in said
    assert "{{" not in said
    assert "{%" not in said


@pytest.mark.parametrize(
    "kind", [PaperKind.CONSULTATION, PaperKind.CONSULTATION_REPLY, PaperKind.OVERRIDE, PaperKind.JOINT]
)
def test_nothing_of_the_applicant_stands_in_a_letter_to_somebody_else(
    case: DisclosureRequest, office: Office, kind: PaperKind
) -> None:
    stepped(case, kind)
    said = words(issued(case, office, kind).content())
    assert [secret for secret in (APPLICANT, "13800001111", "虚构路1号") if secret in said] == []


def test_the_applicant_is_not_told_whose_opinion_was_asked(case: DisclosureRequest, office: Office) -> None:
    consulted(case, stance=Stance.REFUSES)
    decided(case)
    for kind in (PaperKind.CONSULTATION_NOTICE, PaperKind.ANSWER):
        assert "虚构公司" not in words(issued(case, office, kind).content())


@pytest.mark.parametrize("outcome", sorted(ANSWERS))
def test_every_outcome_has_its_own_operative_paragraph(register: Register, office: Office, outcome: str) -> None:
    old = outcome.startswith("OLD_")
    case = register(
        arrived_on=date(2018, 5, 7) if old else date(2026, 2, 10),
        received_on=date(2018, 5, 7) if old else date(2026, 2, 10),
    )
    decision = decided(case, outcome, date(2018, 5, 20) if old else date(2026, 3, 12))
    kind = PaperKind(ANSWERS[outcome].paper)
    said = words(issued(case, office, kind, decision=decision.seq).content()).replace("\n", "")
    # nobody asked for reasons in this log: the letter does not say that somebody did
    assert answer_paragraph(outcome, REASONS_NOT_ASKED).words(decision.basis) in said


NAMES = ("<b>&甲", "{{ 申请人地址 }}", "{% if 1 %}", "甲\x0b乙", "]]>", "&amp;", "A\\1 ${x}")


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_stands_in_the_letter_as_it_is(register: Register, office: Office, name: str) -> None:
    case = register(applicant_name=name)
    assert name.replace("\x0b", "") in words(issued(case, office, PaperKind.RECEIPT).content())


def test_lines_of_a_text_become_paragraphs_with_its_look(register: Register, office: Office) -> None:
    case = register(content="第一行\r\n第二行\t有制表符")
    logged(case, EventKind.CORRECTION_ASKED, date(2026, 3, 2), note="一、甲\n二、乙", data={"respond_by": "2026-03-31"})
    document = Document(io.BytesIO(issued(case, office, PaperKind.CORRECTION).content()))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert by_text["二、乙"].paragraph_format.first_line_indent == by_text["一、甲"].paragraph_format.first_line_indent


def test_a_postponement_names_its_day_and_its_article(case: DisclosureRequest, office: Office) -> None:
    logged(case, EventKind.POSTPONED, date(2026, 3, 2), note="数量多（虚构）", data={"until": "2026-05-20"})
    said = words(issued(case, office, PaperKind.EXTENSION).content())
    assert "2026年5月20日" in said
    assert f"{REGULATION}第三十五条" in said
    assert "延长答复期限" not in said


def test_a_date_corrected_later_stands_corrected_in_the_letter(case: DisclosureRequest, office: Office) -> None:
    seq = consulted(case)
    logged(case, EventKind.AMENDED, date(2026, 3, 5), data={"events": {str(seq): {"on": "2026-03-04"}}})
    paper = issued(case, office, PaperKind.CONSULTATION_NOTICE, on=date(2026, 3, 6))
    assert "2026年3月4日" in words(paper.content())


def test_a_receipt_printed_later_names_the_term_as_it_ran_from_the_receipt(
    case: DisclosureRequest, office: Office
) -> None:
    stepped(case, PaperKind.CORRECTION)
    assert "2026年3月16日" in words(issued(case, office, PaperKind.RECEIPT).content())


def test_the_same_case_and_template_give_the_same_bytes(case: DisclosureRequest) -> None:
    one = occasion_for(case, PaperKind.RECEIPT)
    first, again = (letters.draft(case=case, occasion=one, on=one.on) for _ in range(2))
    assert first == again


def test_a_builtin_template_is_a4_with_the_margins_of_official_papers_and_its_own_chinese_fonts() -> None:
    letters.builtin_template.cache_clear()
    drawn = letters.builtin_template(PaperKind.ANSWER)
    letters.builtin_template.cache_clear()
    assert drawn == letters.builtin_template(PaperKind.ANSWER)
    document = Document(io.BytesIO(drawn))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(Length(side or 0).mm) for side in sides] == [37, 35, 28, 26]
    assert tuple(round(Length(side or 0).mm) for side in (section.page_width, section.page_height)) == (210, 297)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text]
    assert all("eastAsia" in run._element.xml for run in runs)


@pytest.mark.parametrize("kind", KINDS)
def test_a_builtin_template_passes_the_check_that_uploads_pass(kind: PaperKind) -> None:
    assert letters.complaints_about(letters.builtin_template(kind), kind) == []


def test_an_answer_without_its_particulars_is_not_issued_but_drafted_with_a_gap(
    case: DisclosureRequest, office: Office
) -> None:
    decided(case, "UNABLE_NOT_EXIST", basis="")
    with refused("paper_incomplete"):
        issued(case, office, PaperKind.ANSWER)
    one = occasion_for(case, PaperKind.ANSWER)
    assert "【请填写：检索的范围" in words(letters.draft(case=case, occasion=one, on=one.on))
    paper = issued(case, office, PaperKind.ANSWER, typed={"detail": "检索了2025年全部合同（虚构）"})
    assert "检索了2025年全部合同" in words(paper.content())


def test_a_receipt_without_the_applicants_name_is_refused(register: Register, office: Office) -> None:
    with refused("paper_incomplete"):
        issued(register(applicant_name=""), office, PaperKind.RECEIPT)
