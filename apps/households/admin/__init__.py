"""Admin of the household register. One file per noun; importing them registers their pages."""

from apps.households.admin import (  # noqa: F401
    asof_panel,
    contact,
    duplicate_households,
    duplicates,
    fact_panels,
    household,
    life_dialogs,
    life_events,
    looks,
    member,
    members_panel,
    presence_dialog,
    privacy,
    privacy_panel,
    roster,
    skill,
    transfers,
)
