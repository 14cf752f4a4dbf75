"""Roster imports in the admin: the engine's list and pages, and the box for members whom a roster does not name."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from apps.core.models import StagedImport
from apps.core.requests import key_of
from apps.core.sheets.admin import SheetImportAdmin
from apps.core.sheets.pages import Pages
from apps.households.models import RosterImport
from apps.households.roster.actions import roster_accept_absence


class RosterPages(Pages):
    """The pages of roster imports."""

    posts = (*Pages.posts, "absences")

    def _absences(self, request: HttpRequest, found: Any) -> HttpResponse:
        """Accept that a member has left, or take that back."""
        one = key_of(request.POST.get("absence"))
        keys, accepted = ([] if one is None else [one]), bool(request.POST.get("accepted"))
        roster_accept_absence(roster=found, by=request.user, absences=keys, accepted=accepted)
        return self.after(request, found)

    def button(self, chosen: int) -> str:
        return ngettext("Apply %(n)s household", "Apply %(n)s households", chosen) % {"n": number_format(chosen)}


@admin.register(RosterImport)
class RosterImportAdmin(SheetImportAdmin):
    """The list of imports within scope; an import's own page is its preview."""

    register_key = "roster"
    pages_of: ClassVar[type[Pages]] = RosterPages
    list_display = ("file_name", "state_chip", "households", "people", "faulty", "uploader", "uploaded")
    list_numbers = ("households", "people", "faulty")
    list_title = _("Roster import")
    add_word = _("Upload a roster")
    empty_title = _("No roster has been imported yet")
    empty_text = _("Upload the roster of a community. You look at every difference before it goes into the register.")

    @display(description=_("households"))
    def households(self, roster: StagedImport) -> Any:
        return self.entries(roster)

    @display(description=_("people"))
    def people(self, roster: StagedImport) -> Any:
        return roster.summary.get("people_in_file", "—")
