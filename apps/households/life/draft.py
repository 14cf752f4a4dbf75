"""One event in the making: what it locks, checks and writes."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.events import emit
from apps.households.life.ledger import Ledger
from apps.households.life.policies import may_record
from apps.households.models import Household, LifeEvent, Member, Membership
from apps.households.vocabulary import Relation

RECORDED = "households.life_event"
EARLIEST = date(1900, 1, 1)


def stop(code: str, message: Any, *, field: str = "") -> Refused:
    """A refusal, to be raised."""
    return Refused(refuse(code, message, field=field))


def day_words(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


class Draft:
    """An event in the making. Its households are locked by key, so that two events never wait for each other."""

    def __init__(
        self,
        *,
        kind: str,
        household: Household,
        by: Any,
        happened_on: date,
        note: str = "",
        document: str = "",
        others: Iterable[Household] = (),
        trusted: bool = False,
        after_leaving: bool = False,
    ) -> None:
        self.kind, self.by, self.day = kind, by, happened_on
        self.note, self.document = note.strip()[:200], document.strip()[:60]
        self.ledger = Ledger()
        keys = {household.pk, *(other.pk for other in others)}
        locked = {
            row.pk: row for row in Household.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        }
        self.household = locked[household.pk]
        self.households: dict[int, Household] = locked
        self.members: set[int] = set()
        self.heads_settled = False
        self.gone: set[int] = set()  # keys of households that a cancellation removed
        if not trusted:
            self._allowed(after_leaving)
        if happened_on > clock.today():
            raise InvalidInput(
                _("This day is still to come. Enter the day on which it happened."), code="future", field="happened_on"
            )
        if happened_on < EARLIEST:
            raise InvalidInput(_("Check the year of this day."), code="day", field="happened_on")
        self.begin_here()

    def _allowed(self, after_leaving: bool) -> None:
        for row in self.households.values():
            ensure(may_record(row, self.by, after_leaving=after_leaving))
            self.same_community(row.community_id)

    def same_community(self, community: int) -> None:
        """Refuse what leads to another community: that needs the agreement of both."""
        if community != self.household.community_id:
            message = _("This leads to another community. Ask for a transfer: the other community must agree.")
            raise stop("use_transfer", message)

    def active(self, household: Household) -> None:
        """Refuse where the household had left the register by then."""
        if household.left_on is not None and household.left_on <= self.day:
            message = _("%(household)s left the register on %(day)s. Record its return first.") % {
                "household": household.code,
                "day": day_words(household.left_on),
            }
            raise stop("has_left", message)

    def people(self, keys: Collection[int]) -> list[Member]:
        """These people, locked, who were alive and born by then."""
        found = list(Member.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
        if len(found) != len(set(keys)):
            raise stop("unknown_member", _("Choose people of the household."), field="member")
        for member in found:
            if member.birth_date and member.birth_date > self.day:
                facts = {"name": member.name, "day": day_words(member.birth_date)}
                message = _("%(name)s was born only on %(day)s. Check the day.") % facts
                raise stop("before_birth", message, field="happened_on")
            if member.died_on and member.died_on <= self.day:
                facts = {"name": member.name, "day": day_words(member.died_on)}
                message = _("%(name)s died on %(day)s. Check the day.") % facts
                raise stop("after_death", message, field="happened_on")
            self.same_community(member.community_id)
        self.members |= {member.pk for member in found}
        return found

    def add_household(self, household: Household) -> None:
        """A household that this event founded, or met on its way."""
        self.households[household.pk] = household
        self._before.setdefault(household.pk, belonging(household.pk))

    def begin_here(self) -> None:
        """What is true now is what the event finds."""
        self._before = {key: belonging(key) for key in self.households}

    def forget_missing(self) -> None:
        """Households that a cancellation removed are checked no more."""
        there = set(Household.objects.filter(pk__in=self.households).order_by("pk").values_list("pk", flat=True))
        self.gone = self.households.keys() - there
        self.households = {key: row for key, row in self.households.items() if key in there}

    def in_the_way(self, name: str, member: int | None = None) -> Refused:
        """A later event forbids this one; name it where one was recorded."""
        rows = LifeEvent.objects.standing().filter(happened_on__gte=self.day)
        if member is not None:
            rows = rows.filter(members__contains=[member])
        else:
            rows = rows.filter(household__in=self.households)
        later = rows.order_by("happened_on", "pk").first()
        if later is None:
            message = _("Something later is recorded of %(name)s. Correct that first.") % {"name": name}
        else:
            message = _("A later event stands in the way: %(event)s (%(name)s). Correct that one first.") % {
                "event": event_words(later),
                "name": name,
            }
        return stop("later_event", message, field="happened_on")

    def finish(self, details: dict[str, Any], **more: Any) -> LifeEvent:
        """Check the heads, append the event, tell others on commit."""
        for household in () if self.heads_settled else self.households.values():
            self._check_heads(household)
        main = self.household
        event = LifeEvent.objects.create(
            kind=self.kind, happened_on=self.day, by=self.by, household=main, community_id=main.community_id,
            other_households=sorted((self.households.keys() | self.gone) - {main.pk}), members=sorted(self.members),
            note=self.note, document=self.document, details=details, changes=self.ledger.as_json(),
            touched=self.ledger.touched(), **more,
        )  # fmt: skip
        emit(RECORDED, event=event.pk, kind=str(self.kind), household=main.pk)
        return event

    def _check_heads(self, household: Household) -> None:
        new = became_headless(self._before[household.pk], belonging(household.pk))
        if not new:
            return
        if min(new) <= self.day:
            message = _("Household %(household)s needs a head: choose who becomes head.") % {
                "household": household.code
            }
            raise stop("head_needed", message, field="new_head")
        message = _("From %(day)s on household %(household)s would have no head: something later was recorded. Correct "
                    "that first.") % {"day": day_words(min(new)), "household": household.code}  # fmt: skip
        raise stop("later_event", message, field="happened_on")


def event_words(event: LifeEvent) -> str:
    """An event in a sentence: “change of head on 3 March 2026”."""
    return _("%(event)s on %(day)s") % {"event": event.get_kind_display(), "day": day_words(event.happened_on)}


def belonging(household: int) -> list[tuple[Any, str]]:
    """Periods and relations of everybody who ever belonged to the household."""
    return list(Membership.objects.filter(household=household).order_by("pk").values_list("period", "relation"))


def is_headless(rows: list[tuple[Any, str]], day: date) -> bool:
    """Whether the household has people on the day but no head."""
    here = [relation for period, relation in rows if day in period]
    return bool(here) and Relation.HEAD not in here


def became_headless(before: list[tuple[Any, str]], after: list[tuple[Any, str]]) -> set[date]:
    """The days from which it has no head now, and had one before (or nobody at all)."""
    turns = {day for period, _relation in after for day in (period.lower, period.upper) if day}
    return {day for day in turns if is_headless(after, day) and not is_headless(before, day)}
