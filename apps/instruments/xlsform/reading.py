"""A definition from XLSForm. What cannot be carried is named, with sheet, row and column; nothing goes silently."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.instruments.form import Choice, Definition, DefinitionError, Group, Part, Question, Score, Words, read, write
from apps.instruments.form.expressions import TALLEST, ExpressionError, Tree, height, parse
from apps.instruments.words import YES_NO
from apps.instruments.xlsform.columns import (
    BEGIN_GROUP,
    BEGIN_REPEAT,
    CHOICES_SHEET,
    END_GROUP,
    END_REPEAT,
    KINDS,
    NARROWER,
    RECORDED,
    SCORES,
    SETTINGS,
    SURVEY,
)  # fmt: skip
from apps.instruments.xlsform.limits import limits_of
from apps.instruments.xlsform.sheets import Book, Line, Notice, read_book

YES = frozenset({"yes", "true", "true()", "1", "是"})
LIST = re.compile(
    r"^(?P<type>select[ _](?:one|multiple|all that apply)(?: from)?)\s+(?P<list>\S+)(?P<other>\s+or_other)?$"
)


def read_xlsform(data: bytes) -> tuple[Definition, list[Notice]]:
    """The definition in an .xlsx file, with what was left out.

    Raises FileProblem for what is no workbook, InvalidInput for what is no XLSForm or cannot be asked at all.
    """
    book = read_book(data)
    if not book.sheets.get(SURVEY):
        raise InvalidInput(_("This is no XLSForm: it has no sheet “survey”."), code="no_survey", field="file")
    reader = _Reader(book)
    made = reader.definition()
    if not made.groups:
        raise InvalidInput(_("There is no question yet. Add one first."), code="no_questions", field="file")
    try:
        return read(write(made)), reader.notices
    except DefinitionError as error:
        key, message = error.faults[0]
        raise InvalidInput(f"{key}: {message}" if key else message, code="definition", field="file") from error


@dataclass(slots=True)
class _Open:
    """A group that is being read."""

    key: str
    label: Words
    hint: Words = field(default_factory=Words)
    relevant: Tree | None = None
    questions: list[Question] = field(default_factory=list)
    loose: bool = False  # questions that stand in no group


class _Reader:
    """Goes through the sheet from top to bottom; groups within groups stand one after the other."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.notices: list[Notice] = list(book.notices)
        self.lists = self.choices()
        self.done: list[Group] = []
        self.nest: list[_Open] = []
        self.repeat: tuple[Line, list[Question]] | None = None
        self.skipping = 0

    def note(self, line: Line, column: str, message: Any) -> None:
        self.notices.append(line.notice(column, message))

    def choices(self) -> dict[str, list[Choice]]:
        found: dict[str, list[Choice]] = defaultdict(list)
        for line in self.book.sheets.get(CHOICES_SHEET, ()):
            label = line.said("label") or Words(line["name"], line["name"])
            found[line["list_name"]].append(Choice(line["name"], label, _number(line["score"])))
        return found

    def definition(self) -> Definition:
        for line in self.book.sheets[SURVEY]:
            self.take(line)
        while self.nest:
            self.close()
        settings = next(iter(self.book.sheets.get(SETTINGS, [])), Line(SETTINGS, 0, {}))
        title = _pair(settings, "title") or Words(settings["form_title"], settings["form_title"])
        return Definition(
            title=title or Words(_("Questionnaire"), "Questionnaire"),
            intro=_pair(settings, "intro"),
            groups=tuple(self.done),
            scores=self.scores(),
        )

    def take(self, line: Line) -> None:
        kind = " ".join(line["type"].lower().split())
        if self.skipping:
            self.skipping += (kind in BEGIN_REPEAT) - (kind in END_REPEAT)
        elif kind in BEGIN_GROUP:
            self.begin(line)
        elif kind in END_GROUP:
            if self.repeat is None and self.nest:
                self.close()
        elif kind in BEGIN_REPEAT:
            self.begin_repeat(line)
        elif kind in END_REPEAT:
            self.end_repeat()
        elif line["disabled"].lower() in YES:
            self.note(line, "disabled", _("A question that was switched off is left out."))
        elif kind:
            self.question(line)

    # Groups

    def begin(self, line: Line) -> None:
        relevant = self.tree(line, "relevant")
        if self.repeat is not None:
            self.note(line, "type", _("A group within what is asked of each member is left out; its questions stay."))
            if relevant:
                self.note(line, "relevant", _("The condition of this group is left out."))
            return
        if self.nest and self.nest[-1].loose:
            self.close()
        if self.nest:
            self.note(line, "type", _("A group within a group: it stands by itself behind it."))
            outer = self.nest[-1]
            self.flush(outer)
            relevant = ("and", outer.relevant, relevant) if outer.relevant and relevant else outer.relevant or relevant
            if relevant and height(relevant) > TALLEST:
                raise InvalidInput(_("The expression is nested too deeply."), code="too_deep", field="file")
        key = line["name"].removeprefix("group_") or f"group_{line.row}"
        self.nest.append(_Open(key, line.said("label"), line.said("hint"), relevant))

    def close(self) -> None:
        self.flush(self.nest.pop())

    def flush(self, opened: _Open) -> None:
        """The questions so far as a group; what follows an inner group gets a group of its own."""
        if opened.questions:
            taken = {group.key for group in self.done}
            key = next(
                k for n in range(len(taken) + 1) if (k := opened.key if not n else f"{opened.key}_{n}") not in taken
            )
            self.done.append(Group(key, opened.label, tuple(opened.questions), opened.hint, opened.relevant))
            opened.questions = []

    def add(self, question: Question, line: Line) -> None:
        if self.repeat is not None:
            self.repeat[1].append(question)
            return
        if not self.nest:
            self.nest.append(_Open(f"questions_{line.row}", Words(), loose=True))
        self.nest[-1].questions.append(question)

    # Repeats

    def begin_repeat(self, line: Line) -> None:
        if self.repeat is not None:
            self.note(line, "type", _("A repeat within a repeat is left out, with all its questions."))
            self.skipping = 1
            return
        if line["repeat_count"]:
            self.note(line, "repeat_count", _("The number of repeats is left out: there is one for each member."))
        self.repeat = (line, [])

    def end_repeat(self) -> None:
        if self.repeat is None:
            return
        line, questions = self.repeat
        self.repeat = None
        if not questions:
            self.note(line, "type", _("Nothing is asked of each member here, so it is left out."))
            return
        made = Question(
            line["name"], "repeat", line.said("label") or Words(line["name"], line["name"]), line.said("hint"),
            relevant=self.tree(line, "relevant"), questions=tuple(questions),
        )  # fmt: skip
        self.add(made, line)

    # Questions

    def question(self, line: Line) -> None:
        kind, choices = self.kind(line)
        if not kind:
            return
        if self.repeat is not None and kind in ("photo", "signature"):
            self.note(line, "type", _("This kind of question cannot be asked of each member."))
            return
        name = line["name"]
        required = line["required"].lower()
        if required and required not in YES | {"no", "false", "false()", "0", "否"}:
            self.note(line, "required", _("“Required” under a condition is left out."))
        if "${" in "".join((line.said("label").zh, line.said("label").en)):
            self.note(line, "label", _("An answer within a label cannot be shown; the words stand as they are."))
        constraint, low, high = limits_of(kind, self.tree(line, "constraint"))
        made = Question(
            key=name, kind=kind, label=line.said("label") or Words(name, name), hint=line.said("hint"),
            required=required in YES and kind not in ("note", "calculated"), relevant=self.tree(line, "relevant"),
            constraint=constraint, constraint_message=line.said("constraint_message"), choices=choices,
            unit=line.said("unit"), low=low, high=high,
            calculate=self.tree(line, "calculation") if kind == "calculated" else None, writes=line["writes"],
        )  # fmt: skip
        if kind == "calculated" and made.calculate is None:
            self.note(line, "calculation", _("A calculated value without a formula is left out."))
            return
        self.add(made, line)

    def kind(self, line: Line) -> tuple[str, tuple[Choice, ...]]:
        """Our kind with its choices; nothing where it cannot be carried, which is noted."""
        said = " ".join(line["type"].split())
        match = LIST.match(said)
        base = match["type"].lower() if match else said.lower()
        kind = KINDS.get(base, "")
        if match and kind:
            if match["other"]:
                self.note(line, "type", _("“or_other” is left out: add an answer “other” and a text."))
            return self.with_choices(line, kind, match["list"])
        if base in RECORDED:
            self.note(line, "type", _("“%(type)s” is left out: the visit itself records it.") % {"type": said})
        elif not kind or kind in ("choose_one", "choose_many"):
            self.note(line, "type", _("A question of the type “%(type)s” is left out.") % {"type": said})
            kind = ""
        narrower = line["kind"]
        if kind == "photo" and line["appearance"] == "signature":
            narrower = "signature"
        fits = narrower and NARROWER.get(narrower) == {"photo": "image"}.get(kind, kind)
        return (narrower if fits else kind), ()

    def with_choices(self, line: Line, kind: str, name: str) -> tuple[str, tuple[Choice, ...]]:
        choices = tuple(self.lists.get(name, ()))
        if len(choices) < 2:
            words = _("The list “%(name)s” has fewer than two answers, so the question is left out.")
            self.note(line, "type", words % {"name": name})
            return "", ()
        if kind == "choose_one" and [choice.key for choice in choices] == ["yes", "no"]:
            return "yes_no", () if choices == YES_NO else choices
        return kind, choices

    def tree(self, line: Line, column: str) -> Tree | None:
        if not line[column]:
            return None
        try:
            return parse(line[column])
        except ExpressionError as error:
            words = _("“%(text)s” is left out: %(why)s")
            self.note(line, column, words % {"text": line[column], "why": error.message})
            return None

    def scores(self) -> tuple[Score, ...]:
        found: dict[str, Score] = {}
        for line in self.book.sheets.get(SCORES, ()):
            value = self.tree(line, "value")
            if value is None:
                continue
            low, high, weight = (_number(line[column]) for column in ("low", "high", "weight"))
            part = Part(line["part"], _pair(line, "part"), value, low or 0, 1 if high is None else high, weight or 1)
            empty = Score(line["score"], _pair(line, "label"), (), line["method"], _pair(line, "unit"), line["group"])
            known = found.get(line["score"], empty)
            found[line["score"]] = replace(known, parts=(*known.parts, part))
        return tuple(found.values())


def _pair(line: Line, column: str) -> Words:
    return Words(line[f"{column}_zh"], line[f"{column}_en"])


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value
