"""A small made-up office that tests work in: a district, two departments, and its people by name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from openness.organs.choices import OrganKind, Role
from openness.organs.models import Organ, User
from openness.organs.operations import create_organ

SHANGHAI = ZoneInfo("Asia/Shanghai")


def instant(text: str) -> datetime:
    """Return the moment `YYYY-MM-DD[ HH:MM]` in China."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = instant("2026-11-23 09:00")


class Office:
    """The district 测试区 with the departments 甲局 and 乙局, one person in each role, and a stranger elsewhere."""

    def __init__(self) -> None:
        self.district = create_organ(
            parent=None, code="T01", name="测试区人民政府", kind=OrganKind.GOVERNMENT, answers_need_approval=False
        )
        self.first = self.department("T0101", "甲局")
        self.second = self.department("T0102", "乙局")
        self.elsewhere = create_organ(
            parent=None, code="T02", name="外区人民政府", kind=OrganKind.GOVERNMENT, answers_need_approval=False
        )
        self.clerk = self.person("li.clerk", Role.CLERK, self.first)
        self.head = self.person("wang.head", Role.HEAD, self.first)
        self.neighbour = self.person("zhao.neighbour", Role.CLERK, self.second)
        self.coordinator = self.person("chen.coordinator", Role.COORDINATOR, self.district)
        self.manager = self.person("sun.manager", Role.MANAGER, self.district)
        self.auditor = self.person("zhou.auditor", Role.AUDITOR, self.district)
        self.administrator = self.person("wu.administrator", Role.ADMINISTRATOR, self.district)
        self.stranger = self.person("zheng.stranger", Role.COORDINATOR, self.elsewhere)

    def department(self, code: str, name: str, *, needs_approval: bool = False) -> Organ:
        """Add a department to the district; its people answer alone unless `needs_approval`."""
        self.district.refresh_from_db()
        return create_organ(
            parent=self.district,
            code=code,
            name=name,
            kind=OrganKind.DEPARTMENT,
            answers_need_approval=needs_approval,
        )

    @staticmethod
    def person(username: str, role: Role, organ: Organ) -> User:
        """Add a person who may enter the admin."""
        return User.objects.create_user(username, password="pass-for-tests", role=role, organ=organ, is_staff=True)
