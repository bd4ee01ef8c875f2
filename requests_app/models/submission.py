"""Forms that were sent: one row for each that made something, so that sending it twice makes nothing twice."""

from django.conf import settings
from django.db import models

from requests_app.models.appeal import Appeal
from requests_app.models.request import DisclosureRequest

TOKEN_ROOM = 64


class Submission(models.Model):
    """One form, known by the token it was opened with, and the case or appeal that came of it."""

    token = models.CharField("表单标识", max_length=TOKEN_ROOM, unique=True)
    request = models.ForeignKey(
        DisclosureRequest, models.CASCADE, verbose_name="公开申请", related_name="+", null=True, blank=True
    )
    appeal = models.ForeignKey(Appeal, models.CASCADE, verbose_name="复议诉讼", related_name="+", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提交人", related_name="+", db_index=False
    )
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "已提交的表单"
        verbose_name_plural = "已提交的表单"

    def __str__(self) -> str:
        return f"{self.request or self.appeal or ''}"

    @property
    def made(self) -> DisclosureRequest | Appeal | None:
        """What came of the form."""
        return self.request or self.appeal
