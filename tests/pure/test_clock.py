"""The clock starts on receipt, restarts, pauses, extends and postpones as law digest §2 says. Cases are invented."""

from datetime import date

import pytest

from requests_app.clock import ClockError, ClockEvent, ClockState, Reading, Step, read
from requests_app.workdays import WorkCalendar, packaged_calendar

CALENDAR = packaged_calendar()
R19_33 = "《政府信息公开条例》（2019）第三十三条"


def on(text: str) -> date:
    """Return the date written."""
    return date.fromisoformat(text)


def received(text: str) -> ClockEvent:
    """Return the receipt of a request."""
    return ClockEvent("registered", on(text))


def sent(text: str, ref: str = "1", until: str = "") -> ClockEvent:
    """Return the letter that asks for an opinion."""
    return ClockEvent("consultation_sent", on(text), ref=ref, until=on(until) if until else None)


def returned(text: str, ref: str = "1") -> ClockEvent:
    """Return the opinion that came back."""
    return ClockEvent("consultation_returned", on(text), ref=ref)


def extended(text: str, days: int) -> ClockEvent:
    """Return an extension."""
    return ClockEvent("extended", on(text), days=days)


def reading(*events: ClockEvent, regime: str = "r2019", calendar: WorkCalendar = CALENDAR) -> Reading:
    """Return what the clock says of the events."""
    return read(regime=regime, events=events, calendar=calendar)


def due(*events: ClockEvent, regime: str = "r2019") -> str:
    """Return the due date of the events as text; empty where there is none."""
    due_on = reading(*events, regime=regime).due_on
    return due_on.isoformat() if due_on else ""


class TestStart:
    """Day after receipt = day 1; 15 (R07 Art. 24) or 20 (R19 Art. 33) working days."""

    def test_nothing_received_has_no_due_date(self) -> None:
        assert reading() == Reading(None, False, "r2019", ClockState.WAITING, ())

    @pytest.mark.parametrize(
        ("receipt", "due_on"),
        [
            ("2026-02-10", "2026-03-16"),  # over the Spring Festival, make-up day 28 February
            ("2026-09-18", "2026-10-22"),  # Sunday 20 September is a make-up day
            ("2020-01-20", "2020-02-25"),  # the notice of 2020 was amended midway
            ("2026-09-19", "2026-10-22"),  # received on a Saturday: the make-up Sunday is day 1
            ("2025-12-15", "2026-01-13"),  # over the year end, make-up day Sunday 4 January
            ("2018-12-28", "2019-01-28"),  # r2019 by a supervisor's decision; year-end days of another year's notice
            ("2026-10-01", "2026-11-03"),  # received on a holiday
        ],
    )
    def test_twenty_working_days_since_2019(self, receipt: str, due_on: str) -> None:
        assert due(received(receipt)) == due_on

    @pytest.mark.parametrize(("receipt", "due_on"), [("2018-02-09", "2018-03-07"), ("2019-05-14", "2019-06-04")])
    def test_fifteen_working_days_before(self, receipt: str, due_on: str) -> None:
        assert due(received(receipt), regime="r2007") == due_on

    def test_a_confirmed_receipt_starts_it_too(self) -> None:
        assert due(ClockEvent("receipt_confirmed", on("2026-02-10"))) == "2026-03-16"

    def test_the_steps_say_what_how_many_and_by_which_article(self) -> None:
        assert reading(received("2026-02-10")).steps == (
            Step(on("2026-02-10"), "收到申请，次日起算20个工作日", 20, R19_33),
            Step(on("2026-03-16"), "答复期限届满日", None, R19_33),
        )

    def test_events_that_do_not_move_the_clock_pass_by(self) -> None:
        assert due(received("2026-02-10"), ClockEvent("decided", on("2026-03-01"))) == "2026-03-16"


