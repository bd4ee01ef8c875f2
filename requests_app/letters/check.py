"""The check of a template before it is accepted: an honest file, fields that exist, nothing missing, and a trial."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from docx import Document
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from requests_app.choices import PaperKind
from requests_app.letters.bounds import MOST_READ, TOO_DEEP, TOO_MUCH, Unbounded, excesses
from requests_app.letters.fields import Lines, TemplateField, example, fields_of, long_example, name_of
from requests_app.letters.marks import LINE_START, PAIRS, complaints_about_marks, near
from requests_app.letters.package import complaints_about_content, complaints_about_file
from requests_app.letters.render import StrictTemplate, Unfillable, environment, footnotes_of, rendered
from requests_app.paper_law import PAPER_FIELDS

PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.And, nodes.Or, nodes.Not)

LOOP = "loop"
LOOP_PARTS = ("index", "first", "last")
MOST_COMPLAINTS = 30
LONGEST_NAME = 30


@dataclass(frozen=True)
class Text:
    """One part of the document that is filled.

    Args:
        where: what an office calls it.
        raw: its markup as it stands.
        patched: makes of it what the filling reads; only to be called on markup without complaints.
    """

    where: str
    raw: str
    patched: Callable[[str], str]


def complaints_about(content: bytes, kind: str) -> list[str]:
    """Return what is wrong with a template, a sentence each, the first `MOST_COMPLAINTS`; nothing where it can be used.

    Args:
        content: the uploaded .docx.
        kind: which paper (`PaperKind`).
    """
    found = complaints_about_file(content, most_bytes=settings.TEMPLATE_UPLOAD_MAX_BYTES)
    found = found or _complaints_about_words(content, kind) or _trial(content, kind)
    left = len(found) - MOST_COMPLAINTS
    return found if left <= 0 else [*found[:MOST_COMPLAINTS], f"另外还有 {left} 处；改好以上各处后再上传，会接着列出。"]


def _complaints_about_words(content: bytes, kind: str) -> list[str]:
    reading = _Reading(fields_of(PaperKind(kind)))
    try:
        texts = list(_texts(content))
        if sum(len(text.raw) for text in texts) > MOST_READ:
            return [TOO_MUCH]
        for text in texts:
            reading.read(text)
    except (KeyError, ValueError, AttributeError, TypeError, LookupError):
        return ["文件的结构不完整，打不开；请在 Word 里打开后另存为 .docx。"]
    return list(dict.fromkeys([*reading.complaints, *reading.missing()]))


class _Reading:
    """What a template uses, and what of it cannot be."""

    def __init__(self, fields: Iterable[TemplateField]) -> None:
        self.fields = {field.name: field for field in fields}
        self.used: set[str] = set()
        self.complaints: list[str] = []
        self.is_whole = True

    def read(self, text: Text) -> None:
        """Read one part of the document: body, header, footer, note or property; as it stands, and as it is filled."""
        tree = self._tree(text)
        if tree is None:
            self.is_whole = False
        else:
            self._walk(tree, {})

    def _tree(self, text: Text) -> nodes.Template | None:
        """Return a part as jinja reads it, or None, with complaints, where it is better not looked into."""
        wrong = complaints_about_marks(text.raw, text.where)
        self.complaints += wrong
        if wrong:
            return None
        filled = LINE_START.sub(r"\n\1", text.patched(text.raw))
        try:
            tree = environment().parse(filled)
        except TemplateSyntaxError as broken:
            self.complaints.append(f"大括号的写法不对{near(filled, broken.lineno)}。{PAIRS}")
            return None
        except RecursionError:
            self.complaints.append(f"{text.where}：{TOO_DEEP}")
            return None
        beyond = [f"{text.where}：{excess}" for excess in excesses(tree)]
        self.complaints += beyond
        return None if beyond else tree

    def missing(self) -> Iterator[str]:
        """Yield a sentence for each field that has to stand in the paper and does not; none where a part was not read."""
        for field in self.fields.values() if self.is_whole else ():
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
        name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
        if name in {name_of(code) for code in PAPER_FIELDS}:
            return f"字段“{{{{ {name} }}}}”不用于这种文书，请删去。"
        alike = get_close_matches(name, list(self.fields), n=1, cutoff=0.4)
        advice = f"是不是“{{{{ {alike[0]} }}}}”？" if alike else "请对照字段表改正。"
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
        for child in node.body:
            self._walk(child, {**loops, node.target.name: field})
        for child in node.else_:  # written where the list is empty: there is no line then
            self._walk(child, loops)


def _texts(content: bytes) -> Iterator[Text]:
    """Yield every part that is filled when a paper is written."""
    template = StrictTemplate(io.BytesIO(content))
    template.init_docx()
    yield Text("正文", template.get_xml(), template.patch_xml)
    for where, uri in (("页眉", template.HEADER_URI), ("页脚", template.FOOTER_URI)):
        for _, part in template.get_headers_footers(uri):
            yield Text(where, template.get_part_xml(part), template.patch_xml)
    for part in footnotes_of(template):
        yield Text("脚注", part.blob.decode("utf-8"), template.patch_xml)
    about: Any = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield Text("文档属性", str(getattr(about, name)), str)


def _trial(content: bytes, kind: str) -> list[str]:
    """Fill the template with an invented case, with one of which nothing is known, and with one with long lists."""
    values = example(kind)
    nothing = {name: Lines() if isinstance(value, Lines) else "" for name, value in values.items()}
    try:
        for given in (values, nothing, long_example(kind)):
            paper = rendered(content, given)
            Document(io.BytesIO(paper))
            wrong = complaints_about_content(paper)
            if wrong:
                return [f"试填示例后，{sentence}" for sentence in wrong]
    except Unfillable:
        return [
            "试填示例后文件打不开：循环或条件跨了表格或段落；请让每个 if、for 和它的结束都在同一段、同一格里，或者各占一段、一行。"
        ]
    except Unbounded as beyond:
        return [f"试填示例时，{beyond}"]
    except TemplateError as broken:
        return [f"试填示例时出错（{type(broken).__name__}）。请检查字段的写法。"]
    except (SyntaxError, RecursionError):
        return [f"试填示例时，{TOO_DEEP}"]
    except (KeyError, ValueError, AttributeError, TypeError, LookupError):
        return ["试填示例后文件打不开；请把字段只写在正文、页眉和页脚里。"]
    return []
