"""The papers of a case (law digest §8): which there are, to whom, on what basis, how numbered, with which fields."""

import pytest

from requests_app.paper_law import LAW, PAPER_FIELDS, PAPERS, PaperError, document_number, paper
from requests_app.regimes import REGULATIONS

# code, recipient, numbered, article under R07 (None = no such paper), article under R19
ROWS = [
    ("application", "file", False, "第二十条", "第二十九条"),
    ("receipt", "applicant", True, "国办公开办函〔2015〕207号", "第三十一条"),
    ("correction", "applicant", True, "第二十一条第（四）项", "第三十条"),
    ("reasons", "applicant", True, None, "第三十五条"),
    ("extension", "applicant", True, "第二十四条", "第三十三条"),
    ("consultation", "third_party", True, "第二十三条", "第三十二条"),
    ("consultation_reply", "third_party", False, "第二十三条", "第三十二条"),
    ("consultation_notice", "applicant", True, "第二十四条", "第三十三条"),
    ("override", "third_party", True, "第二十三条", "第三十二条"),
    ("joint", "joint_organ", True, None, "第三十四条"),
    ("fee", "applicant", True, None, "国办函〔2020〕109号第六条"),
    ("answer", "applicant", True, "第二十一条", "第三十六条"),
    ("abandoned", "applicant", True, None, "国办函〔2020〕109号第六条"),
    ("service", "file", False, "国办公开办函〔2016〕235号", "国办公开办函〔2016〕235号"),
    ("archive", "file", False, "条例无专门条款", "条例无专门条款"),
]
CONFIRMED = {
    ("correction", "r2007"), ("correction", "r2019"), ("reasons", "r2019"), ("extension", "r2007"),
    ("extension", "r2019"), ("consultation", "r2007"), ("consultation", "r2019"), ("override", "r2019"),
    ("joint", "r2019"), ("answer", "r2007"), ("answer", "r2019"),
}  # fmt: skip


def test_an_unknown_paper_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PaperError) as refused:
        paper("postcard")
    assert refused.value.code == "unknown_paper"
    assert "answer" in str(refused.value)


@pytest.mark.parametrize("code", [row[0] for row in ROWS if row[3] is None])
def test_a_paper_that_the_old_regulation_did_not_know_is_refused_under_it_saying_why(code: str) -> None:
    with pytest.raises(PaperError) as refused:
        PAPERS[code].basis_under("r2007")
    assert refused.value.code == "no_such_paper_under_regime"
    assert PAPERS[code].note in str(refused.value)


def test_an_unknown_regulation_is_refused() -> None:
    with pytest.raises(PaperError) as refused:
        PAPERS["answer"].basis_under("r1999")
    assert refused.value.code == "unknown_regime"


@pytest.mark.parametrize("code", [row[0] for row in ROWS if not row[2]])
def test_a_paper_without_a_number_gets_none(code: str) -> None:
    with pytest.raises(PaperError) as refused:
        document_number(code=code, prefix="永川府公开", year=2026, number=1)
    assert refused.value.code == "not_numbered"


def test_the_papers_are_those_of_the_table_above() -> None:
    assert list(PAPERS) == [row[0] for row in ROWS]


@pytest.mark.parametrize(("code", "to", "is_numbered", "old", "new"), ROWS)
def test_a_paper_has_its_recipient_number_and_basis(
    code: str, to: str, is_numbered: bool, old: str | None, new: str
) -> None:
    rule = paper(code)
    assert (rule.to, rule.is_numbered) == (to, is_numbered)
    assert (rule.basis["r2007"] is None) == (old is None)
    assert old is None or rule.basis_under("r2007").article.endswith(old)
    assert rule.basis_under("r2019").article.endswith(new)


def test_only_what_the_law_says_of_a_paper_is_confirmed() -> None:
    found = {
        (code, regime)
        for code, rule in PAPERS.items()
        for regime, basis in rule.basis.items()
        if basis and basis.standing == "confirmed"
    }
    assert found == CONFIRMED


def test_the_words_of_numbers_differ_and_are_this_project_s_choice() -> None:
    numbered = [rule for rule in PAPERS.values() if rule.is_numbered]
    assert len({rule.word for rule in numbered}) == len(numbered)
    assert {rule.word_standing for rule in numbered} == {"unconfirmed"}
    # the register of requests counts with it
    assert "申" not in {rule.word for rule in numbered}


def test_a_number_is_put_together_as_the_office_writes_it() -> None:
    assert document_number(code="answer", prefix="永川府公开", year=2026, number=12) == "永川府公开答〔2026〕12号"


def test_every_answer_letter_names_facts_basis_and_remedy() -> None:
    assert {"facts", "basis", "remedy", "answer_paragraph"} <= PAPERS["answer"].must


def test_a_paper_that_is_numbered_must_show_its_number() -> None:
    silent = {code for code, rule in PAPERS.items() if rule.is_numbered and "document_number" not in rule.must}
    # the receipt is known by the registration number that it must show
    assert silent == {"receipt"}
    assert "case_number" in PAPERS["receipt"].must


def test_nothing_about_the_applicant_goes_to_others() -> None:
    private = {name for name in PAPER_FIELDS if name.startswith("applicant_")} | {
        "representative",
        "contact_name",
        "content",
    }
    others = [rule for rule in PAPERS.values() if rule.to in ("third_party", "joint_organ")]
    assert len(others) == 4
    assert all(not private & (rule.must | rule.may) for rule in others)


def test_every_field_and_recipient_is_used_and_named_in_chinese() -> None:
    assert set(PAPER_FIELDS) == {name for rule in PAPERS.values() for name in rule.must | rule.may}
    assert set(LAW.recipients) == {rule.to for rule in PAPERS.values()}
    assert all(label.strip() for label in [*PAPER_FIELDS.values(), *LAW.recipients.values()])


def test_no_field_is_both_demanded_and_optional_and_every_paper_may_name_its_unit() -> None:
    assert all(not rule.must & rule.may for rule in LAW.papers.values())
    assert all("organ_name" in rule.must | rule.may for rule in PAPERS.values())


def test_every_regulation_is_considered_for_every_paper() -> None:
    assert all(set(rule.basis) == set(REGULATIONS) for rule in PAPERS.values())
