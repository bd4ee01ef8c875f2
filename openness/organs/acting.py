"""Who acts when a command runs: `--as USER`, for rights and the log; and how commands refuse (interfaces, "Commands")."""

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from openness.organs.choices import TrailKind
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.standing import with_deputyships
from openness.organs.trail import leave

TOLD = ("organ", "year", "scope", "file", "batch", "login")
"""The arguments that the trail keeps."""


class ActingRefused(Exception):
    """The command is refused; the text says why and what to do, in Chinese."""


class WrongUsage(Exception):
    """The command line is not as the command needs it."""


class ActingCommand(BaseCommand):
    """A command done by somebody: exit 0 = done, 1 = refused with reasons on stderr, 2 = wrong usage.

    Subclasses name in `refusals` the exceptions that mean "refused", and in `arguments` their own arguments. What was
    done goes to the trail; a command whose operation leaves an entry of its own says so by `leaves_own_trail`.
    """

    refusals: tuple[type[Exception], ...] = (ActingRefused,)
    leaves_own_trail = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--as` before the command's own arguments."""
        parser.add_argument("--as", dest="username", metavar="USER", default="", help="以谁的身份办理（登录名）")
        self.arguments(parser)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; turn refusals into lines on stderr and an exit code."""
        try:
            said = super().execute(*args, **options)
            self._leave_trail(options)
            return said
        except WrongUsage as wrong:
            self._leave(wrong, 2)
        except self.refusals as refused:
            self._leave(refused, 1)

    def _leave_trail(self, options: dict[str, Any]) -> None:
        """Note what was run: the command with its unit and file, nothing that the file holds."""
        person = User.objects.filter(username=options.get("username") or "").first()
        if self.leaves_own_trail or person is None:
            return
        named = Organ.objects.filter(code=options.get("organ") or "").first()
        told = [self.__module__.rpartition(".")[2], *(_spoken(options[name]) for name in TOLD if options.get(name))]
        leave(by=person, at=timezone.now(), kind=TrailKind.COMMAND, subject=" ".join(told), organ=named)

    def _leave(self, why: Exception, code: int) -> NoReturn:
        self.stderr.write(str(why))
        sys.exit(code)


def _spoken(value: Any) -> str:
    """Return an argument as the trail keeps it: of a file the name without its folders."""
    return value.name if isinstance(value, Path) else str(value)


def acting_person(username: str) -> User | None:
    """Return the person that `--as` names; in development without a name None: the system itself.

    Raises:
        WrongUsage: nobody is named outside development.
        ActingRefused: nobody has that name, or the person may no longer log in.
    """
    if not username:
        if settings.DEBUG:
            return None
        raise WrongUsage("请用 --as 登录名 写明由谁办理；只有开发环境可以省略。")
    person = User.objects.select_related("organ").filter(username=username).first()
    if person is None or not person.is_active:
        raise ActingRefused(f"没有可用的登录名“{username}”（不存在或已停用）。请核对 --as 后重试。")
    return with_deputyships(person, timezone.localdate())


def organ_by_code(code: str) -> Organ:
    """Return the unit with this code. Raises ActingRefused where there is none."""
    organ: Organ | None = Organ.objects.filter(code=code).first()
    if organ is None:
        raise ActingRefused(f"没有代码为“{code}”的单位。请核对 --organ；新单位先用 load_organs 录入。")
    return organ


def require_right(person: User | None, action: Action, organ: Organ | None = None) -> None:
    """Refuse what the person may not do; the system in development may do everything.

    Raises:
        ActingRefused: the role or the unit does not give this right.
    """
    if person is not None and not may(person, action, organ):
        where = f"在“{organ}”" if organ else ""
        raise ActingRefused(
            f"“{person}”{where}没有办理这一步的权限，没有执行任何操作。请换有权限的人员，或联系管理员。"
        )
