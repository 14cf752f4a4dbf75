"""Two answers to the same: their list, and the page of one with both side by side."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.sidebyside import Column, Figure, line
from apps.followups.actions import clash_settle
from apps.followups.admin.columns import change_url
from apps.followups.clash_words import about_words, value_words
from apps.followups.filters import ClashFilter
from apps.followups.looks import clash_chip
from apps.followups.models import VisitClash
from apps.followups.policies import may_settle
from apps.followups.vocabulary import ClashState
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link


def _keep(state: str, words: Any, icon: str, hint: Any) -> Deed:
    def act(row: VisitClash, user: Any, answers: dict[str, Any]) -> None:
        clash_settle(clash=row, by=user, keep=state)

    return Deed(state, words, act, may_settle, icon=icon, hint=hint, place="settle")


@admin.register(VisitClash)
class ClashAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """What a visit says beside what the register said in the meantime."""

    list_display = ("whose", "code", "about", "state_column", "visited", "found")
    more_columns = ("in_community", "settled")
    filterset_class = ClashFilter
    ordering = ("-made_at", "-pk")
    page_template = "followups/clash.html"
    list_before_template = "core/links.html"
    list_title = _("Two answers to the same")
    empty_title = _("Nothing to settle")
    empty_text = _(
        "Where the register was changed while a worker was out, both stand here until somebody says which holds."
    )

    deeds = (
        _keep(ClashState.MINE, _("The visit's answer holds"), "smartphone",
              _("It goes into the register from today; what stood there stays in its history.")),
        _keep(ClashState.THEIRS, _("The register's entry holds"), "inventory",
              _("The register stays as it is; the visit keeps its answer.")),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("visit__done_by", "settled_by", "community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # found when a visit comes in

    def page_title(self, row: Any) -> str:
        return self.about(row)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        settled = ui.exact(row.settled_at) if row.settled_at else ""
        figure = Figure("value", self.about(row), "", lambda value: value_words(row.field, value), 0)
        columns = [
            Column(_t("the visit says"), _who(row), {"value": row.mine}, row.state == ClashState.MINE,
                   chosen_word=_t("holds")),
            Column(_t("the register says"), _t("changed in the meantime"), {"value": row.theirs},
                   row.state == ClashState.THEIRS, chosen_word=_t("holds")),
            Column(_t("it was read as"), _t("when the worker set out"), {"value": row.base}),
        ]  # fmt: skip
        return {
            "head": {"icon": "compare_arrows", "words": self.about(row), "chips": [clash_chip(row)],
                     "link": {"url": change_url("visit", row.visit_id), "words": _t("to the visit")}},
            "facts": [
                (_t("household"), home_link(row.household, tab="visits")),
                (_t("found"), ui.exact(row.made_at)),
                *([(_t("why it was not recorded"), row.why)] if row.why else []),
                *([(_t("settled"), f"{settled} · {row.settled_by or ''}")] if settled else []),
            ],
            "compared": {"columns": columns, "lines": [line(columns, figure)]},
        }  # fmt: skip

    @display(description=pgettext_lazy("two answers", "about what"), ordering="field")
    def about(self, row: VisitClash) -> str:
        return about_words(row)

    @display(description=_("state"), ordering="state")
    def state_column(self, row: VisitClash) -> Any:
        return clash_chip(row)

    @display(description=_("visited by"), ordering="visit__done_by__name")
    def visited(self, row: VisitClash) -> str:
        return _who(row)

    @display(description=_("found"), ordering="made_at")
    def found(self, row: VisitClash) -> str:
        return ui.exact(row.made_at)

    @display(description=_("settled"), ordering="settled_at")
    def settled(self, row: VisitClash) -> str:
        return ui.exact(row.settled_at) if row.settled_at else "—"


def _who(row: VisitClash) -> str:
    return str(row.visit.done_by or "—")
