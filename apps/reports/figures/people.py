"""Figures about the state of people: health, disability, schooling, insurance.

Of these the monthly report names the shares of healthy, chronically ill and seriously ill people; the others stand in
dashboards and the API.
"""

from collections.abc import Callable, Collection

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.households.models import Disability, HealthRecord, Schooling
from apps.households.vocabulary import DisabilityGrade, Health, InsuranceBranch, InsuranceScheme
from apps.reports.figures.counting import counts_by_community
from apps.reports.figures.population import registered_people
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span

PEOPLE = _("people")
HEALTH, SCHOOL, INSURED = _("Health"), _("School"), _("Insurance")
UNINSURED = {
    InsuranceBranch.MEDICAL: _("without medical insurance"),
    InsuranceBranch.OLD_AGE: _("without old-age insurance"),
}


def people(communities: Collection[int], span: Span) -> QuerySet:
    """Registered people with their card and insurances of the last day."""
    day = span.as_at
    holds = Q(member__insurances__period__holds_on=day)
    insured = {
        branch.value: FilteredRelation("member__insurances", condition=holds & Q(member__insurances__branch=branch))
        for branch in InsuranceBranch
    }
    card = FilteredRelation("member__disabilities", condition=Q(member__disabilities__period__holds_on=day))
    return registered_people(communities, span).annotate(card=card, **insured)


def filters(span: Span) -> dict[str, Q]:
    """What each count means. One person may have several states of health."""
    day = span.as_at
    health = HealthRecord.objects.at(day).order_by()
    ill = {state: Q(member__in=health.filter(health=state).values("member")) for state in Health}
    school = Schooling.objects.at(day).order_by().values("member")
    return {
        **{state.value: condition for state, condition in ill.items() if state is not Health.DISABLED},
        "known_health": Q(member__in=health.values("member")),
        "unknown_health": ~Q(member__in=health.values("member")),
        "disabled": ill[Health.DISABLED] | Q(card__isnull=False),
        "without_card": ill[Health.DISABLED] & Q(card__isnull=True),
        **{f"grade_{grade.value}": Q(card__grade=grade) for grade in DisabilityGrade},
        "known_cards": Q(member__in=Disability.objects.order_by().values("member")),
        "pupils": Q(member__in=school),
        "boarders": Q(member__in=Schooling.objects.at(day).filter(boarding=True).order_by().values("member")),
        "known_school": Q(member__in=Schooling.objects.order_by().values("member")),
        **{
            f"uninsured_{branch.value}": Q(**{f"{branch.value}__scheme": InsuranceScheme.NONE})
            for branch in InsuranceBranch
        },
        **{f"known_{branch.value}": Q(**{f"{branch.value}__isnull": False}) for branch in InsuranceBranch},
        **{f"unknown_{branch.value}": Q(**{f"{branch.value}__isnull": True}) for branch in InsuranceBranch},
    }


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts, in one query."""
    return counts_by_community(people(communities, span), filters(span))


def cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The memberships that a count counts."""
    return lambda communities, span: people(communities, span).filter(filters(span)[key])


for _key, _words in {
    "unknown_health": ngettext_lazy("health of %(n)s not entered", "health of %(n)s not entered", "n"),
    "without_card": ngettext_lazy("%(n)s without a card entered", "%(n)s without a card entered", "n"),
    "unknown_medical": ngettext_lazy("insurance of %(n)s not entered", "insurance of %(n)s not entered", "n"),
    "unknown_old_age": ngettext_lazy("insurance of %(n)s not entered", "insurance of %(n)s not entered", "n"),
}.items():
    register_extra(_key, _words)


def _register(key: str, name: object, definition: object, group: object, known: str, *extra: str) -> None:
    register(
        Metric(
            key=f"people.{key}", name=name, unit=PEOPLE, definition=definition, section=Section.BASICS, group=group,
            kind=Kind.STOCK, counts=counts, read=lambda row: count(row, key, known=known, extra=extra),
            cases=cases(key), case_model="households.membership", in_report=False,
        )
    )  # fmt: skip


def _share(state: str, name: object) -> None:
    def read(row: Row) -> Figure:
        return rate(row, state, "known_health", known="known_health", extra=("unknown_health",))

    register(
        Metric(
            key=f"people.{state}_share", name=name, unit="%",
            definition=_(
                "Of the registered people whose health is entered on the last day of the month, those with this state "
                "of health; one person may have several. Whose health is not entered is left out and stands beside it."
            ),
            section=Section.BASICS, group=HEALTH, kind=Kind.RATE, counts=counts, read=read, cases=cases(state),
            case_model="households.membership",
        )
    )  # fmt: skip


for _state in (Health.HEALTHY, Health.CHRONIC, Health.SERIOUS):
    _register(
        _state.value,
        _state.label,
        _("Registered people with this state of health on the last day of the month; one person may have several."),
        HEALTH, "known_health", "unknown_health",
    )  # fmt: skip
for _state, _name in {
    Health.HEALTHY: _("share of healthy people"),
    Health.CHRONIC: _("share of chronically ill people"),
    Health.SERIOUS: _("share of seriously ill people"),
}.items():
    _share(_state.value, _name)
_register(
    "disabled",
    _("disabled people"),
    _("Registered people with a disability card in force, or registered as disabled, on the last day of the month."),
    HEALTH, "known_health", "without_card",
)  # fmt: skip
for _grade in DisabilityGrade:
    _register(
        f"grade_{_grade.value}",
        format_lazy("{}: {}", _("disabled people"), _grade.label),
        _("Registered people whose disability card in force on the last day of the month has this grade."),
        HEALTH, "known_cards",
    )  # fmt: skip
_register(
    "pupils",
    _("at school"),
    _("Registered people who are at a kindergarten, school or university on the last day of the month."),
    SCHOOL, "known_school",
)  # fmt: skip
_register(
    "boarders",
    _("boarding at school"),
    _("Of those at school, who boards there; where that was not entered, they are not counted."),
    SCHOOL, "known_school",
)  # fmt: skip
for _branch, _name in UNINSURED.items():
    _register(
        f"uninsured_{_branch.value}",
        _name,
        _("Registered people known not to be insured on the last day of the month; whose insurance was not entered is "
          "not counted and stands beside it."),
        INSURED, f"known_{_branch.value}", f"unknown_{_branch.value}",
    )  # fmt: skip
