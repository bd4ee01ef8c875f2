"""Grouped columns by month: received beside closed, or this year beside last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10

from django.utils.safestring import SafeString

from reports_app.charts.frame import BLUE, LINE, WHITE, empty, join, linked, rect, svg, text, width_of

WIDTH = 960
LEFT = 48
TOP = 34
PLOT_HEIGHT = 210
BOTTOM = 26
FILLS = ((BLUE, BLUE), (WHITE, BLUE), ("#c3cedb", LINE))  # full, hollow, pale: told apart in grey as well
DIGIT_WIDTH = 7.0  # in chart units
HEADROOM = 1.2  # the highest column leaves room for its number


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of columns, one value a month, with the list behind each (empty: no links)."""

    label: str
    values: tuple[int, ...]
    hrefs: tuple[str, ...] = ()


def month_columns(series: Sequence[Series], *, title: str, unit: str = "件") -> SafeString:
    """Draws one group of columns for each month, the number over each column.

    series: one to three, of equal length (the n-th value is month n). Raises ValueError for more or for uneven ones.
    """
    if len(series) > len(FILLS) or len({len(one.values) for one in series}) > 1:
        raise ValueError("month_columns: at most three series, all of the same number of months")
    most = max((value for one in series for value in one.values), default=0)
    if not most:
        return empty(title)
    top = _round_up(ceil(most * HEADROOM))
    content = join([*_legend(series), *_grid(top), *_columns(series, _plot(series, most=most, top=top, unit=unit))])
    is_linked = any(href for one in series for href in one.hrefs)
    height = TOP + PLOT_HEIGHT + BOTTOM
    return svg(width=WIDTH, height=height, title=title, content=content, is_linked=is_linked, name="chart-wide")


def _round_up(most: int) -> int:
    """The next number that four grid lines divide well: 4, 8, 12, 16, 20, 24, 32, 40 …"""
    power: int = 10 ** max(int(log10(most)) - 1, 0)
    steps = (4, 8, 12, 16, 20, 24, 32, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400)
    return next(step * power for step in steps if step * power >= most)


def _legend(series: Sequence[Series]) -> Iterable[SafeString]:
    left = float(LEFT)
    for one, (fill, stroke) in zip(series, FILLS, strict=False):
        yield rect(left + 0.5, 6.5, 12, 12, fill=fill, stroke=stroke)
        words = f"{one.label}（共 {sum(one.values)}）"
        yield text(left + 18, 17, words)
        left += 36 + ceil(width_of(words) * 12)


def _grid(top: int) -> Iterable[SafeString]:
    for step in range(5):
        y = TOP + PLOT_HEIGHT - PLOT_HEIGHT * step / 4
        yield rect(LEFT, round(y, 1), WIDTH - LEFT, 1, fill="#cfd7e0" if step else LINE)
        yield text(LEFT - 6, round(y + 4, 1), str(top * step // 4), anchor="end", name="chart-quiet")


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where columns stand: months drawn, width of a month and of a column, units per case, numbers turned or not."""

    months: int
    room: float
    each: float
    scale: float
    turn: bool
    unit: str


def _plot(series: Sequence[Series], *, most: int, top: int, unit: str) -> _Plot:
    months = len(series[0].values)
    room = (WIDTH - LEFT) / months
    each = round(min(room * 0.8 / len(series), 34), 1)
    return _Plot(months, room, each, PLOT_HEIGHT / top, len(str(most)) * DIGIT_WIDTH > each + 4, unit)


def _columns(series: Sequence[Series], plot: _Plot) -> Iterable[SafeString]:
    for month in range(plot.months):
        middle = LEFT + plot.room * (month + 0.5)
        left = middle - plot.each * len(series) / 2
        for place, one in enumerate(series):
            yield _column(one, month, fills=FILLS[place], left=round(left + plot.each * place, 1), plot=plot)
        yield text(round(middle, 1), TOP + PLOT_HEIGHT + 18, f"{month + 1}月", anchor="middle")


def _column(one: Series, month: int, *, fills: tuple[str, str], left: float, plot: _Plot) -> SafeString:
    value = one.values[month]
    height = round(max(value * plot.scale, 1.5 if value else 0), 1)
    top = round(TOP + PLOT_HEIGHT - height, 1)
    box = rect(left + 1, top, round(plot.each - 2, 1), height, fill=fills[0], stroke=fills[1])
    number = _number(value, middle=round(left + plot.each / 2, 1), top=top, turn=plot.turn)
    href = one.hrefs[month] if month < len(one.hrefs) else ""
    return linked(box + number, href=href, title=f"{month + 1}月{one.label}：{value} {plot.unit}")


def _number(value: int, *, middle: float, top: float, turn: bool) -> SafeString:
    if turn:
        return text(round(middle + 4, 1), round(top - 4, 1), str(value), turn=True)
    return text(middle, round(top - 4, 1), str(value), anchor="middle")
