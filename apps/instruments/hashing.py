"""What identifies the content of a version."""

from hashlib import sha256
from typing import Any

from apps.core.canonical import canonical


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the content in its canonical form, 64 hexadecimal digits."""
    return sha256(canonical(content)).hexdigest()
