"""A wrong entry in every step on a case: told beside the entry, nothing written, and what was typed is still there."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest

from requests_app.admin.acts import CASE_ACTS
from requests_app.lifecycle import Act
from requests_app.models import Appeal, CaseEvent, DisclosureRequest, Proposal
from tests.browser.window import Window
from tests.office import NOW, Office
from tests.requests_app.admin.scenes import SCENES, Scene, Stage
from tests.requests_app.casework import Hands

PAGE = "/admin/requests_app/disclosurerequest/{}/do/{}/"
FUTURE = "2199-01-01"

WRONG = [
    ("on", FUTURE, "晚于今天"),
    ("filed_on", FUTURE, "晚于今天"),
    ("reason", "", "请填写"),
    ("outcome", "", "请选择"),
]
"""The first of these that a form asks is what is entered wrongly."""

QUICKER: dict[Act, tuple[Callable[[Stage, DisclosureRequest], Any], str]] = {
    Act.CLAIM: (lambda stage, case: Hands(stage.colleague).claim(case=case), "不能认领"),
    Act.RECALL: (
        lambda stage, case: stage.bureau.head.amend(case=case, changes={"note": "改过"}, reason="更正"),
        "他人已修改",
    ),
}
"""Where nothing has to be entered, what can go wrong is that somebody else was quicker."""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages believe that it is the day of the scenes."""
    monkeypatch.setattr("requests_app.admin.desk.now", lambda: NOW)


def test_a_wrong_entry_in_every_step_writes_nothing_and_loses_nothing(window: Window, office: Office) -> None:
    stage, tried = Stage(office), set()
    for who, scenes in groupby(sorted(SCENES, key=lambda one: one.who(stage).pk), key=lambda one: one.who(stage)):
        window.context.clear_cookies()
        window.sign_in(who)
        for scene in scenes:
            _enter_wrongly(window, stage, scene)
            tried.add(scene.act)
    assert tried == set(CASE_ACTS) - {Act.ATTACH}  # test_attachments.py tries wrong files


def _enter_wrongly(window: Window, stage: Stage, scene: Scene) -> None:
    case = scene.before(stage)
    before = _written(case)
    window.open(PAGE.format(case.pk, scene.act))
    typed = {name: str(value) for name, value in scene.sent(stage).items()}
    for name, value in typed.items():
        _enter(window, name, value)
    if scene.act in QUICKER:
        was_quicker, said = QUICKER[scene.act]
        was_quicker(stage, case)
        before, where = _written(case), ".errorlist.nonfield"
    else:
        name, wrong, said = next(row for row in WRONG if window.page.locator(f"[name={row[0]}]:visible").count())
        typed[name] = wrong
        _enter(window, name, wrong)
        where = f".field-{name} .errorlist"
    window.page.locator(".submit-row [type=submit]").first.click()
    window.page.locator(".errornote").wait_for()
    assert said in window.text(where), scene
    assert {name: _entered(window, name) for name in typed} == typed, scene
    assert _written(case) == before, scene


def _written(case: DisclosureRequest) -> tuple[Any, ...]:
    case.refresh_from_db()
    counts = (model.objects.count() for model in (DisclosureRequest, CaseEvent, Proposal, Appeal))
    return (case.version, case.status, case.due_on, *counts)


def _enter(window: Window, name: str, value: str) -> None:
    entry = window.page.locator(f"[name={name}]").first
    if entry.get_attribute("type") == "radio":
        window.page.check(f"[name={name}][value={value}]")
    else:
        window.fill(**{name: value})


def _entered(window: Window, name: str) -> str:
    entry = window.page.locator(f"[name={name}]").first
    if entry.get_attribute("type") == "radio":
        return window.page.locator(f"[name={name}]:checked").input_value()
    return entry.input_value()
