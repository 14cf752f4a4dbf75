"""How a register describes its sheets. A register subclasses `Register`, and `add` makes it known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from apps.core.sheets.cells import Cell
from apps.core.sheets.entries import Reading
from apps.core.sheets.headings import Lexicon
from apps.core.sheets.plans import Area, Entry, Plan
from apps.core.sheets.table import Table

Parser = Callable[[Cell], Any]
Answers = Mapping[str, str]
Said = tuple[Any, Any]  # what happened, what to do


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
    """A column of the empty template: its heading, an example, the words to choose from."""

    heading: str
    example: str = ""
    words: tuple[str, ...] = ()


class Register:
    """One register's side of the import. Keys in words and readers are those of the lexicon's fields."""

    key: ClassVar[str]
    model: ClassVar[str]  # "app.model" of the proxy of SheetImport, whose permissions and pages these are
    lexicon: ClassVar[Lexicon]
    title: ClassVar[Any]  # over the list of imports
    entries_word: ClassVar[Any]  # what the entries are, in the plural
    roles: ClassVar[frozenset[str]]
    levels: ClassVar[tuple[tuple[str, Any], ...]]  # groups of the choices on screen: level, word
    questions: ClassVar[tuple[Question, ...]] = ()
    form: ClassVar[tuple[Heading, ...]] = ()
    rules: ClassVar[tuple[Any, ...]] = ()  # how to fill the template in
    steps: ClassVar[tuple[Any, ...]] = ()  # what happens, for the upload page
    filled_down: ClassVar[frozenset[str]] = frozenset()  # fields whose merged cells speak for all their rows
    masks: ClassVar[Mapping[str, Callable[[str], str]]] = {}  # fields that are shown masked
    more_words: ClassVar[Mapping[str, Any]] = {}  # of what no column holds by itself, such as a place
    result_words: ClassVar[Mapping[str, Any]] = {}
    conflict_words: ClassVar[Mapping[str, Said]] = {}
    warning_words: ClassVar[Mapping[str, Any]] = {}  # on one entry
    notice_words: ClassVar[Mapping[str, Any]] = {}  # the same for the whole file, with %(count)s
    choices: ClassVar[Mapping[str, Mapping[str, Any]]] = {}  # field → code → word, for showing values

    def areas(self, by: Any) -> dict[int, str]:
        """Communities into which somebody may import. Nobody in particular (a script) means all."""
        raise NotImplementedError

    def area(self, by: Any, given: int | None) -> Area:
        """The same by name, with the names that exist but are not theirs."""
        raise NotImplementedError

    def unanswered(self, table: Table, answers: Answers) -> list[str]:
        """Keys of questions that must be answered before this file can be read."""
        return []

    def readers(self, table: Table, answers: Answers, today: date) -> dict[str, Parser]:
        """How to read the cells of each field: a value, None for nothing, or CellFault."""
        raise NotImplementedError

    def check(self, reading: Reading, answers: Answers) -> None:
        """Checks that need more than one cell: communities, copies, coordinates."""

    def compare(self, entries: Sequence[Entry], area: Area, *, lock: bool = False) -> list[Plan]:
        """A plan for each entry, in order. `lock` keeps what was compared until the transaction ends."""
        raise NotImplementedError

    def write(self, plans: Sequence[Plan], *, by: Any, report: Callable[[int, int], None]) -> dict[str, int]:
        """Write plans through the register's actions, within the caller's transaction; counts by `result_words`."""
        raise NotImplementedError

    def absent(self, plans: Sequence[Plan]) -> int:
        """How many registered entries the file could have named and did not. They stay as they are."""
        return 0

    def heading(self, values: Mapping[str, Any]) -> str:
        """What an entry is called in the preview."""
        return str(values.get("name") or "")

    def aside(self, values: Mapping[str, Any]) -> list[str]:
        """What stands beside the name in the preview."""
        return []

    def show(self, key: str, value: Any) -> str | None:
        """A value of this field as people read it; None leaves it to the engine."""
        return None

    def where(self, communities: Sequence[int]) -> str:
        """Address of the register's list for these communities, after applying; empty for none."""
        return ""


_registers: dict[str, Register] = {}


def add(register: Register) -> None:
    """Make a register known."""
    _registers[register.key] = register


def register_of(key: str) -> Register:
    """The register of an import."""
    return _registers[key]
