"""The lottery: SHA-256 of the published seed and what is drawn, so that anybody can draw it again."""

from collections.abc import Iterable
from hashlib import sha256

TIE_BITS = 38


def ticket(seed: str, *parts: str) -> int:
    """The number that a household (or another thing) draws: SHA-256 of `seed:part:part` in UTF-8, as a number."""
    return int.from_bytes(sha256(":".join((seed, *parts)).encode()).digest(), "big")


def drawn(seed: str, codes: Iterable[str]) -> list[str]:
    """The codes in the order of the draw, the smallest number first; equal numbers (never seen) by code."""
    return sorted(codes, key=lambda code: (ticket(seed, code), code))
