"""One line of a ledger on its way from cells to a record, with what was found wrong on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from requests_app.ledger.cells import Cell, FormulaCell, is_blank, text
from requests_app.ledger.columns import HeaderRow
from requests_app.ledger.problems import CellError, Problem

Value = TypeVar("Value")
Found = TypeVar("Found")


@dataclass(slots=True)
class Line(Generic[Found]):
    """One row: where it stands, what it holds, what is wrong with it, and the record it makes if nothing is."""

    place: str
    row: int
    cells: Sequence[Cell]
    header: HeaderRow
    problems: list[Problem] = field(default_factory=list)
    record: Found | None = None

    def take(self, name: str, parse: Callable[[Cell], Value], default: Value) -> Value:
        """Return the parsed cell of a field; where it cannot be parsed note why and return `default`.

        Args:
            name: the field.
            parse: from cell to value; raises CellError.
            default: for a column that is not there, or a cell that is wrong.
        """
        index = self.header.fields.get(name)
        if index is None or index >= len(self.cells):
            return default
        try:
            return parse(self.cells[index])
        except CellError as wrong:
            self.note(name, wrong.code, str(wrong))
            return default

    def note(self, name: str, code: str, message: str) -> None:
        """Note what is wrong with a field; an empty name means the row as a whole."""
        self.problems.append(Problem(self.place, self.row, self.header.names.get(name, ""), code, message))

    def extra(self) -> dict[str, str]:
        """Return the cells of unknown columns as text, empty ones left out."""
        kept: dict[str, str] = {}
        for index, header in self.header.unknown.items():
            cell = self.cells[index] if index < len(self.cells) else ""
            if is_blank(cell):
                continue
            try:
                kept[header] = text(cell)
            except CellError as wrong:
                self.problems.append(Problem(self.place, self.row, header, wrong.code, str(wrong)))
        return kept

    def seen(self) -> Mapping[str, Any]:
        """Return what the row holds by header, as a file of rejected rows gives it back."""
        named = {self.header.names[name]: index for name, index in self.header.fields.items()}
        named |= {header: index for index, header in self.header.unknown.items()}
        cells = {header: self.cells[index] for header, index in named.items() if index < len(self.cells)}
        return {header: "（公式）" if isinstance(cell, FormulaCell) else cell for header, cell in cells.items()}
