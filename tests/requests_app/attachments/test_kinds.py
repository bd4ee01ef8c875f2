"""Which files are taken: the content decides, and name and declared type must agree with it."""

import hashlib
from io import BytesIO

import pytest

from requests_app.attachment_content import Format, look_into
from requests_app.attachment_kinds import SUFFIXES, Checked, check_file, in_words
from tests.refusing import refused
from tests.requests_app.attachments import samples
from tests.requests_app.attachments.samples import zipped

MOST = 1024 * 1024
CONTENT_LIST = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
HTML = b"\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
POWERPOINT = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}


def check(name: str, content: bytes, declared: str = "") -> Checked:
    return check_file(name=name, declared=declared, size=len(content), file=BytesIO(content), most_bytes=MOST)


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("空.pdf", b"", "empty_file", "空文件"),
        ("大.pdf", samples.PDF + bytes(MOST), "too_large", "不能超过 1 MB"),
        ("材料.zip", zipped({"a.pdf": samples.PDF}), "archive", "请解压后逐个上传"),
        ("材料.pdf", zipped({"a.pdf": samples.PDF}), "archive", "压缩包"),
        ("材料.zip", zipped({}), "archive", "压缩包"),
        ("材料.rar", b"Rar!\x1a\x07\x00", "archive", "请解压"),
        ("材料.7z", b"7z\xbc\xaf\x27\x1c", "archive", "请解压"),
        ("材料.gz", b"\x1f\x8b\x08", "archive", "请解压"),
        ("信.docm", samples.docx({"word/vbaProject.bin": b"x"}), "has_macros", "去掉宏"),
        ("信.docx", samples.docx({"word/VBAPROJECT.BIN": b"x"}), "has_macros", "去掉宏"),
        ("表.xlsm", zipped({"[Content_Types].xml": CONTENT_LIST, "xl/workbook.xml": b""}), "has_macros", "含有宏"),
        ("表.xlsx", zipped({"[Content_Types].xml": CONTENT_LIST, "xl/workbook.xml": b""}), "has_macros", "含有宏"),
        ("信.doc", samples.container("WordDocument", "_VBA_PROJECT"), "has_macros", "含有宏"),
        ("信.doc", samples.container("WordDocument", below=["VBA"]), "has_macros", "含有宏"),
        ("表.xlsx", samples.container("EncryptionInfo", "EncryptedPackage"), "locked", "去掉密码"),
        ("信.msg", samples.container("__properties_version1.0"), "wrong_kind", ".eml"),
        ("片.pptx", zipped(POWERPOINT), "wrong_kind", "PDF"),
        ("页.html", HTML, "markup", "网页"),
        ("页.txt", HTML, "markup", "网页"),
        ("页.pdf", HTML, "markup", "网页"),
        ("图.svg", SVG, "markup", "SVG"),
        ("图.png", SVG, "markup", "SVG"),
        ("程序.exe", samples.PROGRAM, "program", "可执行程序"),
        ("表.pdf", samples.PROGRAM, "program", "可执行程序"),
        ("表.txt", b"#!/bin/sh\nrm -rf /\n", "program", "可执行程序"),
        ("图.gif", b"GIF89a", "wrong_kind", "PNG"),
        ("信.rtf", b"{\\rtf1}", "wrong_kind", ".docx"),
        ("文.txt", "文本".encode("utf-16"), "wrong_kind", "UTF-8"),
        ("文.txt", b"\x00\x01\x02", "wrong_kind", "可以上传"),
        ("文.txt", b"abc\xff\xff", "wrong_kind", "可以上传"),
        ("信.docx", samples.docx()[:200], "damaged", "损坏"),
        ("信.doc", samples.DOC[:400], "damaged", "损坏"),
        ("信.doc", samples.DOC[:600], "damaged", "损坏"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_named_by_its_content_with_what_to_do(
    name: str, content: bytes, code: str, told: str
) -> None:
    with refused(code) as caught:
        check(name, content)
    assert told in caught.value.message
    assert name in caught.value.message
    assert caught.value.field == "upload"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("表.docx", samples.xlsx(), "改为 .xlsx"),
        ("表.pdf", samples.PNG, "改为 .png"),
        ("图.png", samples.JPEG, "改为 .jpg或.jpeg"),
        ("信.xls", samples.DOC, "改为 .doc或.wps"),
        ("信.ofd", samples.PDF, "改为 .pdf"),
        ("脚本.bat", b"del *.*\r\n", "改为 .txt"),
        ("脚本.js", b"alert(1)\n", "改为 .txt"),
        ("信.eml", samples.TEXT, "改为 .txt"),
        ("没有扩展名", samples.PDF, "没有扩展名"),
        ("表\u202efdp.exe", samples.PDF, "表fdp.exe"),
    ],
)
def test_a_name_that_promises_something_else_is_refused_with_the_right_extension(
    name: str, content: bytes, told: str
) -> None:
    with refused("renamed") as caught:
        check(name, content)
    assert told in caught.value.message


