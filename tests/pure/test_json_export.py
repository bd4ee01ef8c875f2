"""The JSON shape openness-report/1: every printed cell, integers for counts, strings for amounts."""

import json
from decimal import Decimal
from typing import Any

from reports_app.consistency import check
from reports_app.facts import Counted, Fact, Phase
from reports_app.formats import format_for
from reports_app.json_export import AnsweredFinding, ReportHead, report_as_json
from reports_app.tabulate import TypedValue, tabulate
from tests.pure import yongchuan_2018

HEAD = ReportHead("500118", "永川区人民政府", 2024, "own", "draft", {"1": "正文"})


def exported(counted: Counted | None = None, typed: dict[str, list[TypedValue]] | None = None) -> dict[str, Any]:
    grid = tabulate(format=format_for(2024), counted=counted, typed=typed or {})
    return report_as_json(head=HEAD, grid=grid, findings=check(format=grid.format, cells=grid.numbers))


def test_not_entered_is_null_and_every_printed_cell_is_there() -> None:
    cells = exported()["cells"]
    assert set(cells) == set(format_for(2024).cells)
    assert set(cells.values()) == {None}


def test_counts_are_integers_and_amounts_decimal_strings() -> None:
    typed = {"T2/admin_fee/1": [TypedValue(Decimal("96171.6"), "某镇")], "T2/rules/1": [TypedValue(Decimal(2), "某镇")]}
    report = exported(Counted({Fact(Phase.RECEIVED, "web", "np"): 3}, fee=Decimal("880.00")), typed)
    assert report["cells"]["T2/admin_fee/1"] == "96171.6"
    assert report["cells"]["T2/rules/1"] == 2
    assert report["cells"]["T3/1/tot"] == 3
    assert report["cells"]["X/processing_fee"] == "880.00"
    assert report["derived"]["T3/1/org"] == 0
    json.dumps(report)


def test_sources_tell_counted_from_typed() -> None:
    report = exported(Counted({Fact(Phase.RECEIVED, "web", "np"): 3}), {"T3/1/np": [TypedValue(Decimal(2), "某镇")]})
    assert report["cells"]["T3/1/np"] == 5
    assert report["sources"]["T3/1/np"] == {"counted": 3, "typed": 2}
    assert "T2/rules/1" not in report["sources"]


def test_the_head_and_the_findings_keep_their_shape() -> None:
    report = exported()
    assert {key: report[key] for key in ("schema", "organ", "year", "format", "scope", "status", "narrative")} == {
        "schema": "openness-report/1",
        "organ": {"code": "500118", "name": "永川区人民政府"},
        "year": 2024,
        "format": "2021",
        "scope": "own",
        "status": "draft",
        "narrative": {"1": "正文"},
    }
    assert set(report["findings"][0]) == {"rule", "severity", "answerable", "answer", "cells", "message", "hint"}


def test_an_answer_goes_with_its_finding() -> None:
    grid = tabulate(format=format_for(2024), counted=None, typed={})
    finding = check(format=grid.format, cells=grid.numbers)[0]
    report = report_as_json(head=HEAD, grid=grid, findings=[AnsweredFinding(finding, "已核实")])
    assert report["findings"][0]["answer"] == "已核实"


def test_figures_in_own_words_carry_unit_label_and_rate() -> None:
    grid = tabulate(format=format_for(2018), counted=yongchuan_2018.counted(), typed=yongchuan_2018.typed())
    cells = report_as_json(head=HEAD, grid=grid)["cells"]
    assert cells["P/wechat"] == 11139
    assert cells["P/platform"] == {"value": 437, "unit": "条", "label": "在重庆市政府信息公开平台上发布政府各类信息"}
    assert cells["X/approvals_centre"]["value"] == "231.88"
    assert cells["X/approvals_rate"]["of"] == ["X/approvals_closed", "X/approvals_accepted"]
