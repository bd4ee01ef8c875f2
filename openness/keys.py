"""Primary keys as addresses and forms send them: told apart from whatever else may be typed there."""

LONGEST = len(str(2**63)) - 1
"""Digits that every column of keys holds."""


def is_key(text: str) -> bool:
    """Say whether a text may be a key or a version: other digits than 0–9 are none, and thousands of them break.

    Args:
        text: as it was sent.
    """
    return text.isascii() and text.isdigit() and len(text) <= LONGEST
