"""Figures about employment: who is able, who works where and at what, zero-employment households, training.

Who is able, who works and what a zero-employment household is stands in apps/households/people/livelihood.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.households.models import Training
from apps.households.models.work import work_place
from apps.households.people.livelihood import WORKS, WorkState, able_q, in_work_state, on_day, with_work_state
from apps.households.vocabulary import Work, WorkPlace
from apps.reports.figures.counting import counted, counts_by_community
from apps.reports.figures.population import registered_households, registered_people
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

PEOPLE, HOUSEHOLDS = _("people"), _("households")
WORKERS, BY_PLACE, BY_KIND, TRAINED = _("Able and in work"), _("Where they work"), _("What they do"), _("Training")
HIRED = (Work.OUT_OF_PROVINCE, Work.IN_PROVINCE, Work.IN_COUNTY, Work.IN_TOWNSHIP)
KINDS = {
    "hired": (HIRED, _("working for an employer")),
    "workshop": ((Work.WORKSHOP,), Work.WORKSHOP.label),
    "public_post": ((Work.PUBLIC_POST,), Work.PUBLIC_POST.label),
    "self_employed": ((Work.SELF_EMPLOYED,), Work.SELF_EMPLOYED.label),
    "farming": ((Work.FARMING,), Work.FARMING.label),
}


def people_at_work(communities: Collection[int], span: Span) -> QuerySet:
    """Registered people with their labour ability, school and job of the last day."""
    rows = on_day(registered_people(communities, span), span.as_at, "member__")
    return rows.annotate(job_at=work_place("job__"))


def people_filters(span: Span) -> dict[str, Q]:
    """What each count of people means."""
    able = able_q(span.as_at, "member__")
    return {
        "able_people": able,
        "known_labour": Q(ability__isnull=False),
        "unknown_labour": Q(ability__isnull=True),
        "workers": WORKS,
        "known_work": Q(job__isnull=False),
        "unknown_work_people": able & Q(job__isnull=True),
        "unstable": WORKS & Q(job__unstable=True),
        "unknown_place": WORKS & Q(job_at=""),
        **{f"at_{place.value}": WORKS & Q(job_at=place.value) for place in WorkPlace},
        **{f"does_{kind}": Q(job__work__in=works) for kind, (works, _name) in KINDS.items()},
    }


def people_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of people, in one query."""
    return counts_by_community(people_at_work(communities, span), people_filters(span))


