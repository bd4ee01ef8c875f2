"""Sealing applicants' data: opened only with the right key, found again by digest, safe when keys are exchanged."""

import pytest
from pytest_django import Settings

from openness.personal_data import SealBroken, digest, normalised, seal, search_digests, unseal

OLD, NEW = b"0123456789abcdef", b"fedcba9876543210"


@pytest.fixture(autouse=True)
def ring(settings: Settings) -> Settings:
    settings.PERSONAL_DATA_KEYS = {"old": OLD}
    return settings


def test_an_altered_value_does_not_open() -> None:
    sealed = seal("500118199001011234")
    altered = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
    with pytest.raises(SealBroken):
        unseal(altered)


def test_a_value_of_a_lost_key_names_the_key(ring: Settings) -> None:
    sealed = seal("13800000000")
    ring.PERSONAL_DATA_KEYS = {"new": NEW}
    with pytest.raises(SealBroken, match="old"):
        unseal(sealed)


@pytest.mark.parametrize("stored", ["13911112222", "old:AAAA", "old:不是密文"])
def test_what_is_no_sealed_text_breaks_without_showing_it(stored: str) -> None:
    with pytest.raises(SealBroken) as caught:
        unseal(stored)
    assert "139" not in str(caught.value)


def test_the_same_text_is_sealed_differently_each_time_and_opens_the_same() -> None:
    first, second = seal("永川区某路1号（虚构）"), seal("永川区某路1号（虚构）")
    assert first != second
    assert unseal(first) == unseal(second) == "永川区某路1号（虚构）"


def test_after_a_change_of_keys_old_values_open_and_are_found(ring: Settings) -> None:
    sealed, found_by = seal("13800000000"), digest("13800000000")
    ring.PERSONAL_DATA_KEYS = {"new": NEW, "old": OLD}
    assert unseal(sealed) == "13800000000"
    assert seal("x").startswith("new:")
    assert found_by in search_digests("13800000000")


def test_digests_see_through_writing_but_not_across_keys(ring: Settings) -> None:
    assert normalised("５００１１８ 1990-0101 123x") == "50011819900101123X"
    assert digest("138-0000-0000") == digest("13800000000")
    mine = digest("13800000000")
    ring.PERSONAL_DATA_KEYS = {"new": NEW}
    assert digest("13800000000") != mine


def test_empty_text_has_no_digest() -> None:
    assert digest("") == ""
    assert search_digests("") == []
