"""Entries of competitions with their marks, and objections."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.forms import WhyForm
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link, with_homes
from apps.households.words import label_of
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import LifePages, change_url, not_decided, step_deeds
from apps.neighbourhood.filters import EntryFilter, ObjectionFilter
from apps.neighbourhood.forms import MarksForm, UpholdForm
from apps.neighbourhood.looks import state_chip
from apps.neighbourhood.models import CompetitionEntry, CompetitionObjection
from apps.neighbourhood.policies import may, may_mark, may_objection
from apps.neighbourhood.workflow import COMPETITION_STEPS, OBJECTION_WORKFLOW, CompetitionState, ObjectionState


def judges_for(row: CompetitionEntry, user: Any) -> Any:
    """Whose marks this person gives: the own ones, and those of residents, which are keyed in."""
    whose = Q(staff=user.pk) | Q(staff__isnull=True)
    return row.competition.judges.filter(whose, dismissed=False).order_by("-staff", "pk")


def _may_mark(row: CompetitionEntry, user: Any) -> bool:
    return any(may_mark(row, judge, user) for judge in judges_for(row, user))


class _Marks(MarksForm):
    """Its answers are as the action takes them."""

    def clean(self) -> dict[str, Any]:
        return {"judge": self.cleaned_data.get("judge"), "marks": self.marks}


def _mark(row: CompetitionEntry, user: Any, answers: dict[str, Any]) -> None:
    actions.marks_give(entry=row, by=user, **answers)


def _withdraw(row: CompetitionEntry, user: Any, answers: dict[str, Any]) -> None:
    actions.entry_withdraw(entry=row, by=user, **answers)


@admin.register(CompetitionEntry)
class EntryAdmin(LifePages):
    """Who competes, in the order of the doors."""

    list_display = ("place_label", "of_competition", "in_building", "told_score", "told_rank", "out")
    list_numbers = ("told_score", "told_rank")
    filterset_class = EntryFilter
    ordering = ("competition", "building__number", "place_label", "pk")
    list_title = _("Entries of competitions")
    empty_title = _("No entries yet")
    empty_text = _("Households and buildings are entered on the page of a competition.")
    deeds = (
        Deed("mark", COMPETITION_STEPS["mark"].word, _mark, _may_mark, icon="fact_check", main=True,
             form=lambda row, user, data: _Marks(row, judges_for(row, user), data)),
        Deed("withdraw", COMPETITION_STEPS["withdraw_entry"].word, _withdraw,
             lambda row, user: not row.withdrawn and may(row.competition, "withdraw_entry", user), icon="person_remove",
             form=lambda row, user, data: WhyForm(data)),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_homes(super().get_queryset(request).select_related("competition__community", "building"))

    def page_title(self, row: Any) -> str:
        return row.place_label

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        chips = [out_chip()] if row.withdrawn else []
        return {
            "head": {
                "icon": "meeting_room", "words": row.place_label, "chips": chips,
                "link": {"url": change_url("competition", row.competition_id), "words": row.competition.name},
            },
            "facts": [
                *([(_t("household"), home_link(row.household, tab="life"))] if row.household else []),
                (_t("building"), str(row.building)),
                (_t("score"), self.told_score(row)),
                (pgettext("competition", "place"), self.told_rank(row)),
            ],
            "parts": [_marks(row, user)],
        }  # fmt: skip

    @display(description=pgettext_lazy("community life", "competition"), ordering="competition")
    def of_competition(self, row: CompetitionEntry) -> str:
        return row.competition.name

    @display(description=_("building"), ordering="building__number")
    def in_building(self, row: CompetitionEntry) -> str:
        return str(row.building)

    @display(description=_("score"))
    def told_score(self, row: CompetitionEntry) -> Any:
        return "—" if row.final_score is None else ui.plain(row.final_score)

    @display(description=_("place (with a prize)"))
    def told_rank(self, row: CompetitionEntry) -> Any:
        """Only places with prizes: nobody is listed as the last."""
        return row.rank if row.rank and row.rank <= (len(row.competition.prizes) or 3) else "—"

    @display(description=_("taken out"), ordering="withdrawn")
    def out(self, row: CompetitionEntry) -> Any:
        return out_chip() if row.withdrawn else "—"

    def export_out(self, row: CompetitionEntry) -> str:
        return _t("taken out") if row.withdrawn else ""


def out_chip() -> Any:
    """An entry that is judged no more."""
    return ui.chip("neutral", _t("taken out"), icon="person_remove")


def _marks(row: CompetitionEntry, user: Any) -> dict[str, Any]:
    """Marks by criterion, a column for each judge; while judging, a judge sees the own ones only."""
    judges = list(row.competition.judges.filter(dismissed=False).order_by("pk"))
    if row.competition.state == CompetitionState.JUDGING and any(one.staff_id == user.pk for one in judges):
        judges = [one for one in judges if one.staff_id in (None, user.pk)]
    given = {(one.criterion_id, one.judge_id): one.marks for one in row.marks.all()}
    return {
        "title": _t("Marks"),
        "headers": [_t("criterion"), (_t("most"), "num"), *((one.name, "num") for one in judges)],
        "rows": [
            [one.name, one.most, *(given.get((one.pk, judge.pk), "—") for judge in judges)]
            for one in row.competition.criteria.order_by("place")
        ],
        "empty": _t("Nothing is judged yet."),
    }


def _may_decide(row: CompetitionObjection, user: Any) -> Any:
    return may_objection(row, "reject", user)


UPHOLD = {"uphold": lambda row, user, data: UpholdForm(data)}


@admin.register(CompetitionObjection)
class ObjectionAdmin(HouseholdColumns, LifePages):
    """What households hold against published results."""

    list_display = ("whose", "code", "of_competition", "said", "state_column", "came", "answer")
    filterset_class = ObjectionFilter
    ordering = ("-recorded_at", "-pk")
    list_title = _("Objections to competitions")
    empty_title = _("No objections")
    empty_text = _(
        "While results are published, residents object on the phone or at the office; somebody else decides."
    )
    deeds = step_deeds(
        "objection", OBJECTION_WORKFLOW.by_name, may_objection, {"uphold": "gavel", "reject": "block"}, UPHOLD
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("competition", "entry", "community", "recorded_by", "decided_by")

    def page_title(self, row: Any) -> str:
        return _t("Objection of %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        recorder = str(row.recorded_by or _t("by the resident"))
        return {
            "head": {
                "icon": "gavel", "words": label_of(row.household), "chips": [state_chip(row)],
                "link": {"url": change_url("competition", row.competition_id), "words": row.competition.name},
            },
            "facts": [
                (_t("household"), home_link(row.household, tab="life")),
                (_t("about"), row.entry.place_label if row.entry else "—"),
                (_t("what it objects to"), row.text),
                (_t("recorded"), f"{ui.exact(row.recorded_at)} · {recorder}"),
                (pgettext("objection", "decided by"), str(row.decided_by) if row.decided_by_id else "—"),
                (_t("reason of the decision"), row.why or "—"),
                *([(_t("what changes"), row.get_remedy_display())] if row.remedy else []),
            ],
            **(not_decided(row, _may_decide, user) if row.state == ObjectionState.OPEN else {}),
        }  # fmt: skip

    @display(description=pgettext_lazy("community life", "competition"), ordering="competition")
    def of_competition(self, row: CompetitionObjection) -> str:
        return row.competition.name

    @display(description=_("what it objects to"))
    def said(self, row: CompetitionObjection) -> str:
        return row.text[:60]

    @display(description=_("recorded"), ordering="recorded_at")
    def came(self, row: CompetitionObjection) -> str:
        return ui.when(row.recorded_at)

    @display(description=_("reason of the decision"))
    def answer(self, row: CompetitionObjection) -> str:
        return row.why[:60] or "—"
