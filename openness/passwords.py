"""How long a password is, said in Chinese: Django's own translation has no words for it."""

from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError


class LongEnough(MinimumLengthValidator):
    """A password of at least `min_length` characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a shorter one. Raises ValidationError."""
        if len(password) < self.min_length:
            raise ValidationError(f"密码太短，至少 {self.min_length} 个字符。", code="password_too_short")

    def get_help_text(self) -> str:
        """Return what is accepted."""
        return f"密码至少 {self.min_length} 个字符。"
