"""Ranked horizontal bars: units, outcomes, channels, kinds of applicants."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from reports_app.charts.frame import (
    BLUE,
    LINE,
    WHITE,
    Bar,
    change_text,
    empty,
    join,
    linked,
    rect,
    shortened,
    svg,
    text,
)

WIDTH = 480
LABEL_EMS = 13
LABEL_WIDTH = 164
NUMBER_WIDTH = 92
ROW = 26
ROW_COMPARED = 40


def ranked_bars(bars: Sequence[Bar], *, title: str, unit: str = "件") -> SafeString:
    """Draws the bars in the order given, longest name cut, number at the end, last year hollow beneath.

    Returns the sentence 「本年无数据」 where every number of both years is zero.
    """
    most = max((max(bar.value, bar.before or 0) for bar in bars), default=0)
    if not most:
        return empty(title)
    is_compared = any(bar.before is not None for bar in bars)
    row = ROW_COMPARED if is_compared else ROW
    scale = (WIDTH - LABEL_WIDTH - NUMBER_WIDTH) / most
    rows = join(_row(bar, top=4 + place * row, scale=scale, unit=unit) for place, bar in enumerate(bars))
    is_linked = any(bar.href for bar in bars)
    return svg(width=WIDTH, height=len(bars) * row + 6, title=title, content=rows, is_linked=is_linked)


def _row(bar: Bar, *, top: int, scale: float, unit: str) -> SafeString:
    parts = [
        text(LABEL_WIDTH - 8, top + 14, shortened(bar.label, LABEL_EMS - 0.5), anchor="end", name="chart-name"),
        rect(LABEL_WIDTH, top + 2, _length(bar.value, scale), 16, fill=BLUE),
        text(LABEL_WIDTH + _length(bar.value, scale) + 6, top + 14, f"{bar.value} {unit}"),
    ]
    if bar.before is not None:
        parts += _last_year(bar.before, top=top + 21, scale=scale)
    return linked(join(parts), href=bar.href, title=f"{bar.label}：{bar.value} {unit}{change_text(bar)}")


def _last_year(before: int, *, top: int, scale: float) -> list[SafeString]:
    """Hollow, so that it stays another thing in a grey print."""
    length = _length(before, scale)
    return [
        rect(LABEL_WIDTH + 0.5, top, length, 8, fill=WHITE, stroke=LINE),
        text(LABEL_WIDTH + length + 6, top + 9, f"上年 {before}", name="chart-quiet"),
    ]


def _length(value: int, scale: float) -> float:
    """At least a visible sliver for one case among thousands, nothing for zero."""
    return round(max(value * scale, 1.5 if value else 0), 1)
