"""Likely duplicates side by side, and the merges that were made of them."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.errors import DomainError
from apps.core.ui import chip, exact
from apps.households.actions.merging import members_merge, members_not_same, merge_undo
from apps.households.admin.file_panels import compact_mask
from apps.households.journal import read
from apps.households.likeness import compare
from apps.households.likeness import policies as merge_policies
from apps.households.likeness.filters import LikelyPairFilter, MergeFilter
from apps.households.models import LikelyPair, Member, MergeRecord
from apps.households.models.duplicate import Likeness, Merged
from apps.households.register_words import words_of
from apps.households.tasks import find_duplicates

LIST = "admin:households_likelypair_changelist"
LISTS = {"likelyhouseholds": "admin:households_likelyhouseholds_changelist"}
LOOKING, LOOK_AGAIN_SECONDS = "households.looking_for_duplicates", 60


class _Decided(ScopedAdmin):
    """Rows that nobody adds or edits by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def person(member: Member) -> Any:
    """Somebody in a list: name, age, first and last digit."""
    parts = [member.name]
    if member.age is not None:
        parts.append(_("%(age)s years") % {"age": member.age})
    return " · ".join(map(str, [*parts, compact_mask(member) or _("no identity number")]))


@admin.register(LikelyPair)
class LikelyPairAdmin(_Decided):
    """Pairs of people who may be one."""

    list_display = ("one", "other", "why", "where", "when")
    list_display_links = ("one",)
    filterset_class = LikelyPairFilter
    actions = None
    list_title = _("Likely duplicates")
    list_before_template = "households/duplicates/look_again.html"
    empty_title = _("No likely duplicates")
    empty_text = _("Every night people with the same name and birth date, phone or dwelling are looked for.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_people().order_by("-found_at", "-pk")

    @display(description=_("one"))
    def one(self, pair: LikelyPair) -> Any:
        return person(pair.first)

    @display(description=_("the other"))
    def other(self, pair: LikelyPair) -> Any:
        return person(pair.second)

    @display(description=_("why"))
    def why(self, pair: LikelyPair) -> Any:
        return " · ".join(str(Likeness(reason).label) for reason in pair.reasons)

    @display(description=_("community"))
    def where(self, pair: LikelyPair) -> Any:
        return " / ".join(dict.fromkeys((pair.first.community.name, pair.second.community.name)))

    @display(description=_("found"), ordering="found_at")
    def when(self, pair: LikelyPair) -> Any:
        return exact(pair.found_at)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.find_view)
        return [path("find/", view, name="households_likelypair_find"), *super().get_urls()]

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """Have everybody compared again, by a worker: a county takes longer than a page may."""
        if request.method == "POST" and request.user.has_perm(merge_policies.MERGES):
            if cache.add(LOOKING, True, LOOK_AGAIN_SECONDS):
                find_duplicates.delay()
                messages.success(request, _("Duplicates are being looked for. Open this list again in a minute."))
            else:
                messages.info(request, _("Duplicates were looked for a moment ago. Open this list again in a minute."))
        return HttpResponseRedirect(reverse(LISTS.get(request.POST.get("list", ""), LIST)))

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
            return self._decide(request, keep, drop, turned)
        shown = {
            **self.admin_site.each_context(request),
            "title": _("The same person?"),
            "crumb": {"url": reverse(LIST), "title": _("Likely duplicates")},
            "people": [(member, compact_mask(member)) for member in (keep, drop)],
            "reasons": [Likeness(reason).label for reason in pair.reasons],
            "turned": turned,
            "lines": compare.lines(keep, drop),
            "decisions": compare.decisions(keep, drop),
            "belongings": compare.belongings(keep, drop),
            "headers": [_("Register"), (_("stays"), "num"), (_("is merged into it"), "num")],
            "may": merge_policies.may_merge(keep, drop, request.user),
        }
        return TemplateResponse(request, "households/duplicates/compare.html", shown)

    def _decide(self, request: HttpRequest, keep: Member, drop: Member, turned: bool) -> HttpResponse:
        if request.POST.get("step") == "not_same":
            members_not_same(one=keep, other=drop, by=request.user)
            messages.success(request, _("Remembered: these are two people. They are not suggested again."))
            return HttpResponseRedirect(reverse(LIST))
        choices = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("c-") and value}
        try:
            merge = members_merge(
                keep=keep, drop=drop, by=request.user, choices=choices, why=request.POST.get("why", "")
            )
        except DomainError as error:
            messages.error(request, str(error.message), extra_tags=error.code)
            return HttpResponseRedirect(f"{request.path}?keep={'second' if turned else 'first'}")
        messages.success(request, _("Merged. It can be undone here."))
        return HttpResponseRedirect(reverse("admin:households_mergerecord_change", args=[merge.pk]))


