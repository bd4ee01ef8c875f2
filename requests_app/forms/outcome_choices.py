"""The closed lists of outcomes as people choose from them: each list under the days of decision it is for."""

from datetime import date

from requests_app.outcome_labels import outcome_to_ledger
from requests_app.outcomes import LAW, OUTCOMES, Outcome

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]

LEFT_OUT = "3.3."
"""The branch of the newest table (不予公开) whose outcomes can be the reason for a part left out."""


def outcome_choices(*, since: date | None = None, with_unspecified: bool = False) -> Grouped:
    """Return the outcomes in groups of list and result, the newest list first.

    Args:
        since: the earliest day a decision can have; lists that ended before are left out.
        with_unspecified: also those that only ledgers use: to look for, not to choose.
    """
    starts = [first for first, _ in LAW.lists]
    ends: list[date | None] = [*starts[1:], None]
    periods = [
        (_period(first, end), listed)
        for (first, listed), end in zip(LAW.lists, ends, strict=True)
        if since is None or end is None or since < end
    ]
    chosen = [(period, _listed(listed, with_unspecified)) for period, listed in reversed(periods)]
    return [group for period, outcomes in chosen for group in _by_result(outcomes, period if len(periods) > 1 else "")]


def exemption_choices(*, since: date | None = None) -> Grouped:
    """Return the reasons that can be noted on a partial disclosure, in the same groups."""
    groups = [
        (group, [one for one in choices if _leaves_out(one[0])]) for group, choices in outcome_choices(since=since)
    ]
    return [(group, choices) for group, choices in groups if choices]


def outcome_label(code: str) -> str:
    """Return the words of an outcome behind its result; a code that the law files no longer hold is shown as it is."""
    outcome = OUTCOMES.get(code)
    if outcome is None:
        return code
    result = outcome_to_ledger(code)[0]
    return outcome.label if outcome.label.startswith(result) else f"{result}：{outcome.label}"


def _listed(listed: str, with_unspecified: bool) -> list[Outcome]:
    return [one for one in OUTCOMES.values() if one.list == listed and (with_unspecified or not one.unspecified)]


def _by_result(outcomes: list[Outcome], period: str) -> Grouped:
    groups: dict[str, Choices] = {}
    for one in outcomes:
        result = outcome_to_ledger(one.code)[0]
        groups.setdefault(f"{result}（{period}）" if period else result, []).append((one.code, one.label))
    return list(groups.items())


def _leaves_out(code: str) -> bool:
    rows = OUTCOMES[code].rows
    return (rows[max(rows)] or "").startswith(LEFT_OUT)


def _period(first: date, end: date | None) -> str:
    return f"{end} 以前作出的决定" if end else f"{first} 起作出的决定"
