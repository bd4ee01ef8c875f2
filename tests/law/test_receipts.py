"""The day of receipt stands as the digest gives it: R19 Art. 31, and 国办公开办函〔2015〕207号 for the Regulation of 2007."""

from datetime import date
from pathlib import Path

import pytest

from openness.dated_law import LawError
from requests_app.receipts import (
    LAW_FILE,
    RECEIPTS,
    Asked,
    Way,
    alarm_rule,
    last_overdue_arrival,
    read_receipts,
    receipt_rule,
    same_day_rule,
    way_of,
)
from requests_app.workdays import packaged_calendar

OLD, NEW = date(2018, 3, 1), date(2026, 11, 20)
# regime, way, basis, what is asked for, standing: law digest §2
RULES = [
    ("r2007", "in_person", "submitted", Asked.NOTHING, "confirmed"),
    ("r2007", "registered_mail", "signed_for", Asked.DAY, "confirmed"),
    ("r2007", "ordinary_mail", "confirmed", Asked.CONFIRMATION, "unconfirmed"),
    ("r2007", "web", "mail_system", Asked.DAY, "confirmed"),
    ("r2007", "fax", "both_sides", Asked.CONFIRMATION, "confirmed"),
    ("r2007", "other", "both_sides", Asked.CONFIRMATION, "unconfirmed"),
    ("r2019", "in_person", "submitted", Asked.NOTHING, "confirmed"),
    ("r2019", "registered_mail", "signed_for", Asked.DAY, "confirmed"),
    ("r2019", "ordinary_mail", "confirmed", Asked.CONFIRMATION, "confirmed"),
    ("r2019", "web", "both_sides", Asked.CONFIRMATION, "confirmed"),
    ("r2019", "fax", "both_sides", Asked.CONFIRMATION, "confirmed"),
    ("r2019", "other", "both_sides", Asked.CONFIRMATION, "unconfirmed"),
]


@pytest.mark.parametrize(
    ("before", "after", "code", "key"),
    [
        ("value: signed_for", "value: signed", "unknown_basis", "receipts.r2007.registered_mail.1"),
        ("    fax:", "    telefax:", "unknown_key", "receipts.r2007.telefax"),
        ("value: 1, unit: 工作日", "value: 一, unit: 工作日", "wrong_type", "confirmation.alarm_days.1"),
        ("  alarm_days:", "  alarm:", "unknown_key", "confirmation.alarm"),
        ("confirmation:", "confirmations:", "unknown_key", "confirmations"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, before: str, after: str, code: str, key: str) -> None:
    broken = tmp_path / "receipts.yaml"
    text = LAW_FILE.read_text(encoding="utf-8")
    assert before in text
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        read_receipts(broken)
    assert (refused.value.code, refused.value.key) == (code, key)


@pytest.mark.parametrize(("regime", "way", "basis", "asked", "standing"), RULES)
def test_a_way_of_arrival_has_its_basis_article_and_standing(
    regime: str, way: str, basis: str, asked: Asked, standing: str
) -> None:
    rule = receipt_rule(regime, Way(way), OLD if regime == "r2007" else NEW)
    assert (rule.basis, rule.asked, rule.standing) == (basis, asked, standing)
    assert rule.article


def test_the_table_above_names_every_way_of_both_regulations() -> None:
    assert {(regime, way) for regime, way, *_ in RULES} == {
        (regime, way) for regime, ways in RECEIPTS.ways.items() for way in ways
    }


@pytest.mark.parametrize("way", ["in_person", "registered_mail", "ordinary_mail", "web", "fax"])
def test_article_31_is_what_the_ways_of_2019_rest_on(way: str) -> None:
    assert receipt_rule("r2019", Way(way), NEW).article.endswith("第三十一条")


def test_a_letter_is_told_apart_by_whether_somebody_signed() -> None:
    assert way_of("letter") is None
    assert way_of("letter", "registered") == Way.REGISTERED_MAIL
    assert way_of("letter", "ordinary") == Way.ORDINARY_MAIL
    assert way_of("web") == Way.WEB


def test_ordinary_mail_is_confirmed_the_same_day_since_2019() -> None:
    rule = same_day_rule(Way.ORDINARY_MAIL, date(2019, 5, 15))
    assert rule is not None
    assert rule.article.endswith("第三十一条")
    assert same_day_rule(Way.ORDINARY_MAIL, date(2019, 5, 14)) is None
    assert same_day_rule(Way.WEB, NEW) is None


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 19)),  # Monday: Friday's are one working day old, Thursday's two
        (date(2026, 11, 22), date(2026, 11, 18)),  # Sunday: as on Friday evening
        (date(2026, 11, 24), date(2026, 11, 22)),
        (date(2026, 10, 8), date(2026, 9, 29)),  # the first working day after National Day
        (date(2026, 2, 24), date(2026, 2, 13)),  # after Spring Festival; 14 February is a make-up working day
    ],
)
def test_the_alarm_counts_working_days(today: date, last: date) -> None:
    assert alarm_rule(today).value == 1
    assert last_overdue_arrival(today, packaged_calendar()) == last
