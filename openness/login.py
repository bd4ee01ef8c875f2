"""Signing in: Django's form with a sentence that says what to do."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm

WRONG = "用户名或密码不对，请核对后重新输入（密码区分大小写）。连续输错会暂时锁定；忘记密码请联系系统管理员。"


class LoginForm(AdminAuthenticationForm):
    """The name and password of somebody who works here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {**self.error_messages, "invalid_login": WRONG}
