"""Questionnaires filled in as a worker does: what is given, and for every other required question its first answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from apps.core import clock
from apps.followups.actions import visit_record
from apps.followups.models import Visit
from apps.instruments import library
from apps.instruments.form import Definition, Filled
from apps.instruments.posting import read_post


def complete(definition: Definition, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with the first choice, or the least number, for what is asked, required and not given."""
    answers = dict(given)
    for group in definition.groups:
        for question in group.questions:
            filled = Filled(definition, answers, today=clock.today().isoformat())
            if question.required and question.key not in answers and filled.asked(question):
                answers[question.key] = _first(question)
    return answers


def _first(question: Any) -> Any:
    if question.choices:
        key = question.choices[0].key
        return [key] if question.kind == "choose_many" else key
    return {"text": "—", "yes_no": "yes"}.get(question.kind, int(question.low or 0))


def posted(answers: Mapping[str, Any]) -> QueryDict:
    """Answers as a form sends them."""
    data = QueryDict(mutable=True)
    for key, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            for row in value:
                data.appendlist(f"{key}.member", str(row["member"]))
                for inner, said in row.items():
                    _put(data, f"{key}.{row['member']}.{inner}", said) if inner != "member" else None
        else:
            _put(data, key, value)
    return data


def _put(data: QueryDict, name: str, value: Any) -> None:
    data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])


def ask(household: Any, by: Any, key: str, *, day: date | None = None, **given: Any) -> Visit:
    """Record a visit at which this questionnaire was filled in, through the form as a page sends it."""
    version = library.current(key)
    assert version is not None
    answers = complete(library.definition_of(version), given)
    read = read_post(version, posted(answers))
    visit, made = visit_record(
        household=household, by=by, instruments={key: (version.content_hash, read)}, done_on=day or clock.today()
    )
    assert made
    return visit
