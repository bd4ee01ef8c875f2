"""How alike two descriptions are: a number from 0 to 1, the same from either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.likeness import ALIKE, likeness

TEXTS = st.text(alphabet=st.sampled_from("绿化工程合同验收报告年第号2025ABab，。 （）"), max_size=30)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "绿化工程"), ("，。", "，。"), ("绿化", "水利")])
def test_what_has_nothing_in_common_is_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) == 0


@given(TEXTS, TEXTS)
def test_it_is_a_share_and_the_same_from_either_side(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(TEXTS.filter(lambda text: any(sign.isalnum() for sign in text)))
def test_the_same_text_is_wholly_alike(text: str) -> None:
    assert likeness(text, text) == 1


def test_blanks_punctuation_case_and_width_make_no_difference() -> None:
    assert likeness("2025年 绿化工程，合同A", "２０２５年绿化工程合同ａ") == 1


# invented pairs
@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("2025年绿化工程合同及验收报告", "2025年绿化工程的合同和验收报告", True),
        ("2025年绿化工程合同及验收报告", "2024年道路养护经费决算", False),
    ],
)
def test_alike_is_what_a_person_would_call_so(one: str, other: str, is_alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) == is_alike