class TestCorrection:
    """Suspended from the notice; the day after the corrected request is day 1 again (R19 Art. 30)."""

    ASKED = ClockEvent("correction_asked", date(2026, 2, 13))
    CORRECTED = ClockEvent("correction_received", date(2026, 9, 18))

    def test_while_waiting_for_the_applicant_there_is_no_due_date(self) -> None:
        found = reading(received("2026-02-10"), self.ASKED)
        assert (found.due_on, found.state, found.provisional) == (None, ClockState.SUSPENDED, False)

    def test_the_corrected_request_starts_the_full_term_again(self) -> None:
        assert due(received("2026-02-10"), self.ASKED, self.CORRECTED) == "2026-10-22"

    def test_a_ledger_may_know_only_the_day_it_came_back(self) -> None:
        assert due(received("2026-02-10"), self.CORRECTED) == "2026-10-22"

    def test_an_extension_granted_before_stays_granted(self) -> None:
        found = reading(received("2026-02-10"), extended("2026-02-11", 20), self.ASKED, self.CORRECTED)
        assert found.due_on == on("2026-11-19")
        assert found.steps[-2].days == 40

    def test_abandoned_while_waiting_it_ends_without_a_due_date(self) -> None:
        found = reading(received("2026-02-10"), self.ASKED, ClockEvent("served", on("2026-05-08")))
        assert (found.due_on, found.state) == (None, ClockState.STOPPED)

    def test_under_the_old_regulation_the_restart_is_marked_unconfirmed(self) -> None:
        corrected = ClockEvent("correction_received", on("2018-03-01"))
        found = reading(
            received("2018-02-01"), ClockEvent("correction_asked", on("2018-02-05")), corrected, regime="r2007"
        )
        assert found.due_on == on("2018-03-22")
        assert found.steps[-2].standing == "unconfirmed"


class TestPause:
    """Consulting does not count (R07 Art. 24, R19 Art. 33): the days after the letter up to the opinion."""

    def test_five_working_days_out_move_the_due_date_by_five(self) -> None:
        assert due(received("2026-02-10"), sent("2026-03-02"), returned("2026-03-09")) == "2026-03-23"

    def test_an_opinion_on_the_same_day_changes_nothing(self) -> None:
        assert due(received("2026-02-10"), sent("2026-03-02"), returned("2026-03-02")) == "2026-03-16"

    def test_a_pause_over_days_off_only_changes_nothing(self) -> None:
        assert due(received("2026-02-10"), sent("2026-02-14"), returned("2026-02-23")) == "2026-03-16"

    def test_a_pause_that_ends_on_the_last_day_still_counts(self) -> None:
        assert due(received("2026-02-10"), sent("2026-03-13"), returned("2026-03-16")) == "2026-03-17"

    def test_a_pause_begun_on_or_after_the_last_day_comes_too_late(self) -> None:
        assert due(received("2026-02-10"), sent("2026-03-16"), returned("2026-03-20")) == "2026-03-16"

    def test_overlapping_pauses_are_counted_once(self) -> None:
        both = (sent("2026-03-02"), sent("2026-03-04", "2"), returned("2026-03-09"), returned("2026-03-11", "2"))
        assert due(received("2026-02-10"), *both) == "2026-03-25"
        assert [step.days for step in reading(received("2026-02-10"), *both).steps[3:5]] == [5, 2]

    def test_adjoining_pauses_are_counted_one_after_the_other(self) -> None:
        both = (sent("2026-03-02"), returned("2026-03-04"), sent("2026-03-04", "2"), returned("2026-03-06", "2"))
        assert due(received("2026-02-10"), *both) == "2026-03-20"

    def test_of_a_pause_spanning_a_restart_only_the_days_after_it_count(self) -> None:
        asked, corrected = (
            ClockEvent("correction_asked", on("2026-09-15")),
            ClockEvent("correction_received", on("2026-09-18")),
        )
        # 20, 21, 22 September are left out; 16 to 18 lie before the new day 1
        spanning = (sent("2026-09-15"), corrected, returned("2026-09-22"))
        assert due(received("2026-09-01"), asked, *spanning) == "2026-10-27"

    def test_while_the_opinion_is_out_the_term_of_the_letter_gives_the_latest_date(self) -> None:
        found = reading(received("2026-02-10"), sent("2026-03-02"))
        # 15 working days after 2 March end on 23 March (R19 Arts. 32, 34)
        assert (found.due_on, found.state) == (on("2026-04-07"), ClockState.PAUSED)
        assert "最迟至2026-03-23" in found.steps[1].what

    def test_a_late_opinion_does_not_lengthen_the_pause(self) -> None:
        found = reading(received("2026-02-10"), sent("2026-03-02"), returned("2026-03-27"))
        assert found.due_on == on("2026-04-07")
        assert found.steps[2].days == 15
        assert "照常计期" in found.steps[2].what

    def test_where_the_day_the_letter_arrived_is_known_its_term_is_given(self) -> None:
        # received on 4 March: 15 working days end on 25 March
        assert (
            due(received("2026-02-10"), sent("2026-03-02", until="2026-03-25"), returned("2026-03-27")) == "2026-04-09"
        )

    def test_the_old_regulation_has_no_term_so_there_is_no_date_until_the_opinion_comes(self) -> None:
        assert due(received("2018-03-01"), sent("2018-03-05"), regime="r2007") == ""
        assert due(received("2018-03-01"), sent("2018-03-05"), returned("2018-04-02"), regime="r2007") == "2018-04-20"

    def test_an_answer_given_while_the_opinion_is_out_ends_the_pause(self) -> None:
        served = ClockEvent("served", on("2018-03-07"))
        assert due(received("2018-03-01"), sent("2018-03-05"), served, regime="r2007") == "2018-03-26"


