"""The columns of a ledger by header: what each is called, whether it must be there, what it holds."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEADER_SEARCH_ROWS = 20
"""A title or a note may stand above the header row; further down nobody looks for it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One known column.

    Args:
        header: its name as offices write it.
        field: its name in this package.
        is_required: the header row must have it.
        is_personal: exported in full only to people who may see personal data.
    """

    header: str
    field: str
    is_required: bool = False
    is_personal: bool = False


CASE_COLUMNS = (
    Column("登记编号", "number", is_required=True),
    Column("收到日期", "received_on", is_required=True),
    Column("申请渠道", "channel"),
    Column("申请人类型", "applicant_kind"),
    Column("申请人", "applicant_name", is_personal=True),
    Column("联系电话", "phone", is_personal=True),
    Column("证件号码", "id_number", is_personal=True),
    Column("所需信息内容", "content"),
    Column("受理单位代码", "organ_code"),
    Column("补正通知日期", "correction_asked_on"),
    Column("补正收到日期", "correction_received_on"),
    Column("第三方征求日期", "consulted_on"),
    Column("第三方反馈日期", "consultation_returned_on"),
    Column("延期日期", "extended_on"),
    Column("延期工作日", "extension_days"),
    Column("办结日期", "closed_on"),
    Column("办理结果", "result"),
    Column("具体情形", "detail"),
    Column("信息处理费", "processing_fee"),
    Column("备注", "note"),
)

APPEAL_COLUMNS = (
    Column("登记编号", "request_number"),
    Column("受理单位代码", "organ_code"),
    Column("年份", "year"),
    Column("类别", "route", is_required=True),
    Column("提起日期", "filed_on", is_required=True),
    Column("受理机关", "body"),
    Column("案号", "case_number"),
    Column("结果", "result"),
    Column("审结日期", "concluded_on"),
    Column("备注", "note"),
)

APPEALS_SHEET = "复议诉讼"
REJECT_COLUMNS = ("退回位置", "退回原因")
"""What a file of rejected rows has besides; passed over when it is read again after mending."""

CASE_HEADERS = {column.field: column.header for column in CASE_COLUMNS}
_NOISE = re.compile(r"[\s*]+|[（(](?:必填|选填|元)[)）]")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """Where the columns of a sheet stand.

    Args:
        row: Excel's number of the header row.
        names: known field → header.
        fields: known field → index in the row, of the columns that are there.
        unknown: index in the row → header of a column that is kept as it is.
    """

    row: int
    names: Mapping[str, str]
    fields: Mapping[str, int]
    unknown: Mapping[int, str]


class DuplicateHeaders(ValueError):
    """The same header stands over two columns."""

    def __init__(self, row: int, headers: Sequence[str]) -> None:
        self.row = row
        self.headers = tuple(headers)
        super().__init__(f"第{row}行表头有重复的列：{'、'.join(headers)}。每列只能出现一次，请删去或改名后重试。")


def plain(header: object) -> str:
    """Return a header as it is compared: half width, without spaces, stars and 「（必填）」."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", str(header)))


def find_header(rows: Iterable[tuple[int, Sequence[object]]], columns: Sequence[Column]) -> HeaderRow | None:
    """Return the header row of a sheet, or None where no row has all required columns.

    Args:
        rows: the first rows with Excel's numbers.
        columns: the columns that the sheet should have.

    Raises:
        DuplicateHeaders: a header stands twice in it.
    """
    required = {column.header for column in columns if column.is_required}
    for number, cells in rows:
        headers = [plain(cell) for cell in cells]
        if required <= set(headers):
            return _header_row(number, cells, headers, columns)
    return None


def letter(index: int) -> str:
    """Return Excel's name of the column at `index` (0 = A)."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


def _header_row(row: int, cells: Sequence[object], headers: Sequence[str], columns: Sequence[Column]) -> HeaderRow:
    repeated = sorted({header for header in headers if header and headers.count(header) > 1})
    if repeated:
        raise DuplicateHeaders(row, repeated)
    known = {column.header: column.field for column in columns}
    passed_over = {*known, *REJECT_COLUMNS}
    fields = {known[header]: index for index, header in enumerate(headers) if header in known}
    unknown = {index: str(cells[index]).strip() for index, header in enumerate(headers) if header not in passed_over}
    return HeaderRow(
        row=row,
        names={column.field: column.header for column in columns},
        fields=fields,
        unknown={index: name or f"{letter(index)}列（无列名）" for index, name in unknown.items()},
    )
