"""What a built-in template is made of: paragraphs, some only where a field is filled, and tables."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """A paragraph; with `when`, only where that field is filled, with `unless`, only where it is not."""

    text: str
    when: str = ""
    unless: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: each row label and text by turns; `loop` repeats one row for each entry of a list, under `head`."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int, ...] = (30, 126)
    head: Row = ()
    loop: str = ""


Part = str | Clause | Sheet


@dataclass(frozen=True)
class Wording:
    """One template: to whom, what it says, and whether it is signed by the unit."""

    to: str = ""
    parts: tuple[Part, ...] = ()
    is_signed: bool = True
