"""Answers to choose from, one a line: 中文 | English | points. Their names stay while their words do."""

from typing import Any

from apps.instruments.form.definition import CHINESE, ENGLISH

MARK = "|"


def shown(choices: list[dict[str, Any]]) -> str:
    """The lines of the choices."""
    return "\n".join(_line(choice) for choice in choices)


def _line(choice: dict[str, Any]) -> str:
    label = choice.get("label", {})
    parts = [label.get(CHINESE, ""), label.get(ENGLISH, "")]
    if choice.get("score") is not None:
        parts.append(f"{choice['score']:g}")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return f" {MARK} ".join(parts)


def read(text: str, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The choices of the lines. Raises ValueError with a line whose points are no number.

    A choice keeps its name by its Chinese words, or else by its place where no line was added or taken out.
    """
    lines = [line for line in (line.strip() for line in text.replace("｜", MARK).splitlines()) if line]
    rows = [[part.strip() for part in line.split(MARK)] for line in lines]
    by_words = {choice.get("label", {}).get(CHINESE): choice["key"] for choice in known}
    by_words |= {
        choice.get("label", {}).get(ENGLISH): choice["key"] for choice in known if not choice["label"].get(CHINESE)
    }
    keys = [by_words.get(row[0]) for row in rows]
    if len(rows) == len(known):
        free = [choice["key"] if choice["key"] not in keys else None for choice in known]
        keys = [key or spare for key, spare in zip(keys, free, strict=True)]
    taken = set(keys)
    found = []
    for row, key, line in zip(rows, keys, lines, strict=True):
        name = key or next(f"a{number}" for number in range(1, 1000) if f"a{number}" not in taken)
        taken.add(name)
        found.append({"key": name, "label": _label(row)} | _score(row, line))
    return found


def _label(row: list[str]) -> dict[str, str]:
    pairs = zip((CHINESE, ENGLISH), row, strict=False)
    return {language: said for language, said in pairs if said}


def _score(row: list[str], line: str) -> dict[str, Any]:
    if len(row) < 3 or not row[2]:
        return {}
    try:
        value = float(row[2])
    except ValueError:
        raise ValueError(line) from None
    return {"score": int(value) if value == int(value) else value}
