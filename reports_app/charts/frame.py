"""What all charts share: the bar as a value, the outer SVG, links, and cutting long names."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BLUE = "#1d4477"
RED = "#9b1c1c"
WHITE = "#ffffff"
LINE = "#8795a6"
INK = "#1c2733"
NOTHING = "本年无数据"
EMPTY = SafeString("")


@dataclass(frozen=True, slots=True)
class Bar:
    """One number to draw: its name, its count, the list behind it, and last year's count (None: not compared)."""

    label: str
    value: int
    href: str = ""
    before: int | None = None


def svg(*, width: int, height: int, title: str, content: SafeString, is_linked: bool, name: str = "") -> SafeString:
    """The outer element, of fixed viewBox and free width.

    A picture with links inside is a group to screen readers: within role="img" the links would be hidden from them.
    name: one more class for the style sheet.
    """
    role = "group" if is_linked else "img"
    return format_html(
        '<svg class="chart{}" viewBox="0 0 {} {}" role="{}" aria-label="{}" font-size="12" fill="{}">{}{}</svg>',
        f" {name}" if name else "", width, height, role, title, INK, format_html("<title>{}</title>", title), content,
    )  # fmt: skip


def empty(title: str) -> SafeString:
    """The sentence shown where there is nothing to draw: an empty pair of axes would look like a fault."""
    return format_html('<p class="chart-empty" aria-label="{}">{}</p>', title, NOTHING)


def linked(content: SafeString, *, href: str, title: str) -> SafeString:
    """The content with its full name as <title>, as a link where there is a list to open."""
    if not href:
        return format_html("<g><title>{}</title>{}</g>", title, content)
    return format_html('<a href="{}" aria-label="{}"><title>{}</title>{}</a>', href, title, title, content)


def text(
    x: float, y: float, words: str, *, anchor: str = "start", name: str = "", ink: str = "", turn: bool = False
) -> SafeString:
    """A line of text at (x, y) in chart units; turn: read upwards, for numbers wider than their column."""
    extra = join([
        format_html(' class="{}"', name) if name else EMPTY,
        format_html(' fill="{}"', ink) if ink else EMPTY,
        format_html(' transform="rotate(-90 {} {})"', x, y) if turn else EMPTY,
    ])  # fmt: skip
    return format_html('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>', x, y, anchor, extra, words)


def rect(x: float, y: float, width: float, height: float, *, fill: str, stroke: str = "") -> SafeString:
    """A box; a stroke is drawn one unit wide."""
    line = format_html(' stroke="{}"', stroke) if stroke else ""
    return format_html('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>', x, y, width, height, fill, line)


def join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def width_of(words: str) -> float:
    """The width of a text in ems: a Chinese character is one, a Latin one about 0.55."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.55 for char in words)


def shortened(words: str, ems: float) -> str:
    """The text cut to `ems` with an ellipsis; the whole of it belongs into the <title>."""
    if width_of(words) <= ems:
        return words
    kept = words
    while kept and width_of(kept) > ems - 1:
        kept = kept[:-1]
    return f"{kept}…"


def change_text(bar: Bar) -> str:
    """This year's against last year's number in words, for the <title>; empty where nothing is compared."""
    if bar.before is None:
        return ""
    return f"，上年 {bar.before}，{signed(bar.value - bar.before)}"


def signed(number: int) -> str:
    """A difference as the office writes it: +3, −2, 持平."""
    return "持平" if number == 0 else f"+{number}" if number > 0 else f"−{-number}"
