"""Which outcomes give out information that was not public, and whom that may hurt: one rule for answers and for papers."""

from collections.abc import Iterable

PARTIAL = frozenset({"PARTIAL", "OLD_PARTIAL"})
DISCLOSED = frozenset({"OPEN", "OPEN_UNSPECIFIED", "OLD_OPEN"})
"""What is public already (OPEN_ALREADY, OLD_ALREADY) is not among them: nobody is hurt by hearing where it stands."""

THIRD_PARTY = frozenset({"DENY_THIRD", "OLD_TRADE", "OLD_PRIV"})
"""The reasons for a refusal that protect a third party (R19 Arts. 15, 32; R07 Arts. 14, 23)."""


def discloses(outcome: str, exemptions: Iterable[str] = ()) -> bool:
    """Say whether an answer gives out what a third party may have refused: a partial one may leave that part out.

    Args:
        outcome: code of the outcome.
        exemptions: reasons noted on a partial disclosure.
    """
    return outcome in DISCLOSED or (outcome in PARTIAL and not THIRD_PARTY & set(exemptions))
