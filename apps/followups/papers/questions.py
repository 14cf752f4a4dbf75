"""A questionnaire on paper: boxes to tick, lines to write on, and who skips a question."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _

from apps.instruments.form import Definition, Question
from apps.instruments.form.expressions import Tree

MANY_LINES, FEW_LINES = 3, 1
BOXES_IN_A_CELL = 4  # of a table of people; more choices are lettered, and the letter is circled
NOTICED_BELOW = 1_000  # limits of amounts of money are no help to who writes
Names = Sequence[tuple[int, str]]  # keys and names of the household's members
# How an answer is given where nothing more than its kind decides.
WAYS: Mapping[str, Mapping[str, Any]] = {
    "text": {"kind": "lines", "lines": FEW_LINES},
    "date": {"kind": "day"},
    "signature": {"kind": "space"},
    "integer": {"kind": "blank"},
    "decimal": {"kind": "blank"},
    "money": {"kind": "blank"},
    "phone": {"kind": "blank"},
    "note": {"kind": "note"},
    "photo": {"kind": "note"},
}
BLANK: Mapping[str, Any] = {
    "number": "", "words": "", "hint": "", "kind": "note", "boxes": [], "unit": "", "lines": 0, "headers": [],
    "rows": [], "keys": [],
}  # fmt: skip


def parts_of(definition: Definition, language: str, people: Names) -> list[dict[str, Any]]:
    """The groups of a questionnaire as blank.typ draws them, their questions numbered through."""
    numbers = _numbers(definition)
    return [
        {
            "title": group.label.of(language) or definition.title.of(language),
            "note": _told(group.hint.of(language), _only(definition, group.relevant, numbers, language)),
            "questions": [
                _question(definition, one, numbers, language, people)
                for one in group.questions
                if one.kind != "calculated"
            ],
        }
        for group in definition.groups
    ]  # fmt: skip


def _told(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _numbers(definition: Definition) -> dict[str, str]:
    """Numbers by key: those that only show something have none."""
    asked = (one for group in definition.groups for one in group.questions if one.answers)
    return {one.key: str(n) for n, one in enumerate(asked, 1)}


def _question(
    definition: Definition, one: Question, numbers: Mapping[str, str], language: str, people: Names
) -> dict[str, Any]:
    hints = [one.hint.of(language), _many(one), _limits(one), _only(definition, one.relevant, numbers, language)]
    if one.kind == "photo":
        hints.append(_("taken with the phone"))
    shown = {"number": numbers.get(one.key, ""), "words": one.label.of(language), "hint": _told(*hints)}
    return {**BLANK, **shown, **_way(one, language, people)}


def _way(one: Question, language: str, people: Names) -> Mapping[str, Any]:
    """How it is answered on paper."""
    if one.kind == "repeat":
        asked = [each for each in one.questions if each.answers]
        heads = [_headed(each, language) for each in asked]
        rows = [[name, *(_cell(each, language) for each in asked)] for _key, name in people]
        keys = [_key(each, language) for each in asked if _lettered(each)]
        return {"kind": "table", "headers": [_("name"), *heads], "rows": rows, "keys": keys}
    boxes = _boxes(one, language)
    if boxes:
        return {"kind": "boxes", "boxes": boxes}
    return {**WAYS[one.kind], "unit": one.unit.of(language)}


def _lettered(one: Question) -> bool:
    return len(one.choices) > BOXES_IN_A_CELL


def _cell(one: Question, language: str) -> list[str] | str:
    """Boxes for few choices, letters to circle for many."""
    return "  ".join(ascii_uppercase[: len(one.choices)]) if _lettered(one) else _boxes(one, language)


def _key(one: Question, language: str) -> str:
    """What the letters mean."""
    said = (f"{letter} {words}" for letter, words in zip(ascii_uppercase, _boxes(one, language), strict=False))
    return _("%(question)s Circle: %(letters)s") % {"question": one.label.of(language), "letters": "　".join(said)}


def _headed(one: Question, language: str) -> str:
    unit = one.unit.of(language)
    label = one.label.of(language)
    return f"{label}（{unit}）" if unit else label


def _boxes(one: Question, language: str) -> list[str]:
    if one.kind == "yes_no" and not one.choices:
        return [_("yes"), _("no")]
    return [choice.label.of(language) for choice in one.choices]


def _many(one: Question) -> str:
    return _("(several may be ticked)") if one.kind == "choose_many" else ""


def _limits(one: Question) -> str:
    if one.low is None or one.high is None or one.kind == "money" or one.high >= NOTICED_BELOW:
        return ""
    return _("(%(low)s to %(high)s)") % {"low": f"{one.low:g}", "high": f"{one.high:g}"}


def _only(definition: Definition, tree: Tree | None, numbers: Mapping[str, str], language: str) -> str:
    """Who answers it, in words: “only if 3 is: yes”; where the rule is longer, which questions decide."""
    if tree is None:
        return ""
    said = _plain(definition, tree, numbers, language)
    if said is not None:
        return _("only if %(number)s is: %(answer)s") % {"number": said[0], "answer": said[1]}
    told = _(", ").join(sorted({numbers[key] for key in _refs(tree) if key in numbers}, key=int))
    return _("depends on %(numbers)s; leave out what does not apply") % {"numbers": told} if told else ""


def _plain(definition: Definition, tree: Tree, numbers: Mapping[str, str], language: str) -> tuple[str, str] | None:
    """(number, answer) of `${a} = 'x'` and `selected(${a}, 'x')`; None for anything else."""
    if tree[0] not in ("=", "selected") or len(tree) != 3 or tree[1][0] != "ref" or tree[2][0] != "lit":
        return None
    one, wanted = definition.by_key.get(tree[1][1]), tree[2][1]
    if one is None or one.key not in numbers:
        return None
    choice = one.choice(wanted)
    words = choice.label.of(language) if choice else {"yes": _("yes"), "no": _("no")}.get(str(wanted), str(wanted))
    return numbers[one.key], words


def _refs(tree: Tree) -> Iterator[str]:
    if tree[0] == "ref":
        yield tree[1]
        return
    for each in tree[1:]:
        if isinstance(each, tuple):
            yield from _refs(each)
