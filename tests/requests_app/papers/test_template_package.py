"""What a template may be made of: what Word, WPS and LibreOffice write for a letter, and nothing that acts or loads."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docxtpl import DocxTemplate

from requests_app import letters
from requests_app.letters.allowed_parts import ALLOWED
from requests_app.letters.fields import example
from requests_app.letters.render import rendered
from tests.requests_app.papers.test_template_check import KIND, NEEDED, complaint, in_body, repacked, template

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/"
OFFICE_KIND = "application/vnd.openxmlformats-officedocument."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
DATA = Path(__file__).parent / "data"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"


def edited(parts: Mapping[str, bytes], *changes: tuple[str, str, str], content: bytes = b"") -> bytes:
    """Return a .docx with parts added, and in the parts named in `changes` one text put in place of another."""

    def change(name: str, part: bytes) -> bytes:
        for where, old, new in changes:
            if where == name:
                assert old.encode() in part, f"{old} not in {where}"
                part = part.replace(old.encode(), new.encode(), 1)
        return part

    return repacked(content or template(NEEDED), parts, change)


def link(kind: str, target: str) -> tuple[str, str, str]:
    return RELS, "</Relationships>", f'<Relationship Id="rId77" Type="{kind}" Target="{target}"/></Relationships>'


def typed(part: str, kind: str) -> tuple[str, str, str]:
    return TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'


def added(part: str, content: bytes, kind: str, content_type: str) -> bytes:
    """Return a template with a part more, declared and linked."""
    target = f"/{part}"
    return edited({part: content}, link(kind, target), typed(part, content_type))


def part_of(content: bytes, name: str) -> bytes:
    taken: list[bytes] = []
    repacked(content, {}, lambda one, part: taken.append(part) or part if one == name else part)  # type: ignore[func-returns-value]
    return taken[0]


DDE = f'<w:p {WORD}><w:r><w:instrText>DDEAUTO c:/cmd "/k calc"</w:instrText></w:r></w:p>'
HEADER = f"<w:hdr {WORD}>{DDE}</w:hdr>".encode()
HEADER_KIND = f"{OFFICE_KIND}wordprocessingml.header+xml"


def redirected() -> bytes:
    """Return the reviewer's file: the document that counts is another part, the one at the usual place a decoy."""
    document = part_of(template(NEEDED), "word/document.xml")
    evil = re.sub(b"<w:body>", b"<w:body>" + DDE.encode(), document, count=1)
    rels = part_of(template(NEEDED), RELS)
    return edited(
        {"word/real.foo": evil, "word/_rels/real.foo.rels": rels},
        ("_rels/.rels", "word/document.xml", "word/real.foo"),
        (TYPES, "/word/document.xml", "/word/real.foo"),
    )


