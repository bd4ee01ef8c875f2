"""Before a step is confirmed its page says what it does to the term; what was foreseen is what then stands."""

import re
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from requests_app.act_law import basis_of
from requests_app.admin.acts import CASE_ACTS
from requests_app.admin.step_words import ONLY_DELIVERY
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, ExtraDayOff
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page
from tests.requests_app.admin.scenes import SCENES, Scene, Stage
from tests.requests_app.admin.test_acts import whole_form

FORESEEN = re.compile(r"办理后答复期限：(\d{4}-\d{2}-\d{2})(?:（暂定）)?(?:，现为|。)")
UNCHANGED = re.compile(r"办理后答复期限不变：(\d{4}-\d{2}-\d{2})")
CLOSED = re.compile(r"改按 (\d{4}-\d{2}-\d{2}) 判断")


@pytest.fixture
def stage(office: Office) -> Stage:
    return Stage(office)


def everything() -> dict[str, list[Any]]:
    """Return every row of the cases' tables."""
    models = apps.get_app_config("requests_app").get_models()
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def sent_by(scene: Scene, stage: Stage, case: DisclosureRequest, browser: Client) -> dict[str, Any]:
    """Return what the form of a scene sends, the rest of it left as it is."""
    form = browser.get(act_page(case, scene.act)).context["form"]
    return {**whole_form(form), **scene.sent(stage), "version": case.version}


def told_of(text: str, case: DisclosureRequest) -> tuple[bool, date | None]:
    """Return whether a term stands after the step, and which, as the sentence says."""
    for pattern in (FORESEEN, UNCHANGED, CLOSED):
        found = pattern.search(text)
        if found:
            return True, date.fromisoformat(found[1])
    if "终止" in text:
        return True, case.due_on
    assert "停止计算" in text, text
    return False, None


def test_every_act_has_a_scene() -> None:
    assert {scene.act for scene in SCENES} == set(Act) - {Act.ATTACH}  # files move no term and have their own tests
    assert set(Act) == set(CASE_ACTS)


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_what_is_foreseen_is_what_then_stands(stage: Stage, signed_in: SignedIn, scene: Scene) -> None:
    case = scene.before(stage)
    browser = signed_in(scene.who(stage))
    sent, before = sent_by(scene, stage, case, browser), everything()
    answer = browser.post(act_page(case, scene.act) + "foresee/", sent).json()
    assert answer["error"] == ""
    assert everything() == before
    was_due = case.due_on
    done = browser.post(act_page(case, scene.act), sent, follow=True)
    assert done.redirect_chain, done.context["form"].errors
    case.refresh_from_db()
    if not answer["text"]:
        assert case.due_on == was_due
    elif scene.act in (Act.PROPOSE_EXTENSION,):
        assert told_of(answer["text"], case) == (True, date(2027, 1, 18))  # what it will be once approved
        assert case.due_on == was_due
    else:
        stands, due_on = told_of(answer["text"], case)
        assert (stands, due_on) == (case.due_on is not None, case.due_on)
        assert answer["provisional"] == (
            case.is_provisional and case.due_on is not None and "终止" not in answer["text"]
        )


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_the_page_of_a_step_shows_its_basis_and_its_effect(stage: Stage, signed_in: SignedIn, scene: Scene) -> None:
    case = scene.before(stage)
    text = signed_in(scene.who(stage)).get(act_page(case, scene.act)).content.decode()
    assert basis_of(scene.act, case.regime).words in text
    assert (ONLY_DELIVERY if str(scene) == "serve-delivery" else CASE_ACTS[scene.act].effect) in text


def test_a_page_opens_with_the_term_as_it_would_be(stage: Stage, signed_in: SignedIn) -> None:
    text = signed_in(stage.office.head).get(act_page(stage.case(), "extend")).content.decode()
    assert "办理后答复期限：2027-01-18（暂定），现为 2026-12-18。" in text


@pytest.mark.parametrize(
    ("replied_on", "said"), [("", "办理后答复期限不变：2026-12-18。"), ("2026-11-23", "办理后期限终止计算。")]
)
def test_an_answer_given_at_once_ends_the_term(stage: Stage, signed_in: SignedIn, replied_on: str, said: str) -> None:
    sent = {"on": "2026-11-23", "outcome": "OPEN", "replied_on": replied_on}
    answer = signed_in(stage.office.clerk).post(act_page(stage.case(), "decide") + "foresee/", sent).json()
    assert answer["text"] == said


