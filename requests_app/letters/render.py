"""Filling a Word template: sandboxed, escaped, strict about fields, and the same bytes for the same values."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from lxml import etree

from requests_app.letters.bounds import BoundedEnvironment, refuse_long_lines
from requests_app.letters.fields import Lines

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no Word file can hold, and the form feed that docxtpl would take for a command."""

NEW_PARAGRAPH = "\a"  # docxtpl's word for it
CLOSED_AT_ONCE = re.compile(r"<w:([prt])( [^>]*)/>")
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


class Unfillable(TemplateError):
    """Filled, the template is no document any more: a condition or a loop cuts through its parts."""


class StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """A template whose filled text has to be whole; docxtpl itself would mend it by leaving out what does not fit."""

    def fix_tables(self, xml: str) -> Any:
        """Refuse what is not whole, before tables are mended. Raises Unfillable."""
        try:
            etree.fromstring(xml.encode())
        except etree.XMLSyntaxError as broken:
            raise Unfillable("循环或条件跨了表格或段落") from broken
        return super().fix_tables(xml)

    def patch_xml(self, src_xml: str) -> str:
        """Open what is closed at once, before docxtpl looks for its end: it would search the whole part for each."""
        patched: str = super().patch_xml(CLOSED_AT_ONCE.sub(r"<w:\1\2></w:\1>", src_xml))
        return patched

    def resolve_listing(self, xml: str) -> str:
        """Refuse lines without end, before each becomes a paragraph. Raises Unbounded."""
        refuse_long_lines(xml)
        resolved: str = super().resolve_listing(xml)
        return resolved

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Fill the footnotes once; docxtpl does it for every section, and would read what was filled in as fields."""
        for part in footnotes_of(self):
            filled = self.render_xml_part(self.patch_xml(part.blob.decode("utf-8")), part, context, jinja_env)
            part._blob = filled.encode("utf-8")


def footnotes_of(template: DocxTemplate) -> list[Any]:
    """Return the parts of an opened template that hold footnotes."""
    parts = template.docx.part.package.iter_parts()
    return [part for part in parts if part.content_type.endswith("wordprocessingml.footnotes+xml")]


def environment() -> BoundedEnvironment:
    """Return where one paper is written: nothing but fields, `if` and `for`, within bounds; names with < & > survive."""
    made = BoundedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def rendered(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the paper.

    Args:
        template: the .docx with fields.
        values: by name, as `fields.named` returns them.

    Raises:
        jinja2.TemplateError: the template is not one that `check` accepts.
        bounds.Unbounded: one of those; the paper would be too long, or the template goes beyond its bounds.
    """
    paper = StrictTemplate(io.BytesIO(template))
    paper.render({name: printable(value) for name, value in values.items()}, environment())
    written = io.BytesIO()
    paper.save(written)
    return repeatable(written.getvalue())


def printable(value: Any) -> Any:
    """Return a value as a template may print it: without characters that Word cannot hold, a line a paragraph."""
    if isinstance(value, Lines):
        return Lines(printable(one) for one in value)
    if isinstance(value, Mapping):
        return {name: printable(one) for name, one in value.items()}
    text = UNPRINTABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip("\n").replace("\n", NEW_PARAGRAPH)


def repeatable(docx: bytes) -> bytes:
    """Return a .docx without the time of its packing: the same content is the same file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        # python-docx writes the properties twice where LibreOffice has linked them in its other spelling
        for name in dict.fromkeys(source.namelist()):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
