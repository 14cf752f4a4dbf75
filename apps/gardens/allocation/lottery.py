"""The lottery: SHA-256 of the published seed and what is drawn, so that anybody can draw it again."""

from hashlib import sha256


def ticket(seed: str, *parts: str) -> int:
    """The number that a household (or another thing) draws: SHA-256 of `seed:part:part` in UTF-8, as a number."""
    return int.from_bytes(sha256(":".join((seed, *parts)).encode()).digest(), "big")
