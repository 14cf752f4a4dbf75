"""Busy seasons that begin soon: told once per community and first day, where households work such fields."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.rules import value_of
from apps.farmland.burden import in_spans
from apps.farmland.models import Parcel
from apps.farmland.rules import NOTICE
from apps.farmland.seasons import Span, beginning
from apps.reminders.causes import Cause, Told, register
from apps.reminders.models import Message
from apps.reminders.people import People

ONCE_IN = 3600  # seconds: fields and seasons do not change by the minute, and counting them costs a second


def _find(now: datetime, people: People) -> Iterator[Told]:
    today = timezone.localdate(now)
    if not cache.add(f"reminders:seasons:{today.isoformat()}", True, ONCE_IN):
        return
    soon = beginning(today, today + timedelta(days=value_of(NOTICE.key, today)))
    for first, spans in groupby(soon, key=lambda span: span.first):
        yield from _of_day(first, list(spans), people)


def _of_day(first: date, spans: list[Span], people: People) -> Iterator[Told]:
    fields = in_spans(Parcel.objects.held().worked(), spans).order_by()
    counts = dict(fields.values_list("community").annotate(n=Count("household", distinct=True)))
    keys = {community: f"season:{community}:{first.isoformat()}" for community in sorted(counts)}
    told = set(Message.objects.filter(key__in=keys.values()).order_by().values_list("key", flat=True))
    works = sorted({(span.season.crop.name, span.season.work) for span in spans})
    english = sorted({(str(span.season.crop.name_en), span.season.work_en) for span in spans})
    for community, key in keys.items():
        if key not in told:
            facts = {"first": first.isoformat(), "works": works, "english": english, "households": counts[community]}
            yield Told(key, people.working(community), community, facts, _page(community))


def _page(community: int) -> Any:
    return lambda office: f"{reverse('admin:farmland_parcel_map')}?community={community}" if office else ""


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    day, works = parse_date(facts["first"]), "、".join(f"{crop}{work}" for crop, work in facts["works"])
    if (get_language() or "").startswith("en") and all(crop and work for crop, work in facts["english"]):
        works = ", ".join(f"{crop} {work}" for crop, work in facts["english"])
    number = facts["households"]
    return {
        "works": works,
        "day": date_format(day, "DATE_FORMAT") if day else "",
        "households": ngettext("%(n)s household", "%(n)s households", number) % {"n": f"{number:,}"},
    }


register(
    Cause(
        "farmland.season",
        "due",
        "agriculture",
        _("Busy season from %(day)s: %(works)s"),
        _(
            "%(households)s work such fields. See who has a far way; households at the old house then are there, and"
            " not missing."
        ),
        _find,
        _words,
    )
)
