"""The 2018 report compiled from the sample's cases says every number of the published one, in its order of parts."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from openness.organs.models import Organ, User
from openness.sample.cases_2018 import record_cases
from openness.sample.district import ROOT_CODE, create_district, create_people
from openness.sample.reports import enter_2018
from requests_app.models import Appeal, DisclosureRequest
from tests.golden.seed_2018 import PARTS, STATED, TABLE

pytestmark = pytest.mark.django_db
REPORT = ["--organ", ROOT_CODE, "--year", "2018", "--scope", "aggregate", "--as", "zhuguan"]


@pytest.fixture
def yongchuan() -> Organ:
    root = create_district()
    create_people()
    coordinator = User.objects.get(username="zhuguan")
    at = timezone.now()
    record_cases(by=coordinator, at=at, organs=list(Organ.objects.within(root)))
    enter_2018(by=coordinator, at=at, root=root)
    return root


def exported(kind: str, folder: Path) -> str:
    path = folder / f"report.{kind}"
    call_command("export_report", *REPORT, "--format", kind, "-o", str(path))
    return path.read_text(encoding="utf-8")


def text_of(html: str) -> str:
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", body)))


def test_every_number_stands_in_its_part_and_the_parts_in_their_order(yongchuan: Organ, tmp_path: Path) -> None:
    text = text_of(exported("html", tmp_path))
    places = [text.rindex(part) for part in PARTS]
    assert places == sorted(places)
    sections = dict(zip(PARTS, (text[a:b] for a, b in zip(places, [*places[1:], len(text)], strict=True)), strict=True))
    missing = [(one.part, n) for one in STATED for n in one.numbers if re.sub(r"\s+", "", n) not in sections[one.part]]
    assert missing == []


def test_the_numbers_of_a_part_come_in_the_order_of_the_seed(yongchuan: Organ, tmp_path: Path) -> None:
    text = text_of(exported("html", tmp_path))
    for one in STATED:
        start = text.rindex(one.part)
        places = [text.index(number, start) for number in one.numbers]
        assert places == sorted(places), one.sentence


def test_the_table_holds_the_totals_and_not_entered_is_not_zero(yongchuan: Organ, tmp_path: Path) -> None:
    report: dict[str, Any] = json.loads(exported("json", tmp_path))
    assert {address: report["cells"][address] for address in TABLE} == TABLE
    assert report["cells"]["S/2.1"] is None
    assert report["format"] == "2014"
    assert report["sources"]["S/3.3.2"] == {"counted": 55, "typed": 0}
    assert [finding for finding in report["findings"] if finding["rule"] == "V19"] == []


def test_single_cases_say_that_they_are_invented_and_so_do_results_of_appeals(yongchuan: Organ) -> None:
    assert DisclosureRequest.objects.count() == DisclosureRequest.objects.filter(note__contains="虚构").count() == 92
    assert Appeal.objects.filter(filed_year=2018, concluded_year=2018, note__contains="虚构").count() == 5
    assert DisclosureRequest.objects.filter(timeliness="extended").count() == 6


def test_only_names_that_the_report_gives_are_not_marked_as_invented(yongchuan: Organ) -> None:
    real = set(Organ.objects.exclude(name__contains="虚构").values_list("name", flat=True))
    assert real == {"重庆市永川区人民政府", "重庆市永川区档案局", "重庆市永川区行政服务中心"}
    assert Organ.objects.filter(kind="department").count() == 40
    assert Organ.objects.filter(kind__in=["township", "subdistrict"]).count() == 23
