"""Applicants' personal data at rest: sealed with SM4-GCM, searched by a keyed digest.

The key ring is `settings.PERSONAL_DATA_KEYS`: key id → 16 bytes; the first key writes, all of them read.
"""

import base64
import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db import models

NONCE_BYTES = 12
TAG_BYTES = 16
NO_DUMP = "含申请人个人信息的表不能用 dumpdata 导出明文；备份请用数据库自己的工具（docs/operations.md）。"


class SealBroken(ValueError):
    """A sealed value cannot be opened: its key is not in the ring or the value was altered."""


def seal(plain: str) -> str:
    """Return `plain` sealed under the writing key as `keyid:base64(nonce + ciphertext + tag)`."""
    key_id, key = next(iter(_ring().items()))
    nonce = os.urandom(NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    body = encryptor.update(plain.encode()) + encryptor.finalize()
    return f"{key_id}:{base64.b64encode(nonce + body + encryptor.tag).decode()}"


def unseal(sealed: str) -> str:
    """Return the text inside `sealed`. Raises SealBroken where the key is unknown or the value was altered."""
    key_id, colon, encoded = sealed.partition(":")
    if not colon:
        raise SealBroken("个人信息列中有未加密的内容，无法读取；请检查是谁绕过系统直接写入了数据库。")
    key = _ring().get(key_id)
    if key is None:
        raise SealBroken(f"个人信息密钥 {key_id!r} 不在 PERSONAL_DATA_KEYS 中，无法读取；请把该密钥加回后重试。")
    raw = _decoded(encoded)
    nonce, body, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    try:
        return (decryptor.update(body) + decryptor.finalize()).decode()
    except InvalidTag as broken:
        raise SealBroken("个人信息密文校验失败：数据被改动，或密钥不对。") from broken


def digest(plain: str) -> str:
    """Return the search digest of `plain` under the writing key; empty text has no digest."""
    return _digest(plain, next(iter(_ring().values()))) if plain else ""


def search_digests(plain: str) -> list[str]:
    """Return the digests that rows written under any key of the ring would carry for `plain`."""
    return [_digest(plain, key) for key in _ring().values()] if plain else []


def normalised(plain: str) -> str:
    """Return `plain` as digests see it: half width, upper case, without spaces and hyphens."""
    return "".join(unicodedata.normalize("NFKC", plain).upper().split()).replace("-", "")


def _decoded(encoded: str) -> bytes:
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError as broken:
        raise SealBroken("个人信息密文不完整：数据被截断或改动。") from broken
    if len(raw) < NONCE_BYTES + TAG_BYTES:
        raise SealBroken("个人信息密文不完整：数据被截断或改动。")
    return raw


def _digest(plain: str, key: bytes) -> str:
    derived = hashlib.sha256(b"openness search digest" + key).digest()
    return hmac.digest(derived, normalised(plain).encode(), "sha256").hex()[:40]


def _ring() -> Mapping[str, bytes]:
    ring: Mapping[str, bytes] = settings.PERSONAL_DATA_KEYS
    return ring


class SealedTextField(models.TextField[Any, Any]):
    """Text that the database only ever sees sealed; empty text stays empty."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Open a stored value."""
        return unseal(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Seal a value on its way to the database."""
        prepared = super().get_prep_value(value)
        return seal(prepared) if prepared else prepared

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to write it into a dump in clear."""
        raise SealBroken(NO_DUMP)


class SealedJSONField(models.Field[Any, Any]):
    """A JSON object that the database only ever sees sealed; an empty object is stored as empty text."""

    def get_internal_type(self) -> str:
        """Store it in a text column."""
        return "TextField"

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Open a stored object."""
        return json.loads(unseal(value)) if value else {}

    def get_prep_value(self, value: Any) -> Any:
        """Seal an object on its way to the database."""
        return seal(json.dumps(value, ensure_ascii=False, sort_keys=True)) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to write it into a dump in clear."""
        raise SealBroken(NO_DUMP)
