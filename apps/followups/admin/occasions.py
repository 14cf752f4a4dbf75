"""What happened to households and asked for a visit: its list, and the page of one, where it can be taken back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.followups.actions import occasion_withdraw
from apps.followups.admin.columns import visit_rows
from apps.followups.filters import OccasionFilter
from apps.followups.looks import OCCASION_ICONS, occasion_chip
from apps.followups.models import Occasion, Visit
from apps.followups.policies import may_withdraw_occasion
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link

AROUND = 5  # visits shown beside it


def _withdraw(row: Occasion, user: Any, answers: dict[str, Any]) -> None:
    occasion_withdraw(occasion=row, by=user)


@admin.register(Occasion)
class OccasionAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """Accidents, disasters and hardship that somebody told of."""

    list_display = ("title", "whose", "happened", "note", "told", "state_column")
    more_columns = ("code", "in_community", "recorded")
    filterset_class = OccasionFilter
    ordering = ("-happened_on", "-pk")
    list_before_template = "core/links.html"
    list_title = _("What happened to households")
    empty_title = _("Nothing was told yet")
    empty_text = _(
        "An accident, a disaster or hardship is recorded in the household's file, or at a visit; a visit is then"
        " planned at once. New illness, lost work and absence are read off the registers."
    )

    deeds = (
        Deed("withdraw", _("Take it back"), _withdraw, may_withdraw_occasion, icon="undo", careful=True,
             hint=_("It was recorded by mistake. A visit that it asked for stays, until somebody cancels it.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # in the household's file

    def page_title(self, row: Any) -> str:
        return str(row.get_kind_display())

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        visits = Visit.objects.visible_to(user).filter(household=row.household_id, due_on__gte=row.happened_on)
        return {
            "head": {"icon": OCCASION_ICONS[row.kind], "words": self.page_title(row), "link": {},
                     "chips": [occasion_chip(row)] if row.withdrawn else []},
            "facts": [
                (_t("household"), home_link(row.household, tab="visits")),
                (pgettext("occasion", "happened on"), ui.exact(row.happened_on)),
                (_t("note"), row.note or None),
                (pgettext("occasion", "told by"), row.told_by or None),
                (_t("recorded"), f"{ui.exact(row.created_at)} · {row.by or _t('by the system')}"),
            ],
            "parts": [visit_rows(visits.order_by("due_on", "pk")[:AROUND], _t("Visits since then"),
                                 _t("None yet. A visit is planned in the coming night."))],
        }  # fmt: skip

    @display(description=_("what happened"), ordering="kind")
    def title(self, row: Occasion) -> Any:
        return ui.named(OCCASION_ICONS[row.kind], row.get_kind_display(), "")

    def export_title(self, row: Occasion) -> str:
        return str(row.get_kind_display())

    @display(description=pgettext_lazy("occasion", "happened on"), ordering="happened_on")
    def happened(self, row: Occasion) -> str:
        return ui.exact(row.happened_on)

    @display(description=pgettext_lazy("occasion", "told by"), ordering="told_by")
    def told(self, row: Occasion) -> str:
        return row.told_by or "—"

    @display(description=_("state"), ordering="withdrawn")
    def state_column(self, row: Occasion) -> Any:
        return occasion_chip(row) if row.withdrawn else "—"

    @display(description=_("recorded"), ordering="created_at")
    def recorded(self, row: Occasion) -> str:
        return f"{ui.exact(row.created_at)} · {row.by or '—'}"
