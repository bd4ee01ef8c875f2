"""Charts are plain SVG: numbers, full names and links are there for everybody, nothing inline that the policy bars."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reports_app.charts import Bar, Series, month_columns, ranked_bars, share_bar
from reports_app.charts.frame import shortened, signed, width_of

# The longest label of the 2021 format: row 三（六）1.
LONG = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
HOSTILE = '<script>alert("1")</script>&\'"街道'


def months(label: str, *values: int, hrefs: tuple[str, ...] = ()) -> Series:
    """A year whose first months have the values given and whose others have none."""
    return Series(label, (*values, *(0,) * (12 - len(values))), hrefs)


def tree(svg: str) -> ElementTree.Element:
    """The chart as an XML tree, which also proves that it is well formed."""
    return ElementTree.fromstring(svg)


def words(svg: str) -> list[str]:
    """The texts that are seen, in order."""
    return [node.text or "" for node in tree(svg).iter("text")]


def titles(svg: str) -> list[str]:
    """The full names that are told when pointing at a bar."""
    return [node.text or "" for node in tree(svg).iter("title")]


CHARTS = {
    "bars": ranked_bars([Bar(HOSTILE, 3, 'x"><script>', 2), Bar(LONG, 0)], title=HOSTILE),
    "columns": month_columns([months(HOSTILE, 3, hrefs=("/a?b=1&c=2",)), months("办结", 1)], title=HOSTILE),
    "shares": share_bar([Bar(HOSTILE, 3, "/a"), Bar(LONG, 5, "/b", 1)], title=HOSTILE),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_hostile_name_stays_text(name: str) -> None:
    assert "<script" not in CHARTS[name]
    assert any(HOSTILE in title for title in titles(CHARTS[name]))


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_inline_that_the_content_policy_bars(name: str) -> None:
    attributes = {key for node in tree(CHARTS[name]).iter() for key in node.attrib}
    assert not {key for key in attributes if key == "style" or key.startswith("on")}
    assert not list(tree(CHARTS[name]).iter("style")) and not list(tree(CHARTS[name]).iter("script"))


@pytest.mark.parametrize(
    "empty",
    [
        ranked_bars([], title="办理结果"),
        ranked_bars([Bar("当面", 0), Bar("信函", 0, before=0)], title="渠道"),
        month_columns([months("收到"), months("办结")], title="逐月"),
        month_columns([], title="逐月"),
        share_bar([Bar("按时办结", 0)], title="及时"),
        share_bar([], title="及时"),
    ],
)
def test_a_year_without_data_says_so_instead_of_drawing_axes(empty: str) -> None:
    assert "本年无数据" in empty and "<svg" not in empty


def test_uneven_series_are_refused() -> None:
    with pytest.raises(ValueError, match="same number of months"):
        month_columns([months("收到"), Series("办结", (1, 2))], title="逐月")


def test_more_series_than_can_be_told_apart_in_grey_are_refused() -> None:
    with pytest.raises(ValueError, match="at most three"):
        month_columns([months(str(n), 1) for n in range(4)], title="逐月")


def test_last_year_alone_is_drawn_when_this_year_has_nothing() -> None:
    assert "上年 7" in words(ranked_bars([Bar("信函", 0, before=7)], title="渠道"))


def test_a_long_name_is_cut_on_the_bar_and_whole_in_its_title() -> None:
    svg = ranked_bars([Bar(LONG, 2)], title="结果")
    assert LONG not in words(svg) and any(word.startswith("申请人无正当理由") for word in words(svg))
    assert f"{LONG}：2 件" in titles(svg)


def test_every_bar_is_a_link_to_its_cases() -> None:
    bars = [Bar("当面", 31, "/c?channel=in_person"), Bar("网络", 4, "/c?channel=web")]
    assert [node.attrib["href"] for node in tree(ranked_bars(bars, title="渠道")).iter("a")] == [
        "/c?channel=in_person",
        "/c?channel=web",
    ]


def test_a_linked_chart_is_a_group_so_that_screen_readers_find_the_links() -> None:
    assert tree(ranked_bars([Bar("当面", 1, "/c")], title="渠道")).attrib["role"] == "group"
    assert tree(ranked_bars([Bar("当面", 1)], title="渠道")).attrib["role"] == "img"


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_name_for_people_who_cannot_see_it(name: str) -> None:
    assert tree(CHARTS[name]).attrib["aria-label"] == HOSTILE


def test_the_numbers_stand_at_the_bars() -> None:
    # Channels of the 2018 report of 永川区: 31, 4, 57.
    assert {"31 件", "4 件", "57 件"} <= set(
        words(ranked_bars([Bar("当面", 31), Bar("网络", 4), Bar("信函", 57)], title="渠道"))
    )


def test_bars_keep_the_proportion_of_their_numbers_and_one_case_stays_visible() -> None:
    svg = ranked_bars([Bar("甲", 100_000), Bar("乙", 50_000), Bar("丙", 1), Bar("丁", 0)], title="单位")
    lengths = [float(node.attrib["width"]) for node in tree(svg).iter("rect")]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.01)
    assert lengths[2] > 0 and lengths[3] == 0


def test_the_change_against_last_year_is_told_in_words() -> None:
    assert "信函：57 件，上年 60，−3" in titles(ranked_bars([Bar("信函", 57, before=60)], title="渠道"))
    assert [signed(n) for n in (3, 0, -3)] == ["+3", "持平", "−3"]


def test_columns_name_twelve_months_and_sum_up_in_the_legend() -> None:
    svg = month_columns([months("收到", 3, 4), months("办结", 2)], title="逐月")
    assert [word for word in words(svg) if word.endswith("月")] == [f"{n}月" for n in range(1, 13)]
    assert {"收到（共 7）", "办结（共 2）"} <= set(words(svg))


def test_numbers_too_wide_for_their_column_are_turned_upright() -> None:
    assert "rotate" not in month_columns([months("收到", 92), months("办结", 90)], title="逐月")
    assert "rotate" in month_columns([months("收到", 34_000), months("办结", 33_000)], title="逐月")


@pytest.mark.parametrize("most", [1, 2, 7, 14, 92, 999, 1_000, 34_000, 1_234_567])
def test_the_axis_ends_above_the_highest_column_on_whole_grid_lines(most: int) -> None:
    svg = month_columns([months("收到", most)], title="逐月")
    grid = [int(node.text or "") for node in tree(svg).iter("text") if node.attrib.get("text-anchor") == "end"]
    assert len(grid) == 5 and grid[0] == 0 and grid[-1] > most
    assert len({b - a for a, b in pairwise(grid)}) == 1


def test_series_differ_in_grey_as_well_one_full_one_hollow() -> None:
    fills = re.findall(
        r'height="12"\s+fill="(#\w+)"', month_columns([months("本年", 1), months("上年", 1)], title="逐月")
    )
    assert len(set(fills)) == 2 and "#ffffff" in fills


def test_shares_tell_number_and_percentage_and_zero_parts_too() -> None:
    svg = share_bar([Bar("按时办结", 90), Bar("延期办结", 2), Bar("超期办结", 0)], title="及时")
    assert {"90 件", "97.8%", "2.2%", "0 件", "0.0%"} <= set(words(svg))


@pytest.mark.parametrize(("name", "ems"), [("永川区", 3.0), ("A1", 1.1), ("〔2026〕", 4.2), ("", 0.0)])
def test_widths_count_chinese_as_one_and_latin_as_about_half(name: str, ems: float) -> None:
    assert width_of(name) == pytest.approx(ems)


def test_cutting_leaves_short_names_alone_and_never_exceeds_the_room() -> None:
    assert shortened("区教委", 3) == "区教委"
    assert shortened(LONG, 10).endswith("…") and width_of(shortened(LONG, 10)) <= 10


def test_no_share_is_red_which_is_kept_for_what_is_late_or_wrong() -> None:
    svg = share_bar([Bar(f"类{place}", 1) for place in range(12)], title="渠道")
    for fill in re.findall(r'fill="#([0-9a-f]{6})"', svg):
        red, green, blue = (int(fill[place : place + 2], 16) for place in (0, 2, 4))
        assert red <= max(green, blue), fill


def test_the_numbers_of_short_names_stand_where_a_telephone_shows_them() -> None:
    svg = share_bar([Bar("当面", 31, before=30), Bar("信函", 57, before=60)], title="渠道")
    ends = [float(node.attrib["x"]) for node in tree(svg).iter("text") if node.attrib.get("text-anchor") == "end"]
    assert max(ends) < 340
    wide = share_bar([Bar("长" * 40, 1, before=2)], title="渠道")
    assert max(float(node.attrib["x"]) for node in tree(wide).iter("text")) <= 480
