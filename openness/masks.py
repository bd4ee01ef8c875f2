"""Personal data of applicants as lists, logs and exports show them: enough to tell one from another, no more."""

import re
from collections.abc import Callable

STAR = "*"
STARS = ("*", "＊")
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
    return name[:1] + "＊" * max(1, min(len(name) - 1, 3)) if name else ""


def is_masked(value: str) -> bool:
    """Say whether a value has stars in it: no phone, identity number or address has."""
    return any(star in value for star in STARS)


MASKS: dict[str, Callable[[str], str]] = {
    "id_number": mask_id,
    "phone": mask_phone,
    "address": mask_address,
    "email": mask_email,
    "applicant_name": mask_name,
    "representative": mask_name,
    "contact_name": mask_name,
}
"""How each personal field of a request is masked."""

_HEADERS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("邮箱", "电邮", "邮件地址", "email", "e-mail"), mask_email),
    (("证件", "身份证"), mask_id),
    (("电话", "手机", "联系方式", "传真号"), mask_phone),
    (("地址", "住址", "住所"), mask_address),
    (("姓名", "联系人", "代理人", "法定代表人"), mask_name),
)


def mask_for_header(header: str) -> Callable[[str], str] | None:
    """Return how a column that an office added itself is masked, told by its name; None where it names nothing personal."""
    plain = header.strip().lower()
    return next((mask for words, mask in _HEADERS if any(word in plain for word in words)), None)


def _one_phone(phone: str) -> str:
    if len(phone) >= 11:
        return _starred(phone, 3, 4)
    return _starred(phone, 0, 4 if len(phone) > 6 else 0)


def _starred(value: str, head: int, tail: int) -> str:
    return value[:head] + STAR * (len(value) - head - tail) + value[len(value) - tail :]
