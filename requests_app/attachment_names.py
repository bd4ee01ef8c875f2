"""The name of an attachment as people see it: what a person calls the file, without what could deceive or harm."""

import re
import unicodedata

MOST_BYTES = 200
"""Of the name in UTF-8: with room to spare below what file systems hold when the archive unpacks it."""
LONGEST_SUFFIX = 10
NAMELESS = "附件"

_PATH = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
"""Controls, marks that turn the direction of writing, private and unassigned characters, separators of lines."""


def clean_name(name: str) -> str:
    """Return `name` as it is kept: no folders, nothing unseen, no name of a device, not too long; never empty.

    Args:
        name: as the browser sent it.
    """
    last = _PATH.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(one for one in last if unicodedata.category(one) not in _UNSEEN)
    plain = _FORBIDDEN.sub("_", " ".join(seen.split())).rstrip(" .")
    suffix = suffix_of(plain)
    stem = plain.removesuffix(suffix).strip(" .") or NAMELESS
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return _shortened(stem, MOST_BYTES - len(suffix.encode())) + suffix


def suffix_of(name: str) -> str:
    """Return the extension of a name with its dot; empty where there is none that could be one."""
    dot = name.rfind(".")
    suffix = name[dot:] if dot >= 0 else ""
    return suffix if 1 < len(suffix) <= LONGEST_SUFFIX and suffix[1:].isalnum() else ""


def _shortened(stem: str, room: int) -> str:
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .")
