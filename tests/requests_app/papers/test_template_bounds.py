"""How large a template may be: what would keep a worker busy, or break what reads it, is refused with a sentence."""

import io

import pytest
from docx import Document

from requests_app import letters, operations
from requests_app.choices import PaperKind
from requests_app.letters import bounds
from requests_app.letters.fields import LONG_LIST, Lines, example, long_example
from requests_app.letters.render import rendered
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.papers.conftest import issued, stepped, words
from tests.requests_app.papers.test_template_check import NEEDED, complaint, repacked, template
from tests.requests_app.papers.test_template_package import OFFICE, OFFICE_KIND, WORD, edited, link, part_of, typed

KIND, LIST = PaperKind.ARCHIVE, "文书目录"
LISTED = "{{ 登记编号 }}{% for 件 in 文书目录 %}{{ 件.名称 }}{% endfor %}"


def loops(deep: int, inside: str = "x") -> str:
    """Return loops in loops."""
    return "".join(f"{{% for v{n} in {LIST} %}}" for n in range(deep)) + inside + "{% endfor %}" * deep


def conditions(deep: int) -> str:
    return "{% if 登记编号 %}" * deep + "x" + "{% endif %}" * deep


TOO_MUCH: dict[str, tuple[str, str]] = {
    "a loop in a loop": (loops(2), "循环里不能再写循环"),
    "twelve loops in each other": (loops(12), "循环里不能再写循环"),
    "a loop in the else of a loop": (f"{{% for v in {LIST} %}}{{% else %}}{loops(1)}{{% endfor %}}", "循环里不能再写循环"),
    "a loop in a condition in a loop": (
        f"{{% for v in {LIST} %}}{{% if 登记编号 %}}{loops(1)}{{% endif %}}{{% endfor %}}", "循环里不能再写循环"
    ),
    "more loops than Python nests": (loops(25), "循环里不能再写循环"),
    "more loops than Python reads": (loops(300), "条件套得太深"),
    "many loops after each other": (loops(1) * 21, "循环有 22 个，最多 20 个"),
    "many conditions in each other": (conditions(40), "条件套得太深"),
    "more conditions than Python reads": (conditions(400), "条件套得太深"),
    "many negations": ("{% if " + "not " * 60 + "登记编号 %}x{% endif %}", "条件套得太深"),
    "more negations than Python reads": ("{% if " + "not " * 5000 + "登记编号 %}x{% endif %}", "内容太长（超过 300 字）"),
    "many fields": ("{{ 登记编号 }}" * 1100, "字段和条件太多"),
    "many conditions with much in them": ("{% if 登记编号 and 登记编号 and 登记编号 and 登记编号 %}x{% endif %}" * 480, "字段和条件太多"),
    "beginnings without an end": ("{{" * 60000, "大括号的写法不对"),
    "ends without a beginning": ("-%}" * 60000, "大括号的写法不对"),
    "long runs of blanks": ("{% colspan" + " " * 20000, "不支持"),
    "a very long text": ("字" * 510_000, "正文、页眉和页脚太长"),
    "a long list of long lines": (f"{{% for v in {LIST} %}}{'字' * 40_000}{{% endfor %}}", "填写后的文书太长"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TOO_MUCH))
def test_what_is_too_much_is_refused_with_a_sentence(name: str) -> None:
    text, said = TOO_MUCH[name]
    assert said in complaint(template(LISTED, text), KIND)


def test_where_it_is_too_much_is_said() -> None:
    assert "页眉：循环里不能再写循环" in complaint(template(LISTED, header=loops(2)), KIND)
    assert "文档属性：条件套得太深" in complaint(
        template(LISTED, title=f"{{% if {'not ' * 40}登记编号 %}}{{% endif %}}"), KIND
    )


def test_of_a_part_that_was_not_read_no_field_is_called_missing() -> None:
    assert "缺少" not in complaint(template(LISTED + loops(2)), KIND)


def test_loops_after_each_other_and_conditions_in_each_other_are_taken() -> None:
    assert complaint(template(LISTED, loops(1) * 19, conditions(20)), KIND) == ""


def test_a_line_is_not_known_where_its_list_is_empty() -> None:
    text = f"{{% for 件 in {LIST} %}}{{{{ 件.名称 }}}}{{% else %}}{{{{ 件.名称 }}}}{{% endfor %}}"
    assert "“件.名称”不能用" in complaint(template(LISTED, text), KIND)


