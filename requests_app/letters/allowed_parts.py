"""What a plain letter consists of, as Word, WPS and LibreOffice write it: kinds of links and of parts; all else is refused."""

from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OTHER_OFFICE = "http://schemas.openxmlformats.org/officedocument/2006/relationships/"
"""As LibreOffice spells it for the properties, where it saves as Office Open XML instead of Word 2007."""

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
MICROSOFT = "http://schemas.microsoft.com/office/"
STRICT = "http://purl.oclc.org/ooxml/"
"""ISO's strict variant, which Word writes only when told to: what fills templates cannot read it."""

MAIN = "word/document.xml"
MAIN_LINK = f"{OFFICE}officeDocument"
RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IMAGE = "image"

ALLOWED: Mapping[str, tuple[str, ...]] = {
    MAIN_LINK: (f"{_WORD}document.main+xml",),
    f"{PACKAGE}core-properties": ("application/vnd.openxmlformats-package.core-properties+xml",),
    f"{OTHER_OFFICE}metadata/core-properties": ("application/vnd.openxmlformats-package.core-properties+xml",),
    f"{OFFICE}extended-properties": (f"{_OFFICE}extended-properties+xml",),
    f"{OFFICE}custom-properties": (f"{_OFFICE}custom-properties+xml",),
    f"{PACKAGE}thumbnail": (_IMAGE,),
    f"{MICROSOFT}2020/02/relationships/classificationlabels": ("application/vnd.ms-office.classificationlabels+xml",),
    f"{OFFICE}styles": (f"{_WORD}styles+xml",),
    f"{MICROSOFT}2007/relationships/stylesWithEffects": ("application/vnd.ms-word.stylesWithEffects+xml",),
    f"{OFFICE}settings": (f"{_WORD}settings+xml",),
    f"{OFFICE}webSettings": (f"{_WORD}webSettings+xml",),
    f"{OFFICE}fontTable": (f"{_WORD}fontTable+xml",),
    f"{OFFICE}font": (f"{_OFFICE}obfuscatedFont", "application/x-fontdata"),
    f"{OFFICE}numbering": (f"{_WORD}numbering+xml",),
    f"{OFFICE}theme": (f"{_OFFICE}theme+xml",),
    f"{OFFICE}header": (f"{_WORD}header+xml",),
    f"{OFFICE}footer": (f"{_WORD}footer+xml",),
    f"{OFFICE}footnotes": (f"{_WORD}footnotes+xml",),
    f"{OFFICE}endnotes": (f"{_WORD}endnotes+xml",),
    f"{OFFICE}comments": (f"{_WORD}comments+xml",),
    f"{MICROSOFT}2011/relationships/commentsExtended": (f"{_WORD}commentsExtended+xml",),
    f"{MICROSOFT}2016/09/relationships/commentsIds": (f"{_WORD}commentsIds+xml",),
    f"{MICROSOFT}2018/08/relationships/commentsExtensible": (f"{_WORD}commentsExtensible+xml",),
    f"{MICROSOFT}2011/relationships/people": (f"{_WORD}people+xml",),
    f"{MICROSOFT}2020/10/relationships/intelligence": ("application/vnd.ms-office.intelligence2+xml",),
    f"{OFFICE}glossaryDocument": (f"{_WORD}document.glossary+xml",),
    f"{OFFICE}customXml": ("application/xml",),
    f"{OFFICE}customXmlProps": (f"{_OFFICE}customXmlProperties+xml",),
    f"{OFFICE}image": (_IMAGE,),
}
"""By kind of link, of what kind the part has to be to which it leads: LibreOffice goes by the one, Word by the other."""

KINDS_OF_PART = frozenset(kind.lower() for kinds in ALLOWED.values() for kind in kinds)

SIGNATURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\xd7\xcd\xc6\x9a",  # WMF as Word places it
    b"\x01\x00\x09\x00",  # WMF
    b"\x02\x00\x09\x00",
)
EMF_MARK, EMF_AT = b" EMF", 40

NAMES: Mapping[str, str] = {
    "afchunk": "嵌入的网页或文件",
    "oleobject": "嵌入的对象",
    "package": "嵌入的文件",
    "control": "控件",
    "activexcontrolbinary": "控件",
    "vbaproject": "宏",
    "wordvbadata": "宏",
    "keymapcustomizations": "自定义的快捷键或命令",
    "extensibility": "自定义的功能区",
    "subdocument": "子文档",
    "attachedtemplate": "附加的模板",
    "mailmergesource": "邮件合并的数据源",
    "frame": "网页框架",
    "hyperlink": "超链接",
    "chart": "图表",
    "diagramdata": "SmartArt 图形",
    "video": "视频",
    "audio": "声音",
    "printersettings": "打印机设置",
    "origin": "数字签名",
}
"""What the refused kinds of links are called, by the last word of their address."""


def kind_of(content_type: str) -> str:
    """Return a kind of part for comparing; pictures are one kind, for WPS calls some of them image/.jpg."""
    kind = content_type.strip().lower()
    return _IMAGE if kind.startswith("image/") and "svg" not in kind else kind


def is_allowed(link: str, content_type: str) -> bool:
    """Return whether a plain letter has a link of this kind to a part of this kind."""
    return kind_of(content_type) in {kind.lower() for kind in ALLOWED.get(link, ())}


def is_picture(content: bytes) -> bool:
    """Return whether a picture is one by its first bytes; what it calls itself is not believed."""
    return content.startswith(SIGNATURES) or content[EMF_AT : EMF_AT + len(EMF_MARK)] == EMF_MARK


def name_of_link(link: str) -> str:
    """Return what a refused kind of link is called."""
    return NAMES.get(link.rsplit("/", 1)[-1].lower(), "普通信函用不到的内容")