@pytest.mark.parametrize("declared", ["text/html", "image/svg+xml; charset=utf-8", "image/png", "application/msword"])
def test_a_declared_type_that_contradicts_the_content_is_refused(declared: str) -> None:
    with refused("declared_otherwise") as caught:
        check("表.pdf", samples.PDF, declared)
    assert declared.partition(";")[0] in caught.value.message


def test_a_file_too_large_to_be_received_is_refused_without_its_content() -> None:
    with refused("too_large") as caught:
        check_file(name="大.pdf", declared="", size=3 * MOST, file=None, most_bytes=MOST)
    assert "“大.pdf”有 3 MB，单个文件不能超过 1 MB" in caught.value.message


def test_a_small_file_that_did_not_fit_into_the_form_is_told_to_come_again() -> None:
    with refused("too_much_together") as caught:
        check_file(name="小.pdf", declared="", size=10, file=None, most_bytes=MOST)
    assert "请分几次上传" in caught.value.message


TAKEN = [
    ("申请.pdf", samples.PDF, "application/pdf"),
    ("申请.PDF", samples.PDF, "application/pdf"),
    ("申请.ofd", samples.OFD, "application/ofd"),
    ("照片.jpg", samples.JPEG, "image/jpeg"),
    ("照片.jpeg", samples.JPEG, "image/jpeg"),
    ("照片.png", samples.PNG, "image/png"),
    ("传真.tif", samples.TIFF, "image/tiff"),
    ("传真.tiff", b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
    ("信.docx", samples.docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("信.doc", samples.DOC, "application/msword"),
    ("信.wps", samples.DOC, "application/wps-office.wps"),
    ("表.xlsx", samples.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("表.xls", samples.xls(), "application/vnd.ms-excel"),
    ("表.et", samples.xls(), "application/wps-office.et"),
    ("记录.txt", samples.TEXT, "text/plain"),
    ("记录.txt", samples.TEXT_GB, "text/plain"),
    ("来信.eml", samples.EMAIL, "message/rfc822"),
    ("来信.txt", samples.EMAIL, "text/plain"),
]


@pytest.mark.parametrize(("name", "content", "content_type"), TAKEN)
def test_what_is_taken_gets_the_type_of_its_content_and_its_fingerprint(
    name: str, content: bytes, content_type: str
) -> None:
    for declared in ("", "application/octet-stream", "x-unknown/x"):
        assert check(name, content, declared) == Checked(
            name, content_type, len(content), hashlib.sha256(content).hexdigest()
        )


def test_every_extension_is_tried_here() -> None:
    assert {name[name.rindex(".") :].lower() for name, _, _ in TAKEN} == set(SUFFIXES)
    assert {content_type for _, _, content_type in TAKEN} == {suffix.content_type for suffix in SUFFIXES.values()}


def test_a_workbook_with_a_letter_embedded_is_still_a_workbook() -> None:
    found = look_into(BytesIO(samples.container("Workbook", below=["WordDocument"])))
    assert found.formats == {Format.EXCEL_OLD}


def test_a_directory_that_leads_in_circles_ends() -> None:
    circle = bytearray(samples.container("Workbook"))
    circle[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # the directory's sector follows itself
    assert look_into(BytesIO(bytes(circle))).formats == {Format.EXCEL_OLD}


def test_a_list_of_parts_that_unpacks_to_a_gigabyte_is_not_unpacked() -> None:
    bomb = zipped({"[Content_Types].xml": bytes(64 * 1024 * 1024), "word/document.xml": b""})
    assert len(bomb) < MOST
    assert look_into(BytesIO(bomb)).formats == {Format.WORD}


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (820 * 1024, "820 KB"), (20 * MOST, "20 MB"), (3_565_158, "3.4 MB")]
)
def test_sizes_read_as_people_say_them(size: int, words: str) -> None:
    assert in_words(size) == words
