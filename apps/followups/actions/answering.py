"""Keeping what was answered: judged, divided into what may be read and what is encrypted, and appended."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.core.actors import person
from apps.core.canonical import canonical
from apps.core.constraints import held
from apps.core.errors import InvalidInput
from apps.followups.models import Answer, Visit
from apps.followups.writing import Said, said_in
from apps.households.models import Household
from apps.instruments import library
from apps.instruments.form import Definition, judge
from apps.instruments.models import InstrumentVersion

PRIVATE = frozenset({"text", "phone", "signature"})  # kinds of question whose answers are kept encrypted
Filled = Mapping[str, tuple[str, Mapping[str, Any]]]


def version_of(key: str, content_hash: str) -> InstrumentVersion:
    """The version that was asked, however long ago it was published; without a hash the one to ask now.

    Raises InvalidInput `unknown_version`.
    """
    found = library.version(content_hash) if content_hash else library.current(key)
    if found is None or found.instrument.key != key:
        said = _("This version of the questionnaire is not known here. Load your caseload again, then fill it in anew.")
        raise InvalidInput(said, code="unknown_version", field=key)
    return found


def answer_keep(**given: Any) -> tuple[Answer, Said]:
    """Append one questionnaire as it was answered (answer_of); with what it says about registers."""
    row, said = answer_of(**given)
    return held(row), said


def answer_of(
    *, home: Household, version: InstrumentVersion, answers: Mapping[str, Any], by: Any, day: date,
    visit: Visit | None = None, replaces: Answer | None = None,
) -> tuple[Answer, Said]:  # fmt: skip
    """One questionnaire as it was answered on a day, judged and not yet saved, and what it says about registers.

    Raises InvalidInput with the code of the first fault, at its question.
    """
    definition = library.definition_of(version)
    verdict = judge(definition, answers, today=day)
    for fault in verdict.faults:
        raise InvalidInput(fault.message, code=fault.code, field=f"{version.instrument.key}.{fault.key}")
    closed, private = divided(definition, answers)
    row = Answer(
        household=home, community_id=home.community_id, visit=visit, version=version, answers=closed,
        private=json.dumps(private, ensure_ascii=False) if private else None,
        scores={key: score.as_json() for key, score in verdict.scores.items()},
        asked=_asked(definition, verdict.relevant), missing=list(verdict.missing), digest=digest_of(closed),
        answered_on=day, answered_by=person(by), replaces=replaces,
    )  # fmt: skip
    return row, said_in(definition, answers, verdict.relevant)


def divided(definition: Definition, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(closed answers, words): words, telephone numbers and signatures are kept encrypted, those of people by row."""
    closed: dict[str, Any] = {}
    private: dict[str, Any] = {}
    for key, value in answers.items():
        question = definition.by_key[key]
        if question.kind == "repeat":
            rows = [_divided_row(definition, row) for row in value or ()]
            closed[key] = [row for row, _words in rows]
            if any(words for _row, words in rows):
                private[key] = [words for _row, words in rows]
        else:
            (private if question.kind in PRIVATE else closed)[key] = value
    return closed, private


def _divided_row(definition: Definition, row: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    words = {key for key in row if key in definition.by_key and definition.by_key[key].kind in PRIVATE}
    return {k: v for k, v in row.items() if k not in words}, {k: v for k, v in row.items() if k in words}


def _asked(definition: Definition, relevant: Iterable[str]) -> int:
    questions = (definition.by_key[path.rsplit(".", 1)[-1]] for path in relevant)
    return sum(question.answers and question.kind != "repeat" for question in questions)


def digest_of(closed: Mapping[str, Any]) -> str:
    """The same for the same closed answers, whoever gave them: people's keys are left out."""
    bare = {
        key: [{k: v for k, v in row.items() if k != "member"} for row in value] if _is_rows(value) else value
        for key, value in closed.items()
    }
    return hashlib.sha256(canonical(bare)).hexdigest()[:32]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
