"""The tab “Fields” of a household's file, its dialogs, and what stands among its concerns and events."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import ui
from apps.core.errors import InvalidInput
from apps.farmland.actions import parcel_register, parcel_use_record
from apps.farmland.admin.season_table import season_headers, season_rows
from apps.farmland.burdened import Fields, far_words, fields_of, has_two_homes, two_homes_words
from apps.farmland.forms import RegisterForm, UseForm
from apps.farmland.household_list import farthest_words, with_farthest
from apps.farmland.models import Parcel, ParcelUse
from apps.farmland.words import fields_words, hours_words, metres_words, use_chip, walk_cell, zone_chip
from apps.households.admin.columns import Column, add_column
from apps.households.admin.fact_dialogs import buttons, link
from apps.households.file import (
    Concern,
    Dialog,
    Entry,
    Panel,
    add_concerns,
    add_dialog,
    add_panel,
    add_timeline,
)
from apps.households.models import Household

VIEW = "farmland.view_parcel"


def _context(household: Household, user: Any) -> dict[str, Any]:
    fields = fields_of(household, user)
    dual = has_two_homes(household)
    return {
        "headers": [
            _("field of land"), (_("area (mu)"), "num"), _("crop"), _("use"), (_("on foot"), "num"),
            (_("way on foot"), "num"), _("radius"), (_("hours a year"), "num"), "",
        ],
        "rows": [_row(row, household, user, fields) for row in fields.rows],
        "total": _total(fields),
        "season_headers": season_headers(),
        "seasons": season_rows(Parcel.objects.visible_to(user).filter(household=household)) if fields.rows else [],
        "two_homes": two_homes_words(fields) if dual and fields.far else "",
        "assumption": _assumption(),
        "buttons": buttons(household, user, "field"),
        "map_url": f"{reverse('admin:farmland_parcel_map')}?household={household.pk}" if fields.rows else "",
    }  # fmt: skip


def _assumption() -> str:
    return _(
        "Minutes one way on foot by Tobler's walking function over the path; hours a year assume every trip of the farm"
        " calendar from home and back, each field by itself."
    )


def _total(fields: Fields) -> str:
    if not fields.rows:
        return ""
    mu = f"{fields.mu.normalize():f}"
    parts = [fields_words(len(fields.rows)), _("%(mu)s mu") % {"mu": mu}]
    if fields.hours is not None:
        parts.append(_("%(n)s hours a year on the way") % {"n": hours_words(fields.hours)})
    if fields.unplaced:
        parts.append(_("%(n)s not placed") % {"n": fields.unplaced})
    return " · ".join(parts)


def _row(row: Any, household: Household, user: Any, fields: Fields) -> list[Any]:
    reach = getattr(row, "reach", None)
    address = reverse("admin:farmland_parcel_change", args=[row.pk])
    name = format_html('<a class="aj-do" href="{}">{}</a>', address, str(row))
    if row.pk in fields.busy:
        name = format_html("{} {}", name, ui.chip("due", _("busy season"), icon="agriculture"))
    mark = link("field-use", household, user, words=_("Who works it"), query=f"?parcel={row.pk}")
    return [
        name, row.mu, str(row.crop) if row.crop_id else None, use_chip(row.use), walk_cell(row),
        metres_words(reach.walk_m if reach else None) or "—", zone_chip(row.zone), hours_words(row.hours) or "—", mark,
    ]  # fmt: skip


def _concerns(household: Household, user: Any) -> Iterable[Concern]:
    if not user.has_perm(VIEW):
        return
    fields = fields_of(household, user)
    if not fields.far:
        return
    here = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=fields"
    if has_two_homes(household):
        yield Concern("wait", _("Far fields"), two_homes_words(fields), here, _("Fields"), "landscape", topic="home")
    else:
        yield Concern("wait", _("Far fields"), far_words(fields.far), here, _("Fields"), "landscape", topic="home")


def _events(household: Household, user: Any) -> Iterable[Entry]:
    rows = ParcelUse.objects.visible_to(user).filter(household=household).select_related("parcel")
    for row in rows.order_by("-period", "-pk"):
        if row.started is None:
            continue
        words = _("Field %(field)s: %(use)s") % {"field": row.parcel, "use": row.get_use_display()}
        address = reverse("admin:farmland_parcel_change", args=[row.parcel_id])
        yield Entry(row.started, words, address, note=row.partner, topic="home", icon="agriculture")


def _register(household: Household, user: Any, answers: dict[str, Any]) -> None:
    parcel_register(household=household, by=user, **answers["inputs"])


class _Register(RegisterForm):
    """The form of the dialog: what cannot be read as a place is said at its field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                cleaned["inputs"] = self.inputs()
            except InvalidInput as error:
                self.add_error(error.field if error.field in self.fields else None, str(error.message))
        return cleaned


def _use(household: Household, user: Any, answers: dict[str, Any]) -> None:
    parcel_use_record(by=user, **answers)


def _uses_of(household: Household, user: Any, data: Any) -> UseForm:
    rows = Parcel.objects.visible_to(user).held().filter(household=household).order_by("pk")
    return UseForm(rows, data)


add_panel(
    Panel(
        "fields",
        gettext_lazy("Fields"),
        "farmland/household_panel.html",
        _context,
        count=lambda household, user: Parcel.objects.visible_to(user).held().filter(household=household).count(),
        may=lambda user: user.has_perm(VIEW),
        place=45,
        group="land",
    )
)
add_column(
    Column("farthest_field", gettext_lazy("farthest field worked, on foot"), with_farthest, farthest_words, number=True)
)
add_concerns(_concerns)
add_timeline(_events, deep=True)
add_dialog(
    Dialog(
        key="field",
        words=gettext_lazy("Register a field"),
        icon="agriculture",
        form=lambda household, user, data: _Register(data),
        act=_register,
        may=lambda household, user: user.has_perm("farmland.add_parcel") and household.left_on is None,
        hint=gettext_lazy("Coordinates may wait: the field can be placed on the map afterwards."),
        group=gettext_lazy("Fields"),
    )
)
add_dialog(
    Dialog(
        key="field-use",
        words=gettext_lazy("Who works the field"),
        icon="agriculture",
        form=_uses_of,
        act=_use,
        may=lambda household, user: user.has_perm("farmland.add_parceluse") and household.left_on is None,
        listed=False,
    )
)
