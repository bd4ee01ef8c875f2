"""What somebody writes in a name is text everywhere, never markup, never a formula, never a script."""

from pathlib import Path

import pytest

from tests.browser.papers import answered, days_ago, draft
from tests.browser.window import Window
from tests.office import Office

SCRIPT = "<script>alert(1)</script><b>x"
IMAGE = '"><img src=x onerror=alert(2)>'
FORMULA = "=cmd()"


@pytest.mark.parametrize("name", [SCRIPT, IMAGE, FORMULA])
def test_a_hostile_applicant_is_text_in_list_page_and_drill_down(window: Window, office: Office, name: str) -> None:
    case = answered(office, applicant_kind="ent", applicant_name=name, content=name, note=name)
    window.sign_in(office.clerk)
    year = days_ago(10).year
    for path in (
        "/admin/requests_app/disclosurerequest/",
        f"/admin/requests_app/disclosurerequest/{case.pk}/change/",
        f"/admin/requests_app/disclosurerequest/{case.pk}/do/amend/",
        f"/report/{office.first.code}/{year}/own/cases/?cell=T3/1/ent",
    ):
        window.open(path)
        shown = window.text("body") + "".join(window.ask("[...document.querySelectorAll('input')].map(i => i.value)"))
        assert name in shown, path
        assert window.ask("document.querySelectorAll('main b, main img, #content b, #content img').length") == 0, path


def test_hostile_prose_is_text_on_the_page_and_in_the_exported_file(
    window: Window, office: Office, tmp_path: Path
) -> None:
    year = days_ago(10).year
    answered(office)
    draft(office, office.first, scope="own")
    window.sign_in(office.head)
    window.open(f"/report/{office.first.code}/{year}/own/part/1/")
    window.fill(text=f"{SCRIPT}\n{IMAGE}")
    window.save()
    assert SCRIPT in window.text("#part-1")
    file = tmp_path / "report.html"
    window.download("导出 HTML").save_as(file)
    window.open_file(file)
    assert SCRIPT in window.text() and IMAGE in window.text()
    assert window.ask("document.querySelectorAll('script, b, img').length") == 0
