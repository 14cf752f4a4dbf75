"""Competitions: their list, and the page of one with judges, entries, results by building and objections."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.deeds import Deed
from apps.core.register_pages import RegisterAdmin
from apps.core.typeset import PAPER_LANGUAGE
from apps.households.asking import household_named
from apps.households.shown import with_homes
from apps.households.words import label_of
from apps.neighbourhood import actions
from apps.neighbourhood.admin.columns import LifePages, change_url, kept_as_it_is, listed, step_deeds, told
from apps.neighbourhood.filters import CompetitionFilter
from apps.neighbourhood.forms import CompetitionForm, DismissForm, EnterForm, JudgeForm, ObjectForm
from apps.neighbourhood.looks import COMPETITION_ICONS, state_chip
from apps.neighbourhood.models import Competition, CompetitionEntry, Judge
from apps.neighbourhood.papers import results_response
from apps.neighbourhood.policies import may
from apps.neighbourhood.results import by_building, honoured, most_of, scores
from apps.neighbourhood.workflow import COMPETITION_STEPS, TOLD, CompetitionState

WALK = [state for state in CompetitionState if state != CompetitionState.CANCELLED]
ICONS = {
    "begin_judging": "fact_check", "publish": "campaign", "judge_again": "restart_alt", "settle": "emoji_events",
    "cancel": "cancel",
}  # fmt: skip
HINTS = {
    "begin_judging": _("Judges then give their marks, on the phone or here; criteria no longer change."),
    "publish": _("Results by building are then public; whoever sees it otherwise can object for some days."),
    "settle": _("The places with prizes get their points; large awards wait for a second person."),
}


def _may(step: str) -> Any:
    return lambda row, user: may(row, step, user)


def _enter(row: Competition, user: Any, answers: dict[str, Any]) -> None:
    if "household" in answers:
        answers["household"] = household_named(user, row.community, answers["household"])
    actions.competition_enter(competition=row, by=user, **answers)


def _enter_all(row: Competition, user: Any, answers: dict[str, Any]) -> str:
    made = actions.competition_enter_all(competition=row, by=user)
    return ngettext("%(n)s entry was added.", "%(n)s entries were added.", made) % {"n": f"{made:,}"}


def _appoint(row: Competition, user: Any, answers: dict[str, Any]) -> None:
    typed = answers.pop("household").strip()
    household = household_named(user, row.community, typed) if typed else None
    actions.judge_appoint(competition=row, by=user, household=household, **answers)


def _dismiss(row: Competition, user: Any, answers: dict[str, Any]) -> None:
    actions.judge_dismiss(by=user, **answers)


def _object(row: Competition, user: Any, answers: dict[str, Any]) -> None:
    household = household_named(user, row.community, answers["household"])
    actions.objection_record(competition=row, household=household, by=user, text=answers["text"])


@admin.register(Competition)
class CompetitionAdmin(LifePages, RegisterAdmin):
    """Competitions of households and of buildings."""

    list_display = ("title", "in_community", "unit_words", "state_column", "days", "entries_n", "judges_n", "open_n")
    list_numbers = ("entries_n", "judges_n", "open_n")
    filterset_class = CompetitionFilter
    ordering = ("-judged_from", "-pk")
    page_template = "neighbourhood/competition.html"
    list_title = _("Competitions")
    add_word = _("Plan a competition")
    empty_title = _("No competitions yet")
    empty_text = _("Plan one: what judges look at, who competes, and the points for the first places.")
    form = CompetitionForm
    fields = (
        "community", ("name", "kind"), "unit", ("judged_from", "judged_until"), "criteria", "prizes", "note",
    )  # fmt: skip
    chosen_once = ("community", "unit")
    noun, given = "competition", (*actions.COMPETITION_FIELDS, "unit", "criteria")
    registers, changes = staticmethod(actions.competition_plan), staticmethod(actions.competition_change)
    deeds = (
        *step_deeds("competition", COMPETITION_STEPS, may, ICONS, hints=HINTS),
        Deed("enter", COMPETITION_STEPS["enter"].word, _enter, _may("enter"), icon="person_add", place="entries",
             form=lambda row, user, data: EnterForm(row, user, data)),
        Deed("enter_all", COMPETITION_STEPS["enter_all"].word, _enter_all, _may("enter_all"), icon="group_add",
             place="entries", hint=_("All households that hold a dwelling here, or all buildings.")),
        Deed("appoint", COMPETITION_STEPS["appoint"].word, _appoint, _may("appoint"), icon="how_to_reg", place="judges",
             form=lambda row, user, data: JudgeForm(row, user, data),
             hint=_("Nobody marks the own household or building; the others do.")),
        Deed("dismiss", COMPETITION_STEPS["dismiss"].word, _dismiss, _may("dismiss"), icon="person_remove",
             place="judges", form=lambda row, user, data: DismissForm(row, data)),
        Deed("object", COMPETITION_STEPS["object"].word, _object, _may("object"), icon="gavel", place="objections",
             form=lambda row, user, data: ObjectForm(data)),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return RegisterAdmin.has_add_permission(self, request) and request.user.has_perm(
            "neighbourhood.add_competition"
        )

    def get_queryset(self, request: HttpRequest) -> Any:
        standing = Count("entries", filter=Q(entries__withdrawn=False), distinct=True)
        judging = Count("judges", filter=Q(judges__dismissed=False), distinct=True)
        waiting = Count("objections", filter=Q(objections__state="open"), distinct=True)
        return super().get_queryset(request).annotate(entries_n=standing, judges_n=judging, open_n=waiting)

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        reached = {step.to_state: step.at for step in row.steps.exclude(to_state="").order_by("at", "pk")}
        walk = ui.stages(WALK, row.state, reached) if row.state != CompetitionState.CANCELLED else []
        return {
            "head": {"icon": COMPETITION_ICONS[row.kind], "words": row.name, "chips": [state_chip(row)]},
            "facts": _facts(row),
            "walk": walk,
            "refusal": _refusal(row, user),
            "judges": _judges(row),
            "entries_part": _entries(row, user),
            "results": _results(row) if row.state in TOLD else None,
            "objections": _objections(row, user),
            "entries": told(row, COMPETITION_STEPS),
            **kept_as_it_is(may(row, "change", user)),
        }

    def get_urls(self) -> list[Any]:
        notice = self.admin_site.admin_view(self.notice_view)
        own = [path("<path:object_id>/notice.pdf", notice, name="neighbourhood_competition_notice")]
        return [*own, *super().get_urls()]

    def notice_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The results for the notice board; ?lang=en in English."""
        row = self.find(request, object_id)
        if row.state not in TOLD:
            raise Http404
        asked = request.GET.get("lang", "")
        return results_response(row, asked if asked in dict(settings.LANGUAGES) else PAPER_LANGUAGE)

    @display(description=pgettext_lazy("community life", "competition"), ordering="name")
    def title(self, row: Competition) -> Any:
        return ui.named(COMPETITION_ICONS[row.kind], row.name, row.get_kind_display())

    def export_title(self, row: Competition) -> str:
        return row.name

    @display(description=_("who competes"), ordering="unit")
    def unit_words(self, row: Competition) -> str:
        return row.get_unit_display()

    @display(description=_("judged"), ordering="judged_from")
    def days(self, row: Competition) -> str:
        return f"{ui.exact(row.judged_from)} – {ui.exact(row.judged_until)}"

    @display(description=pgettext_lazy("competition", "entries"), ordering="entries_n")
    def entries_n(self, row: Any) -> int:
        return row.entries_n

    @display(description=_("judges"), ordering="judges_n")
    def judges_n(self, row: Any) -> int:
        return row.judges_n

    @display(description=_("open objections"), ordering="open_n")
    def open_n(self, row: Any) -> int:
        return row.open_n


