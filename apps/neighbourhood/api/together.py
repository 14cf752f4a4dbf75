"""Groups, meetings, decisions, activities and sign-ups through the REST API."""

from typing import Any

from django.db.models import Count, Q

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, changes, creates, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.neighbourhood import actions
from apps.neighbourhood.api.base import KEYED, Given, step
from apps.neighbourhood.api.inputs import (
    ActivityChange,
    ActivityInput,
    AttendInput,
    DecideInput,
    DecisionInput,
    GroupChange,
    GroupInput,
    MeetingChange,
    MeetingInput,
    MinutesInput,
    SignUpInput,
    WhyInput,
)
from apps.neighbourhood.api.serializers import (
    ActivitySerializer,
    DecisionSerializer,
    GroupSerializer,
    MeetingSerializer,
    SignUpSerializer,
)
from apps.neighbourhood.filters import ActivityFilter, DecisionFilter, GroupFilter, MeetingFilter, SignUpFilter
from apps.neighbourhood.models import Activity, Meeting, MeetingDecision, ResidentsGroup, SignUp


class GroupViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Groups that residents run themselves."""

    model = ResidentsGroup
    queryset = ResidentsGroup.objects.none()
    filterset_class = GroupFilter
    serializer_class = GroupSerializer
    joins = ("community", "building")
    order = ("community", "name", "pk")

    create = creates(
        GroupInput, lambda user, given: actions.group_found(by=user, **given), GroupSerializer, "groups_found"
    )
    partial_update = changes(
        GroupChange, lambda row, user, given: actions.group_change(group=row, by=user, **given), GroupSerializer,
        "groups_change",
    )  # fmt: skip
    end = posts(
        "end", WhyInput, lambda row, user, given: actions.group_end(group=row, by=user, **given), GroupSerializer,
        "groups_end",
    )  # fmt: skip


def _attend(row: Meeting, user: Any, given: Given) -> None:
    actions.attendance_note(meeting=row, by=user, **keyed(given, user, KEYED))


class MeetingViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Meetings, with every step."""

    model = Meeting
    queryset = Meeting.objects.none()
    filterset_class = MeetingFilter
    serializer_class = MeetingSerializer

    def list_queryset(self, queryset: Any) -> Any:
        came = Count("attendances", filter=Q(attendances__people__gt=0))
        rows = queryset.select_related("community", "group").annotate(homes_n=came)
        return rows.order_by("-starts_at", "-pk")

    create = creates(
        MeetingInput, lambda user, given: actions.meeting_call(by=user, **given), MeetingSerializer, "meetings_call"
    )
    partial_update = changes(
        MeetingChange, lambda row, user, given: actions.meeting_change(meeting=row, by=user, **given),
        MeetingSerializer, "meetings_change",
    )  # fmt: skip
    hold = step("meeting", "hold", MeetingSerializer)
    cancel = step("meeting", "cancel", MeetingSerializer)
    minute = step("meeting", "minute", MeetingSerializer, MinutesInput)
    decide = posts(
        "decide", DecideInput,
        lambda row, user, given: actions.decision_record(meeting=row, by=user, **keyed(given, user, KEYED)),
        MeetingSerializer, "meeting_decide",
    )  # fmt: skip
    attend = posts("attend", AttendInput, _attend, MeetingSerializer, "meeting_attend")


class DecisionViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """What meetings decided."""

    model = MeetingDecision
    queryset = MeetingDecision.objects.none()
    filterset_class = DecisionFilter
    serializer_class = DecisionSerializer
    joins = ("meeting", "owner")
    order = ("due_on", "pk")

    partial_update = changes(
        DecisionInput, lambda row, user, given: actions.decision_change(decision=row, by=user, **given),
        DecisionSerializer, "decisions_change",
    )  # fmt: skip
    finish = step("decision", "finish", DecisionSerializer)
    drop = step("decision", "drop", DecisionSerializer)


def _sign_up(row: Activity, user: Any, given: Given) -> None:
    actions.sign_up(activity=row, by=user, **keyed(given, user, KEYED))


def _came(row: Activity, user: Any, given: Given) -> None:
    actions.sign_up_came(activity=row, by=user, **keyed(given, user, KEYED))


class ActivityViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Activities, with every step."""

    model = Activity
    queryset = Activity.objects.none()
    filterset_class = ActivityFilter
    serializer_class = ActivitySerializer
    joins = ("community", "group")
    order = ("-starts_at", "-pk")

    create = creates(
        ActivityInput, lambda user, given: actions.activity_announce(by=user, **given), ActivitySerializer,
        "activities_announce",
    )  # fmt: skip
    partial_update = changes(
        ActivityChange, lambda row, user, given: actions.activity_change(activity=row, by=user, **given),
        ActivitySerializer, "activities_change",
    )  # fmt: skip
    hold = step("activity", "hold", ActivitySerializer)
    cancel = step("activity", "cancel", ActivitySerializer)
    sign_up = posts("sign-up", SignUpInput, _sign_up, ActivitySerializer, "activity_sign_up")
    attend = posts("attend", AttendInput, _came, ActivitySerializer, "activity_attend")


class SignUpViewSet(ExportMixin, ScopedReadViewSet):
    """Who signed up for what."""

    model = SignUp
    queryset = SignUp.objects.none()
    filterset_class = SignUpFilter
    serializer_class = SignUpSerializer
    joins = ("household", "activity")
    order = ("-signed_at", "-pk")

    withdraw = step("sign_up", "withdraw", SignUpSerializer)
    sign_again = step("sign_up", "sign_again", SignUpSerializer)
