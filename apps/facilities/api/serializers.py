"""What the API shows of facilities, and takes for each step."""

from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from apps.communities.models import Building, Community
from apps.core.api import NamedSerializer, RowInput
from apps.core.geo import Coordinates, Datum
from apps.facilities.actions import FIELDS
from apps.facilities.gaps.asking import GapRow
from apps.facilities.models import (
    Facility,
    FacilityDefect,
    FacilityInspection,
    FacilityPhoto,
    FacilityStaffing,
    FacilityStandard,
)
from apps.facilities.policies import defect_steps_for, steps_for
from apps.facilities.vocabulary import Result, Severity, StaffRole
from apps.facilities.workflow import State


class FacilitySerializer(serializers.ModelSerializer):
    """A facility in a list; what is null was not collected."""

    community = NamedSerializer(allow_null=True, help_text="Null: for all communities.")
    building = NamedSerializer(allow_null=True)
    kind_name = serializers.CharField(source="get_kind_display")
    state_name = serializers.CharField(source="get_state_display")
    open_defects = serializers.IntegerField(source="defects_n")

    class Meta:
        model = Facility
        fields = (
            "id", "kind", "kind_name", "name", "community", "building", "state", "state_name", "address", "phone",
            "capacity", "capacity_unit", "hours", "hours_note", "on_holidays", "inspection_due", "open_defects",
            "latitude", "longitude", "altitude_m", "note",
        )  # fmt: skip
        read_only_fields = fields


class StaffingSerializer(serializers.ModelSerializer):
    """A role for a time; `in_post` null: not collected."""

    since = serializers.DateField(source="started")
    until = serializers.DateField(source="ended", allow_null=True)

    class Meta:
        model = FacilityStaffing
        fields = ("role", "need", "in_post", "since", "until")
        read_only_fields = fields


class FacilityPhotoSerializer(serializers.ModelSerializer):
    """A photo, and where it is served to those who see the facility."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = FacilityPhoto
        fields = ("id", "width", "height", "added_at", "url")
        read_only_fields = fields

    def get_url(self, photo: FacilityPhoto) -> str:
        return reverse("api:facility-photo-detail", kwargs={"pk": photo.pk}, request=self.context.get("request"))


class InspectionSerializer(serializers.ModelSerializer):
    """An inspection that was made."""

    by = NamedSerializer()
    photos = FacilityPhotoSerializer(many=True)

    class Meta:
        model = FacilityInspection
        fields = ("id", "due_on", "done_on", "result", "findings", "by", "photos")
        read_only_fields = fields


class FacilityDetailSerializer(FacilitySerializer):
    """A facility with staffing, inspections, and the steps that the person who asks may take now."""

    staffing = StaffingSerializer(many=True)
    inspections = InspectionSerializer(many=True)
    possible_steps = serializers.SerializerMethodField()

    class Meta(FacilitySerializer.Meta):
        fields = (*FacilitySerializer.Meta.fields, "staffing", "inspections", "possible_steps")
        read_only_fields = fields

    def get_possible_steps(self, facility: Facility) -> list[str]:
        return [step.name for step in steps_for(facility, self.context["request"].user)]


class DefectSerializer(serializers.ModelSerializer):
    """A defect, with the steps that the person who asks may take now."""

    facility = NamedSerializer()
    is_overdue = serializers.BooleanField()
    photos = FacilityPhotoSerializer(many=True)
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = FacilityDefect
        fields = (
            "id", "facility", "state", "severity", "text", "source", "source_key", "reported_at", "due_on", "ended_on",
            "is_overdue", "photos", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, defect: FacilityDefect) -> list[str]:
        return [step.name for step in defect_steps_for(defect, self.context["request"].user)]


class StandardSerializer(serializers.ModelSerializer):
    """What the county expects of a kind, from a day on."""

    class Meta:
        model = FacilityStandard
        fields = (
            "id", "kind", "valid_from", "age_from", "age_to", "residents_from", "people_per_facility",
            "places_per_100", "min_capacity", "people_per_staff", "max_minutes", "source",
        )  # fmt: skip
        read_only_fields = fields


class FacilityInput(RowInput):
    """What the register says of a facility. Coordinates are in the system that `datum` names, and kept in WGS-84."""

    building = serializers.PrimaryKeyRelatedField(queryset=Building.objects.none(), required=False, allow_null=True)
    datum = serializers.ChoiceField(Datum.choices, default=Datum.WGS84)

    class Meta:
        model = Facility
        fields = (*FIELDS, "datum")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Turns coordinates to WGS-84 once; half a place is refused by the action."""
        datum = Datum(attrs.pop("datum", Datum.WGS84))
        latitude, longitude = attrs.get("latitude"), attrs.get("longitude")
        if latitude is not None and longitude is not None:
            place = Coordinates(latitude, longitude, datum).to(Datum.WGS84)
            attrs["latitude"], attrs["longitude"] = place.pair
        return attrs


