"""What a Word paper says, block by block, for a page of the browser that says the same."""

import io
from dataclasses import dataclass

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

LARGE = 20  # points: the size from which a centred line is the title


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table of texts.

    Args:
        look: "title", "centre", "right", "plain" or "table".
        text: of a paragraph.
        rows: of a table.
    """

    look: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks_of(docx: bytes) -> list[Block]:
    """Return the blocks of a paper in their order, empty ones left out."""
    blocks = []
    for part in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(part, Table):
            rows = tuple(tuple(cell.text.strip() for cell in row.cells) for row in part.rows)
            blocks.append(Block("table", rows=rows))
        elif part.text.strip():
            blocks.append(Block(_look(part), part.text.strip()))
    return blocks


def _look(paragraph: object) -> str:
    alignment = getattr(paragraph, "alignment", None)
    if alignment == WD_ALIGN_PARAGRAPH.RIGHT:
        return "right"
    if alignment != WD_ALIGN_PARAGRAPH.CENTER:
        return "plain"
    sizes = [run.font.size.pt for run in getattr(paragraph, "runs", ()) if run.font.size]
    return "title" if sizes and max(sizes) >= LARGE else "centre"