def test_entries_that_are_wrong_as_yet_are_no_error(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case()
    browser = signed_in(stage.office.head)
    for sent in ({}, {"on": "昨天"}, {"days": "zwanzig"}, {"on": "2026-11-23", "days": ""}):
        answer = browser.post(act_page(case, "extend") + "foresee/", sent)
        assert answer.status_code == 200
        assert set(answer.json()) == {"text", "error", "provisional"}


def test_what_the_clock_refuses_is_said(stage: Stage, signed_in: SignedIn) -> None:
    browser = signed_in(stage.office.head)
    answer = browser.post(act_page(stage.case(), "extend") + "foresee/", {"on": "2026-11-23", "days": "21"}).json()
    assert "1至20" in answer["error"]
    assert answer["text"] == ""


@pytest.mark.parametrize(
    ("act", "sent", "said"),
    [
        ("extend", {"on": "2026-12-30", "days": "20"}, "晚于今天"),
        ("extend", {"on": "2026-11-19", "days": "20"}, "早于上一步的日期 2026-11-20"),
        ("extend", {"on": "2026-11-23", "days": "0"}, "延期工作日数应不小于 1。"),
        ("extend", {"on": "昨天", "days": "20"}, "请填写日期"),
    ],
)
def test_what_would_be_refused_promises_no_date(
    stage: Stage, signed_in: SignedIn, act: str, sent: dict[str, str], said: str
) -> None:
    answer = signed_in(stage.office.head).post(act_page(stage.case(), act) + "foresee/", sent).json()
    assert said in answer["error"]
    assert answer["text"] == ""


@pytest.mark.parametrize("act", ["extend", "postpone"])
def test_what_is_not_filled_in_yet_is_no_mistake(stage: Stage, signed_in: SignedIn, act: str) -> None:
    sent = {"on": "2026-11-23", "days": "", "until": ""}
    answer = signed_in(stage.office.head).post(act_page(stage.case(), act) + "foresee/", sent).json()
    assert (answer["text"], answer["error"]) == ("", "")


def test_a_term_that_never_began_does_not_stop(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(channel="web", received_on=None, receipt_basis="")
    page = signed_in(stage.office.clerk).get(act_page(case, "amend")).content.decode()
    assert "收到日期确认之前，期限不起算。" in page


def test_an_amended_receipt_over_the_revision_is_foreseen_under_the_regulation_of_its_day(
    stage: Stage, signed_in: SignedIn
) -> None:
    case = stage.case(arrived_on=date(2019, 5, 13), received_on=date(2019, 5, 13))
    browser = signed_in(stage.office.clerk)
    sent = {**whole_form(browser.get(act_page(case, "amend")).context["form"]), "received_on": "2019-05-20"}
    answer = browser.post(act_page(case, "amend") + "foresee/", sent).json()
    assert "2019-06-18" in answer["text"]  # 20 working days; 7 June was a day off


@pytest.mark.parametrize(
    ("who", "status"),
    [("neighbour", 404), ("stranger", 404), ("administrator", 403), ("auditor", 403), ("manager", 403)],
)
def test_the_wrong_person_learns_nothing(stage: Stage, signed_in: SignedIn, who: str, status: int) -> None:
    case = stage.case()
    answer = signed_in(getattr(stage.office, who)).post(act_page(case, "extend") + "foresee/", {"on": "2026-11-23"})
    assert answer.status_code in {status, 404}
    assert "2026-12-18" not in answer.content.decode()


def test_an_act_that_does_not_exist_has_no_page(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case()
    assert signed_in(stage.office.clerk).post(page("do_foresee", case.pk, "send_pigeon")).status_code == 404


@pytest.mark.parametrize("is_own", [True, False])
def test_the_foreseen_term_leaves_out_the_days_off_of_the_unit_itself_and_of_no_other(
    stage: Stage, office: Office, signed_in: SignedIn, is_own: bool
) -> None:
    organ = office.first if is_own else office.second
    ExtraDayOff.objects.create(organ=organ, on=date(2027, 1, 11), reason="地方节日（虚构）")
    scene = next(one for one in SCENES if one.act == Act.EXTEND)
    case = scene.before(stage)
    browser = signed_in(scene.who(stage))
    sent = sent_by(scene, stage, case, browser)
    text = browser.post(act_page(case, scene.act) + "foresee/", sent).json()["text"]
    foretold = date(2027, 1, 19) if is_own else date(2027, 1, 18)
    assert told_of(text, case) == (True, foretold)
    browser.post(act_page(case, scene.act), sent)
    case.refresh_from_db()
    assert case.due_on == foretold
