"""The pages of imports of garden plots in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.sheets.admin import SheetImportAdmin
from apps.gardens.models import GardenImport


@admin.register(GardenImport)
class GardenImportAdmin(SheetImportAdmin):
    """Lists of zones, plots and lockers that were imported, or wait for somebody."""

    register_key = "gardens"
    list_title = _("Import of garden plots")