class TestExtension:
    """Once, at most the base term (R07 Art. 24, R19 Art. 33)."""

    @pytest.mark.parametrize(("days", "due_on"), [(20, "2026-11-19"), (1, "2026-10-23")])
    def test_it_adds_its_working_days(self, days: int, due_on: str) -> None:
        assert due(received("2026-09-18"), extended("2026-10-10", days)) == due_on

    def test_fifteen_days_at_most_under_the_old_regulation(self) -> None:
        assert due(received("2018-03-01"), extended("2018-03-09", 15), regime="r2007") == "2018-04-13"

    def test_before_or_after_a_pause_is_alike(self) -> None:
        pause = (sent("2026-03-02"), returned("2026-03-09"))
        before = due(received("2026-02-10"), extended("2026-02-11", 10), *pause)
        after = due(received("2026-02-10"), *pause, extended("2026-03-10", 10))
        assert before == after == "2026-04-07"


class TestFee:
    """Suspended from the notice; anew from the day after payment (国办函〔2020〕109号 Art. 6, unconfirmed)."""

    NOTICED = ClockEvent("fee_noticed", date(2026, 2, 13))

    def test_until_paid_there_is_no_due_date(self) -> None:
        found = reading(received("2026-02-10"), self.NOTICED)
        assert (found.due_on, found.state) == (None, ClockState.SUSPENDED)
        assert (found.steps[-1].days, found.steps[-1].standing) == (20, "unconfirmed")

    def test_payment_starts_the_full_term_again(self) -> None:
        assert due(received("2026-02-10"), self.NOTICED, ClockEvent("fee_paid", on("2026-09-18"))) == "2026-10-22"

    def test_a_waiver_on_the_day_of_the_notice_moves_nothing(self) -> None:
        last = on("2026-03-16")
        course = (received("2026-02-10"), ClockEvent("fee_noticed", last), ClockEvent("fee_waived", last))
        assert due(*course) == "2026-03-16"  # no fresh term for whoever notices and waives on the last day

    def test_a_waiver_leaves_out_the_working_days_since_the_notice(self) -> None:
        noticed = ClockEvent("fee_noticed", on("2026-03-02"))
        found = reading(received("2026-02-10"), noticed, ClockEvent("fee_waived", on("2026-03-10")))
        assert str(found.due_on) == "2026-03-24"  # 3 to 6, 9 and 10 March are left out
        assert (found.steps[-2].days, found.steps[-2].standing) == (6, "unconfirmed")

    def test_a_waiver_without_a_notice_moves_nothing(self) -> None:
        found = reading(received("2026-02-10"), ClockEvent("fee_waived", on("2026-03-10")))
        assert (str(found.due_on), found.state) == ("2026-03-16", ClockState.RUNNING)

    def test_a_payment_after_a_waiver_was_not_noticed(self) -> None:
        waived = (self.NOTICED, ClockEvent("fee_waived", on("2026-03-10")))
        with pytest.raises(ClockError):
            reading(received("2026-02-10"), *waived, ClockEvent("fee_paid", on("2026-03-11")))


