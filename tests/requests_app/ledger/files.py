"""Made-up ledgers as real files: .xlsx by XlsxWriter, .xls by xlwt, .csv."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

Row = Mapping[str, Any]

ROW_2018: Row = {
    "登记编号": "2018-1",
    "收到日期": "2018-03-01",
    "申请渠道": "信函",
    "申请人": "张三（虚构）",
    "所需信息内容": "2017年征地批复（虚构）",
    "办结日期": "2018-03-20",
    "办理结果": "同意公开",
}
"""A made-up request closed under the old regulation."""

ROW_2024: Row = {
    "登记编号": "2024-1",
    "收到日期": "2024-01-31",
    "申请渠道": "网络",
    "申请人类型": "自然人",
    "申请人": "李四（虚构）",
    "所需信息内容": "2023年绿化合同（虚构）",
}
"""A made-up open request of 2024."""

APPEAL: Row = {
    "登记编号": "2018-1",
    "类别": "行政复议",
    "提起日期": "2018-05-02",
    "受理机关": "市政府",
    "案号": "〔2018〕3号",
}
"""A made-up pending review."""


def headers_of(rows: Sequence[Row]) -> list[str]:
    """Return every header of some rows in order."""
    return list(dict.fromkeys(header for row in rows for header in row))


def table(rows: Sequence[Row]) -> list[list[Any]]:
    """Return rows as a grid under their headers."""
    headers = headers_of(rows)
    return [headers, *([row.get(header, "") for header in headers] for row in rows)]


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write grids as sheets; text beginning with = becomes a formula only as ("formula", text, value)."""
    with xlsxwriter.Workbook(str(path)) as book:
        dated = book.add_format({"num_format": "yyyy/m/d"})
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        sheet.write_formula(row, column, cell[1], None, cell[2])
                    elif isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, dated)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    else:
                        sheet.write(row, column, cell)
    return path


def ledger(path: Path, *rows: Row, appeals: Sequence[Row] = ()) -> Path:
    """Write rows as an .xlsx ledger, appeals as its second sheet."""
    sheets = {"台账": table(rows)} | ({"复议诉讼": table(appeals)} if appeals else {})
    return xlsx(path / "台账.xlsx", sheets)


def xls(path: Path, *rows: Row) -> Path:
    """Write rows as an .xls ledger."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    for row, cells in enumerate(table(rows)):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.save(str(path / "台账.xls"))
    return path / "台账.xls"


def text_csv(path: Path, *rows: Row, encoding: str = "utf-8") -> Path:
    """Write rows as a .csv ledger."""
    target = path / "台账.csv"
    with target.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(table(rows))
    return target
