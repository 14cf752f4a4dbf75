"""The one form renderer: a version of a questionnaire as plain HTML, for staff pages and phones, online and offline.

The HTML holds the whole definition; static/instruments/form.js brings it to life (what is asked, limits, members,
scores). Without a script all questions stand there, and the server leaves out what was not to be asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from apps.instruments import form
from apps.instruments.form import Definition, Question
from apps.instruments.form.definition import NUMBERS
from apps.instruments.form.filled import MEMBER, is_empty
from apps.instruments.library import definition_of
from apps.instruments.models import InstrumentVersion
from apps.instruments.words import script_words, yes_no_choices

ONE_ROW = "0"  # the row of the empty template that the script copies for each member


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the household, for questions that are asked of each: `key` as answers name them."""

    key: int | str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question as the template shows it. `name` is that of its input, `path` the one in the verdict."""

    question: Question
    name: str
    path: str
    words: Mapping[str, Any]
    value: Any = None
    prefilled: bool = False
    fault: str = ""
    choices: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    blank: list["Field"] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def shown(self) -> str:
        """The value as its input holds it."""
        if isinstance(self.value, float) and self.value == int(self.value):
            return str(int(self.value))
        return "" if is_empty(self.value) or isinstance(self.value, list) else str(self.value)

    @property
    def mode(self) -> str:
        """Which keys a phone offers."""
        return "numeric" if self.kind == "integer" else "decimal" if self.kind in NUMBERS else ""


def form_html(
    version: InstrumentVersion, answers: Mapping[str, Any] | None = None, *, language: str = "",
    prefills: Mapping[str, Any] | None = None, members: Iterable[Member] = (), prefix: str = "",
    faults: Mapping[str, str] | None = None, steps: bool = False,
) -> SafeString:  # fmt: skip
    """The form of a version, filled with `answers`; `prefills` stand where there is no answer, marked as such.

    `prefix` goes before the names of inputs, where several forms stand on one page; `faults` (path → words) stand at
    their questions; with `steps` one group is shown at a time.
    """
    spoken = language or get_language() or "zh-hans"
    return definition_html(
        definition_of(version), Given(dict(answers or {}), dict(prefills or {}), list(members), faults or {}, prefix),
        language=spoken, steps=steps, content_hash=version.content_hash,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the form is filled with."""

    answers: dict[str, Any] = field(default_factory=dict)
    prefills: dict[str, Any] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    faults: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""


def definition_html(
    definition: Definition, given: Given | None = None, *, language: str, steps: bool = False, content_hash: str = ""
) -> SafeString:
    """The form of a definition that need not be published: for previews."""
    given = given or Given()
    with override(language):
        context = {
            "definition": definition,
            "data": {"definition": form.write(definition), "words": script_words(), "language": language},
            "hash": content_hash,
            "language": language,
            "title": definition.title.of(language),
            "intro": definition.intro.of(language),
            "groups": _groups(definition, given, language),
            "scores": [{"key": score.key, "label": score.label.of(language)} for score in definition.scores],
            "steps": steps,
        }
        return render_to_string("instruments/form.html", context)


def _groups(definition: Definition, given: Given, language: str) -> list[dict[str, Any]]:
    return [
        {
            "key": group.key,
            "label": group.label.of(language),
            "hint": group.hint.of(language),
            "fields": [_field(question, given, language) for question in group.questions],
        }
        for group in definition.groups
    ]


def _field(question: Question, given: Given, language: str) -> Field:
    answered = not is_empty(given.answers.get(question.key))
    value = given.answers.get(question.key) if answered else given.prefills.get(question.key)
    made = _one(question, question.key, value, given, language)
    prefilled = not answered and not is_empty(value)
    if question.kind != "repeat":
        return replace(made, prefilled=prefilled)
    rows = {str(row.get(MEMBER)): row for row in value or () if isinstance(row, Mapping)}
    shown = [
        {"member": member, "fields": _row(question, str(member.key), rows.get(str(member.key), {}), given, language)}
        for member in given.members
    ]
    return replace(made, prefilled=prefilled, rows=shown, blank=_row(question, ONE_ROW, {}, given, language))


def _row(repeat: Question, member: str, row: Mapping[str, Any], given: Given, language: str) -> list[Field]:
    return [
        _one(inner, f"{repeat.key}.{member}.{inner.key}", row.get(inner.key), given, language)
        for inner in repeat.questions
    ]


def _one(question: Question, path: str, value: Any, given: Given, language: str) -> Field:
    name = given.prefix + path
    said = {
        "label": question.label.of(language),
        "hint": question.hint.of(language),
        "unit": question.unit.of(language),
    }
    chosen = set(map(str, value if isinstance(value, list) else [value]))
    choices = [
        {"key": choice.key, "label": choice.label.of(language), "checked": choice.key in chosen}
        for choice in _choices(question)
    ]
    fault = given.faults.get(path, "")
    return Field(question, name, path, said, value, fault=fault, choices=choices)


def _choices(question: Question) -> Iterable[form.Choice]:
    if question.kind == "yes_no" and not question.choices:
        return yes_no_choices()
    return question.choices
