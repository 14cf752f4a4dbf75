"""XLSForm: what is written is read back, other programs read it too, and what cannot be carried is named."""

import io
from typing import Any

import pytest
import xlsxwriter
from pyxform.xls2xform import convert

from apps.core.errors import InvalidInput
from apps.instruments.form import Definition
from apps.instruments.xlsform import read_xlsform, write_xlsform
from tests.instruments.drawing import SHIPPED

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("key", SHIPPED)
def test_what_is_written_is_read_back(key: str) -> None:
    found, notices = read_xlsform(write_xlsform(SHIPPED[key], form_id=key))
    assert (found, notices) == (SHIPPED[key], [])


def questions_of(element: Any) -> list[str]:
    """The names of questions in a converted form, in order."""
    found = []
    for child in element.get("children") or []:
        if child["type"] in ("group", "repeat"):
            found += ([child["name"]] if child["type"] == "repeat" else []) + questions_of(child)
        else:
            found.append(child["name"])
    return found


@pytest.mark.parametrize("key", SHIPPED)
def test_pyxform_takes_every_question_and_gives_it_back(key: str) -> None:
    definition = SHIPPED[key]
    warnings: list[str] = []
    converted = convert(write_xlsform(definition, form_id=key), warnings=warnings, file_type=".xlsx")
    survey = converted._pyxform
    names = [name for name in questions_of(survey) if name not in ("meta", "instanceID")]
    assert names == [question.key for _group, question in definition]
    assert "<h:title>" in converted.xform
    assert not warnings


def sheet(rows: list[tuple[str, ...]], choices: list[tuple[str, ...]] = (), **more: Any) -> bytes:  # type: ignore[assignment]
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        for name, lines in {"survey": rows, "choices": choices, **more}.items():
            page = book.add_worksheet(name)
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    return held.getvalue()


HEAD = ("type", "name", "label", "label::Français (fr)", "relevant", "constraint", "required", "choice_filter")
KOBO = [
    HEAD,
    ("start", "start"),
    ("text", "village", "Village", "Village"),
    ("begin_group", "people", "People"),
    ("select_one sex", "sex", "Sex", "", "${village} != ''"),
    ("integer", "age", "Age", "", "", ". >= 0 and . <= 120 and . != 99", "yes"),
    ("begin_group", "inner", "Inner", "", "${age} > 60"),
    ("select_multiple help or_other", "help", "Help"),
    ("end_group", ""),
    ("geopoint", "place", "Where"),
    ("text", "phone", "Phone", "", "", "regex(., '^1')"),
    ("end_group", ""),
    ("begin_repeat", "child", "Child"),
    ("text", "child_name", "Name"),
    ("begin_repeat", "toys", "Toys"),
    ("text", "toy", "Toy"),
    ("end_repeat", ""),
    ("end_repeat", ""),
]
LISTS = [
    ("list_name", "name", "label"),
    ("sex", "m", "Male"), ("sex", "f", "Female"), ("help", "1", "Stairs"), ("help", "2", "Shopping"),
]  # fmt: skip


@pytest.fixture
def kobo() -> tuple[Definition, list[Any]]:
    return read_xlsform(sheet(KOBO, LISTS, settings=[("form_title",), ("Household survey",)]))


def test_a_form_made_for_kobo_is_taken_over(kobo: Any) -> None:
    definition, _notices = kobo
    assert definition.title.en == "Household survey"
    assert [question.key for _group, question in definition] == [
        "village", "sex", "age", "help", "phone", "child", "child_name",
    ]  # fmt: skip
    age = definition.by_key["age"]
    assert (age.low, age.high, age.required, age.constraint) == (0, 120, True, ("!=", ("self",), ("lit", 99)))
    assert [group.label.en for group in definition.groups] == ["", "People", "Inner", "People", ""]
    assert [choice.key for choice in definition.by_key["help"].choices] == ["1", "2"]


def test_what_cannot_be_carried_is_named_with_its_place(kobo: Any) -> None:
    _definition, notices = kobo
    said = {(notice.row, notice.column) for notice in notices if notice.sheet == "survey"}
    assert said == {
        (3, "label::Français (fr)"), (2, "type"), (7, "type"), (8, "type"), (10, "type"), (11, "constraint"),
        (15, "type"),
    }  # fmt: skip
    assert any("regex" in notice.message for notice in notices)


@pytest.mark.parametrize(
    ("rows", "said"),
    [([("a", "b"), ("1", "2")], "no question"), ([HEAD, ("text", "a", "A"), ("text", "a", "B")], "more than once")],
)
def test_what_cannot_be_asked_at_all_is_refused(rows: Any, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_xlsform(sheet(rows))
    assert said in str(refused.value.message)


def test_a_workbook_without_a_survey_is_no_form() -> None:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        book.add_worksheet("other").write(0, 0, "x")
    with pytest.raises(InvalidInput, match="no_survey"):
        read_xlsform(held.getvalue())


def test_numbers_that_are_none_and_groups_without_an_end() -> None:
    scored = [("list_name", "name", "label", "score"), ("l", "a", "A", "inf"), ("l", "b", "B", "nan")]
    definition, _notices = read_xlsform(sheet([HEAD, ("select_one l", "q", "Q")], scored))
    assert [choice.score for choice in definition.by_key["q"].choices] == [None, None]
    nest = [("begin group", f"g{number}", "G", "", "${q} = 1") for number in range(400)]
    with pytest.raises(InvalidInput, match="too_deep"):
        read_xlsform(sheet([HEAD, ("integer", "q", "Q"), *nest, ("text", "a", "A")]))