class TestPostponement:
    """Too many requests for good reasons: a reasonable date, told to the applicant (R19 Art. 35)."""

    @pytest.mark.parametrize(("until", "due_on"), [("2026-05-08", "2026-05-08"), ("2026-10-01", "2026-10-08")])
    def test_the_named_date_is_due_or_the_next_working_day(self, until: str, due_on: str) -> None:
        assert due(received("2026-02-10"), ClockEvent("postponed", on("2026-03-02"), until=on(until))) == due_on

    def test_it_never_takes_days_away(self) -> None:
        assert (
            due(received("2026-02-10"), ClockEvent("postponed", on("2026-03-02"), until=on("2026-03-05")))
            == "2026-03-16"
        )


class TestEnd:
    """A reply, a withdrawal or a voided case stops it; the due date that applied stays readable."""

    @pytest.mark.parametrize("kind", ["served", "withdrawn", "voided"])
    def test_the_due_date_stays_readable(self, kind: str) -> None:
        found = reading(received("2026-02-10"), ClockEvent(kind, on("2026-03-02")))
        assert (found.due_on, found.state) == (on("2026-03-16"), ClockState.STOPPED)

    def test_the_first_end_stands(self) -> None:
        served, voided = ClockEvent("served", on("2026-03-02")), ClockEvent("voided", on("2026-05-08"))
        assert reading(received("2026-02-10"), served, voided).steps == reading(received("2026-02-10"), served).steps

    def test_a_request_withdrawn_before_its_receipt_was_confirmed_has_none(self) -> None:
        found = reading(ClockEvent("withdrawn", on("2026-03-02")))
        assert (found.due_on, found.state) == (None, ClockState.STOPPED)


class TestProvisional:
    """A span that touches a year without a holiday notice is provisional, and the steps say so."""

    def test_over_the_end_of_2026_it_is_provisional(self) -> None:
        found = reading(received("2026-12-10"))
        assert (found.due_on, found.provisional) == (on("2027-01-08"), True)
        assert "暂定" in found.steps[-1].what
        assert "2027年" in found.steps[-1].what

    def test_within_2026_it_is_not(self) -> None:
        assert not reading(received("2026-11-23")).provisional

    def test_the_statutory_days_of_2027_are_left_out(self) -> None:
        # 5 and 8 February 2027 are statutory days; 6 and 7 a weekend
        assert due(received("2027-01-15")) == "2027-02-16"

    def test_the_years_before_the_kept_notices_are_provisional(self) -> None:
        assert reading(received("2010-03-01"), regime="r2007").provisional

    def test_an_entered_notice_settles_it(self) -> None:
        noticed = CALENDAR.with_notice(days={on("2027-01-01"): False}, years=[2027])
        assert not reading(received("2026-12-10"), calendar=noticed).provisional

    def test_days_off_of_a_region_move_the_due_date(self) -> None:
        regional = CALENDAR.with_days_off([on("2026-03-03")])
        assert reading(received("2026-02-10"), calendar=regional).due_on == on("2026-03-17")
