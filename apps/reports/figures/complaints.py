"""Figures about complaints: received, closed, overdue, the three rates, categories, repeats.

What each counts stands in apps/complaints/models/measures.py, once for counting and for drill-down.
"""

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.complaints.models import Complaint, measures
from apps.complaints.vocabulary import Category
from apps.reports.figures.counting import counts_by_community
from apps.reports.registry import Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span

MODEL = "complaints.complaint"
REPEAT_DAYS = 90
CASES = _("cases")
NUMBERS, RATES, CATEGORIES = _("Cases"), _("The three rates"), _("What they are about")


def filters(span: Span) -> dict[str, Q]:
    """What every count means in a span."""
    start, end, cutoff = span.start_at, span.end_at, span.cutoff
    return {
        "ever": Q(submitted_at__lt=end),
        "received": measures.received(start, end),
        "closed": measures.closed(start, end),
        "open": measures.open_at(cutoff),
        "overdue": measures.overdue_at(cutoff),
        "response_in_time": measures.response_in_time(start, cutoff),
        "response_due": measures.response_in_time(start, cutoff) | measures.response_late(start, cutoff),
        "unaccepted_overdue": measures.unaccepted_overdue(cutoff),
        "resolved_in_time": measures.resolution_in_time(start, cutoff),
        "resolution_due": measures.resolution_in_time(start, cutoff) | measures.resolution_late(start, cutoff),
        "open_in_time": measures.open_at(cutoff) & ~measures.overdue_at(cutoff),
        "satisfied": measures.satisfied(start, end),
        "rated": measures.rated(start, end),
        "unrated": measures.unrated(start, end),
        "awaiting_call_back": measures.awaiting_call_back(cutoff),
        **{f"about_{value}": measures.received(start, end) & Q(category=value) for value in Category.values},
    }


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of complaints, in one query."""
    mine = Complaint.objects.filter(community__in=communities, submitted_at__lt=span.end_at)
    return counts_by_community(mine, filters(span))


def repeats(communities: Collection[int], span: Span) -> QuerySet:
    """Complaints of the same matter from the same building within 90 days, and those taken up again."""
    mine = Complaint.objects.filter(community__in=communities, submitted_at__lt=span.end_at)
    return mine.repeats(span.start_at, span.end_at, days=REPEAT_DAYS)


def repeat_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Repeats, and whether anything was ever recorded."""
    mine = Complaint.objects.filter(community__in=communities, submitted_at__lt=span.end_at)
    result = counts_by_community(mine, {"ever": Q()})
    for key, row in counts_by_community(repeats(communities, span), {"repeats": Q()}).items():
        result[key].update(row)
    return result


def cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The complaints that a count of `filters` counts."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        return Complaint.objects.filter(filters(span)[key], community__in=communities)

    return find


NO_RECORD = _("Not collected while no complaint was ever recorded here.")


def _number(key: str, name: object, definition: object, *, kind: Kind = Kind.FLOW, extra: tuple[str, ...] = ()) -> None:
    register(
        Metric(
            key=f"complaints.{key}",
            name=name,
            unit=CASES,
            definition=format_lazy("{} {}", definition, NO_RECORD),
            section=Section.COMPLAINTS,
            group=NUMBERS,
            kind=kind,
            counts=counts,
            read=lambda row: count(row, key, known="ever", extra=extra),
            cases=cases(key),
            case_model=MODEL,
        )
    )


def _rate(key: str, name: object, definition: object, part: str, whole: str, extra: tuple[str, ...]) -> None:
    register(
        Metric(
            key=f"complaints.{key}",
            name=name,
            unit="%",
            definition=format_lazy("{} {}", definition, NO_RECORD),
            section=Section.COMPLAINTS,
            group=RATES,
            kind=Kind.RATE,
            counts=counts,
            read=lambda row: rate(row, part, whole, known="ever", extra=extra),
            cases=cases(whole),
            case_model=MODEL,
        )
    )


register_extra(
    "unaccepted_overdue", ngettext_lazy("%(n)s overdue and not accepted", "%(n)s overdue and not accepted", "n")
)
register_extra("open_in_time", ngettext_lazy("%(n)s more in hand", "%(n)s more in hand", "n"))
register_extra("overdue", ngettext_lazy("%(n)s overdue", "%(n)s overdue", "n"))
register_extra("unrated", ngettext_lazy("%(n)s not rated", "%(n)s not rated", "n"))
register_extra("awaiting_call_back", ngettext_lazy("%(n)s waits for a call-back", "%(n)s wait for a call-back", "n"))

_number(
    "received",
    _("complaints received"),
    _("Complaints, requests, suggestions and questions submitted during the time, by phone page, at the door or at the "
      "office; those merged into another are counted once."),
)  # fmt: skip
_number("closed", _("complaints closed"), _("Closed by a recorded call-back during the time, whenever they came in."))
_number(
    "open",
    _("complaints open"),
    _("Came in and neither resolved, rejected, passed on nor merged at the end of the time."),
    kind=Kind.STOCK,
)
_number(
    "overdue",
    _("complaints overdue"),
    _("Open at the end of the time with the resolution clock (working time) run out; a clock stopped for missing "
      "information does not run out."),
    kind=Kind.STOCK,
)  # fmt: skip
_rate(
    "response_rate",
    _("response rate"),
    _("Accepted within the acceptance clock, of all whose acceptance was done or fell due during the time. Each "
      "complaint is judged once; rejected, passed on and merged ones are left out."),
    "response_in_time", "response_due", ("unaccepted_overdue",),
)  # fmt: skip
_rate(
    "resolution_rate",
    _("resolution rate"),
    _("Resolved within the resolution clock, of all that were resolved in time or fell due during the time. Each "
      "complaint is judged once; rejected, passed on and merged ones are left out, reopened ones count as unresolved."),
    "resolved_in_time", "resolution_due", ("open_in_time", "overdue"),
)  # fmt: skip
_rate(
    "satisfaction_rate",
    _("satisfaction rate"),
    _("“Satisfied” of all who gave a verdict (satisfied, fair, not satisfied), closed by a call-back recorded during "
      "the time: what was said at the call-back or, where nobody was reached, on the resident's own phone before it. "
      "Without a verdict and not yet called back are not in it and stand beside it."),
    "satisfied", "rated", ("unrated", "awaiting_call_back"),
)  # fmt: skip

register(
    Metric(
        key="complaints.repeats",
        name=_("repeated complaints"),
        unit=CASES,
        definition=format_lazy(
            "{} {}",
            _("Received during the time about the same category and building as another of the 90 days before, or "
              "taken up again during the time because the resident was not satisfied."),
            NO_RECORD,
        ),
        section=Section.COMPLAINTS,
        group=NUMBERS,
        kind=Kind.FLOW,
        counts=repeat_counts,
        read=lambda row: count(row, "repeats", known="ever"),
        cases=repeats,
        case_model=MODEL,
    )
)  # fmt: skip

for _category in Category:
    register(
        Metric(
            key=f"complaints.about_{_category.value}",
            name=_category.label,
            unit=CASES,
            definition=format_lazy("{} {}", _("Received during the time in this category."), NO_RECORD),
            section=Section.COMPLAINTS,
            group=CATEGORIES,
            kind=Kind.FLOW,
            counts=counts,
            read=lambda row, key=f"about_{_category.value}": count(row, key, known="ever"),
            cases=cases(f"about_{_category.value}"),
            case_model=MODEL,
        )
    )
