"""The staff's pages of fields."""

from apps.farmland.admin import household_file, parcel, registers  # noqa: F401  they register themselves
