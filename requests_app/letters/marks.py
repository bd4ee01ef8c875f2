"""The marks {{ }} and {% %} in the markup of a template, looked at before anything reads them: whole, short and not too many."""

import re

LINE_START = re.compile(r"(<w:p[ >])")
MARKUP = re.compile(r"<[^>]*>")
RAW_TAG = re.compile(r"\{\{(?:r|p|tr|tc)\s|\{%r\s")
"""docxtpl's ways of putting a value outside of any text: it would be lost."""

CELL_TAG = re.compile(r"\{%\s*(?:colspan|cellbg|hm|vm)\b")
"""docxtpl's ways of changing the cell around; none of them is a field, a condition or a list."""

WHOLE = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^{}]{0,300}?%\}|\{#[^{}]{0,300}?#\}")
HALF = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
IN_MARKUP = re.compile(r"\{[{%#]|%\}")
LONG = re.compile(r"\{[{%#][^{}]{301,}[}%#]\}")
MOST_MARKS = 1000
PAIRS = "请检查每个“{{ }}”“{% %}”是否成对、里面只有一个字段名，if 和 for 是否有结束。"


def complaints_about_marks(raw: str, where: str) -> list[str]:
    """Return what is wrong with the marks of one part; nothing where docxtpl and jinja may read it.

    Both look for the end of a mark from each beginning: of many halves, each would cost the whole part.

    Args:
        raw: the part as it stands in the file.
        where: what an office calls the part.
    """
    said = MARKUP.sub("", raw)
    if RAW_TAG.search(said):
        return ["不支持“{{r …}}”“{{p …}}”这种写法，请改为“{{ 字段名 }}”。"]
    if CELL_TAG.search(said):
        return ["不支持“{% colspan %}”“{% cellbg %}”“{% hm %}”“{% vm %}”这种写法，请删去。"]
    if any(IN_MARKUP.search(tag) for tag in MARKUP.findall(raw)):
        return [f"{where}：有字段写在图片说明、书签名之类的地方；字段只能写在文字里，请移出来。"]
    left, marks = WHOLE.subn("\0", said)
    if LONG.search(left):
        return [f"{where}：一对大括号里的内容太长（超过 300 字）；里面只写一个字段名，或者一个简单的条件。"]
    half = HALF.search(left)
    if half:
        around = left[max(half.start() - 10, 0) : half.start() + 30].replace("\0", "…")
        return [f"大括号的写法不对（在“{around.strip()}”附近）。{PAIRS}"]
    if marks > MOST_MARKS:
        return [f"{where}：字段和条件太多（{marks} 处，最多 {MOST_MARKS} 处）；请删减。"]
    return []


def near(filled: str, line: int) -> str:
    """Return which paragraph a mistake stands in, in the office's own words.

    Args:
        filled: the markup with each paragraph in a line of its own.
        line: which line of it.
    """
    lines = filled.split("\n")
    said = MARKUP.sub("", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f"（在“{said[:40]}”附近）" if said else ""
