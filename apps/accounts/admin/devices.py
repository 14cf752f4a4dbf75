"""Field phones: which hold households, since when they were not heard of, and telling a lost one to empty itself."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.accounts.actions import device_revoke
from apps.accounts.filters import FieldDeviceFilter
from apps.accounts.models import FieldDevice
from apps.accounts.policies import may_revoke_device
from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm


def _revoke(device: FieldDevice, user: Any, answers: dict[str, Any]) -> str:
    device_revoke(device=device, by=user, why=answers["why"])
    return _t("Revoked. The phone empties itself at its next contact.")


def state_chip(device: FieldDevice) -> SafeString:
    """Whether it holds households, in colour and word."""
    if device.wiped_at:
        return ui.chip("neutral", pgettext("device", "empty"), icon="mobile_off", title=device.get_wiped_why_display())
    if device.must_wipe:
        return ui.chip("due", _t("empties itself at the next contact"), icon="phonelink_erase")
    return ui.chip("done", _t("in use"), icon="smartphone")


@admin.register(FieldDevice)
class FieldDeviceAdmin(DeedPages, ScopedAdmin):
    """Phones register themselves; here they are seen and revoked."""

    list_display = ("title", "whose", "seen", "taken", "households", "state")
    list_numbers = ("households",)
    list_select_related = ("staff",)
    filterset_class = FieldDeviceFilter
    ordering = ("-seen_at", "-pk")
    list_title = _("Field phones")
    empty_title = _("No phones yet")
    empty_text = _(
        "A phone on which a worker sets a PIN under “Visits” appears here, and can be revoked when it is lost."
    )
    actions = None
    deeds = (
        Deed(
            "revoke", _("Revoke: it empties itself"), _revoke, may_revoke_device,
            form=lambda row, user, data: WhyForm(data), icon="phonelink_erase", careful=True,
            hint=_("At its next contact the phone forgets everything. Visits that it has not sent yet are lost."),
        ),
    )  # fmt: skip

    def page_context(self, row: FieldDevice, user: Any, request: HttpRequest) -> dict[str, Any]:
        revoked = f"{ui.exact(row.revoked_at)} · {row.revoked_by} · {row.revoked_why}" if row.revoked_at else ""
        wiped = f"{ui.exact(row.wiped_at)} · {row.get_wiped_why_display()}" if row.wiped_at else ""
        return {
            "head": {"icon": "smartphone", "words": row.name, "chips": [state_chip(row)]},
            "facts": [
                (_t("whose"), f"{row.staff.name} ({row.staff.username})"),
                (_t("registered"), ui.exact(row.made_at)),
                (_t("last contact"), ui.exact(row.seen_at)),
                (_t("last download"), ui.exact(row.pack_at) if row.pack_at else _t("never")),
                (_t("households on it"), row.households),
                *([(_t("revoked"), revoked)] if revoked else []),
                *([(_t("emptied"), wiped)] if wiped else []),
            ],
        }

    @display(description=pgettext_lazy("device", "phone"), ordering="name")
    def title(self, row: FieldDevice) -> Any:
        return ui.named("smartphone", row.name)

    def export_title(self, row: FieldDevice) -> str:
        return row.name

    @display(description=_("whose"), ordering="staff__name")
    def whose(self, row: FieldDevice) -> str:
        return f"{row.staff.name} ({row.staff.username})"

    @display(description=_("last contact"), ordering="seen_at")
    def seen(self, row: FieldDevice) -> str:
        return ui.when(row.seen_at)

    @display(description=_("last download"), ordering="pack_at")
    def taken(self, row: FieldDevice) -> str:
        return ui.when(row.pack_at) if row.pack_at else _t("never")

    @display(description=_("state"))
    def state(self, row: FieldDevice) -> SafeString:
        return state_chip(row)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
