"""Typed readers of environment variables that fail loudly with the variable's name and what is expected.

Every reader notes the name that it was asked for, so that a test can compare them with docker-compose.yml and the docs.
"""

import base64
import binascii
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured

ON = frozenset({"1", "on", "true", "yes"})
OFF = frozenset({"0", "off", "false", "no"})
DATABASE_SCHEMES = frozenset({"postgres", "postgresql", "sqlite"})
SM4_KEY_BYTES = 16


class BadEnvironment(ImproperlyConfigured):
    """A variable is missing or unreadable; the message names it, what is expected and what to do."""


class Environment:
    """Reads one set of variables and remembers which names were asked for."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.names: set[str] = set()
        self.secret_names: set[str] = set()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a switch. Raises BadEnvironment where the value is neither on nor off."""
        text = self._plain(name).lower()
        if not text:
            return default
        if text not in ON | OFF:
            raise BadEnvironment(f"环境变量 {name} 应为 on 或 off，现为 {text!r}。")
        return text in ON

    def text(self, name: str, *, default: str = "") -> str:
        """Return a text that is no secret."""
        return self._plain(name) or default

    def names_list(self, name: str) -> list[str]:
        """Return the parts of a comma-separated text, without empty ones."""
        return [part.strip() for part in self._plain(name).split(",") if part.strip()]

    def path(self, name: str, *, default: Path) -> Path:
        """Return a folder. Raises BadEnvironment where it is not absolute, as the working folder is anybody's guess."""
        text = self._plain(name)
        if text and not Path(text).is_absolute():
            raise BadEnvironment(f"环境变量 {name} 应为绝对路径，现为 {text!r}。")
        return Path(text) if text else default

    def time_zone(self, name: str, *, default: str) -> str:
        """Return the name of a time zone. Raises BadEnvironment where the system does not know it."""
        text = self._plain(name) or default
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise BadEnvironment(f"环境变量 {name} 应为时区名，如 Asia/Shanghai；现为 {text!r}。") from unknown
        return text

    def secret(self, name: str, *, default: str = "") -> str:
        """Return a secret from NAME or from the file that NAME_FILE names.

        Raises BadEnvironment where both are set, the file cannot be read, or there is neither and no default.
        """
        value = self._secret(name) or default
        if not value:
            raise BadEnvironment(
                f"缺少环境变量 {name}（也可用 {name}_FILE 指向存放它的文件）。生成办法见 docs/operations.md；"
                "仅在本机开发时可设 DEBUG=on。"
            )
        return value

    def long_secret(self, name: str, *, least: int, default: str = "") -> str:
        """Return a secret of at least `least` characters; raises BadEnvironment where it is shorter."""
        value = self.secret(name, default=default)
        if len(value) < least:
            raise BadEnvironment(
                f"环境变量 {name} 只有 {len(value)} 个字符，至少要 {least} 个随机字符。生成办法见 docs/operations.md。"
            )
        return value

    def keys(self, name: str, *, default: str = "") -> dict[str, bytes]:
        """Return the SM4 keys of `id:base64[,id:base64…]` in their order; the first one writes.

        Raises BadEnvironment where one is malformed, of a length other than 16 bytes, or named twice.
        """
        ring: dict[str, bytes] = {}
        for position, part in enumerate(self.secret(name, default=default).split(","), start=1):
            key_id, key = _key(name, position, part)
            if key_id in ring:
                raise BadEnvironment(f"环境变量 {name} 中密钥编号 {key_id!r} 出现两次；每把密钥须有自己的编号。")
            ring[key_id] = key
        return ring

    def database(self, name: str, *, default: str = "") -> dict[str, Any] | None:
        """Return Django's description of a database address, None where there is none.

        Raises BadEnvironment where the address is not postgres:// or sqlite://; the message does not repeat it, as it
        may hold a password.
        """
        address = self._secret(name) or default
        if not address:
            return None
        if urlsplit(address).scheme not in DATABASE_SCHEMES:
            raise BadEnvironment(
                f"环境变量 {name} 应为 postgres://用户:密码@主机:端口/库名 或 sqlite:///绝对路径（内容可能含密码，此处不显示）。"
            )
        return dict(environ.Env.db_url_config(address))

    def _plain(self, name: str) -> str:
        self.names.add(name)
        return self._variables.get(name, "").strip()

    def _secret(self, name: str) -> str:
        self.secret_names.add(name)
        direct, file_name = self._plain(name), self._variables.get(f"{name}_FILE", "").strip()
        if direct and file_name:
            raise BadEnvironment(f"环境变量 {name} 与 {name}_FILE 只能设一个。")
        return direct if direct or not file_name else _file_text(name, file_name)


def _file_text(name: str, file_name: str) -> str:
    try:
        text = Path(file_name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise BadEnvironment(f"环境变量 {name}_FILE 指向的文件 {file_name!r} 读不出来：{unreadable}。") from unreadable
    if not text:
        raise BadEnvironment(f"环境变量 {name}_FILE 指向的文件 {file_name!r} 是空的。")
    return text


def _key(name: str, position: int, part: str) -> tuple[str, bytes]:
    key_id, colon, encoded = part.strip().partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not (colon and key_id.isalnum() and len(key) == SM4_KEY_BYTES):
        raise BadEnvironment(
            f"环境变量 {name} 的第 {position} 项应为 编号:密钥，编号只用字母和数字，"
            f"密钥为 {SM4_KEY_BYTES} 字节的 base64（内容是密钥，此处不显示）。"
        )
    return key_id, key
