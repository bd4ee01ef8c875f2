"""A question about a term: the same fold as for cases, and a refusal names the entry that is wrong."""

from datetime import date

import pytest

from requests_app.deadline_question import DeadlineQuestion, QuestionError, answer, working_days_after
from requests_app.workdays import packaged_calendar

CALENDAR = packaged_calendar()
FEBRUARY = date(2026, 2, 10)
PAUSE, LATER = (date(2026, 3, 2), date(2026, 3, 9)), (date(2026, 3, 11), date(2026, 3, 4))


@pytest.mark.parametrize(
    ("question", "code", "entry", "place"),
    [
        (DeadlineQuestion(date(2008, 4, 30)), "before_regulation", "received", 0),
        (DeadlineQuestion(date(2199, 1, 1)), "outside_calendar", "received", 0),
        (DeadlineQuestion(FEBRUARY, corrected=date(2026, 2, 9)), "out_of_order", "corrected", 0),
        (DeadlineQuestion(FEBRUARY, extension=21), "extension_too_long", "extension", 0),
        (DeadlineQuestion(FEBRUARY, pauses=(PAUSE, LATER)), "out_of_order", "pause_returned", 1),
        (DeadlineQuestion(FEBRUARY, pauses=(PAUSE, (date(2026, 1, 5), PAUSE[1]))), "out_of_order", "pause_sent", 1),
        (DeadlineQuestion(FEBRUARY, postponed_until=date(2026, 2, 11)), "postponed_too_early", "postponed_until", 0),
        (DeadlineQuestion(FEBRUARY, postponed_until=FEBRUARY), "postponed_backwards", "postponed_until", 0),
    ],
)
def test_a_refusal_names_the_entry(question: DeadlineQuestion, code: str, entry: str, place: int) -> None:
    with pytest.raises(QuestionError) as refused:
        answer(question, calendar=CALENDAR)
    assert (refused.value.code, refused.value.entry, refused.value.place) == (code, entry, place)


def test_the_days_off_passed_in_count() -> None:
    region = CALENDAR.with_days_off([date(2026, 3, 3)])
    assert answer(DeadlineQuestion(FEBRUARY), calendar=CALENDAR).due_on == date(2026, 3, 16)
    assert answer(DeadlineQuestion(FEBRUARY), calendar=region).due_on == date(2026, 3, 17)


def test_a_count_over_the_year_end_names_the_year_without_notice() -> None:
    assert working_days_after(date(2026, 9, 18), 7, calendar=CALENDAR).provisional_years == ()
    assert working_days_after(date(2026, 12, 25), 10, calendar=CALENDAR).provisional_years == (2027,)
