"""Amounts as they are shown: without the zeros that a column's fixed scale adds."""

from decimal import Decimal


def shortest(number: Decimal) -> Decimal:
    """Return the same amount with no idle decimals: 96171.6, not 96171.600000; 2950, not 2.95E+3."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
