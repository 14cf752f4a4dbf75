"""The page of one allocation: its plots drawn as they lie, and its households in a table, beside another allocation."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from apps.communities.models import Building
from apps.core import ui
from apps.core.maps import point
from apps.core.text import squash
from apps.gardens.admin.compare import FIGURES
from apps.gardens.admin.draft_looks import Colour, chooser, together_of
from apps.gardens.allocation import Problem
from apps.gardens.changes import Beside, Change, Way, beside, other_named
from apps.gardens.explaining import minutes_up, results
from apps.gardens.looks import FREE, round_chip
from apps.gardens.models import AllocationDraft, GardenPlot, GardenRound
from apps.gardens.plotting import STATES, Said, canvas_of, drawn, plots_of, shape_of, states_of
from apps.households.models import Household
from apps.households.search import households_matching, searched_in_list
from apps.households.words import label_of

A_PAGE = 50
SHOW = [("", gettext_lazy("all households")), ("moved", gettext_lazy("another plot")), *Change.choices]


class DraftViewForm(forms.Form):
    """What the page shows: beside what, whom, in which colours, which zone."""

    beside = forms.ChoiceField(label=gettext_lazy("beside"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("households"), choices=SHOW, required=False)
    colour = forms.ChoiceField(label=gettext_lazy("colour of the plots"), choices=Colour.choices, required=False)
    zone = forms.ChoiceField(label=gettext_lazy("garden zone"), required=False)
    q = forms.CharField(label=gettext_lazy("name, 3-2-501, household code"), required=False, max_length=60)

    def __init__(self, data: Any, zones: list[Any], others: list[AllocationDraft]) -> None:
        super().__init__(data)
        drafts = [(str(one.number), f"{one} {one.label}".strip()) for one in others]
        fields: dict[str, Any] = self.fields
        fields["beside"].choices = [("", _("nothing")), *drafts, *Way.choices]
        fields["zone"].choices = [(str(zone.pk), f"{zone.code} · {zone.name}") for zone in zones]

    def answers(self) -> dict[str, str]:
        """What was chosen; what cannot be chosen is as if it were not said."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        usual = Colour.CHANGE if found["beside"] else Colour.MINUTES
        found["colour"] = found["colour"] or usual
        if not found["beside"]:
            found["show"] = ""
            found["colour"] = Colour.MINUTES if found["colour"] == Colour.CHANGE else found["colour"]
        return found


def draft_page(admin: Any, request: HttpRequest, round: GardenRound, number: int) -> HttpResponse:
    """One draft of a round, or the list that was published."""
    drafts = {one.number: one for one in round.drafts.order_by("number").defer("inputs", "outputs")}
    if number not in drafts:
        raise Http404("no such draft")
    draft = AllocationDraft.objects.get(pk=drafts[number].pk)
    zones = list(round.zones.order_by("code"))
    others = [one for one in drafts.values() if one.number != number]
    form = DraftViewForm(request.GET, zones, others)
    answers = form.answers()
    form.data = answers  # the fields show what is shown, also where it was not chosen
    view = _View(round, draft, answers, zones, request.user)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"{draft} {draft.label}".strip(),
        "crumb": {"url": admin.url_of(round), "title": round.name},
        "head": {"icon": "calculate", "words": _title(draft), "chips": _chips(round, draft)},
        "form": form,
        "facts": _facts(draft),
        "query": urlencode([(key, value) for key, value in request.GET.items() if key != "page"]),
        **view.shown(request.GET.get("page")),
    }
    return TemplateResponse(request, "gardens/draft.html", context)


