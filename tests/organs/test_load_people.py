"""Loading people from a file: all of them or none, every bad row told, and nobody beyond one's own subtree."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from openness.organs.choices import Role
from openness.organs.models import TrailEntry, User
from openness.organs.people_file import PeopleRefused, read_people
from openness.organs.people_loading import LoadedPeople, load_people
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db

HEADER = "username,full_name,organ_code,role,password,active"
STRONG = "梧桐-2026-好密码"
NEW = f"new.one,新人（虚构）,T0101,经办人,{STRONG},是"


@pytest.fixture
def office() -> Office:
    return Office()


def load(path: Path, by: User | None, *lines: str, header: str = HEADER) -> LoadedPeople:
    """Load a made-up file."""
    target = path / "人员.csv"
    target.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return load_people(rows=read_people(target), by=by, at=NOW, file_name=target.name)


def refused(path: Path, by: User | None, *lines: str, header: str = HEADER) -> str:
    """Expect a refusal with nothing written, and return what it says."""
    before = list(User.objects.values_list()), User.history.count()
    with pytest.raises(PeopleRefused) as caught:
        load(path, by, *lines, header=header)
    assert before == (list(User.objects.values_list()), User.history.count())
    assert not TrailEntry.objects.exists()
    return str(caught.value)


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "manager", "auditor", "stranger"])
def test_who_does_not_manage_people_loads_nobody(office: Office, tmp_path: Path, who: str) -> None:
    assert "没有维护这个单位人员的权限" in refused(tmp_path, getattr(office, who), NEW)


@pytest.mark.parametrize("role", ["clerk", "administrator"])
def test_nobody_is_placed_outside_the_subtree(office: Office, tmp_path: Path, role: str) -> None:
    said = refused(tmp_path, office.administrator, NEW, f"far,远（虚构）,T02,{role},{STRONG},是")
    assert "第3行 “organ_code”填的是“T02”" in said


def test_an_administrator_below_makes_no_administrator_above(office: Office, tmp_path: Path) -> None:
    below = office.person("below.admin", Role.ADMINISTRATOR, office.first)
    assert "T01" in refused(tmp_path, below, f"up,上（虚构）,T01,administrator,{STRONG},是")
    assert load(tmp_path, below, f"down,下（虚构）,T0101,administrator,{STRONG},是").created == 1


def test_people_of_other_subtrees_are_not_taken_over(office: Office, tmp_path: Path) -> None:
    root = User.objects.create_superuser("root", organ=office.first)
    lost = User.objects.create_user("lost")
    for person in (office.stranger, root, lost):
        said = refused(tmp_path, office.administrator, f"{person.username},改名,T0101,clerk,,是")
        assert "不是您管理的人员" in said


def test_nobody_shuts_themselves_out(office: Office, tmp_path: Path) -> None:
    for line in ("T01,administrator,,否", "T01,clerk,,是", "T0101,administrator,,是"):
        assert "就是您自己" in refused(tmp_path, office.administrator, f"wu.administrator,吴,{line}")
    assert load(tmp_path, office.administrator, "wu.administrator,吴新名,T01,administrator,,是").updated == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",新人,T0101,clerk,,是", "第2行 “username”没有填写"),
        ("a b,新人,T0101,clerk,,是", "第2行 “username”填的是“a b”"),
        ("new,,T0101,clerk,,是", "第2行 “full_name”没有填写"),
        ("new,新人,,clerk,,是", "第2行 “organ_code”没有填写"),
        ("new,新人,T0199,clerk,,是", "第2行 “organ_code”填的是“T0199”，系统里没有这个单位"),
        ("new,新人,T0101,king,,是", "第2行 “role”填的是“king”；可填：经办人"),
        ("new,新人,T0101,clerk,,", "第2行 “active”填的是“”；在用填“是”"),
        ("new,新人,T0101,clerk,,也许", "第2行 “active”填的是“也许”"),
        ("new,新人,T0101,clerk,123456,是", "第2行 “password”不合要求：密码太短，至少 10 个字符"),
        ("n" * 151 + ",新人,T0101,clerk,,是", "有151个字符，最多150个"),
        ("new,新人,T0101,clerk,,是,多", "单元格比表头多"),
        (f"{NEW}\n{NEW}", "第3行 “username”“new.one”与第2行重复"),
    ],
)
def test_a_bad_row_is_told_with_row_column_and_what_is_accepted(
    office: Office, tmp_path: Path, line: str, said: str
) -> None:
    assert said in refused(tmp_path, office.administrator, line)


def test_every_bad_row_is_told_at_once_and_the_good_ones_wait(office: Office, tmp_path: Path) -> None:
    said = refused(tmp_path, office.administrator, NEW, "b,乙,T0101,king,,是", "c,丙,T0101,clerk,,也许")
    assert "第3行" in said
    assert "第4行" in said


def test_columns_and_files_are_checked_as_those_of_units(office: Office, tmp_path: Path) -> None:
    assert "缺少列：active" in refused(tmp_path, office.administrator, header=HEADER.removesuffix(",active"))
    assert "只有表头，没有人员" in refused(tmp_path, office.administrator)
    (tmp_path / "表.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(PeopleRefused, match="载入人员要用 .csv"):
        read_people(tmp_path / "表.csv")


def test_people_are_created_with_their_password_or_a_random_one(office: Office, tmp_path: Path) -> None:
    done = load(
        tmp_path, office.administrator, NEW, "random,随机（虚构）,T0102,head,,是", "idle,停（虚构）,T0102,clerk,,否"
    )
    assert (done.created, set(done.passwords)) == (3, {"random", "idle"})
    made = User.objects.get(username="new.one")
    assert (made.full_name, made.organ, made.role, made.is_staff) == ("新人（虚构）", office.first, "clerk", True)
    assert made.check_password(STRONG)
    drawn = User.objects.get(username="random")
    assert drawn.check_password(done.passwords["random"])
    assert len(done.passwords["random"]) >= 16
    assert not User.objects.get(username="idle").is_active
    assert made.history.get().history_user == office.administrator


def test_somebody_who_is_here_is_updated_and_keeps_the_password(office: Office, tmp_path: Path) -> None:
    lines = ["li.clerk,李新名,T0102,head,另-2026-一个密码,否"]
    done = load(tmp_path, office.administrator, *lines)
    office.clerk.refresh_from_db()
    assert (done.updated, done.passwords) == (1, {})
    assert (office.clerk.full_name, office.clerk.organ, office.clerk.role) == ("李新名", office.second, "head")
    assert not office.clerk.is_active
    assert office.clerk.check_password("pass-for-tests")
    assert load(tmp_path, office.administrator, *lines).unchanged == 1


def test_the_command_prints_a_random_password_once_and_leaves_a_trace(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "人员.csv"
    target.write_text(f"{HEADER}\nrandom,随机（虚构）,T0102,head,,是\n", encoding="utf-8")
    told = StringIO()
    call_command("load_people", str(target), "--as", "wu.administrator", stdout=told)
    password = told.getvalue().strip().splitlines()[-1].split("\t")[1]
    assert User.objects.get(username="random").check_password(password)
    trace = TrailEntry.objects.get(kind="command")
    assert (trace.who, trace.kind, trace.subject, trace.rows) == (
        office.administrator, "command", "load_people 人员.csv", 1,
    )  # fmt: skip
    again, wrong = StringIO(), StringIO()
    call_command("load_people", str(target), "--as", "wu.administrator", stdout=again)
    assert password not in again.getvalue()
    with pytest.raises(SystemExit) as left:
        call_command("load_people", str(target), "--as", "li.clerk", stderr=wrong)
    assert (left.value.code, "没有维护" in wrong.getvalue()) == (1, True)
