"""The trail of what people did beside the work on cases (操作留痕): logins, exports, looks at personal data."""

from typing import Any, NoReturn

from django.db import models

from openness.organs.choices import TrailKind
from openness.organs.models.organ import Organ
from openness.organs.models.person import User

USERNAME_ROOM = 150
SUBJECT_ROOM = 200


class TrailIsFixed(TypeError):
    """An entry was to be changed or removed."""

    def __init__(self) -> None:
        super().__init__("操作留痕只增不改，不能修改或删除。")


class TrailQuerySet(models.QuerySet["TrailEntry"]):
    """Entries; none of them is changed or removed."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse. Raises TrailIsFixed."""
        raise TrailIsFixed

    def delete(self) -> NoReturn:
        """Refuse. Raises TrailIsFixed."""
        raise TrailIsFixed


class TrailEntry(models.Model):
    """One thing somebody did; written by openness.organs.trail.leave only, never changed.

    It names what was done and to which thing (registration number, address of a report, file), and never holds personal
    data of applicants.
    """

    at = models.DateTimeField("时间")
    kind = models.CharField("类别", max_length=12, choices=TrailKind.choices)
    who = models.ForeignKey(
        User, models.PROTECT, verbose_name="人员", related_name="+", null=True, blank=True,
        help_text="登录失败的没有人员，只有所填的用户名",
    )  # fmt: skip
    username = models.CharField("用户名", max_length=USERNAME_ROOM, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name="所涉单位", related_name="+", null=True, blank=True)
    subject = models.CharField("对象", max_length=SUBJECT_ROOM, blank=True)
    rows = models.PositiveIntegerField("行数", null=True, blank=True)
    with_personal = models.BooleanField("含个人信息全文", default=False)
    ip = models.CharField("网络地址", max_length=45, blank=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = "操作留痕"
        verbose_name_plural = "操作留痕"
        ordering = ["-at", "-id"]
        indexes = [models.Index(name="trail_newest_first", fields=["-at", "-id"])]
        constraints = [
            models.CheckConstraint(name="trail_kind_is_known", condition=models.Q(kind__in=TrailKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises TrailIsFixed where it is there already."""
        if not self._state.adding:
            raise TrailIsFixed
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse. Raises TrailIsFixed."""
        raise TrailIsFixed
