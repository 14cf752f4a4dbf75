"""Rewards with their stock, and redemptions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.register_pages import RegisterAdmin
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import LifePages, change_url, listed, plans, step_deeds
from apps.neighbourhood.filters import RedemptionFilter, RewardFilter
from apps.neighbourhood.forms import StockForm
from apps.neighbourhood.looks import signed_points, state_chip
from apps.neighbourhood.models import Redemption, Reward
from apps.neighbourhood.policies import may_redemption
from apps.neighbourhood.workflow import REDEMPTION_WORKFLOW


def _stock(row: Reward, user: Any, answers: dict[str, Any]) -> None:
    actions.stock_move(reward=row, by=user, **answers)


@admin.register(Reward)
class RewardAdmin(RegisterAdmin):
    """What points are redeemed for."""

    list_display = ("title", "in_community", "points", "left", "state_column")
    list_numbers = ("points", "left")
    filterset_class = RewardFilter
    ordering = ("community", "points", "name", "pk")
    list_title = _("Rewards")
    add_word = _("Add a reward")
    empty_title = _("No rewards yet")
    empty_text = _("Add what points are redeemed for, such as soap or rice, with its price and how many there are.")
    fields = ("community", ("name", "unit"), "points", "retired", "note")
    noun, given = "reward", actions.REWARD_FIELDS
    registers, changes = staticmethod(actions.reward_register), staticmethod(actions.reward_change)
    deeds = (
        Deed("stock", _("Change the stock"), _stock, plans, icon="inventory_2",
             form=lambda row, user, data: StockForm(data)),
    )  # fmt: skip

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        moves = row.moves.select_related("by", "redemption").order_by("-at", "-pk")[:30]
        return {
            "head": {"icon": "redeem", "words": row.name, "chips": [self.state_column(row)],
                     "link": {"url": listed("redemption", f"reward={row.pk}"), "words": _t("Redemptions")}},
            "facts": [
                (_t("community"), row.community.name),
                (_t("points for one"), row.points),
                (_t("in stock"), f"{row.stock} {row.unit}"),
                *([(_t("note"), row.note)] if row.note else []),
            ],
            "parts": [
                {
                    "title": _t("Changes of stock"),
                    "headers": [_t("when"), (_t("pieces"), "num"), _t("why"), _t("by")],
                    "rows": [
                        [ui.exact(one.at), signed_points(one.pieces),
                         one.why or (_t("redeemed") if one.pieces < 0 else _t("given back")), str(one.by or "—")]
                        for one in moves
                    ],
                    "empty": _t("Nothing came in yet."),
                }
            ],
        }  # fmt: skip

    @display(description=_("reward"), ordering="name")
    def title(self, row: Reward) -> Any:
        return ui.named("redeem", row.name, row.note)

    def export_title(self, row: Reward) -> str:
        return row.name

    @display(description=_("in stock"), ordering="stock")
    def left(self, row: Reward) -> str:
        return f"{row.stock} {row.unit}"

    @display(description=_("state"), ordering="retired")
    def state_column(self, row: Reward) -> Any:
        if row.retired:
            return ui.chip("neutral", _t("no longer given out"), icon="inventory_2")
        if not row.stock:
            return ui.chip("due", _t("none left"), icon="production_quantity_limits")
        return ui.chip("done", pgettext("reward", "in stock"), icon="redeem")


ICONS = {"hand_out": "redeem", "refuse": "block", "cancel": "undo"}


@admin.register(Redemption)
class RedemptionAdmin(HouseholdColumns, LifePages):
    """What households took for their points."""

    list_display = ("whose", "code", "what", "points", "state_column", "channel_column", "asked")
    more_columns = ("in_community", "settled_by")
    list_numbers = ("points",)
    filterset_class = RedemptionFilter
    ordering = ("-asked_at", "-pk")
    list_title = _("Redemptions")
    empty_title = _("No redemptions yet")
    empty_text = _("Households ask on their phones, or at the office in their file; then it waits to be fetched.")
    deeds = step_deeds("redemption", REDEMPTION_WORKFLOW.by_name, may_redemption, ICONS, main="hand_out")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("community", "reward", "asked_by", "settled_by")

    def page_title(self, row: Any) -> str:
        return _t("%(what)s for %(household)s") % {"what": self.what(row), "household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        by = str(row.asked_by) if row.asked_by_id else _t("by the resident")
        done = f"{ui.exact(row.settled_at)} · {row.settled_by or _t('by the resident')}" if row.settled_at else "—"
        return {
            "head": {"icon": "redeem", "words": self.what(row), "chips": [state_chip(row)],
                     "link": {"url": change_url("reward", row.reward_id), "words": row.reward.name}},
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (_t("points"), row.points),
                (_t("asked for"), f"{ui.exact(row.asked_at)} · {row.get_channel_display()} · {by}"),
                (_t("settled"), done),
                *([(_t("why"), row.why)] if row.why else []),
            ],
        }  # fmt: skip

    @display(description=_("reward"), ordering="reward__name")
    def what(self, row: Redemption) -> str:
        return f"{row.reward.name} × {row.pieces}"

    @display(description=_("asked for"), ordering="channel")
    def channel_column(self, row: Redemption) -> str:
        return row.get_channel_display()

    @display(description=_("asked for on"), ordering="asked_at")
    def asked(self, row: Redemption) -> str:
        return ui.exact(row.asked_at)
