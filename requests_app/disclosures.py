"""Which outcomes give out information that was not public, and whom that may hurt: one rule for answers and for papers."""

from collections.abc import Iterable

PARTIAL = frozenset({"PARTIAL", "OLD_PARTIAL"})
PUBLIC_ALREADY = frozenset({"OPEN_ALREADY", "OLD_ALREADY"})
DISCLOSED = frozenset({"OPEN", "OPEN_UNSPECIFIED", "OLD_OPEN"})
"""What is public already is not among them: nobody is hurt by hearing where it stands."""

THIRD_PARTY = frozenset({"DENY_THIRD", "OLD_TRADE", "OLD_PRIV"})
"""The reasons for a refusal that protect a third party (R19 Arts. 15, 32; R07 Arts. 14, 23)."""


def discloses(outcome: str, exemptions: Iterable[str] = ()) -> bool:
    """Say whether an answer gives out what a third party may have refused: a partial one may leave that part out.

    Args:
        outcome: code of the outcome.
        exemptions: reasons noted on a partial disclosure.
    """
    return outcome in DISCLOSED or (outcome in PARTIAL and not THIRD_PARTY & set(exemptions))


def gives_everything(outcome: str) -> bool:
    """Say whether an answer withholds nothing: whatever else it says, the law wants no reasons for it (R19 Art. 36).

    Args:
        outcome: code of the outcome.
    """
    return outcome in DISCLOSED | PUBLIC_ALREADY
