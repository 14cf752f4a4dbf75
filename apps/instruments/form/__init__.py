"""Questionnaires as data: what is asked, when, within which limits, and how answers are judged. Knows no database."""

from apps.instruments.form.definition import Choice, Definition, Group, Part, Question, Score, Words
from apps.instruments.form.filled import Filled
from apps.instruments.form.judge import Fault, Judged, PartValue, ScoreValue, judge
from apps.instruments.form.reading import DefinitionError, read, write

__all__ = [
    "Choice",
    "Definition",
    "DefinitionError",
    "Fault",
    "Filled",
    "Group",
    "Judged",
    "Part",
    "PartValue",
    "Question",
    "Score",
    "ScoreValue",
    "Words",
    "judge",
    "read",
    "write",
]
