"""Attachments through the browser: several files uploaded, one downloaded, shown in its sandbox, taken down."""

from pathlib import Path

import pytest

from requests_app.models import Attachment
from tests.browser.papers import registered
from tests.browser.window import TELEPHONE, Window
from tests.office import Office
from tests.requests_app.attachments import samples

NAME = "钱某的申请表和身份证复印件（虚构）" * 3 + ".png"


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """Return files on somebody's disk, by name."""
    contents = {
        NAME: samples.png(300, 200),
        "信.pdf": samples.PDF,
        "程序.pdf": samples.PROGRAM,
        "包.zip": samples.zipped({}),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in contents}


def test_files_are_uploaded_listed_opened_and_taken_down(
    window: Window, office: Office, papers: dict[str, Path]
) -> None:
    case = registered(office)
    window.sign_in(office.clerk)
    window.open(f"/admin/requests_app/disclosurerequest/{case.pk}/change/")
    assert "还没有附件" in window.text("#attachments")
    window.follow("上传附件")
    window.fill(kind="application")
    window.page.set_input_files("[name=upload]", [papers["程序.pdf"], papers["信.pdf"], papers["包.zip"]])
    window.save()
    assert window.page.locator(".field-upload .errorlist li").count() == 2
    assert "文件要重新选择" in window.text(".errornote")
    assert window.page.locator("[name=kind]").input_value() == "application"
    for width in (TELEPHONE, 1280):
        window.resize(width)
        assert window.overflow() == []

    window.page.set_input_files("[name=upload]", [papers[NAME], papers["信.pdf"]])
    window.save()
    assert "已上传 2 个附件" in window.text(".messagelist")
    assert [row.name for row in Attachment.objects.all()] == [NAME, "信.pdf"]
    for width in (TELEPHONE, 1280):
        window.resize(width)
        assert window.overflow() == []

    coming = window.download(NAME)
    assert coming.suggested_filename == NAME
    assert Path(coming.path()).read_bytes() == papers[NAME].read_bytes()
    with window.context.expect_page() as shown:
        window.page.get_by_role("link", name="查看第 1 号附件").click()
    tab = shown.value
    tab.wait_for_load_state()
    assert tab.evaluate("[document.images[0].naturalWidth, self.origin]") == [300, "null"]
    tab.close()

    window.page.get_by_role("link", name="撤下第 2 号附件").click()
    window.fill(reason="不是本件的材料（虚构）")
    window.save()
    assert "已撤下第 2 号附件" in window.text(".messagelist")
    window.page.get_by_text("已撤下 1 个").click()
    assert "信.pdf" in window.text(".removed-attachments")
    assert "不是本件的材料（虚构）" in window.text(".removed-attachments")
    log = window.page.locator("#log tbody tr .event-what").all_inner_texts()
    assert log == ["登记", "上传附件", "上传附件", "撤下附件"]


def test_a_pdf_is_drawn_inside_the_sandbox(window: Window, office: Office, papers: dict[str, Path]) -> None:
    case = registered(office)
    window.sign_in(office.clerk)
    window.open(f"/admin/requests_app/disclosurerequest/{case.pk}/do/attach/")
    window.fill(kind="other")
    window.page.set_input_files("[name=upload]", papers["信.pdf"])
    window.save()
    with window.context.expect_page() as shown:
        window.page.get_by_role("link", name="查看第 1 号附件").click()
    tab = shown.value
    tab.wait_for_load_state()
    assert tab.url.endswith("/attachment/1/?show=1")
    assert tab.evaluate("document.contentType") in ("application/pdf", "text/html")  # the viewer's own page
