"""Which day the law takes as the day of receipt, by Regulation and way of arrival, as dated data from law/receipts.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Rule, Shape, in_force, mapping_at, read_rules, read_yaml
from requests_app.choices import Channel, Mail, ReceiptBasis
from requests_app.regimes import regulation_of
from requests_app.workdays import WorkCalendar

LAW_FILE = Path(__file__).parent / "law" / "receipts.yaml"


class Way(StrEnum):
    """How a request arrived, as finely as the law tells it apart: letters by whether somebody signed for them."""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    WEB = "web"
    FAX = "fax"
    OTHER = "other"


class Asked(StrEnum):
    """What has to be entered so that the day of receipt is known."""

    NOTHING = "nothing"  # the day of arrival is it
    DAY = "day"  # a day that stands on the paper or in the system
    CONFIRMATION = "confirmation"  # the day, the way, and with whom; until then the request waits


ASKED_FOR: Mapping[str, Asked] = {
    ReceiptBasis.SUBMITTED: Asked.NOTHING,
    ReceiptBasis.SIGNED_FOR: Asked.DAY,
    ReceiptBasis.MAIL_SYSTEM: Asked.DAY,
    ReceiptBasis.CONFIRMED: Asked.CONFIRMATION,
    ReceiptBasis.BOTH_SIDES: Asked.CONFIRMATION,
}

_FILE = Shape({"receipts": (dict,), "confirmation": (dict,)})
_WAYS = Shape({way.value: (list,) for way in Way})
_CONFIRMATION = Shape({"same_day_for_ordinary_mail": (list,), "alarm_days": (list,)})


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """The rule for one way of arrival: on which day the request counts as received, by which article, how certain."""

    way: Way
    basis: ReceiptBasis
    article: str
    standing: str
    note: str = ""

    @property
    def asked(self) -> Asked:
        """What has to be entered."""
        return ASKED_FOR[self.basis]


@dataclass(frozen=True)
class ReceiptLaw:
    """The whole law file: the rules by Regulation and way, and how soon a receipt is to be confirmed."""

    ways: Mapping[str, Mapping[Way, tuple[Rule, ...]]]
    same_day: tuple[Rule, ...]
    alarm_days: tuple[Rule, ...]


def read_receipts(path: Path) -> ReceiptLaw:
    """Return the law file on receipt.

    Raises:
        LawError: the file is not whole, a Regulation or basis is none, or a number of days is no number.
    """
    top = Place(path.name)
    document = _FILE.check(read_yaml(path), top)
    place = top.at("receipts")
    ways = {regime: _ways(found, place.at(regime)) for regime, found in document["receipts"].items()}
    soon = _CONFIRMATION.check(document["confirmation"], top.at("confirmation"))
    place = top.at("confirmation")
    same_day = read_rules(soon["same_day_for_ordinary_mail"], place.at("same_day_for_ordinary_mail"))
    alarm_days = read_rules(soon["alarm_days"], place.at("alarm_days"))
    for number, rule in enumerate(alarm_days, start=1):
        if type(rule.value) is not int:
            wrong = f"{rule.value!r} is no number of days"
            raise place.at("alarm_days").at(number).error("wrong_type", wrong, "write a number of working days")
    return ReceiptLaw(ways, same_day, alarm_days)


def way_of(channel: str, mail: str = "") -> Way | None:
    """Return the way of arrival; None while nothing says whether somebody signed for a letter.

    Args:
        channel: a `Channel` value.
        mail: of a letter, a `Mail` value.
    """
    if channel != Channel.LETTER:
        return Way(channel)
    return {Mail.REGISTERED: Way.REGISTERED_MAIL, Mail.ORDINARY: Way.ORDINARY_MAIL}.get(Mail(mail)) if mail else None


def receipt_rule(regime: str, way: Way, on: date) -> ReceiptRule:
    """Return the rule of a Regulation for a way of arrival as it stands on a day (R19 Art. 31; 国办公开办函〔2015〕207号).

    Raises:
        RegimeError: unknown regime.
    """
    rules = RECEIPTS.ways[regulation_of(regime).code][way]
    rule = in_force([(one.valid_from, one) for one in rules], on) or rules[0]
    return ReceiptRule(way, ReceiptBasis(str(rule.value)), rule.article, rule.standing, rule.note)


def bases_of(regime: str, channel: str, on: date) -> frozenset[ReceiptBasis]:
    """Return what the day of receipt of a channel can rest on: of a letter, by whether somebody signed for it.

    Args:
        regime: the Regulation.
        channel: a `Channel` value.
        on: the day of receipt.
    """
    ways = {way_of(channel, mail) for mail in Mail.values} - {None}
    return frozenset(receipt_rule(regime, way, on).basis for way in ways if way is not None)


def same_day_rule(way: Way, on: date) -> Rule | None:
    """Return the rule that a request is to be confirmed on the day of its arrival (R19 Art. 31); None where none is."""
    if way != Way.ORDINARY_MAIL:
        return None
    rule = in_force([(one.valid_from, one) for one in RECEIPTS.same_day], on)
    return rule if rule is not None and rule.value is True else None


def alarm_rule(on: date) -> Rule:
    """Return after how many working days an unconfirmed request raises an alarm."""
    rules = RECEIPTS.alarm_days
    return in_force([(one.valid_from, one) for one in rules], on) or rules[0]


def last_overdue_arrival(today: date, calendar: WorkCalendar) -> date:
    """Return the last day of arrival whose confirmation is overdue today.

    More working days than the rule gives have passed since then; whatever arrived later is still in time.
    """
    days = int(str(alarm_rule(today).value))
    day = today
    while calendar.between(day, today) <= days:
        day -= timedelta(days=1)
    return day


def _ways(found: Any, place: Place) -> Mapping[Way, tuple[Rule, ...]]:
    listed = _WAYS.check(mapping_at(found, place), place)
    rules = {Way(name): read_rules(entries, place.at(name)) for name, entries in listed.items()}
    for way, dated in rules.items():
        for number, rule in enumerate(dated, start=1):
            if rule.value not in ASKED_FOR:
                wrong = f"{rule.value!r} is no basis of a receipt date"
                raise place.at(way).at(number).error("unknown_basis", wrong, f"write one of {', '.join(ASKED_FOR)}")
    return rules


RECEIPTS = read_receipts(LAW_FILE)
