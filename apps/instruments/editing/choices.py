"""Answers to choose from, line by line. Their names stay while their words do."""

from collections.abc import Sequence
from typing import Any

from apps.instruments.form.definition import CHINESE, ENGLISH

Row = dict[str, str]


def shown(choices: Sequence[dict[str, Any]]) -> list[Row]:
    """The lines of the choices: Chinese, English, points."""
    return [_row(choice) for choice in choices]


def _row(choice: dict[str, Any]) -> Row:
    label, score = choice.get("label", {}), choice.get("score")
    points = "" if score is None else f"{score:g}"
    return {"zh": label.get(CHINESE, ""), "en": label.get(ENGLISH, ""), "points": points}


def read(rows: Sequence[Row], points: Sequence[float | None], known: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The choices of the lines with their points, None: worth nothing.

    A choice keeps its name by its words, or else by its place where no line was added or taken out.
    """
    by_words = {
        words: choice["key"]
        for language in (ENGLISH, CHINESE)
        for choice in known
        if (words := choice.get("label", {}).get(language))
    }
    keys = [by_words.get(row["zh"] or row["en"]) for row in rows]
    if len(rows) == len(known):
        free = [choice["key"] if choice["key"] not in keys else None for choice in known]
        keys = [key or spare for key, spare in zip(keys, free, strict=True)]
    taken: set[str | None] = set()
    found = []
    for row, key, worth in zip(rows, keys, points, strict=True):
        others = taken | set(keys)
        name = key if key and key not in taken else next(f"a{n}" for n in range(1, 1000) if f"a{n}" not in others)
        taken.add(name)
        found.append({"key": name, "label": _label(row)} | ({} if worth is None else {"score": worth}))
    return found


def _label(row: Row) -> dict[str, str]:
    return {language: said for language, said in ((CHINESE, row["zh"]), (ENGLISH, row["en"])) if said}
