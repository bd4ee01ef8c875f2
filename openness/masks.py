"""Personal data of applicants as lists, logs and exports show them: enough to tell one from another, no more."""

import re
from collections.abc import Callable

STAR = "*"
STAR_OF_NAMES = "＊"
STARS = (STAR, STAR_OF_NAMES)
HIDDEN = "＊＊＊"
"""What stands where nothing at all may be shown."""

_PIECES = re.compile(r"[^\s、，,；;/|]+")
_DISTRICT = re.compile(r"(?:.{2,8}?(?:省|自治区|市))?(?:.{2,8}?(?:市|州|盟|地区))?.{1,8}?(?<![小社园校山])[区县旗]")
_ADDRESS_HEAD = 6


def mask_id(number: str) -> str:
    """Return an identity number with its first four and last two characters; short ones keep nothing but their length."""
    kept = (4, 2) if len(number) >= 10 else (0, 0)
    return _starred(number, *kept)


def mask_phone(phones: str) -> str:
    """Return phone numbers, each masked by itself: 138****5678; one without a prefix keeps its last four digits."""
    return _PIECES.sub(lambda found: _one_phone(found.group()), phones)


def mask_address(address: str) -> str:
    """Return an address up to its district, at most; without one its first six characters."""
    if not address:
        return ""
    found = _DISTRICT.match(address)
    head = found.group() if found else address[:_ADDRESS_HEAD]
    return head[: max(1, len(address) // 2)] + STAR * 4


def mask_email(email: str) -> str:
    """Return an e-mail address with the first character of its name and its whole domain."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}{STAR * 3}{at}{domain}" if at else STAR * 3 if email else ""


def mask_name(name: str) -> str:
    """Return a person's name with the given name masked, as long as four characters at most."""
    return name[:1] + STAR_OF_NAMES * max(1, min(len(name) - 1, 3)) if name else ""


def hide(value: str) -> str:
    """Return nothing of a value but that there is one."""
    return HIDDEN if value else ""


def is_masked(value: str) -> bool:
    """Say whether a value has stars in it: no phone, identity number or address has."""
    return any(star in value for star in STARS)


MASKS: dict[str, Callable[[str], str]] = {
    "id_number": mask_id,
    "phone": mask_phone,
    "address": mask_address,
    "postcode": hide,
    "email": mask_email,
    "applicant_name": mask_name,
    "representative": mask_name,
    "contact_name": mask_name,
}
"""How each personal field of a request is masked."""

_HEADERS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("邮箱", "电邮", "邮件地址", "email", "e-mail"), mask_email),
    (("出生", "生日", "年龄", "微信", "qq", "护照", "邮编", "邮政编码"), hide),
    (("证件", "身份证", "账号", "账户", "帐号", "帐户", "卡号"), mask_id),
    (("电话", "手机", "联系方式", "传真号", "tel", "mobile", "phone"), mask_phone),
    (("地址", "住址", "住所", "户籍", "通讯处", "address"), mask_address),
    (("姓名", "联系人", "代理人", "法定代表人", "法人", "委托人", "申请人", "第三人"), mask_name),
)
"""How a column is masked whose name tells what it holds; the first that fits."""

_HARMLESS_ENDS = (
    "科室", "处室", "序号", "流水号", "文号", "案号", "年度", "年份", "月份", "季度", "时限", "期限", "天数", "份数", "页数",
    "件数", "次数",
)  # fmt: skip
_HARMLESS = frozenset(
    {
        "承办单位", "承办部门", "主办单位", "主办部门", "协办单位", "协办部门", "责任单位", "责任部门", "办理单位", "办理部门", "答复单位",
        "承办人", "经办人", "办理人", "审核人", "签发人", "收文编号", "发文编号", "受理编号", "档案编号", "归档编号",
        "收文日期", "登记日期", "受理日期", "签收日期", "转办日期", "交办日期", "答复日期", "送达日期", "归档日期",
        "办理状态", "办理进度", "办理方式", "答复方式", "答复形式", "公开方式", "送达方式", "信息形式", "信息类别", "申请形式",
        "是否延期", "是否补正", "是否公开", "是否收费", "是否归档", "是否超期",
    }
)  # fmt: skip
"""Names of columns that hold the office's own work and nothing of an applicant."""


def mask_for_header(header: str) -> Callable[[str], str] | None:
    """Return how a column that an office added itself is masked, told by its name.

    Offices name columns as they like, so whatever is not known to be harmless (None) is masked: by its kind where the
    name tells it, else whole.
    """
    plain = "".join(header.split()).lower()
    told = next((mask for words, mask in _HEADERS if any(word in plain for word in words)), None)
    if told is not None:
        return told
    return None if plain in _HARMLESS or plain.endswith(_HARMLESS_ENDS) else hide


def _one_phone(phone: str) -> str:
    if len(phone) >= 11:
        return _starred(phone, 3, 4)
    return _starred(phone, 0, 4 if len(phone) > 6 else 0)


def _starred(value: str, head: int, tail: int) -> str:
    return value[:head] + STAR * (len(value) - head - tail) + value[len(value) - tail :]
