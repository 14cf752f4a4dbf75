"""manage.py import_facilities FILE: the preview of a list of facilities for scripts, and its application."""

from apps.core.sheets.command import SheetCommand


class Command(SheetCommand):
    help = (
        "Read a list of facilities and print how it differs from the register; with --apply write every new and "
        "changed facility that has no faulty cell. Without --user it acts for the whole county."
    )
    register_key = "facilities"
