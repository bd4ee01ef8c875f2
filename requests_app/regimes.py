"""Which Regulation's terms govern a request, as dated data from law/regimes.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Rule, Shape, check_ascending, in_force, mapping_at, read_rules, read_yaml

LAW_FILE = Path(__file__).parent / "law" / "regimes.yaml"

_FILE = Shape({"regimes": (dict,), "case_rules": (dict,)})
_REGIME = Shape({"name": (str,), "from": (date,), "citation": (str,), "standing": (str,), "terms": (dict,)})


class RegimeError(ValueError):
    """A regime asked for that does not exist; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one Regulation on one day; a value of None means that it sets none."""

    reply_days: Rule
    extension_days: Rule
    correction_notice_days: Rule
    correction_restart: Rule
    correction_once: Rule
    correction_names_day: Rule
    pause: Rule
    consultation_days: Rule
    joint_consultation_days: Rule
    joint_silence_consents: Rule
    fee_payment_days: Rule
    fee_restart: Rule
    fee_waiver_pause: Rule
    postponement: Rule
    excessive_reasons: Rule

    def days_to_answer(self, *, is_joint: bool) -> Rule:
        """Return within how many working days an asked party answers: a joint organ (R19 Art. 34) or a third party (Art. 32)."""
        return self.joint_consultation_days if is_joint else self.consultation_days


@dataclass(frozen=True)
class Regulation:
    """One Regulation: from when it is in force, and its terms by date, oldest first."""

    code: str
    name: str
    valid_from: date
    article: str
    standing: str
    terms: tuple[tuple[date, Terms], ...]

    def terms_on(self, on: date) -> Terms:
        """Return the terms as they stand on `on`; before its first day, as on the first day.

        A supervisor may put a case of the transition under either Regulation, so a day before its first is no error.
        """
        return in_force(self.terms, on) or self.terms[0][1]


def read_regulations(path: Path) -> Mapping[str, Regulation]:
    """Return the Regulations of the law file, oldest first.

    Raises:
        LawError: the file is not whole.
    """
    place = Place(path.name, "regimes")
    document = _FILE.check(read_yaml(path), Place(path.name))
    found = {code: _regulation(code, entry, place.at(code)) for code, entry in document["regimes"].items()}
    check_ascending([regulation.valid_from for regulation in found.values()], place)
    return found


def read_case_rules(path: Path) -> Mapping[str, tuple[Rule, ...]]:
    """Return the dated rules on what a case must say.

    Raises:
        LawError: the file is not whole.
    """
    place = Place(path.name, "case_rules")
    section = _FILE.check(read_yaml(path), Place(path.name))["case_rules"]
    Shape({"applicant_kinds_from": (list,)}).check(section, place)
    return {name: read_rules(entries, place.at(name)) for name, entries in section.items()}


def regime_on(on: date) -> str:
    """Return the code of the Regulation in force on `on`, the receipt date.

    Raises:
        RegimeError: no Regulation was in force yet.
    """
    regulation = in_force(_BY_DATE, on)
    if regulation is None:
        message = f"收到日期 {on} 早于《政府信息公开条例》施行之日（{EARLIEST_RECEIPT}），不能登记。请核对收到日期。"
        raise RegimeError("before_regulation", message)
    return regulation.code


def in_force_from(regime: str) -> date:
    """Return the first day of a Regulation.

    Raises:
        RegimeError: unknown code.
    """
    return regulation_of(regime).valid_from


def terms(regime: str, on: date) -> Terms:
    """Return the terms of a Regulation on a day.

    Args:
        regime: its code.
        on: the day of the step, letter or request that they govern: later values are not for it.

    Raises:
        RegimeError: unknown code.
    """
    return regulation_of(regime).terms_on(on)


def regulation_of(regime: str) -> Regulation:
    """Return the Regulation with this code.

    Raises:
        RegimeError: unknown code.
    """
    if regime not in REGULATIONS:
        known = "、".join(REGULATIONS)
        raise RegimeError("unknown_regime", f"没有代码为“{regime}”的条例；可用的代码：{known}。请核对本件适用的条例。")
    return REGULATIONS[regime]


def _regulation(code: str, entry: Any, place: Place) -> Regulation:
    found = _REGIME.check(entry, place)
    names = {field.name: (list,) for field in fields(Terms)}
    listed = Shape(names).check(mapping_at(found["terms"], place.at("terms")), place.at("terms"))
    rules = {name: read_rules(entries, place.at("terms").at(name)) for name, entries in listed.items()}
    for name, dated in rules.items():
        if dated[0].valid_from != found["from"]:
            wrong = f"the first value starts on {dated[0].valid_from}, the Regulation on {found['from']}"
            raise (
                place.at("terms")
                .at(name)
                .error("gap", wrong, "start on that day (null with a note where there is none)")
            )
    return Regulation(code, found["name"], found["from"], found["citation"], found["standing"], _pieces(rules))


def _pieces(rules: Mapping[str, tuple[Rule, ...]]) -> tuple[tuple[date, Terms], ...]:
    days = sorted({rule.valid_from for dated in rules.values() for rule in dated})
    return tuple((on, Terms(**{name: _on(dated, on) for name, dated in rules.items()})) for on in days)


def _on(dated: tuple[Rule, ...], on: date) -> Rule:
    return in_force([(rule.valid_from, rule) for rule in dated], on) or dated[0]


REGULATIONS = read_regulations(LAW_FILE)
CASE_RULES = read_case_rules(LAW_FILE)
_BY_DATE = [(regulation.valid_from, regulation) for regulation in REGULATIONS.values()]
EARLIEST_RECEIPT = min(valid_from for valid_from, _ in _BY_DATE)


def _date_of(rule: Rule) -> date:
    if not isinstance(rule.value, date):
        raise Place(LAW_FILE.name, "case_rules").error("not_a_date", f"{rule.value!r} is no date", "write a date")
    return rule.value


APPLICANT_KINDS_FROM = _date_of(CASE_RULES["applicant_kinds_from"][-1])