@admin.register(MergeRecord)
class MergeRecordAdmin(_Decided):
    """Merges, and their undoing."""

    list_display = ("kept_one", "kind", "state", "by", "when", "note")
    list_display_links = ("kept_one",)
    filterset_class = MergeFilter
    list_select_related = ("by",)
    actions = None
    list_title = _("Merges")
    empty_title = _("No merges yet")
    empty_text = _("When two records of one person or household become one, it stands here and can be undone.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = (
            super().get_queryset(request).with_state().select_related("by", "proposed_by", "community").defer("journal")
        )
        return rows.order_by("-at", "-pk")

    @display(description=_("person or household"))
    def kept_one(self, merge: MergeRecord) -> Any:
        return merge.kept_name or _("no longer in the register")

    @display(description=_("state"))
    def state(self, merge: MergeRecord) -> Any:
        return chip("neutral", _("undone"), icon="undo") if merge.undone else chip("done", _("merged"), icon="merge")

    @display(description=_("when"), ordering="at")
    def when(self, merge: MergeRecord) -> Any:
        return exact(merge.at)

    @display(description=_("note"))
    def note(self, merge: MergeRecord) -> Any:
        return merge.why or "—"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What was moved, and the button that takes it back."""
        merge = self.get_object(request, object_id)
        if merge is None or not self.has_view_permission(request, merge):
            raise Http404
        if request.method == "POST":
            merge_undo(merge=merge, by=request.user, why=request.POST.get("why", ""))
            messages.success(request, _("Undone: both records are as they were."))
            return HttpResponseRedirect(request.path)
        entries = read(merge.journal or "[]")
        noun = "household" if merge.kind == Merged.HOUSEHOLD else "member"
        shown = {
            **self.admin_site.each_context(request),
            "title": _title(merge, entries, noun),
            "crumb": {"url": reverse("admin:households_mergerecord_changelist"), "title": _("Merges")},
            "merge": merge,
            "facts": [
                (_("when"), exact(merge.at)), (_("by"), str(merge.by or "—")),
                (_("proposed by"), str(merge.proposed_by or "—")), (_("community"), merge.community.name),
                (_("note"), merge.why or "—"),
            ],
            "headers": [_("Register"), (_("moved"), "num"), (_("set aside"), "num")],
            "moved": _moved(entries),
            "undoing": getattr(merge, "undoing", None),
            "member_url": reverse(f"admin:households_{noun}_change", args=[merge.kept]) if merge.kept_name else "",
            "may": merge_policies.may_undo(merge, request.user),
        }  # fmt: skip
        return TemplateResponse(request, "households/duplicates/merge.html", shown)


def _title(merge: MergeRecord, entries: Any, noun: str) -> Any:
    """Which record was merged into which, by code or name."""
    gone = (
        e["row"] for e in entries if (e["do"], e["model"], e["pk"]) == ("remove", f"households.{noun}", merge.dropped)
    )
    row = next(gone, None)
    kept = merge.kept_name or _("no longer in the register")
    if row is None:
        return kept
    said = {"dropped": row.get("code") or row["name"], "kept": kept}
    return _("%(dropped)s merged into %(kept)s") % said


def _moved(entries: Any) -> list[list[Any]]:
    """How many rows of each register were moved or changed, and set aside."""
    found: dict[str, list[int]] = {}
    for entry in entries:
        counts = found.setdefault(entry["model"], [0, 0])
        counts[entry["do"] == "remove"] += 1
    return [[words_of(apps.get_model(name)), *counts] for name, counts in found.items()]