def test_the_trial_fills_in_long_lists() -> None:
    assert LONG_LIST == 100
    assert len(long_example(KIND)[LIST]) == LONG_LIST
    assert len(example(KIND)[LIST]) < 10


def test_a_long_list_of_complaints_is_cut_and_says_so() -> None:
    found = letters.complaints_about(template(LISTED, *(f"{{{{ 甲{n} }}}}" for n in range(40))), KIND)
    assert len(found) == 31
    assert "另外还有 10 处" in found[-1]


def test_a_very_long_name_is_not_repeated_in_full() -> None:
    assert max(map(len, letters.complaints_about(template(LISTED, "{{ " + "甲" * 200 + " }}"), KIND))) < 80


def test_a_field_written_where_no_text_stands_is_refused() -> None:
    def change(name: str, part: bytes) -> bytes:
        named = '<w:p><w:bookmarkStart w:id="1" w:name="{{ 登记编号 }}"/></w:p><w:sectPr'
        return part.replace(b"<w:sectPr", named.encode(), 1) if name == "word/document.xml" else part

    assert "图片说明、书签名" in complaint(repacked(template(LISTED), {}, change), KIND)


@pytest.mark.parametrize(
    "text", [loops(12), loops(300), conditions(400), "{% if " + "not " * 5000 + "登记编号 %}x{% endif %}"]
)
def test_a_template_beyond_its_bounds_is_not_filled_though_it_was_accepted_once(text: str) -> None:
    with pytest.raises(bounds.Unbounded):
        rendered(template(LISTED, text), example(KIND))


def test_a_paper_that_would_be_too_long_is_not_written() -> None:
    one = example(KIND)[LIST][0]
    values = {**example(KIND), LIST: Lines(one for _ in range(2000))}
    with pytest.raises(bounds.Unbounded, match="填写后的文书太长"):
        rendered(template(LISTED, f"{{% for v in {LIST} %}}{'字' * 2000}{{% endfor %}}"), values)


def test_the_parts_of_a_paper_are_measured_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_WRITTEN", 30_000)
    rendered(template(LISTED, "字" * 20_000), example(KIND))
    with pytest.raises(bounds.Unbounded):
        rendered(template(LISTED, "字" * 20_000, header="字" * 20_000), example(KIND))


def test_lines_that_become_paragraphs_are_counted_with_their_layout() -> None:
    values = {**example(PaperKind.RECEIPT), "所需信息内容": "甲\n" * 40_000}
    with pytest.raises(bounds.Unbounded, match="填写后的文书太长"):
        rendered(template(NEEDED), values)
    values["所需信息内容"] = "甲\n" * 1000
    assert words(rendered(template(NEEDED), values)).count("甲") == 1000


def test_what_is_filled_into_a_footnote_is_not_read_as_a_field() -> None:
    """docxtpl fills footnotes once for each section: in the second round the applicant's words would be a template."""
    document, written = Document(io.BytesIO(template(NEEDED))), io.BytesIO()
    document.add_section()
    document.save(written)
    note = f"<w:footnotes {WORD}><w:footnote><w:p><w:r><w:t>{{{{ 所需信息内容 }}}}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    kind = f"{OFFICE_KIND}wordprocessingml.footnotes+xml"
    noted = edited(
        {"word/footnotes.xml": note.encode()}, link(f"{OFFICE}footnotes", "footnotes.xml"),
        typed("word/footnotes.xml", kind), content=written.getvalue(),
    )  # fmt: skip
    assert complaint(noted) == ""
    paper = rendered(noted, {**example(PaperKind.RECEIPT), "所需信息内容": "{{ 登记编号 }}"})
    assert "{{ 登记编号 }}" in part_of(paper, "word/footnotes.xml").decode()


@pytest.mark.django_db
def test_issuing_from_such_a_template_is_refused_until_the_builtin_one_is_restored(
    case: DisclosureRequest, office: Office
) -> None:
    stepped(case, KIND)
    operations.replace_template(
        organ=office.first, kind=KIND, by=office.head, at=NOW, content=template(LISTED, loops(12)), name="旧.docx",
        check=lambda *_: [],
    )  # fmt: skip
    with refused("template_broken"):
        issued(case, office, KIND)
    operations.restore_builtin(organ=office.first, kind=KIND, by=office.head, at=NOW)
    assert issued(case, office, KIND).pk
