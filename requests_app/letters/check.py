"""The check of a template before it is accepted: an honest file, fields that exist, nothing missing, and a trial."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from requests_app.choices import PaperKind
from requests_app.letters.fields import Lines, TemplateField, example, fields_of, name_of
from requests_app.letters.package import complaints_about_file
from requests_app.letters.render import Unfillable, environment, rendered
from requests_app.paper_law import PAPER_FIELDS

PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.And, nodes.Or, nodes.Not)
LINE_START = re.compile(r"(<w:p[ >])")
MARKUP = re.compile(r"<[^>]+>")
RAW_TAG = re.compile(r"\{\{(?:r|p|tr|tc)\s|\{%r\s")
"""docxtpl's ways of putting a value outside of any text: it would be lost."""

LOOP = "loop"
LOOP_PARTS = ("index", "first", "last")


def complaints_about(content: bytes, kind: str) -> list[str]:
    """Return everything that is wrong with a template, a sentence each; nothing where it can be used.

    Args:
        content: the uploaded .docx.
        kind: which paper (`PaperKind`).
    """
    wrong = complaints_about_file(content, most_bytes=settings.TEMPLATE_UPLOAD_MAX_BYTES)
    if wrong:
        return wrong
    try:
        texts = list(_texts(content))
    except (KeyError, ValueError, AttributeError, TypeError, LookupError):
        return ["文件的结构不完整，打不开；请在 Word 里打开后另存为 .docx。"]
    reading = _Reading(fields_of(PaperKind(kind)))
    for raw, text in texts:
        reading.read(raw, text)
    found = [*reading.complaints, *reading.missing()]
    return list(dict.fromkeys(found)) or _trial(content, kind)


def fields_used(content: bytes, kind: str) -> list[str]:
    """Return the names of the fields that an accepted template uses."""
    reading = _Reading(fields_of(PaperKind(kind)))
    for raw, text in _texts(content):
        reading.read(raw, text)
    return [field.name for field in reading.fields.values() if field.name in reading.used]


class _Reading:
    """What a template uses, and what of it cannot be."""

    def __init__(self, fields: Iterable[TemplateField]) -> None:
        self.fields = {field.name: field for field in fields}
        self.used: set[str] = set()
        self.complaints: list[str] = []

    def read(self, raw: str, text: str) -> None:
        """Read one part of the document: body, header, footer, note or property; as it stands, and as it is filled."""
        if RAW_TAG.search(MARKUP.sub("", raw)):
            self.complaints.append("不支持“{{r …}}”“{{p …}}”这种写法，请改为“{{ 字段名 }}”。")
        try:
            tree = environment().parse(LINE_START.sub(r"\n\1", text))
        except TemplateSyntaxError as broken:
            near = _near(text, broken.lineno)
            self.complaints.append(
                f"大括号的写法不对{near}。请检查每个“{{{{ }}}}”“{{% %}}”是否成对、里面只有一个字段名，if 和 for 是否有结束。"
            )
            return
        self._walk(tree, {})

    def missing(self) -> Iterator[str]:
        """Yield a sentence for each field that has to stand in the paper and does not."""
        for field in self.fields.values():
            if field.is_needed and field.name not in self.used:
                yield f"缺少必须有的字段“{{{{ {field.name} }}}}”（{field.label}）。"

    def _walk(self, node: nodes.Node, loops: Mapping[str, TemplateField]) -> None:
        if isinstance(node, nodes.Name):
            self._name(node.name, loops)
        elif isinstance(node, nodes.Getattr):
            self._part(node, loops)
        elif isinstance(node, nodes.For):
            self._loop(node, loops)
        elif isinstance(node, PLAIN):
            for child in node.iter_child_nodes():
                self._walk(child, loops)
        else:
            self.complaints.append(
                "模板里只能用字段、如果（if、and、or、not）和循环（for），不能用计算、筛选或函数；请删去其他写法。"
            )

    def _name(self, name: str, loops: Mapping[str, TemplateField]) -> None:
        if name in loops:
            if loops[name].parts:
                parts = "、".join(f"{name}.{part}" for part in loops[name].parts)
                self.complaints.append(f"“{name}”是一行，请写明取哪一栏：{parts}。")
        elif name in self.fields:
            self.used.add(name)
        else:
            self.complaints.append(self._unknown(name))

    def _unknown(self, name: str) -> str:
        if name in {name_of(code) for code in PAPER_FIELDS}:
            return f"字段“{{{{ {name} }}}}”不用于这种文书，请删去。"
        near = get_close_matches(name, list(self.fields), n=1, cutoff=0.4)
        advice = f"是不是“{{{{ {near[0]} }}}}”？" if near else "请对照字段表改正。"
        return f"没有字段“{{{{ {name} }}}}”，{advice}"

    def _part(self, node: nodes.Getattr, loops: Mapping[str, TemplateField]) -> None:
        holder = node.node.name if isinstance(node.node, nodes.Name) else ""
        parts = loops[holder].parts if holder in loops else LOOP_PARTS if holder == LOOP and loops else ()
        if node.attr in parts:
            return
        offered = f"可用的有：{'、'.join(parts)}。" if parts else "点号只能用在循环的一行里。"
        self.complaints.append(f"“{holder}.{node.attr}”不能用，{offered}")

    def _loop(self, node: nodes.For, loops: Mapping[str, TemplateField]) -> None:
        name = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        field = self.fields.get(name)
        if field is None or not field.is_list or not isinstance(node.target, nodes.Name) or node.test or node.recursive:
            lists = "、".join(one.name for one in self.fields.values() if one.is_list) or "（这种文书没有）"
            self.complaints.append(f"循环只能写成“for 行 in 列表”，可用的列表有：{lists}。")
            return
        self.used.add(name)
        for child in (*node.body, *node.else_):
            self._walk(child, {**loops, node.target.name: field})


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text of every part that is filled when a paper is written: as it stands, and as the filling reads it."""
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    parts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    for part in template.docx.part.package.iter_parts():
        if part.content_type.endswith("footnotes+xml"):
            parts.append(part.blob.decode("utf-8"))
    yield from ((part, template.patch_xml(part)) for part in parts)
    about: Any = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield (str(getattr(about, name)),) * 2


def _trial(content: bytes, kind: str) -> list[str]:
    """Fill the template with an invented case, and with one of which nothing is known."""
    values = example(kind)
    nothing = {name: Lines() if isinstance(value, Lines) else "" for name, value in values.items()}
    try:
        for given in (values, nothing):
            Document(io.BytesIO(rendered(content, given)))
    except Unfillable:
        return [
            "试填示例后文件打不开：循环或条件跨了表格或段落；请让每个 if、for 和它的结束都在同一段、同一格里，或者各占一段、一行。"
        ]
    except TemplateError as broken:
        return [f"试填示例时出错（{type(broken).__name__}）。请检查字段的写法。"]
    except (KeyError, ValueError, AttributeError, TypeError, LookupError):
        return ["试填示例后文件打不开；请把字段只写在正文、页眉和页脚里。"]
    return []


def _near(text: str, line: int) -> str:
    """Return which paragraph a mistake stands in, in the office's own words."""
    lines = LINE_START.sub(r"\n\1", text).split("\n")
    said = MARKUP.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f"（在“{said[:40]}”附近）" if said else ""