class _View:
    """A draft beside another allocation, as somebody asked to see it."""

    def __init__(
        self, round: GardenRound, draft: AllocationDraft, asked: dict[str, str], zones: list[Any], user: Any
    ) -> None:
        self.round, self.draft, self.asked, self.user = round, draft, asked, user
        self.zone = next((zone for zone in zones if str(zone.pk) == asked["zone"]), zones[0] if zones else None)
        self.problem = Problem.read(draft.inputs)
        self.rows = beside(self.problem, draft.plots, other_named(draft, self.problem, asked["beside"]))
        self.by_plot = {row.plot: row for row in self.rows if row.plot}
        self.of_code = {one.code: one for one in self.problem.households}

    def shown(self, page: Any) -> dict[str, Any]:
        """The grid, the map and the table."""
        found = Paginator(self._chosen(), A_PAGE).get_page(page)
        plots = plots_of(self.zone) if self.zone else []
        drawn_codes = {self.by_plot[plot.number].code for plot in plots if plot.number in self.by_plot}
        homes = self._homes({row.code for row in found} | drawn_codes)
        headers, rows = self._table(list(found), homes)
        said = self._said(plots, homes)
        return {
            "page": found,
            "headers": headers,
            "rows": rows,
            "beside_words": self._beside_words(),
            "zone": self.zone,
            "grid": drawn(self.zone, plots, {}, said) if self.zone else None,
            "canvas": self._canvas(plots, said),
        }

    def _homes(self, codes: set[str]) -> dict[str, Household]:
        rows = Household.objects.visible_to(self.user).filter(community=self.round.community_id, code__in=codes)
        return {home.code: home for home in rows.with_place().with_head()}

    def _chosen(self) -> list[Beside]:
        """The households asked for; those whose walk differs most come first."""
        rows, show, typed = self.rows, self.asked["show"], squash(self.asked["q"])
        if show:
            rows = [row for row in rows if (row.moved if show == "moved" else row.change == show)]
        if typed:
            homes = Household.objects.visible_to(self.user).filter(community=self.round.community_id)
            found = set(homes.filter(households_matching(searched_in_list(typed))).values_list("code", flat=True))
            rows = [row for row in rows if row.code in found]
        if self.asked["beside"]:
            return sorted(rows, key=lambda row: (-abs(row.more_seconds or 0), row.code))
        return sorted(rows, key=lambda row: (row.seconds is None, row.code))

    def _table(self, rows: list[Beside], homes: dict[str, Household]) -> tuple[list[Any], list[Any]]:
        told = {one.code: one.sentence for one in results(self.draft)}
        beside = bool(self.asked["beside"])
        headers = [_("household"), _("garden plot"), (_("minutes on foot"), "num")]
        headers += [_("plot there"), (_("minutes there"), "num"), (_("difference"), "num")] if beside else []
        lines = []
        for row in rows:
            home = homes.get(row.code)
            cells = [
                label_of(home) if home else row.code,
                row.plot or pgettext("household", "waits"),
                _minutes(row.seconds),
            ]
            cells += [row.other_plot or "—", _minutes(row.other_seconds), _more(row)] if beside else []
            url = f"{reverse('admin:households_household_change', args=[home.pk])}?tab=garden" if home else ""
            lines.append({"cells": [*cells, told[row.code]], "url": url})
        return [*headers, _("why")], lines

    def _said(self, plots: list[GardenPlot], homes: dict[str, Household]) -> dict[int, Said]:
        """How each plot of the zone looks, what stands below its number, and who gets it."""
        states = states_of(plots)
        choose, self.looks = chooser(self.asked["colour"], self.problem, together_of(self.draft.outputs), self.rows)
        if self.asked["colour"] == Colour.NOW:
            self.looks = list(STATES)
        found = {}
        for plot in plots:
            row = self.by_plot.get(plot.number)
            look = states[plot.pk]
            if self.asked["colour"] != Colour.NOW:
                look = choose(self.of_code[row.code], row) if row else FREE if plot.number in self._in_it() else look
            home = homes.get(row.code) if row else None
            text = _("%(n)s min") % {"n": _minutes(row.seconds)} if row else ""
            who = (home.place_label if home else "") or (row.code if row else "")
            found[plot.pk] = (look, text, who)
        return found

    def _in_it(self) -> set[str]:
        """The plots that this allocation could give."""
        if not hasattr(self, "_given"):
            self._given = {plot for run in self.problem.runs for plot in run.plots}
        return self._given

    def _canvas(self, plots: list[GardenPlot], said: dict[int, Said]) -> Any:
        """The plots among the buildings from which people walk."""
        shapes = [shape_of(plot, said[plot.pk][0], " · ".join(filter(None, said[plot.pk][1:]))) for plot in plots]
        if not any(shapes):
            return None
        numbers = [int(place) for place in self.problem.places if place.isdigit()]
        for one in Building.objects.filter(community=self.round.community_id, number__in=numbers):
            if one.latitude is not None and one.longitude is not None:
                shapes.append(point(f"b{one.pk}", one.latitude, one.longitude, str(one)))
        looks = list(dict.fromkeys([*self.looks, FREE]))[:6]
        return canvas_of(_("Plots and buildings"), shapes, looks)

    def _beside_words(self) -> str:
        """How many of whom, against what is stood beside."""
        named = self.asked["beside"]
        if not named:
            return ""
        counted = {kind: sum(row.change == kind for row in self.rows) for kind in Change}
        parts = [f"{kind.label} {number:,}" for kind, number in counted.items() if number]
        parts.append(_("another plot %(n)s") % {"n": f"{sum(row.moved for row in self.rows):,}"})
        return " · ".join(str(part) for part in parts)


def _minutes(seconds: int | None) -> str:
    return "—" if seconds is None else f"{minutes_up(seconds):,}"


DIFFERS = {
    Change.NEARER: ("done", "trending_down"),
    Change.FARTHER: ("late", "trending_up"),
    Change.GAINED: ("done", "add"),
    Change.LOST: ("late", "remove"),
    Change.NONE: ("neutral", "remove"),
}


def _more(row: Beside) -> Any:
    """How many minutes more or fewer, with one decimal; in words where there is no walk in one of them."""
    if not row.more_seconds and row.change == Change.SAME:
        return "0"
    kind, icon = DIFFERS[row.change]
    words = row.change.label if row.more_seconds is None else f"{row.more_seconds / 60:+.1f}".replace("-", "−")
    return ui.chip(kind, words, icon=icon)


def _title(draft: AllocationDraft) -> str:
    return f"{draft} · {draft.name}" if draft.name else str(draft)


def _chips(round: GardenRound, draft: AllocationDraft) -> list[Any]:
    found = [ui.chip("wait", pgettext("draft", "published"), icon="campaign")] if round.published_id == draft.pk else []
    proof = ui.chip("done", _("proven"), icon="verified") if draft.is_proven else ui.chip("neutral", _("not proven"))
    return [*found, proof, round_chip(round)]


def _facts(draft: AllocationDraft) -> list[tuple[Any, Any]]:
    ours = draft.totals.get("ours", {})
    values = [(figure, ours.get(figure.key)) for figure in FIGURES]
    shown = [(figure.word, "—" if value is None else figure.say(value)) for figure, value in values]
    return [*shown, (_("made on"), ui.exact(draft.made_at)), (_("made by"), str(draft.made_by or "—"))]
