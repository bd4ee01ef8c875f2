"""A unit's own templates: which one counts, who may change it, and that issued papers do not change with it."""

import io

import pytest
from docx import Document

from openness.organs.models import Organ
from requests_app import letters, operations
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, PaperTemplate
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.papers.conftest import issued, words
from tests.requests_app.papers.test_template_check import NEEDED, template

pytestmark = pytest.mark.django_db

KIND = PaperKind.RECEIPT


def put(office: Office, organ: Organ, says: str, who: str = "coordinator") -> PaperTemplate:
    return operations.replace_template(
        organ=organ, kind=KIND, by=getattr(office, who), at=NOW, content=template(NEEDED, says), name="回执.docx",
        check=letters.complaints_about,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["clerk", "neighbour", "manager", "auditor", "administrator", "stranger"])
def test_who_may_not_manage_templates_changes_none(office: Office, who: str) -> None:
    with refused("not_allowed"):
        put(office, office.first, "本局版", who)
    put(office, office.first, "本局版", "head")
    with refused("not_allowed"):
        operations.restore_builtin(organ=office.first, kind=KIND, by=getattr(office, who), at=NOW)
    assert PaperTemplate.objects.standing().count() == 1


def test_a_head_does_not_change_what_counts_above(office: Office) -> None:
    with refused("not_allowed"):
        put(office, office.district, "区版", "head")


def test_a_template_with_complaints_changes_nothing(office: Office) -> None:
    put(office, office.first, "本局版")
    with refused("template_refused"):
        put(office, office.first, "{{ 胡说 }}")
    assert PaperTemplate.objects.count() == 1
    with refused("kind_unknown"):
        operations.replace_template(
            organ=office.first, kind="request", by=office.head, at=NOW, content=b"", name="", check=lambda *_: []
        )


def test_the_own_one_counts_then_the_nearest_above_then_the_builtin(case: DisclosureRequest, office: Office) -> None:
    def now() -> str:
        paper = issued(case, office, KIND)
        operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="试（虚构）")
        return next((one for one in ("本局版", "区版", "邻局版") if one in words(paper.content())), "内置")

    put(office, office.second, "邻局版")
    assert now() == "内置"
    put(office, office.district, "区版")
    assert now() == "区版"
    put(office, office.first, "本局版")
    assert now() == "本局版"
    operations.restore_builtin(organ=office.first, kind=KIND, by=office.head, at=NOW)
    assert now() == "区版"
    with refused("no_own_template"):
        operations.restore_builtin(organ=office.first, kind=KIND, by=office.head, at=NOW)


def test_replaced_templates_stay_as_history_and_issued_papers_name_theirs(
    case: DisclosureRequest, office: Office
) -> None:
    first = put(office, office.first, "旧版")
    paper = issued(case, office, KIND)
    put(office, office.first, "新版")
    first.refresh_from_db()
    paper.refresh_from_db()
    assert (first.is_active, first.replaced_at, first.replaced_by) == (False, NOW, office.coordinator)
    assert paper.template == first
    assert "旧版" in words(paper.content())
    assert "旧版" in words(first.content())


def test_a_template_whose_file_is_gone_is_refused_and_no_number_is_lost(
    case: DisclosureRequest, office: Office
) -> None:
    kept = put(office, office.first, "本局版")
    kept.file.storage.delete(str(kept.file.name))
    with refused("template_broken"):
        issued(case, office, KIND)
    operations.restore_builtin(organ=office.first, kind=KIND, by=office.head, at=NOW)
    assert issued(case, office, KIND).serial == 1


def test_a_builtin_template_can_be_opened_changed_and_taken_as_ones_own(
    case: DisclosureRequest, office: Office
) -> None:
    document = Document(io.BytesIO(letters.builtin_template(KIND)))
    document.add_paragraph("本局另加的一句。")
    changed = io.BytesIO()
    document.save(changed)
    operations.replace_template(
        organ=office.first, kind=KIND, by=office.head, at=NOW, content=changed.getvalue(), name="改.docx",
        check=letters.complaints_about,
    )  # fmt: skip
    assert "本局另加的一句。" in words(issued(case, office, KIND).content())
