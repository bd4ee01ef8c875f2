"""How large a template may be, and what is written with it: loops, conditions, depth and length, for check and filling alike."""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_LOOPS = 20
MOST_NODES = 3000
MOST_DEPTH = 30
MOST_READ = 500_000
"""Characters of all parts that are filled, markup included: a letter has about ten thousand; docxtpl reads slowly."""

MOST_WRITTEN = 3_000_000
"""Characters of a paper, markup included: a list of a hundred papers has half a million."""

NESTED = "循环里不能再写循环（for 里面的 for）：行数会成倍增加；请删去里面的一个，或者分成前后两个循环。"
TOO_DEEP = f"条件套得太深（if 里套 if，或者 and、or、not 连得太长），最多 {MOST_DEPTH} 层；请拆成几个简单的条件。"
TOO_MUCH = f"正文、页眉和页脚太长（共超过 {MOST_READ // 10_000} 万个字符，含排版代码）；请删减，或把文字复制到新建的文档里再排版。"
TOO_LONG = f"填写后的文书太长（超过 {MOST_WRITTEN // 10_000} 万个字符，含排版代码）；请减少模板里的循环和重复的字段。"

TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
LAYOUT = re.compile(r"<w:([pr])Pr>.*?</w:\1Pr>", re.DOTALL)


class Unbounded(TemplateError):
    """A template, or what is written with it, goes beyond its bounds; the message is a sentence for people."""


class BoundedTemplate(Template):
    """A template that stops writing when it has written too much."""

    environment: "BoundedEnvironment"

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return what is written. Raises Unbounded."""
        pieces = []
        for piece in self.generate(*args, **kwargs):
            self.environment.count(len(piece))
            pieces.append(piece)
        return "".join(pieces)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Where one paper is written: refuses templates beyond their bounds, and counts what all its parts write together."""

    template_class = BoundedTemplate

    def __init__(self, **options: Any) -> None:
        self.written = 0
        super().__init__(**options)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """Return a template. Raises Unbounded, or TemplateError as jinja does."""
        try:
            for excess in excesses(self.parse(source)):
                raise Unbounded(excess)
            return super().from_string(source, *args, **kwargs)
        except (RecursionError, SyntaxError) as broken:
            raise Unbounded(TOO_DEEP) from broken

    def count(self, written: int) -> None:
        """Add what was written. Raises Unbounded."""
        self.written += written
        if self.written > MOST_WRITTEN:
            raise Unbounded(TOO_LONG)


def excesses(tree: nodes.Template) -> Iterator[str]:
    """Yield a sentence for each bound that a part of a template goes beyond.

    Args:
        tree: the part as jinja reads it; walked without recursion, since its depth is the question.
    """
    loops = count = deepest = 0
    is_nested = False
    waiting: list[tuple[nodes.Node, int, bool]] = [(tree, 0, False)]
    while waiting:
        node, depth, in_loop = waiting.pop()
        is_loop = isinstance(node, nodes.For)
        count, deepest, loops = count + 1, max(deepest, depth), loops + is_loop
        is_nested = is_nested or (is_loop and in_loop)
        waiting += [(child, depth + 1, in_loop or is_loop) for child in node.iter_child_nodes()]
    if is_nested:
        yield NESTED
    if loops > MOST_LOOPS:
        yield f"循环有 {loops} 个，最多 {MOST_LOOPS} 个；请删减。"
    if count > MOST_NODES:
        yield f"字段和条件太多（{count} 处，最多 {MOST_NODES} 处）；请删减。"
    if deepest > MOST_DEPTH:
        yield TOO_DEEP


def refuse_long_lines(xml: str) -> None:
    """Raise Unbounded where line breaks, each to become a paragraph with its layout, would make a part too long.

    Args:
        xml: a part as it is filled, its breaks still single characters.
    """
    breaks = sum(text.count("\a") + text.count("\t") for text in TEXT.findall(xml))
    layout = max((len(found.group(0)) for found in LAYOUT.finditer(xml)), default=0) if breaks else 0
    if len(xml) + breaks * (2 * layout + 100) > MOST_WRITTEN:
        raise Unbounded(TOO_LONG)
