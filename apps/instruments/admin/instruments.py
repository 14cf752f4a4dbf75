"""Questionnaires: their list, and the page of one with its versions."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.instruments import form as kernel
from apps.instruments.actions import draft_begin, instrument_make, instrument_restore, instrument_retire
from apps.instruments.filters import InstrumentFilter
from apps.instruments.forms import XlsformForm
from apps.instruments.library import definition_of
from apps.instruments.looks import ICONS, state_chip
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.policies import may_draft, may_make, may_restore, may_retire
from apps.instruments.workflow import VersionState
from apps.instruments.xlsform import read_xlsform

MADE_WITH = ("key", "name", "name_en", "kind", "subject")

KEY_HELP = _(
    "Programs know the questionnaire by this name: the API, XLSForm files, figures. Small letters, digits and "
    "underscores, for example winter_heating. It cannot be changed later."
)


def version_url(version: InstrumentVersion, page: str = "change", *more: Any) -> str:
    """The address of a page of a version."""
    return reverse(f"admin:instruments_instrumentversion_{page}", args=[version.pk, *more])


def _begin(row: Instrument, user: Any, answers: dict[str, Any]) -> HttpResponse:
    return HttpResponseRedirect(version_url(draft_begin(instrument=row, by=user)))


@admin.register(Instrument)
class InstrumentAdmin(DeedPages, ScopedAdmin):
    """The questionnaires of the county."""

    list_display = ("title", "about", "asks_about", "in_use", "since", "questions", "draft")
    list_numbers = ("questions",)
    filterset_class = InstrumentFilter
    ordering = ("retired_on", "kind", "key")
    fields = (("name", "name_en"), ("kind", "subject"), "key")
    page_template = "instruments/instrument.html"
    list_title = _("Questionnaires")
    add_word = _("Add a questionnaire")
    list_before_template = "core/links.html"
    empty_title = _("No questionnaires yet")
    empty_text = _("Add one, or take one over from XLSForm; those of the product come with the next update.")
    deeds = (
        Deed("draft", _("Begin a new version"), _begin, may_draft, icon="edit_note", main=True),
        Deed("retire", _("Take it out of use"),
             lambda row, user, answers: _kept(instrument_retire(instrument=row, by=user)), may_retire, icon="block",
             hint=_("It is no longer asked. What was answered stays.")),
        Deed("restore", _("Take it into use again"),
             lambda row, user, answers: _kept(instrument_restore(instrument=row, by=user)), may_restore, icon="undo"),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        versions = InstrumentVersion.objects.order_by("-number")
        return super().get_queryset(request).prefetch_related(Prefetch("versions", versions, to_attr="newest_first"))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{"help_texts": {"key": KEY_HELP}, **kwargs})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # through its deeds

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(may_make(request.user))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        made = instrument_make(by=request.user, **{name: form.cleaned_data[name] for name in MADE_WITH})
        obj.pk, obj._state.adding = made.pk, False

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        current = _current(row)
        return {
            "head": {"icon": ICONS[row.kind], "words": str(row), "chips": [_use_chip(row, current)]},
            "facts": [
                (pgettext("questionnaire", "about"), row.get_kind_display()),
                (pgettext("questionnaire", "asks about"), row.get_subject_display()),
                (_t("questions"), questions_in(current) if current else "—"),
                (pgettext("questionnaire", "short name"), row.key),
            ],
            "parts": [
                {
                    "title": _t("Versions"),
                    "note": _t("Answers are always shown in the version in which they were asked."),
                    "headers": [pgettext("questionnaire", "version"), _t("state"), (_t("questions"), "num"),
                                _t("published on"), _t("what changed")],
                    "rows": [_version_row(version, current) for version in row.newest_first],
                    "empty": _t("No version yet. Begin one, or take one over from XLSForm."),
                }
            ],
            "taking": reverse("admin:instruments_instrument_take", args=[row.pk]) if may_draft(row, user) else "",
            "current": current,
        }  # fmt: skip

    def get_urls(self) -> list[Any]:
        take = self.admin_site.admin_view(self.take_view)
        return [path("<path:object_id>/take/", take, name="instruments_instrument_take"), *super().get_urls()]

    def take_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take an XLSForm over as a draft, and say what could not come along."""
        row = self.find(request, object_id)
        form = XlsformForm(request.POST, request.FILES)
        if request.method != "POST" or not form.is_valid():
            if request.method == "POST":
                messages.error(request, _t("Choose a file first."))
            return HttpResponseRedirect(self.url_of(row))
        definition, notices = read_xlsform(form.cleaned_data["file"].read())
        draft = draft_begin(instrument=row, by=request.user, content=kernel.write(definition))
        for notice in notices:
            messages.warning(request, str(notice))
        told = _t("Taken over as a draft: %(count)d questions. Look at them, then publish.")
        messages.success(request, told % {"count": questions_in(draft)})
        return HttpResponseRedirect(version_url(draft))

    @display(description=pgettext_lazy("survey", "questionnaire"), ordering="name")
    def title(self, row: Any) -> Any:
        return ui.named(ICONS[row.kind], row, row.key)

    def export_title(self, row: Any) -> str:
        return str(row)

    @display(description=pgettext_lazy("questionnaire", "about"), ordering="kind")
    def about(self, row: Any) -> str:
        return row.get_kind_display()

    @display(description=pgettext_lazy("questionnaire", "asks about"), ordering="subject")
    def asks_about(self, row: Any) -> str:
        return row.get_subject_display()

    @display(description=pgettext_lazy("questionnaire", "version"))
    def in_use(self, row: Any) -> Any:
        return _use_chip(row, _current(row))

    @display(description=_("published on"))
    def since(self, row: Any) -> str:
        current = _current(row)
        return ui.exact(current.published_at) if current and current.published_at else "—"

    @display(description=_("questions"))
    def questions(self, row: Any) -> Any:
        current = _current(row)
        return questions_in(current) if current else "—"

    @display(description=VersionState.DRAFT.label)
    def draft(self, row: Any) -> Any:
        found = next((version for version in row.newest_first if version.state == VersionState.DRAFT), None)
        return state_chip(found, False) if found else "—"


def questions_in(version: InstrumentVersion) -> int:
    """How many questions a version has, those of members counted once."""
    return sum(question.answers and question.kind != "repeat" for _group, question in definition_of(version))


def _kept(_row: Any) -> None:
    """What a deed answers that has nothing to tell beyond being done."""


def _current(row: Any) -> InstrumentVersion | None:
    return next((version for version in row.newest_first if version.state == VersionState.PUBLISHED), None)


def _use_chip(row: Any, current: InstrumentVersion | None) -> Any:
    if row.retired_on:
        return ui.chip("neutral", _t("out of use"), icon="block")
    if current is None:
        return ui.chip("due", _t("not published yet"))
    return ui.chip("done", _t("version %(number)d") % {"number": current.number})


def _version_row(version: InstrumentVersion, current: InstrumentVersion | None) -> dict[str, Any]:
    day = ui.exact(version.published_at) if version.published_at else "—"
    note = version.note or (_t("came with the product") if version.shipped else "—")
    return {
        "cells": [version.number, state_chip(version, version == current), questions_in(version), day, note],
        "url": version_url(version),
    }
