"""What identifies a computation: its inputs and outputs together, in one canonical form of JSON. Knows no Django."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON in its one canonical form: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> str:
    """What identifies inputs and result together: SHA-256, 64 hexadecimal digits."""
    return sha256(canonical(inputs) + b"\n" + canonical(outputs)).hexdigest()
