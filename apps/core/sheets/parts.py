"""Parts of a register's description of its sheets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.core.models.staged_import import StagedImport


@dataclass(frozen=True, slots=True)
class Question:
    """Something that people may have to say about a file: `choices` are (answer, words); "" leaves it to the file."""

    key: str
    word: Any
    help: Any
    choices: tuple[tuple[str, Any], ...]
    missing: Any  # what is said while it is unanswered


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the empty template: its heading, an example, the words to choose from (`several`: more than one)."""

    heading: str
    example: str = ""
    words: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the preview beside those of faults and outcomes: `count` is its key in the summary."""

    key: str
    word: Any
    count: str
    template: str
    rows: Callable[[StagedImport], Any]
    row: Callable[[Any], dict[str, Any]]
