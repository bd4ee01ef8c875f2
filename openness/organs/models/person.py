"""People who work here, each in one unit and one role."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from openness.organs.choices import Role
from openness.organs.models.organ import Organ


class User(AbstractUser):
    """A person with a unit and a role; rights follow both (openness.organs.rights)."""

    organ = models.ForeignKey(
        Organ, models.PROTECT, verbose_name="所在单位", related_name="people", null=True, blank=True
    )
    role = models.CharField("角色", max_length=16, choices=Role.choices, blank=True)
    full_name = models.CharField("姓名", max_length=60, blank=True)

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        constraints = [
            models.CheckConstraint(
                name="person_role_is_known",
                condition=Q(role__in=["", *Role.values]),
                violation_error_message="角色不在规定的六种之内。",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username
