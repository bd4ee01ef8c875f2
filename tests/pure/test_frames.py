"""Frames and partials: nothing inline in any page, one style in the exported file, every text escaped."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

from reports_app.consistency import Finding
from reports_app.formats import format_for
from reports_app.render.document import Annex, Block, Document, Part, blocks
from reports_app.render.findings import drawn_findings, severities
from reports_app.render.tables import DrawnTable, Face, drawn_table
from reports_app.tabulate import Value

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
STYLES = sorted(Path(settings.BASE_DIR, "openness", "static").rglob("*.css"))
HOSTILE = '<script>alert("1")</script>&'
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)


class Elements(HTMLParser):
    """Collects elements with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


def table(year: int, name: str, *, face: Face | None = None) -> DrawnTable:
    """A statutory table with every cell counted as nought."""
    form = format_for(year)
    zero = dict.fromkeys(form.cells, Value(value=0, counted=0))
    return drawn_table(format=form, table=name, values=zero, face=face or Face())


def report(**changed: object) -> Document:
    """A small invented report with a hostile unit's name in it."""
    parts = (Part("二、主动公开政府信息情况", blocks(HOSTILE), (table(2024, "T2"),)),)
    fields = {"title": f"{HOSTILE}2024年政府信息公开工作年度报告", "signature": HOSTILE, "parts": parts}
    return Document(**{**fields, **changed})  # type: ignore[arg-type]


def exported(document: Document) -> str:
    """The exported file's text."""
    return render_to_string("export/report.html", {"document": document})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_script_or_handlers(path: Path) -> None:
    source = COMMENT.sub("", path.read_text("utf-8"))
    if path.name == "report.html" and path.parent.name == "export":
        source = source.replace("<style>", "", 1)  # the one style of the self-contained file
    assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son[a-z]+=|javascript:", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_switches_escaping_off(path: Path) -> None:
    assert not re.search(r"autoescape|\|\s*safe\b|safeseq", path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.name))
def test_every_template_compiles_and_says_what_it_reads(path: Path) -> None:
    get_template(str(path.relative_to(Path(settings.BASE_DIR, "templates"))))
    if path.parent.name == "partials":
        assert "Reads:" in path.read_text("utf-8")


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_sheet_fetches_anything(path: Path) -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", path.read_text("utf-8"))


def test_the_exported_file_shows_hostile_names_as_text() -> None:
    assert "<script" not in exported(report())
    assert "&lt;script&gt;" in exported(report())


def test_the_exported_file_refers_to_nothing_outside_itself() -> None:
    html = exported(
        report(introduction=blocks("电子版见 www.example.org"), annexes=(Annex("附表", (table(2018, "S"),)),))
    )
    elements = Elements(html)
    assert not {"script", "link", "img", "a", "iframe", "form"} & {tag for tag, _ in elements.found}
    assert len(elements.named("style")) == 1
    assert not any(key in ("src", "href", "style") for _, attrs in elements.found for key in attrs)


def test_the_exported_file_repeats_table_heads_in_print() -> None:
    html = exported(report(parts=(Part("三、", (), (table(2024, "T3"),)),)))
    assert "display: table-header-group" in html and "@page" in html
    assert len(Elements(html).named("thead")) == 1


def test_zero_is_printed_as_nought_in_every_cell() -> None:
    html = exported(report(parts=(Part("三、", (), (table(2024, "T3"),)),)))
    numbers = re.findall(r'<td class="cell-value"[^>]*>([^<]*)</td>', html)
    # 25 rows of the 2021 format, 7 value columns (golden/README).
    assert set(numbers) == {"0"} and len(numbers) == 25 * 7


def test_parts_signature_and_annex_stand_in_official_order() -> None:
    parts = (
        Part("一、总体情况", blocks("（一）主动公开\n正文。")),
        Part("六、其他需要报告的事项", closing=(Block("无收费。"),)),
    )
    annex = Annex("统计表", (table(2018, "S"),))
    html = exported(report(title="甲2018年报告", parts=parts, signed_on=date(2019, 1, 29), annexes=(annex,)))
    order = ["<h1>", "一、总体情况", "<h3>（一）主动公开</h3>", "六、其他", "无收费。", "附件：统计表",
             '<footer class="signature">', "2019年1月29日", '<section class="annex">', "统计指标"]  # fmt: skip
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_prose_is_cut_into_paragraphs_and_short_numbered_lines_are_headings() -> None:
    # Lines of the 2018 report of 永川区: the first opens a paragraph, the second is a heading of its own.
    text = "(一)加强组织领导、强化制度建设。各镇街积极成立政务公开领导小组。\n\n(二)公开的主要载体\n  1、门户网站 "
    assert [(one.text[:5], one.is_heading) for one in blocks(text)] == [
        ("(一)加强", False),
        ("(二)公开", True),
        ("1、门户网", False),
    ]


