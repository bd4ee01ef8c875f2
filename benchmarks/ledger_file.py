"""A made-up ledger as an office would keep it in Excel, every value in it invented."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from benchmarks.cases import SEED

HEADERS = (
    "登记编号", "收到日期", "申请渠道", "申请人类型", "申请人", "联系电话", "证件号码", "所需信息内容", "受理单位代码", "补正通知日期",
    "补正收到日期", "延期日期", "延期工作日", "办结日期", "办理结果", "具体情形", "备注",
)  # fmt: skip
DATES = (1, 9, 10, 11, 13)
RESULTS = (
    ("予以公开", "", 8), ("部分公开", "", 3), ("不予公开", "属于国家秘密", 1), ("不予公开", "过程性信息", 1),
    ("无法提供", "没有现成信息需要另行制作", 2), ("不予处理", "重复申请", 1),
)  # fmt: skip
CHANNELS = ("当面", "信函", "网络")
YEAR = date(2025, 1, 1)


def write_ledger(path: Path, *, rows: int, organ_codes: Sequence[str], tag: str) -> None:
    """Write a ledger of `rows` requests of one year over some units to `path`; `tag` begins the registration numbers."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("台账")
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADERS)
        for place, values in enumerate(_rows(rows, organ_codes, tag), start=1):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value != "":
                    sheet.write(place, column, value)


def _rows(count: int, organ_codes: Sequence[str], tag: str) -> Iterator[tuple[Any, ...]]:
    draw = Random(SEED)
    results = draw.choices([result[:2] for result in RESULTS], weights=[result[2] for result in RESULTS], k=count)
    for place, (result, detail) in enumerate(results, start=1):
        received = YEAR + timedelta(place % 300)
        is_corrected, is_extended = place % 10 == 0, place % 12 == 0
        yield (
            f"{tag}-{place:06}", received, draw.choice(CHANNELS), "自然人", f"虚构人{place % 997}", f"1390000{place % 10_000:04}",
            "", f"虚构申请：第{place}号地块征收补偿安置方案及其批准文件", draw.choice(organ_codes),
            received + timedelta(3) if is_corrected else "", received + timedelta(10) if is_corrected else "",
            received + timedelta(12) if is_extended else "", 20 if is_extended else "",
            received + timedelta(20), result, detail, "虚构台账",
        )  # fmt: skip
