"""Masks keep enough to tell one applicant from another and give nobody away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.masks import is_masked, mask_address, mask_email, mask_for_header, mask_id, mask_name, mask_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("500118199001011234", "5001************34"),
        ("50011819900101123X", "5001************3X"),
        ("91500118MA5U000000", "9150************00"),
        ("E12345678", "*********"),
        ("", ""),
    ],
)
def test_an_identity_number_keeps_its_first_four_and_last_two(number: str, shown: str) -> None:
    assert mask_id(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+8613812345678", "+86*******5678"),
        ("023-49812345", "023*****2345"),
        ("49812345", "****2345"),
        ("110", "***"),
        ("13812345678、49812345", "138****5678、****2345"),
        ("13812345678 / 13900001111", "138****5678 / 139****1111"),
        ("", ""),
    ],
)
def test_each_phone_number_keeps_its_ends(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("重庆市永川区中山路街道人民大道191号", "重庆市永川区****"),
        ("四川省成都市武侯区某某路1号2栋3单元", "四川省成都市武侯区****"),
        ("永川区某某路1号附2号", "永川区****"),
        ("人民大道一九一号三单元501", "人民大道一九****"),
        ("阳光小区3栋2单元", "阳光小区****"),
        ("虚构路1号", "虚构****"),
        ("", ""),
    ],
)
def test_an_address_keeps_its_district_at_most(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@pytest.mark.parametrize(
    ("email", "shown"), [("zhang.san@example.org", "z***@example.org"), ("no-at-sign", "***"), ("", "")]
)
def test_an_email_keeps_its_domain(email: str, shown: str) -> None:
    assert mask_email(email) == shown


def test_a_name_keeps_its_family_name() -> None:
    assert [mask_name(name) for name in ("钱多多", "李", "")] == ["钱＊＊", "李＊", ""]


@given(st.text(alphabet="0123456789Xx", min_size=7, max_size=30))
def test_no_mask_shows_more_than_seven_of_a_number(value: str) -> None:
    for shown in (mask_id(value), mask_phone(value)):
        assert len(shown) == len(value)
        assert sum(character != "*" for character in shown) <= 7
        assert is_masked(shown)


@given(st.text(min_size=1, max_size=60))
def test_half_of_an_address_is_hidden(value: str) -> None:
    shown = mask_address(value)
    assert len(shown.removesuffix("****")) <= max(1, len(value) // 2)


@pytest.mark.parametrize(
    ("header", "value", "shown"),
    [
        ("手机号", "13812345678", "138****5678"),
        ("代理人证件号", "500118199001011234", "5001************34"),
        ("通信地址", "重庆市永川区中山路1号", "重庆市永川****"),
        ("E-mail", "a@example.org", "a***@example.org"),
        ("银行账号", "6222020000000000001", "6222*************01"),
        ("开户行账户", "6222020000000000001", "6222*************01"),
        ("微信号", "zhang_san", "＊＊＊"),
        ("QQ", "12345678", "＊＊＊"),
        ("护照号", "E12345678", "＊＊＊"),
        ("法人", "钱多多", "钱＊＊"),
        ("委托人", "钱多多", "钱＊＊"),
        ("Tel", "13812345678", "138****5678"),
        ("Mobile", "13812345678", "138****5678"),
        ("户 籍", "重庆市永川区中山路1号", "重庆市永川****"),
        ("通讯处", "重庆市永川区中山路1号", "重庆市永川****"),
        ("出生日期", "1990-01-01", "＊＊＊"),
        ("承办人电话", "49812345", "****2345"),
        ("工作单位", "某某厂", "＊＊＊"),
        ("没有人想到的列", "什么都可能", "＊＊＊"),
        ("没有人想到的列", "", ""),
    ],
)
def test_a_column_of_the_offices_own_is_masked_by_its_name(header: str, value: str, shown: str) -> None:
    mask = mask_for_header(header)
    assert mask is not None
    assert mask(value) == shown


@pytest.mark.parametrize("header", ["承办科室", "承办单位", "答复文号", "办理时限", " 是否 延期", "收文日期"])
def test_a_column_known_to_hold_the_offices_own_work_is_left(header: str) -> None:
    assert mask_for_header(header) is None
