"""The sample district: its government, 40 departments, 23 townships and subdistricts, and people to log in as.

Only the names that the 2018 report gives are real; all others say that they are invented.
"""

from dataclasses import dataclass

from openness.organs.choices import OrganKind, Role
from openness.organs.models import Organ, User
from openness.organs.operations import create_organ

ROOT_CODE = "500118"
PASSWORD = "yongchuan-2018"  # noqa: S105  (a sample login that exists in development only)
NAMED_BY_THE_REPORT = ("重庆市永川区档案局", "重庆市永川区行政服务中心")
DEPARTMENTS, TOWNS, SUBDISTRICTS = 40, 16, 7
ONE_PERSON_TOWN = f"{ROOT_CODE}101"
"""A township with a single clerk, who may approve alone."""


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to log in as."""

    username: str
    full_name: str
    role: Role
    organ_code: str


PEOPLE = (
    SamplePerson("jingban", "李经办（虚构）", Role.CLERK, f"{ROOT_CODE}001"),
    SamplePerson("zhenjie", "何镇街（虚构）", Role.CLERK, ONE_PERSON_TOWN),
    SamplePerson("shenhe", "王审核（虚构）", Role.HEAD, f"{ROOT_CODE}001"),
    SamplePerson("zhuren", "郑主任（虚构）", Role.HEAD, ROOT_CODE),
    SamplePerson("zhuguan", "陈主管（虚构）", Role.COORDINATOR, ROOT_CODE),
    SamplePerson("lingdao", "孙领导（虚构）", Role.MANAGER, ROOT_CODE),
    SamplePerson("shenji", "周审计（虚构）", Role.AUDITOR, ROOT_CODE),
    SamplePerson("guanli", "吴管理（虚构）", Role.ADMINISTRATOR, ROOT_CODE),
)


def create_district() -> Organ:
    """Create the units and return the government at their top."""
    root = create_organ(
        parent=None, code=ROOT_CODE, name="重庆市永川区人民政府", short_name="永川区政府", kind=OrganKind.GOVERNMENT,
        scope_words="全区", document_prefix="永川府公开", website="www.cqyc.gov.cn",
        lead_name="示例（虚构）", office_name="区政府办公室（示例）", handler_name="示例（虚构）",
    )  # fmt: skip
    for number, (code, name, kind) in enumerate(_units(), start=1):
        root.refresh_from_db()
        create_organ(
            parent=root, code=code, name=name, kind=kind, scope_words="本机关", document_prefix=f"永川示例{number}",
            lead_name="示例（虚构）", office_name="办公室（示例）", handler_name="示例（虚构）",
            may_approve_self=code == ONE_PERSON_TOWN,
        )  # fmt: skip
    root.refresh_from_db()
    return root


def create_people() -> list[User]:
    """Create the people to log in as."""
    return [
        User.objects.create_user(
            person.username, password=PASSWORD, full_name=person.full_name, role=person.role, is_staff=True,
            organ=Organ.objects.get(code=person.organ_code),
        )
        for person in PEOPLE
    ]  # fmt: skip


def _units() -> list[tuple[str, str, OrganKind]]:
    invented = [f"永川区示例第{n}局（虚构）" for n in range(1, DEPARTMENTS - len(NAMED_BY_THE_REPORT) + 1)]
    departments = [*NAMED_BY_THE_REPORT, *invented]
    towns = [f"永川区示例第{n}镇人民政府（虚构）" for n in range(1, TOWNS + 1)]
    subdistricts = [f"永川区示例第{n}街道办事处（虚构）" for n in range(1, SUBDISTRICTS + 1)]
    return [
        *((f"{ROOT_CODE}{n:03}", name, OrganKind.DEPARTMENT) for n, name in enumerate(departments, start=1)),
        *((f"{ROOT_CODE}{n:03}", name, OrganKind.TOWNSHIP) for n, name in enumerate(towns, start=101)),
        *((f"{ROOT_CODE}{n:03}", name, OrganKind.SUBDISTRICT) for n, name in enumerate(subdistricts, start=201)),
    ]
