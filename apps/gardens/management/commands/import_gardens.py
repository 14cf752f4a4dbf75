"""manage.py import_gardens FILE: the preview of a list of zones, plots and lockers, and its application."""

from apps.core.sheets.command import SheetCommand


class Command(SheetCommand):
    help = (
        "Read a list of garden zones, plots and tool lockers and print how it differs from the register; with --apply "
        "write every new and changed row that has no faulty cell. Without --user it acts for the whole county."
    )
    register_key = "gardens"
