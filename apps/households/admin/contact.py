"""Further telephone numbers as a list, which goes out and comes back in as a workbook."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.masking import mask_phone
from apps.households.models import Contact
from apps.households.people.filters import ContactFilter
from apps.households.registers import ContactRegister

WHOLE = "households.reveal_member"


@admin.register(Contact)
class ContactAdmin(ScopedAdmin):
    """Numbers are entered in a person's file, or many at once from a workbook."""

    list_display = ("person", "masked_phone", "phone_of", "note", "community")
    list_display_links = ("person",)
    list_select_related = ("member", "community")
    reveals = {"masked_phone": lambda contact: contact.phone}
    fields = ("person", "masked_phone", "phone_of", "note", "community")
    readonly_fields = ("person", "masked_phone")
    ordering = ("member__name", "pk")
    filterset_class = ContactFilter
    register = ContactRegister
    list_title = _("Further phone numbers")
    empty_title = _("No further phone numbers yet")
    empty_text = _("The first number of a person stands in their file. More come in here from a workbook.")

    @display(description=_("person"), ordering="member__name")
    def person(self, contact: Contact) -> str:
        return contact.member.name

    @display(description=_("phone"))
    def masked_phone(self, contact: Contact) -> str:
        return mask_phone(contact.phone)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _may_import(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perms(("households.add_contact", "households.change_contact", WHOLE)))

    def register_view(self, request: HttpRequest) -> FileResponse:
        """The form holds whole numbers, which only those take out who may see them."""
        if not request.user.has_perm(WHOLE):
            raise PermissionDenied
        return super().register_view(request)
