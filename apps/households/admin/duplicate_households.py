"""Households that were entered twice, side by side."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.errors import DomainError
from apps.core.ui import exact
from apps.households.actions.household_merging import households_merge, households_not_same, households_propose
from apps.households.admin.duplicates import _Decided
from apps.households.likeness import compare, homes, merging, policies
from apps.households.likeness.filters import LikelyHouseholdsFilter
from apps.households.models import Household, LikelyHouseholds, Transfer
from apps.households.models.duplicate_household import HouseholdLikeness
from apps.households.transfers.policies import may_ask

LIST = "admin:households_likelyhouseholds_changelist"


@admin.register(LikelyHouseholds)
class LikelyHouseholdsAdmin(_Decided):
    """Pairs of households that may be one."""

    list_display = ("one", "other", "why", "where", "proposed_by", "when")
    list_display_links = ("one",)
    filterset_class = LikelyHouseholdsFilter
    actions = None
    list_title = _("Households that may have been entered twice")
    list_before_template = "households/duplicates/look_again.html"
    empty_title = _("No household seems to be entered twice")
    empty_text = _("Every night households with the same head, or people in common in one dwelling, are looked for.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_households().order_by("-found_at", "-pk")

    @display(description=_("one"))
    def one(self, pair: LikelyHouseholds) -> str:
        return pair.first.code

    @display(description=_("the other"))
    def other(self, pair: LikelyHouseholds) -> str:
        return pair.second.code

    @display(description=_("why"))
    def why(self, pair: LikelyHouseholds) -> str:
        return " · ".join(str(HouseholdLikeness(reason).label) for reason in pair.reasons)

    @display(description=_("community"))
    def where(self, pair: LikelyHouseholds) -> str:
        return " / ".join(dict.fromkeys((pair.first.community.name, pair.second.community.name)))

    @display(description=_("found"), ordering="found_at")
    def when(self, pair: LikelyHouseholds) -> Any:
        return exact(pair.found_at)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Side by side; the record that stays is on the left."""
        pair = self.get_object(request, object_id)
        if pair is None or not self.has_view_permission(request, pair):
            raise Http404
        turned = (request.POST or request.GET).get("keep") == "second"
        keep, drop = (pair.second, pair.first) if turned else (pair.first, pair.second)
        if request.method == "POST":
            return self._decide(request, pair, keep, drop, turned)
        here, there = homes.people(keep), homes.people(drop)
        same = homes.same_people(here, there)
        may = policies.may_merge_households(keep, drop, request.user)
        shown = {
            **self.admin_site.each_context(request),
            "title": _("The same household?"),
            "crumb": {"url": reverse(LIST), "title": _("Households twice")},
            "pair": pair,
            "homes": (keep, drop),
            "reasons": [HouseholdLikeness(reason).label for reason in pair.reasons],
            "turned": turned,
            "lines": homes.lines(keep, drop),
            "decisions": homes.decisions(keep, drop, same),
            "here": here,
            "people": [(row, same.get(row.member_id)) for row in there],
            "belongings": compare.belongings(keep, drop),
            "foretold": merging.foretold(keep, drop),
            "headers": [_("Register"), (_("stays"), "num"), (_("is merged into it"), "num")],
            "may": may,
            "may_tell": policies.may_tell_households(keep, drop, request.user),
            "ways": _ways(keep, drop, request.user) if may.code == "two_communities" else [],
            "eyes": policies.other_eyes(pair, request.user),
        }
        return TemplateResponse(request, "households/duplicates/households.html", shown)

    def _decide(
        self, request: HttpRequest, pair: LikelyHouseholds, keep: Household, drop: Household, turned: bool
    ) -> HttpResponse:
        back = f"{request.path}?keep={'second' if turned else 'first'}"
        step = request.POST.get("step")
        try:
            if step == "not_same":
                households_not_same(one=keep, other=drop, by=request.user)
                messages.success(request, _("Remembered: these are two households. They are not suggested again."))
                return HttpResponseRedirect(reverse(LIST))
            if step == "propose":
                households_propose(pair=pair, by=request.user)
                messages.success(request, _("Proposed. Somebody else of your house can merge them now."))
                return HttpResponseRedirect(back)
            merge = households_merge(
                keep=keep, drop=drop, by=request.user, same=_same(request), choices=_choices(request),
                why=request.POST.get("why", ""),
            )  # fmt: skip
        except DomainError as error:
            messages.error(request, str(error.message), extra_tags=error.code)
            return HttpResponseRedirect(back)
        messages.success(request, _("Merged. It can be undone here."))
        return HttpResponseRedirect(reverse("admin:households_mergerecord_change", args=[merge.pk]))


def _ways(keep: Household, drop: Household, user: Any) -> list[dict[str, Any]]:
    """Either household may be transferred to the other's community: by whom, and where it is asked for."""
    return [
        {
            "household": one,
            "to": other.community,
            "asks": bool(may_ask(one, user)),
            "waiting": Transfer.objects.pending().filter(household=one).first(),
        }
        for one, other in ((keep, drop), (drop, keep))
    ]


def _same(request: HttpRequest) -> dict[int, int]:
    """Who is who, as chosen on the page."""
    chosen = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("p-") and value}
    return {int(other): int(one) for other, one in chosen.items() if other.isdecimal() and one.isdecimal()}


def _choices(request: HttpRequest) -> dict[str, str]:
    return {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("c-") and value}
