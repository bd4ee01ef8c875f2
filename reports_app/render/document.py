"""The report as an output draws it: title, introduction, parts with their tables, signature, annexes."""

import re
from dataclasses import dataclass
from datetime import date

from reports_app.render.tables import DrawnTable

# 「（一）主动公开政府信息内容」 alone on its line; with a sentence after it, it is a paragraph like any other.
SUBTITLE = re.compile(r"[（(][一二三四五六七八九十]+[）)][^。；;！？]{1,40}")

TITLE_BREAK = re.compile(r"(?=\d{4}年)|(?=政府信息公开)")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one （一）… line."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part: title as the format names it, text, tables, and text that follows the tables."""

    title: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[DrawnTable, ...] = ()
    closing: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A table that stands after the signature on its own page, as the 2014 format's does."""

    title: str
    tables: tuple[DrawnTable, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All that an exported report shows.

    notice: a red line on drafts. dated: text under the title. footnotes: sentences after everything else.
    """

    title: str
    signature: str
    parts: tuple[Part, ...]
    organ: str = ""
    dated: str = ""
    notice: str = ""
    introduction: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    footnotes: tuple[str, ...] = ()
    signed_on: date | None = None

    @property
    def title_pieces(self) -> tuple[str, ...]:
        """The title cut where a line may break: before the year and before 政府信息公开, never inside a word."""
        return tuple(piece for piece in TITLE_BREAK.split(self.title) if piece)


def blocks(text: str) -> tuple[Block, ...]:
    """Cuts written prose at its line ends; blank lines fall away, short （一）… lines become headings."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(Block(line, SUBTITLE.fullmatch(line) is not None) for line in lines if line)
