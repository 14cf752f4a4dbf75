"""Points: balances of households, the ledger, awards, and the comparison of buildings."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.communities.models import Community
from apps.core import clock, ui
from apps.core.deeds import Deed
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.neighbourhood.actions import award_make, points_write_off
from apps.neighbourhood.admin.columns import LifePages, change_url, listed, not_decided, step_deeds
from apps.neighbourhood.filters import AccountFilter, AwardFilter, LedgerFilter
from apps.neighbourhood.forms import AwardForm, WriteOffForm
from apps.neighbourhood.ledger import by_building, lines_of
from apps.neighbourhood.looks import LINE, signed_points, state_chip
from apps.neighbourhood.models import Award, PointsAccount, PointsEntry
from apps.neighbourhood.policies import may_award, may_award_step, may_write_off
from apps.neighbourhood.workflow import AWARD_WORKFLOW, AwardState

SPANS = ((90, _("last 90 days")), (365, _("last 12 months")))


def _award(row: PointsAccount, user: Any, answers: dict[str, Any]) -> str:
    return awarded_words(award_make(household=row.household, by=user, **answers))


def awarded_words(award: Award) -> str:
    """Whether the points are on the account already."""
    if award.state == "granted":
        return _t("%(n)s points are on the account.") % {"n": award.points}
    return _t("So many points are checked by somebody else first.")


def _write_off(row: PointsAccount, user: Any, answers: dict[str, Any]) -> None:
    points_write_off(household=row.household, by=user, **answers)


@admin.register(PointsAccount)
class AccountAdmin(HouseholdColumns, LifePages):
    """What households have now. Never in the order of points: nobody is shown as the last."""

    list_display = ("whose", "code", "in_community", "points_now")
    list_numbers = ("points_now",)
    filterset_class = AccountFilter
    ordering = ("household__code", "pk")
    list_title = _("Points of households")
    list_before_template = "neighbourhood/points_links.html"
    empty_title = _("No points yet")
    empty_text = _("Points come from competitions and activities, or are awarded in the file of a household.")
    deeds = (
        Deed("award", _("Award points"), _award, lambda row, user: may_award(row.household, user), icon="add_circle",
             form=lambda row, user, data: AwardForm(data)),
        Deed("write-off", _("Write points off"), _write_off,
             lambda row, user: row.balance and may_write_off(row.household, user), icon="backspace",
             form=lambda row, user, data: WriteOffForm(data), careful=True),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community")

    def page_title(self, row: Any) -> str:
        return _t("Points of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        return {
            "head": {"icon": "stars", "words": label_of(row.household), "chips": []},
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (_t("points now"), row.balance),
            ],
            "parts": [ledger_part(row.household)],
        }

    @display(description=_("points now"))
    def points_now(self, row: PointsAccount) -> int:
        return row.balance

    def get_urls(self) -> list[Any]:
        board = self.admin_site.admin_view(self.buildings_view)
        return [path("buildings/", board, name="neighbourhood_buildings"), *super().get_urls()]

    def buildings_view(self, request: HttpRequest) -> HttpResponse:
        """Buildings side by side by points earned for each household."""
        user: Any = request.user
        days = next((days for days, _words in SPANS if str(days) == request.GET.get("days")), SPANS[0][0])
        now = clock.now()
        places = Community.objects.visible_to(user).order_by("name")
        keys = list(places.values_list("pk", flat=True)) if self.has_view_permission(request) else []
        rows = by_building(keys, now - timedelta(days=days), now + timedelta(seconds=1))
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Points by building"),
            "spans": [(n, words, n == days) for n, words in SPANS],
            "headers": [
                (pgettext("competition", "place"), "num"), _t("building"), _t("community"),
                (_t("points earned"), "num"),
                (_t("households"), "num"), (_t("points for each household"), "num"),
            ],
            "rows": [
                [number, str(row["building"]), row["building"].community.name, f"{row['points']:,}",
                 f"{row['households']:,}", ui.plain(row["mean"])]
                for number, row in enumerate(rows, 1)
            ],
        }  # fmt: skip
        return TemplateResponse(request, "neighbourhood/buildings.html", context)


def ledger_part(household: Any, *, most: int = 40) -> dict[str, Any]:
    """A household's lines, newest first."""
    return {
        "title": _t("Points ledger"),
        "headers": [_t("when"), pgettext_lazy("points", "kind"), _t("in words"), (_t("points"), "num"), _t("by")],
        "rows": [
            [ui.exact(one.at), ui.chip(LINE[one.kind], one.get_kind_display()), one.text or "—",
             signed_points(one.points), str(one.by or _t("by the resident"))]
            for one in lines_of(household)[:most]
        ],
        "empty": _t("It has no points yet."),
        "url": listed("pointsentry", f"household={household.pk}"),
        "link": _t("All"),
    }  # fmt: skip


