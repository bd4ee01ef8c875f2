"""Refusing what is no ledger: a file of another kind, or of another kind than its name says."""

from pathlib import Path

from openness.file_kinds import FileKind, kind_by_content
from requests_app.ledger.problems import LedgerRefused

ACCEPTED = "台账可以是 .xlsx、.xls 或 .csv 文件"


def kind_of(path: Path) -> FileKind:
    """Return the kind of a ledger file.

    Raises:
        LedgerRefused: no such file, empty, not a ledger's kind, or another kind than its name says.
    """
    if not path.is_file():
        raise LedgerRefused("no_file", f"找不到文件“{path}”。请核对路径后重试。")
    kind, found = kind_by_content(path)
    if kind is None and not found:
        raise LedgerRefused("empty_file", f"“{path.name}”是空文件，没有内容可读。请核对是否选错文件。")
    if kind is None:
        raise LedgerRefused("wrong_kind", f"“{path.name}”的内容是{found}，不是台账。{ACCEPTED}，改扩展名不能改变内容。")
    if path.suffix.lower() != kind:
        ending = f"扩展名却是“{path.suffix}”" if path.suffix else "却没有扩展名"
        raise LedgerRefused(
            "renamed",
            f"“{path.name}”的内容是 {kind} 文件，{ending}。请核对是否选错文件；没有选错的，把扩展名改为 {kind} 后重试。",
        )
    return kind
