"""What may be a key of a row, as addresses and forms send it."""

import pytest

from openness.keys import LONGEST, is_key


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "１", "²", "abc", "1\0", "9" * (LONGEST + 1), "9" * 5000])
def test_what_no_column_holds_is_no_key(text: str) -> None:
    assert not is_key(text)


@pytest.mark.parametrize("text", ["0", "1", "0017", "9" * LONGEST])
def test_digits_are_a_key(text: str) -> None:
    assert is_key(text)
    assert int(text) < 2**63