def field(*codes: str) -> str:
    """Return a field whose code is cut into these pieces."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f"{mark.format('begin')}{pieces}{mark.format('end')}"


VML = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{}"/></v:shape></w:pict></w:r></w:p>'

HIDDEN: dict[str, tuple[bytes, str]] = {
    "the document is another part": (redirected(), "正文不在“word/document.xml”"),
    "a header of another name": (added("word/h.foo", HEADER, f"{OFFICE}header", HEADER_KIND), "执行命令"),
    "a web page taken in": (
        added("word/x.htm", b"<html><img src='http://example.org/a.png'></html>", f"{OFFICE}aFChunk", "text/html"),
        "“word/x.htm”（嵌入的网页或文件）",
    ),
    "a web page that nothing links to": (
        edited({"word/x.htm": b"<html/>"}, typed("word/x.htm", "text/html")), "“word/x.htm”（text/html）"
    ),
    "a part without a kind": (edited({"word/x.foo": b"x"}), "“word/x.foo”（没有说明种类）"),
    "a place for a web page": (in_body('<w:altChunk w:id="a"/>'), "嵌入的网页或文件"),
    "a header that calls itself a picture": (
        added("word/h.png", HEADER, f"{OFFICE}header", "image/png"), "“word/h.png”与它的用途（header）不符"
    ),
    "a picture that is none": (added("word/a.png", b"%!PS-Adobe", f"{OFFICE}image", "image/png"), "“word/a.png”不是图片"),
    "a drawing with scripts": (
        added("word/a.svg", b"<svg/>", f"{OFFICE}image", "image/svg+xml"), "“word/a.svg”与它的用途（image）不符"
    ),
    "an object": (
        added("word/o.xyz", b"x", f"{OFFICE}oleObject", f"{OFFICE_KIND}oleObject"), "“word/o.xyz”（嵌入的对象）"
    ),
    "a second document": (edited({}, link(f"{OFFICE}officeDocument", "document.xml")), "“word/document.xml”"),
    "a link to nothing": (edited({}, link(f"{OFFICE}image", "media/none.png")), "缺少它引用的部件“word/media/none.png”"),
    "links of nothing": (edited({"word/_rels/none.xml.rels": b"<Relationships/>"}), "不属于任何部件"),
    "an address that does not say it is outside": (edited({}, link(f"{OFFICE}image", "http://example.org/a.png")), "链接的图片"),
    "a link to a place, which python-docx cannot follow": (edited({}, link(f"{OFFICE}hyperlink", "#top")), "超链接"),
    "a share": (edited({}, link(f"{OFFICE}image", "\\\\example.org\\a.png")), "链接的图片"),
    "a remote picture of the old kind": (in_body(VML.format("http://example.org/a.png")), "外部内容"),
    "a source of names": (
        edited({}, ("word/settings.xml", "</w:settings>", "<w:mailMerge/></w:settings>")), "邮件合并的数据源"
    ),
    "two spellings of a name": (edited({"word/Document.xml": b"<a/>"}), "重复"),
    "a way up": (edited({"word/../evil.xml": b"<a/>"}), "名称不正常"),
    "two kinds for one part": (
        edited({}, typed("word/document.xml", f"{OFFICE_KIND}wordprocessingml.document.main+xml"),
               typed("word/document.xml", "text/html")), "前后矛盾",
    ),
    "a command cut in pieces": (in_body(f"<w:p>{field('PAGE')}{field('DD', 'E a b')}</w:p>"), "执行命令"),
    "a command with a comment in it": (in_body(f"<w:p>{field('DD<!-- -->EAUTO a')}</w:p>"), "执行命令"),
    "a field in a command": (in_body(f"<w:p>{field('{{ 所需信息内容 }}')}</w:p>"), "域代码里不能写字段"),
    "the strict variant": (
        edited({}, ("_rels/.rels", f"{OFFICE}officeDocument", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")),
        "严格 Open XML",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_what_hides_behind_names_and_kinds_of_parts_is_refused_with_its_cause(name: str) -> None:
    content, words = HIDDEN[name]
    assert words in complaint(content)


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_each_refusal_says_what_to_do(name: str) -> None:
    assert all("请" in line for line in complaint(HIDDEN[name][0]).splitlines())


def test_what_filling_makes_of_an_accepted_template_is_looked_at_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("requests_app.letters.check.rendered", lambda *_: redirected())
    assert "试填示例后，文件的正文不在" in complaint(template(NEEDED))


XML = b"<a/>"
WRITTEN_BY_WORD = [
    ("word/glossary/document.xml", XML, f"{OFFICE}glossaryDocument", f"{OFFICE_KIND}wordprocessingml.document.glossary+xml"),
    ("word/endnotes.xml", XML, f"{OFFICE}endnotes", f"{OFFICE_KIND}wordprocessingml.endnotes+xml"),
    ("word/commentsExtended.xml", XML, f"{MICROSOFT}2011/relationships/commentsExtended", f"{OFFICE_KIND}wordprocessingml.commentsExtended+xml"),
    ("word/commentsIds.xml", XML, f"{MICROSOFT}2016/09/relationships/commentsIds", f"{OFFICE_KIND}wordprocessingml.commentsIds+xml"),
    ("word/people.xml", XML, f"{MICROSOFT}2011/relationships/people", f"{OFFICE_KIND}wordprocessingml.people+xml"),
    ("word/intelligence2.xml", XML, f"{MICROSOFT}2020/10/relationships/intelligence", "application/vnd.ms-office.intelligence2+xml"),
    ("docMetadata/LabelInfo.xml", XML, f"{MICROSOFT}2020/02/relationships/classificationlabels", "application/vnd.ms-office.classificationlabels+xml"),
    ("word/fonts/font1.odttf", b"x" * 40, f"{OFFICE}font", f"{OFFICE_KIND}obfuscatedFont"),
    ("word/media/image1.png", PNG, f"{OFFICE}image", "image/png"),
    ("word/media/图1.jpg", b"\xff\xd8\xff\xe0", f"{OFFICE}image", "image/.jpg"),
    ("word/media/image3.gif", b"GIF89a", f"{OFFICE}image", "image/gif"),
    ("word/media/image4.emf", b"\x01\0\0\0" + b"\0" * 36 + b" EMF", f"{OFFICE}image", "image/x-emf"),
    ("word/media/image5.wmf", b"\xd7\xcd\xc6\x9a", f"{OFFICE}image", "image/x-wmf"),
    ("docProps/custom.xml", XML, f"{OFFICE}custom-properties", f"{OFFICE_KIND}custom-properties+xml"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "content", "kind", "content_type"), WRITTEN_BY_WORD, ids=lambda one: str(one)[:40])
def test_what_word_and_wps_write_beside_a_letter_is_taken(
    part: str, content: bytes, kind: str, content_type: str
) -> None:
    assert kind in ALLOWED
    assert complaint(added(part, content, kind, content_type)) == ""


@pytest.mark.parametrize("name", ["libreoffice-word-2007.docx", "libreoffice-office-open-xml.docx"])
def test_a_letter_that_libreoffice_has_saved_is_taken(name: str) -> None:
    """Both are the built-in receipt with a picture, a list and a remark, opened and saved by LibreOffice 7.4."""
    saved = (DATA / name).read_bytes()
    assert complaint(saved) == ""
    with zipfile.ZipFile(io.BytesIO(rendered(saved, example(KIND)))) as paper:
        assert len(paper.namelist()) == len(set(paper.namelist()))


def test_a_letter_that_docxtpl_has_saved_is_taken() -> None:
    saved = io.BytesIO()
    opened = DocxTemplate(io.BytesIO(letters.builtin_template(KIND)))
    opened.init_docx()
    opened.save(saved)
    assert complaint(saved.getvalue()) == ""


@pytest.mark.parametrize(
    "code", [" PAGE ", " NUMPAGES \\* MERGEFORMAT ", ' DATE \\@ "yyyy年M月d日" ', " REF _Ref1 \\h "]
)
def test_ordinary_fields_of_word_are_taken(code: str) -> None:
    assert complaint(in_body(f"<w:p>{field(code)}</w:p>")) == ""
