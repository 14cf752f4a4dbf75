"""manage.py import_parcels FILE: the preview of a ledger of land for scripts, and its application."""

from apps.core.sheets.command import SheetCommand


class Command(SheetCommand):
    help = (
        "Read a ledger of contracted land and print how it differs from the register; with --apply write every new and "
        "changed field that has no faulty cell. Without --user it acts for the whole county."
    )
    register_key = "parcels"
