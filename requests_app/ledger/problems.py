"""What is wrong with a ledger: one problem per cell or row, with its place, and the refusal of a whole file."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 40


class CellError(ValueError):
    """A cell that cannot be taken as it is; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Args:
        place: which sheet or file.
        row: Excel's row number; 0 where the sheet as a whole is meant.
        column: the header of the column; empty where the row as a whole is meant.
        code: stable identifier that tests and programs rely on.
        message: what was found and what is accepted, in Chinese.
    """

    place: str
    row: int
    column: str
    code: str
    message: str

    def __str__(self) -> str:
        row = f" 第{self.row}行" if self.row else ""
        column = f" “{self.column}”" if self.column else ""
        return f"{self.place}{row}{column}：{self.message}"


class LedgerRefused(Exception):
    """A ledger that is not taken: the file as a whole (`code`), or rows of it (`problems`)."""

    def __init__(self, code: str, message: str, problems: Sequence[Problem] = ()) -> None:
        self.code = code
        self.message = message
        self.problems = tuple(problems)
        super().__init__("\n".join([*map(str, self.problems), message]))


def shown(found: object) -> str:
    """Return what was found as messages quote it, cut where it is long."""
    text = " ".join(str(found).split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…（共{len(text)}个字符）"
