"""Encryption of sensitive values at rest, with key rotation, and a keyed blind index for exact search.

A stored value is `key id (1 byte) | nonce (12) | AES-256-GCM ciphertext and tag`. The first key in
settings.FIELD_KEYS encrypts; all of them decrypt. The blind index is an HMAC-SHA256 under settings.INDEX_KEY,
which is a different key: it says whether two values are equal and nothing more.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.dispatch import receiver

NONCE_BYTES = 12


@lru_cache(maxsize=1)
def _keyring() -> dict[int, AESGCM]:
    """Keys by id, in the order of the setting. A key is written `id:base64 of 32 bytes`."""
    ring: dict[int, AESGCM] = {}
    for entry in settings.FIELD_KEYS:
        ident, _, encoded = entry.partition(":")
        raw = base64.b64decode(encoded)
        if len(raw) != 32 or not 0 < int(ident) < 256:
            raise ImproperlyConfigured("FIELD_KEYS: each entry is “id:base64 of 32 bytes”, id from 1 to 255.")
        ring[int(ident)] = AESGCM(raw)
    if not ring:
        raise ImproperlyConfigured("FIELD_KEYS names no key.")
    return ring


@lru_cache(maxsize=1)
def _index_key() -> bytes:
    raw = base64.b64decode(settings.INDEX_KEY)
    if len(raw) < 32:
        raise ImproperlyConfigured("INDEX_KEY must be base64 of at least 32 bytes.")
    return raw


@receiver(setting_changed)
def _forget_keys(*, setting: str, **kwargs: object) -> None:
    if setting in {"FIELD_KEYS", "INDEX_KEY"}:
        _keyring.cache_clear()
        _index_key.cache_clear()


def encrypt(plain: str, *, purpose: str) -> bytes:
    """Encrypt for one purpose (a table and column); a value moved to another column does not decrypt there."""
    ident, key = next(iter(_keyring().items()))
    nonce = os.urandom(NONCE_BYTES)
    return bytes([ident]) + nonce + key.encrypt(nonce, plain.encode(), purpose.encode())


def decrypt(stored: bytes, *, purpose: str) -> str:
    """The plain value. Raises ImproperlyConfigured when its key is not in the ring, ValueError when tampered with."""
    key = _keyring().get(stored[0])
    if key is None:
        raise ImproperlyConfigured(f"FIELD_KEYS lacks key {stored[0]}, which encrypted a stored value.")
    nonce, body = stored[1 : 1 + NONCE_BYTES], stored[1 + NONCE_BYTES :]
    try:
        return key.decrypt(nonce, body, purpose.encode()).decode()
    except InvalidTag as error:
        raise ValueError("A stored value was changed or belongs to another column.") from error


def current_key() -> int:
    """The id of the key that encrypts now."""
    return next(iter(_keyring()))


def blind_index(value: str, *, purpose: str, key: str = "") -> bytes:
    """A 16-byte keyed fingerprint of a normalised value, for unique constraints and exact look-up.

    `key` (base64) stands in for settings.INDEX_KEY while indexes are rebuilt under a new one.
    """
    secret = base64.b64decode(key) if key else _index_key()
    return hmac.new(secret, f"{purpose}\x00{value}".encode(), hashlib.sha256).digest()[:16]
