"""What in the text of a .docx acts by itself: fields that read files, embedded things, pictures from elsewhere."""

import re
from collections.abc import Iterator

from lxml import etree

from requests_app.letters.links import is_outside
from requests_app.letters.markup import split

ACTIVE = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|LINK|IMPORT|DATABASE)\b", re.IGNORECASE
)
CODES = ("instrText", "delInstrText")
VML = "urn:schemas-microsoft-com:"
EMBEDDING = {
    "altChunk": "嵌入的网页或文件",
    "subDoc": "子文档",
    "OLEObject": "嵌入的对象",
    "control": "控件",
    "mailMerge": "邮件合并的数据源",
}
TEXT = ("wordprocessingml", VML)


def complaints_about_markup(root: etree._Element, name: str) -> Iterator[str]:
    """Yield what one part has that acts by itself.

    Args:
        root: the part.
        name: its name in the file.
    """
    codes = _codes(root)
    if any(ACTIVE.search(code) for code in codes):
        yield "文件里有会读取其他文件或执行命令的域，请删去后再上传。"
    if any("{" in code or "}" in code for code in codes):
        yield "域代码里不能写字段（大括号）；请把字段写在普通文字里。"
    for one in root.iter(tag=etree.Element):
        space, local = split(one.tag)
        if local in EMBEDDING and any(mark in space for mark in TEXT):
            yield f"文件的“{name}”部分里有{EMBEDDING[local]}，文书模板不能带这种内容；请在 Word 或 WPS 里删去它，另存为 .docx 后再上传。"
        for key, value in one.items():
            place, attribute = split(key)
            if attribute in ("src", "href", "althref") and VML in (place or space)[: len(VML)] and is_outside(value):
                yield f"文件引用了外部内容（{value[:60]}），请删去后再上传。"


def _codes(root: etree._Element) -> list[str]:
    """Return the codes of all fields: each piece, each field as its pieces read together, and all in one.

    A word may be cut into pieces, so that none of them looks like a command.
    """
    pieces: list[str] = []
    joined = ""
    for one in root.iter(tag=etree.Element):
        local = split(one.tag)[1]
        if local in CODES:
            pieces.append(str(one.text or ""))
            joined += pieces[-1]
        elif local == "fldChar":
            joined += "\n"
        elif local == "fldSimple":
            pieces += [str(value) for key, value in one.items() if split(key)[1] == "instr"]
    return [*pieces, joined, "".join(pieces)]
