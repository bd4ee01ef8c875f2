"""The name of an attachment: nothing of a path, nothing unseen, no device, not too long, never empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.attachment_names import MOST_BYTES, clean_name, suffix_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("申请表.pdf", "申请表.pdf"),
        ("..\\..\\windows\\申请表.pdf", "申请表.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\张三\\申请表.pdf", "申请表.pdf"),
        ("申请\x00表\r\n.pdf", "申请表.pdf"),
        ("表\u202efdp.exe", "表fdp.exe"),
        ("\u2066申请\u2069表\u200b.pdf", "申请表.pdf"),
        ("申请\ud800表.pdf", "申请表.pdf"),
        ("  申请　　表  .pdf ", "申请 表.pdf"),
        ("申请表.pdf. .", "申请表.pdf"),
        ('a<b>:"c"|?*.pdf', "a_b___c____.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul.tar.pdf", "_nul.tar.pdf"),
        ("lpt1.txt", "_lpt1.txt"),
        ("", "附件"),
        ("/", "附件"),
        ("....", "附件"),
        (".pdf", "附件.pdf"),
        ("\u202e.pdf", "附件.pdf"),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_a_name_is_kept_without_what_could_deceive_or_harm(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_a_name_too_long_keeps_its_extension_and_whole_characters() -> None:
    kept = clean_name("长" * 300 + ".docx")
    assert kept.endswith("长.docx")
    assert len(kept.encode()) <= MOST_BYTES


@given(st.text())
def test_whatever_is_sent_a_name_comes_out_that_stays_as_it_is(name: str) -> None:
    kept = clean_name(name)
    assert kept
    assert len(kept.encode()) <= MOST_BYTES
    assert not set(kept) & set('/\\\x00\n\r\u202e<>:"|?*')
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.pdf", ".pdf"),
        ("a", ""),
        ("a.", ""),
        ("a.x y", ""),
        ("a.b.TXT", ".TXT"),
        ("第1.申请表格说明文字材料汇总", ""),
    ],
)
def test_an_extension_is_what_stands_behind_the_last_dot(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
