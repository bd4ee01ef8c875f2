"""Making people by command: the first administrator by the superuser, everybody else by an administrator."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from openness.organs.models import User
from openness.organs.people import PersonRefused, create_person
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
STRONG = "梧桐-2026-好密码"


def test_who_may_not_manage_people_makes_nobody() -> None:
    office = Office()
    for by in (office.clerk, office.coordinator, office.auditor):
        with pytest.raises(PersonRefused):
            create_person(by=by, at=NOW, username="new", organ=office.first, role="clerk", password=STRONG)
    with pytest.raises(PersonRefused):
        create_person(
            by=office.administrator, at=NOW, username="new", organ=office.elsewhere, role="clerk", password=STRONG
        )
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize(
    "changes", [{"username": "li.clerk"}, {"username": ""}, {"role": "king"}, {"password": "123456"}]
)
def test_what_cannot_be_is_refused(changes: dict[str, str]) -> None:
    office = Office()
    given = {"username": "new", "role": "clerk", "password": STRONG, **changes}
    with pytest.raises(PersonRefused):
        create_person(by=office.administrator, at=NOW, organ=office.first, **given)
    assert not User.objects.filter(username="new").exists()


def test_the_superuser_makes_the_first_administrator_and_no_second(tmp_path: Path) -> None:
    office = Office()
    User.objects.filter(pk=office.administrator.pk).delete()
    User.objects.create_superuser("root")
    secret = tmp_path / "password"
    secret.write_text(f"{STRONG}\n", encoding="utf-8")
    told = StringIO()
    arguments = ["--organ", "T01", "--role", "administrator", "--password-file", str(secret), "--as", "root"]
    call_command("create_person", "first.admin", *arguments, stdout=told)
    made = User.objects.get(username="first.admin")
    assert (made.role, made.organ, made.check_password(STRONG)) == ("administrator", office.district, True)
    assert "first.admin" in told.getvalue()
    with pytest.raises(SystemExit) as left:
        call_command("create_person", "second.admin", *arguments, stderr=StringIO())
    assert left.value.code == 1
    call_command(
        "create_person",
        "new.clerk",
        "--organ",
        "T0101",
        "--role",
        "clerk",
        "--password-file",
        str(secret),
        "--as",
        "first.admin",
    )
    assert User.objects.get(username="new.clerk").organ == office.first
