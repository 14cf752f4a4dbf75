"""Two records of one person become one: answers, visits and clashes name people by key, and no foreign key says so."""

import json
from typing import Any

import pgtrigger

from apps.core.models.base import log_of
from apps.followups.actions.answering import digest_of
from apps.followups.models import Answer, Visit, VisitClash
from apps.followups.writing import MEMBER, field_of
from apps.households.journal import Journal
from apps.households.likeness.merging import moves_with_member, set_aside
from apps.households.models import Member, Membership

Rows = list[dict[str, Any]]


@moves_with_member
def followups_join_people(keep: Member, drop: Member, journal: Journal) -> None:
    """What was said of `drop` was said of `keep`. Where one form asked of both, what it says of `keep` stays and the
    other fills its gaps; scores and what was asked stay as they were judged.
    """
    homes = list(Membership.objects.filter(member__in=(keep, drop)).order_by().values_list("household", flat=True))
    for visit in Visit.objects.filter(household__in=homes, met__contains=[drop.pk]).order_by("pk"):
        met = [keep.pk if key == drop.pk else key for key in visit.met]
        journal.change(visit, met=list(dict.fromkeys(met)))
    for clash in VisitClash.objects.filter(household__in=homes, field__endswith=f":{drop.pk}").order_by("pk"):
        field = field_of(clash.field.partition(":")[0], keep.pk)
        if VisitClash.objects.filter(visit=clash.visit_id, field=field).exists():
            set_aside(clash, journal)
        else:
            journal.change(clash, field=field)
    with pgtrigger.ignore(log_of(Answer)):
        for answer in Answer.objects.filter(household__in=homes).order_by("pk"):
            _rename(answer, keep.pk, drop.pk, journal)


def _rename(answer: Answer, keep: int, drop: int, journal: Journal) -> None:
    """The other key in all answers of one form, with its words and what is missing."""
    closed: dict[str, Any] = {**answer.answers}
    private: dict[str, Any] = json.loads(answer.private) if answer.private else {}
    for repeat, rows in answer.answers.items():
        if _names(rows, drop):
            words = private.get(repeat) or [{} for _row in rows]
            pairs = _joined(rows, words, keep, drop)
            closed[repeat] = [row for row, _said in pairs]
            if repeat in private:
                private[repeat] = [said for _row, said in pairs]
    if closed == answer.answers:
        return
    missing = dict.fromkeys(_path(path, keep, drop) for path in answer.missing)
    journal.change(
        answer, answers=closed, digest=digest_of(closed),
        missing=[path for path in missing if not _answered(path, closed, private)],
        private=json.dumps(private, ensure_ascii=False) if private else None,
    )  # fmt: skip


def _names(rows: Any, key: int) -> bool:
    return isinstance(rows, list) and any(isinstance(row, dict) and row.get(MEMBER) == key for row in rows)


def _joined(rows: Rows, words: Rows, keep: int, drop: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The rows with their words; those of both people as one, in the place of the first of them."""
    found: dict[Any, tuple[dict[str, Any], dict[str, Any]]] = {}
    for row, said in zip(rows, words, strict=True):
        who = row.get(MEMBER)
        known, spoken = found.get(keep if who == drop else who, ({}, {}))
        if who == drop:
            found[keep] = {**row, **known, MEMBER: keep}, {**said, **spoken}
        else:
            found[who] = {**known, **row}, {**spoken, **said}
    return list(found.values())


def _path(path: str, keep: int, drop: int) -> str:
    repeat, member, *inner = path.split(".")[:3] if path.count(".") == 2 else (path, "")
    return f"{repeat}.{keep}.{inner[0]}" if inner and member == str(drop) else path


def _answered(path: str, closed: dict[str, Any], private: dict[str, Any]) -> bool:
    """Whether a question of one member has an answer after all."""
    if path.count(".") != 2:
        return False
    repeat, member, inner = path.split(".")
    rows = closed.get(repeat) or []
    words = private.get(repeat) or [{} for _row in rows]
    pairs = zip(rows, words, strict=True)
    return any(str(row.get(MEMBER)) == member and (inner in row or inner in said) for row, said in pairs)
