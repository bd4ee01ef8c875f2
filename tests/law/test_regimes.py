"""The terms of both Regulations stand as the digest gives them (R07 = State Council Order 492, R19 = Order 711)."""

from datetime import date

import pytest

from requests_app.regimes import (
    APPLICANT_KINDS_FROM,
    EARLIEST_RECEIPT,
    REGULATIONS,
    RegimeError,
    in_force_from,
    regime_on,
    terms,
)

# term, Regulation, value, article, standing: law digest §2
TERMS = [
    ("reply_days", "r2007", 15, "第二十四条", "confirmed"),
    ("extension_days", "r2007", 15, "第二十四条", "confirmed"),
    ("correction_notice_days", "r2007", None, "第二十一条第（四）项", "confirmed"),
    ("correction_restart", "r2007", True, "第二十一条第（四）项", "unconfirmed"),
    ("correction_once", "r2007", False, "第二十一条第（四）项", "confirmed"),
    ("correction_names_day", "r2007", False, "第二十一条第（四）项", "confirmed"),
    ("pause", "r2007", True, "第二十四条", "confirmed"),
    ("consultation_days", "r2007", None, "第二十三条", "confirmed"),
    ("joint_consultation_days", "r2007", None, "", "confirmed"),
    ("joint_silence_consents", "r2007", False, "", "confirmed"),
    ("fee_payment_days", "r2007", None, "第二十七条", "confirmed"),
    ("fee_restart", "r2007", False, "第二十七条", "confirmed"),
    ("fee_waiver_pause", "r2007", False, "第二十七条", "confirmed"),
    ("postponement", "r2007", False, "", "confirmed"),
    ("excessive_reasons", "r2007", False, "", "confirmed"),
    ("reply_days", "r2019", 20, "第三十三条", "confirmed"),
    ("extension_days", "r2019", 20, "第三十三条", "confirmed"),
    ("correction_notice_days", "r2019", 7, "第三十条", "confirmed"),
    ("correction_restart", "r2019", True, "第三十条", "confirmed"),
    ("correction_once", "r2019", True, "第三十条", "confirmed"),
    ("correction_names_day", "r2019", True, "第三十条", "confirmed"),
    ("pause", "r2019", True, "第三十三条", "confirmed"),
    ("consultation_days", "r2019", 15, "第三十二条", "confirmed"),
    ("joint_consultation_days", "r2019", 15, "第三十四条", "confirmed"),
    ("joint_silence_consents", "r2019", True, "第三十四条", "confirmed"),
    ("fee_payment_days", "r2019", 20, "国办函〔2020〕109号第六条", "unconfirmed"),
    ("fee_restart", "r2019", True, "国办函〔2020〕109号第六条", "unconfirmed"),
    ("fee_waiver_pause", "r2019", True, "国办函〔2020〕109号", "unconfirmed"),
    ("postponement", "r2019", True, "第三十五条", "confirmed"),
    ("excessive_reasons", "r2019", True, "第三十五条", "confirmed"),
]


def test_a_receipt_before_the_first_regulation_is_refused_in_chinese() -> None:
    with pytest.raises(RegimeError) as refused:
        regime_on(date(2008, 4, 30))
    assert refused.value.code == "before_regulation"
    assert "2008-04-30" in str(refused.value)
    assert "2008-05-01" in str(refused.value)


def test_an_unknown_regime_is_refused() -> None:
    with pytest.raises(RegimeError) as refused:
        terms("r1999", date(2026, 1, 1))
    assert refused.value.code == "unknown_regime"


@pytest.mark.parametrize(("term", "regime", "value", "article", "standing"), TERMS)
def test_a_term_has_its_value_article_and_standing(
    term: str, regime: str, value: object, article: str, standing: str
) -> None:
    rule = getattr(terms(regime, date(2026, 1, 1)), term)
    assert (rule.value, rule.standing) == (value, standing)
    assert rule.article.endswith(article)


def test_the_table_above_names_every_term() -> None:
    assert {(term, regime) for term, regime, *_ in TERMS} == {
        (term, regime) for regime in REGULATIONS for term in terms(regime, date(2026, 1, 1)).__dataclass_fields__
    }


@pytest.mark.parametrize(
    ("on", "regime"),
    [
        (date(2008, 5, 1), "r2007"),
        (date(2019, 5, 14), "r2007"),
        (date(2019, 5, 15), "r2019"),
        (date(2030, 1, 1), "r2019"),
    ],
)
def test_the_receipt_date_chooses_the_regulation(on: date, regime: str) -> None:
    assert regime_on(on) == regime


def test_the_processing_fee_exists_from_2021_on() -> None:
    assert terms("r2019", date(2020, 12, 31)).fee_payment_days.value is None
    assert terms("r2019", date(2021, 1, 1)).fee_payment_days.value == 20


def test_the_dates_that_other_modules_stand_on() -> None:
    named = (EARLIEST_RECEIPT, APPLICANT_KINDS_FROM)
    assert named == (date(2008, 5, 1), date(2019, 1, 1))
    assert [in_force_from(regime) for regime in REGULATIONS] == [date(2008, 5, 1), date(2019, 5, 15)]
