"""What differs between two versions, in words."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from apps.instruments.editing.conditions import condition_words
from apps.instruments.editing.scoring import METHOD_WORDS, value_words
from apps.instruments.form import Definition, Part, Question, Score
from apps.instruments.form.expressions import write as text_of
from apps.instruments.looks import KIND_WORDS


class What(models.TextChoices):
    """What happened to a part."""

    ADDED = "added", pgettext_lazy("questionnaire", "added")
    CHANGED = "changed", pgettext_lazy("questionnaire", "changed")
    MOVED = "moved", pgettext_lazy("questionnaire", "moved")
    REMOVED = "removed", pgettext_lazy("questionnaire", "removed")


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs. `details` are (what, before, after)."""

    what: What
    key: str
    label: str
    details: tuple[tuple[str, str, str], ...] = ()


def compare(before: Definition, after: Definition, language: str) -> list[Change]:
    """All that differs, in the order of the newer version; what was taken out comes last."""
    definitions = (before, after)
    changes = _parts(dict(before.by_key), dict(after.by_key), language, definitions, _question)
    changes += _moved(before, after, language, {change.key for change in changes})
    old, new = ({score.key: score for score in each.scores} for each in (before, after))
    changes += _parts(old, new, language, definitions, _score)
    head = _differing(
        ((pgettext("questionnaire", "title"), before.title.of(language), after.title.of(language)),
         (pgettext("questionnaire", "introduction"), before.intro.of(language), after.intro.of(language)))
    )  # fmt: skip
    return [*([Change(What.CHANGED, "", after.title.of(language), head)] if head else []), *changes]


def _parts(
    before: dict[str, Any], after: dict[str, Any], language: str, within: tuple[Definition, Definition], facts: Any
) -> list[Change]:
    found = []
    for key, part in after.items():
        label = part.label.of(language)
        if key not in before:
            found.append(Change(What.ADDED, key, label))
        elif before[key] != part:
            old, new = facts(before[key], within[0], language), facts(part, within[1], language)
            pairs = zip(old, new, strict=True)
            details = _differing((what, was, now) for (what, was), (_what, now) in pairs)
            if details:
                found.append(Change(What.CHANGED, key, label, details))
    gone = [Change(What.REMOVED, key, part.label.of(language)) for key, part in before.items() if key not in after]
    return found + gone


def _differing(rows: Any) -> tuple[tuple[str, str, str], ...]:
    return tuple((what, old or "—", new or "—") for what, old, new in rows if old != new)


def _moved(before: Definition, after: Definition, language: str, told: set[str]) -> list[Change]:
    """Questions that stand under another heading, or elsewhere than the others that kept their order."""
    were = [key for key in before.by_key if key in after.by_key]
    are = [key for key in after.by_key if key in before.by_key]
    blocks = SequenceMatcher(None, were, are, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in are[block.b : block.b + block.size]}
    found = []
    for key in are:
        old, new = before.group_of[key], after.group_of[key]
        if key in told or (key in kept and old.key == new.key):
            continue
        heading = (pgettext("questionnaire", "heading"), old.label.of(language), new.label.of(language))
        label = after.by_key[key].label.of(language)
        found.append(Change(What.MOVED, key, label, (heading,) if old.key != new.key else ()))
    return found


def _question(question: Question, definition: Definition, language: str) -> list[tuple[str, str]]:
    def said(tree: Any) -> str:
        return text_of(tree) if tree else ""

    choices = [
        choice.label.of(language) + (f" ({choice.score:g})" if choice.score is not None else "")
        for choice in question.choices
    ]
    return [
        (pgettext("questionnaire", "words"), question.label.of(language)),
        (pgettext("questionnaire", "kind"), str(KIND_WORDS.get(question.kind, question.kind))),
        (pgettext("questionnaire", "hint"), question.hint.of(language)),
        (_("must be answered"), _("yes") if question.required else _("no")),
        (pgettext("questionnaire", "answers"), "\n".join(choices)),
        (_("asked only if"), condition_words(definition, question.relevant, language)),
        (
            pgettext("questionnaire", "limits"),
            " – ".join("" if limit is None else f"{limit:g}" for limit in (question.low, question.high)).strip(" –"),
        ),
        (_("must hold"), said(question.constraint)),
        (pgettext("questionnaire", "formula"), said(question.calculate)),
        (pgettext("questionnaire", "unit"), question.unit.of(language)),
        (_("updates"), question.writes),
    ]


def _score(score: Score, definition: Definition, language: str) -> list[tuple[str, str]]:
    return [
        (pgettext("questionnaire", "words"), score.label.of(language)),
        (pgettext("questionnaire", "kind"), str(dict(METHOD_WORDS).get(score.method, score.method))),
        (pgettext("questionnaire", "parts"), "\n".join(_part(part, definition, language) for part in score.parts)),
    ]


def _part(part: Part, definition: Definition, language: str) -> str:
    said, rests = part.label.of(language), value_words(definition, part.value, language)
    words = f"{said}: {rests}" if said else rests
    return f"{words} [{part.low:g} → {part.high:g}] × {part.weight:g}"
