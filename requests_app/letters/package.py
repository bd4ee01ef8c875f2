"""Whether an uploaded file is an honest .docx: complaints in Chinese about what it is, not about what it says."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from requests_app.letters.active import complaints_about_markup
from requests_app.letters.allowed_parts import KINDS_OF_PART, MAIN, RELATIONSHIPS, is_picture, kind_of
from requests_app.letters.links import complaints_about_links, is_links
from requests_app.letters.markup import parsed

MOST_ENTRIES = 500
MOST_UNPACKED = 20 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"
TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PLAIN_NAME = re.compile(r"(?:[\w.~ ()\[\]-]*[\w~()\[\]-]/)*[\w.~ ()\[\]-]*[\w~()\[\]-]")
"""No way up, no second spelling of the same name."""

REMEDY = "请在 Word 或 WPS 里删去它，或把文字复制到新建的文档里，另存为 .docx 后再上传。"
DAMAGED = "请在 Word 里打开后另存为 .docx。"
EMBEDDED = re.compile(r"(activeX|/embeddings/|/afchunk|\.bin$)", re.IGNORECASE)


def complaints_about_file(content: bytes, *, most_bytes: int) -> list[str]:
    """Return what is wrong with the file itself; nothing where it is a plain .docx.

    Args:
        content: the upload.
        most_bytes: the largest file that is taken.
    """
    if not content:
        return ["文件是空的，请重新选择。"]
    if len(content) > most_bytes:
        return [f"文件有 {len(content) // 1024} KB，超过 {most_bytes // 1024} KB；请压缩或删去其中的图片。"]
    return complaints_about_content(content)


def complaints_about_content(content: bytes) -> list[str]:
    """Return what is wrong with what a file contains, whatever its size; nothing where it is a plain .docx.

    Args:
        content: the file.
    """
    if content.startswith(OLE):
        return ["这是旧格式的 .doc 或设了密码的文件；请在 Word 里去掉密码，另存为 .docx。"]
    parts = _unpacked(content)
    if isinstance(parts, str):
        return [parts]
    if MAIN not in parts or TYPES not in parts:
        return ["这不是 Word 文档（.docx）；请在 Word 或 WPS 里另存为 .docx。"]
    kinds = _kinds(parts)
    if isinstance(kinds, str):
        return [kinds]
    found = [*_macros(parts), *_strangers(parts, kinds), *_markup(parts, kinds)]
    return list(dict.fromkeys(found))


def _unpacked(content: bytes) -> dict[str, bytes] | str:
    """Return the parts of the package, or what is wrong; what the package says of its sizes is not believed."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = [name for name in package.namelist() if not name.endswith("/")]
            if len(names) > MOST_ENTRIES or len(names) != len({name.lower() for name in names}):
                return "文件里的部件太多或重复，不像普通的 Word 文档；请新建一份文档，把内容复制过去再上传。"
            for name in names:
                if not PLAIN_NAME.fullmatch(name):
                    return f"文件里有名称不正常的部件“{name[:60]}”；{REMEDY}"
                with package.open(name) as part:
                    parts[name] = part.read(left + 1)
                left -= len(parts[name])
                if left < 0:
                    return f"文件解开后超过 {MOST_UNPACKED // 1024 // 1024} MB，不能使用；请删去其中的图片后再上传。"
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return "文件不是 .docx，或者已经损坏、加了密；请在 Word 里打开后另存为 .docx。"
    return parts


def _kinds(parts: Mapping[str, bytes]) -> dict[str, str] | str:
    """Return the declared content type of each part, or what is wrong; where it has none, it is empty."""
    root = parsed(parts[TYPES])
    if root is None or root.getroottree().docinfo.doctype or root.tag != f"{TYPES_NAMESPACE}Types":
        return f"文件的“{TYPES}”部分损坏；{DAMAGED}"
    declared: dict[str, str] = {}
    for one in root.iterchildren(tag=etree.Element):
        is_default = one.tag == f"{TYPES_NAMESPACE}Default"
        key = f"*.{one.get('Extension', '')}" if is_default else one.get("PartName", "").lstrip("/")
        kind = one.get("ContentType", "")
        if kind_of(declared.setdefault(key.lower(), kind)) != kind_of(kind):
            return f"文件的“{TYPES}”部分前后矛盾；{DAMAGED}"
    return {name: declared.get(name.lower(), declared.get(_extension(name), "")) for name in parts}


def _extension(name: str) -> str:
    return f"*.{name.rsplit('/', 1)[-1].rsplit('.', 1)[-1]}".lower()


def _macros(parts: Mapping[str, bytes]) -> Iterator[str]:
    if b"macroEnabled" in parts[TYPES] or any("vba" in name.lower() for name in parts):
        yield "文件带有宏，不能使用；请另存为不带宏的 .docx。"


def _strangers(parts: Mapping[str, bytes], kinds: Mapping[str, str]) -> Iterator[str]:
    """Complain of each part that a plain letter does not have, of pictures that are none, and of wrong links."""
    linked = dict(complaints_about_links(parts, kinds))
    for name in parts:
        kind = kind_of(kinds[name])
        if name == TYPES or "vba" in name.lower():
            continue
        if name in linked:
            yield linked[name]
        elif EMBEDDED.search(name):
            yield f"文件里嵌入了其他文件或控件（“{name}”），不能使用；{REMEDY}"
        elif is_links(name) != (kind == RELATIONSHIPS) or (kind not in KINDS_OF_PART and kind != RELATIONSHIPS):
            yield f"文件里有普通信函用不到的部件“{name}”（{kinds[name] or '没有说明种类'}），不能使用；{REMEDY}"
        elif kind == "image" and not is_picture(parts[name]):
            yield f"文件里的“{name}”不是图片，或者是不支持的格式；请在 Word 里删去，改为插入 PNG 或 JPEG 图片后再上传。"
    yield from (said for name, said in linked.items() if name not in parts)


def _markup(parts: Mapping[str, bytes], kinds: Mapping[str, str]) -> Iterator[str]:
    for name, part in parts.items():
        if not (name.lower().endswith((".xml", ".rels")) or kind_of(kinds[name]).endswith(("+xml", "/xml"))):
            continue
        root = parsed(part)
        if root is None:
            yield f"文件的“{name}”部分损坏；{DAMAGED}"
            continue
        if root.getroottree().docinfo.doctype:
            yield f"文件的“{name}”部分带有外部声明，不能使用；请新建一份文档，把内容复制过去再上传。"
        yield from complaints_about_markup(root, name)
