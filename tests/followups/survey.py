"""The survey of the field study: 50 households near the line with 270 people, as their answers say it.

186 healthy, 60 chronically ill, 24 seriously ill; 31 of the 50 households (62%) are not permanent residents.
Source: DOMAIN.md, "What the field studies found", points 6 and 8.
"""

from typing import Any

HOUSEHOLDS, PEOPLE = 50, 270
HEALTH = ["healthy"] * 186 + ["chronic"] * 60 + ["serious"] * 24
RESIDENCE = ["migrant_work"] * 15 + ["dual"] * 9 + ["vacant"] * 4 + ["returned"] * 3 + ["permanent"] * 19
SHARES = {"healthy": "68.9", "chronic": "22.2", "serious": "8.9", "not_permanent": "62.0"}
LINE = 8_000  # yuan a person and year, set for the survey's year; all 50 are below it


def sizes() -> list[int]:
    """20 households of six people and 30 of five."""
    return [6] * 20 + [5] * 30


def answers(number: int, members: list[int], healths: list[str]) -> dict[str, Any]:
    """What household `number` says under “guarantees and income”; `members` are keys of its people."""
    return {
        "residence": RESIDENCE[number],
        "members": [
            {"member": member, "health": [health]} for member, health in zip(members, healths, strict=True)
        ],
        "income_year": 2025,
        "wage": 4_000 * len(members),
        "transfer": 1_500 * len(members),
    }  # fmt: skip
