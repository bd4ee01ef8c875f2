"""People who work here, each in one unit and one role."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from openness.organs.choices import Role
from openness.organs.models.organ import Organ

if TYPE_CHECKING:
    from openness.organs.rights import Ground

UNTRACKED = ("password", "last_login", "password_given_at", "password_given_by")
"""What the history of a person leaves out: a hash is nobody's to read; logins and passwords leave rows in the trail."""


class User(AbstractUser):
    """A person with a unit and a role; rights follow both (openness.organs.rights)."""

    organ = models.ForeignKey(
        Organ, models.PROTECT, verbose_name="所在单位", related_name="people", null=True, blank=True
    )
    role = models.CharField("角色", max_length=16, choices=Role.choices, blank=True)
    full_name = models.CharField("姓名", max_length=60, blank=True)
    password_given_at = models.DateTimeField(
        "密码由他人设定的时间", null=True, blank=True, editable=False,
        help_text="空白：密码是本人所设。有时间的，本人登录后须先改密码。",
    )  # fmt: skip
    password_given_by = models.ForeignKey(
        "self", models.PROTECT, verbose_name="设定密码的人", related_name="+", null=True, blank=True, editable=False
    )
    history = HistoricalRecords(verbose_name="人员修改记录", excluded_fields=list(UNTRACKED))

    standing_in: "tuple[Ground, ...]" = ()
    """For whom the person stands in today; filled at the edge by openness.organs.standing, never stored."""

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        constraints = [
            models.CheckConstraint(
                name="person_role_is_known",
                condition=Q(role__in=["", *Role.values]),
                violation_error_message="角色不在规定的六种之内。",
            ),
            models.CheckConstraint(
                name="person_password_is_given_at_some_time",
                condition=Q(password_given_by=None) | Q(password_given_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person; a login, which touches only what the history leaves out, adds no line to it."""
        touched = set(kwargs.get("update_fields") or ())
        if not touched or touched - set(UNTRACKED):
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving
