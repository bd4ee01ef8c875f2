"""The built-in templates, drawn from their wordings when first asked for.

Drawn and not kept as files: a change of a sentence shows in the text that is reviewed, and no binary lies in the
repository. A drawn template is kept in memory; the same wording always gives the same bytes.
"""

import io
from datetime import UTC, datetime
from functools import cache
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from requests_app.choices import PaperKind
from requests_app.letters.parts import Clause, Sheet
from requests_app.letters.render import repeatable
from requests_app.letters.wordings import WORDINGS
from requests_app.paper_law import PAPERS

TITLE, BODY, TABLE = "方正小标宋简体", "仿宋_GB2312", "宋体"
LATIN = "Times New Roman"
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}  # mm, GB/T 9704
LINE = Pt(28)
DRAWN_AT = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def builtin_template(kind: PaperKind) -> bytes:
    """Return the built-in template of a kind of paper."""
    document = _blank()
    wording, rule = WORDINGS[kind], PAPERS[kind]
    _line(document, rule.title, font=TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER, after=Pt(6))
    if rule.is_numbered:
        _line(document, "{{ 文号 }}", align=WD_ALIGN_PARAGRAPH.CENTER, after=Pt(18))
    if wording.to:
        _line(document, f"{wording.to}：")
    for part in wording.parts:
        _draw(document, part)
    if wording.is_signed:
        _sign(document)
    return _packed(document)


def _blank() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for margin, width in MARGINS.items():
        setattr(section, margin, Mm(width))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    _number_pages(section)
    return document


def _packed(document: Any) -> bytes:
    about = document.core_properties
    about.author, about.title, about.comments, about.last_modified_by = "", "", "", ""
    about.created = about.modified = DRAWN_AT
    about.revision = 1
    written = io.BytesIO()
    document.save(written)
    return repeatable(written.getvalue())


def _draw(document: Any, part: str | Clause | Sheet) -> None:
    if isinstance(part, Sheet):
        _table(document, part)
    elif isinstance(part, Clause):
        condition = part.when or f"not {part.unless}"
        _line(document, f"{{%p if {condition} %}}")
        _line(document, part.text, indent=True)
        _line(document, "{%p endif %}")
    else:
        _line(document, part, indent=True)


def _line(
    holder: Any,
    text: str,
    *,
    font: str = BODY,
    size: int = 16,
    align: Any = None,
    indent: bool = False,
    after: Any = None,
    keep: bool = False,
) -> Any:
    paragraph = holder.add_paragraph()
    _set(paragraph, text, font=font, size=size)
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE if size < 20 else Pt(34)
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(0), after or Pt(0), keep
    layout.alignment = align if align is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        layout.first_line_indent = Pt(2 * size)
    return paragraph


def _set(paragraph: Any, text: str, *, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = LATIN, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _sign(document: Any) -> None:
    """Signature and date stand at the right and never alone on a page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _line(document, "", keep=True)
    for text in ("{{ 署名 }}", "{{ 成文日期 }}"):
        signed = _line(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT, keep=True)
        signed.paragraph_format.right_indent = Pt(32)


def _table(document: Any, sheet: Sheet) -> None:
    rows = list(sheet.rows)
    if sheet.loop:
        blanks = ("",) * (len(sheet.widths) - 1)
        rows = [sheet.head, (f"{{%tr for {sheet.loop} %}}", *blanks), *rows, ("{%tr endfor %}", *blanks)]
    table = document.add_table(rows=0, cols=len(sheet.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for texts in rows:
        row = table.add_row()
        _keep_whole(row)
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(sheet.widths[place])
            table.columns[place].width = Mm(sheet.widths[place])
            is_label = (not sheet.loop and place % 2 == 0) or texts is sheet.head
            _fill(cell, text, is_label=is_label)
    _line(document, "", size=8).paragraph_format.line_spacing = Pt(10)


def _fill(cell: Any, text: str, *, is_label: bool) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _set(paragraph, line, font=TABLE, size=12)
        layout = paragraph.paragraph_format
        layout.space_before = layout.space_after = Pt(5)
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_label else WD_ALIGN_PARAGRAPH.LEFT


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _number_pages(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set(paragraph, "— ", font=TABLE, size=14)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        run.font.name, run.font.size = LATIN, Pt(14)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._element.append(mark)
    _set(paragraph, " —", font=TABLE, size=14)