@admin.register(PointsEntry)
class LedgerAdmin(HouseholdColumns, LifePages):
    """Every line that ever changed a balance. What was wrong is taken back by another line."""

    list_display = ("moment", "whose", "code", "kind_column", "text", "amount", "by")
    more_columns = ("in_community",)
    list_numbers = ("amount",)
    filterset_class = LedgerFilter
    ordering = ("-at", "-pk")
    list_title = _("Points ledger")
    empty_title = _("No lines yet")
    empty_text = _("Each award and each redemption becomes a line here; none is ever edited.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community", "by", "award", "redemption")

    def page_title(self, row: Any) -> str:
        return f"{signed_points(row.points)} · {label_of(row.household)}"

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        chip = ui.chip(LINE[row.kind], row.get_kind_display())
        link = None
        if row.award_id:
            link = {"url": change_url("award", row.award_id), "words": _t("its award")}
        elif row.redemption_id:
            link = {"url": change_url("redemption", row.redemption_id), "words": _t("its redemption")}
        return {
            "head": {"icon": "receipt_long", "words": signed_points(row.points), "chips": [chip], "link": link or ""},
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (_t("when"), ui.exact(row.at)),
                (_t("in words"), row.text or "—"),
                (_t("by"), str(row.by or _t("by the resident"))),
            ],
        }

    @display(description=_("when"), ordering="at")
    def moment(self, row: PointsEntry) -> str:
        return ui.exact(row.at)

    @display(description=pgettext_lazy("points", "kind"), ordering="kind")
    def kind_column(self, row: PointsEntry) -> Any:
        return ui.chip(LINE[row.kind], row.get_kind_display())

    @display(description=_("points"), ordering="points")
    def amount(self, row: PointsEntry) -> str:
        return signed_points(row.points)

    def export_amount(self, row: PointsEntry) -> int:
        return row.points


def _may_grant(row: Award, user: Any) -> Any:
    return may_award_step(row, "grant", user)


AWARD_ICONS = {"grant": "how_to_reg", "refuse": "block", "reverse": "undo"}
AWARD_HINTS = {"reverse": _("By a line of the opposite amount; not possible once the points were redeemed.")}


@admin.register(Award)
class AwardAdmin(HouseholdColumns, LifePages):
    """Awards of points, and who checked them."""

    list_display = ("whose", "code", "points", "cause_column", "text", "state_column", "made", "made_by")
    more_columns = ("in_community", "checked_by")
    list_numbers = ("points",)
    filterset_class = AwardFilter
    ordering = ("-made_at", "-pk")
    list_title = _("Awards of points")
    empty_title = _("No awards yet")
    empty_text = _("Competitions and activities award points by themselves; others are awarded in a household's file.")
    deeds = step_deeds("award", AWARD_WORKFLOW.by_name, may_award_step, AWARD_ICONS, hints=AWARD_HINTS, main="grant")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("community", "made_by", "checked_by", "competition", "activity")

    def page_title(self, row: Any) -> str:
        return _t("%(n)s points for %(household)s") % {"n": row.points, "household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        link = None
        if row.competition_id:
            link = {"url": change_url("competition", row.competition_id), "words": row.competition.name}
        elif row.activity_id:
            link = {"url": change_url("activity", row.activity_id), "words": row.activity.name}
        checked = f"{ui.exact(row.checked_at)} · {row.checked_by or '—'}" if row.checked_at else "—"
        return {
            "head": {
                "icon": "stars", "words": _t("%(n)s points") % {"n": row.points}, "chips": [state_chip(row)],
                "link": link or "",
            },
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (pgettext_lazy("points", "for"), row.get_cause_display()),
                (_t("in words"), row.text or "—"),
                (pgettext("points", "made"), f"{ui.exact(row.made_at)} · {row.made_by or '—'}"),
                (_t("checked"), checked),
                *([(_t("why"), row.why)] if row.why else []),
            ],
            **(not_decided(row, _may_grant, user) if row.state == AwardState.PROPOSED else {}),
        }  # fmt: skip

    @display(description=pgettext_lazy("points", "for"), ordering="cause")
    def cause_column(self, row: Award) -> str:
        return row.get_cause_display()

    @display(description=pgettext_lazy("community life", "made on"), ordering="made_at")
    def made(self, row: Award) -> str:
        return ui.exact(row.made_at)
