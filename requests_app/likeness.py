"""How alike two descriptions are: a hint for people who look for repeated requests, never a decision."""

import unicodedata
from collections import Counter

ALIKE = 0.6
"""From here on two texts are shown as alike; a matter of the screen, not of the law."""


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of pairs of neighbouring characters that both have.

    Blanks and punctuation count for nothing; so do full and half width.
    """
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return Counter(plain[place : place + 2] for place in range(max(1, len(plain) - 1))) if plain else Counter()