class FacilityRegisterInput(FacilityInput):
    """A facility that is new to the register, as it stands now."""

    community = serializers.PrimaryKeyRelatedField(
        queryset=Community.objects.none(), allow_null=True, help_text="Null: for all communities (county only)."
    )
    state = serializers.ChoiceField(State.choices, default=State.OPEN)

    class Meta(FacilityInput.Meta):
        fields = ("community", "state", *FacilityInput.Meta.fields)


class WhyInput(serializers.Serializer):
    """Inputs of a step."""

    why = serializers.CharField(required=False, allow_blank=True, default="")


class StaffingInput(serializers.Serializer):
    """From a day (today) on, so many are needed and in post."""

    role = serializers.ChoiceField(choices=StaffRole.choices)
    need = serializers.IntegerField(min_value=0, max_value=500)
    in_post = serializers.IntegerField(min_value=0, max_value=500, required=False, allow_null=True)
    day = serializers.DateField(required=False)


class InspectionInput(serializers.Serializer):
    """What an inspection found."""

    result = serializers.ChoiceField(choices=Result.choices)
    findings = serializers.CharField(required=False, allow_blank=True, default="")
    done_on = serializers.DateField(required=False)


class DefectInput(serializers.Serializer):
    """Something is broken. The same `client_id` twice is one defect."""

    text = serializers.CharField(max_length=500, allow_blank=True)
    severity = serializers.ChoiceField(choices=Severity.choices, default=Severity.HINDERS)
    client_id = serializers.UUIDField(required=False)


class GapSerializer(serializers.Serializer):
    """The answer for one community, or one building of it, and one kind.

    `minutes` is the longest way on foot of those concerned, `shuttle_minutes` the same by shuttle: by timetable if
    `timetabled`, else an estimate. `far` people walk too long, `far_by_shuttle` would also ride too long.
    """

    community = serializers.IntegerField()
    building = serializers.IntegerField(allow_null=True)
    kind = serializers.CharField()
    status = serializers.CharField()
    gap = serializers.BooleanField()
    concerned = serializers.IntegerField()
    far = serializers.IntegerField()
    far_by_shuttle = serializers.IntegerField()
    required = serializers.IntegerField()
    own = serializers.IntegerField()
    nearest = serializers.CharField(allow_null=True)
    minutes = serializers.IntegerField(allow_null=True)
    shuttle_minutes = serializers.IntegerField(allow_null=True)
    timetabled = serializers.BooleanField()
    nearest_elsewhere = serializers.CharField(allow_null=True)
    findings = serializers.ListField(child=serializers.CharField())


def gap_row(row: GapRow) -> dict[str, Any]:
    """An answer as the API shows it."""
    cell, way = row.cell, row.cell.worst
    return {
        "community": row.community.pk, "building": row.building.pk if row.building else None,
        "kind": str(row.kind), "status": str(cell.status), "gap": cell.is_gap,
        "concerned": cell.concerned, "far": cell.far, "far_by_shuttle": cell.far_by_shuttle,
        "required": cell.required, "own": len(cell.own),
        "nearest": way.site.name if way else None, "minutes": round(way.minutes) if way else None,
        "shuttle_minutes": round(way.by_shuttle) if way else None, "timetabled": bool(way and way.timetabled),
        "nearest_elsewhere": cell.alternative.site.name if cell.alternative else None,
        "findings": [finding.words for finding in cell.findings],
    }  # fmt: skip
