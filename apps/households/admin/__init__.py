"""Admin of the household register. One file per noun; importing them registers their pages."""

from apps.households.admin import (  # noqa: F401
    duplicates,
    fact_panels,
    household,
    looks,
    member,
    members_panel,
    presence_dialog,
    roster,
)