def people_cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The memberships that a count of people counts."""
    return lambda communities, span: people_at_work(communities, span).filter(people_filters(span)[key])


STATES = {
    "able_households": (WorkState.EMPLOYED, WorkState.ZERO, WorkState.UNKNOWN),
    "employed_households": (WorkState.EMPLOYED,),
    "zero_employment": (WorkState.ZERO,),
    "unknown_work_households": (WorkState.UNKNOWN,),
}


def household_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households by what can be said of their work, in one query; how many have any labour ability recorded."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    households = with_work_state(registered_households(communities, span), span.as_at)
    for community, state, number in counted(households, "community_id", "work_state"):
        for key, states in STATES.items():
            rows[community][key] += number if state in states else 0
        rows[community]["known_work_households"] += number if state in (WorkState.EMPLOYED, WorkState.ZERO) else 0
    known = counts_by_community(people_at_work(communities, span), {"known_labour": Q(ability__isnull=False)})
    for community, row in known.items():
        rows[community].update(row)
    return {community: dict(row) for community, row in rows.items()}


def household_cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The households that a count counts."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        rows, states = registered_households(communities, span), STATES[key]
        if states[1:]:
            return with_work_state(rows, span.as_at).filter(work_state__in=[state.value for state in states])
        return in_work_state(rows, states[0], span.as_at)

    return find


def trained(communities: Collection[int], span: Span) -> QuerySet:
    """Registered people one of whose courses ended within the span."""
    ended = Training.objects.filter(period__endswith__gt=span.start, period__endswith__lte=span.end)
    return registered_people(communities, span).filter(member__in=ended.order_by().values("member"))


def trained_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """People trained, and whether any training was ever recorded of registered people."""
    ever = Q(member__in=Training.objects.order_by().values("member"))
    rows = counts_by_community(registered_people(communities, span), {"known_training": ever})
    for community, row in counts_by_community(trained(communities, span), {"trained": Q()}).items():
        rows[community].update(row)
    return rows


for _key, _words in {
    "unknown_labour": ngettext_lazy("labour ability of %(n)s not entered", "labour ability of %(n)s not entered", "n"),
    "unknown_work_people": ngettext_lazy(
        "work of %(n)s able person not entered", "work of %(n)s able people not entered", "n"
    ),
    "unknown_place": ngettext_lazy("place of %(n)s not entered", "place of %(n)s not entered", "n"),
    "unknown_work_households": ngettext_lazy(
        "work of %(n)s household not entered", "work of %(n)s households not entered", "n"
    ),
}.items():
    register_extra(_key, _words)


def _people(key: str, name: object, definition: object, group: object, known: str, unknown: str) -> None:
    register(
        Metric(
            key=f"employment.{key}", name=name, unit=PEOPLE, definition=definition, section=Section.EMPLOYMENT,
            group=group, kind=Kind.STOCK, counts=people_counts,
            read=lambda row: count(row, key, known=known, extra=(unknown,)),
            cases=people_cases(key), case_model="households.membership",
        )
    )  # fmt: skip


def _households(key: str, name: object, definition: object, read: Callable[[Row], Figure]) -> None:
    register(
        Metric(
            key=f"employment.{key}", name=name, unit=HOUSEHOLDS, definition=definition, section=Section.EMPLOYMENT,
            group=WORKERS, kind=Kind.STOCK, counts=household_counts, read=read, cases=household_cases(key),
            case_model="households.household",
        )
    )  # fmt: skip


def read_zero(row: Row) -> Figure:
    """Not collected while there are able households and no work of any was ever entered."""
    known = "known_work_households" if row.get("able_households") else "known_labour"
    return count(row, "zero_employment", known=known, extra=("unknown_work_households",))


ABLE = _("Able: of working age (16 to 60, a rule of the county), ordinary or skilled labour ability, not at school.")

_households(
    "able_households",
    _("able households"),
    format_lazy("{} {}", _("Registered households with at least one able member on the last day of the month."), ABLE),
    lambda row: count(row, "able_households", known="known_labour"),
)
_people(
    "able_people",
    _("able people"),
    format_lazy("{} {}", _("Registered people who are able to work on the last day of the month."), ABLE),
    WORKERS, "known_labour", "unknown_labour",
)  # fmt: skip
_people(
    "workers",
    _("people in work"),
    _("Registered people of any age whose work on the last day of the month is in the ledger, farming at home "
      "included, “not working” not."),
    WORKERS, "known_work", "unknown_work_people",
)  # fmt: skip
_households(
    "zero_employment",
    _("zero-employment households"),
    _("Able households in which nobody works on the last day of the month. Those of whose able members no work was "
      "ever entered are not in it and stand beside it."),
    read_zero,
)  # fmt: skip
_people(
    "unstable",
    _("in unstable work"),
    _("People in work whose work is marked as odd jobs, seasonal or likely to end."),
    WORKERS, "known_work", "unknown_work_people",
)  # fmt: skip
for _place in WorkPlace:
    _people(
        f"at_{_place.value}",
        format_lazy("{}: {}", _("working"), _place.label),
        _("People in work by the place of their work, said by the kind of work or entered beside it."),
        BY_PLACE, "known_work", "unknown_place",
    )  # fmt: skip
for _kind, (_works, _name) in KINDS.items():
    _people(
        f"does_{_kind}",
        _name,
        _("People in work by its kind. Working for an employer: outside the community, not in a public-welfare post."),
        BY_KIND, "known_work", "unknown_work_people",
    )  # fmt: skip
register(
    Metric(
        key="employment.trained",
        name=_("people trained"),
        unit=PEOPLE,
        definition=_(
            "Registered people who finished a course during the time, each counted once. Not collected while no course "
            "was ever recorded here."
        ),
        section=Section.EMPLOYMENT,
        group=TRAINED,
        kind=Kind.FLOW,
        counts=trained_counts,
        read=lambda row: count(row, "trained", known="known_training"),
        cases=trained,
        case_model="households.membership",
    )
)
