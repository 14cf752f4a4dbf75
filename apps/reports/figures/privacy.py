"""Figures about the bases of sensitive data and about double entries, as households that somebody must look at.

The monthly report's form does not name them: they stand in dashboards and the API.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.households.models import Consent, LikelyHouseholds, LikelyPair, Membership
from apps.households.models.consent import ConsentState, Purpose
from apps.reports.figures.counting import counts_by_community
from apps.reports.figures.population import HOUSEHOLDS, registered_households
from apps.reports.registry import Kind, Metric, Row, Section, count, register
from apps.reports.span import Span

CONSENTS, TWICE = _("Consents"), _("Entered twice")


def without_basis(communities: Collection[int], span: Span) -> QuerySet:
    """Households in which nothing in force covers the identity number of somebody who has one."""
    day = span.as_at
    force = Consent.objects.in_force(day).filter(purpose=Purpose.ID_NUMBER)
    living = Membership.objects.at(day).filter(household=OuterRef("pk"), member__id_index__isnull=False)
    bare = living.exclude(member__in=force.filter(member__isnull=False).order_by().values("member"))
    whole = force.filter(household=OuterRef("pk"), member__isnull=True)
    return registered_households(communities, span).filter(Exists(bare), ~Exists(whole))


def with_consent(state: str) -> Callable[[Collection[int], Span], QuerySet]:
    """Households with a consent that stands so on the last day, and that nothing in force has replaced."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        day = span.as_at
        rows = Consent.objects.in_state(state, day).filter(household=OuterRef("pk"), signed_on__lte=day)
        newer = Consent.objects.in_force(day).exclude(pk__in=Consent.objects.in_state(state, day).values("pk"))
        same = newer.filter(household=OuterRef("household"), purpose=OuterRef("purpose"))
        of_whom = Q(member__isnull=True) | Q(member=OuterRef("member"))
        return registered_households(communities, span).filter(Exists(rows.filter(~Exists(same.filter(of_whom)))))

    return find


def entered_twice(communities: Collection[int], span: Span) -> QuerySet:
    """Households that are likely there twice, or of whose people somebody is; as far as nobody has decided yet."""
    homes = LikelyHouseholds.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    people = Membership.objects.at(span.as_at).filter(household=OuterRef("pk"))
    likely = LikelyPair.objects.filter(Q(first=OuterRef("member")) | Q(second=OuterRef("member")))
    rows = registered_households(communities, span)
    return rows.filter(Exists(homes) | Exists(people.filter(Exists(likely))))


CASES: dict[str, Callable[[Collection[int], Span], QuerySet]] = {
    "consent_missing": without_basis,
    "consent_expiring": with_consent(ConsentState.EXPIRING),
    "consent_expired": with_consent(ConsentState.EXPIRED),
    "entered_twice": entered_twice,
}


def privacy_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """The four counts, one query each, and how many households are registered."""
    found: dict[int, Row] = defaultdict(dict)
    sources = {**{key: find(communities, span) for key, find in CASES.items()},
               "registered": registered_households(communities, span)}  # fmt: skip
    for key, rows in sources.items():
        for community, row in counts_by_community(rows, {key: Q()}).items():
            found[community].update(row)
    return dict(found)


def _register(key: str, name: Any, definition: Any, group: Any) -> None:
    register(
        Metric(
            key=f"privacy.{key}", name=name, unit=HOUSEHOLDS, definition=definition, section=Section.BASICS,
            group=group, kind=Kind.STOCK, counts=privacy_counts,
            read=lambda row: count(row, key, known="registered"), cases=CASES[key],
            case_model="households.household", in_report=False,
        )
    )  # fmt: skip


_register(
    "consent_missing", _("no basis recorded for identity numbers"),
    _("Registered households in which somebody has an identity number in the register and neither a consent nor a "
      "statute in force on the last day covers it, for that person or for the whole household."),
    CONSENTS,
)  # fmt: skip
_register(
    "consent_expiring", _("a consent expires soon"),
    _("Registered households with a consent that ends within the days of the rule (30 unless changed) after the last "
      "day, and that no other consent in force for the same thing and person replaces."),
    CONSENTS,
)  # fmt: skip
_register(
    "consent_expired", _("a consent has expired"),
    _("Registered households with a consent that ended before the last day, was not withdrawn, and that no consent in "
      "force for the same thing and person has replaced."),
    CONSENTS,
)  # fmt: skip
_register(
    "entered_twice", _("likely entered twice"),
    _("Registered households that the comparison takes for another one of the register, or of whose people one for "
      "another person, and about which nobody has decided yet. It counts what waits today, also for a past month."),
    TWICE,
)  # fmt: skip
