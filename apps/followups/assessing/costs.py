"""Living costs before and after the move, item by item, with the vegetables of the register and the garden plot."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.followups.assessing.answers import LIVING_COSTS, newest_of
from apps.followups.models import Answer
from apps.gardens.models import GardenTenure, YieldNote
from apps.households.models import Household, VegetableSpending
from apps.households.vocabulary import Phase

# As the questionnaire “living_costs” names them, after before_ and now_.
ITEMS = {
    "vegetables": _("vegetables"),
    "grain": _("grain and oil"),
    "meat": _("meat, eggs, bean curd"),
    "water": pgettext_lazy("living costs", "water"),
    "power": _("electricity"),
    "fuel": _("gas and fuel"),
    "property_fee": _("property and lift fee"),
    "transport": _("rides and petrol"),
    "phone_net": _("telephone and network"),
    "medicine": _("medical treatment, own share"),
    "school": _("schooling"),
    "gifts": _("gifts and ceremonies"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of cost, yuan a month; None: not asked."""

    key: str
    words: Any
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """More (or less, below 0) than before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Costs:
    """What a household told, the newest answer; totals only over items of which both sides are known."""

    items: tuple[Item, ...]
    answer: Answer | None
    garden_since: date | None
    saved: float | None

    @property
    def known(self) -> bool:
        """Whether anything was asked."""
        return any(item.before is not None or item.after is not None for item in self.items)

    @property
    def compared(self) -> Item | None:
        """The sum of all items of which both sides are known; None where there is none."""
        both = [item for item in self.items if item.change is not None]
        if not both:
            return None
        before, after = sum(item.before or 0 for item in both), sum(item.after or 0 for item in both)
        return Item("total", _("of what is known on both sides"), before, after)


def costs_of(household: Household, day: date) -> Costs:
    """The living costs of a household as known on a day. Four queries."""
    answer = newest_of(household, LIVING_COSTS, day)
    told = dict(answer.answers) if answer else {}
    told |= _vegetables(household, day)
    items = tuple(
        Item(key, words, _number(told.get(f"before_{key}")), _number(told.get(f"now_{key}")))
        for key, words in ITEMS.items()
    )
    plot = GardenTenure.objects.at(day).filter(household=household).order_by("pk").first()
    notes = YieldNote.objects.filter(household=household, saved_yuan__isnull=False, month__lte=day)
    latest = notes.order_by("-month", "-pk").values_list("saved_yuan", flat=True).first()
    return Costs(items, answer, plot.started if plot else None, _number(latest))


def _vegetables(household: Household, day: date) -> dict[str, Any]:
    """The register's newest of each phase: visits, gardens and the office all write there."""
    found = {}
    rows = VegetableSpending.objects.filter(household=household, asked_on__lte=day).order_by("asked_on", "pk")
    for phase, yuan in rows.values_list("phase", "yuan_a_month"):
        found[f"{'before' if phase == Phase.BEFORE else 'now'}_vegetables"] = yuan
    return found


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(value)