def test_a_title_may_break_before_the_year_and_before_the_name_of_the_report() -> None:
    document = report(title="重庆市永川区2018年政府信息公开工作年度报告")
    assert document.title_pieces == ("重庆市永川区", "2018年", "政府信息公开工作年度报告")


def test_on_screen_a_cell_can_be_jumped_to_and_opened() -> None:
    face = Face(is_screen=True, links={"T3/1/np": "/list?cell=T3/1/np&year=2024"}, severities={"T3/3.7/np": "error"})
    html = render_to_string("partials/statutory_table.html", {"table": table(2024, "T3", face=face)})
    elements = Elements(html)
    assert {"id": "T3/3.7/np", "class": "cell-value has-error"} in elements.named("td")
    assert elements.named("a") == [{"href": "/list?cell=T3/1/np&year=2024"}]
    assert "有误" in html


def test_the_clock_shows_steps_provisional_mark_and_overdue_days_without_a_minus() -> None:
    steps = [SimpleNamespace(on=date(2026, 2, 10), what=HOSTILE, days=20, article="第三十三条")]
    reading = SimpleNamespace(due_on=date(2027, 3, 16), provisional=True, state="running", steps=steps)
    html = render_to_string("partials/clock_steps.html", {"reading": reading, "days_left": -3})
    assert "2027年3月16日" in html and "暂定" in html and "已超期 3 个工作日" in html
    assert "2026-02-10" in html and "<script" not in html


@pytest.mark.parametrize(
    ("state", "days_left", "words"),
    [
        ("waiting", None, "收到日期尚未确认"),
        ("suspended", None, "期限未计"),
        ("paused", 4, "征求意见中，暂停计算"),
        ("stopped", None, "已停止计时"),
        ("running", 0, "今天到期"),
        ("running", 5, "还有 5 个工作日"),
    ],
)
def test_each_state_of_the_clock_is_told_in_words(state: str, days_left: int | None, words: str) -> None:
    due_on = None if state in ("waiting", "suspended") else date(2026, 3, 16)
    reading = SimpleNamespace(due_on=due_on, provisional=False, state=state, steps=[])
    assert words in render_to_string("partials/clock_steps.html", {"reading": reading, "days_left": days_left})


def test_the_event_log_shows_notes_as_text() -> None:
    at = datetime(2026, 2, 10, 9, 30)  # noqa: DTZ001 (only its digits are shown)
    event = SimpleNamespace(seq=1, get_kind_display="登记", on=date(2026, 2, 10), at=at, by=None, note=HOSTILE)
    html = render_to_string("partials/event_log.html", {"events": [event]})
    assert "2026-02-10 09:30" in html and "系统" in html and "<script" not in html
    assert "还没有办理记录" in render_to_string("partials/event_log.html", {"events": []})


def test_a_masked_applicant_is_shown_as_given_and_said_to_be_masked() -> None:
    context = {"applicant_rows": [("申请人", "张*"), ("联系电话", "")], "is_masked": True}
    html = render_to_string("partials/masked_applicant.html", context)
    assert "<dd>张*</dd>" in html and "<dd>—</dd>" in html and "已隐去" in html


def test_a_page_frame_works_for_somebody_who_is_not_signed_in() -> None:
    html = render_to_string("404.html")
    assert '<html lang="zh-hans">' in html and 'href="#content"' in html and "退出" not in html


def test_findings_name_their_cells_errors_first_and_jump_to_them() -> None:
    warned = Finding("V4", "warning", True, ("T3/2/np",), HOSTILE, "")
    wrong = Finding("V1", "error", False, ("T3/1/np", "T3/2/np"), "不等", "请核对")
    html = render_to_string(
        "partials/finding_list.html", {"findings": drawn_findings([warned, wrong], format=format_for(2024))}
    )
    assert html.index("错误 V1") < html.index("提示 V4") and "<script" not in html
    assert {"href": "#T3/2/np"} in Elements(html).named("a") and "自然人" in html
    assert severities([wrong, warned]) == {"T3/1/np": "error", "T3/2/np": "error"}


def test_no_finding_is_said_in_words() -> None:
    assert "检查未发现问题" in render_to_string("partials/finding_list.html", {"findings": ()})
