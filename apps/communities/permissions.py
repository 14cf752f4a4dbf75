"""Who may see and change townships, communities, buildings, dwellings and the working calendar."""

from apps.accounts.roles import Role, grant

NOUNS = ("township", "community", "building", "dwelling", "calendarday")

for role in Role.values:
    grant(role, *(f"communities.view_{noun}" for noun in NOUNS))
grant(Role.COUNTY_ADMIN, *(f"communities.{verb}_{noun}" for verb in ("add", "change") for noun in NOUNS))
grant(Role.COUNTY_ADMIN, "communities.delete_calendarday")
grant(
    Role.COMMUNITY_MANAGER,
    *(f"communities.{verb}_{noun}" for verb in ("add", "change") for noun in ("building", "dwelling")),
)