def _facts(row: Competition) -> list[tuple[Any, Any]]:
    criteria = "、".join(f"{one.name} {one.most}" for one in row.criteria.order_by("place"))
    return [
        (_t("community"), row.community.name),
        (_t("who competes"), row.get_unit_display()),
        (_t("judged"), f"{ui.exact(row.judged_from)} – {ui.exact(row.judged_until)}"),
        (_t("what judges look at"), criteria or _t("none yet")),
        (_t("points for the places"), "、".join(map(str, row.prizes)) or _t("none")),
        *([(_t("objections until"), ui.exact(row.objections_until))] if row.objections_until else []),
        *([(_t("note"), row.note)] if row.note else []),
    ]


FORWARD = {
    CompetitionState.PLANNED: "begin_judging",
    CompetitionState.JUDGING: "publish",
    CompetitionState.PUBLISHED: "settle",
}


def _refusal(row: Competition, user: Any) -> str:
    """Why the step that leads on is not open yet; "" where it is, or nobody here takes it."""
    step = FORWARD.get(CompetitionState(row.state))
    answer = may(row, step, user) if step else None
    if step is None or answer or getattr(answer, "code", "") == "not_your_role":
        return ""
    words = _t("“%(step)s” is not possible yet: %(why)s")
    return words % {"step": COMPETITION_STEPS[step].word, "why": answer.message if answer is not None else ""}


