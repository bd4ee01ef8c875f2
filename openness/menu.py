"""The main menu: one row for each entry, and the section of the menu to which each page of the admin belongs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import ResolverMatch, reverse

from openness.organs.models import User
from openness.organs.rights import Action, may


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu.

    Args:
        section: what a page passes as `section` to have this entry marked.
        label: what people read.
        address: the name of its URL.
        right: without it the entry is left out.
        is_further: it stands under “更多”, for what is not needed every day.
    """

    section: str
    label: str
    address: str
    right: Action
    is_further: bool = False


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as it is drawn: `mark` is the value of aria-current, empty elsewhere."""

    label: str
    url: str
    mark: str


ENTRIES = (
    Entry("cases", "公开申请", "admin:requests_app_disclosurerequest_changelist", Action.CASE_VIEW),
    Entry("appeals", "复议诉讼", "admin:requests_app_appeal_changelist", Action.CASE_VIEW),
    Entry("reports", "报告", "reports:list", Action.REPORT_VIEW),
    Entry("dashboard", "年度看板", "reports:dashboard", Action.DASHBOARD_VIEW),
    Entry("deadline", "期限计算", "deadline", Action.ORGAN_VIEW),
    Entry("organs", "单位", "admin:organs_organ_changelist", Action.ORGAN_VIEW),
    Entry("people", "人员", "admin:organs_user_changelist", Action.PEOPLE_MANAGE),
    Entry("templates", "文书模板", "admin:requests_app_papertemplate_changelist", Action.TEMPLATE_MANAGE),
    Entry("deputies", "代理", "admin:organs_deputy_changelist", Action.DEPUTY_SET, is_further=True),
    Entry("numbers", "编号序列", "admin:requests_app_numberseries_changelist", Action.CASE_VIEW, is_further=True),
    Entry("batches", "台账导入批次", "admin:requests_app_importbatch_changelist", Action.CASE_VIEW, is_further=True),
    Entry("notices", "年度放假通知", "admin:requests_app_calendarnotice_changelist", Action.CALENDAR_MANAGE, is_further=True),
    Entry("days", "工作日历", "admin:requests_app_calendarday_changelist", Action.CALENDAR_MANAGE, is_further=True),
    Entry("days_off", "地方休假日", "admin:requests_app_extradayoff_changelist", Action.CALENDAR_MANAGE, is_further=True),
    Entry("trail", "操作留痕", "admin:organs_trailentry_changelist", Action.TRAIL_VIEW, is_further=True),
)  # fmt: skip

SECTIONS = {
    **{
        entry.address.removeprefix("admin:").removesuffix("changelist"): entry.section
        for entry in ENTRIES
        if entry.address.endswith("changelist")
    },
    "reports_app_report_": "reports",
    "reports_app_figure_": "reports",
    "auth_user_": "people",
}
"""Sections by what the names of their pages begin with: those of a list, and some that hang under another's.

Django names the page of a password after its own model.
"""


def section_of(match: ResolverMatch | None) -> str:
    """Return the section to which a page of the admin belongs: that of the list of the same model; else none.

    Args:
        match: what the address was resolved to; None outside of any page.
    """
    if match is None or match.app_name != "admin" or match.url_name is None:
        return ""
    return next((section for name, section in SECTIONS.items() if match.url_name.startswith(name)), "")


def shown_entries(user: User | AnonymousUser, *, section: str, path: str, is_further: bool) -> Iterator[ShownEntry]:
    """Yield the entries that the person may open.

    Args:
        user: the person.
        section: the section of the page; its entry is marked.
        path: the page's own path: there the mark says "page", on the pages below it "true".
        is_further: those under “更多”, or those beside it.
    """
    for entry in ENTRIES:
        if entry.is_further == is_further and may(user, entry.right):
            url = reverse(entry.address)
            mark = "" if entry.section != section else "page" if url == path else "true"
            yield ShownEntry(entry.label, url, mark)
