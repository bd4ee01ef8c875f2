"""Whose opinion binds, who may still answer, and what the law takes silence for (R19 Arts. 32, 34)."""

from datetime import date

import pytest

from requests_app.choices import EventKind
from requests_app.disclosures import discloses
from requests_app.opinions import awaited_on, deemed, opinions, refusing
from requests_app.timeline import Entry


def on(day: int) -> date:
    """Return a day of March 2026."""
    return date(2026, 3, day)


def sent(seq: int, day: int, ref: str, *, party: str = "third_party", same_as: str = "") -> Entry:
    """Return a letter; `same_as` names the first letter to its party."""
    again = {"same_as": same_as} if same_as else {}
    return Entry(seq, EventKind.CONSULTATION_SENT, on(day), {"ref": ref, "party": party, **again})


def came(seq: int, day: int, ref: str, stance: str, **data: str) -> Entry:
    """Return what came back."""
    return Entry(seq, EventKind.CONSULTATION_RETURNED, on(day), {"ref": ref, "stance": stance, **data})


def bound(*entries: Entry) -> list[str]:
    """Return the letters whose refusal binds."""
    return [one.ref for one in refusing(entries)]


def test_a_joint_organs_refusal_binds_nobody() -> None:
    assert bound(sent(1, 2, "1", party="joint_organ"), came(2, 3, "1", "refuses")) == []


def test_a_third_partys_refusal_binds() -> None:
    assert bound(sent(1, 2, "1"), came(2, 3, "1", "refuses")) == ["1"]


@pytest.mark.parametrize(("second", "binding"), [("agrees", []), ("refuses", ["2"]), ("silent", ["1"]), ("", ["1"])])
def test_of_one_party_the_last_opinion_counts_and_silence_is_none(second: str, binding: list[str]) -> None:
    first = (sent(1, 2, "1"), came(2, 3, "1", "refuses"))
    assert bound(*first, sent(3, 4, "2", same_as="1"), came(4, 5, "2", second)) == binding


def test_last_is_by_its_day_not_by_its_place_in_the_log() -> None:
    letters = (sent(1, 2, "1"), sent(2, 4, "2", same_as="1"))
    assert bound(*letters, came(3, 5, "2", "agrees"), came(4, 3, "1", "refuses")) == []


def test_two_parties_speak_each_for_itself() -> None:
    letters = (sent(1, 2, "1"), sent(2, 4, "2"))
    assert bound(*letters, came(3, 5, "2", "agrees"), came(4, 3, "1", "refuses")) == ["1"]


@pytest.mark.parametrize(("day", "awaited"), [(1, []), (2, ["1"]), (4, ["1", "2"]), (5, ["1"]), (6, [])])
def test_a_letter_is_open_from_its_day_to_that_of_the_opinion(day: int, awaited: list[str]) -> None:
    log = (sent(1, 2, "1"), sent(2, 4, "2"), came(3, 5, "2", "agrees"), came(4, 6, "1", "silent"))
    assert awaited_on(log, on(day)) == awaited


@pytest.mark.parametrize(
    ("regime", "party", "stance", "meaning"),
    [
        ("r2019", "joint_organ", "silent", "agrees"),
        ("r2019", "joint_organ", "refuses", ""),
        ("r2019", "third_party", "silent", ""),  # Art. 32: the organ decides itself
        ("r2007", "joint_organ", "silent", ""),
    ],
)
def test_only_a_joint_organ_agrees_by_silence_and_only_since_2019(
    regime: str, party: str, stance: str, meaning: str
) -> None:
    assert deemed(regime=regime, party=party, stance=stance, on=on(20)) == meaning


def test_silence_counts_as_what_the_law_takes_it_for() -> None:
    silent = came(2, 30, "1", "silent", deemed="agrees")
    assert [one.stance for one in opinions([sent(1, 2, "1", party="joint_organ"), silent])] == ["agrees"]


@pytest.mark.parametrize(
    ("outcome", "exemptions", "is_disclosure"),
    [
        ("OPEN", [], True),
        ("OPEN_UNSPECIFIED", [], True),
        ("OLD_OPEN", [], True),
        ("PARTIAL", [], True),
        ("PARTIAL", ["DENY_PROCESS"], True),
        ("PARTIAL", ["DENY_THIRD"], False),
        ("OLD_PARTIAL", ["OLD_TRADE"], False),
        ("OPEN_ALREADY", [], False),
        ("OLD_ALREADY", [], False),
        ("DENY_THIRD", [], False),
    ],
)
def test_what_is_given_out_that_was_not_public(outcome: str, exemptions: list[str], is_disclosure: bool) -> None:
    assert discloses(outcome, exemptions) is is_disclosure
