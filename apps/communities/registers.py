"""Townships, communities, buildings, dwellings and calendar days as workbooks."""

from typing import Any

from apps.communities.models import Building, CalendarDay, Community, Dwelling, Township
from apps.core.registers.resource import Day, Decimals, Register, Visible, Whole, YesNo, column
from apps.core.requests import key_of


class BuildingOf(Visible):
    """A building by its number, in the community of the same row."""

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        rows = super().get_queryset(value, row, *args, **kwargs)
        return rows.filter(community__name=row.get("community", "")) if key_of(value) is not None else rows.none()


class TownshipRegister(Register):
    """Townships, by name."""

    keys = ("name",)
    name, code = column("name"), column("code")

    class Meta(Register.Meta):
        model = Township
        fields = ("name", "code")
        import_id_fields = ("name",)


class CommunityRegister(Register):
    """Communities, by name."""

    keys = ("name",)
    name, slug = column("name"), column("slug")
    township = column("township", Visible(Township, "name"))
    address, phone, opened_on = column("address"), column("phone"), column("opened_on", Day())
    latitude, longitude = column("latitude", Decimals()), column("longitude", Decimals())
    altitude_m = column("altitude_m", Whole())

    class Meta(Register.Meta):
        model = Community
        fields = (
            "name", "slug", "township", "address", "phone", "opened_on", "latitude", "longitude", "altitude_m",
        )  # fmt: skip
        import_id_fields = ("name",)


class BuildingRegister(Register):
    """Buildings, by community and number."""

    keys = ("community__name", "number")
    community = column("community", Visible(Community, "name"))
    number, name = column("number", Whole()), column("name")
    units, floors, has_lift = column("units", Whole()), column("floors", Whole()), column("has_lift", YesNo())

    class Meta(Register.Meta):
        model = Building
        fields = ("community", "number", "name", "units", "floors", "has_lift")
        import_id_fields = ("community", "number")


class DwellingRegister(Register):
    """Dwellings, by building, unit and room."""

    keys = ("community__name", "building__number", "unit", "room")
    community = column("community", Visible(Community, "name"))
    building = column("building", BuildingOf(Building, "number"))
    unit, room = column("unit", Whole()), column("room")
    area_m2 = column("area_m2", Decimals())

    class Meta(Register.Meta):
        model = Dwelling
        fields = ("community", "building", "unit", "room", "area_m2")
        import_id_fields = ("community", "building", "unit", "room")


class CalendarDayRegister(Register):
    """The county's own days, by date."""

    keys = ("date",)
    date, is_workday, note = column("date", Day()), column("is_workday", YesNo()), column("note")

    class Meta(Register.Meta):
        model = CalendarDay
        fields = ("date", "is_workday", "note")
        import_id_fields = ("date",)
