"""What the cells of a file of units may hold."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from openness.organs.choices import OrganKind
from openness.organs.models import Organ

PROFILE = (
    "name", "short_name", "kind", "scope_words", "document_prefix", "address", "postcode", "phone", "email", "website",
    "signature", "lead_name", "lead_phone", "office_name", "office_phone", "handler_name", "handler_phone",
    "review_body", "court",
)  # fmt: skip
KINDS = {str(kind.label): kind.value for kind in OrganKind} | {kind.value: kind.value for kind in OrganKind}
ROOM = {
    field.name: field.max_length
    for field in Organ._meta.concrete_fields
    if field.name in ("code", *PROFILE) and field.max_length is not None
}
TRUE = frozenset({"1", "true", "yes", "是", "y"})
FALSE = frozenset({"", "0", "false", "no", "否", "n"})

_SCOPE_WORDS = re.compile("本机关|全[\u4e00-\u9fff]{1,2}")
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


def wrong_cells(cells: Mapping[str, str], is_too_long: bool) -> Iterator[str]:
    """Yield everything that is wrong with one row.

    Args:
        cells: the cells by column, trimmed.
        is_too_long: the row has more cells than the header.
    """
    if is_too_long:
        yield "单元格比表头多；含逗号的内容请加英文引号。"
    for name in ("code", "name"):
        if not cells[name]:
            yield f"“{name}”没有填写；单位代码和名称必须填写。"
    for name, (is_right, accepted) in _CHECKS.items():
        if not is_right(cells.get(name, "")):
            yield f"“{name}”填的是“{cells[name][:40]}”；{accepted}。"
    for name, room in ROOM.items():
        if len(cells.get(name, "")) > room:
            yield f"“{name}”有{len(cells[name])}个字符，最多{room}个。"
    yield from _wrong_stretch(cells.get("placed_from", ""), cells.get("placed_to", ""))


def _wrong_stretch(first: str, last: str) -> Iterator[str]:
    if last and is_day(first) and is_day(last) and first >= last:
        yield f"“placed_to”填的是“{last}”，应晚于 placed_from“{first}”。"


def is_day(value: str) -> bool:
    """Say whether a cell is empty or a date as the file writes it."""
    try:
        return not value or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _web_address(value: str) -> None:
    """Take a host or an http(s) address, for a link may be nothing else; an @ before the path hides the true host."""
    address = value if "://" in value else f"http://{value}"
    _WEB_ADDRESS(address)
    if "@" in urlsplit(address).netloc:
        raise ValidationError("user")


def _passes(validator: Callable[[str], None]) -> Callable[[str], bool]:
    """Return Django's validator as a question; empty cells pass."""

    def is_right(value: str) -> bool:
        try:
            if value:
                validator(value)
        except ValidationError:
            return False
        return True

    return is_right


_CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "kind": (lambda value: value in KINDS, f"可填：{'、'.join(KINDS)}"),
    "placed_from": (is_day, "应为 2024-01-31 这样的日期，或留空"),
    "placed_to": (is_day, "应为 2024-01-31 这样的日期，或留空"),
    "vertical": (
        lambda value: value.lower() in TRUE | FALSE,
        "垂直管理填“是”，不是的填“否”或留空（也可填 true、false）",
    ),
    "scope_words": (
        lambda value: not value or _SCOPE_WORDS.fullmatch(value) is not None,
        "应为本机关，或“全”加一两个字，如全区、全市、全县，或留空",
    ),
    "email": (_passes(validate_email), "应为 name@example.gov.cn 这样的一个邮箱地址，或留空"),
    "website": (_passes(_web_address), "应为 www.example.gov.cn 这样的域名，或以 http://、https:// 开头的网址，或留空"),
}
