"""What the API shows of complaints, and takes for each step. Who reported it is never among it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from apps.accounts.models import Staff
from apps.communities.models import Building, Community
from apps.complaints.models import Complaint, ComplaintPhoto, ComplaintStep
from apps.complaints.models.extension import MOST_DAYS
from apps.complaints.policies import shows_household, steps_for
from apps.complaints.vocabulary import Category, Channel, Kind, Satisfaction, Urgency
from apps.complaints.workflow import STEPS, inputs_of
from apps.core.api import NamedSerializer
from apps.households.models import Household


class ComplaintSerializer(serializers.ModelSerializer):
    """A complaint in a list."""

    number = serializers.CharField(source="__str__", help_text="As people read it out: ABCD-2345.")
    state_name = serializers.CharField(source="get_state_display")
    community = NamedSerializer()
    building = NamedSerializer(allow_null=True)
    handler = NamedSerializer(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True, help_text="The clock that runs out first; null: none runs.")
    is_overdue = serializers.BooleanField()

    class Meta:
        model = Complaint
        fields = (
            "id", "tracking", "number", "state", "state_name", "kind", "category", "urgency", "channel",
            "community", "building", "unit", "place", "text", "handler", "due_at", "is_overdue", "submitted_at",
            "accept_due", "contact_due", "resolve_due", "call_back_due", "accepted_at", "contacted_at", "resolved_at",
            "closed_at", "paused_at", "satisfaction", "own_rating", "hand_backs", "reopenings",
        )  # fmt: skip
        read_only_fields = fields


class StepSerializer(serializers.ModelSerializer):
    """One thing that happened."""

    by = NamedSerializer(allow_null=True)
    to_staff = NamedSerializer(allow_null=True)
    by_resident = serializers.SerializerMethodField()

    class Meta:
        model = ComplaintStep
        fields = ("step", "from_state", "to_state", "by", "by_resident", "to_staff", "why", "public", "facts", "at")
        read_only_fields = fields

    def get_by_resident(self, step: ComplaintStep) -> bool:
        return step.by_id is None and bool(step.by_label)


class PhotoSerializer(serializers.ModelSerializer):
    """A photo, and where it is served to those who may see the complaint."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = ComplaintPhoto
        fields = ("id", "url", "width", "height", "added_at")
        read_only_fields = fields

    @extend_schema_field(serializers.URLField())
    def get_url(self, photo: ComplaintPhoto) -> str:
        keys = {"pk": photo.complaint_id, "photo": photo.pk}
        return reverse("api:complaint-photo", kwargs=keys, request=self.context.get("request"))


class ComplaintDetailSerializer(ComplaintSerializer):
    """A complaint with its story, its photos, and the steps that the person who asks may take now."""

    household = serializers.SerializerMethodField(help_text="Null also for the handler, who is not told who it was.")
    filed_by = NamedSerializer(allow_null=True)
    merged_into = serializers.PrimaryKeyRelatedField(read_only=True, allow_null=True)
    steps = StepSerializer(many=True)
    photos = PhotoSerializer(many=True)
    possible_steps = serializers.SerializerMethodField()

    class Meta(ComplaintSerializer.Meta):
        fields = (
            *ComplaintSerializer.Meta.fields,
            "household", "filed_by", "merged_into", "steps", "photos", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_household(self, complaint: Complaint) -> int | None:
        return complaint.household_id if shows_household(complaint, self.context["request"].user) else None

    def get_possible_steps(self, complaint: Complaint) -> list[str]:
        return [step.name for step in steps_for(complaint, self.context["request"].user)]


class VisibleField(serializers.PrimaryKeyRelatedField):
    """A key of something that the person who asks may see."""

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        request = self.context.get("request")
        return queryset.none() if request is None else queryset.visible_to(request.user)


class FileInput(serializers.Serializer):
    """A complaint that staff file for a resident. The same `client_id` twice is one complaint."""

    community = VisibleField(queryset=Community.objects.all())
    category = serializers.ChoiceField(choices=Category.choices)
    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.COMPLAINT)
    channel = serializers.ChoiceField(choices=Channel.choices, default=Channel.AT_THE_DOOR)
    building = VisibleField(queryset=Building.objects.all(), required=False, allow_null=True)
    unit = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    place = serializers.CharField(required=False, allow_blank=True)
    text = serializers.CharField(required=False, allow_blank=True)
    household = VisibleField(queryset=Household.objects.all(), required=False, allow_null=True)
    reporter_name = serializers.CharField(required=False, allow_blank=True, write_only=True)
    reporter_phone = serializers.CharField(required=False, allow_blank=True, write_only=True)
    client_id = serializers.UUIDField(required=False)


class NoteInput(serializers.Serializer):
    """A note; public ones are read by the resident."""

    text = serializers.CharField()
    public = serializers.BooleanField(default=False)


class RevealInput(serializers.Serializer):
    """Why who reported it must be known; it is logged."""

    reason = serializers.CharField()


class ReporterSerializer(serializers.Serializer):
    """Who reported it; empty where not given."""

    name = serializers.CharField(allow_blank=True)
    phone = serializers.CharField(allow_blank=True)


def _field(name: str, *, required: bool) -> serializers.Field:
    needed: dict[str, Any] = {"required": required}
    match name:
        case "handler":
            return VisibleField(queryset=Staff.objects.all(), **needed)
        case "into":
            return VisibleField(queryset=Complaint.objects.all(), **needed)
        case "satisfaction":
            return serializers.ChoiceField(choices=Satisfaction.choices, **needed)
        case "urgency":
            return serializers.ChoiceField(choices=Urgency.choices, allow_blank=not required, **needed)
        case "days":
            return serializers.IntegerField(min_value=1, max_value=MOST_DAYS, **needed)
    return serializers.CharField(allow_blank=not required, **needed)


def step_input(step: str) -> type[serializers.Serializer]:
    """The serializer of a step's inputs, from the workflow's data."""
    fields = {name: _field(name, required=name in STEPS[step].requires) for name in inputs_of(step)}
    title = "".join(part.capitalize() for part in step.split("_"))
    return type(f"{title}Input", (serializers.Serializer,), {**fields, "__doc__": f"Inputs of the step “{step}”."})
