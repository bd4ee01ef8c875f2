"""`demo`: a ready site with the sample district, people and cases; safe to run twice, refused outside development."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from openness.organs.models import Organ, User
from openness.sample.cases_2018 import record_cases
from openness.sample.desk import register_desk
from openness.sample.district import PASSWORD, PEOPLE, ROOT_CODE, create_district, create_people
from openness.sample.later_years import record_years
from openness.sample.reports import make_reports
from openness.sample.today import register_living_cases

ADDRESS = "http://127.0.0.1:8000/"


class Command(BaseCommand):
    """Load the sample once and print where to look and who to be."""

    help = "载入示例数据（仅限开发环境），可重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the sample where it is not there yet, then print the address and the sample logins."""
        if not settings.DEBUG:
            raise CommandError("示例数据只能在开发环境（DEBUG=on）载入：正式库中不能混入虚构案件。", returncode=1)
        if Organ.objects.filter(code=ROOT_CODE).exists():
            self.stdout.write("示例数据已在库中，未作改动。")
        else:
            self.stdout.write("正在载入示例数据（永川区，2018年至今），约需一两分钟……")
            load()
        self._introduce()

    def _introduce(self) -> None:
        self.stdout.write(f"\n打开 {ADDRESS} ，示例账号（密码都是 {PASSWORD}）：")
        for person in PEOPLE:
            organ = Organ.objects.get(code=person.organ_code)
            self.stdout.write(f"  {person.username:<9} {person.role.label}　{organ.name}")
        self.stdout.write(f"2018年报告： {ADDRESS}report/{ROOT_CODE}/2018/aggregate/\n")


@transaction.atomic
def load() -> None:
    """Load the whole sample as of now, or nothing."""
    at = timezone.now()
    root = create_district()
    create_people()
    coordinator = User.objects.get(username="zhuguan")
    organs = [root, *Organ.objects.within(root).exclude(pk=root.pk)]
    busy = [root, *organs[1:9], *organs[41:47]]
    record_cases(by=coordinator, at=at, organs=busy)
    record_years(by=coordinator, at=at, organs=busy)
    register_living_cases(by=coordinator, second=User.objects.get(username="zhuren"), at=at, organs=busy[:6])
    clerk, head = User.objects.get(username="jingban"), User.objects.get(username="shenhe")
    register_desk(organ=organs[1], clerk=clerk, head=head, at=at)
    make_reports(by=coordinator, at=at, root=root)
