"""Answered questionnaires: their list, and the page of one in the version in which it was asked."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.accounts.actions import open_record
from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.core.requests import address_of
from apps.followups.admin.answer_cards import answer_card, missing_words, scores_of
from apps.followups.admin.columns import change_url
from apps.followups.filters import AnswerFilter
from apps.followups.models import Answer
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link
from apps.households.words import label_of


@admin.register(Answer)
class AnswerAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """What households answered."""

    list_display = ("whose", "code", "questionnaire", "day", "taken_by", "scores_column", "missing_column")
    more_columns = ("in_community", "about")
    filterset_class = AnswerFilter
    ordering = ("-answered_on", "-pk")
    page_template = "followups/answer.html"
    list_before_template = "core/links.html"
    list_title = pgettext_lazy("followups", "Filled in")
    empty_title = _("No questionnaires were filled in yet")
    empty_text = _("They are filled in at visits, on the worker's phone or from paper.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.select_related("version__instrument", "member", "answered_by", "community").defer("private")

    def opening(self, request: HttpRequest) -> str:
        """Without a question, what stands: not what was corrected since."""
        kept = super().opening(request)
        return kept if kept or request.GET or request.method != "GET" else "stands=true"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # at a visit

    def page_title(self, row: Any) -> str:
        return f"{row.version.instrument}　{label_of(row.household)}"

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        open_record(staff=user, subject=row.household, address=address_of(request))
        newer = Answer.objects.visible_to(user).filter(replaces=row).first()
        chips = [ui.chip("neutral", _t("corrected since"), icon="history")] if newer else []
        visit = {"url": change_url("visit", row.visit_id), "words": _t("to the visit")} if row.visit_id else {}
        return {
            "head": {"icon": "fact_check", "words": str(row.version.instrument), "chips": chips, "link": visit},
            "facts": [
                (_t("household"), home_link(row.household, tab="visits")),
                *([(_t("member"), row.member.name)] if row.member_id else []),
                (_t("version of the questionnaire"), row.version.number),
                (_t("answered on"), ui.exact(row.answered_on)),
                (pgettext("answers", "asked by"), str(row.answered_by) if row.answered_by_id else "—"),
                (_t("recorded"), ui.exact(row.made_at)),
            ],
            "one": {**answer_card(row), "url": "", "link": ""},
            "newer": {"url": change_url("answer", newer.pk), "day": ui.exact(newer.made_at)} if newer else None,
            "older": change_url("answer", row.replaces_id) if row.replaces_id else "",
        }

    @display(description=_("questionnaire"), ordering="version__instrument")
    def questionnaire(self, row: Answer) -> str:
        return str(row.version)

    @display(description=_("answered on"), ordering="answered_on")
    def day(self, row: Answer) -> str:
        return ui.exact(row.answered_on)

    @display(description=pgettext_lazy("answers", "asked by"), ordering="answered_by__name")
    def taken_by(self, row: Answer) -> str:
        return str(row.answered_by or "—")

    @display(description=_("scores"))
    def scores_column(self, row: Answer) -> str:
        return " · ".join(f"{label} {words}" for label, words in scores_of(row)) or "—"

    @display(description=_("without an answer"))
    def missing_column(self, row: Answer) -> Any:
        words = missing_words(row)
        return ui.chip("due", f"{len(row.missing)} / {row.asked}", icon="pending", title=words) if words else "—"

    def export_missing_column(self, row: Answer) -> int:
        return len(row.missing)

    @display(description=_("member"))
    def about(self, row: Answer) -> str:
        return row.member.name if row.member_id else "—"
