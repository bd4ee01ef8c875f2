"""The check of an uploaded template: each complaint for its cause, and none for an honest template."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from docx import Document

from requests_app import letters
from requests_app.choices import PaperKind

KIND = PaperKind.RECEIPT
NEEDED = "{{ 申请人姓名或名称 }}{{ 登记编号 }}{{ 收到日期 }}{{ 所需信息内容 }}{{ 答复期限 }}"


def template(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    """Return a .docx with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def repacked(
    content: bytes, changes: Mapping[str, bytes], change: Callable[[str, bytes], bytes] | None = None
) -> bytes:
    """Return a .docx with parts added or changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changes:
                part = source.read(name)
                target.writestr(name, change(name, part) if change else part)
        for name, part in changes.items():
            target.writestr(name, part)
    return packed.getvalue()


def complaint(content: bytes, kind: PaperKind = KIND) -> str:
    return "\n".join(letters.complaints_about(content, kind))


def linked(target: str, kind: str) -> bytes:
    address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    added = f'<Relationship Id="rId99" Type="{address}" Target="{target}" TargetMode="External"/></Relationships>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", added.encode()) if name == "word/_rels/document.xml.rels" else part

    return repacked(template(NEEDED), {}, change)


def in_body(xml: str) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<w:sectPr", f"{xml}<w:sectPr".encode(), 1) if name == "word/document.xml" else part

    return repacked(template(NEEDED), {}, change)


BROKEN_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "text": ("{{ 登记编号 }}".encode(), "不是 .docx"),
    "old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式的 .doc"),
    "cut off": (template(NEEDED)[:3000], "不是 .docx"),
    "too large": (template(NEEDED) + b"\0" * 3 * 1024 * 1024, "超过 2048 KB"),
    "bomb": (repacked(template(NEEDED), {"word/media/a.bmp": b"\0" * 30 * 1024 * 1024}), "解开后超过 20 MB"),
    "many parts": (repacked(template(NEEDED), {f"word/media/{n}.png": b"" for n in range(600)}), "部件太多"),
    "macro": (repacked(template(NEEDED), {"word/vbaProject.bin": b"x"}), "带有宏"),
    "embedded": (repacked(template(NEEDED), {"word/embeddings/a.xlsx": b"x"}), "嵌入了其他文件"),
    "not xml": (repacked(template(NEEDED), {"word/document.xml": b"<w:document"}), "部分损坏"),
    "entities": (
        repacked(template(NEEDED), {"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        "外部声明",
    ),
    "remote template": (linked("http://example.org/a.dotm", "attachedTemplate"), "附加的模板"),
    "remote picture": (linked("http://example.org/a.png", "image"), "链接的图片"),
    "hyperlink": (linked("http://example.org/", "hyperlink"), "超链接"),
    "reads files": (in_body('<w:p><w:r><w:instrText>INCLUDETEXT "C:/a"</w:instrText></w:r></w:p>'), "读取其他文件"),
    "runs programs": (in_body('<w:p><w:fldSimple w:instr="DDEAUTO c:/cmd"/></w:p>'), "执行命令"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BROKEN_FILES))
def test_a_file_that_is_no_honest_document_is_refused_for_its_cause(name: str) -> None:
    content, words = BROKEN_FILES[name]
    assert words in complaint(content)


def test_a_zip_without_a_document_is_no_template() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("a.txt", "a")
    assert "不是 Word 文档" in complaint(packed.getvalue())


def test_a_zip_that_lies_about_its_size_is_counted_by_what_it_unpacks_to() -> None:
    content = bytearray(BROKEN_FILES["bomb"][0])
    at = content.rfind(b"word/media/a.bmp") - 46 + 24  # the unpacked size in the list of contents
    content[at : at + 4] = (1000).to_bytes(4, "little")
    assert complaint(bytes(content)) != ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 申请人姓名 }}", "没有字段“{{ 申请人姓名 }}”，是不是“{{ 申请人姓名或名称 }}”？"),
        ("{{ 救济途径 }}", "字段“{{ 救济途径 }}”不用于这种文书"),
        ("{{ xyz }}", "没有字段“{{ xyz }}”"),
        ("{{ 文号|upper }}", "不能用计算、筛选或函数"),
        ("{{ 文号.upper() }}", "不能用计算、筛选或函数"),
        ("{{ 1 + 1 }}", "不能用计算、筛选或函数"),
        ("{{ ''.__class__.__mro__ }}", "“.__mro__”不能用"),
        ("{{ 文号.__class__ }}", "“文号.__class__”不能用"),
        ("{{ 文号['a'] }}", "不能用计算、筛选或函数"),
        ("{% set 甲 = 文号 %}", "不能用计算、筛选或函数"),
        ("{% include 'a' %}", "不能用计算、筛选或函数"),
        ("{% macro a() %}{% endmacro %}", "不能用计算、筛选或函数"),
        ("{% for 字 in 文号 %}{{ 字 }}{% endfor %}", "可用的列表有：（这种文书没有）"),
        ("{{ range(9) }}", "不能用计算、筛选或函数"),
        ("{{p 文号 }}", "不支持“{{r …}}”"),
        ("{{r 文号 }}", "不支持“{{r …}}”"),
        ("{% if 文号 %}有", "大括号的写法不对"),
        ("前文{{ 文号 后文", "在“"),
        ("{{ 文 号 }}", "大括号的写法不对"),
    ],
)
def test_what_is_written_wrongly_is_named(text: str, words: str) -> None:
    assert words in complaint(template(NEEDED, text))


def test_what_is_wrong_in_a_header_or_in_the_title_is_found_too() -> None:
    assert "胡说" in complaint(template(NEEDED, header="{{ 胡说 }}"))
    assert "胡说" in complaint(template(NEEDED, title="{{ 胡说 }}"))


def test_each_missing_field_is_named() -> None:
    said = complaint(template("只有文字"))
    assert said.count("缺少必须有的字段") == 5
    assert "“{{ 答复期限 }}”" in said


def test_a_part_of_a_line_that_does_not_exist_is_named_with_those_that_do() -> None:
    said = complaint(
        template("{{ 登记编号 }}{% for 件 in 文书目录 %}{{ 件.页数 }}{{ 件 }}{% endfor %}"), PaperKind.ARCHIVE
    )
    assert "“件.页数”不能用，可用的有：序号、名称、文号、日期、备注。" in said
    assert "“件”是一行" in said


def test_a_loop_that_begins_in_a_table_and_ends_outside_fails_the_trial() -> None:
    document = Document()
    document.add_paragraph("{{ 登记编号 }}")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{% for 件 in 文书目录 %}{{ 件.名称 }}"
    document.add_paragraph("尾{% endfor %}")
    written = io.BytesIO()
    document.save(written)
    assert "试填示例后文件打不开" in complaint(written.getvalue(), PaperKind.ARCHIVE)


def test_a_field_that_word_has_cut_into_pieces_is_understood() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ 登记", "编号", " }", "}"):
        paragraph.add_run(piece)
    document.add_paragraph(NEEDED.replace("{{ 登记编号 }}", ""))
    written = io.BytesIO()
    document.save(written)
    assert letters.complaints_about(written.getvalue(), KIND) == []


def test_an_honest_template_is_accepted_with_conditions_and_lists() -> None:
    assert complaint(template(NEEDED, "{% if 申请渠道 and not 文号 %}{{ 申请渠道 }}{% else %}无{% endif %}")) == ""
    listed = "{{ 登记编号 }}{% for 件 in 文书目录 %}{{ loop.index }}{{ 件.名称 }}{% endfor %}"
    assert complaint(template(listed), PaperKind.ARCHIVE) == ""
