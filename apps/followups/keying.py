"""A visit on paper becomes a visit on record: the facts of the form, and each questionnaire as it was ticked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.followups.models import Answer, Visit
from apps.households.known import known
from apps.households.models import Household
from apps.instruments import library
from apps.instruments.models import InstrumentVersion
from apps.instruments.posting import read_post
from apps.instruments.rendering import Member, form_html

HASH = "version-"  # before the key of a questionnaire: the hidden input with the version that the page asked


@dataclass
class Asked:
    """One questionnaire on the page: its version, what was answered, and what is wrong, by path."""

    version: InstrumentVersion
    answers: Mapping[str, Any] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.version.instrument.key

    @property
    def hash_name(self) -> str:
        return HASH + self.key

    def html(self, household: Household) -> str:
        """The form; the names of its inputs begin with the key, as several stand on one page."""
        members = [Member(key, name) for key, name in people_of(household)]
        return form_html(self.version, self.answers, members=members, prefix=f"{self.key}-", faults=self.faults)


def people_of(household: Household) -> list[tuple[int, str]]:
    """Keys and names of its members, the head first."""
    return [(row.member_id, row.member.name) for row in known(household).people]


def to_ask(keys: Sequence[str]) -> list[Asked]:
    """These questionnaires in the version to ask now; what was retired is left out."""
    now = library.currents()
    return [Asked(now[key]) for key in keys if key in now]


def answered_at(visit: Visit) -> list[Asked]:
    """The questionnaires of a visit that was made, as they stand, in the version that was asked."""
    rows = Answer.objects.standing().filter(visit=visit, member=None).select_related("version__instrument")
    return [Asked(row.version, row.given) for row in rows.order_by("version__instrument", "pk")]


def sent(data: QueryDict) -> list[Asked]:
    """What the page sent, each questionnaire in the version that it had shown. Raises InvalidInput for another."""
    found = []
    for name in data:
        if not name.startswith(HASH):
            continue
        version = library.version(str(data[name]))
        if version is None or version.instrument.key != name.removeprefix(HASH):
            raise InvalidInput(_("The questionnaire has changed. Open the page again."), code="unknown_version")
        found.append(Asked(version, read_post(version, data, prefix=f"{version.instrument.key}-")))
    return found


def judged(asked: Sequence[Asked]) -> int:
    """Puts what is wrong beside its questions; how many faults there are. An empty questionnaire was not filled in."""
    for one in asked:
        verdict = library.judged(one.version, one.answers) if one.answers else None
        one.faults = {fault.key: fault.message for fault in verdict.faults} if verdict else {}
    return sum(len(one.faults) for one in asked)


def filled(asked: Sequence[Asked]) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """For visit_record: those that were filled in."""
    return {one.key: (one.version.content_hash, one.answers) for one in asked if one.answers}


def moment(day: date, at: time | None) -> datetime | None:
    """A time of the day of the visit."""
    return None if at is None else timezone.make_aware(datetime.combine(day, at))
