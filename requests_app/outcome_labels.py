"""Reads and writes outcomes as a ledger words them: 办理结果 and 具体情形, from law/outcome_labels.yaml."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Shape, mapping_at, read_yaml
from requests_app.outcomes import OUTCOMES, Outcome, outcomes_on

LABELS_FILE = Path(__file__).parent / "law" / "outcome_labels.yaml"
PREFIX = re.compile(r"^(其中[::]?|\([0-9一二三四五六七八九十]+\)|[0-9]+[.、](?![0-9])|[一二三四五六七八九十]+、)")
QUOTES = str.maketrans("", "", "“”‘’\"'「」")

_FILE = Shape({"lists": (dict,), "standing": (str,), "note": (str,)})
_RESULT = Shape({"result": (str,)}, {"aliases": (list,), "bare": (str,), "reasons": (list,)})
_REASON = Shape({"code": (str,), "reason": (str,)}, {"aliases": (list,)})


class UnreadableOutcome(ValueError):
    """A ledger's 办理结果 or 具体情形 names no outcome.

    Args:
        column: the ledger column at fault.
        found: what it says.
        accepted: the labels it may have there.
    """

    def __init__(self, *, column: str, found: str, wrong: str, accepted: tuple[str, ...]) -> None:
        self.column, self.found, self.accepted = column, found, accepted
        quoted = f"「{found}」" if found else ""
        super().__init__(f"{column}{quoted}{wrong}，可填：{'、'.join(accepted)}。")


@dataclass(frozen=True)
class Reason:
    """One leaf under a result: its outcome, the label that is written, and all that are read (normal form)."""

    code: str
    label: str
    read_as: frozenset[str]


@dataclass(frozen=True)
class Result:
    """One 办理结果: what it is read as, its reasons, and the outcome it names alone ("" = none)."""

    label: str
    read_as: frozenset[str]
    reasons: tuple[Reason, ...]
    bare: str = ""

    def bare_on(self, decided_on: date) -> str:
        """The outcome that the result alone names that day: 其他处理 is one leaf only up to 2020."""
        return self.bare if self.bare in {one.code for one in outcomes_on(decided_on)} else ""


def outcome_from_ledger(*, result: str, reason: str, decided_on: date) -> str:
    """Return the outcome code that a ledger row names.

    Args:
        result, reason: 办理结果 and 具体情形 as written; reason may be empty.
        decided_on: the day of the decision; it says which list applies, and whether a bare 其他处理 is enough.

    Raises:
        UnreadableOutcome: a label that the list of that day does not have, or a reason is missing.
    """
    found = _result(result, decided_on)
    if normal(reason):
        return _reason(found, reason, decided_on)
    bare = found.bare_on(decided_on)
    if not bare:
        wrong = f"未填：办理结果「{found.label}」要写明是哪一种"
        accepted = tuple(one.label for one in found.reasons)
        raise UnreadableOutcome(column="具体情形", found="", wrong=wrong, accepted=accepted)
    return bare


def outcome_to_ledger(code: str) -> tuple[str, str]:
    """Return 办理结果 and 具体情形 such that reading them back gives the same outcome.

    Raises:
        KeyError: no such outcome.
    """
    for result in labels()[OUTCOMES[code].list]:
        for one in result.reasons:
            if one.code == code:
                return result.label, one.label
        if result.bare == code:
            return result.label, ""
    raise KeyError(code)


def normal(text: str) -> str:
    """A label's normal form: half width, no blanks, quotation marks or numbering in front."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(QUOTES)
    while match := PREFIX.match(plain):
        plain = plain[match.end() :]
    return plain


@lru_cache(maxsize=1)
def labels() -> Mapping[str, tuple[Result, ...]]:
    """Return the labels of the packaged file, by list."""
    return read_labels(LABELS_FILE)


def read_labels(path: Path) -> dict[str, tuple[Result, ...]]:
    """Return the ledger labels of the file, by list of the outcome law.

    Raises:
        LawError: an unknown outcome, an outcome without a label, or a label that names two.
    """
    place = Place(path.name)
    data = _FILE.check(read_yaml(path), place)
    found = {
        listed: tuple(_read_result(entry, place.at(listed).at(n)) for n, entry in enumerate(entries, start=1))
        for listed, entries in mapping_at(data["lists"], place.at("lists")).items()
    }
    for listed, results in found.items():
        _check_whole(listed, results, place.at(listed))
    return found


def _result(text: str, on: date) -> Result:
    results = labels()[outcomes_on(on)[0].list]
    wanted = normal(text)
    for result in results:
        if wanted in result.read_as:
            return result
    wrong = f"不在{on:%Y年%m月%d日}适用的办理结果之内" if wanted else "没有填写"
    raise UnreadableOutcome(column="办理结果", found=text, wrong=wrong, accepted=tuple(one.label for one in results))


def _reason(result: Result, text: str, on: date) -> str:
    wanted = normal(text)
    for reason in result.reasons:
        if wanted in reason.read_as:
            return reason.code
    if result.bare_on(on) and wanted in result.read_as:
        return result.bare
    accepted = tuple(one.label for one in result.reasons) or ("（留空）",)
    wrong = f"不是「{result.label}」的具体情形"
    raise UnreadableOutcome(column="具体情形", found=text, wrong=wrong, accepted=accepted)


def _read_result(entry: object, place: Place) -> Result:
    found = _RESULT.check(entry, place)
    reasons = tuple(_read_reason(one, place.at(n)) for n, one in enumerate(found.get("reasons", []), start=1))
    bare = found.get("bare", "")
    if bare:
        _known(bare, place)
    return Result(found["result"], _read_as(found, "result"), reasons, bare)


def _read_reason(entry: object, place: Place) -> Reason:
    found = _REASON.check(entry, place)
    own = _known(found["code"], place).label
    return Reason(found["code"], found["reason"], _read_as(found, "reason") | {normal(own)})


def _read_as(found: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(normal(str(text)) for text in (found[key], *found.get("aliases", [])))


def _known(code: str, place: Place) -> Outcome:
    if code not in OUTCOMES:
        raise place.error("unknown_outcome", f"{code} is no outcome", "use the codes of outcomes.yaml")
    return OUTCOMES[code]


def _check_whole(listed: str, results: tuple[Result, ...], place: Place) -> None:
    _check_distinct(((text, result.label) for result in results for text in result.read_as), place)
    for result in results:
        _check_distinct(((text, one.code) for one in result.reasons for text in one.read_as), place.at(result.label))
    named = {one.code for result in results for one in result.reasons} | {result.bare for result in results}
    for code, outcome in OUTCOMES.items():
        if outcome.list == listed and code not in named:
            raise place.error("no_label", f"{code} has no label", "give it one: every outcome is exported")


def _check_distinct(pairs: Iterator[tuple[str, str]], place: Place) -> None:
    seen: dict[str, str] = {}
    for text, named in pairs:
        if seen.setdefault(text, named) != named:
            raise place.error("label_collision", f"「{text}」 names {seen[text]} and {named}", "keep it with one")
