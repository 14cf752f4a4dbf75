"""How a register describes its sheets. A register subclasses `Register`, and `add` makes it known."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.masking import mask_id, mask_phone
from apps.core.models.staged_import import Outcome, StagedEntry, StagedImport
from apps.core.sheets.cells import Cell
from apps.core.sheets.entries import Reading
from apps.core.sheets.headings import Lexicon
from apps.core.sheets.parts import Heading, Question, Tab
from apps.core.sheets.plans import Area, Entry, Found, Plan, plain, rich
from apps.core.sheets.table import Table
from apps.core.sheets.texts import Texts

Parser = Callable[[Cell], Any]
Answers = Mapping[str, str]
Said = tuple[Any, Any]  # what happened, what to do
Report = Callable[[str, int, int], None]  # phase, done, of how many


class Register:
    """One register's side of the import. Keys in words and readers are those of the lexicon's fields."""

    key: ClassVar[str]
    model: ClassVar[str]  # "app.model" of its imports: a proxy of SheetImport, or a StagedImport of its own
    lexicon: ClassVar[Lexicon]
    title: ClassVar[Any]  # over the list of imports
    entries_word: ClassVar[Any]  # what the entries are, in the plural
    noun: ClassVar[str] = "entries"  # the same in the keys of the summary
    row_name: ClassVar[str] = "row"  # the column that tells people which staged entry is meant
    find_by: ClassVar[str] = ""  # the column in which people search, "" for none
    find_words: ClassVar[tuple[Any, Any, Any, Any]] = ("", "", "", "")  # what, how, not here, then
    roles: ClassVar[frozenset[str]]
    texts: ClassVar[type[Texts]] = Texts
    levels: ClassVar[tuple[tuple[str, Any], ...]]  # groups of the choices on screen: level, word
    questions: ClassVar[tuple[Question, ...]] = ()
    choosable: ClassVar[Collection[str]] = (Outcome.NEW, Outcome.CHANGED)  # what people may choose to be applied
    tabs: ClassVar[tuple[Tab, ...]] = ()
    stages: ClassVar[int] = 0  # of writing, where they are known before
    sheet_name: ClassVar[str] = "台账"  # in the empty template
    frozen: ClassVar[int] = 2  # its columns that stay when one scrolls
    form: ClassVar[tuple[Heading, ...]] = ()
    rules: ClassVar[tuple[Any, ...]] = ()  # how to fill the template in
    steps: ClassVar[tuple[Any, ...]] = ()  # what happens, for the upload page
    filled_down: ClassVar[frozenset[str]] = frozenset()  # fields whose merged cells speak for all their rows
    masks: ClassVar[Mapping[str, Callable[[str], str]]] = {}  # fields that are shown masked
    sample_masks: ClassVar[Mapping[str, Callable[[str], str]]] = {}  # the same where people only tell columns apart
    more_words: ClassVar[Mapping[str, Any]] = {}  # of what no column holds by itself, such as a place
    result_words: ClassVar[Mapping[str, Any]] = {}
    conflict_words: ClassVar[Mapping[str, Said]] = {}
    ways_out: ClassVar[Mapping[str, tuple[tuple[str, Any], ...]]] = {}  # of conflicts: field to leave out, what it says
    problem_words: ClassVar[Mapping[str, Any]] = {}  # where the engine's do not fit
    warning_words: ClassVar[Mapping[str, Any]] = {}  # on one entry
    notice_words: ClassVar[Mapping[str, Any]] = {}  # the same for the whole file, with %(count)s
    notices: ClassVar[Mapping[str, Callable[[dict[str, Any]], str]]] = {}  # notices of its own, or in its own words
    choices: ClassVar[Mapping[str, Mapping[str, Any]]] = {}  # field → code → word, for showing values

    @property
    def imports(self) -> Any:
        """The model of its imports."""
        return apps.get_model(self.model)

    # Who and where

    def areas(self, by: Any) -> dict[int, str]:
        """Communities into which somebody may import. Nobody in particular (a script) means all."""
        raise NotImplementedError

    def area(self, by: Any, given: int | None) -> Area:
        """The same by name, with the names that exist but are not theirs."""
        raise NotImplementedError

    # What people say about the file

    def check_answers(self, answers: Answers) -> None:
        """Raises InvalidInput for an answer that cannot be."""
        known = {question.key: {choice for choice, _word in question.choices} for question in self.questions}
        for key, answer in answers.items():
            if answer not in known.get(key, ()):
                raise InvalidInput(_("Choose one of the answers in the list."), code="answer", field=key)

    def settle_answers(self, table: Table, answers: Answers) -> dict[str, str]:
        """The answers as they will be used: what people said, else what the file itself says."""
        return dict(answers)

    def unanswered(self, table: Table, answers: Answers) -> list[str]:
        """Keys of questions that must be answered before this file can be read."""
        return []

    def asked(self, found: StagedImport | None) -> list[dict[str, Any]]:
        """The questions for the page: of the upload, or of one import."""
        answers = found.answers if found is not None else {}
        return [
            {"key": q.key, "word": q.word, "help": q.help, "choices": q.choices, "answer": answers.get(q.key, "")}
            for q in self.questions
        ]

    # Reading and writing

    def readers(self, table: Table, answers: Answers, today: date) -> dict[str, Parser]:
        """How to read the cells of each field: a value, None for nothing, or CellFault."""
        raise NotImplementedError

    def check(self, reading: Reading, answers: Answers) -> None:
        """Checks that need more than one cell: communities, copies, coordinates."""

    def read(self, table: Table, area: Area, answers: Answers, report: Report) -> Found:
        """Read all entries of a table and compare them with the register."""
        reading = Reading(table, area, self.readers(table, answers, clock.today()), self.filled_down)
        reading.read(lambda done, total: report("checking", done, total))
        self.check(reading, answers)
        reading.settle()
        report("comparing", 0, 0)
        plans = self.compare(reading.entries, area, answers)
        absent = self.absent(plans)
        notices = [{"code": "absent", "count": absent}] if absent else []
        return Found(plans, reading.faults, notices=notices)

    def compare(self, entries: Sequence[Any], area: Area, answers: Answers, *, lock: bool = False) -> Sequence[Any]:
        """A plan for each entry, in order. `lock` keeps what was compared until the transaction ends."""
        raise NotImplementedError

    def resolve(self, found: StagedImport, staged: Sequence[int], plans: Sequence[Any]) -> None:
        """Tell the plans of these staged entries what people said of their conflicts."""

    def write(
        self, plans: Sequence[Any], *, answers: Answers, by: Any, report: Callable[[int, int], None]
    ) -> dict[str, int]:
        """Write plans through the register's actions, within the caller's transaction; counts by `result_words`."""
        raise NotImplementedError

    def absent(self, plans: Sequence[Plan]) -> int:
        """How many registered entries the file could have named and did not. They stay as they are."""
        return 0

    # Keeping for people to look at

    def columns_of(self, plan: Any) -> dict[str, Any]:
        """What the register's staged entries hold beside the common columns."""
        return {"target": plan.target}

    def dump(self, plan: Any) -> dict[str, Any]:
        """A plan as JSON: what the file says, to be compared again when applied, and what people are shown."""
        entry = plan.entry
        return {
            "values": {key: plain(value) for key, value in entry.values.items() if value is not None},
            "warnings": [[code, {k: plain(v) for k, v in params.items()}] for code, params in entry.warnings],
            "changes": [{"field": c.field, "old": plain(c.old), "new": plain(c.new)} for c in plan.changes],
            "conflicts": [{"code": c.code, "params": {k: plain(v) for k, v in c.params.items()}}
                          for c in plan.conflicts],
            "fingerprint": plan.fingerprint,
        }  # fmt: skip

    def load(self, staged: Any, data: dict[str, Any]) -> Any:
        """The entry as it was read, from what `dump` made."""
        out = {cell for field in staged.left_out for cell in self.cells_of(field)}
        values = {key: rich(value) for key, value in data["values"].items() if key not in out}
        return Entry(
            staged.row - 1, values, staged.community_id, staged.faulty, left_out=frozenset(staged.left_out),
            seen_as=staged.target,
        )  # fmt: skip

    def may_keep(self, field: str) -> bool:
        """Whether people may keep what the register says of this field, value by value."""
        return True

    def cells_of(self, field: str) -> Collection[str]:
        """The cells that a change of this field comes from; leaving them out keeps what the register says."""
        return (field,)

    def staged(self, found: StagedImport, plans: Sequence[Any], keys: Sequence[int]) -> None:
        """Keep what else people look at, and log what must be logged, when the entries were staged under `keys`."""

    # Showing

    def mask(self, field: str, value: str) -> str:
        """What stands in a cell, as it may be shown: masked fields, and whatever looks like a person's number."""
        if field in self.masks:
            return self.masks[field](value)
        if re.search(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)", value):
            return mask_id(value)
        if re.search(r"(?<!\d)1\d{10}(?!\d)", value):
            return mask_phone(re.sub(r"\D", "", value))
        return value[:40]

    def called(self, staged: StagedEntry, data: dict[str, Any]) -> tuple[str, list[Any]]:
        """What an entry is called in the preview, and what stands beside it."""
        values = {key: rich(value) for key, value in data["values"].items()}
        return self.heading(values), [*([staged.community] if staged.community else []), *self.aside(values)]

    def heading(self, values: Mapping[str, Any]) -> str:
        """The same by its values alone."""
        return str(values.get("name") or "")

    def aside(self, values: Mapping[str, Any]) -> list[str]:
        """What stands beside the name in the preview."""
        return []

    def show(self, key: str, value: Any) -> str | None:
        """A value of this field as people read it; None leaves it to the engine."""
        return None

    def chosen(self, found: StagedImport) -> int:
        """How many entries would be applied now."""
        return int(found.entries.filter(chosen=True).count())

    def note(self, found: StagedImport, outcome: str) -> str:
        """What stands small beside the count of an outcome."""
        return ""

    def counts(self, found: StagedImport) -> list[tuple[Any, Any]]:
        """How many entries were read, and how many of them are held back or not one's own."""
        summary = found.summary
        outside = summary["entries_outside"]
        return [
            (_("entries in the file"), summary["entries_in_file"]),
            (_("entries held back for faults"), summary["entries_with_faults"]),
            *([(_("entries outside your area"), outside)] if outside else []),
        ]

    def facts(self, found: StagedImport) -> list[tuple[Any, Any]]:
        """What else was read: by default, the answers."""
        answers = found.answers
        return [(q.word, dict(q.choices).get(answers[q.key], "")) for q in self.questions if answers.get(q.key)]

    def where(self, communities: Sequence[int]) -> str:
        """Address of the register's list for these communities, after applying; empty for none."""
        return ""

    def links(self, found: StagedImport) -> list[dict[str, Any]]:
        """Where to go after applying: icon, word, url."""
        url = self.where(list(found.communities.values_list("pk", flat=True)))
        return [{"icon": "list", "word": _("See them in the register"), "url": url}] if url else []

    def entry_of(self, staged: Any) -> tuple[Any, str]:
        """The entry as it was read, and the fingerprint of the plan that people looked at."""
        data = json.loads(staged.payload)
        return self.load(staged, data), data["fingerprint"]


_registers: dict[str, Register] = {}


def add(register: Register) -> None:
    """Make a register known."""
    _registers[register.key] = register


def register_of(key: str) -> Register:
    """The register of an import."""
    return _registers[key]


def registers() -> Iterable[Register]:
    """All registers that import sheets."""
    return _registers.values()


def tables() -> Iterable[Any]:
    """The models whose tables hold imports, each once."""
    return dict.fromkeys(register.imports._meta.concrete_model for register in _registers.values())
