"""A definition as XLSForm. What XLSForm has no place for (scores, units, registers) stands in columns of our own.

Other programs pass over those columns and the sheet of scores; reading the file here gives the same definition back.
"""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from apps.instruments.form import Choice, Definition, Question, Words
from apps.instruments.form.definition import CHINESE, ENGLISH, LANGUAGES
from apps.instruments.form.expressions import Tree
from apps.instruments.form.expressions import write as text_of
from apps.instruments.words import YES_NO
from apps.instruments.xlsform.columns import (
    CHOICES_SHEET,
    LANGUAGE,
    NARROWER,
    SCORES,
    SETTINGS,
    SURVEY,
    TRANSLATED,
    TYPES,
)  # fmt: skip
from apps.instruments.xlsform.limits import with_limits
from apps.instruments.xlsform.sheets import SMALLER

Line = dict[str, Any]
SURVEY_COLUMNS = (
    "type", "name", *(f"{name}::{LANGUAGE[language]}" for name in TRANSLATED[:2] for language in LANGUAGES), "required",
    "relevant", "constraint", *(f"constraint_message::{LANGUAGE[language]}" for language in LANGUAGES), "calculation",
    "appearance", "parameters", "kind", "writes", *(f"unit::{LANGUAGE[language]}" for language in LANGUAGES),
)  # fmt: skip
CHOICE_COLUMNS = ("list_name", "name", *(f"label::{LANGUAGE[language]}" for language in LANGUAGES), "score")
SETTING_COLUMNS = (
    "form_title", "form_id", "version", "default_language", "title_zh", "title_en", "intro_zh", "intro_en"
)  # fmt: skip
SCORE_COLUMNS = (
    "score", "method", "group", "label_zh", "label_en", "unit_zh", "unit_en", "part", "part_zh", "part_en", "value",
    "low", "high", "weight",
)  # fmt: skip


def write_xlsform(definition: Definition, *, form_id: str = "form", version: str = "1") -> bytes:
    """The workbook (.xlsx)."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(book, SURVEY, SURVEY_COLUMNS, _survey(definition))
        _sheet(book, CHOICES_SHEET, CHOICE_COLUMNS, _choices(definition))
        _sheet(book, SETTINGS, SETTING_COLUMNS, [_settings(definition, form_id, version)])
        if definition.scores:
            _sheet(book, SCORES, SCORE_COLUMNS, _scores(definition))
    return held.getvalue()


def _sheet(book: Any, name: str, columns: tuple[str, ...], lines: Any) -> None:
    page, bold = book.add_worksheet(name), book.add_format({"bold": True, "bg_color": "#E8F3EF"})
    page.freeze_panes(1, 0)
    page.set_column(0, len(columns), 22)
    for column, heading in enumerate(columns):
        page.write_string(0, column, heading, bold)
    for row, line in enumerate(lines, start=1):
        for column, heading in enumerate(columns):
            if line.get(heading) not in (None, ""):
                page.write(row, column, line[heading])


def _said(column: str, words: Words) -> Line:
    return {f"{column}::{LANGUAGE[CHINESE]}": words.zh, f"{column}::{LANGUAGE[ENGLISH]}": words.en}


def _pair(column: str, words: Words) -> Line:
    return {f"{column}_zh": words.zh, f"{column}_en": words.en}


def _text(tree: Tree | None) -> str:
    return text_of(tree) if tree else ""


def _survey(definition: Definition) -> Iterator[Line]:
    for group in definition.groups:
        opening = {"type": "begin_group", "name": f"group_{group.key}", "relevant": _text(group.relevant)}
        yield opening | _said("label", group.label) | _said("hint", group.hint)
        for question in group.questions:
            yield from _lines(question)
        yield {"type": "end_group"}


def _lines(question: Question) -> Iterator[Line]:
    if question.kind != "repeat":
        yield _line(question)
        return
    opening = {"type": "begin_repeat", "name": question.key, "relevant": _text(question.relevant)}
    yield opening | _said("label", question.label) | _said("hint", question.hint)
    for inner in question.questions:
        yield _line(inner)
    yield {"type": "end_repeat"}


def _line(question: Question) -> Line:
    listed = f" {list_name(question)}" if choices_of(question) else ""
    return {
        "type": TYPES[question.kind] + listed,
        "name": question.key,
        "required": "yes" if question.required else "",
        "relevant": _text(question.relevant),
        "constraint": _text(with_limits(question)),
        "calculation": _text(question.calculate),
        "appearance": "signature" if question.kind == "signature" else "",
        "parameters": f"{SMALLER}1600" if TYPES[question.kind] == "image" else "",
        "kind": question.kind if question.kind in NARROWER else "",
        "writes": question.writes,
        **_said("label", question.label),
        **_said("hint", question.hint),
        **_said("constraint_message", question.constraint_message),
        **_said("unit", question.unit),
    }


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The answers to choose from; those of yes and no too."""
    return question.choices or (YES_NO if question.kind == "yes_no" else ())


def list_name(question: Question) -> str:
    """The name of its list of choices; all plain yes-or-no questions share one."""
    return "yes_no" if question.kind == "yes_no" and not question.choices else f"list_{question.key}"


def _choices(definition: Definition) -> Iterator[Line]:
    written = set()
    for _group, question in definition:
        name = list_name(question)
        if choices_of(question) and name not in written:
            written.add(name)
            for choice in choices_of(question):
                yield {"list_name": name, "name": choice.key, "score": choice.score} | _said("label", choice.label)


def _settings(definition: Definition, form_id: str, version: str) -> Line:
    return {
        "form_title": definition.title.of(CHINESE),
        "form_id": form_id,
        "version": version,
        "default_language": LANGUAGE[CHINESE],
        **_pair("title", definition.title),
        **_pair("intro", definition.intro),
    }


def _scores(definition: Definition) -> Iterator[Line]:
    for score in definition.scores:
        head = {"score": score.key, "method": score.method, "group": score.group}
        for part in score.parts:
            body = {"part": part.key, "value": text_of(part.value), "low": part.low, "high": part.high}
            yield {
                **head, **_pair("label", score.label), **_pair("unit", score.unit), **body,
                **_pair("part", part.label), "weight": part.weight,
            }  # fmt: skip