def _judges(row: Competition) -> dict[str, Any]:
    """Who judges, and how many entries each has marked completely."""
    wanted = row.criteria.count()
    done: dict[int, int] = {}
    for judge, _entry, n in (
        Judge.objects.filter(competition=row).order_by().values_list("pk", "marks__entry").annotate(n=Count("marks"))
    ):
        done[judge] = done.get(judge, 0) + (n == wanted > 0)
    return {
        "headers": [_t("judge"), pgettext("judge", "from"), (_t("entries marked"), "num"), ""],
        "rows": [
            [one.name, pgettext("judge", "staff") if one.staff_id else _t("resident"), done.get(one.pk, 0),
             ui.chip("neutral", _t("dismissed"), icon="person_remove") if one.dismissed else ""]
            for one in row.judges.order_by("pk")
        ],
    }  # fmt: skip


def _entries(row: Competition, user: Any) -> dict[str, Any]:
    """How far judging is; each entry is a page of its own, in the order of the doors, never of the marks."""
    shown = CompetitionEntry.objects.visible_to(user).filter(competition=row)
    standing = shown.filter(withdrawn=False).count()
    judged = len(scores(row)) if row.state == CompetitionState.JUDGING else None
    return {
        "url": listed("competitionentry", f"competition={row.pk}"),
        "standing": standing,
        "withdrawn": shown.filter(withdrawn=True).count(),
        "judged": judged,
    }


def _results(row: Competition) -> dict[str, Any]:
    criteria = list(row.criteria.order_by("place"))
    return {
        "most": most_of(row),
        "headers": [
            (pgettext("competition", "place"), "num"), _t("building"), (_t("score"), "num"),
            (pgettext("competition", "entries"), "num"),
            *((f"{one.name} ({one.most})", "num") for one in criteria),
        ],
        "rows": [
            [one.rank or "—", str(one.building), ui.missing() if one.mean is None else ui.plain(one.mean), one.entries,
             *(ui.missing() if mean is None else ui.plain(mean) for mean in one.criteria)]
            for one in by_building(row)
        ],
        "honoured": [
            {"cells": [one.rank, one.place_label, ui.plain(one.final_score),
                       _prize(row, one)],
             "url": change_url("competitionentry", one.pk)}
            for one in honoured(row)
        ],
        "honoured_headers": [
            (pgettext("competition", "place"), "num"), pgettext("competition", "where"), (_t("score"), "num"),
            (_t("points"), "num"),
        ],
        "notice_url": reverse("admin:neighbourhood_competition_notice", args=[row.pk]),
    }  # fmt: skip


def _prize(row: Competition, entry: CompetitionEntry) -> Any:
    """The points of its place."""
    return row.prizes[entry.rank - 1] if entry.rank and entry.rank <= len(row.prizes) else "—"


def _objections(row: Competition, user: Any) -> dict[str, Any]:
    rows = with_homes(row.objections.model.objects.visible_to(user).filter(competition=row)).order_by("-recorded_at")
    return {
        "headers": [_t("household"), _t("what it objects to"), _t("state")],
        "rows": [
            {"cells": [label_of(one.household), one.text[:60], state_chip(one)],
             "url": change_url("competitionobjection", one.pk)}
            for one in rows
        ],
    }  # fmt: skip
