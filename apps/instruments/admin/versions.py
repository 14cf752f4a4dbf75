"""Versions: the page of one with everything it asks, its preview, what differs, and its file."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.sheets.workbook import download
from apps.instruments.actions import draft_discard, version_publish
from apps.instruments.admin.editor import Editor
from apps.instruments.admin.instruments import questions_in, version_url
from apps.instruments.admin.reading import groups_shown, scores_shown
from apps.instruments.editing.comparing import What, compare
from apps.instruments.filters import VersionFilter
from apps.instruments.forms import PublishForm
from apps.instruments.library import definition_of
from apps.instruments.looks import ICONS, state_chip
from apps.instruments.models import InstrumentVersion
from apps.instruments.policies import may, may_write
from apps.instruments.rendering import Member, form_html
from apps.instruments.workflow import VersionState
from apps.instruments.xlsform import write_xlsform

CHIPS = {What.ADDED: "done", What.CHANGED: "due", What.MOVED: "wait", What.REMOVED: "late"}


def _discard(row: InstrumentVersion, user: Any, answers: dict[str, Any]) -> HttpResponse:
    draft_discard(version=row, by=user)
    return HttpResponseRedirect(reverse("admin:instruments_instrument_change", args=[row.instrument_id]))


def _publish(row: InstrumentVersion, user: Any, answers: dict[str, Any]) -> None:
    version_publish(version=row, by=user, note=answers["note"])


@admin.register(InstrumentVersion)
class VersionAdmin(Editor, DeedPages, ScopedAdmin):
    """Versions of all questionnaires."""

    list_display = ("title", "state_words", "questions", "published", "note")
    list_numbers = ("questions",)
    filterset_class = VersionFilter
    ordering = ("instrument__kind", "instrument__key", "-number")
    page_template = "instruments/version.html"
    list_title = _("Versions of questionnaires")
    list_before_template = "core/links.html"
    empty_title = _("No versions yet")
    empty_text = _("Begin a version on the page of a questionnaire.")
    deeds = (
        Deed("publish", pgettext_lazy("questionnaire", "Publish"), _publish,
             lambda row, user: may(row, "publish", user), icon="publish", main=True,
             form=lambda row, user, data: PublishForm(data),
             hint=_("From then on it is asked, and can no longer be changed."
                    " Who is offline goes on with the old one.")),
        Deed("discard", _("Throw the draft away"), _discard, may_write, icon="delete", careful=True),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("instrument", "published_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # through the editor

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        definition, language = definition_of(row), get_language() or ""
        others = row.instrument.versions.exclude(pk=row.pk).order_by("-number")
        return {
            "head": {
                "icon": ICONS[row.instrument.kind], "words": str(row), "chips": [state_chip(row, is_current(row))],
                "link": {"url": reverse("admin:instruments_instrument_change", args=[row.instrument_id]),
                         "words": _t("All versions")},
            },
            "facts": [
                (_t("questions"), questions_in(row)),
                (_t("published on"), ui.exact(row.published_at) if row.published_at else "—"),
                (pgettext("questionnaire", "published by"), _publisher(row)),
                *([(_t("what changed"), row.note)] if row.note else []),
            ],
            "intro": definition.intro.of(language),
            "editable": bool(may_write(row, user)),
            "groups": groups_shown(definition, language),
            "scores": scores_shown(definition, language),
            "others": [
                {"words": str(other), "url": f"{version_url(row, 'compare')}?with={other.pk}"} for other in others
            ],
            "urls": {"preview": version_url(row, "preview"), "xlsform": version_url(row, "xlsform"),
                     "title": version_url(row, "part", "title", "-"), "group": version_url(row, "part", "group", "-"),
                     "score": version_url(row, "part", "score", "-")},
        }  # fmt: skip

    def get_urls(self) -> list[Any]:
        site, name = self.admin_site.admin_view, "instruments_instrumentversion"
        return [
            path("<path:object_id>/preview/", site(self.preview_view), name=f"{name}_preview"),
            path("<path:object_id>/compare/", site(self.compare_view), name=f"{name}_compare"),
            path("<path:object_id>/xlsform/", site(self.xlsform_view), name=f"{name}_xlsform"),
            path("<path:object_id>/part/<slug:kind>/<slug:key>/", site(self.part_view), name=f"{name}_part"),
            *super().get_urls(),
        ]

    def page(self, request: HttpRequest, row: Any, template: str, title: str, **more: Any) -> HttpResponse:
        """A page beside that of the version."""
        crumb = {"url": version_url(row), "title": str(row)}
        context = {**self.admin_site.each_context(request), "title": title, "crumb": crumb, "row": row, **more}
        return TemplateResponse(request, template, context)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form as it is asked, on a phone or whole, in either language; nothing is kept."""
        row = self.find(request, object_id)
        language = "en" if request.GET.get("language") == "en" else "zh-hans"
        phone = request.GET.get("view") != "whole"
        members = [Member("1", "田桂香"), Member("2", "向小兵")]
        shown = form_html(row, language=language, members=members, steps=phone)
        here = f"{version_url(row, 'preview')}?view={'phone' if phone else 'whole'}&language={language}"
        ways = [
            {"words": words, "url": f"{version_url(row, 'preview')}?view={view}&language={spoken}",
             "here": here.endswith(f"?view={view}&language={spoken}")}
            for words, view, spoken in (
                (_t("phone, Chinese"), "phone", "zh-hans"), (_t("phone, English"), "phone", "en"),
                (_t("whole, Chinese"), "whole", "zh-hans"), (_t("whole, English"), "whole", "en"),
            )
        ]  # fmt: skip
        return self.page(request, row, "instruments/preview.html", _t("Preview"), form=shown, ways=ways, phone=phone)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What differs from another version of the same questionnaire, the older one on the left."""
        row = self.find(request, object_id)
        others = row.instrument.versions.exclude(pk=row.pk)
        wanted = request.GET.get("with", "")
        older = others.filter(number__lt=row.number).order_by("-number").first()
        other = others.filter(pk=wanted).first() if wanted.isdecimal() else older
        changes: list[dict[str, Any]] = []
        pair = sorted((row, other or row), key=lambda version: version.number)
        if other is not None:
            found = compare(definition_of(pair[0]), definition_of(pair[1]), get_language() or "")
            changes = [{"change": each, "chip": ui.chip(CHIPS[each.what], each.what.label)} for each in found]
        title = pgettext("questionnaire", "What changed")
        return self.page(
            request, row, "instruments/compare.html", title, changes=changes, older=pair[0], newer=pair[1], other=other
        )

    def xlsform_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The version as XLSForm, for Kobo, ODK and others."""
        row = self.find(request, object_id)
        key = row.instrument.key
        data = write_xlsform(definition_of(row), form_id=key, version=str(row.number))
        return download(data, f"{key}-{row.number}.xlsx")

    @display(description=pgettext_lazy("survey", "questionnaire"), ordering="instrument__key")
    def title(self, row: Any) -> Any:
        return ui.named(ICONS[row.instrument.kind], row, row.instrument.key)

    def export_title(self, row: Any) -> str:
        return str(row)

    @display(description=_("state"), ordering="state")
    def state_words(self, row: Any) -> Any:
        return ui.chip("due" if row.state == VersionState.DRAFT else "done", row.get_state_display())

    @display(description=_("questions"))
    def questions(self, row: Any) -> int:
        return questions_in(row)

    @display(description=_("published on"), ordering="published_at")
    def published(self, row: Any) -> str:
        return ui.exact(row.published_at) if row.published_at else "—"


def _publisher(row: InstrumentVersion) -> Any:
    return row.published_by or (_t("came with the product") if row.shipped else "—")


def is_current(row: InstrumentVersion) -> bool:
    """Whether it is the one that is asked now."""
    return InstrumentVersion.objects.current().filter(pk=row.pk, instrument__retired_on__isnull=True).exists()
