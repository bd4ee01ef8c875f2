"""Expecting a refusal by its code: tests assert codes, not prose."""

import pytest

from requests_app.refusals import Refusal


def refused(code: str) -> "pytest.RaisesExc[Refusal]":
    """Expect a Refusal with `code` in the block."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)
