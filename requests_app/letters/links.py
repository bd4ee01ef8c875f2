"""The links between the parts of a .docx: each leads to a part of its own kind, inside the file, and to nothing else."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from requests_app.letters.allowed_parts import ALLOWED, MAIN, MAIN_LINK, STRICT, is_allowed, name_of_link
from requests_app.letters.markup import parsed

LINKS_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
PACKAGE_LINKS = "_rels/.rels"
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|.*\\", re.IGNORECASE | re.DOTALL)
REMEDY = "请在 Word 或 WPS 里删去它，另存为 .docx 后再上传。"


def is_links(name: str) -> bool:
    """Return whether a part holds the links of another."""
    return name.lower().endswith(".rels")


def is_outside(target: str) -> bool:
    """Return whether an address leads out of the file: to another file, a share or the web."""
    return bool(OUTSIDE.match(target.strip()))


def complaints_about_links(parts: Mapping[str, bytes], kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the links, with the part it is about.

    Args:
        parts: the parts of the file by name.
        kinds: the content type of each.
    """
    yield from _start(parts)
    for name in filter(is_links, parts):
        folder = _folder_of(name, parts)
        root = parsed(parts[name])
        if root is None:
            continue  # that it is damaged is said with the other markup
        if folder is None or root.tag != f"{LINKS_NAMESPACE}Relationships":
            yield name, f"文件里的链接表“{name}”不属于任何部件；请在 Word 里打开后另存为 .docx。"
            continue
        for link in root.iterchildren(tag=etree.Element):
            yield from _complaint(link, name, folder, kinds)


def _start(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Demand that the document, the only one, is the part that is read and filled."""
    root = parsed(parts.get(PACKAGE_LINKS, b""))
    links = [] if root is None else list(root.iterchildren(tag=etree.Element))
    starts = [one.get("Target", "") for one in links if one.get("Type") == MAIN_LINK]
    if any(one.get("Type", "").startswith(STRICT) for one in links):
        yield PACKAGE_LINKS, "这是“严格 Open XML 文档”，不能使用；请在 Word 里另存为普通的“Word 文档（.docx）”。"
    elif [posixpath.normpath(target.lstrip("/")) for target in starts] != [MAIN]:
        yield PACKAGE_LINKS, f"文件的正文不在“{MAIN}”，不像普通的 Word 文档；请在 Word 或 WPS 里打开后另存为 .docx。"


def _folder_of(name: str, parts: Mapping[str, bytes]) -> str | None:
    """Return the folder from which links are meant; None where the part that they belong to does not exist."""
    place, table = posixpath.split(name)
    folder, marker = posixpath.split(place)
    owner = posixpath.join(folder, table.removesuffix(".rels"))
    if marker != "_rels" or not table.endswith(".rels"):
        return None
    return folder if name == PACKAGE_LINKS or owner in parts else None


def _complaint(link: etree._Element, name: str, folder: str, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kind, target = link.get("Type", ""), link.get("Target", "")
    if link.get("TargetMode", "Internal") != "Internal" or is_outside(target):
        yield f"{name} {target}", f"文件引用了外部内容（{_called(kind)}：{target[:60]}），请删去后再上传。"
        return
    part = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    if kind not in ALLOWED or (kind == MAIN_LINK and name != PACKAGE_LINKS):
        yield part, f"文件里有“{part[:60]}”（{name_of_link(kind)}），文书模板不能带这种内容；{REMEDY}"
    elif part not in kinds:
        yield part, f"文件里缺少它引用的部件“{part[:60]}”；请在 Word 里打开后另存为 .docx。"
    elif not is_allowed(kind, kinds[part]):
        yield part, f"文件里的“{part}”与它的用途（{kind.rsplit('/', 1)[-1]}）不符；请在 Word 里打开后另存为 .docx。"


def _called(kind: str) -> str:
    last = kind.rsplit("/", 1)[-1]
    known = {"image": "链接的图片", "oleObject": "链接的对象"}
    return known.get(last) or (name_of_link(kind) if kind not in ALLOWED else last)
