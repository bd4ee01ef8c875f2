"""Whether an uploaded file is an honest .docx: complaints in Chinese about what it is, not about what it says."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

MOST_ENTRIES = 500
MOST_UNPACKED = 20 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = (".xml", ".rels")
KINDS_OF_LINK = {
    "hyperlink": "超链接",
    "attachedTemplate": "附加的模板",
    "image": "链接的图片",
    "oleObject": "链接的对象",
}
ACTIVE = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|LINK|IMPORT)\b", re.IGNORECASE)
STRANGE = re.compile(r"(vbaProject|vbaData|activeX|/embeddings/|/afchunk|\.bin$)", re.IGNORECASE)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    if content.startswith(OLE):
        return ["这是旧格式的 .doc 或设了密码的文件；请在 Word 里去掉密码，另存为 .docx。"]
    parts = _unpacked(content)
    if isinstance(parts, str):
        return [parts]
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        return ["这不是 Word 文档（.docx）；请在 Word 或 WPS 里另存为 .docx。"]
    return [*_macros(parts), *_markup(parts)]


def _unpacked(content: bytes) -> dict[str, bytes] | str:
    """Return the parts of the package, or what is wrong; what the package says of its sizes is not believed."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_ENTRIES or len(names) != len(set(names)):
                return "文件里的部件太多或重复，不像普通的 Word 文档；请新建一份文档，把内容复制过去再上传。"
            for name in names:
                with package.open(name) as part:
                    parts[name] = part.read(left + 1)
                left -= len(parts[name])
                if left < 0:
                    return f"文件解开后超过 {MOST_UNPACKED // 1024 // 1024} MB，不能使用；请删去其中的图片后再上传。"
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return "文件不是 .docx，或者已经损坏、加了密；请在 Word 里打开后另存为 .docx。"
    return parts


def _macros(parts: Mapping[str, bytes]) -> Iterator[str]:
    if b"macroEnabled" in parts["[Content_Types].xml"] or any("vba" in name.lower() for name in parts):
        yield "文件带有宏，不能使用；请另存为不带宏的 .docx。"
    elif any(STRANGE.search(name) for name in parts):
        yield "文件里嵌入了其他文件或控件，不能使用；请删去后再上传。"


def _markup(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, part in parts.items():
        if not name.endswith(MARKUP):
            continue
        try:
            root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        except etree.XMLSyntaxError:
            yield f"文件的“{name}”部分损坏；请在 Word 里打开后另存为 .docx。"
            continue
        if root.getroottree().docinfo.doctype:
            yield f"文件的“{name}”部分带有外部声明，不能使用；请新建一份文档，把内容复制过去再上传。"
        yield from _links(root) if name.endswith(".rels") else _active_fields(root)


def _links(root: etree._Element) -> Iterator[str]:
    for link in root:
        if link.get("TargetMode") == "External":
            kind = str(link.get("Type", "")).rsplit("/", 1)[-1]
            yield f"文件引用了外部内容（{KINDS_OF_LINK.get(kind, kind)}：{str(link.get('Target', ''))[:60]}），请删去后再上传。"


def _active_fields(root: etree._Element) -> Iterator[str]:
    codes = [str(one.text or "") for one in root.iter(f"{WORD}instrText")]
    codes += [str(one.get(f"{WORD}instr", "")) for one in root.iter(f"{WORD}fldSimple")]
    if ACTIVE.search("".join(codes)) or any(ACTIVE.search(code) for code in codes):
        yield "文件里有会读取其他文件或执行命令的域，请删去后再上传。"
