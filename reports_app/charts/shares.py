"""One bar cut into its shares: timeliness, channels, kinds of applicants."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString

from reports_app.charts.frame import (
    LINE,
    Bar,
    change_text,
    empty,
    join,
    linked,
    rect,
    shortened,
    svg,
    text,
    width_of,
)

WIDTH = 480
BAR_HEIGHT = 34
LABEL_EMS = 20
# How far right of the longest name each column of numbers ends: beside the names, where a narrow window shows them too.
COUNT_AT, SHARE_AT, BEFORE_AT = 70, 134, 216
ROW = 24
# From dark to pale, blue and then grey-blue, so that neighbours differ in grey too; red is kept for what is late or wrong.
# The second of a pair is the ink of the number inside.
SHADES = (
    ("#15335b", "#ffffff"), ("#5f86b8", "#000000"), ("#c9d6e6", "#000000"),
    ("#4a5968", "#ffffff"), ("#9fadbb", "#000000"), ("#f1f1f1", "#000000"),
)  # fmt: skip


def share_bar(parts: Sequence[Bar], *, title: str, unit: str = "件") -> SafeString:
    """Draws the parts side by side with their numbers, and beneath it each name, number and share of the whole.

    Shares are rounded to one decimal, so they may not add up to 100.0.
    """
    whole = sum(part.value for part in parts)
    if not whole:
        return empty(title)
    names_end = 22 + round(12 * max(width_of(shortened(part.label, LABEL_EMS)) for part in parts))
    rows = join(_row(part, place, whole=whole, unit=unit, names_end=names_end) for place, part in enumerate(parts))
    content = join([*_segments(parts, whole), rows])
    is_linked = any(part.href for part in parts)
    height = BAR_HEIGHT + 10 + ROW * len(parts)
    return svg(width=WIDTH, height=height, title=title, content=content, is_linked=is_linked)


def _segments(parts: Sequence[Bar], whole: int) -> Iterable[SafeString]:
    left = 1.0
    for place, part in enumerate(parts):
        width = (WIDTH - 2) * part.value / whole
        if part.value:
            yield _segment(part, place, left=round(left, 1), width=round(width, 1))
        left += width


def _segment(part: Bar, place: int, *, left: float, width: float) -> SafeString:
    fill, ink = SHADES[place % len(SHADES)]
    drawn = [rect(left, 1, width, BAR_HEIGHT - 2, fill=fill, stroke="#ffffff")]
    if width_of(str(part.value)) * 12 + 6 <= width:
        drawn.append(text(round(left + width / 2, 1), 22, str(part.value), anchor="middle", ink=ink))
    return linked(join(drawn), href=part.href, title=f"{part.label}：{part.value}")


def _row(part: Bar, place: int, *, whole: int, unit: str, names_end: int) -> SafeString:
    top = BAR_HEIGHT + 8 + place * ROW
    share = f"{part.value * 100 / whole:.1f}%"
    drawn = [
        rect(1.5, top + 2.5, 13, 13, fill=SHADES[place % len(SHADES)][0], stroke=LINE),
        text(22, top + 14, shortened(part.label, LABEL_EMS), name="chart-name"),
        text(names_end + COUNT_AT, top + 14, f"{part.value} {unit}", anchor="end"),
        text(names_end + SHARE_AT, top + 14, share, anchor="end"),
    ]
    if part.before is not None:
        drawn.append(text(names_end + BEFORE_AT, top + 14, f"上年 {part.before}", anchor="end", name="chart-quiet"))
    words = f"{part.label}：{part.value} {unit}，占 {share}{change_text(part)}"
    return linked(join(drawn), href=part.href, title=words)
