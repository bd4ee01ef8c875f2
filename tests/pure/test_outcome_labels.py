"""Outcomes in the words of a ledger: what is read, what is refused, and that writing reads back."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from openness.dated_law import LawError
from reports_app.cells import CountedSource
from reports_app.facts import Condition
from reports_app.formats import all_formats
from requests_app.outcome_labels import (
    LABELS_FILE,
    UnreadableOutcome,
    outcome_from_ledger,
    outcome_to_ledger,
    read_labels,
)
from requests_app.outcomes import OUTCOMES

OLD, NEW, NEWEST = date(2018, 6, 1), date(2020, 6, 1), date(2021, 1, 1)


@pytest.mark.parametrize(
    ("result", "reason", "on", "column", "accepted"),
    [
        ("已回复", "", NEW, "办理结果", "予以公开"),
        ("", "", NEW, "办理结果", "予以公开"),
        ("同意公开答复", "", NEW, "办理结果", "予以公开"),
        ("予以公开", "", OLD, "办理结果", "同意公开答复"),
        ("不予公开", "", NEW, "具体情形", "属于国家秘密"),
        ("无法提供", "", NEW, "具体情形", "经检索不存在"),
        ("不予处理", "", NEW, "具体情形", "重复申请"),
        ("不予公开", "重复申请", NEW, "具体情形", "属于国家秘密"),
        ("不予公开", "属于国家秘秘", NEW, "具体情形", "属于国家秘密"),
        ("其他处理", "", NEWEST, "具体情形", "其他"),
        ("不同意公开答复", "", OLD, "具体情形", "涉及商业秘密"),
        ("同意公开答复", "涉及商业秘密", OLD, "具体情形", "（留空）"),
    ],
)
def test_what_names_no_outcome_is_refused_with_what_is_accepted(
    result: str, reason: str, on: date, column: str, accepted: str
) -> None:
    with pytest.raises(UnreadableOutcome) as refused:
        outcome_from_ledger(result=result, reason=reason, decided_on=on)
    assert refused.value.column == column
    assert accepted in refused.value.accepted
    assert accepted in str(refused.value)


@pytest.mark.parametrize(
    ("result", "reason", "on", "code"),
    [
        ("予以公开", "", NEW, "OPEN_UNSPECIFIED"),
        (" （一）予以公开 ", "", NEW, "OPEN_UNSPECIFIED"),
        ("部分公开（区分处理的，只计这一情形，不计其他情形）", "", NEW, "PARTIAL"),
        ("(三)不予公开", "4.保护第三方合法权益", NEW, "DENY_THIRD"),
        ("不予公开", '危及"三安全一稳定"', NEW, "DENY_SAFETY"),
        ("不予公开", "２．其他法律行政法规禁止公开", NEW, "DENY_LAW"),
        ("不予公开", "2.其他法律行政止公开", NEW, "DENY_LAW"),
        ("不予公开", "三类内容事务信息", NEW, "DENY_INTERNAL"),
        ("无法提供", "1、本机关不掌握相关政府信息", NEW, "UNABLE_NOT_HELD_UNSPECIFIED"),
        ("无法提供", "经检索不存在", NEW, "UNABLE_NOT_EXIST"),
        ("其他处理", "", NEW, "OTHER_UNSPECIFIED"),
        ("其他处理", "3.其他", NEWEST, "OTHER_OTHER"),
        ("同意公开答复数", "", OLD, "OLD_OPEN"),
        ("2.同意公开", "", OLD, "OLD_OPEN"),
        ("不同意公开答复", "其中：涉及国家秘密", OLD, "OLD_SECRET"),
        ("不同意公开答复", "危及国家安全、公共安全、经济安全和社会稳定", OLD, "OLD_SAFETY"),
        ("申请人撤回", "", OLD, "OLD_WITHDRAWN"),
    ],
)
def test_labels_of_forms_and_ledgers_are_read(result: str, reason: str, on: date, code: str) -> None:
    assert outcome_from_ledger(result=result, reason=reason, decided_on=on) == code


@pytest.mark.parametrize(("on", "result"), [(date(2019, 5, 14), "同意公开答复"), (date(2019, 5, 15), "予以公开")])
def test_the_day_of_the_decision_chooses_the_list(on: date, result: str) -> None:
    assert outcome_from_ledger(result=result, reason="", decided_on=on)


@pytest.mark.parametrize("code", sorted(OUTCOMES))
def test_what_is_written_reads_back_as_the_same_outcome(code: str) -> None:
    result, reason = outcome_to_ledger(code)
    on = OLD if OUTCOMES[code].list == "r2007" else NEW
    assert outcome_from_ledger(result=result, reason=reason, decided_on=on) == code


def test_every_row_label_of_the_forms_is_read_into_its_row() -> None:
    for format in all_formats():
        on = {"2014": OLD, "2019": NEW, "2021": NEWEST}[format.id]
        for address, cell in format.cells.items():
            condition = cell.source.condition if isinstance(cell.source, CountedSource) else None
            if not isinstance(condition, Condition) or not condition.outcomes or address.split("/")[-1] in NOT_FIRST:
                continue
            result, reason = _named(format.id, cell.label.split(" · ")[0])
            assert outcome_from_ledger(result=result, reason=reason, decided_on=on) in condition.outcomes


NOT_FIRST = ("ent", "res", "pub", "law", "oth")
GROUPS = {"（三）": "不予公开", "（四）": "无法提供", "（五）": "不予处理", "（六）": "其他处理"}


def _named(format_id: str, label: str) -> tuple[str, str]:
    """The row's label as 办理结果 and 具体情形: 三（三）4.… stands under 不予公开."""
    own = label.removeprefix("三")
    if format_id == "2014":
        refused = own.startswith("（三）4.") and "不同意" not in own
        return ("不同意公开答复", own.removeprefix("（三）4.")) if refused else (own, "")
    group = GROUPS.get(own[:3])
    return (group, own[3:] if own[3].isdigit() else "") if group else (own, "")


def test_a_label_that_names_two_outcomes_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(LABELS_FILE.read_text(encoding="utf-8"))
    data["lists"]["r2019"][2]["reasons"][0]["aliases"] = ["行政执法案卷"]
    assert _code_of_refusal(data, tmp_path) == "label_collision"


def test_an_outcome_without_a_label_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(LABELS_FILE.read_text(encoding="utf-8"))
    data["lists"]["r2007"].pop()
    assert _code_of_refusal(data, tmp_path) == "no_label"


def test_a_label_of_an_unknown_outcome_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load(LABELS_FILE.read_text(encoding="utf-8"))
    data["lists"]["r2007"][0]["bare"] = "MADE_UP"
    assert _code_of_refusal(data, tmp_path) == "unknown_outcome"


def _code_of_refusal(data: object, folder: Path) -> str:
    path = folder / "labels.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        read_labels(path)
    return refused.value.code
