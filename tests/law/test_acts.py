"""What each act on a case rests on: an entry for every act under every Regulation, marked where it was not read."""

import pytest

from requests_app.act_law import LAW_FILE, basis_of, read_bases
from requests_app.acts import Act
from requests_app.choices import Regime

# what the digest marks, or does not say: the usual reading
UNCONFIRMED = {
    (Act.RECEIVE_CORRECTION, "r2007"), (Act.NOTICE_FEE, "r2019"), (Act.PAY_FEE, "r2019"), (Act.WAIVE_FEE, "r2019"),
    *((act, regime) for act in (Act.WITHDRAW, Act.REOPEN, Act.OPEN_APPEAL, Act.SPLIT) for regime in Regime.values),
}  # fmt: skip


def test_an_act_or_regulation_that_does_not_exist_has_no_basis() -> None:
    with pytest.raises(KeyError):
        basis_of("send_pigeon", "r2019")
    with pytest.raises(KeyError):
        basis_of("extend", "r1999")


def test_every_act_has_its_basis_under_every_regulation() -> None:
    assert set(read_bases(LAW_FILE)) == {(act.value, regime) for act in Act for regime in Regime.values}


@pytest.mark.parametrize("regime", Regime.values)
@pytest.mark.parametrize("act", list(Act))
def test_a_basis_says_something_and_marks_what_was_not_read(act: Act, regime: str) -> None:
    basis = basis_of(act, regime)
    assert basis.words.removesuffix("（待核实）")
    assert basis.words.endswith("（待核实）") == (basis.standing == "unconfirmed")
    assert basis.note in basis.words


def test_only_what_the_law_says_of_an_act_is_confirmed() -> None:
    found = {(act, regime) for act in Act for regime in Regime.values if basis_of(act, regime).standing != "confirmed"}
    assert found == UNCONFIRMED


# act, article under R07 (None: no such step), under R19: law digest §2
@pytest.mark.parametrize(
    ("act", "old", "new"),
    [
        ("ask_correction", "第二十一条第（四）项", "第三十条"),
        ("extend", "第二十四条", "第三十三条"),
        ("consultation_delivered", "第二十三条", "第三十二条、第三十四条"),
        ("ask_reasons", None, "第三十五条"),
        ("postpone", None, "第三十五条"),
        ("notice_fee", None, "国办函〔2020〕109号第六条"),
        ("assign", None, None),
    ],
)
def test_an_act_rests_on_its_article(act: str, old: str | None, new: str | None) -> None:
    for regime, article in (("r2007", old), ("r2019", new)):
        assert basis_of(act, regime).citation.endswith(article) if article else not basis_of(act, regime).citation
